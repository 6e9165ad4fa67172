import { Arg, Derived, Literal, Op, type ArgumentFact } from '../../facts';
import { bare, child, children, end, field, kind, span, start, text, value, type ValueHandler } from '../nodes';
import { lookup, operatorBetween, unaryOperator, type Context } from './context';
import { callValue, conversionValue } from './calls';
import { comparison, condition } from './conditions';
import { compositeValue } from './composites';
import { functionValue } from './functions';
import { keyOf } from './keys';
import { Kind } from './kinds';
import { constant, literalText, runeValue } from './literals';
import { sumValue } from './texts';
import { typeOf } from './types';

/** Value of a name as the scopes at this place see it; the receiver of the method is `this`. */
export function nameValue(c: Context, node: number): number {
  const name = text(c, node);
  const variable = lookup(c, name);
  if (variable < 0) return name === 'iota' ? c.builder.constant(Literal.Number, name, ...span(c, node)) : c.builder.global(name, ...span(c, node));
  return variable === c.receiver ? c.builder.self(...span(c, node)) : c.builder.ref(variable, ...span(c, node));
}

function selectorValue(c: Context, node: number): number {
  const from = value(c, field(c, node, c.field.operand));
  const name = field(c, node, c.field.field);
  return name < 0 ? from : c.builder.load(from, text(c, name), ...span(c, node));
}

/** `x[i]`; of a generic function with its type arguments the function. */
function indexValue(c: Context, node: number): number {
  const index = field(c, node, c.field.index);
  const from = value(c, field(c, node, c.field.operand));
  const key = keyOf(c, index);
  if (key !== undefined) return c.builder.load(from, key, ...span(c, node));
  return index < 0 ? from : c.builder.loadAt(from, value(c, index), ...span(c, node));
}

/** `x[a:b]`: a call of `__slice__` with the bounds that are written. */
function sliceValue(c: Context, node: number): number {
  const operand = field(c, node, c.field.operand);
  const callee = c.builder.load(value(c, operand), '__slice__', ...span(c, operand));
  const bounds: ArgumentFact[] = [];
  for (const [name, number] of [['start', c.field.start], ['stop', c.field.end], ['capacity', c.field.capacity]] as const) {
    const bound = field(c, node, number);
    if (bound >= 0) bounds.push({ kind: Arg.Named, name, value: value(c, bound), start: start(c, bound), end: end(c, bound) });
  }
  return c.builder.call(Op.Call, callee, ...span(c, operand), bounds, ...span(c, node));
}

function binaryValue(c: Context, node: number): number {
  const left = field(c, node, c.field.left);
  const right = field(c, node, c.field.right);
  if (left < 0 || right < 0) return value(c, left < 0 ? right : left);
  const operator = operatorBetween(c, left, right);
  if (operator === '+') return sumValue(c, node);
  const found = comparison(c, node);
  if (found) return found.isNegated ? c.builder.derive(Derived.Logic, [found.register], ...span(c, node)) : found.register;
  return c.builder.derive(operator === '&&' || operator === '||' ? Derived.Logic : Derived.Arithmetic, operands(c, node, operator).map((one) => value(c, one)), ...span(c, node));
}

/** Operands of a chain of one operator, first one first. */
function operands(c: Context, node: number, operator: string): number[] {
  const found: number[] = [];
  let at = node;
  for (;;) {
    const left = kind(c, at) === Kind.Binary ? field(c, at, c.field.left) : -1;
    const right = left < 0 ? -1 : field(c, at, c.field.right);
    if (left < 0 || right < 0 || operatorBetween(c, left, right) !== operator) break;
    found.push(right);
    at = left;
  }
  found.push(at);
  return found.reverse();
}

/** `&x` and `*x` are x itself; `<-x` is an element of the channel. */
function unaryValue(c: Context, node: number): number {
  const operand = field(c, node, c.field.operand);
  switch (unaryOperator(c, node)) {
    case '&':
    case '*':
      return value(c, operand);
    case '<-':
      return c.builder.iterate(value(c, operand), ...span(c, node));
    case '!': {
      const found = condition(c, node);
      return found.isNegated ? c.builder.derive(Derived.Logic, [found.register], ...span(c, node)) : found.register;
    }
    default: {
      const k = operand < 0 ? Kind.Other : kind(c, operand);
      if (k === Kind.Int || k === Kind.Float) return c.builder.constant(Literal.Number, text(c, node), ...span(c, node));
      return c.builder.derive(Derived.Arithmetic, [value(c, operand)], ...span(c, node));
    }
  }
}

function assertionValue(c: Context, node: number): number {
  const from = value(c, field(c, node, c.field.operand));
  const type = typeOf(c, field(c, node, c.field.type));
  return type < 0 ? from : c.builder.cast(from, type, ...span(c, node));
}

const stringValue: ValueHandler<Context> = (c, node) => c.builder.constant(Literal.Text, literalText(c, node) ?? '', ...span(c, node));
const inner: ValueHandler<Context> = (c, node) => value(c, child(c, node));
/** A type where a value may stand says nothing. */
const typeValue: ValueHandler<Context> = (c, node) => c.builder.constant(Literal.Null, '', ...span(c, node));

/** Value of an expression that is bound to a name: a function takes the name, and what a pointer leads to is copied. */
export function namedValue(c: Context, node: number, name: string): number {
  const at = bare(c, node);
  if (at >= 0 && kind(c, at) === Kind.FuncLiteral) return functionValue(c, at, name);
  return value(c, node);
}

/** How expressions are lowered, by the grammar's names. */
export const expressions: Readonly<Record<string, ValueHandler<Context>>> = {
  identifier: nameValue,
  type_identifier: nameValue,
  package_identifier: nameValue,
  field_identifier: nameValue,
  int_literal: constant(Literal.Number),
  float_literal: constant(Literal.Number),
  imaginary_literal: constant(Literal.Number),
  iota: constant(Literal.Number),
  true: constant(Literal.True),
  false: constant(Literal.False),
  nil: (c, node) => c.builder.constant(Literal.Null, '', ...span(c, node)),
  interpreted_string_literal: stringValue,
  raw_string_literal: stringValue,
  rune_literal: runeValue,
  selector_expression: selectorValue,
  index_expression: indexValue,
  slice_expression: sliceValue,
  call_expression: callValue,
  binary_expression: binaryValue,
  unary_expression: unaryValue,
  composite_literal: compositeValue,
  func_literal: (c, node) => functionValue(c, node),
  type_assertion_expression: assertionValue,
  type_conversion_expression: (c, node) => conversionValue(c, node, field(c, node, c.field.type), field(c, node, c.field.operand)),
  type_instantiation_expression: (c, node) => value(c, child(c, node)),
  parenthesized_expression: inner,
  variadic_argument: inner,
  literal_element: inner,
  expression_list: (c, node) => {
    const values = children(c, node).map((one) => value(c, one));
    return values.length === 1 ? (values[0] ?? -1) : c.builder.list(values.map((one) => ({ kind: 3, value: one })), ...span(c, node));
  },
  slice_type: typeValue,
  array_type: typeValue,
  map_type: typeValue,
  channel_type: typeValue,
  function_type: typeValue,
  interface_type: typeValue,
  struct_type: typeValue,
  pointer_type: typeValue,
  generic_type: inner,
  comment: typeValue,
};
