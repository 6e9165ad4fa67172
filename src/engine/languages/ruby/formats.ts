import { Derived, Facet, type PieceFact } from '../../facts';
import { bare, children, end, field, kind, start, value } from '../nodes';
import type { Context } from './context';
import { Kind } from './kinds';
import { isText, literalText, operandPieces, piecesValue } from './texts';

/** `format(pattern, …)`, `pattern % […]`: a text. `given` are the values, or one hash. */
export function formatted(c: Context, format: number, given: readonly number[], node: number): number {
  const written = literalText(c, format);
  const pieces: PieceFact[] = [];
  const [first = -1] = given;
  if (written === undefined) {
    // `_("no user %{user}") % { user: user }`: each of them is put into the text, not the hash.
    operandPieces(c, format, pieces);
    const put = namedValues(c, given.length === 1 ? first : -1);
    if (put) for (const held of put.values()) pieces.push({ value: held, facet: Facet.Text });
    else for (const one of given) operandPieces(c, one, pieces);
    return piecesValue(c, pieces, node);
  }
  const named = namedValues(c, given.length === 1 ? first : -1) ?? namedValues(c, ...given);
  const values = named ? [] : given.map((one) => value(c, one));
  return piecesValue(c, verbPieces(c, written, values, named, node), node);
}

/** Entries of a hash, or of the pairs that stand for one, by name. */
function namedValues(c: Context, ...nodes: number[]): Map<string, number> | undefined {
  const [only = -1] = nodes;
  const at = bare(c, only);
  const pairs = at >= 0 && nodes.length === 1 && kind(c, at) === Kind.Hash ? children(c, at) : nodes;
  if (pairs.length === 0 || pairs.some((one) => one < 0 || kind(c, one) !== Kind.Pair)) return undefined;
  const found = new Map<string, number>();
  for (const one of pairs) {
    const name = literalText(c, field(c, one, c.field.key));
    const held = value(c, field(c, one, c.field.value));
    if (name !== undefined) found.set(name, held);
  }
  return found;
}

/** `%s`, `%-10.2f`, `%1$s`, `%<name>s`, `%{name}`: a hole for each; `%p` shows the inspected form, numbers show none. */
function verbPieces(c: Context, format: string, values: readonly number[], named: ReadonlyMap<string, number> | undefined, node: number): PieceFact[] {
  const pieces: PieceFact[] = [];
  let at = 0;
  let next = 0;
  for (const match of format.matchAll(/%(?:%|\{(\w+)\}|[-+0 #*]*(?:<(\w+)>)?(?:(\d+)\$)?[-+0 #*]*\d*(?:\.\d+)?([a-zA-Z]))/g)) {
    pieces.push({ literal: format.slice(at, match.index) });
    at = match.index + match[0].length;
    if (match[0] === '%%') {
      pieces.push({ literal: '%' });
      continue;
    }
    const name = match[1] ?? match[2];
    const shown = name !== undefined ? named?.get(name) : values[match[3] ? Number(match[3]) - 1 : next++];
    if (shown === undefined) continue;
    const verb = match[4] ?? 's';
    const isNumber = /[dfeEgGxXobBaAuic]/.test(verb) && /[fgeEG]/.test(verb);
    pieces.push({ value: isNumber ? c.builder.derive(Derived.Arithmetic, [shown], start(c, node), end(c, node)) : shown, facet: verb === 'p' ? Facet.Debug : Facet.Text });
  }
  pieces.push({ literal: format.slice(at) });
  return pieces;
}

/** `left % right`: a text where one side says so, else arithmetic. */
export function moduloValue(c: Context, node: number, left: number, right: number): number {
  const at = bare(c, right);
  const isList = at >= 0 && kind(c, at) === Kind.Array;
  if (isText(c, bare(c, left)) || isList || (at >= 0 && kind(c, at) === Kind.Hash)) return formatted(c, left, isList ? children(c, at) : [right], node);
  return c.builder.derive(Derived.Arithmetic, [value(c, left), value(c, right)], start(c, node), end(c, node));
}
