import { Arg, Entry, Op, type ArgumentFact, type EntryFact } from '../../facts';
import { bare, child, children, end, field, kind, start, text, value } from '../nodes';
import { blockValue, methodOf, symbolProc } from './blocks';
import { spanOf, type Context } from './context';
import { Kind } from './kinds';
import { bareName, nameValue } from './names';
import { literalText } from './texts';

/** Arguments of a call as facts, in order; pairs are named ones, pairs with texts as keys a record, the block comes last. */
export function argumentsOf(c: Context, list: number, block: number): ArgumentFact[] {
  const out: ArgumentFact[] = [];
  const apart: number[] = [];
  for (const one of children(c, list)) {
    const span = spanOf(c, one);
    switch (kind(c, one)) {
      case Kind.Pair: {
        const key = field(c, one, c.field.key);
        const k = kind(c, key);
        const name = k === Kind.HashKey || k === Kind.Symbol || (k === Kind.Str && c.source.charCodeAt(end(c, key)) === 58) ? literalText(c, key) : undefined;
        if (name === undefined) apart.push(one);
        else out.push({ kind: Arg.Named, name, value: pairValue(c, one, name), ...span });
        break;
      }
      case Kind.Splat: out.push({ kind: Arg.Spread, value: value(c, child(c, one)), ...span }); break;
      case Kind.HashSplat: out.push({ kind: Arg.NamedSpread, value: value(c, child(c, one)), ...span }); break;
      case Kind.Forward: {
        const row = methodOf(c).rows.find((p) => p.name === '...');
        if (row) out.push({ kind: Arg.Spread, value: c.builder.ref(row.variable, span.start, span.end), ...span });
        break;
      }
      case Kind.BlockArgument: out.push({ kind: Arg.Block, value: blockArgument(c, one), ...span }); break;
      default: out.push({ kind: Arg.Positional, value: value(c, one), ...span });
    }
  }
  if (apart.length > 0) {
    const place = out.findIndex((one) => one.kind !== Arg.Positional && one.kind !== Arg.Spread);
    const last = apart.at(-1) ?? -1;
    const [first = -1] = apart;
    out.splice(place < 0 ? out.length : place, 0, { kind: Arg.Positional, value: recordOf(c, apart, first, last), start: start(c, first), end: end(c, last) });
  }
  if (block >= 0) out.push({ kind: Arg.Block, value: blockValue(c, block, true), ...spanOf(c, block) });
  return out;
}

/** `&:name`, `&block`, `&method(:name)`, `&`. */
function blockArgument(c: Context, node: number): number {
  const given = child(c, node);
  if (given < 0) {
    const { block } = methodOf(c);
    return block < 0 ? c.builder.self(start(c, node), end(c, node)) : c.builder.ref(block, start(c, node), end(c, node));
  }
  const at = bare(c, given);
  if (kind(c, at) === Kind.Symbol) return symbolProc(c, literalText(c, at) ?? '', at);
  return methodReference(c, at) ?? value(c, at);
}

/** `method(:name)`: the method as a value; undefined for anything else. */
export function methodReference(c: Context, node: number): number | undefined {
  if (kind(c, node) !== Kind.Call || text(c, field(c, node, c.field.method)) !== 'method') return undefined;
  const name = literalText(c, child(c, field(c, node, c.field.arguments)));
  if (name === undefined) return undefined;
  const receiver = field(c, node, c.field.receiver);
  return receiver < 0 ? bareName(c, name, node, 0) : c.builder.load(value(c, receiver), name, start(c, node), end(c, node));
}

/** What a pair holds; `x:` alone stands for the name. */
function pairValue(c: Context, node: number, name: string): number {
  const held = field(c, node, c.field.value);
  if (held >= 0) return value(c, held);
  const key = field(c, node, c.field.key);
  return text(c, key) === name ? nameValue(c, key) : value(c, key);
}

/** Pairs and splats as a record. */
export function recordOf(c: Context, nodes: readonly number[], first: number, last: number, before: readonly EntryFact[] = []): number {
  const entries: EntryFact[] = [...before];
  for (const one of nodes) {
    const span = spanOf(c, one);
    if (kind(c, one) === Kind.HashSplat) {
      entries.push({ kind: Entry.Spread, value: value(c, child(c, one)), ...span });
      continue;
    }
    if (kind(c, one) !== Kind.Pair) continue;
    const key = field(c, one, c.field.key);
    const name = literalText(c, key);
    if (name !== undefined) entries.push({ kind: Entry.Key, key: name, value: pairValue(c, one, name), ...span });
    else {
      const keyValue = value(c, key);
      entries.push({ kind: Entry.Computed, keyValue, value: value(c, field(c, one, c.field.value)), ...span });
    }
  }
  return c.builder.record(entries, start(c, first), end(c, last));
}

/** `[a, *b, c => d]`. */
export function listOf(c: Context, node: number): number {
  const parts = children(c, node);
  const pairs = parts.filter((one) => kind(c, one) === Kind.Pair || kind(c, one) === Kind.HashSplat);
  const items = parts.filter((one) => !pairs.includes(one)).map((one) => (
    kind(c, one) === Kind.Splat ? { kind: Entry.Spread, value: value(c, child(c, one)) } : { kind: Entry.Item, value: value(c, one) }
  ));
  const [first = -1] = pairs;
  if (first >= 0) items.push({ kind: Entry.Item, value: recordOf(c, pairs, first, pairs.at(-1) ?? first) });
  return c.builder.list(items, start(c, node), end(c, node));
}

/** `yield a, b`: calls the block of the method. */
export function yieldValue(c: Context, node: number): number {
  const b = c.builder;
  const span = spanOf(c, node);
  const { block } = methodOf(c);
  const callee = block < 0 ? b.global('yield', span.start, span.start + 5) : b.ref(block, span.start, span.start + 5);
  const list = children(c, node)[0] ?? -1;
  return b.call(Op.Call, callee, span.start, span.start + 5, argumentsOf(c, list, -1), span.start, span.end);
}
