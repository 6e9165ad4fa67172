import type { CodeView } from '../code-view';

const declarations = new Set(['interface_declaration', 'class_declaration', 'abstract_class_declaration', 'type_alias_declaration']);
const memberKinds = new Set(['property_signature', 'public_field_definition', 'field_definition', 'method_signature', 'required_parameter']);

/** The type written for a name in sight of a node: of a parameter or variable; the first word of it. */
export function declaredType(code: CodeView, node: number, name: string): string {
  for (let at = node; at >= 0; at = code.parent(at)) {
    const scope = code.child(at, 'parameters');
    const found = (scope >= 0 ? annotated(code, scope, name) : '') || (/^(?:statement_block|program)$/.test(code.kind(at)) ? annotatedHere(code, at, name) : '');
    if (found !== '') return found;
  }
  return '';
}

function annotatedHere(code: CodeView, block: number, name: string): string {
  for (const statement of code.children(block)) {
    const inner = code.kind(statement) === 'export_statement' ? (code.children(statement)[0] ?? statement) : statement;
    if (!/^(?:lexical|variable)_declaration$/.test(code.kind(inner))) continue;
    const found = annotated(code, inner, name);
    if (found !== '') return found;
  }
  return '';
}

function annotated(code: CodeView, list: number, name: string): string {
  for (const child of code.children(list)) {
    const named = code.child(child, 'pattern') >= 0 ? code.child(child, 'pattern') : code.child(child, 'name');
    const type = code.child(child, 'type');
    if (named >= 0 && type >= 0 && code.textOf(named) === name) return /[A-Z][\w$]*/.exec(code.textOf(type).replace(/\b(?:Promise|Readonly|Partial|Pick|Omit|Array|ReadonlyArray)\b/g, ''))?.[0] ?? '';
  }
  return '';
}

/** Names of the fields a type declares in this text; undefined where it is not declared. */
export function members(code: CodeView, type: string): string[] | undefined {
  for (let node = 0; node < code.count; node++) {
    if (!declarations.has(code.kind(node)) || code.textOf(code.child(node, 'name')) !== type) continue;
    const found: string[] = [];
    const visit = (at: number, depth: number): void => {
      for (const child of code.children(at)) {
        const kind = code.kind(child);
        if (memberKinds.has(kind)) {
          const name = code.child(child, 'name') >= 0 ? code.child(child, 'name') : code.child(child, 'property') >= 0 ? code.child(child, 'property') : code.child(child, 'pattern');
          if (name >= 0) found.push(code.textOf(name));
        } else if (depth < 5 && (/body|object_type|intersection_type|parameters/.test(kind) || (kind === 'method_definition' && code.textOf(code.child(child, 'name')) === 'constructor'))) visit(child, depth + 1);
      }
    };
    visit(node, 0);
    return found;
  }
  return undefined;
}
