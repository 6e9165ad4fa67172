import { Literal } from '../../facts';
import { bare, kind, span, text, type ValueHandler } from '../nodes';
import type { Context } from './context';
import { Kind } from './kinds';

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"', a: '\x07', b: '\b', f: '\f', v: '\v' };
const escape = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([\s\S]))/g;

function unescape(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(escape, (whole: string, x?: string, u?: string, long?: string, octal?: string, one?: string) => {
    const code = octal !== undefined ? parseInt(octal, 8) : parseInt(x ?? u ?? long ?? '', 16);
    if (one !== undefined) return escapes[one] ?? whole;
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Text of a string literal, or undefined for other nodes. */
export function literalText(c: Context, node: number): string | undefined {
  const at = bare(c, node);
  if (at < 0) return undefined;
  const k = kind(c, at);
  if (k !== Kind.Str && k !== Kind.RawStr) return undefined;
  const inner = text(c, at).replace(/^["`]|["`]$/g, '');
  return k === Kind.Str ? unescape(inner) : inner;
}

/** A literal as a constant of that kind, its text as written. */
export const constant = (literal: number): ValueHandler<Context> => (c, node) => c.builder.constant(literal, text(c, node), ...span(c, node));

export const runeValue: ValueHandler<Context> = (c, node) => c.builder.constant(Literal.Text, unescape(text(c, node).slice(1, -1)), ...span(c, node));
