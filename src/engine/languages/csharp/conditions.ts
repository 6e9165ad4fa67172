import { Test } from '../../facts';
import { bare, child, end, field, kind, start, value } from '../nodes';
import { operatorBetween, valueIn, type Context } from './context';
import { Kind } from './kinds';
import { signOf } from './names';
import { patternTest } from './patterns';
import { typeOf } from './types';

/** A test with its sign: `!x` is `x` negated; comparing with null asks for null. `late` binds the names of a pattern where the test holds. */
export interface Condition { register: number; isNegated: boolean; late?: () => void }

/** Evaluates a condition. Patterns bind at once, unless the whole condition is one. */
export function condition(c: Context, node: number, isWhole = false): Condition {
  const at = bare(c, node);
  if (at < 0) return { register: value(c, at), isNegated: false };
  switch (kind(c, at)) {
    case Kind.prefix_unary_expression: {
      if (signOf(c, at) !== '!') break;
      const inner = condition(c, child(c, at), isWhole);
      return { ...inner, isNegated: !inner.isNegated };
    }
    case Kind.is_pattern_expression: {
      const tested = valueIn(c, at, field(c, at, c.field.expression));
      const test = patternTest(c, tested, field(c, at, c.field.pattern));
      if (!isWhole) test.bind();
      return { register: test.register, isNegated: test.isNegated, ...(isWhole ? { late: test.bind } : {}) };
    }
    case Kind.is_expression: {
      const tested = valueIn(c, at, field(c, at, c.field.left));
      const type = typeOf(c, field(c, at, c.field.right));
      return { register: c.builder.is(tested, type < 0 ? Test.Null : Test.Type, type, start(c, at), end(c, at)), isNegated: type < 0 };
    }
    case Kind.binary_expression: {
      const left = field(c, at, c.field.left);
      const right = field(c, at, c.field.right);
      if (left < 0 || right < 0 || (kind(c, right) !== Kind.null_literal && kind(c, left) !== Kind.null_literal)) break;
      const operator = operatorBetween(c, left, right);
      if (operator !== '==' && operator !== '!=') break;
      const tested = value(c, kind(c, right) === Kind.null_literal ? left : right);
      return { register: c.builder.is(tested, Test.Null, -1, start(c, at), end(c, at)), isNegated: operator === '!=' };
    }
  }
  return { register: value(c, at), isNegated: false };
}
