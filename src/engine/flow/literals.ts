import { Literal } from '../facts';
import type { FunctionNode } from './program';
import { Origin, change, copyOf, plain, type Value } from './value';

const literals: Partial<Record<number, Value>> = {};

/** A literal of a kind of `Literal`, written at [start, end). */
export function literal(kind: number, text: string, fn: FunctionNode, start: number, end: number): Value {
  switch (kind) {
    case Literal.Text: {
      const v = copyOf(plain);
      v.origin = Origin.Literal;
      v.constant = text;
      v.texts = [{ pieces: [text], at: { fn, start, end } }];
      return v;
    }
    case Literal.Number: {
      const v = copyOf(plain);
      v.origin = Origin.Literal;
      v.constant = Number(text.replace(/_/g, ''));
      return v;
    }
    case Literal.True: return (literals[kind] ??= change(plain, (v) => { v.origin = Origin.Literal; v.constant = true; }));
    case Literal.False: return (literals[kind] ??= change(plain, (v) => { v.origin = Origin.Literal; v.constant = false; }));
    case Literal.Null: return (literals[kind] ??= change(plain, (v) => { v.origin = Origin.Literal; v.constant = null; }));
    default: return change(plain, (v) => { v.origin = Origin.Literal; v.texts = [{ pieces: [text], at: null }]; });
  }
}
