import { Derived, Facet, type PieceFact } from '../../facts';
import { end, start, value } from '../nodes';
import type { Context } from './context';
import { isText, literalText, operandPieces, piecesValue } from './texts';

/** `format.format(values)` as a text; undefined when the format is not written there. */
export function formatted(c: Context, format: number, given: readonly number[], node: number): number | undefined {
  const written = literalText(c, format);
  if (written !== undefined) return piecesValue(c, verbPieces(c, written, given.map((one) => value(c, one)), node), node);
  if (!isText(c, format)) return undefined;
  const pieces: PieceFact[] = [];
  for (const one of [format, ...given]) operandPieces(c, one, pieces);
  return piecesValue(c, pieces, node);
}

/** `%s`, `%1$s`, `%-10.2f`: a hole for each but `%n`, `%%`, `%b` and `%h`. */
function verbPieces(c: Context, format: string, values: readonly number[], node: number): PieceFact[] {
  const pieces: PieceFact[] = [];
  let at = 0;
  let next = 0;
  let last = -1;
  for (const match of format.matchAll(/%(?:(\d+)\$|(<))?[-#+ 0,(]*\d*(?:\.\d+)?(?:[tT][a-zA-Z]|([a-zA-Z%]))/g)) {
    const verb = match[3] ?? 't';
    pieces.push({ literal: format.slice(at, match.index) });
    at = match.index + match[0].length;
    if (verb === 'n' || verb === '%') {
      pieces.push({ literal: verb === 'n' ? '\n' : '%' });
      continue;
    }
    last = match[2] ? last : match[1] ? Number(match[1]) - 1 : next++;
    const shown = values[last];
    if (shown === undefined) continue;
    const isTest = /[bBhH]/.test(verb);
    pieces.push({ value: isTest ? c.builder.derive(/[bB]/.test(verb) ? Derived.Test : Derived.Arithmetic, [shown], start(c, node), end(c, node)) : shown, facet: Facet.Text });
  }
  pieces.push({ literal: format.slice(at) });
  return pieces;
}
