import { Derived, Entry, Facet, Literal, type PieceFact } from '../../facts';
import { bare, child, children, end, field, kind, start, text, value } from '../nodes';
import { dotted, operatorBetween, skipBlank, type Context } from './context';
import { Kind } from './kinds';
import { lookup } from './scopes';

/** True when a node is a text literal, or a concatenation or formatting of one. */
export function isText(c: Context, node: number): boolean {
  for (let at = bare(c, node); at >= 0; ) {
    const k = kind(c, at);
    if (k === Kind.Str || k === Kind.ConcatenatedString) return true;
    if (k !== Kind.Binary) return false;
    const left = field(c, at, c.field.left);
    const right = field(c, at, c.field.right);
    const operator = left < 0 || right < 0 ? '' : operatorBetween(c, left, right);
    if (operator !== '+' && operator !== '%') return false;
    if (operator === '+' && isText(c, right)) return true;
    at = bare(c, left);
  }
  return false;
}

/** Pieces of a string node: its literal parts and the holes of an f-string. */
export function stringPieces(c: Context, node: number, out: PieceFact[]): void {
  const parts = children(c, node);
  if (kind(c, node) === Kind.ConcatenatedString) {
    for (const part of parts) stringPieces(c, part, out);
    return;
  }
  const first = parts[0] ?? -1;
  const prefix = first >= 0 && kind(c, first) === Kind.StringStart ? text(c, first).toLowerCase() : '';
  const isRaw = prefix.includes('r');
  const isFormat = prefix.includes('f') || prefix.includes('t');
  for (const part of parts) {
    const k = kind(c, part);
    if (k === Kind.StringContent) out.push({ literal: unescape(text(c, part), isRaw, isFormat) });
    else if (k === Kind.Interpolation) interpolation(c, part, out);
  }
}

function interpolation(c: Context, node: number, out: PieceFact[]): void {
  const expression = field(c, node, c.field.expression);
  if (expression < 0) return;
  const conversion = field(c, node, c.field.type_conversion);
  const after = skipBlank(c.source, end(c, expression), end(c, node));
  const isNamed = c.source.charCodeAt(after) === 61 && c.source.charCodeAt(after + 1) !== 61;
  if (isNamed) out.push({ literal: `${text(c, expression)}=` });
  const shows = conversion >= 0 ? text(c, conversion) : '';
  const spec = field(c, node, c.field.format_specifier);
  const facet = shows === '!r' || shows === '!a' || (isNamed && shows !== '!s' && spec < 0) ? Facet.Debug : Facet.Text;
  if (conversion < 0 && spec < 0 && !isNamed) {
    operandPieces(c, expression, out);
    return;
  }
  out.push({ value: value(c, expression), facet });
  if (spec < 0) return;
  for (const part of children(c, spec)) if (kind(c, part) === Kind.FormatExpression) value(c, field(c, part, c.field.expression));
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"', '\n': '', a: '\x07', b: '\b', f: '\f', v: '\v' };

function unescape(raw: string, isRaw: boolean, isFormat: boolean): string {
  let plain = raw;
  if (!isRaw && plain.includes('\\')) {
    plain = plain.replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([\s\S]))/g, (whole: string, x?: string, u?: string, one?: string) =>
      x ?? u ? String.fromCharCode(parseInt(x ?? u ?? '', 16)) : (escapes[one ?? ''] ?? whole));
  }
  return isFormat && /\{\{|\}\}/.test(plain) ? plain.replace(/\{\{/g, '{').replace(/\}\}/g, '}') : plain;
}

/** Text of a string node without holes, or undefined. */
export function literalText(c: Context, node: number): string | undefined {
  const at = bare(c, node);
  const k = at < 0 ? Kind.Other : kind(c, at);
  if (k !== Kind.Str && k !== Kind.ConcatenatedString) return undefined;
  let found = '';
  for (let one = at + 1, last = at + (c.words[at * 4 + 3] ?? 1); one < last; one++) if (kind(c, one) === Kind.Interpolation) return undefined;
  const pieces: PieceFact[] = [];
  stringPieces(c, at, pieces);
  for (const piece of pieces) if ('literal' in piece) found += piece.literal;
  return found;
}

/** Value of a string: a constant, or a text when it has holes. */
export function stringValue(c: Context, node: number): number {
  const pieces: PieceFact[] = [];
  stringPieces(c, node, pieces);
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
  const only = joined[0];
  if (!only || (joined.length === 1 && 'literal' in only)) {
    return c.builder.constant(Literal.Text, only && 'literal' in only ? only.literal : '', start(c, node), end(c, node));
  }
  return c.builder.text(joined, start(c, node), end(c, node));
}

