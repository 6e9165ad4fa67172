import type { CodeView } from '../code-view';
import type { Replacement } from '../edits';

/** Ways to switch a check at a span back on: the setting taken out of its literal, or the other value. */
export function strengthen(code: CodeView, start: number, end: number): Replacement[][] {
  const found: Replacement[][] = [];
  for (let at = code.at(start, end); at > 0; at = code.parent(at)) {
    const kind = code.kind(at);
    if (kind === 'keyed_element' && isCheck(code.textOf(code.child(at, 'key')))) return flipped(code, code.child(at, 'value'));
    if (kind === 'assignment_statement' && isCheck(code.textOf(code.child(at, 'left')))) return flipped(code, code.child(at, 'right'));
    if (!kind.endsWith('_statement') && kind !== 'short_var_declaration' && kind !== 'var_declaration') continue;
    const visit = (node: number): void => {
      if (code.kind(node) === 'keyed_element' && isCheck(code.textOf(code.child(node, 'key')))) found.push(...flipped(code, code.child(node, 'value')));
      for (const child of code.children(node)) visit(child);
    };
    visit(at);
    return found;
  }
  return found;
}

const isCheck = (name: string): boolean => /(?:^|\.)(?:InsecureSkipVerify|SkipVerify|Insecure)$/.test(name);

function flipped(code: CodeView, value: number): Replacement[][] {
  return value >= 0 && code.textOf(value).trim() === 'true' ? [[{ start: code.start(value), end: code.end(value), text: 'false' }]] : [];
}

/** The type written for a name in sight of a node: of a parameter or variable, without pointer and package. */
export function declaredType(code: CodeView, node: number, name: string): string {
  for (let fn = node; fn > 0; fn = code.parent(fn)) {
    if (!/^(?:function_declaration|method_declaration|func_literal)$/.test(code.kind(fn))) continue;
    for (const field of ['receiver', 'parameters']) {
      const list = code.child(fn, field);
      for (const one of list < 0 ? [] : code.children(list)) {
        const names = code.children(one).filter((child) => code.field(child) === 'name').map((child) => code.textOf(child));
        if (names.includes(name)) return /[A-Za-z_]\w*$/.exec(code.textOf(code.child(one, 'type')).replace(/\[.*\]$/, ''))?.[0] ?? '';
      }
    }
  }
  return '';
}

/** Names of the fields a struct declares in this text; undefined where it is not declared. */
export function members(code: CodeView, type: string): string[] | undefined {
  for (let node = 0; node < code.count; node++) {
    if (code.kind(node) !== 'type_spec' || code.textOf(code.child(node, 'name')) !== type) continue;
    const made = code.child(node, 'type');
    const [list = -1] = made >= 0 && code.kind(made) === 'struct_type' ? code.children(made) : [];
    return list < 0 ? [] : code.children(list).flatMap((one) => code.children(one).filter((child) => code.field(child) === 'name').map((child) => code.textOf(child)));
  }
  return undefined;
}
