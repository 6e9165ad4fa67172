import { Derived, Facet, Literal, type PieceFact } from '../../facts';
import { bare, children, end, field, kind, start, text, value } from '../nodes';
import { operatorBetween, type Context } from './context';
import { Kind } from './kinds';
import { lookup } from './scopes';

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', a: '\x07', e: '\x1b', '0': '\0' };

function unescape(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{1,4})|U[0-9a-fA-F]{8}|([\s\S]))/g, (_whole, unicode?: string, hex?: string, one = '') =>
    unicode ?? hex ? String.fromCharCode(parseInt(unicode ?? hex ?? '', 16)) : (escapes[one as string] ?? (one as string)));
}

/** Raw text without the quotes around it and the indentation of its last line. */
function rawText(written: string): string {
  const quotes = /^"+/.exec(written)?.[0].length ?? 3;
  const inner = written.slice(quotes, -quotes).replace(/\r\n?/g, '\n');
  if (!inner.startsWith('\n')) return inner;
  const lines = inner.split('\n').slice(1);
  const depth = lines.pop()?.length ?? 0;
  return lines.map((line) => line.slice(Math.min(depth, line.length - line.trimStart().length))).join('\n');
}

const isLiteral = (k: number): boolean => k === Kind.string_literal || k === Kind.verbatim_string_literal || k === Kind.raw_string_literal || k === Kind.character_literal;

/** Text of a literal node, of a sum of them, or of `nameof(…)`; undefined for anything else. */
export function literalText(c: Context, node: number): string | undefined {
  const at = bare(c, node);
  if (at < 0) return undefined;
  const k = kind(c, at);
  if (k === Kind.string_literal || k === Kind.character_literal) return unescape(text(c, at).replace(/u8$/i, '').slice(1, -1));
  if (k === Kind.verbatim_string_literal) return text(c, at).slice(2, -1).replace(/""/g, '"');
  if (k === Kind.raw_string_literal) return rawText(text(c, at).replace(/u8$/i, ''));
  if (k === Kind.invocation_expression) return nameofText(c, at);
  if (k !== Kind.binary_expression || !isText(c, at)) return undefined;
  let joined = '';
  for (const one of sumOperands(c, at)) {
    const literal = literalText(c, one);
    if (literal === undefined) return undefined;
    joined += literal;
  }
  return joined;
}

/** `nameof(user.Email)` is the text "Email". */
function nameofText(c: Context, node: number): string | undefined {
  const called = field(c, node, c.field.function);
  if (called < 0 || end(c, called) - start(c, called) !== 6 || text(c, called) !== 'nameof') return undefined;
  return /(\w+)(?:<[^>]*>)?\s*\)$/.exec(text(c, node))?.[1] ?? '';
}

/** A literal in quotes. */
export function stringValue(c: Context, node: number): number {
  return c.builder.constant(Literal.Text, literalText(c, node) ?? '', start(c, node), end(c, node));
}

/** Operands of a chain of `+`, from the left. */
function sumOperands(c: Context, node: number): number[] {
  const operands: number[] = [];
  let at = node;
  while (at >= 0 && kind(c, at) === Kind.binary_expression) {
    const left = field(c, at, c.field.left);
    const right = field(c, at, c.field.right);
    if (left < 0 || right < 0 || operatorBetween(c, left, right) !== '+') break;
    operands.push(right);
    at = left;
  }
  if (at >= 0) operands.push(at);
  return operands.reverse();
}

/** True when a node is a text or a sum with one in it. */
export function isText(c: Context, node: number): boolean {
  for (let at = bare(c, node); at >= 0; ) {
    const k = kind(c, at);
    if (k === Kind.interpolated_string_expression || (isLiteral(k) && k !== Kind.character_literal)) return true;
    if (k !== Kind.binary_expression) return false;
    const left = field(c, at, c.field.left);
    const right = field(c, at, c.field.right);
    if (left < 0 || right < 0 || operatorBetween(c, left, right) !== '+') return false;
    if (isText(c, right)) return true;
    at = bare(c, left);
  }
  return false;
}

const isNumber = (c: Context, node: number): boolean => {
  const at = bare(c, node);
  return at >= 0 && (kind(c, at) === Kind.integer_literal || kind(c, at) === Kind.real_literal);
};

/** True for a number, or a variable that is declared as one. */
export function isPrimitiveValue(c: Context, node: number): boolean {
  const at = bare(c, node);
  if (at < 0) return false;
  if (kind(c, at) !== Kind.identifier) return isNumber(c, at);
  const found = lookup(c, text(c, at));
  return found !== undefined && 'variable' in found && c.primitives.has(found.variable);
}

