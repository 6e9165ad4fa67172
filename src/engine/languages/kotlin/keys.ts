import { children, kind, text } from '../nodes';
import { nameOf, type Context } from './context';
import { Kind } from './kinds';
import { looksLikeType } from './scopes';

/** The name an index stands for by itself: a number, or the column of a table (`row[Users.email]`); '' for others. */
export function keyName(c: Context, key: number): string {
  if (key < 0) return '';
  if (kind(c, key) === Kind.Number) return text(c, key);
  if (kind(c, key) !== Kind.Navigation) return '';
  const [object = -1, name = -1] = children(c, key);
  return name >= 0 && kind(c, object) === Kind.Identifier && looksLikeType(nameOf(c, object)) && /^[a-z]/.test(nameOf(c, name)) ? nameOf(c, name) : '';
}
