import { bare, kind } from '../nodes';
import { nameOf, type Context } from './context';
import { Kind } from './kinds';
import { lookup } from './scopes';

/** True for a number, and for the name of a variable that is declared to be one. */
export function isPrimitiveName(c: Context, node: number): boolean {
  const at = bare(c, node);
  if (at < 0 || kind(c, at) !== Kind.Identifier) return at >= 0 && kind(c, at) === Kind.Number;
  const found = lookup(c, nameOf(c, at));
  return found !== undefined && 'variable' in found && c.primitives.has(found.variable);
}
