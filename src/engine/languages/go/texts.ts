import { Arg, Derived, Facet, Literal, Op, type ArgumentFact, type PieceFact } from '../../facts';
import { argumentOf, argumentsOf } from './arguments';
import { bare, children, field, kind, span, text, value } from '../nodes';
import { operatorBetween, type Context } from './context';
import { Kind } from './kinds';
import { literalText } from './literals';

const isNumber = (k: number): boolean => k === Kind.Int || k === Kind.Float;

/** Operands of a chain of `+`, first one first. */
function operandsOf(c: Context, node: number): number[] {
  const operands: number[] = [];
  let at = bare(c, node);
  for (;;) {
    const left = at < 0 ? -1 : field(c, at, c.field.left);
    const right = at < 0 ? -1 : field(c, at, c.field.right);
    if (left < 0 || right < 0 || kind(c, at) !== Kind.Binary || operatorBetween(c, left, right) !== '+') break;
    operands.push(right);
    at = bare(c, left);
  }
  if (at >= 0) operands.push(at);
  return operands.reverse();
}

/** Value of a chain of `+`: a number where one operand is a number, else a text. */
export function sumValue(c: Context, node: number): number {
  const operands = operandsOf(c, node);
  if (operands.some((one) => isNumber(kind(c, one)))) return c.builder.derive(Derived.Arithmetic, operands.map((one) => value(c, one)), ...span(c, node));
  const pieces: PieceFact[] = [];
  for (const one of operands) operandPieces(c, one, pieces);
  return piecesValue(c, pieces, node);
}

/** Pieces of an operand of a concatenation: nested concatenations are taken apart, other values are holes. */
export function operandPieces(c: Context, node: number, out: PieceFact[]): void {
  const literal = literalText(c, node);
  const parts = literal === undefined ? operandsOf(c, node) : [];
  if (literal !== undefined) out.push({ literal });
  else if (parts.length > 1) for (const one of parts) operandPieces(c, one, out);
  else out.push({ value: value(c, node), facet: Facet.Text });
}

/** True for a text literal, or a sum with one. */
export function isText(c: Context, node: number): boolean {
  return operandsOf(c, node).some((one) => literalText(c, one) !== undefined);
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
  if (!only || (joined.length === 1 && 'literal' in only)) return c.builder.constant(Literal.Text, only && 'literal' in only ? only.literal : '', ...span(c, node));
  return c.builder.text(joined, ...span(c, node));
}

/** Text of a literal or of literals added up, or undefined. */
function formatOf(c: Context, node: number): string | undefined {
  let found = '';
  for (const one of operandsOf(c, node)) {
    const literal = literalText(c, one);
    if (literal === undefined) return undefined;
    found += literal;
  }
  return found;
}

