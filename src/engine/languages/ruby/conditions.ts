import { Literal, Op, Test, TypeExpr } from '../../facts';
import { bare, children, end, field, kind, start, text, value } from '../nodes';
import type { Context } from './context';
import { Kind } from './kinds';
import { constantPath, typeNamed } from './names';
import { lookup } from './scopes';

/** A test with its sign: `!x` is `x` negated. `late` says what is known of a variable where the test holds. */
export interface Condition { register: number; isNegated: boolean; late?: () => void }

const asksType = new Set(['is_a?', 'kind_of?', 'instance_of?']);
const asksNil = new Set(['nil?', 'blank?', 'empty?']);

/** Evaluates a condition. One that is never answered (`raise` where one is expected) is nothing. */
export function condition(c: Context, node: number): Condition {
  const read = readCondition(c, node);
  return read.register >= 0 ? read : { ...read, register: c.builder.constant(Literal.Null, '', start(c, node), end(c, node)) };
}

function readCondition(c: Context, node: number): Condition {
  const at = bare(c, node);
  if (at < 0) return { register: value(c, at), isNegated: false };
  const k = kind(c, at);
  if (k === Kind.Unary && /^(?:!|not\b)/.test(c.source.slice(start(c, at), start(c, at) + 4))) {
    const inner = condition(c, field(c, at, c.field.operand));
    return { ...inner, isNegated: !inner.isNegated };
  }
  if (k === Kind.Call) {
    const receiver = field(c, at, c.field.receiver);
    const name = receiver < 0 ? '' : text(c, field(c, at, c.field.method));
    const [argument = -1] = children(c, field(c, at, c.field.arguments));
    if (asksNil.has(name)) return { register: c.builder.is(value(c, receiver), Test.Null, -1, start(c, at), end(c, at)), isNegated: false };
    if (asksType.has(name) && argument >= 0) return typed(c, receiver, argument, at);
  }
  if (k === Kind.Binary) {
    const left = field(c, at, c.field.left);
    const right = field(c, at, c.field.right);
    const operator = left < 0 || right < 0 ? '' : operatorOf(c, left, right);
    if ((operator === '==' || operator === '!=') && kind(c, right) === Kind.Nil) return { register: c.builder.is(value(c, left), Test.Null, -1, start(c, at), end(c, at)), isNegated: operator === '!=' };
    if (operator === '===' && constantPath(c, left) !== '') return typed(c, right, left, at);
  }
  return { register: value(c, at), isNegated: false };
}

/** A test of a value's type, which a local variable keeps where it holds. */
function typed(c: Context, tested: number, type: number, node: number): Condition {
  return { register: typeTest(c, value(c, tested), type, node), isNegated: false, late: () => { seeAs(c, tested, type); } };
}

/** A local variable is from here on seen as the type a constant names. */
export function seeAs(c: Context, tested: number, type: number): void {
  const at = bare(c, tested);
  const path = constantPath(c, type);
  const variable = at >= 0 && kind(c, at) === Kind.Identifier ? lookup(c, text(c, at)) : -1;
  if (variable < 0 || path === '') return;
  const span = [start(c, type), end(c, type)] as const;
  c.builder.assign(variable, c.builder.cast(c.builder.ref(variable, ...span), typeNamed(c, path), ...span), false, ...span);
}

/** Truth of a value being of the type a constant names. */
export function typeTest(c: Context, tested: number, type: number, node: number): number {
  const path = constantPath(c, type);
  return c.builder.is(tested, Test.Type, path === '' ? c.builder.typeExpr(TypeExpr.Name, '') : typeNamed(c, path), start(c, node), end(c, node));
}

export function openIf(c: Context, test: Condition, node: number, isNegated: boolean): void {
  c.builder.control(Op.If, start(c, node), end(c, node), test.register, test.isNegated === isNegated ? 0 : 1);
  if (test.isNegated === isNegated) test.late?.();
}

/** Operator that stands between two nodes. */
export const operatorOf = (c: Context, left: number, right: number): string => c.source.slice(end(c, left), start(c, right)).replace(/#[^\n]*/g, '').replace(/[\s()\\]+/g, '');
