import { Derived, Test } from '../../facts';
import { bare, field, kind, span, value } from '../nodes';
import { operatorBetween, unaryOperator, type Context } from './context';
import { Kind } from './kinds';
import { literalText } from './literals';

/** Register of a test and whether the branch is taken when it fails. */
export interface Condition { register: number; isNegated: boolean }

/** Lowers an expression used as a condition; `!` and `!=` are told by the flag. */
export function condition(c: Context, node: number): Condition {
  let at = bare(c, node);
  let isNegated = false;
  while (at >= 0 && kind(c, at) === Kind.Unary && unaryOperator(c, at) === '!') {
    isNegated = !isNegated;
    at = bare(c, field(c, at, c.field.operand));
  }
  if (at < 0 || kind(c, at) !== Kind.Binary) return { register: value(c, at), isNegated };
  const found = comparison(c, at);
  return found ? { register: found.register, isNegated: isNegated !== found.isNegated } : { register: value(c, at), isNegated };
}

/** A comparison, or undefined for other operators. */
export function comparison(c: Context, node: number): Condition | undefined {
  const left = field(c, node, c.field.left);
  const right = field(c, node, c.field.right);
  const operator = left < 0 || right < 0 ? '' : operatorBetween(c, left, right);
  if (!/^(?:==|!=|<=?|>=?)$/.test(operator)) return undefined;
  const isNegated = operator === '!=';
  if (isNegated || operator === '==') {
    const other = bare(c, right);
    if (other >= 0 && kind(c, other) === Kind.Nil) return { register: c.builder.is(value(c, left), Test.Null, -1, ...span(c, node)), isNegated };
    const literal = literalText(c, right);
    if (literal !== undefined) return { register: c.builder.is(value(c, left), Test.Equals, c.builder.str(literal), ...span(c, node)), isNegated };
  }
  return { register: c.builder.derive(Derived.Compare, [value(c, left), value(c, right)], ...span(c, node)), isNegated };
}
