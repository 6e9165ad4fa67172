/** Column layouts: one row is `stride` integers; "str" columns point into the string table, -1 means none. Spans outside operations are absolute. */

/** `import {name as var} from module`; name "*" is the whole module, "default" its default export. */
export const ImportCol = { module: 0, name: 1, variable: 2, flags: 3, start: 4, end: 5, stride: 6 } as const;
/** ref = variable or type by kind; module and imported name for re-exports; a star has no name. */
export const ExportCol = { name: 0, kind: 1, ref: 2, module: 3, imported: 4, start: 5, end: 6, stride: 7 } as const;
/** ref = import, function or type by kind, else -1; assigned counts the assignments. */
export const VarCol = { name: 0, owner: 1, kind: 2, type: 3, ref: 4, assigned: 5, start: 6, end: 7, stride: 8 } as const;
/** supers = pool of type expressions; text, debug, json = Shows; *Fn = function that gives the facet or -1; annotations = rows of the annotation table; target of an alias. */
export const TypeCol = {
  name: 0, qualified: 1, kind: 2, owner: 3, supers: 4, superCount: 5, members: 6, memberCount: 7, text: 8, debug: 9, json: 10,
  textFn: 11, debugFn: 12, jsonFn: 13, annotations: 14, annotationCount: 15, target: 16, start: 17, end: 18, stride: 19,
} as const;
/** fn = method, getter or -1. */
export const MemberCol = { name: 0, type: 1, flags: 2, fn: 3, annotations: 4, annotationCount: 5, start: 6, end: 7, stride: 8 } as const;
/** name as written (`IsEmail`, `models.EmailField`); args = pool of name str or -1, literal str, Literal kind. */
export const AnnotationCol = { name: 0, args: 1, argCount: 2, start: 3, end: 4, stride: 5 } as const;
/** decl = inline object type for TypeExpr.Object, else -1; args = pool of type expressions. */
export const TypeExprCol = { kind: 0, name: 1, args: 2, argCount: 3, decl: 4, stride: 5 } as const;
/** ownerType and ownerFn -1 at module level; ops = range of operations; variable that holds it or -1. */
export const FnCol = {
  name: 0, qualified: 1, ownerType: 2, ownerFn: 3, flags: 4, params: 5, paramCount: 6, returns: 7, opStart: 8, opEnd: 9, registers: 10,
  annotations: 11, annotationCount: 12, variable: 13, start: 14, end: 15, hash: 16, nameStart: 17, nameEnd: 18, stride: 19,
} as const;
export const ParamCol = { name: 0, variable: 1, type: 2, flags: 3, annotations: 4, annotationCount: 5, start: 6, end: 7, stride: 8 } as const;
/** A `shipmate-ignore` or `shipmate-control` comment: text after the comment signs; target = the span it speaks of. */
export const DirectiveCol = { text: 0, start: 1, end: 2, targetStart: 3, targetEnd: 4, stride: 5 } as const;
export const UnseenCol = { reason: 0, text: 1, start: 2, end: 3, stride: 4 } as const;

export const tableNames = ['imports', 'exports', 'variables', 'types', 'members', 'annotations', 'typeExprs', 'functions', 'params', 'ops', 'pool', 'directives', 'unseen', 'lines'] as const;
export type TableName = (typeof tableNames)[number];
