import { Facet, Literal, type PieceFact } from '../../facts';
import { bare, behind, children, end, kind, start, text, value } from '../nodes';
import type { Context } from './context';
import { Kind } from './kinds';

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', s: ' ', '0': '\0', e: '\u001b', a: '\u0007', v: '\v', '\n': '' };

/** What an escape sequence stands for. */
function unescape(written: string): string {
  const code = /^\\u\{?([0-9a-fA-F]{1,6})/.exec(written)?.[1];
  if (code !== undefined) return String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff));
  const one = written.slice(1);
  return escapes[one] ?? one;
}

/** Node that holds the content of a text: of a heredoc the body that stands below. */
function content(c: Context, node: number): number {
  if (kind(c, node) !== Kind.HeredocBeginning) return node;
  c.heredocs ??= heredocs(c);
  return c.heredocs.get(node) ?? -1;
}

/** Bodies of heredocs in the order of the nodes that begin them. */
function heredocs(c: Context): Map<number, number> {
  const found = new Map<number, number>();
  const open: number[] = [];
  const count = c.words.length / 4;
  for (let node = 0; node < count; node++) {
    const symbol = (c.words[node * 4] ?? 0) & 0xffff;
    if (symbol === c.heredocBody) {
      const beginning = open.shift();
      if (beginning !== undefined) found.set(beginning, node);
    } else if (c.kinds[symbol] === Kind.HeredocBeginning) open.push(node);
  }
  return found;
}

const isTextKind = (k: number): boolean => k === Kind.Str || k === Kind.ChainedString || k === Kind.HeredocBeginning || k === Kind.DelimitedSymbol || k === Kind.BareString;

/** Text of a literal node, quotes and escapes resolved, symbols without colon; undefined for anything with a hole. */
export function literalText(c: Context, node: number): string | undefined {
  const at = bare(c, node);
  if (at < 0) return undefined;
  const k = kind(c, at);
  if (k === Kind.Symbol) return c.source.slice(start(c, at) + 1, end(c, at));
  if (k === Kind.HashKey) return text(c, at);
  if (k === Kind.Character) return unescapeCharacter(text(c, at).slice(1));
  if (!isTextKind(k)) return undefined;
  const from = content(c, at);
  let out = '';
  if (from >= 0) {
    for (let one = from + 1, last = behind(c, from); one < last; one = behind(c, one)) {
      const part = kind(c, one);
      if (part === Kind.StringContent || part === Kind.HeredocContent) out += text(c, one);
      else if (part === Kind.Escape) out += unescape(text(c, one));
      else if (part === Kind.Trivia) continue;
      else {
        const inner = part === Kind.Interpolation ? undefined : literalText(c, one);
        if (inner === undefined) return undefined;
        out += inner;
      }
    }
  }
  return k === Kind.HeredocBeginning ? unindent(out) : out;
}

const unescapeCharacter = (written: string): string => (written.startsWith('\\') ? unescape(written) : written);

/** A heredoc without the line end before it. */
const unindent = (body: string): string => body.replace(/^\r?\n/, '');

/** Pieces of a text node: literals, and holes for what is interpolated. */
export function textPieces(c: Context, node: number, out: PieceFact[]): void {
  const from = content(c, node);
  if (from < 0) return;
  for (let one = from + 1, last = behind(c, from); one < last; one = behind(c, one)) {
    switch (kind(c, one)) {
      case Kind.StringContent: case Kind.HeredocContent: out.push({ literal: text(c, one) }); break;
      // A pattern says what it is made for by its signs: `\d` stays as it is written.
      case Kind.Escape: out.push({ literal: kind(c, from) === Kind.Regex ? text(c, one) : unescape(text(c, one)) }); break;
      case Kind.Interpolation: interpolated(c, one, out); break;
      case Kind.Str: textPieces(c, one, out); break;
    }
  }
}

/** `#{…}`: what its last statement gives. */
function interpolated(c: Context, node: number, out: PieceFact[]): void {
  const parts = children(c, node);
  const last = parts.at(-1) ?? -1;
  for (const one of parts) {
    if (one === last) operandPieces(c, one, out);
    else value(c, one);
  }
}

/** Pieces of an operand of a text: nested texts are taken apart, other values are holes. */
export function operandPieces(c: Context, node: number, out: PieceFact[], facet: Facet = Facet.Text): void {
  const at = bare(c, node);
  if (at < 0) return;
  if (isTextKind(kind(c, at))) textPieces(c, at, out);
  else out.push({ value: value(c, node), facet });
}

/** True for a node that is a text, with or without holes. */
export const isText = (c: Context, node: number): boolean => node >= 0 && isTextKind(kind(c, node));

/** A text in quotes, a symbol in quotes, a heredoc: a constant where no hole is in it. */
export function stringValue(c: Context, node: number): number {
  const pieces: PieceFact[] = [];
  textPieces(c, node, pieces);
  return piecesValue(c, pieces, node);
}

/** Value of the pieces: neighbouring literals joined, a constant when nothing else is there. */
export function piecesValue(c: Context, pieces: readonly PieceFact[], node: number): number {
  const joined: PieceFact[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if ('literal' in piece && last && 'literal' in last) joined[joined.length - 1] = { literal: last.literal + piece.literal };
    else if (!('literal' in piece) || piece.literal !== '') joined.push(piece);
  }
  const [only] = joined;
  if (only && 'literal' in only && kind(c, node) === Kind.HeredocBeginning) joined[0] = { literal: unindent(only.literal) };
  if (!only || (joined.length === 1 && 'literal' in only)) {
    const written = only && 'literal' in only ? only.literal : '';
    return c.builder.constant(Literal.Text, kind(c, node) === Kind.HeredocBeginning ? unindent(written) : written, start(c, node), end(c, node));
  }
  return c.builder.text(joined, start(c, node), end(c, node));
}
