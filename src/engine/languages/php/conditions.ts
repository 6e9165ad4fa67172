import { Literal, Test } from '../../facts';
import { bare, end, field, kind, start, text, value } from '../nodes';
import { operatorBetween, type Context } from './context';
import { Kind } from './kinds';
import { assignName, declare, lookup, variableName } from './scopes';
import { namedType } from './types';

/** A test with its sign: `!x` is `x` negated. `late` names the class of a variable where the test holds. */
export interface Condition { register: number; isNegated: boolean; late?: () => void }

const isNull = (c: Context, node: number): boolean => node >= 0 && kind(c, node) === Kind.Null;

/** Evaluates a condition. */
export function condition(c: Context, node: number): Condition {
  const at = bare(c, node);
  if (at < 0) return { register: c.builder.constant(Literal.True, 'true', start(c, Math.max(0, node)), start(c, Math.max(0, node))), isNegated: false };
  const k = kind(c, at);
  if (k === Kind.Unary && c.source.charCodeAt(start(c, at)) === 33) {
    const inner = condition(c, field(c, at, c.field.argument));
    return { ...inner, isNegated: !inner.isNegated };
  }
  if (k !== Kind.Binary) return { register: value(c, at), isNegated: false };
  const left = field(c, at, c.field.left);
  const right = field(c, at, c.field.right);
  if (left < 0 || right < 0) return { register: value(c, at), isNegated: false };
  const operator = operatorBetween(c, left, right);
  if (operator === 'instanceof') {
    const test = instanceTest(c, at);
    return { register: test.register, isNegated: false, late: test.bind };
  }
  if (/^[=!]==?$/.test(operator) && (isNull(c, right) || isNull(c, left))) {
    const register = c.builder.is(value(c, isNull(c, right) ? left : right), Test.Null, -1, start(c, at), end(c, at));
    return { register, isNegated: operator.startsWith('!') };
  }
  if (operator === '&&' || operator === 'and') {
    const first = condition(c, left);
    if (!first.isNegated) first.late?.();
    const second = condition(c, right);
    return { register: c.builder.derive(1, [first.register, second.register], start(c, at), end(c, at)), isNegated: false, ...(second.late && !second.isNegated ? { late: second.late } : {}) };
  }
  return { register: value(c, at), isNegated: false };
}

/** `$x instanceof A`; `bind` lets the variable be an `A` from there on. */
export function instanceTest(c: Context, node: number): { register: number; bind: () => void } {
  const b = c.builder;
  const left = bare(c, field(c, node, c.field.left));
  const right = field(c, node, c.field.right);
  const span = [start(c, node), end(c, node)] as const;
  const tested = value(c, left);
  const k = right < 0 ? Kind.Other : kind(c, right);
  const isNamed = k === Kind.Name || k === Kind.QualifiedName || k === Kind.RelativeName;
  const type = isNamed ? namedType(c, right) : -1;
  if (!isNamed && right >= 0) value(c, right);
  const name = left >= 0 && kind(c, left) === Kind.Variable ? variableName(c, left) : '';
  return {
    register: b.is(tested, Test.Type, type, ...span),
    bind: () => { if (type >= 0 && name !== '' && name !== 'this' && text(c, right) !== 'self') assignName(c, name, b.cast(b.ref(refOf(c, name, left), ...span), type, ...span), left); },
  };
}

function refOf(c: Context, name: string, node: number): number {
  return lookup(c, name) ?? declare(c, name, node);
}
