import { Arg, type ArgumentFact } from '../../facts';
import { child, children, end, kind, start, value } from '../nodes';
import type { Context } from './context';
import { Kind } from './kinds';

/** Arguments of a call as facts, in order; `xs...` is spread. */
export function argumentsOf(c: Context, list: number): ArgumentFact[] {
  return (list < 0 ? [] : children(c, list)).map((one) => argumentOf(c, one));
}

/** One argument of a call. */
export function argumentOf(c: Context, node: number): ArgumentFact {
  const isSpread = kind(c, node) === Kind.Variadic;
  return { kind: isSpread ? Arg.Spread : Arg.Positional, value: value(c, isSpread ? child(c, node) : node), start: start(c, node), end: end(c, node) };
}
