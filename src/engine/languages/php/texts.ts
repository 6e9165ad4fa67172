import { Facet, Literal, type PieceFact } from '../../facts';
import { bare, children, end, field, kind, start, text, value } from '../nodes';
import { operatorBetween, type Context } from './context';
import { subscriptValue } from './access';
import { Kind } from './kinds';

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', v: '\v', f: '\f', e: '\x1b', '0': '\0', '"': '"', '\\': '\\', $: '$' };

function unescape(raw: string): string {
  const code = /^\\(?:u\{([0-9a-fA-F]+)\}|x([0-9a-fA-F]{1,2})|([0-7]{1,3}))$/.exec(raw);
  if (!code) return escapes[raw.slice(1)] ?? raw;
  const point = code[1] || code[2] ? parseInt(code[1] ?? code[2] ?? '0', 16) : parseInt(code[3] ?? '0', 8);
  return point <= 0x10ffff ? String.fromCodePoint(point) : raw;
}

const oneLine = (raw: string): string => (raw.includes('\\') ? raw.replace(/\\([\\'])/g, '$1') : raw);

/** Text of a literal without variables, quotes and escapes resolved, or undefined. */
export function literalText(c: Context, node: number): string | undefined {
  const at = bare(c, node);
  if (at < 0) return undefined;
  switch (kind(c, at)) {
    case Kind.Str: return oneLine(text(c, at).replace(/^b?'|'$/gi, ''));
    case Kind.Nowdoc: {
      const indent = indentOf(c, at);
      const whole = text(c, field(c, at, c.field.value));
      return (indent === 0 ? whole : whole.replace(new RegExp(`\\n[ \\t]{0,${String(indent)}}`, 'g'), '\n')).replace(/^\r?\n/, '');
    }
    case Kind.Encapsed: case Kind.Heredoc: {
      const pieces: PieceFact[] = [];
      return encapsedPieces(c, at, pieces, true) ? pieces.map((piece) => ('literal' in piece ? piece.literal : '')).join('') : undefined;
    }
    case Kind.Binary: {
      const operands = concatenated(c, at);
      if (operands.length < 2) return undefined;
      let whole = '';
      for (const one of operands) {
        const part = literalText(c, one);
        if (part === undefined) return undefined;
        whole += part;
      }
      return whole;
    }
    default: return undefined;
  }
}

/** Pieces of `"… $x {$y->z}"` and of a heredoc; with `isLiteral` only where no variable is inside. */
function encapsedPieces(c: Context, node: number, out: PieceFact[], isLiteral = false): boolean {
  const body = kind(c, node) === Kind.Heredoc ? field(c, node, c.field.value) : node;
  let at = body < 0 || kind(c, node) !== Kind.Heredoc ? -1 : start(c, body);
  const indent = at < 0 ? 0 : indentOf(c, node);
  for (const one of children(c, body)) {
    // Line ends of a heredoc stand between the parts of its lines.
    if (at >= 0 && start(c, one) > at && out.length > 0 && c.source.slice(at, start(c, one)).includes('\n')) out.push({ literal: '\n' });
    at = at < 0 ? -1 : end(c, one);
    const k = kind(c, one);
    if (k === Kind.StringContent || k === Kind.NowdocString) out.push({ literal: indent === 0 ? text(c, one) : outdented(c, one, indent) });
    else if (k === Kind.Escape) out.push({ literal: unescape(text(c, one)) });
    else if (isLiteral) return false;
    else out.push({ value: k === Kind.Subscript ? subscriptValue(c, one, true) : value(c, one), facet: Facet.Text });
  }
  return true;
}

/** How far the closing mark of a heredoc is indented: as much goes from every line. */
function indentOf(c: Context, node: number): number {
  const mark = field(c, node, c.field.end_tag);
  return mark < 0 ? 0 : /[ \t]*$/.exec(c.source.slice(0, start(c, mark)).slice(-80))?.[0].length ?? 0;
}

function outdented(c: Context, node: number, indent: number): string {
  const isLineStart = c.source.charAt(start(c, node) - 1) === '\n';
  const whole = (isLineStart ? '\n' : '') + text(c, node);
  const cut = whole.replace(new RegExp(`\\n[ \\t]{0,${String(indent)}}`, 'g'), '\n');
  return isLineStart ? cut.slice(1) : cut;
}

/** A literal text, with or without variables inside. */
export function stringValue(c: Context, node: number): number {
  const k = kind(c, node);
  if (k === Kind.Str || k === Kind.Nowdoc) return c.builder.constant(Literal.Text, literalText(c, node) ?? '', start(c, node), end(c, node));
  const pieces: PieceFact[] = [];
  encapsedPieces(c, node, pieces);
  return piecesValue(c, pieces, node);
}

/** Operands of a chain of `.`, from the left. */
export function concatenated(c: Context, node: number): number[] {
  const operands: number[] = [];
  let at = node;
  while (at >= 0 && kind(c, at) === Kind.Binary) {
    const left = field(c, at, c.field.left);
    const right = field(c, at, c.field.right);
    if (left < 0 || right < 0 || operatorBetween(c, left, right) !== '.') break;
    operands.push(right);
    at = bare(c, left);
  }
  if (at >= 0) operands.push(at);
  return operands.reverse();
}

/** `a . b . …` as one text. */
export function concatenation(c: Context, node: number): number {
  const pieces: PieceFact[] = [];
  for (const one of concatenated(c, node)) operandPieces(c, one, pieces);
  return piecesValue(c, pieces, node);
}

/** Pieces of an operand of a text: nested texts are taken apart, other values are holes. */
export function operandPieces(c: Context, node: number, out: PieceFact[]): void {
  const at = bare(c, node);
  const k = at < 0 ? Kind.Other : kind(c, at);
  if (k === Kind.Str || k === Kind.Nowdoc) out.push({ literal: literalText(c, at) ?? '' });
  else if (k === Kind.Encapsed || k === Kind.Heredoc) encapsedPieces(c, at, out);
  else if (k === Kind.Name && text(c, at) === 'PHP_EOL') out.push({ literal: '\n' });
  else {
    const operands = k === Kind.Binary ? concatenated(c, at) : [];
    if (operands.length > 1) for (const one of operands) operandPieces(c, one, out);
    else out.push({ value: value(c, node), facet: Facet.Text });
  }
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

/** `sprintf(format, …)` and `vsprintf(format, [ … ])` as texts; undefined where the values are not written one by one. */
export function formatted(c: Context, node: number, args: readonly number[], isList: boolean): number | undefined {
  const [format = -1, ...rest] = args;
  if (format < 0) return undefined;
  let given = rest;
  if (isList) {
    const list = bare(c, rest[0] ?? -1);
    if (list < 0 || kind(c, list) !== Kind.Array) return undefined;
    given = children(c, list).map((one) => children(c, one).at(-1) ?? -1).filter((one) => one >= 0);
  }
  if (given.some((one) => kind(c, one) === Kind.Unpacking)) return undefined;
  const written = literalText(c, format);
  if (written === undefined) {
    const pieces: PieceFact[] = [];
    for (const one of [format, ...given]) operandPieces(c, one, pieces);
    return piecesValue(c, pieces, node);
  }
  return piecesValue(c, verbPieces(written, given.map((one) => value(c, one))), node);
}

/** `%s`, `%1$s`, `%05.2f`: a hole for each but `%%`. */
function verbPieces(format: string, values: readonly number[]): PieceFact[] {
  const pieces: PieceFact[] = [];
  let at = 0;
  let next = 0;
  for (const match of format.matchAll(/%(?:(\d+)\$)?[-+ 0]*(?:'.)?[-+]?\d*(?:\.\d+)?([bcdeEfFgGhHosuxX%])/g)) {
    pieces.push({ literal: format.slice(at, match.index) });
    at = match.index + match[0].length;
    if (match[2] === '%') pieces.push({ literal: '%' });
    else {
      const shown = values[match[1] ? Number(match[1]) - 1 : next++];
      if (shown !== undefined) pieces.push({ value: shown, facet: Facet.Text });
    }
  }
  pieces.push({ literal: format.slice(at) });
  return pieces;
}
