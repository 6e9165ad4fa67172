import { Derived, Entry, Literal, Op } from '../../facts';
import { bare, child, children, end, field, kind, start, text, value, type ValueHandler } from '../nodes';
import { arrayValue, bareName, classConstant, memberValue, staticProperty, subscriptValue } from './access';
import { constructCall, creation, functionCall, methodCall, staticCall } from './calls';
import { condition, instanceTest } from './conditions';
import { operatorBetween, type Context } from './context';
import { lambdaValue } from './functions';
import { Kind } from './kinds';
import { constantValue } from './names';
import { variableName, variableValue } from './scopes';
import { matchValue } from './switches';
import { assignment, augmented, reference } from './targets';
import { concatenation, literalText, stringValue } from './texts';

const constant = (literal: number): ValueHandler<Context> => (c, node) => c.builder.constant(literal, text(c, node), start(c, node), end(c, node));

function binaryValue(c: Context, node: number): number {
  const b = c.builder;
  const left = field(c, node, c.field.left);
  const right = field(c, node, c.field.right);
  if (left < 0 || right < 0) return value(c, left < 0 ? right : left);
  const operator = operatorBetween(c, left, right);
  const span = [start(c, node), end(c, node)] as const;
  switch (operator) {
    case '.': return concatenation(c, node);
    case '??': return b.choose([value(c, left), choiceValue(c, right)], ...span);
    case 'instanceof': return instanceTest(c, node).register;
    case '&&': case 'and': case '||': case 'or': case 'xor': {
      const first = condition(c, left);
      if (operator.charCodeAt(0) !== 124 && !first.isNegated) first.late?.();
      return b.derive(Derived.Logic, [first.register, value(c, right)], ...span);
    }
    case '==': case '===': case '!=': case '!==': case '<>': case '<': case '>': case '<=': case '>=': case '<=>':
      return b.derive(Derived.Compare, [value(c, left), value(c, right)], ...span);
    case '+':
      if (isArray(c, left) || isArray(c, right)) {
        const parts = [value(c, right), value(c, left)];
        return b.record(parts.map((one) => ({ kind: Entry.Spread, value: one, start: span[0], end: span[1] })), ...span);
      }
      break;
    case '|>': return b.choose([value(c, left), value(c, right)], ...span);
  }
  return b.derive(Derived.Arithmetic, [value(c, left), value(c, right)], ...span);
}

const isArray = (c: Context, node: number): boolean => kind(c, bare(c, node)) === Kind.Array;

function unaryValue(c: Context, node: number): number {
  const b = c.builder;
  const operand = field(c, node, c.field.argument);
  const isNot = c.source.charCodeAt(start(c, node)) === 33;
  const k = operand < 0 ? Kind.Other : kind(c, operand);
  if (!isNot && (k === Kind.Integer || k === Kind.Float)) return b.constant(Literal.Number, text(c, node).replace(/\s+/g, ''), start(c, node), end(c, node));
  return b.derive(isNot ? Derived.Logic : Derived.Arithmetic, [operand < 0 ? value(c, child(c, node)) : value(c, operand)], start(c, node), end(c, node));
}

function conditionalValue(c: Context, node: number): number {
  const tested = field(c, node, c.field.condition);
  const body = field(c, node, c.field.body);
  const first = body < 0 ? value(c, tested) : condition(c, tested).register;
  const from = [body < 0 ? first : choiceValue(c, body), choiceValue(c, field(c, node, c.field.alternative))];
  return c.builder.choose(from, start(c, node), end(c, node));
}

/** `(string) $x` is a text; numbers and truth values are not the value any more. */
function castValue(c: Context, node: number): number {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const word = text(c, field(c, node, c.field.type)).trim().toLowerCase();
  const from = value(c, field(c, node, c.field.value));
  switch (word) {
    case 'string': case 'binary': return b.text([{ value: from, facet: 0 }], ...span);
    case 'bool': case 'boolean': return b.derive(Derived.Test, [from], ...span);
    case 'int': case 'integer': case 'float': case 'double': case 'real': return b.derive(Derived.Arithmetic, [from], ...span);
    default: return from;
  }
}

/** A file that is run here; what it is called stands in the imports. */
function includeValue(c: Context, node: number): number {
  const from = child(c, node);
  const path = /['"]([^'"$]+)['"]\s*\)?$/.exec(text(c, from))?.[1] ?? literalText(c, from);
  if (path !== undefined) c.builder.importOnly(path, start(c, node), end(c, node));
  value(c, from);
  return c.builder.choose([], start(c, node), end(c, node));
}

