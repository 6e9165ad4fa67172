import { Entry, ExportKind, VarKind, type EntryFact } from '../../facts';
import { after, child, childOfKind, children, endAt, enterScope, kindAt, leaveScope, only, qualify, startAt, statement, textAt, type Context } from './context';
import { classStatement } from './classes';
import { namedValue } from './functions';
import { hoistBlock, namespaceRoot } from './hoist';
import { nameText } from './imports';
import { Kind } from './kinds';
import { stringValue } from './literals';
import { nameValue, patternNames } from './references';
import { declareShape } from './shapes';

/** Import statements are declared by the hoisting; `import a = B.C` is a value. */
export function importAlias(c: Context, node: number): void {
  const [local, target] = children(c, node);
  const variable = local === undefined ? undefined : c.bindings.get(textAt(c, local));
  if (variable === undefined || target === undefined) return;
  c.b.assign(variable, pathValue(c, target), true, startAt(c, node), endAt(c, node));
}

function pathValue(c: Context, node: number): number {
  const [first, ...rest] = textAt(c, node).split('.').map((part) => part.trim());
  let value = nameValue(c, first ?? '', startAt(c, node), endAt(c, node));
  for (const name of rest) value = c.b.load(value, name, startAt(c, node), endAt(c, node));
  return value;
}

/** Any form of `export`. */
export function exportStatement(c: Context, node: number): void {
  c.documented = c.docs.has(startAt(c, node)) ? node : -1;
  lowerExport(c, node);
  c.documented = -1;
}

function lowerExport(c: Context, node: number): void {
  const source = child(c, node, c.fields.source);
  if (source >= 0) {
    reexport(c, node, stringValue(c, source));
    return;
  }
  const clause = childOfKind(c, node, Kind.ExportClause);
  if (clause >= 0) {
    for (const specifier of children(c, clause)) if (kindAt(c, specifier) === Kind.ExportSpecifier) localExport(c, specifier);
    return;
  }
  const declaration = child(c, node, c.fields.declaration);
  const value = child(c, node, c.fields.value);
  const isDefault = declaration >= 0 && /\bdefault\s*$/.test(c.source.slice(startAt(c, node), startAt(c, declaration)));
  if (declaration >= 0) exportDeclaration(c, node, declaration, isDefault);
  else if (value >= 0) exportDefault(c, node, value);
  else {
    const name = only(c, node);
    if (name < 0) return;
    if (/^export\s+as\b/.test(c.source.slice(startAt(c, node), startAt(c, name)))) return;
    exportDefault(c, node, name);
  }
}

function reexport(c: Context, node: number, module: string): void {
  const start = startAt(c, node);
  const end = endAt(c, node);
  c.b.importOnly(module, start, end);
  const clause = childOfKind(c, node, Kind.ExportClause);
  const namespace = childOfKind(c, node, Kind.NamespaceExport);
  if (clause >= 0) {
    for (const specifier of children(c, clause)) {
      if (kindAt(c, specifier) !== Kind.ExportSpecifier) continue;
      const name = child(c, specifier, c.fields.name);
      const alias = child(c, specifier, c.fields.alias);
      if (name >= 0) c.b.exportName(nameText(c, alias < 0 ? name : alias), ExportKind.Reexport, -1, startAt(c, specifier), endAt(c, specifier), module, nameText(c, name));
    }
  } else if (namespace >= 0) {
    const name = only(c, namespace);
    c.b.exportName(name < 0 ? '' : nameText(c, name), ExportKind.Reexport, -1, start, end, module, '*');
  } else c.b.exportName('', ExportKind.Star, -1, start, end, module);
}

/** `export { a as b }`: resolved when all of the module is declared. */
function localExport(c: Context, specifier: number): void {
  const name = child(c, specifier, c.fields.name);
  const alias = child(c, specifier, c.fields.alias);
  if (name < 0) return;
  const local = nameText(c, name);
  const exported = nameText(c, alias < 0 ? name : alias);
  if (c.namespaceExports) {
    c.namespaceExports.push(local);
    return;
  }
  c.deferredExports.push(() => {
    exportLocal(c, exported, local, startAt(c, specifier), endAt(c, specifier));
  });
}

function isNew(c: Context, key: string): boolean {
  if (c.exported.has(key)) return false;
  c.exported.add(key);
  return true;
}

