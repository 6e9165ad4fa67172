import { Entry, Op, type EntryFact } from '../../facts';
import { child, childOf, children, end, field, kind, start, text, value } from '../nodes';
import { argumentsOf, namedValue } from './calls';
import { lastName, nameText, operatorBetween, type Context } from './context';
import { Kind } from './kinds';
import { typeValue } from './names';
import { givenArguments, literalText } from './texts';
import { containerOf } from './types';

/** `new Type(…) { … }`. */
export function creation(c: Context, node: number): number {
  return make(c, node, field(c, node, c.field.type), field(c, node, c.field.arguments), field(c, node, c.field.initializer));
}

/** `new(…) { … }`: `type` is the node of the declared type, -1 where it is not in sight. */
export function implicitCreation(c: Context, node: number, type: number): number {
  const bare = type >= 0 && kind(c, type) === Kind.nullable_type ? field(c, type, c.field.type) : type;
  const written = childOf(c, node, Kind.argument_list);
  const initializer = childOf(c, node, Kind.initializer_expression);
  if (bare >= 0 && kind(c, bare) !== Kind.implicit_type) return make(c, node, bare, written, initializer);
  const given = givenArguments(c, written).map((one) => ({ kind: Entry.Item, value: value(c, one) }));
  const span = [start(c, node), end(c, node)] as const;
  const made = given.length > 0 ? c.builder.list(given, ...span) : c.builder.record([], ...span);
  initialise(c, made, initializer);
  return made;
}

/** Value of an expression where its type is declared: `new()` takes that. */
export function typedValue(c: Context, node: number, type: number, name: string): number {
  if (node >= 0 && kind(c, node) === Kind.implicit_object_creation_expression) return implicitCreation(c, node, type);
  if (node >= 0 && kind(c, node) === Kind.initializer_expression) return listOf(c, node, children(c, node));
  return namedValue(c, node, name);
}

function make(c: Context, node: number, type: number, written: number, initializer: number): number {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const at = Math.max(type, node);
  const container = type < 0 ? undefined : containerOf(c, type);
  if (container !== undefined && lastName(c, type) !== 'KeyValuePair') {
    const from = givenArguments(c, written).filter((one) => one >= 0 && copies(c, one));
    const made = container === 'map' ? b.record(from.map((one) => ({ kind: Entry.Spread, value: value(c, one), start: start(c, one), end: end(c, one) })), ...span)
      : b.list(from.map((one) => ({ kind: Entry.Spread, value: value(c, one) })), ...span);
    initialise(c, made, initializer);
    return made;
  }
  const to = kind(c, at) === Kind.generic_name ? end(c, childOf(c, at, Kind.identifier)) : end(c, at);
  const callee = type < 0 ? b.global('', ...span) : typeValue(c, type);
  const outs: Parameters<typeof argumentsOf>[2] = [];
  const made = b.call(Op.New, callee, start(c, at), type < 0 || at === node ? start(c, node) + 3 : to, argumentsOf(c, written, outs), ...span);
  initialise(c, made, initializer);
  return made;
}

/** True for an argument whose elements a new collection takes over: not a capacity, not a comparer. */
function copies(c: Context, node: number): boolean {
  const k = kind(c, node);
  return k !== Kind.integer_literal && k !== Kind.lambda_expression && !/[cC]omparer\b|[cC]apacity|\.(?:Count|Length)$|^\d/.test(text(c, node));
}

/** `{ Name = x, ["k"] = y, { a, b }, z }` behind a construction. */
export function initialise(c: Context, made: number, list: number): void {
  const b = c.builder;
  for (const one of children(c, list)) {
    const span = [start(c, one), end(c, one)] as const;
    if (kind(c, one) === Kind.assignment_expression) entry(c, made, one, span);
    else if (kind(c, one) === Kind.initializer_expression) {
      const [key = -1, held = -1] = children(c, one);
      const name = literalText(c, key);
      if (name !== undefined) b.store(made, name, value(c, held), ...span);
      else {
        const at = value(c, key);
        b.storeAt(made, at, value(c, held), ...span);
      }
    } else b.storeElement(made, value(c, one), ...span);
  }
}

