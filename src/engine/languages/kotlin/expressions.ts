import { Derived, Entry, Literal, Op, Test } from '../../facts';
import { bare, child, childOf, children, end, field, kind, start, text, value, type ValueHandler } from '../nodes';
import { isJump } from './blocks';
import { condition, ifValue, orNothing, tryValue } from './branches';
import { callValue, comparedCall, functionReference, infixCall, navigationValue } from './calls';
import { anonymousObject } from './classes';
import { pairValue } from './collections';
import { nameOf, operatorBetween, type Context } from './context';
import { anonymousFunction, lambdaValue } from './functions';
import { jump } from './jumps';
import { keyName } from './keys';
import { Kind } from './kinds';
import { nameValue, thisValue } from './names';
import { inlinedBy } from './scope-functions';
import { stringValue, sumValue } from './texts';
import { typeOf } from './types';
import { whenValue } from './whens';

const number: ValueHandler<Context> = (c, node) => c.builder.constant(Literal.Number, text(c, node).replace(/_|(?<=[\d.])[uULfF]+$/g, ''), start(c, node), end(c, node));

function binaryValue(c: Context, node: number): number {
  const left = field(c, node, c.field.left);
  const right = field(c, node, c.field.right);
  if (left < 0 || right < 0) return value(c, left < 0 ? right : left);
  const operator = operatorBetween(c, left, right);
  if (operator === '+') return sumValue(c, node);
  if (operator === '?:') return elvis(c, node, left, right);
  const span = [start(c, node), end(c, node)] as const;
  if (operator === '&&' || /^[!=]==?$/.test(operator)) return condition(c, node).register;
  const called = operator === '>' ? comparedCall(c, node, left, right) : undefined;
  if (called !== undefined) return called;
  const from = [value(c, left), value(c, right)];
  const isTest = /^(\|\||[<>]=?)$/.test(operator);
  return c.builder.derive(isTest ? (operator === '||' ? Derived.Logic : Derived.Compare) : Derived.Arithmetic, from, ...span);
}

/** `a ?: b`: what stands right is reached where the left is null; it may leave. */
function elvis(c: Context, node: number, left: number, right: number): number {
  const b = c.builder;
  const given = value(c, left);
  const span = [start(c, right), end(c, right)] as const;
  b.control(Op.If, ...span, b.is(given, Test.Null, -1, start(c, left), end(c, left)));
  const isLeaving = isJump(c, right);
  const other = value(c, right);
  b.control(Op.End, span[1], span[1]);
  return isLeaving ? given : b.choose([given, other], start(c, node), end(c, node));
}

function unaryValue(c: Context, node: number): number {
  const operand = field(c, node, c.field.argument);
  const span = [start(c, node), end(c, node)] as const;
  if (operand < 0) return value(c, child(c, node));
  if (start(c, operand) === span[0]) {
    const given = value(c, operand);
    return c.source.charCodeAt(span[1] - 1) === 33 ? given : c.builder.derive(Derived.Arithmetic, [given], ...span);
  }
  const isNot = c.source.charCodeAt(span[0]) === 33;
  if (!isNot && kind(c, operand) === Kind.Number) return c.builder.constant(Literal.Number, text(c, node), ...span);
  return c.builder.derive(isNot ? Derived.Logic : Derived.Arithmetic, [value(c, operand)], ...span);
}

function infixValue(c: Context, node: number): number {
  const [left = -1, nameNode = -1, right = -1] = children(c, node);
  if (right < 0) return value(c, left);
  const name = nameOf(c, nameNode);
  if (name === 'to') return pairValue(c, left, right, node);
  if (/^(?:until|downTo|step|and|or|xor|shl|shr|ushr|rem)$/.test(name) && kind(c, left) === Kind.Number) return c.builder.derive(Derived.Arithmetic, [value(c, left), value(c, right)], start(c, node), end(c, node));
  return infixCall(c, node, left, nameNode, right);
}

