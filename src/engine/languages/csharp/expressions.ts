import { Derived, Literal, Op } from '../../facts';
import { child, children, end, field, kind, start, text, value, type ValueHandler } from '../nodes';
import { assignmentValue } from './assignments';
import { callValue, seenAs, typeofValue } from './calls';
import { condition } from './conditions';
import { nameText, operatorBetween, valueIn, type Context } from './context';
import { anonymousObject, arrayValue, collection, creation, implicitCreation, tuple, withValue } from './creation';
import { lambdaValue } from './functions';
import { Kind } from './kinds';
import { conditionalAccess, elementAccess, memberAccess, nameValue, signOf, typeValue } from './names';
import { queryValue } from './queries';
import { declare } from './scopes';
import { switchValue } from './switches';
import { interpolated, stringValue, sumValue } from './texts';
import { typeOf } from './types';

const constant = (literal: number): ValueHandler<Context> => (c, node) => c.builder.constant(literal, text(c, node).replace(/(?<=[\d.])[lLfFdDmMuU]+$/, '').replace(/_/g, ''), start(c, node), end(c, node));

function binaryValue(c: Context, node: number): number {
  const left = field(c, node, c.field.left);
  const right = field(c, node, c.field.right);
  if (left < 0 || right < 0) return valueIn(c, node, left < 0 ? right : left);
  const operator = operatorBetween(c, left, right);
  const span = [start(c, node), end(c, node)] as const;
  if (operator === '+') return sumValue(c, node);
  if (operator === '??') return c.builder.choose([value(c, left), value(c, right)], ...span);
  // Both sides may bind names of patterns.
  const from = operator === '&&' || operator === '||' ? [condition(c, left).register, condition(c, right).register] : [value(c, left), value(c, right)];
  const isTest = /^(&&|\|\||[<>]=?|[!=]=)$/.test(operator);
  return c.builder.derive(isTest ? (/^(&&|\|\|)$/.test(operator) ? Derived.Logic : Derived.Compare) : Derived.Arithmetic, from, ...span);
}

function prefixValue(c: Context, node: number): number {
  const operand = child(c, node);
  const sign = signOf(c, node);
  if (sign === '-' && operand >= 0 && (kind(c, operand) === Kind.integer_literal || kind(c, operand) === Kind.real_literal)) return c.builder.constant(Literal.Number, text(c, node), start(c, node), end(c, node));
  if (sign === '&' || sign === '*') return valueIn(c, node, operand);
  return c.builder.derive(sign === '!' ? Derived.Logic : Derived.Arithmetic, [sign === '!' ? condition(c, operand).register : valueIn(c, node, operand)], start(c, node), end(c, node));
}

/** `x!` is x, `x++` a number. */
function postfixValue(c: Context, node: number): number {
  const from = valueIn(c, node, child(c, node));
  return c.source.charCodeAt(end(c, node) - 1) === 33 ? from : c.builder.derive(Derived.Arithmetic, [from], start(c, node), end(c, node));
}

function ternaryValue(c: Context, node: number): number {
  condition(c, field(c, node, c.field.condition));
  const given = [field(c, node, c.field.consequence), field(c, node, c.field.alternative)];
  const from = given.map((one) => value(c, one)).filter((_, i) => kind(c, Math.max(given[i] ?? 0, 0)) !== Kind.throw_expression);
  return c.builder.choose(from, start(c, node), end(c, node));
}

/** `x ?? throw …`: thrown on a path of its own. */
function throwValue(c: Context, node: number): number {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  b.control(Op.If, ...span, b.derive(Derived.Test, [], ...span));
  b.throw(valueIn(c, node, child(c, node)), ...span);
  b.control(Op.End, span[1], span[1]);
  return b.constant(Literal.Null, '', ...span);
}

const inner: ValueHandler<Context> = (c, node) => valueIn(c, node, child(c, node));
const none: ValueHandler<Context> = (c, node) => c.builder.constant(Literal.Null, '', start(c, node), end(c, node));

/** How expressions are lowered, by the grammar's names. */
export const expressions: Readonly<Record<string, ValueHandler<Context>>> = {
  identifier: (c, node) => nameValue(c, nameText(c, node), node),
  generic_name: typeValue,
  qualified_name: typeValue,
  alias_qualified_name: typeValue,
  predefined_type: (c, node) => c.builder.global(text(c, node), start(c, node), end(c, node)),
  integer_literal: constant(Literal.Number),
  real_literal: constant(Literal.Number),
  boolean_literal: (c, node) => c.builder.constant(text(c, node) === 'true' ? Literal.True : Literal.False, text(c, node), start(c, node), end(c, node)),
  null_literal: none,
  default_expression: none,
  string_literal: stringValue,
  verbatim_string_literal: stringValue,
  raw_string_literal: stringValue,
  character_literal: stringValue,
  interpolated_string_expression: interpolated,
  member_access_expression: (c, node) => memberAccess(c, node),
  conditional_access_expression: conditionalAccess,
  element_access_expression: elementAccess,
  invocation_expression: callValue,
  object_creation_expression: creation,
  implicit_object_creation_expression: (c, node) => implicitCreation(c, node, -1),
  anonymous_object_creation_expression: anonymousObject,
  with_expression: withValue,
  collection_expression: collection,
  tuple_expression: tuple,
  array_creation_expression: arrayValue,
  implicit_array_creation_expression: arrayValue,
  stackalloc_expression: none,
  lambda_expression: (c, node) => lambdaValue(c, node, ''),
  anonymous_method_expression: (c, node) => lambdaValue(c, node, ''),
  binary_expression: binaryValue,
  prefix_unary_expression: prefixValue,
  postfix_unary_expression: postfixValue,
  conditional_expression: ternaryValue,
  assignment_expression: assignmentValue,
  parenthesized_expression: inner,
  checked_expression: inner,
  ref_expression: inner,
  argument: (c, node) => valueIn(c, node, children(c, node).at(-1) ?? -1),
  await_expression: (c, node) => c.builder.await(valueIn(c, node, child(c, node)), start(c, node), end(c, node)),
  cast_expression: (c, node) => seenAs(c, valueIn(c, node, field(c, node, c.field.value)), field(c, node, c.field.type), node),
  as_expression: (c, node) => seenAs(c, valueIn(c, node, field(c, node, c.field.left)), field(c, node, c.field.right), node),
  is_expression: (c, node) => condition(c, node).register,
  is_pattern_expression: (c, node) => condition(c, node).register,
  switch_expression: switchValue,
  query_expression: queryValue,
  typeof_expression: typeofValue,
  sizeof_expression: (c, node) => c.builder.derive(Derived.Arithmetic, [], start(c, node), end(c, node)),
  throw_expression: throwValue,
  declaration_expression: (c, node) => {
    const nameNode = field(c, node, c.field.name);
    const variable = declare(c, nameText(c, nameNode), Math.max(nameNode, node), 0, typeOf(c, field(c, node, c.field.type)));
    return c.builder.ref(variable, start(c, node), end(c, node));
  },
};
