import { Arg, Derived, Entry, Facet, Literal, Op, type ArgumentFact, type EntryFact, type PieceFact } from '../../facts';
import { bare, child, children, end, field, kind, start, text, value, type ValueHandler } from '../nodes';
import { operatorBetween, type Context } from './context';
import { condition } from './conditions';
import { comprehension } from './comprehensions';
import { callValue } from './calls';
import { lambdaValue } from './functions';
import { Kind } from './kinds';
import { attribute, classOf, lookup } from './scopes';
import { assignTo } from './targets';
import { isText, isTypeOfValue, literalText, piecesValue, stringValue, textOperator } from './texts';

/** Value of a name as the scopes at this place see it; `from` is the node whose span the operation gets. */
export function nameValue(c: Context, name: string, from: number): number {
  const variable = lookup(c.scope, name);
  if (variable >= 0) return variable === c.receiver ? c.builder.self(start(c, from), end(c, from)) : c.builder.ref(variable, start(c, from), end(c, from));
  if (variable !== attribute) return c.builder.global(name, start(c, from), end(c, from));
  const body = classOf(c.scope);
  const owner = !body || body.inValues ? c.builder.self(start(c, from), end(c, from)) : c.builder.classValue(body.type, start(c, from), end(c, from));
  return c.builder.load(owner, name, start(c, from), end(c, from));
}

const constant = (literal: number): ValueHandler<Context> => (c, node) => c.builder.constant(literal, text(c, node), start(c, node), end(c, node));

function attributeValue(c: Context, node: number): number {
  const object = field(c, node, c.field.object);
  const name = text(c, field(c, node, c.field.attribute));
  const from = value(c, object);
  if ((name === '__name__' || name === '__qualname__') && isTypeOfValue(c, object)) return c.builder.derive(Derived.TypeName, [from], start(c, node), end(c, node));
  return c.builder.load(from, name, start(c, node), end(c, node));
}

/** Name of a subscript that is a text or a number without sign, or undefined. */
export function literalKey(c: Context, node: number): string | undefined {
  return node >= 0 && kind(c, node) === Kind.Integer ? text(c, node) : node < 0 ? undefined : literalText(c, node);
}

/** Subscripts of `x[a, b]`, in order. */
export function subscripts(c: Context, node: number): number[] {
  return children(c, node).filter((one) => (c.words[one * 4] ?? 0) >>> 16 === c.field.subscript);
}

function subscriptValue(c: Context, node: number): number {
  const object = field(c, node, c.field.value);
  const keys = subscripts(c, node);
  const only = keys[0] ?? -1;
  const from = value(c, object);
  if (keys.length === 1 && only >= 0) {
    if (kind(c, only) === Kind.Slice) return sliceOf(c, from, object, only, node);
    const key = literalKey(c, only);
    if (key !== undefined) return c.builder.load(from, key, start(c, node), end(c, node));
    return c.builder.loadAt(from, value(c, only), start(c, node), end(c, node));
  }
  return c.builder.loadAt(from, listOf(c, keys, node), start(c, node), end(c, node));
}

function sliceOf(c: Context, from: number, object: number, slice: number, node: number): number {
  const callee = c.builder.load(from, '__slice__', start(c, object), end(c, object));
  return c.builder.call(Op.Call, callee, start(c, object), end(c, object), sliceBounds(c, slice), start(c, node), end(c, node));
}

const boundNames = ['start', 'stop', 'step'];

function sliceBounds(c: Context, slice: number): ArgumentFact[] {
  const parts = children(c, slice);
  const bounds: ArgumentFact[] = [];
  let place = 0;
  let at = start(c, slice);
  for (const part of parts) {
    for (; at < start(c, part); at++) if (c.source.charCodeAt(at) === 58) place++;
    at = end(c, part);
    bounds.push({ kind: Arg.Named, name: boundNames[place] ?? 'step', value: value(c, part), start: start(c, part), end: end(c, part) });
  }
  return bounds;
}

/** A list of nodes as one value; starred ones are spread. */
export function listOf(c: Context, nodes: readonly number[], node: number): number {
  const items = nodes.map((one) => {
    const k = kind(c, one);
    return k === Kind.ListSplat || k === Kind.ListSplatPattern || k === Kind.ParenthesizedListSplat
      ? { kind: Entry.Spread, value: value(c, child(c, one)) }
      : { kind: Entry.Item, value: value(c, one) };
  });
  return c.builder.list(items, start(c, node), end(c, node));
}

const listValue: ValueHandler<Context> = (c, node) => listOf(c, children(c, node), node);

