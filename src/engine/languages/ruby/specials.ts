import { Arg, Derived, Entry, Facet, Literal, LoadFlag, Op, type ArgumentFact, type EntryFact, type Facet as FacetOf } from '../../facts';
import { bare, child, children, end, field, kind, start, text, value } from '../nodes';
import { argumentsOf, methodReference, recordOf } from './arguments';
import { blockValue } from './blocks';
import { spanOf, type Context } from './context';
import { formatted } from './formats';
import { byKey } from './key-tests';
import { Kind } from './kinds';
import { definedMethod } from './methods';
import { constantPath, constantValue } from './names';
import { bodyInto, drop } from './outcome';
import { structValue } from './structs';
import { literalText, operandPieces, piecesValue } from './texts';

/** A call as its parts; -1 where there is none. */
export interface Written { node: number; method: number; receiver: number; list: number; block: number }
type Special = (c: Context, call: Written) => number | undefined;

/** `raise Type, message`, `raise Type.new(…)`, `raise "message"`. */
const raise: Special = (c, { node, method, receiver, list }) => {
  if (receiver >= 0) return undefined;
  const b = c.builder;
  const span = spanOf(c, node);
  const given = children(c, list).filter((one) => kind(c, one) !== Kind.Pair);
  const [first = -1, ...rest] = given;
  let made: number;
  if (first < 0) made = b.call(Op.New, b.global('RuntimeError', span.start, end(c, method)), span.start, end(c, method), [], span.start, span.end);
  else if (constantPath(c, first) !== '') {
    const args: ArgumentFact[] = rest.slice(0, 1).map((one) => ({ kind: Arg.Positional, value: value(c, one), ...spanOf(c, one) }));
    made = b.call(Op.New, constantValue(c, first), start(c, first), end(c, first), args, span.start, span.end);
  } else if (rest.length === 0 && !isText(c, first)) made = value(c, first);
  else if (isText(c, first)) {
    const callee = b.global('RuntimeError', start(c, method), end(c, method));
    made = b.call(Op.New, callee, start(c, method), end(c, method), [{ kind: Arg.Positional, value: value(c, first), ...spanOf(c, first) }], span.start, span.end);
  } else {
    const callee = value(c, first);
    made = b.call(Op.New, callee, start(c, first), end(c, first), rest.slice(0, 1).map((one) => ({ kind: Arg.Positional, value: value(c, one), ...spanOf(c, one) })), span.start, span.end);
  }
  b.throw(made, span.start, span.end);
  return -1;
};

function isText(c: Context, node: number): boolean {
  const k = kind(c, bare(c, node));
  return k === Kind.Str || k === Kind.ChainedString || k === Kind.HeredocBeginning || k === Kind.Binary
    || (k === Kind.Call && /^(?:format|sprintf|to_s|join|inspect|squish|strip)$/.test(text(c, field(c, bare(c, node), c.field.method))));
}

const format: Special = (c, { node, receiver, list }) => {
  if (receiver >= 0 && text(c, receiver) !== 'Kernel') return undefined;
  const [pattern = -1, ...given] = children(c, list);
  return pattern < 0 ? undefined : formatted(c, pattern, given, node);
};

const lambda: Special = (c, { receiver, block }) => (receiver < 0 && block >= 0 ? blockValue(c, block, false) : undefined);

/** Text forms, where the object states none of its own the language's. */
const shown = (facet: FacetOf): Special => (c, { node, receiver, list, block }) => {
  if (list >= 0 && children(c, list).length > 0) return undefined;
  if (block >= 0) return undefined;
  if (receiver < 0) return c.type === undefined ? undefined : c.builder.text([{ value: c.builder.self(start(c, node), end(c, node)), facet }], start(c, node), end(c, node));
  const pieces: Parameters<typeof operandPieces>[2] = [];
  operandPieces(c, receiver, pieces, facet);
  return piecesValue(c, pieces, node);
};

/** `send(:name, …)`, `public_send`, `try(:name)`: a call of that name. */
const send: Special = (c, { node, receiver, list, block }) => {
  const [first = -1] = children(c, list);
  const name = literalText(c, first);
  if (name === undefined || receiver < 0) return undefined;
  const b = c.builder;
  const span = spanOf(c, node);
  const object = value(c, receiver);
  const rest = argumentsOf(c, list, block).slice(1);
  if (name.endsWith('=') && rest.length === 1) {
    const [given] = rest;
    b.store(object, name.slice(0, -1), given?.value ?? object, span.start, span.end);
    return given?.value;
  }
  if (rest.length === 0) return b.load(object, name, span.start, span.end, LoadFlag.Called);
  return b.call(Op.Call, b.load(object, name, span.start, span.end), span.start, end(c, list), rest, span.start, span.end);
};

