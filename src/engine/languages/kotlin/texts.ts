import { Derived, Facet, Literal, type PieceFact } from '../../facts';
import { bare, child, children, end, field, kind, start, value } from '../nodes';
import { operatorBetween, type Context } from './context';
import { nameValue } from './names';
import { isPrimitiveName } from './primitives';
import { Kind } from './kinds';

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b' };

function unescape(raw: string): string {
  return raw.includes('\\') ? raw.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_whole, unicode?: string, one = '') => (unicode ? String.fromCharCode(parseInt(unicode, 16)) : (escapes[one as string] ?? (one as string)))) : raw;
}

/** A part of a literal: text as written, or a name or expression that is put in. */
type Part = { raw: string } | { name: string; start: number; end: number } | { node: number };

const simpleName = /\\[\s\S]|\$(`[^`]+`|[\p{L}_][\p{L}\p{N}_]*)/gu;

/** Parts of a literal in quotes. The grammar tells `${…}`, and in raw strings `$name`; elsewhere names behind a single `$` stand in the text. */
function partsOf(c: Context, node: number): Part[] {
  const isMultiline = kind(c, node) === Kind.MultilineStr;
  const quotes = isMultiline ? 3 : 1;
  const parts: Part[] = [];
  const last = Math.max(start(c, node) + quotes, end(c, node) - quotes);
  let at = start(c, node) + quotes;
  for (const one of children(c, node)) {
    if (kind(c, one) !== Kind.Interpolation) continue;
    rawParts(c, at, start(c, one), isMultiline, parts);
    parts.push({ node: one });
    at = end(c, one);
  }
  rawParts(c, at, last, isMultiline, parts);
  return parts;
}

function rawParts(c: Context, from: number, to: number, isMultiline: boolean, out: Part[]): void {
  if (to <= from) return;
  const raw = c.source.slice(from, to);
  if (isMultiline || !raw.includes('$')) {
    out.push({ raw });
    return;
  }
  let at = 0;
  for (const match of raw.matchAll(simpleName)) {
    const [, name] = match;
    if (name === undefined) continue;
    if (match.index > at) out.push({ raw: raw.slice(at, match.index) });
    out.push({ name: name.replace(/`/g, ''), start: from + match.index + 1, end: from + match.index + match[0].length });
    at = match.index + match[0].length;
  }
  if (at < raw.length) out.push({ raw: raw.slice(at) });
}

const quoted = (k: number): boolean => k === Kind.Str || k === Kind.MultilineStr;

/** Text of a literal without holes, escapes resolved, or undefined. */
export function literalText(c: Context, node: number): string | undefined {
  const at = trimmed(c, bare(c, node));
  if (at < 0) return undefined;
  const k = kind(c, at);
  if (k === Kind.CharLiteral) return unescape(c.source.slice(start(c, at) + 1, end(c, at) - 1));
  if (k === Kind.Binary && isText(c, at)) {
    let joined = '';
    for (const one of sumOperands(c, at)) {
      const literal = literalText(c, one);
      if (literal === undefined) return undefined;
      joined += literal;
    }
    return joined;
  }
  if (!quoted(k)) return undefined;
  const parts = partsOf(c, at);
  if (parts.some((part) => !('raw' in part))) return undefined;
  const raw = parts.map((part) => ('raw' in part ? part.raw : '')).join('');
  return k === Kind.Str ? unescape(raw) : at === bare(c, node) ? raw : indented(raw);
}

/** The literal of `"""…""".trimIndent()`, else the node itself. */
export function trimmed(c: Context, node: number): number {
  if (node < 0 || kind(c, node) !== Kind.Call) return node;
  const callee = child(c, node);
  if (callee < 0 || kind(c, callee) !== Kind.Navigation) return node;
  const [object = -1, name = -1] = children(c, callee);
  if (object < 0 || name < 0 || !quoted(kind(c, object))) return node;
  return /^trim(?:Indent|Margin)$/.test(c.source.slice(start(c, name), end(c, name))) ? object : node;
}

/** Lines without the indentation they share, or up to the margin sign. */
const indented = (raw: string): string => raw.split('\n').map((line) => line.trim().replace(/^\|/, '')).join('\n').trim();

/** A literal in quotes, or the text it makes with its holes. */
export function stringValue(c: Context, node: number): number {
  const pieces: PieceFact[] = [];
  literalPieces(c, node, pieces);
  return piecesValue(c, pieces, node);
}

function literalPieces(c: Context, node: number, out: PieceFact[]): void {
  const isMultiline = kind(c, node) === Kind.MultilineStr;
  if (kind(c, node) === Kind.CharLiteral) {
    out.push({ literal: literalText(c, node) ?? '' });
    return;
  }
  for (const part of partsOf(c, node)) {
    if ('raw' in part) out.push({ literal: isMultiline ? part.raw : unescape(part.raw) });
    else if ('name' in part) out.push({ value: nameValue(c, part.name, part.start, part.end), facet: Facet.Text });
    else operandPieces(c, child(c, part.node), out);
  }
}

/** Operands of a chain of `+`, from the left. */
function sumOperands(c: Context, node: number): number[] {
  const operands: number[] = [];
  let at = node;
  while (at >= 0 && kind(c, at) === Kind.Binary) {
    const left = field(c, at, c.field.left);
    const right = field(c, at, c.field.right);
    if (left < 0 || right < 0 || operatorBetween(c, left, right) !== '+') break;
    operands.push(right);
    at = left;
  }
  if (at >= 0) operands.push(at);
  return operands.reverse();
}

/** True when a node is a text literal or a sum with one in it. */
export function isText(c: Context, node: number): boolean {
  for (let at = trimmed(c, bare(c, node)); at >= 0; ) {
    const k = kind(c, at);
    if (quoted(k)) return true;
    if (k !== Kind.Binary) return false;
    const left = field(c, at, c.field.left);
    const right = field(c, at, c.field.right);
    if (left < 0 || right < 0 || operatorBetween(c, left, right) !== '+') return false;
    if (isText(c, right)) return true;
    at = bare(c, left);
  }
  return false;
}

/** `a + b + …`: a text when one is in it or nothing is known, arithmetic when numbers are added. */
export function sumValue(c: Context, node: number): number {
  const operands = sumOperands(c, node);
  const span = [start(c, node), end(c, node)] as const;
  if (!isText(c, node)) {
    const isNumber = operands.some((one) => kind(c, bare(c, one)) === Kind.Number) || operands.every((one) => isPrimitiveName(c, one));
    if (isNumber) return c.builder.derive(Derived.Arithmetic, operands.map((one) => value(c, one)), ...span);
  }
  const pieces: PieceFact[] = [];
  for (const one of operands) operandPieces(c, one, pieces);
  return piecesValue(c, pieces, node);
}

/** Pieces of an operand of a text: nested texts are taken apart, other values are holes. */
export function operandPieces(c: Context, node: number, out: PieceFact[]): void {
  const at = trimmed(c, bare(c, node));
  const k = at < 0 ? -1 : kind(c, at);
  if (quoted(k) || k === Kind.CharLiteral) literalPieces(c, at, out);
  else if (k === Kind.Binary && isText(c, at)) for (const one of sumOperands(c, at)) operandPieces(c, one, out);
  else out.push({ value: value(c, node), facet: Facet.Text });
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
  if (!only || (joined.length === 1 && 'literal' in only)) {
    return c.builder.constant(Literal.Text, only && 'literal' in only ? only.literal : '', start(c, node), end(c, node));
  }
  return c.builder.text(joined, start(c, node), end(c, node));
}