function dictionaryValue(c: Context, node: number): number {
  const entries: EntryFact[] = [];
  for (const one of children(c, node)) {
    const span = { start: start(c, one), end: end(c, one) };
    if (kind(c, one) === Kind.DictionarySplat) entries.push({ kind: Entry.Spread, value: value(c, child(c, one)), ...span });
    else if (kind(c, one) === Kind.Pair) {
      const key = field(c, one, c.field.key);
      const name = literalKey(c, key);
      const keyValue = name === undefined ? value(c, key) : -1;
      const given = namedValue(c, field(c, one, c.field.value), name ?? '');
      entries.push(name === undefined ? { kind: Entry.Computed, keyValue, value: given, ...span } : { kind: Entry.Key, key: name, value: given, ...span });
    }
  }
  return c.builder.record(entries, start(c, node), end(c, node));
}

/** Value of an expression that is bound to a name: a lambda takes the name. */
export function namedValue(c: Context, node: number, name: string): number {
  return node >= 0 && kind(c, node) === Kind.Lambda ? lambdaValue(c, node, name) : value(c, node);
}

function binaryValue(c: Context, node: number): number {
  const left = field(c, node, c.field.left);
  const right = field(c, node, c.field.right);
  if (left < 0 || right < 0) return value(c, left < 0 ? right : left);
  const operator = operatorBetween(c, left, right);
  if (isText(c, node)) {
    const pieces: PieceFact[] = [];
    textOperator(c, node, pieces);
    return piecesValue(c, pieces, node);
  }
  if (operator === '+') return sum(c, node);
  return combine(c, operator, left, right, node);
}

/** A chain of `+` without a text in it. */
function sum(c: Context, node: number): number {
  const operands: number[] = [];
  let at = node;
  while (at >= 0 && kind(c, at) === Kind.Binary) {
    const left = field(c, at, c.field.left);
    const right = field(c, at, c.field.right);
    if (left < 0 || right < 0 || operatorBetween(c, left, right) !== '+') break;
    operands.push(right);
    at = bare(c, left);
  }
  if (at >= 0) operands.push(at);
  operands.reverse();
  return added(c, operands, operands.map((one) => value(c, one)), node);
}

/** Result of adding values that hold no text literal: a list, a number or a text, as the operands tell. */
export function added(c: Context, nodes: readonly number[], values: readonly number[], node: number): number {
  const kinds = nodes.map((one) => kind(c, bare(c, one)));
  const span = [start(c, node), end(c, node)] as const;
  if (kinds.some((k) => k === Kind.List || k === Kind.Tuple || k === Kind.ListComprehension)) {
    return c.builder.list(values.map((one) => ({ kind: Entry.Spread, value: one })), ...span);
  }
  if (kinds.some((k) => k === Kind.Integer || k === Kind.Float)) return c.builder.derive(Derived.Arithmetic, values, ...span);
  return c.builder.text(values.map((one) => ({ value: one, facet: Facet.Text })), ...span);
}

/** Result of an operator other than `+`. */
function combine(c: Context, operator: string, left: number, right: number, node: number): number {
  const span = [start(c, node), end(c, node)] as const;
  const kinds = [kind(c, bare(c, left)), kind(c, bare(c, right))];
  const from = [value(c, left), value(c, right)];
  const isNumber = kinds.some((k) => k === Kind.Integer || k === Kind.Float);
  switch (operator) {
    case '%':
      if (isNumber) break;
      return c.builder.text(from.map((one) => ({ value: one, facet: Facet.Text })), ...span);
    case '|':
      if (isNumber) break;
      if (kinds[0] === Kind.Dictionary && kinds[1] !== Kind.Dictionary) return c.builder.choose(from, ...span);
      if (kinds.includes(Kind.Dictionary)) {
        const entries = [left, right].map((one, i) => ({ kind: Entry.Spread, value: from[i] ?? -1, start: start(c, one), end: end(c, one) }));
        return c.builder.record(entries, ...span);
      }
      return operatorCall(c, '__or__', from, left, right, node);
    case '&':
      return c.builder.choose(from, ...span);
    case '*':
      if (kinds.includes(Kind.List)) return c.builder.list([{ kind: Entry.Spread, value: from[kinds[0] === Kind.List ? 0 : 1] ?? -1 }], ...span);
      if (isText(c, left) || isText(c, right)) return c.builder.text([{ value: from[isText(c, left) ? 0 : 1] ?? -1, facet: Facet.Text }], ...span);
      break;
    case '/':
      if (isText(c, left) || isText(c, right)) return c.builder.text([{ value: from[0] ?? -1, facet: Facet.Text }, { literal: '/' }, { value: from[1] ?? -1, facet: Facet.Text }], ...span);
  }
  const result = c.builder.derive(Derived.Arithmetic, from, ...span);
  // In another unit an amount is still that amount: `net_salary / 100`.
  const scaled = (operator === '*' || operator === '/') && isNumber ? from[isNumeric(kinds[1]) ? 0 : 1] : undefined;
  return scaled === undefined || kinds.every(isNumeric) ? result : c.builder.choose([scaled, result], ...span);
}

