import type { CodeView } from '../code-view';
import type { Replacement } from '../edits';

/** Ways to switch a check at a span back on: the other value in its place. */
export function strengthen(code: CodeView, start: number, end: number): Replacement[][] {
  for (let at = code.at(start, end); at > 0; at = code.parent(at)) {
    const kind = code.kind(at);
    if (kind === 'pair') return flipped(code, code.child(at, 'value'));
    if (kind === 'assignment') return flipped(code, code.child(at, 'right'));
    if (/^(?:method|class|module|body_statement|program)$/.test(kind)) return [];
  }
  return [];
}

function flipped(code: CodeView, value: number): Replacement[][] {
  if (value < 0) return [];
  const written = code.textOf(value);
  const other = written === 'false' ? 'true' : written.endsWith('VERIFY_NONE') ? written.replace(/VERIFY_NONE$/, 'VERIFY_PEER') : /^['"]none['"]$/.test(written) ? written.replace('none', 'peer') : undefined;
  return other === undefined ? [] : [[{ start: code.start(value), end: code.end(value), text: other }]];
}

/** Names of the attributes a class declares in this text; undefined where it is not declared. */
export function members(code: CodeView, type: string): string[] | undefined {
  for (let node = 0; node < code.count; node++) {
    if (code.kind(node) !== 'class' || code.textOf(code.child(node, 'name')) !== type) continue;
    const body = code.child(node, 'body');
    return body < 0 ? [] : code.children(body).filter((one) => code.kind(one) === 'call' && /^(?:attr_\w+|attribute)$/.test(code.textOf(code.child(one, 'method'))))
      .flatMap((one) => code.children(code.child(one, 'arguments')).filter((name) => code.kind(name) === 'simple_symbol').map((name) => code.textOf(name).slice(1)));
  }
  return undefined;
}