function entry(c: Context, made: number, node: number, span: readonly [number, number]): void {
  const b = c.builder;
  const left = field(c, node, c.field.left);
  const right = field(c, node, c.field.right);
  const isNested = right >= 0 && kind(c, right) === Kind.initializer_expression;
  if (left >= 0 && kind(c, left) === Kind.element_binding_expression) {
    const [key = -1] = givenArguments(c, left);
    const name = literalText(c, key);
    if (name !== undefined) b.store(made, name, value(c, right), ...span);
    else {
      const at = value(c, key);
      b.storeAt(made, at, value(c, right), ...span);
    }
    return;
  }
  const name = nameText(c, left);
  if (isNested) initialise(c, b.load(made, name, ...span), right);
  else b.store(made, name, namedValue(c, right, name), ...span);
}

/** `new { user.Id, Mail = user.Email }`. */
export function anonymousObject(c: Context, node: number): number {
  const given = children(c, node);
  const entries: EntryFact[] = [];
  for (let i = 0; i < given.length; i++) {
    const one = given[i] ?? -1;
    const next = given[i + 1] ?? -1;
    const isNamed = next >= 0 && kind(c, one) === Kind.identifier && operatorBetween(c, one, next) === '=';
    const held = isNamed ? next : one;
    if (isNamed) i++;
    const key = isNamed ? nameText(c, one) : inferredName(c, one);
    entries.push({ kind: Entry.Key, key, value: namedValue(c, held, key), start: start(c, one), end: end(c, held) });
  }
  return c.builder.record(entries, start(c, node), end(c, node));
}

function inferredName(c: Context, node: number): string {
  const k = kind(c, node);
  if (k === Kind.conditional_access_expression) return inferredName(c, children(c, node).at(-1) ?? -1);
  return k === Kind.identifier || k === Kind.member_access_expression || k === Kind.member_binding_expression ? lastName(c, node) : '';
}

/** `order with { Email = "" }`. */
export function withValue(c: Context, node: number): number {
  const from = value(c, child(c, node));
  const entries: EntryFact[] = [{ kind: Entry.Spread, value: from, start: start(c, node), end: end(c, node) }];
  for (const one of children(c, node)) {
    if (kind(c, one) !== Kind.with_initializer) continue;
    const [left = -1, right = -1] = children(c, one);
    entries.push({ kind: Entry.Key, key: nameText(c, left), value: value(c, right), start: start(c, one), end: end(c, one) });
  }
  return c.builder.record(entries, start(c, node), end(c, node));
}

/** `[a, ..rest]`. */
export function collection(c: Context, node: number): number {
  const items = children(c, node).map((one) => {
    const inner = kind(c, one) === Kind.collection_element ? child(c, one) : one;
    const isSpread = inner >= 0 && kind(c, inner) === Kind.spread_element;
    const held = inner >= 0 && (isSpread || kind(c, inner) === Kind.expression_element) ? child(c, inner) : inner;
    return { kind: isSpread ? Entry.Spread : Entry.Item, value: value(c, held) };
  });
  return c.builder.list(items, start(c, node), end(c, node));
}

/** `(email, phone)`; named places are fields too. */
export function tuple(c: Context, node: number): number {
  const given = children(c, node).map((one) => {
    const nameNode = field(c, one, c.field.name);
    return { node: one, name: nameNode < 0 ? '' : nameText(c, nameNode), held: kind(c, one) === Kind.argument ? (children(c, one).filter((part) => part !== nameNode).at(-1) ?? -1) : one };
  });
  const values = given.map(({ held }) => value(c, held));
  const items = values.map((one) => ({ kind: Entry.Item, value: one }));
  if (given.every(({ name }) => name === '')) return c.builder.list(items, start(c, node), end(c, node));
  return c.builder.record(given.flatMap((one, i) => {
    const place = { kind: Entry.Key, key: String(i), value: values[i] ?? -1, start: start(c, one.node), end: end(c, one.node) };
    return one.name === '' ? [place] : [place, { ...place, key: one.name }];
  }), start(c, node), end(c, node));
}

/** Elements of an array. */
export function arrayValue(c: Context, node: number): number {
  for (const one of children(c, field(c, node, c.field.type))) if (kind(c, one) === Kind.array_rank_specifier) for (const size of children(c, one)) value(c, size);
  const list = childOf(c, node, Kind.initializer_expression);
  return listOf(c, node, children(c, list));
}

function listOf(c: Context, node: number, items: readonly number[]): number {
  return c.builder.list(items.map((one) => ({ kind: Entry.Item, value: kind(c, one) === Kind.initializer_expression ? listOf(c, one, children(c, one)) : value(c, one) })), start(c, node), end(c, node));
}
