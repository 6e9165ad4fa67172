import { bare, kind, text } from '../nodes';
import type { Context } from './context';
import { Kind } from './kinds';
import { literalText } from './literals';

/** Name of an index that is a text or a number without sign, or undefined. */
export function keyOf(c: Context, node: number): string | undefined {
  const at = bare(c, node);
  return at >= 0 && kind(c, at) === Kind.Int ? text(c, at) : literalText(c, at);
}