/** Pieces of an operand of a concatenation: nested texts are taken apart, other values are holes. */
export function operandPieces(c: Context, node: number, out: PieceFact[]): void {
  const at = bare(c, node);
  const k = at < 0 ? Kind.Other : kind(c, at);
  if (k === Kind.Str || k === Kind.ConcatenatedString) stringPieces(c, at, out);
  else if (k === Kind.Binary && isText(c, at)) textOperator(c, at, out);
  else if (k === Kind.Call && shown(c, at) >= 0) {
    const callee = field(c, at, c.field.function);
    out.push({ value: value(c, shown(c, at)), facet: text(c, callee) === 'str' ? Facet.Text : Facet.Debug });
  } else out.push({ value: value(c, node), facet: Facet.Text });
}

/** The value that `str(x)` or `repr(x)` shows, or -1 for other calls. */
function shown(c: Context, call: number): number {
  const callee = field(c, call, c.field.function);
  if (callee < 0 || kind(c, callee) !== Kind.Identifier) return -1;
  const name = text(c, callee);
  if ((name !== 'str' && name !== 'repr') || lookup(c.scope, name) !== -1) return -1;
  const args = field(c, call, c.field.arguments);
  if (args < 0 || kind(c, args) === Kind.Generator) return -1;
  const only = child(c, args);
  const k = only < 0 || child(c, args, 1) >= 0 ? Kind.ListSplat : kind(c, only);
  return k === Kind.ListSplat || k === Kind.DictionarySplat || k === Kind.KeywordArgument ? -1 : only;
}

/** Pieces of `a + b` or `format % values` where a text is known to come out. */
export function textOperator(c: Context, node: number, out: PieceFact[]): void {
  const operands: number[] = [];
  let at = node;
  for (;;) {
    const left = field(c, at, c.field.left);
    const right = field(c, at, c.field.right);
    if (kind(c, at) !== Kind.Binary || left < 0 || right < 0) break;
    const operator = operatorBetween(c, left, right);
    if (operator === '%' && isText(c, left)) {
      percentPieces(c, left, right, out);
      at = -1;
      break;
    }
    if (operator !== '+') break;
    operands.push(right);
    at = bare(c, left);
  }
  if (at >= 0) operandPieces(c, at, out);
  for (let i = operands.length - 1; i >= 0; i--) operandPieces(c, operands[i] ?? -1, out);
}

const percentVerb = /%(?:\((\w*)\))?[-#0 +]*(\*|\d+)?(?:\.(\*|\d+))?[hlL]?([diouxXeEfFgGcrsa%])/g;

/** Pieces of `format % values`; values are a tuple, a dict or one value. */
export function percentPieces(c: Context, format: number, values: number, out: PieceFact[]): void {
  const template: PieceFact[] = [];
  operandPieces(c, format, template);
  const source = bare(c, values);
  const isTuple = source >= 0 && kind(c, source) === Kind.Tuple && children(c, source).every((one) => kind(c, one) !== Kind.ListSplat);
  const given = isTuple ? children(c, source).map((one) => value(c, one)) : [value(c, values)];
  const whole = given[0] ?? -1;
  const verbs = template.reduce((n, piece) => n + ('literal' in piece ? [...piece.literal.matchAll(percentVerb)].filter((m) => m[4] !== '%').length : 0), 0);
  let next = 0;
  const take = (key: string | undefined): number => {
    if (key !== undefined) return c.builder.load(whole, key, start(c, values), end(c, values));
    const place = next++;
    if (isTuple) return given[place] ?? -1;
    return verbs > 1 ? c.builder.load(whole, String(place), start(c, values), end(c, values)) : whole;
  };
  for (const piece of template) {
    if (!('literal' in piece)) {
      out.push(piece);
      continue;
    }
    let from = 0;
    for (const verb of piece.literal.matchAll(percentVerb)) {
      out.push({ literal: piece.literal.slice(from, verb.index) });
      from = verb.index + verb[0].length;
      if (verb[4] === '%') {
        out.push({ literal: '%' });
        continue;
      }
      if (verb[2] === '*') next++;
      if (verb[3] === '*') next++;
      const hole = take(verb[1]);
      if (hole >= 0) out.push({ value: hole, facet: verb[4] === 'r' || verb[4] === 'a' ? Facet.Debug : Facet.Text });
    }
    out.push({ literal: piece.literal.slice(from) });
  }
}

const formatHole = /\{\{|\}\}|\{([^{}!:.[]*)((?:\.\w+|\[[^\]]*\])*)(?:!([rsa]))?(?::((?:[^{}]|\{[^{}]*\})*))?\}/g;

/** Value of `"…".format(…)` or `.format_map(…)`, or -1 when the format is no literal text. */
export function formatCall(c: Context, node: number, callee: number, args: number): number {
  const object = field(c, callee, c.field.object);
  const format = object < 0 ? undefined : literalText(c, object);
  if (format === undefined || args < 0) return -1;
  const positional: number[] = [];
  const named = new Map<string, number>();
  let spreadList = -1;
  let spreadMap = -1;
  const isMap = text(c, field(c, callee, c.field.attribute)) === 'format_map';
  for (const arg of children(c, args)) {
    const k = kind(c, arg);
    if (k === Kind.KeywordArgument) named.set(text(c, field(c, arg, c.field.name)), value(c, field(c, arg, c.field.value)));
    else if (k === Kind.DictionarySplat) spreadMap = value(c, child(c, arg));
    else if (k === Kind.ListSplat) spreadList = value(c, child(c, arg));
    else if (isMap) spreadMap = value(c, arg);
    else positional.push(value(c, arg));
  }
  const span = [start(c, args), end(c, args)] as const;
  let next = 0;
  const find = (name: string): number => {
    const place = name === '' ? next++ : /^\d+$/.test(name) ? Number(name) : -1;
    if (place < 0) return named.get(name) ?? (spreadMap < 0 ? -1 : c.builder.load(spreadMap, name, ...span));
    return positional[place] ?? (spreadList < 0 ? -1 : c.builder.load(spreadList, String(place - positional.length), ...span));
  };
  const pieces: PieceFact[] = [];
  let from = 0;
  for (const hole of format.matchAll(formatHole)) {
    pieces.push({ literal: format.slice(from, hole.index) });
    from = hole.index + hole[0].length;
    if (hole[0] === '{{' || hole[0] === '}}') {
      pieces.push({ literal: hole[0].charAt(0) });
      continue;
    }
    let found = find((hole[1] ?? '').trim());
    for (const part of (hole[2] ?? '').matchAll(/\.(\w+)|\[([^\]]*)\]/g)) if (found >= 0) found = c.builder.load(found, part[1] ?? part[2] ?? '', ...span);
    if (found >= 0) pieces.push({ value: found, facet: hole[3] === 'r' || hole[3] === 'a' ? Facet.Debug : Facet.Text });
  }
  pieces.push({ literal: format.slice(from) });
  return piecesValue(c, pieces, node);
}