/** Fields named by symbols: `slice(:a, :b)`, `permit(:a, b: [])`, `values_at`, `dig`. */
function named(c: Context, list: number): string[] | undefined {
  const names: string[] = [];
  for (const one of children(c, list)) {
    const isPair = kind(c, one) === Kind.Pair;
    const name = literalText(c, isPair ? field(c, one, c.field.key) : one);
    if (name === undefined || kind(c, bare(c, one)) === Kind.Integer) return undefined;
    names.push(name);
  }
  return names.length === 0 ? undefined : names;
}

const slice: Special = (c, { node, receiver, list, block }) => {
  const names = receiver < 0 || block >= 0 ? undefined : named(c, list);
  if (!names) return undefined;
  const b = c.builder;
  const span = spanOf(c, node);
  const object = value(c, receiver);
  const entries: EntryFact[] = names.map((name) => ({ kind: Entry.Key, key: name, value: b.load(object, name, span.start, span.end), ...span }));
  return b.record(entries, span.start, span.end);
};

const except: Special = (c, { node, receiver, list }) => {
  const names = receiver < 0 ? undefined : named(c, list);
  if (!names) return undefined;
  const b = c.builder;
  const span = spanOf(c, node);
  const made = b.record([{ kind: Entry.Spread, value: value(c, receiver), ...span }], span.start, span.end);
  for (const name of names) b.remove(made, name, span.start, span.end);
  return made;
};

const valuesAt: Special = (c, { node, receiver, list }) => {
  const names = receiver < 0 ? undefined : named(c, list);
  if (!names) return undefined;
  const b = c.builder;
  const span = spanOf(c, node);
  const object = value(c, receiver);
  return b.list(names.map((name) => ({ kind: Entry.Item, value: b.load(object, name, span.start, span.end) })), span.start, span.end);
};

const dig: Special = (c, { node, receiver, list }) => {
  const names = receiver < 0 ? undefined : named(c, list);
  if (!names) return undefined;
  let at = value(c, receiver);
  for (const name of names) at = c.builder.load(at, name, start(c, node), end(c, node));
  return at;
};

/** `fetch(:key)`, `fetch(:key, default)`. */
const fetch: Special = (c, { node, receiver, list, block }) => {
  const given = children(c, list);
  const [key = -1, standard = -1] = given;
  const name = literalText(c, key);
  if (receiver < 0 || name === undefined || block >= 0 || given.length > 2 || (standard >= 0 && kind(c, standard) === Kind.Pair)) return undefined;
  const held = c.builder.load(value(c, receiver), name, start(c, node), end(c, node));
  return standard < 0 ? held : c.builder.choose([held, value(c, standard)], start(c, node), end(c, node));
};

/** `first(2)`, `last(4)` of what is a text for certain: a part of it. */
const ends: Special = (c, { node, receiver, list, block }) => {
  const [count = -1, second = -1] = children(c, list);
  if (receiver < 0 || block >= 0 || second >= 0 || kind(c, count) !== Kind.Integer || !isText(c, receiver)) return undefined;
  const b = c.builder;
  const span = spanOf(c, node);
  const callee = b.load(value(c, receiver), '__slice__', span.start, span.end);
  return b.call(Op.Call, callee, span.start, end(c, receiver), [{ kind: Arg.Positional, value: value(c, count), ...spanOf(c, count) }], span.start, span.end);
};

/** `merge(a: 1)`, `merge(other)`: a new record. */
const merge: Special = (c, { node, receiver, list, block }) => {
  const given = children(c, list);
  const [first = -1] = given;
  if (receiver < 0 || first < 0 || block >= 0) return undefined;
  const object = value(c, receiver);
  const before: EntryFact[] = [{ kind: Entry.Spread, value: object, ...spanOf(c, receiver) }];
  const hash = given.length === 1 && kind(c, bare(c, first)) === Kind.Hash ? children(c, bare(c, first)) : given;
  for (const one of hash) if (kind(c, one) !== Kind.Pair && kind(c, one) !== Kind.HashSplat) before.push({ kind: Entry.Spread, value: value(c, one), ...spanOf(c, one) });
  return recordOf(c, hash, receiver, given.at(-1) ?? node, before);
};

