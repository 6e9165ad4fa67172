import { Facet, Literal, type PieceFact } from '../../facts';
import { after, child, endAt, expression, kindAt, only, startAt, textAt, unwrap, type Context } from './context';
import { Kind } from './kinds';

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', '0': '\0' };

function unescape(sequence: string): string {
  const sign = sequence.charAt(1);
  if (sign === 'x' || sign === 'u') {
    const code = Number.parseInt(sequence.slice(2).replace(/[{}]/g, ''), 16);
    return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  }
  if (sign === '\n' || sign === '\r' || sign === '\u2028' || sign === '\u2029') return '';
  return escapes[sign] ?? sign;
}

/** Text of a string node without quotes, escapes resolved. */
export function stringValue(c: Context, node: number): string {
  const end = after(c, node);
  const start = startAt(c, node);
  let hasEscape = false;
  for (let at = node + 1; at < end; at = after(c, at)) if (kindAt(c, at) === Kind.Escape) hasEscape = true;
  if (!hasEscape) return c.source.slice(start + 1, Math.max(start + 1, endAt(c, node) - 1));
  let text = '';
  for (let at = node + 1; at < end; at = after(c, at)) text += kindAt(c, at) === Kind.Escape ? unescape(textAt(c, at)) : textAt(c, at);
  return text;
}

export const stringRule = (c: Context, node: number): number => c.b.constant(Literal.Text, stringValue(c, node), startAt(c, node), endAt(c, node));
export const numberRule = (c: Context, node: number): number => c.b.constant(Literal.Number, textAt(c, node), startAt(c, node), endAt(c, node));
export const trueRule = (c: Context, node: number): number => c.b.constant(Literal.True, 'true', startAt(c, node), endAt(c, node));
export const falseRule = (c: Context, node: number): number => c.b.constant(Literal.False, 'false', startAt(c, node), endAt(c, node));
export const nullRule = (c: Context, node: number): number => c.b.constant(Literal.Null, textAt(c, node), startAt(c, node), endAt(c, node));

/** A regular expression: its pattern without slashes and flags. */
export function regexRule(c: Context, node: number): number {
  const pattern = child(c, node, c.fields.pattern);
  return c.b.constant(Literal.Pattern, pattern < 0 ? '' : textAt(c, pattern), startAt(c, node), endAt(c, node));
}

function literalPiece(out: PieceFact[], text: string): void {
  if (text === '') return;
  const last = out.at(-1);
  if (last && 'literal' in last) last.literal += text;
  else out.push({ literal: text });
}

function templatePieces(c: Context, node: number, out: PieceFact[]): void {
  const end = after(c, node);
  let position = startAt(c, node) + 1;
  for (let at = node + 1; at < end; at = after(c, at)) {
    const kind = kindAt(c, at);
    if (kind === Kind.Comment) continue;
    if (startAt(c, at) > position) literalPiece(out, c.source.slice(position, startAt(c, at)));
    position = endAt(c, at);
    if (kind === Kind.Escape) literalPiece(out, unescape(textAt(c, at)));
    else if (kind === Kind.Substitution) pieces(c, only(c, at), out);
    else literalPiece(out, textAt(c, at));
  }
}

/** A template: constant without holes, else a text. */
export function templateRule(c: Context, node: number): number {
  const out: PieceFact[] = [];
  templatePieces(c, node, out);
  const first = out[0];
  if (out.length === 0) return c.b.constant(Literal.Text, '', startAt(c, node), endAt(c, node));
  if (out.length === 1 && first && 'literal' in first) return c.b.constant(Literal.Text, first.literal, startAt(c, node), endAt(c, node));
  return c.b.text(out, startAt(c, node), endAt(c, node));
}

/** The argument of a tagged template: always a text. */
export function taggedText(c: Context, node: number): number {
  const out: PieceFact[] = [];
  templatePieces(c, node, out);
  return c.b.text(out, startAt(c, node), endAt(c, node));
}

/** Text between the operands of a binary expression, without comments. */
export function operatorOf(c: Context, node: number, left: number, right: number): string {
  const between = c.source.slice(endAt(c, left), startAt(c, right));
  return (after(c, node) > after(c, right) || after(c, left) !== right ? between.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, '') : between).trim();
}

function isPlus(c: Context, node: number): boolean {
  if (kindAt(c, node) !== Kind.Binary) return false;
  const left = child(c, node, c.fields.left);
  const right = child(c, node, c.fields.right);
  return left >= 0 && right >= 0 && operatorOf(c, node, left, right) === '+';
}

/** Operands of a chain of `+`, from left to right; the chain is left-deep, so this does not recurse. */
export function plusOperands(c: Context, node: number): number[] {
  const operands: number[] = [];
  let at = node;
  while (isPlus(c, at)) {
    operands.push(child(c, at, c.fields.right));
    at = child(c, at, c.fields.left);
  }
  operands.push(at);
  return operands.reverse();
}

/** What the operands of a `+` chain make: text when one is text or all are unknown, arithmetic when one is a number. */
export function isTextChain(c: Context, operands: readonly number[]): boolean {
  let numeric = false;
  for (const operand of operands) {
    const at = unwrap(c, operand);
    const kind = kindAt(c, at);
    if (kind === Kind.String || kind === Kind.Template) return true;
    if (kind === Kind.Number) numeric = true;
    else if (kind === Kind.Binary) {
      if (isPlus(c, at) && isTextChain(c, plusOperands(c, at))) {
        if (containsText(c, at)) return true;
      } else numeric = true;
    }
  }
  return !numeric;
}

function containsText(c: Context, node: number): boolean {
  return plusOperands(c, node).some((operand) => {
    const at = unwrap(c, operand);
    const kind = kindAt(c, at);
    return kind === Kind.String || kind === Kind.Template || (isPlus(c, at) && containsText(c, at));
  });
}

/** Appends what an expression adds to a text: literals and nested concatenations are taken apart, anything else is a hole. */
export function pieces(c: Context, node: number, out: PieceFact[]): void {
  if (node < 0) return;
  const at = unwrap(c, node);
  switch (kindAt(c, at)) {
    case Kind.String: literalPiece(out, stringValue(c, at)); return;
    case Kind.Number: literalPiece(out, textAt(c, at)); return;
    case Kind.Template: templatePieces(c, at, out); return;
    case Kind.Binary: {
      if (!isPlus(c, at)) break;
      const operands = plusOperands(c, at);
      if (!isTextChain(c, operands)) break;
      for (const operand of operands) pieces(c, operand, out);
      return;
    }
  }
  out.push({ value: expression(c, at), facet: Facet.Text });
}
