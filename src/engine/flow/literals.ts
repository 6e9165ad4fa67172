import { Literal } from '../facts';
import type { FunctionNode } from './program';
import { Origin, plain, type Value } from './value';

const globals = new Map<string, Value>();

/** A global name: a library path without a module. */
export function globalValue(name: string): Value {
  let value = globals.get(name);
  if (!value) {
    if (globals.size > 20_000) globals.clear();
    globals.set(name, (value = { ...plain, origin: Origin.External, library: { module: '', path: name }, name }));
  }
  return value;
}

const literals: Partial<Record<number, Value>> = {};

/** A literal of a kind of `Literal`, written at [start, end). */
export function literal(kind: number, text: string, fn: FunctionNode, start: number, end: number): Value {
  switch (kind) {
    case Literal.Text: return { ...plain, origin: Origin.Literal, constant: text, texts: [{ pieces: [text], at: { fn, start, end } }] };
    case Literal.Number: return { ...plain, origin: Origin.Literal, constant: Number(text.replace(/_/g, '')) };
    case Literal.True: return (literals[kind] ??= { ...plain, origin: Origin.Literal, constant: true });
    case Literal.False: return (literals[kind] ??= { ...plain, origin: Origin.Literal, constant: false });
    case Literal.Null: return (literals[kind] ??= { ...plain, origin: Origin.Literal, constant: null });
    default: return { ...plain, origin: Origin.Literal, texts: [{ pieces: [text], at: null }] };
  }
}