const isNumeric = (k: number | undefined): boolean => k === Kind.Integer || k === Kind.Float;

/** An operator that a class or a library may give a meaning, as the call it is. */
function operatorCall(c: Context, method: string, [object = -1, operand = -1]: readonly number[], left: number, right: number, node: number): number {
  const span = [start(c, left), end(c, left)] as const;
  const callee = c.builder.load(object, method, ...span);
  return c.builder.call(Op.Call, callee, ...span, [{ kind: Arg.Positional, value: operand, start: start(c, right), end: end(c, right) }], start(c, node), end(c, node));
}

/** `a and b`, `a or b`: one of the operands; chains are taken apart. */
function booleanValue(c: Context, node: number): number {
  const operands: number[] = [];
  let at = node;
  while (at >= 0 && kind(c, at) === Kind.Boolean) {
    operands.push(field(c, at, c.field.right));
    at = bare(c, field(c, at, c.field.left));
  }
  operands.push(at);
  operands.reverse();
  const from = operands.filter((one) => one >= 0).map((one) => value(c, one));
  return c.builder.choose(from, start(c, node), end(c, node));
}

function testValue(c: Context, node: number): number {
  const found = condition(c, node);
  return found.isNegated ? c.builder.derive(Derived.Logic, [found.register], start(c, node), end(c, node)) : found.register;
}

function unaryValue(c: Context, node: number): number {
  const argument = field(c, node, c.field.argument);
  const k = argument < 0 ? Kind.Other : kind(c, argument);
  if (k === Kind.Integer || k === Kind.Float) return c.builder.constant(Literal.Number, text(c, node), start(c, node), end(c, node));
  return c.builder.derive(Derived.Arithmetic, [value(c, argument)], start(c, node), end(c, node));
}

/** `a if test else b`: one of both. The test is evaluated for its effects. */
function conditionalValue(c: Context, node: number): number {
  const [yes = -1, test = -1, no = -1] = children(c, node);
  condition(c, test);
  return c.builder.choose([value(c, yes), value(c, no)], start(c, node), end(c, node));
}

function namedExpression(c: Context, node: number): number {
  const name = field(c, node, c.field.name);
  const given = namedValue(c, field(c, node, c.field.value), name < 0 ? '' : text(c, name));
  if (name >= 0) assignTo(c, name, given);
  return given;
}

/** `yield x` and `yield from xs`; what is sent in is not followed. */
function yieldValue(c: Context, node: number): number {
  const given = child(c, node);
  const isFrom = given >= 0 && /^yield\s+from\b/.test(c.source.slice(start(c, node), start(c, given)));
  const shown = value(c, given);
  c.builder.yield(isFrom ? c.builder.iterate(shown, start(c, given), end(c, given)) : shown, start(c, node), end(c, node));
  return c.builder.constant(Literal.Null, '', start(c, node), end(c, node));
}

const inner: ValueHandler<Context> = (c, node) => value(c, child(c, node));

/** How expressions are lowered, by the grammar's names. */
export const expressions: Readonly<Record<string, ValueHandler<Context>>> = {
  identifier: (c, node) => nameValue(c, text(c, node), node),
  integer: constant(Literal.Number),
  float: constant(Literal.Number),
  true: constant(Literal.True),
  false: constant(Literal.False),
  none: constant(Literal.Null),
  ellipsis: constant(Literal.Null),
  string: stringValue,
  concatenated_string: stringValue,
  attribute: attributeValue,
  subscript: subscriptValue,
  call: callValue,
  list: listValue,
  tuple: listValue,
  set: listValue,
  expression_list: listValue,
  pattern_list: listValue,
  tuple_pattern: listValue,
  list_pattern: listValue,
  dictionary: dictionaryValue,
  binary_operator: binaryValue,
  boolean_operator: booleanValue,
  not_operator: testValue,
  comparison_operator: testValue,
  unary_operator: unaryValue,
  conditional_expression: conditionalValue,
  named_expression: namedExpression,
  parenthesized_expression: inner,
  list_splat: inner,
  list_splat_pattern: inner,
  parenthesized_list_splat: inner,
  dictionary_splat: inner,
  dictionary_splat_pattern: inner,
  type: inner,
  keyword_argument: (c, node) => value(c, field(c, node, c.field.value)),
  await: (c, node) => c.builder.await(value(c, child(c, node)), start(c, node), end(c, node)),
  yield: yieldValue,
  lambda: (c, node) => lambdaValue(c, node, ''),
  list_comprehension: comprehension,
  set_comprehension: comprehension,
  dictionary_comprehension: comprehension,
  generator_expression: comprehension,
  as_pattern: (c, node) => {
    const given = inner(c, node);
    const alias = field(c, node, c.field.alias);
    if (alias >= 0) for (const one of children(c, alias)) assignTo(c, one, given);
    return given;
  },
  slice: (c, node) => listOf(c, children(c, node), node),
};