const verb = /%(?:%|[-+ 0]*(#?)[-+# 0]*(?:\[(\d+)\])?(\*|\d+)?(?:\.(\*|\d+)?)?(?:\[(\d+)\])?([a-zA-Z]))/g;

/** Value of `fmt.Sprintf(format, values…)` with a literal format, or -1. */
export function sprintfValue(c: Context, node: number, args: readonly number[]): number {
  const [format = -1, ...given] = args;
  const written = format < 0 ? undefined : formatOf(c, format);
  if (written === undefined || given.some((one) => kind(c, one) === Kind.Variadic)) return -1;
  const values = given.map((one) => value(c, one));
  const pieces: PieceFact[] = [];
  let next = 0;
  let from = 0;
  for (const match of written.matchAll(verb)) {
    pieces.push({ literal: written.slice(from, match.index) });
    from = match.index + match[0].length;
    const letter = match[6];
    if (letter === undefined) {
      pieces.push({ literal: '%' });
      continue;
    }
    const place = match[5] ?? match[2];
    if (place !== undefined) next = Number(place) - 1;
    if (match[3] === '*') next++;
    if (match[4] === '*') next++;
    const hole = values[next];
    const at = given[next++];
    if (hole !== undefined && at !== undefined) pieces.push(holeOf(c, letter, match[1] === '#', hole, at));
  }
  pieces.push({ literal: written.slice(from) });
  return piecesValue(c, pieces, node);
}

function holeOf(c: Context, letter: string, isSharp: boolean, hole: number, at: number): PieceFact {
  const derived = deriving(letter);
  if (derived >= 0) return { value: c.builder.derive(derived, [hole], ...span(c, at)), facet: Facet.Text };
  return { value: hole, facet: isSharp && letter === 'v' ? Facet.Debug : Facet.Text };
}

/** Value of `fmt.Sprint(values…)` and `Sprintln`: all of them as text. */
export function sprintValue(c: Context, node: number, args: readonly number[], separator: string): number {
  if (args.some((one) => kind(c, one) === Kind.Variadic)) return -1;
  const pieces: PieceFact[] = [];
  for (const [i, one] of args.entries()) {
    if (i > 0 && separator !== '') pieces.push({ literal: separator });
    operandPieces(c, one, pieces);
  }
  return piecesValue(c, pieces, node);
}

/** `fmt.Errorf`: what `%w` wraps is the named argument `wrapped`, so that an error is not told again wherever it is handed on. -1 without a literal format. */
export function errorfValue(c: Context, node: number, callee: number, args: readonly number[]): number {
  const [format = -1, ...given] = args;
  const written = format < 0 ? undefined : formatOf(c, format);
  if (written === undefined) return -1;
  const verbs = [...written.matchAll(verb)].filter((match) => match[6] !== undefined);
  const called = value(c, callee);
  const facts = [format, ...given].map((one, i): ArgumentFact => {
    const fact = argumentOf(c, one);
    const match = i > 0 ? verbs[i - 1] : undefined;
    return match?.[6] === 'w' && fact.kind === Arg.Positional ? { ...fact, kind: Arg.Named, name: 'wrapped' } : shownAs(c, fact, match);
  });
  return c.builder.call(Op.Call, called, ...span(c, callee), facts, ...span(c, node));
}

/** Arguments of a call with a literal format: of what `%T`, `%t` and `%p` show only the type, truth or place is given, of `%#v` all that is inside. */
export function formattedArguments(c: Context, callee: number, list: number): ArgumentFact[] {
  const args = argumentsOf(c, list);
  if (!/f$/i.test(text(c, callee))) return args;
  const nodes = children(c, list);
  const at = nodes.findIndex((one) => formatOf(c, one) !== undefined);
  const written = at < 0 ? '' : (formatOf(c, nodes[at] ?? -1) ?? '');
  if (!/%[-+# 0\d.]*[Ttp]|%[-+ 0]*#[-+# 0]*v/.test(written) || /%[^a-zA-Z%]*[[*]/.test(written)) return args;
  const verbs = [...written.matchAll(verb)].filter((match) => match[6] !== undefined);
  return args.map((fact, i) => shownAs(c, fact, i > at ? verbs[i - at - 1] : undefined));
}

/** An argument as its verb shows it. */
function shownAs(c: Context, fact: ArgumentFact, match: RegExpExecArray | undefined): ArgumentFact {
  if (match === undefined) return fact;
  const derived = deriving(match[6]);
  if (derived >= 0) return { ...fact, value: c.builder.derive(derived, [fact.value], fact.start, fact.end) };
  return match[1] === '#' && match[6] === 'v' ? { ...fact, value: c.builder.text([{ value: fact.value, facet: Facet.Debug }], fact.start, fact.end) } : fact;
}

/** What a verb derives from a value that it does not show, or -1. */
function deriving(letter: string | undefined): number {
  return letter === 'T' ? Derived.TypeName : letter === 't' ? Derived.Test : letter === 'p' ? Derived.Arithmetic : -1;
}

/** Arguments of a call without comments. */
export const argumentNodes = (c: Context, call: number): number[] => children(c, field(c, call, c.field.arguments));
