import { Arg, Derived, Entry, Facet, Literal, Op } from '../../facts';
import { argumentsOf } from './arguments';
import { child, end, field, kind, span, start, value } from '../nodes';
import type { Context } from './context';
import { keyOf } from './keys';
import { Kind } from './kinds';
import { argumentNodes } from './texts';
import { namedType, typeOf } from './types';

const conversions = new Set([
  'int', 'int8', 'int16', 'int32', 'int64', 'uint', 'uint8', 'uint16', 'uint32', 'uint64', 'uintptr', 'float32', 'float64', 'byte', 'rune', 'bool', 'error', 'any', 'complex64', 'complex128',
]);

/** A call of a function of the language that no scope declares; -1 when it stays an ordinary call. */
export function builtin(c: Context, name: string, node: number): number {
  const b = c.builder;
  const args = argumentNodes(c, node);
  const [first = -1] = args;
  const at = span(c, node);
  const nothing = (): number => b.constant(Literal.Null, '', ...at);
  switch (name) {
    case 'len':
    case 'cap':
      return b.derive(Derived.Length, [value(c, first)], ...at);
    case 'append': {
      const items = args.map((one, i) => ({
        kind: i === 0 || kind(c, one) === Kind.Variadic ? Entry.Spread : Entry.Item, value: value(c, kind(c, one) === Kind.Variadic ? child(c, one) : one),
      }));
      return b.list(items, ...at);
    }
    case 'make':
    case 'new':
      return made(c, node, args);
    case 'copy': {
      const target = value(c, first);
      b.storeElement(target, b.iterate(value(c, args[1] ?? -1), ...at), ...at);
      return b.derive(Derived.Length, [target], ...at);
    }
    case 'delete': {
      const object = value(c, first);
      const key = keyOf(c, args[1] ?? -1);
      if (key === undefined) b.removeAt(object, value(c, args[1] ?? -1), ...at);
      else b.remove(object, key, ...at);
      return nothing();
    }
    case 'panic':
      return panic(c, node);
    case 'string':
      return args.length === 1 ? b.text([{ value: b.cast(value(c, first), namedType(c, 'string'), ...at), facet: Facet.Text }], ...at) : -1;
    case 'min':
    case 'max':
      return b.choose(args.map((one) => value(c, one)), ...at);
    case 'clear':
    case 'close':
      for (const one of args) value(c, one);
      return nothing();
    default:
      return conversions.has(name) && args.length === 1 ? value(c, first) : -1;
  }
}

/** `make(T, …)` and `new(T)`: an empty value of the type. */
function made(c: Context, node: number, args: readonly number[]): number {
  const [type = -1, ...sizes] = args;
  const at = span(c, node);
  for (const one of sizes) value(c, one);
  const k = type < 0 ? Kind.Other : kind(c, type);
  const isList = k === Kind.SliceType || k === Kind.ChannelType || k === Kind.ArrayType;
  const empty = isList ? c.builder.list([], ...at) : c.builder.record([], ...at);
  const seen = typeOf(c, type);
  return seen < 0 ? empty : c.builder.cast(empty, seen, ...at);
}

/** `panic(x)` throws what it is given. */
function panic(c: Context, node: number): number {
  const b = c.builder;
  const callee = field(c, node, c.field.function);
  const args = argumentsOf(c, field(c, node, c.field.arguments)).map((one) => ({ ...one, kind: Arg.Positional }));
  const called = b.global('panic', ...span(c, callee));
  b.throw(b.call(Op.Call, called, start(c, callee), end(c, callee), args, ...span(c, node)), ...span(c, node));
  return b.constant(Literal.Null, '', ...span(c, node));
}