/** Exports the variable and the interface or alias that have a name. */
function exportLocal(c: Context, exported: string, local: string, start: number, end: number): void {
  const variable = c.bindings.get(local);
  const type = c.moduleTypes.get(local);
  if (variable !== undefined && isNew(c, `${exported} value`)) c.b.exportName(exported, ExportKind.Variable, variable, start, end);
  if (type !== undefined && isNew(c, `${exported} type`)) c.b.exportName(exported, ExportKind.Type, type, start, end);
}

function exportDeclaration(c: Context, node: number, declaration: number, isDefault: boolean): void {
  if (kindAt(c, declaration) === Kind.ClassDeclaration) classStatement(c, declaration, children(c, node).filter((at) => kindAt(c, at) === Kind.Decorator));
  else statement(c, declaration);
  const inner = kindAt(c, declaration) === Kind.Ambient ? only(c, declaration) : declaration;
  for (const name of declaredNames(c, inner)) {
    const local = textAt(c, name);
    if (c.namespaceExports) c.namespaceExports.push(local);
    else exportLocal(c, isDefault ? 'default' : local, local, startAt(c, name), endAt(c, name));
  }
}

function declaredNames(c: Context, declaration: number): number[] {
  if (declaration < 0) return [];
  switch (kindAt(c, declaration)) {
    case Kind.Lexical: case Kind.Var: {
      const out: number[] = [];
      for (const item of children(c, declaration)) if (kindAt(c, item) === Kind.Declarator) patternNames(c, child(c, item, c.fields.name), out);
      return out;
    }
    case Kind.ImportAlias: return children(c, declaration).slice(0, 1);
    default: {
      const name = child(c, declaration, c.fields.name);
      return name < 0 ? [] : [kindAt(c, declaration) === Kind.Namespace ? namespaceRoot(c, name) : name];
    }
  }
}

/** `export default value` and `export = value`: a name is exported itself, anything else as a variable `default`. */
function exportDefault(c: Context, node: number, value: number): void {
  const start = startAt(c, node);
  const end = endAt(c, node);
  if (kindAt(c, value) === Kind.Identifier) {
    const local = textAt(c, value);
    if (c.bindings.has(local) || c.moduleTypes.has(local)) {
      c.deferredExports.push(() => {
        exportLocal(c, 'default', local, start, end);
      });
      return;
    }
  }
  declareShape(c, 'default', value, start, end);
  const made = namedValue(c, value, 'default');
  const variable = c.b.variable('default', VarKind.Local, startAt(c, value), endAt(c, value));
  c.b.assign(variable, made, true, start, end);
  const kind = kindAt(c, value);
  if (kind === Kind.Arrow || kind === Kind.Function) c.b.functionVariable(c.lastLambda, variable);
  c.b.exportName('default', ExportKind.Variable, variable, start, end);
}

/** `namespace N { … }`: a scope whose exports are the fields of a value N; `declare module 'x'` is only a scope. */
export function namespaceStatement(c: Context, node: number): void {
  const name = child(c, node, c.fields.name);
  const body = child(c, node, c.fields.body);
  if (name < 0 || body < 0) return;
  const isModule = kindAt(c, name) === Kind.String;
  const root = namespaceRoot(c, name);
  const variable = isModule ? undefined : c.bindings.get(textAt(c, root));
  const outer = { qualified: c.qualified, namespaceExports: c.namespaceExports };
  const scope = enterScope(c);
  const exported: string[] = [];
  if (!isModule) c.qualified = qualify(c, textAt(c, name).replace(/\s+/g, ''));
  c.namespaceExports = exported;
  hoistBlock(c, body);
  for (let at = body + 1, end = after(c, body); at < end; at = after(c, at)) statement(c, at);
  const start = startAt(c, name);
  const end = endAt(c, name);
  const entries: EntryFact[] = [];
  for (const local of isModule ? [] : new Set(exported)) {
    const inner = c.bindings.get(local);
    if (inner !== undefined) entries.push({ kind: Entry.Key, key: local, value: c.b.ref(inner, start, end), start, end });
  }
  leaveScope(c, scope);
  Object.assign(c, outer);
  if (variable === undefined || entries.length === 0) return;
  let value = c.b.record(entries, start, end);
  for (const part of textAt(c, name).split('.').slice(1).reverse()) value = c.b.record([{ kind: Entry.Key, key: part.trim(), value, start, end }], start, end);
  c.b.assign(variable, value, true, start, end);
}
