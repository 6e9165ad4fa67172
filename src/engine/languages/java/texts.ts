import { Derived, Facet, Literal, type PieceFact } from '../../facts';
import { bare, children, end, field, kind, start, text, value } from '../nodes';
import { operatorBetween, type Context } from './context';
import { Kind } from './kinds';
import { lookup } from './scopes';

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', s: ' ', '0': '\0', '\n': '' };

function unescape(raw: string): string {
  return raw.replace(/\\(?:u+([0-9a-fA-F]{4})|([0-7]{2,3})|([\s\S]))/g, (_whole, unicode?: string, octal?: string, one = '') =>
    unicode ? String.fromCharCode(parseInt(unicode, 16)) : octal ? String.fromCharCode(parseInt(octal, 8)) : (escapes[one as string] ?? (one as string)));
}

/** Text block without the indentation its lines share. */
function textBlock(raw: string): string {
  const lines = raw.replace(/\r\n?/g, '\n').split('\n').slice(1);
  const counted = lines.filter((line, i) => line.trim() !== '' || i === lines.length - 1);
  const depth = Math.min(...counted.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(Math.min(depth, line.length)).replace(/[ \t]+$/, '')).join('\n');
}

/** Text of a literal node, quotes and escapes resolved, or undefined. */
export function literalText(c: Context, node: number): string | undefined {
  const at = bare(c, node);
  if (at < 0) return undefined;
  if (kind(c, at) === Kind.Binary && isText(c, at)) {
    const pieces: PieceFact[] = [];
    const operands = sumOperands(c, at);
    for (const one of operands) {
      const literal = literalText(c, one);
      if (literal === undefined) return undefined;
      pieces.push({ literal });
    }
    return pieces.map((piece) => ('literal' in piece ? piece.literal : '')).join('');
  }
  if (kind(c, at) !== Kind.Str && kind(c, at) !== Kind.CharLiteral) return undefined;
  const written = text(c, at);
  return written.startsWith('"""') ? unescape(textBlock(written.slice(3, -3))) : unescape(written.slice(1, -1));
}

/** A literal in quotes. */
export function stringValue(c: Context, node: number): number {
  return c.builder.constant(Literal.Text, literalText(c, node) ?? '', start(c, node), end(c, node));
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
  for (let at = bare(c, node); at >= 0; ) {
    const k = kind(c, at);
    if (k === Kind.Str) return true;
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
    const isNumber = operands.some((one) => kind(c, bare(c, one)) === Kind.Number) || operands.every((one) => isPrimitive(c, one));
    if (isNumber) return c.builder.derive(Derived.Arithmetic, operands.map((one) => value(c, one)), ...span);
  }
  const pieces: PieceFact[] = [];
  for (const one of operands) operandPieces(c, one, pieces);
  return piecesValue(c, pieces, node);
}

function isPrimitive(c: Context, node: number): boolean {
  const at = bare(c, node);
  if (at < 0 || kind(c, at) !== Kind.Identifier) return at >= 0 && kind(c, at) === Kind.Number;
  const found = lookup(c, text(c, at));
  return found !== undefined && 'variable' in found && c.primitives.has(found.variable);
}

/** Pieces of an operand of a text: nested texts are taken apart, other values are holes. */
export function operandPieces(c: Context, node: number, out: PieceFact[]): void {
  const at = bare(c, node);
  const literal = at < 0 ? undefined : literalText(c, at);
  if (literal !== undefined) out.push({ literal });
  else if (at >= 0 && kind(c, at) === Kind.Binary && isText(c, at)) for (const one of sumOperands(c, at)) operandPieces(c, one, out);
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

/** `String.format(pattern, …)`, `pattern.formatted(…)`, `MessageFormat.format(pattern, …)` as texts; undefined for other calls. */
export function formatCall(c: Context, node: number): number | undefined {
  const method = text(c, field(c, node, c.field.name));
  if (method !== 'format' && method !== 'formatted') return undefined;
  const object = field(c, node, c.field.object);
  let given = children(c, field(c, node, c.field.arguments));
  const owner = text(c, object);
  let format = object;
  if (method === 'format') {
    if (owner !== 'String' && owner !== 'MessageFormat') return undefined;
    // A locale may come first.
    if (given.length > 1 && literalText(c, given[0] ?? -1) === undefined && /^(Locale\b|\w*[lL]ocale$)/.test(text(c, given[0] ?? -1))) given = given.slice(1);
    [format = -1, ...given] = given;
  }
  if (format < 0) return undefined;
  const written = literalText(c, format);
  if (written === undefined) {
    if (method === 'formatted' && !isText(c, format)) return undefined;
    const pieces: PieceFact[] = [];
    for (const one of [format, ...given]) operandPieces(c, one, pieces);
    return piecesValue(c, pieces, node);
  }
  const values = given.map((one) => value(c, one));
  return piecesValue(c, owner === 'MessageFormat' ? messagePieces(written, values) : verbPieces(c, written, values, node), node);
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

/** `{0}` and `{1,number}` of a message; quotes are dropped. */
function messagePieces(format: string, values: readonly number[]): PieceFact[] {
  const pieces: PieceFact[] = [];
  let at = 0;
  for (const match of format.matchAll(/\{(\d+)[^}]*\}/g)) {
    pieces.push({ literal: format.slice(at, match.index).replace(/''/g, "'") });
    at = match.index + match[0].length;
    const shown = values[Number(match[1])];
    if (shown !== undefined) pieces.push({ value: shown, facet: Facet.Text });
  }
  pieces.push({ literal: format.slice(at).replace(/''/g, "'") });
  return pieces;
}
