import type { CodeView } from '../code-view';
import type { Replacement } from '../edits';
import { removeLine } from '../source-style';

const setters = /^(?:curl_setopt|stream_context_set_option)$/;
/** Switches that weaken by being on. */
const weakWhenOn = /^['"]?(?:allow_self_signed|tlsAllowInvalidCertificates|tlsAllowInvalidHostnames|tlsInsecure)['"]?$/;

/** Ways to switch a check at a span back on: the other value, or the call that switches it off taken out. */
export function strengthen(code: CodeView, start: number, end: number): Replacement[][] {
  for (let at = code.at(start, end); at > 0; at = code.parent(at)) {
    const kind = code.kind(at);
    if (kind === 'array_element_initializer') {
      const [key = -1, value = -1] = code.children(at);
      return value < 0 ? [] : flipped(code, value, code.textOf(key));
    }
    if (kind === 'function_call_expression' && setters.test(code.textOf(code.child(at, 'function')))) {
      const list = code.children(code.child(at, 'arguments'));
      const value = code.children(list.at(-1) ?? -1)[0] ?? -1;
      return value < 0 ? [] : flipped(code, value, code.textOf(list.at(-2) ?? at));
    }
    if (kind === 'assignment_expression') {
      const value = code.child(at, 'right');
      const key = code.children(code.child(at, 'left')).at(-1) ?? -1;
      return value < 0 ? [] : flipped(code, value, key < 0 ? '' : code.textOf(key));
    }
    if (/^(?:member|scoped)_call_expression$/.test(kind) && code.textOf(code.child(at, 'name')) === 'withoutVerifying') return withoutCall(code, at);
    if (kind.endsWith('_statement')) return [];
  }
  return [];
}

function flipped(code: CodeView, value: number, key: string): Replacement[][] {
  const written = code.textOf(value).toLowerCase();
  const isHost = /VERIFYHOST/.test(key);
  const other = weakWhenOn.test(key.trim()) ? { true: 'false', '1': '0' }[written] : { false: isHost ? '2' : 'true', '0': isHost ? '2' : '1' }[written];
  return other === undefined ? [] : [[{ start: code.start(value), end: code.end(value), text: other }]];
}

/** `$client->withoutVerifying()->post(…)` without that call; one that stands alone goes with its line. */
function withoutCall(code: CodeView, call: number): Replacement[][] {
  const object = code.child(call, 'object');
  if (object < 0) return [];
  const around = code.parent(call);
  if (code.kind(around) === 'expression_statement') return [[removeLine(code, code.start(around), code.end(around))]];
  return [[{ start: code.end(object), end: code.end(call), text: '' }]];
}

/** The type written for a parameter or property in sight of a node, without its namespace. */
export function declaredType(code: CodeView, node: number, name: string): string {
  for (let at = node; at > 0; at = code.parent(at)) {
    const list = code.child(at, 'parameters');
    if (list < 0) continue;
    for (const one of code.children(list)) {
      if (code.textOf(code.child(one, 'name')) === name) return /(\w+)$/.exec(code.textOf(code.child(one, 'type')))?.[1] ?? '';
    }
  }
  return '';
}

/** Names of the public properties a class declares in this text; undefined where it is not declared. */
export function members(code: CodeView, type: string): string[] | undefined {
  for (let node = 0; node < code.count; node++) {
    if (code.kind(node) !== 'class_declaration' || code.textOf(code.child(node, 'name')) !== type) continue;
    const found: string[] = [];
    const isOpen = (one: number): boolean => !code.children(one).some((part) => code.kind(part) === 'visibility_modifier' && !/^public/i.test(code.textOf(part)));
    for (const one of code.children(code.child(node, 'body'))) {
      if (code.kind(one) === 'property_declaration' && isOpen(one)) {
        found.push(...code.children(one).filter((part) => code.kind(part) === 'property_element').map((part) => code.textOf(code.child(part, 'name')).slice(1)));
      } else if (code.kind(one) === 'method_declaration' && code.textOf(code.child(one, 'name')) === '__construct') {
        found.push(...code.children(code.child(one, 'parameters')).filter((part) => code.kind(part) === 'property_promotion_parameter' && isOpen(part)).map((part) => code.textOf(code.child(part, 'name')).slice(1)));
      }
    }
    return found;
  }
  return undefined;
}
