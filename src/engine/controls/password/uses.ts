import type { CodeView } from '../../languages/code-view';
import { argumentsOf, bindingOf, calledName, equality, functionAround, isAssignment, isAwait, isCall, isMember, isPlainPath, memberName, nodesIn, parts, readsOf, rootOf } from './reading';

/** A comparison of a hashed password with a stored hash. */
export interface Comparison {
  /** The whole comparison: `user.hash !== hashPassword(password)`. */
  node: number;
  /** True when the comparison is true for the right password. */
  isPositive: boolean;
  /** The stored hash as written: `user.hash`. */
  stored: string;
  /** The statement that keeps the hash of the given password in a variable, which nothing reads any more without the comparison. */
  kept?: number;
}

/** What becomes of a hash: stored, compared with a stored one, or something that is not clear. */
export type Role = 'stored' | Comparison | undefined;

const timingSafe = new Set(['timingSafeEqual', 'compare_digest']);

/** Follows a hash through brackets, `await`, a change into bytes and a variable of its own to where it is used. */
export function roleOf(code: CodeView, hash: number, depth = 0): Role {
  const node = outermost(code, hash);
  const around = code.parent(node);
  const call = code.parent(around);
  const equal = equality(code, around);
  if (equal) return compared(code, around, equal.sides[equal.sides[0] === node ? 1 : 0], equal.isEqual);
  if (isCall(code, call) && code.field(around) === 'arguments' && timingSafe.has(calledName(code, call))) {
    const others = argumentsOf(code, call).filter((one) => one !== node);
    return others.length === 1 ? compared(code, call, others[0] ?? -1, true) : undefined;
  }
  const binding = depth < 2 ? bindingOf(code, node) : undefined;
  if (!binding) return isStored(code, node) ? 'stored' : undefined;
  const fn = functionAround(code, node);
  // A name that is bound twice holds something else at times.
  if (fn === 0 || [...nodesIn(code, fn)].filter((one) => isAssignment(code, one) && code.textOf(code.child(one, 'left')) === binding.name).length > (code.kind(code.parent(node)) === 'assignment' ? 1 : 0)) return undefined;
  const roles = readsOf(code, fn, binding.name, binding.statement).map((read) => roleOf(code, read, depth + 1));
  const [first] = roles;
  if (roles.length > 0 && roles.every((role) => role === 'stored')) return 'stored';
  return roles.length === 1 && first !== undefined && first !== 'stored' ? { ...first, kept: binding.statement } : undefined;
}

/** The expression around a value that still is nothing but this value. */
function outermost(code: CodeView, value: number): number {
  let node = value;
  for (;;) {
    const around = code.parent(node);
    const outer = code.parent(around);
    if (isAwait(code, around) || code.kind(around) === 'parenthesized_expression') node = around;
    else if (isCall(code, outer) && code.field(around) === 'arguments' && argumentsOf(code, outer)[0] === node && isBufferFrom(code, outer)) node = outer;
    else if (isMember(code, around) && code.field(node) === 'object' && memberName(code, around) === 'encode' && isCall(code, outer)) node = outer;
    else return node;
  }
}

const isBufferFrom = (code: CodeView, call: number): boolean => code.textOf(code.child(call, 'function')) === 'Buffer.from';

/** A comparison with a stored hash, where that is a plain name or field. */
function compared(code: CodeView, node: number, other: number, isPositive: boolean): Comparison | undefined {
  let stored = other;
  for (;;) {
    const callee = isCall(code, stored) ? code.child(stored, 'function') : -1;
    if (code.kind(stored) === 'parenthesized_expression') stored = parts(code, stored)[0] ?? -1;
    else if (callee >= 0 && isBufferFrom(code, stored)) stored = argumentsOf(code, stored)[0] ?? -1;
    else if (isMember(code, callee) && memberName(code, callee) === 'encode') stored = code.child(callee, 'object');
    else return isPlainPath(code, stored) ? { node, isPositive, stored: code.textOf(stored) } : undefined;
  }
}

const storing = /^(?:create|insert|save|add|build|register|store|set|put|persist|push|append|update|upsert)/i;
const searching = /^(?:where|filter|query|match|criteria|conditions?|selector)$/i;
const changing = /^(?:data|\$set|\$setOnInsert|set|values|create|update)$/;

/** True where a hash is written to a record: a field, an entry of what a storing call or construction is given. */
function isStored(code: CodeView, hash: number): boolean {
  const keys: string[] = [];
  for (let node = hash; node > 0; node = code.parent(node)) {
    const around = code.parent(node);
    switch (code.kind(around)) {
      case 'assignment': case 'assignment_expression':
        return code.field(node) === 'right' && keys.length + (isMember(code, code.child(around, 'left')) ? 1 : 0) > 0;
      case 'variable_declarator': return keys.length > 0 && !searching.test(code.textOf(code.child(around, 'name')));
      case 'return_statement': return keys.length > 0;
      case 'arrow_function': return keys.length > 0 && code.field(node) === 'body';
      case 'pair': keys.push(code.textOf(code.child(around, 'key')).replace(/['"]/g, '')); break;
      case 'keyword_argument': keys.push(code.textOf(code.child(around, 'name'))); break;
      case 'object': case 'dictionary':
        if (code.kind(node) === 'shorthand_property_identifier') keys.push(code.textOf(node));
        break;
      case 'arguments': case 'argument_list': return !keys.some((key) => searching.test(key)) && isGivenToStore(code, around, node, keys);
      case 'array': case 'list': case 'tuple': case 'parenthesized_expression': case 'await_expression': case 'await': break;
      default: return false;
    }
  }
  return false;
}

function isGivenToStore(code: CodeView, list: number, argument: number, keys: readonly string[]): boolean {
  const call = code.parent(list);
  if (code.kind(call) === 'new_expression') return true;
  const name = calledName(code, call);
  const given = argumentsOf(code, call);
  const [first = -1] = given;
  if (/^(?:query|execute|run|raw|none|one)$/.test(name)) return first >= 0 && first !== argument && /^[`'"frb\s]*(?:INSERT|UPDATE)\b/i.test(code.textOf(first)) && !/\bwhere\b[^]*pass/i.test(code.textOf(first));
  // The first argument of an update looks records up, where it has another one.
  if (/^(?:update|upsert)/i.test(name) && given.length > 1 && first === argument && !keys.some((key) => changing.test(key))) return false;
  return storing.test(name) || (/^[A-Z]/.test(name) && (keys.length > 0 || given.length > 0)) || /^[A-Z]\w*$/.test(rootOf(name));
}