function yieldValue(c: Context, node: number): number {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const one = child(c, node);
  if (one >= 0 && kind(c, one) === Kind.ArrayElement) b.yield(value(c, children(c, one).at(-1) ?? -1), ...span);
  else if (one >= 0) b.yield(b.iterate(value(c, one), ...span), ...span);
  return b.choose([], ...span);
}

function throwValue(c: Context, node: number): number {
  c.builder.throw(value(c, child(c, node)), start(c, node), end(c, node));
  return c.builder.constant(Literal.Null, 'null', end(c, node), end(c, node));
}

/** One of the values that `??` and `?:` choose from. `?? throw …` throws on one way only, so what follows is still reached. */
function choiceValue(c: Context, node: number): number {
  if (node < 0 || kind(c, node) !== Kind.Throw) return value(c, node);
  const span = [start(c, node), end(c, node)] as const;
  c.builder.control(Op.If, ...span, c.builder.derive(Derived.Test, [], ...span), 0);
  const thrown = value(c, node);
  c.builder.control(Op.End, span[1], span[1]);
  return thrown;
}

const inner: ValueHandler<Context> = (c, node) => value(c, child(c, node));

/** A copy of an object: its fields in an object of its own. */
function cloneValue(c: Context, node: number): number {
  const span = { start: start(c, node), end: end(c, node) };
  return c.builder.record([{ kind: Entry.Spread, value: value(c, child(c, node)), ...span }], span.start, span.end);
}

/** How expressions are lowered, by the grammar's names. */
export const expressions: Readonly<Record<string, ValueHandler<Context>>> = {
  variable_name: (c, node) => variableValue(c, variableName(c, node), node),
  dynamic_variable_name: (c, node) => {
    const name = variableName(c, node);
    if (name !== '') return variableValue(c, name, node);
    const one = child(c, node);
    return one >= 0 && kind(c, one) === Kind.Subscript ? subscriptValue(c, one, true) : value(c, one);
  },
  name: bareName,
  qualified_name: constantValue,
  relative_name: constantValue,
  integer: constant(Literal.Number),
  float: constant(Literal.Number),
  boolean: (c, node) => c.builder.constant(/^t/i.test(text(c, node)) ? Literal.True : Literal.False, text(c, node).toLowerCase(), start(c, node), end(c, node)),
  null: constant(Literal.Null),
  string: stringValue,
  encapsed_string: stringValue,
  heredoc: stringValue,
  nowdoc: stringValue,
  shell_command_expression: (c, node) => c.builder.derive(Derived.Test, children(c, node).filter((one) => kind(c, one) !== Kind.StringContent).map((one) => value(c, one)), start(c, node), end(c, node)),
  array_creation_expression: arrayValue,
  list_literal: (c, node) => value(c, child(c, node)),
  member_access_expression: (c, node) => memberValue(c, node),
  nullsafe_member_access_expression: (c, node) => memberValue(c, node),
  scoped_property_access_expression: staticProperty,
  class_constant_access_expression: classConstant,
  subscript_expression: (c, node) => subscriptValue(c, node),
  function_call_expression: functionCall,
  member_call_expression: methodCall,
  nullsafe_member_call_expression: methodCall,
  scoped_call_expression: staticCall,
  object_creation_expression: creation,
  anonymous_function: (c, node) => lambdaValue(c, node, ''),
  arrow_function: (c, node) => lambdaValue(c, node, ''),
  binary_expression: binaryValue,
  unary_op_expression: unaryValue,
  update_expression: (c, node) => c.builder.derive(Derived.Arithmetic, [value(c, child(c, node))], start(c, node), end(c, node)),
  conditional_expression: conditionalValue,
  assignment_expression: assignment,
  reference_assignment_expression: reference,
  augmented_assignment_expression: augmented,
  parenthesized_expression: inner,
  error_suppression_expression: inner,
  clone_expression: cloneValue,
  by_ref: inner,
  cast_expression: castValue,
  match_expression: matchValue,
  throw_expression: throwValue,
  yield_expression: yieldValue,
  print_intrinsic: (c, node) => constructCall(c, node, 'print', children(c, node)),
  include_expression: includeValue,
  include_once_expression: includeValue,
  require_expression: includeValue,
  require_once_expression: includeValue,
  sequence_expression: (c, node) => children(c, node).map((one) => value(c, one)).at(-1) ?? value(c, -1),
};