function indexValue(c: Context, node: number): number {
  const [object = -1, key = -1, ...more] = children(c, node);
  const span = [start(c, node), end(c, node)] as const;
  const from = value(c, object);
  for (const one of more) value(c, one);
  const name = keyName(c, key);
  if (name !== '') return c.builder.load(from, name, ...span);
  return c.builder.loadAt(from, value(c, key), ...span);
}

function castValue(c: Context, node: number): number {
  const type = typeOf(c, field(c, node, c.field.right));
  const from = value(c, field(c, node, c.field.left));
  return type < 0 ? from : c.builder.cast(from, type, start(c, node), end(c, node));
}

/** `return x`, `return@label x`: of the function, or of a lambda that is lowered where it stands. */
function returnValue(c: Context, node: number): number {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const label = field(c, node, c.field.label);
  const given = children(c, node).find((one) => one !== label) ?? -1;
  const register = given < 0 ? -1 : value(c, given);
  const left = inlinedBy(c, text(c, label));
  if (left) {
    if (register >= 0) left.values.push(register);
  } else b.return(register, ...span);
  return register >= 0 ? register : b.constant(Literal.Null, '', ...span);
}

function throwValue(c: Context, node: number): number {
  const register = value(c, child(c, node));
  c.builder.throw(register, start(c, node), end(c, node));
  return register;
}

function identifierValue(c: Context, node: number): number {
  const length = end(c, node) - start(c, node);
  if ((length === 5 || length === 8) && isJump(c, node)) return jump(c, node, '');
  return nameValue(c, nameOf(c, node), start(c, node), end(c, node));
}

function labeledValue(c: Context, node: number): number {
  const parts = children(c, node);
  const last = parts.at(-1) ?? -1;
  if (isJump(c, node)) return jump(c, node, text(c, last));
  return value(c, last);
}

const truth: ValueHandler<Context> = (c, node) => c.builder.derive(Derived.Test, children(c, node).map((one) => value(c, one)), start(c, node), end(c, node));
const inner: ValueHandler<Context> = (c, node) => value(c, child(c, node));
const last: ValueHandler<Context> = (c, node) => value(c, children(c, node).at(-1) ?? -1);

/** How expressions are lowered, by the grammar's names. */
export const expressions: Readonly<Record<string, ValueHandler<Context>>> = {
  identifier: identifierValue,
  number_literal: number,
  float_literal: number,
  string_literal: stringValue,
  multiline_string_literal: stringValue,
  character_literal: stringValue,
  this_expression: (c, node) => thisValue(c, text(c, childOf(c, node, Kind.Identifier)), start(c, node), end(c, node)),
  super_expression: (c, node) => c.builder.superValue(start(c, node), end(c, node)),
  navigation_expression: navigationValue,
  index_expression: indexValue,
  call_expression: callValue,
  infix_expression: infixValue,
  binary_expression: binaryValue,
  unary_expression: unaryValue,
  in_expression: truth,
  range_expression: (c, node) => c.builder.derive(Derived.Arithmetic, children(c, node).map((one) => value(c, one)), start(c, node), end(c, node)),
  is_expression: (c, node) => condition(c, node).register,
  as_expression: castValue,
  parenthesized_expression: inner,
  annotated_expression: last,
  spread_expression: inner,
  labeled_expression: labeledValue,
  if_expression: (c, node) => orNothing(c, ifValue(c, node, true), node),
  when_expression: (c, node) => orNothing(c, whenValue(c, node, true), node),
  try_expression: (c, node) => orNothing(c, tryValue(c, node, true), node),
  return_expression: returnValue,
  throw_expression: throwValue,
  lambda_literal: (c, node) => lambdaValue(c, node, ''),
  annotated_lambda: last,
  anonymous_function: anonymousFunction,
  callable_reference: functionReference,
  object_literal: anonymousObject,
  collection_literal: (c, node) => c.builder.list(children(c, node).map((one) => ({ kind: Entry.Item, value: value(c, one) })), start(c, node), end(c, node)),
  value_argument: (c, node) => value(c, bare(c, children(c, node).at(-1) ?? -1)),
  interpolation: inner,
};