/** `pluck(:email, :name)`: a field of each element, or lists of several. */
const pluck: Special = (c, { node, receiver, list }) => {
  const names = receiver < 0 ? undefined : named(c, list);
  if (!names) return undefined;
  const b = c.builder;
  const span = spanOf(c, node);
  const one = b.iterate(value(c, receiver), span.start, span.end);
  const loaded = names.map((name) => ({ kind: Entry.Item, value: b.load(one, name, span.start, span.end) }));
  const item = names.length === 1 ? (loaded[0]?.value ?? one) : b.list(loaded, span.start, span.end);
  return b.list([{ kind: Entry.Item, value: item }], span.start, span.end);
};

/** `loop do … end`. */
const loop: Special = (c, { node, receiver, block }) => {
  if (receiver >= 0 || block < 0) return undefined;
  c.builder.control(Op.Loop, start(c, node), end(c, node));
  bodyInto(c, children(c, field(c, block, c.field.body)), drop);
  c.builder.control(Op.End, end(c, node), end(c, node));
  return -1;
};

const requires: Special = (c, { node, receiver, list }) => {
  const module = receiver < 0 ? literalText(c, child(c, list)) : undefined;
  if (module === undefined) return undefined;
  c.builder.importOnly(module, start(c, node), end(c, node));
  return c.builder.constant(Literal.True, '', start(c, node), end(c, node));
};

const instanceVariable: Special = (c, { node, receiver, list }) => {
  const [first = -1, given = -1] = children(c, list);
  const name = literalText(c, first)?.replace(/^@/, '');
  if (name === undefined) return undefined;
  const b = c.builder;
  const object = receiver < 0 ? b.self(start(c, node), end(c, node)) : value(c, receiver);
  if (given < 0) return b.load(object, name, start(c, node), end(c, node));
  const held = value(c, given);
  b.store(object, name, held, start(c, node), end(c, node));
  return held;
};

const blockGiven: Special = (c, { node, receiver }) => (receiver < 0 ? c.builder.derive(Derived.Test, [], start(c, node), end(c, node)) : undefined);

/** `Struct.new(:a)`, `OpenStruct.new(a: 1)`, `Hash.new`. */
const make: Special = (c, { node, receiver, list, block }) => {
  if (receiver < 0 || kind(c, receiver) !== Kind.Constant) return undefined;
  switch (text(c, receiver)) {
    case 'Struct': return structValue(c, node);
    case 'OpenStruct': {
      const given = children(c, list);
      const [only = -1] = given;
      if (only >= 0 && kind(c, bare(c, only)) !== Kind.Hash && kind(c, only) !== Kind.Pair && kind(c, only) !== Kind.HashSplat) return value(c, only);
      return recordOf(c, only >= 0 && kind(c, bare(c, only)) === Kind.Hash ? children(c, bare(c, only)) : given, node, node);
    }
    case 'Hash': return block < 0 || list < 0 ? c.builder.record([], start(c, node), end(c, node)) : undefined;
    case 'Proc': return block < 0 ? undefined : blockValue(c, block, false);
    default: return undefined;
  }
};

const define: Special = (c, { node, receiver }) => (receiver >= 0 && constantPath(c, receiver) === 'Data' ? structValue(c, node) : undefined);

/** `self.class`: the class around. */
const ofClass = (c: Context, node: number): number => (c.type ? c.builder.classValue(c.type.type, start(c, node), end(c, node)) : c.builder.self(start(c, node), end(c, node)));

/** Calls that are more than a call of their name, by name. */
export const specials: ReadonlyMap<string, Special> = new Map<string, Special>([
  ['raise', raise], ['fail', raise], ['format', format], ['sprintf', format], ['lambda', lambda], ['proc', lambda], ['to_s', shown(Facet.Text)], ['inspect', shown(Facet.Debug)],
  ['pretty_inspect', shown(Facet.Debug)], ['to_json', shown(Facet.Json)], ['send', send], ['public_send', send], ['__send__', send], ['try', send], ['slice', slice], ['permit', slice],
  ['reject', byKey(false)], ['select', byKey(true)], ['filter', byKey(true)], ['only', slice], ['except', except], ['without', except], ['values_at', valuesAt], ['dig', dig], ['fetch', fetch], ['merge', merge], ['reverse_merge', merge], ['deep_merge', merge],
  ['first', ends], ['last', ends], ['pluck', pluck], ['pick', pluck], ['loop', loop], ['require', requires], ['require_relative', requires], ['load', requires], ['instance_variable_set', instanceVariable],
  ['instance_variable_get', instanceVariable], ['block_given?', blockGiven], ['new', make], ['define', define], ['method', (c, { node }) => methodReference(c, node)],
  ['class', (c, { node, receiver }) => (receiver >= 0 && kind(c, receiver) === Kind.Self ? ofClass(c, node) : undefined)],
  ['define_method', (c, { node, list, block }) => definedMethod(c, node, list, block)],
]);