/** Value of `separator.join(values)` with a literal separator, or -1: a text that shows the elements. */
export function joinCall(c: Context, node: number, callee: number, args: number): number {
  const separator = literalText(c, field(c, callee, c.field.object));
  const only = args < 0 ? -1 : kind(c, args) === Kind.Generator ? args : child(c, args);
  if (separator === undefined || only < 0 || kind(c, only) === Kind.ListSplat) return -1;
  const k = kind(c, only);
  const pieces: PieceFact[] = [];
  if ((k === Kind.List || k === Kind.Tuple) && children(c, only).every((one) => kind(c, one) !== Kind.ListSplat)) {
    for (const [i, item] of children(c, only).entries()) {
      if (i > 0) pieces.push({ literal: separator });
      operandPieces(c, item, pieces);
    }
  } else {
    const element = c.builder.iterate(value(c, only), start(c, only), end(c, only));
    pieces.push({ value: element, facet: Facet.Text }, { literal: separator });
  }
  return piecesValue(c, pieces, node);
}

/** Value of a call of a built-in that only converts, when no scope declares the name; -1 for other calls. */
export function conversion(c: Context, name: string, node: number, args: readonly number[]): number {
  const only = args[0] ?? -1;
  if (args.length === 0 || only < 0) return -1;
  const k = kind(c, only);
  if (k === Kind.ListSplat || k === Kind.DictionarySplat || (k === Kind.KeywordArgument && name !== 'dict')) return -1;
  const span = [start(c, node), end(c, node)] as const;
  switch (name) {
    case 'str':
    case 'format':
      return c.builder.text([{ value: value(c, only), facet: Facet.Text }], ...span);
    case 'repr':
    case 'ascii':
      return c.builder.text([{ value: value(c, only), facet: Facet.Debug }], ...span);
    case 'len':
      return c.builder.derive(Derived.Length, [value(c, only)], ...span);
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
      return args.length === 1 ? c.builder.list([{ kind: Entry.Spread, value: value(c, only) }], ...span) : -1;
    case 'vars':
      return c.builder.load(value(c, only), '__dict__', ...span);
    default:
      return -1;
  }
}

/** True for `x.__class__` and `type(x)`: what they name is a type, never data. */
export function isTypeOfValue(c: Context, node: number): boolean {
  if (node < 0) return false;
  if (kind(c, node) === Kind.Attribute) return text(c, field(c, node, c.field.attribute)) === '__class__';
  return kind(c, node) === Kind.Call && dotted(c, field(c, node, c.field.function)) === 'type';
}
