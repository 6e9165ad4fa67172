import { Derived, Test } from '../../facts';
import { bare, child, children, end, field, kind, start, value } from '../nodes';
import { dotted, operatorBetween, type Context } from './context';
import { Kind } from './kinds';
import { lookup } from './scopes';
import { literalText } from './texts';
import { typeOfText, unionOf } from './types';

/** Register of a test and whether the branch is taken when it fails. */
export interface Condition { register: number; isNegated: boolean }

/** Lowers an expression used as a condition; `not`, `is not None` and the like are told by the flag. */
export function condition(c: Context, node: number): Condition {
  let at = bare(c, node);
  let isNegated = false;
  while (at >= 0 && kind(c, at) === Kind.Not) {
    isNegated = !isNegated;
    at = bare(c, field(c, at, c.field.argument));
  }
  if (at < 0 || kind(c, at) !== Kind.Comparison) return { register: value(c, at), isNegated };
  const found = comparison(c, at);
  return { register: found.register, isNegated: isNegated !== found.isNegated };
}

function comparison(c: Context, node: number): Condition {
  const operands = children(c, node);
  const [left = -1, right = -1] = operands;
  const span = [start(c, node), end(c, node)] as const;
  if (operands.length === 2) {
    const operator = operatorBetween(c, left, right);
    const isNegated = operator === 'is not' || operator === '!=' || operator === 'not in' || operator === '<>';
    if (operator !== 'in' && operator !== 'not in') {
      if (kind(c, right) === Kind.None) return { register: c.builder.is(value(c, left), Test.Null, -1, ...span), isNegated };
      const literal = literalText(c, right);
      if (literal !== undefined) return { register: c.builder.is(value(c, left), Test.Equals, c.builder.str(literal), ...span), isNegated };
      const compared = comparedType(c, left, right);
      if (compared >= 0) return { register: c.builder.is(value(c, compared), Test.Type, typeOfText(c, dotted(c, right)), ...span), isNegated };
    }
    return { register: c.builder.derive(Derived.Compare, [value(c, left), value(c, right)], ...span), isNegated };
  }
  return { register: c.builder.derive(Derived.Compare, operands.map((one) => value(c, one)), ...span), isNegated: false };
}

/** The value `x` of `type(x) is T`, or -1. */
function comparedType(c: Context, left: number, right: number): number {
  if (kind(c, left) !== Kind.Call || dotted(c, right) === '' || dotted(c, field(c, left, c.field.function)) !== 'type' || lookup(c.scope, 'type') !== -1) return -1;
  const args = children(c, field(c, left, c.field.arguments));
  return args.length === 1 ? (args[0] ?? -1) : -1;
}

/** Register of `isinstance(x, T)` and `issubclass(x, T)`, or -1 when the call has another form. */
export function instanceTest(c: Context, node: number, args: readonly number[]): number {
  const [tested = -1, types = -1] = args;
  if (args.length !== 2 || tested < 0 || types < 0) return -1;
  const at = bare(c, types);
  const names = kind(c, at) === Kind.Tuple ? children(c, at) : [at];
  const found = names.map((one) => dotted(c, kind(c, one) === Kind.Subscript ? child(c, one) : one));
  const written = found.every((name) => name !== '') ? unionOf(c, found.map((name) => typeOfText(c, name))) : typeOfText(c, c.source.slice(start(c, at), end(c, at)));
  return c.builder.is(value(c, tested), Test.Type, written, start(c, node), end(c, node));
}