/** `a + b + …`: a text when one is in it or nothing is known, arithmetic when numbers are added. */
export function sumValue(c: Context, node: number): number {
  const operands = sumOperands(c, node);
  if (!isText(c, node) && (operands.some((one) => isNumber(c, one)) || operands.every((one) => isPrimitiveValue(c, one)))) {
    return c.builder.derive(Derived.Arithmetic, operands.map((one) => value(c, one)), start(c, node), end(c, node));
  }
  const pieces: PieceFact[] = [];
  for (const one of operands) operandPieces(c, one, pieces);
  return piecesValue(c, pieces, node);
}

/** Pieces of an operand of a text: nested texts are taken apart, other values are holes. */
export function operandPieces(c: Context, node: number, out: PieceFact[]): void {
  const at = bare(c, node);
  const literal = at < 0 ? undefined : literalText(c, at);
  if (literal !== undefined) out.push({ literal });
  else if (at >= 0 && kind(c, at) === Kind.interpolated_string_expression) interpolationPieces(c, at, out);
  else if (at >= 0 && kind(c, at) === Kind.binary_expression && isText(c, at)) for (const one of sumOperands(c, at)) operandPieces(c, one, out);
  else out.push({ value: value(c, node), facet: Facet.Text });
}

/** `$"…{x,8:F2}…"`: width and format are dropped. */
export function interpolated(c: Context, node: number): number {
  const pieces: PieceFact[] = [];
  interpolationPieces(c, node, pieces);
  return piecesValue(c, pieces, node);
}

function interpolationPieces(c: Context, node: number, out: PieceFact[]): void {
  const isRaw = text(c, node).includes('"""');
  const isVerbatim = /^\$?@/.test(text(c, node));
  for (const one of children(c, node)) {
    const k = kind(c, one);
    if (k === Kind.string_content) {
      const written = text(c, one);
      const plain = isRaw ? written : isVerbatim ? written.replace(/""/g, '"') : unescape(written);
      out.push({ literal: isRaw ? plain : plain.replace(/\{\{/g, '{').replace(/\}\}/g, '}') });
    } else if (k === Kind.interpolation) {
      const inner = children(c, one).find((part) => !isMark(kind(c, part))) ?? -1;
      if (inner < 0) out.push({ value: c.builder.self(start(c, one), end(c, one)), facet: Facet.Text });
      else operandPieces(c, inner, out);
    } else if (c.source.charCodeAt(start(c, one)) === 92) out.push({ literal: unescape(text(c, one)) });
  }
}

const isMark = (k: number): boolean => k === Kind.interpolation_brace || k === Kind.interpolation_alignment_clause || k === Kind.interpolation_format_clause;

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

/** Expressions of an argument list, without their names. */
export const givenArguments = (c: Context, list: number): number[] => children(c, list).map((one) => (kind(c, one) === Kind.argument ? (children(c, one).at(-1) ?? -1) : one));

/** `string.Format(pattern, …)` and `string.Concat(…)` as texts; undefined for other calls. */
export function formatCall(c: Context, node: number, owner: string, method: string): number | undefined {
  if (owner !== 'string' && owner !== 'String') return undefined;
  if (method !== 'Format' && method !== 'Concat') return undefined;
  let given = givenArguments(c, field(c, node, c.field.arguments)).filter((one) => one >= 0);
  const pieces: PieceFact[] = [];
  if (method === 'Format') {
    // A culture may come first.
    if (given.length > 1 && literalText(c, given[0] ?? -1) === undefined && literalText(c, given[1] ?? -1) !== undefined) given = given.slice(1);
    const [format = -1, ...rest] = given;
    const written = literalText(c, format);
    if (written !== undefined) return piecesValue(c, placePieces(written, rest.map((one) => value(c, one))), node);
  }
  for (const one of given) operandPieces(c, one, pieces);
  return piecesValue(c, pieces, node);
}

/** `{0}` and `{1,8:F2}` of a composite format. */
export function placePieces(format: string, values: readonly number[]): PieceFact[] {
  const pieces: PieceFact[] = [];
  let at = 0;
  for (const match of format.matchAll(/\{\{|\}\}|\{(\d+)[^{}]*\}/g)) {
    pieces.push({ literal: format.slice(at, match.index) });
    at = match.index + match[0].length;
    if (match[1] === undefined) pieces.push({ literal: match[0].charAt(0) });
    else {
      const shown = values[Number(match[1])];
      if (shown !== undefined) pieces.push({ value: shown, facet: Facet.Text });
    }
  }
  pieces.push({ literal: format.slice(at) });
  return pieces;
}

