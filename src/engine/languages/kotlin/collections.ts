import { Entry, Op, type EntryFact } from '../../facts';
import { bare, children, end, kind, start, value } from '../nodes';
import { argumentNodes, namedValue, type CallParts } from './call-parts';
import { nameOf, type Context } from './context';
import { Kind } from './kinds';
import { lambdaValue } from './functions';
import { lookup } from './scopes';
import { literalText } from './texts';

const mapMakers = /^(?:mapOf|mutableMapOf|hashMapOf|linkedMapOf|sortedMapOf|HashMap|LinkedHashMap|ConcurrentHashMap|TreeMap|bundleOf|contentValuesOf|workDataOf|parametersOf)$/;
const listMakers = /^(?:listOf|listOfNotNull|mutableListOf|arrayListOf|setOf|mutableSetOf|hashSetOf|linkedSetOf|arrayOf|sequenceOf|flowOf|emptyList|emptySet)$/;

/** `a to b`: a pair, with its places by number and by name. */
export function pairValue(c: Context, first: number, second: number, node: number): number {
  const places = [[first, '0', 'first'], [second, '1', 'second']] as const;
  const entries: EntryFact[] = [];
  for (const [one, place, name] of places) {
    const register = value(c, one);
    const span = { start: start(c, Math.max(one, node)), end: end(c, Math.max(one, node)) };
    entries.push({ kind: Entry.Key, key: place, value: register, ...span }, { kind: Entry.Key, key: name, value: register, ...span });
  }
  return c.builder.record(entries, start(c, node), end(c, node));
}

/** Key and value of `"key" to value` or `Pair("key", value)`; undefined for other expressions. */
function pairOf(c: Context, node: number): [number, number] | undefined {
  const at = bare(c, node);
  if (at < 0) return undefined;
  if (kind(c, at) === Kind.Infix) {
    const [left = -1, name = -1, right = -1] = children(c, at);
    return name >= 0 && right >= 0 && nameOf(c, name) === 'to' ? [left, right] : undefined;
  }
  if (kind(c, at) !== Kind.Call) return undefined;
  const [callee = -1, list = -1] = children(c, at);
  const [first, second] = kind(c, callee) === Kind.Identifier && nameOf(c, callee) === 'Pair' ? argumentNodes(c, list) : [];
  return first && second ? [first.value, second.value] : undefined;
}

/** `mapOf("email" to email)`, `listOf(a, b)`, `Pair(a, b)` as values; undefined for other calls. */
export function collectionCall(c: Context, parts: CallParts): number | undefined {
  const { name, node } = parts;
  if (parts.object >= 0 || name === '' || parts.lambda >= 0) return undefined;
  const isMap = mapMakers.test(name);
  if (!isMap && !listMakers.test(name) && name !== 'Pair') return undefined;
  if (lookup(c, name, true) && !/^[A-Z]|Of$/.test(name)) return undefined;
  const given = argumentNodes(c, parts.list);
  const span = [start(c, node), end(c, node)] as const;
  if (name === 'Pair') {
    const [first, second] = given;
    return first && second && given.length === 2 ? pairValue(c, first.value, second.value, node) : undefined;
  }
  if (!isMap) return c.builder.list(given.map((one) => ({ kind: kind(c, one.value) === Kind.Spread ? Entry.Spread : Entry.Item, value: value(c, kind(c, one.value) === Kind.Spread ? (children(c, one.value)[0] ?? -1) : one.value) })), ...span);
  const pairs = given.map((one) => pairOf(c, one.value));
  if (/^[A-Z]/.test(name) && !given.every((one) => kind(c, one.value) === Kind.Number)) return undefined;
  const entries: EntryFact[] = [];
  for (const [i, one] of given.entries()) {
    const pair = pairs[i];
    const at = { start: start(c, one.value), end: end(c, one.value) };
    if (!pair) {
      if (kind(c, one.value) !== Kind.Number) entries.push({ kind: Entry.Spread, value: value(c, kind(c, one.value) === Kind.Spread ? (children(c, one.value)[0] ?? -1) : one.value), ...at });
      continue;
    }
    const [key, held] = pair;
    const literal = literalText(c, key);
    if (literal !== undefined) entries.push({ kind: Entry.Key, key: literal, value: namedValue(c, held, literal), ...at });
    else {
      const keyValue = value(c, key);
      entries.push({ kind: Entry.Computed, keyValue, value: value(c, held), ...at });
    }
  }
  return c.builder.record(entries, ...span);
}

/** `user.copy(email = "")`: the object with some fields anew; undefined for other calls. */
export function copyCall(c: Context, parts: CallParts): number | undefined {
  if (parts.name !== 'copy' || parts.object < 0 || parts.list < 0) return undefined;
  const given = argumentNodes(c, parts.list);
  if (given.length === 0 || given.some((one) => one.name === '')) return undefined;
  const from = value(c, parts.object);
  const entries: EntryFact[] = [{ kind: Entry.Spread, value: from, start: start(c, parts.object), end: end(c, parts.object) }];
  for (const one of given) entries.push({ kind: Entry.Key, key: one.name, value: namedValue(c, one.value, one.name), start: start(c, one.node), end: end(c, one.node) });
  return c.builder.record(entries, start(c, parts.node), end(c, parts.node));
}

/** `rows.joinToString(", ") { it.email }`: what the lambda makes of each is joined; undefined for other calls. */
export function joinCall(c: Context, parts: CallParts): number | undefined {
  if (parts.object < 0 || !/^(?:joinToString|joinTo)$/.test(parts.name)) return undefined;
  const given = argumentNodes(c, parts.list);
  const named = given.find((one) => one.name === 'transform' || kind(c, one.value) === Kind.Lambda);
  const lambda = parts.lambda >= 0 ? parts.lambda : (named?.value ?? -1);
  if (lambda < 0) return undefined;
  const b = c.builder;
  const span = [start(c, parts.callee), end(c, parts.callee)] as const;
  const made = kind(c, lambda) === Kind.Lambda ? lambdaValue(c, lambda, '') : value(c, lambda);
  const callback = { kind: 0, value: made, start: start(c, lambda), end: end(c, lambda) };
  const mapped = b.call(Op.Call, b.load(value(c, parts.object), 'map', ...span, parts.isSafe), ...span, [callback], ...span);
  const args = given.filter((one) => one !== named).map((one) => ({ kind: 0, value: value(c, one.value), start: start(c, one.value), end: end(c, one.value) }));
  return b.call(Op.Call, b.load(mapped, parts.name, ...span), ...span, args, start(c, parts.node), end(c, parts.node));
}
