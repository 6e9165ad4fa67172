import { Literal, type FactsBuilder } from '../../facts';
import { Kind, type Fields } from './kinds';
import type { Scope } from './scopes';

/** Lowers an expression node and gives the register of its value. */
export type ValueHandler = (c: Context, node: number) => number;
export type StatementHandler = (c: Context, node: number) => void;

/** What the lowering knows of the grammar, looked up once. */
export interface Tables {
  kinds: Uint8Array;
  field: Fields;
  values: readonly (ValueHandler | undefined)[];
  statements: readonly (StatementHandler | undefined)[];
}

/** The state of lowering one file. */
export interface Context extends Tables {
  words: Uint32Array;
  source: string;
  builder: FactsBuilder;
  scope: Scope;
  module: Scope;
  /** Variable of the receiver of the innermost function, or -1. */
  receiver: number;
  /** Variable caught by the innermost except clause of the function, or -1. */
  caught: number;
  /** Variables that were assigned already: the first assignment declares. */
  assigned: Set<number>;
  /** Variables that stand for classes declared in this file, and the field names of those classes in order. */
  classes: Map<number, string[]>;
  /** Type expressions by their text. */
  types: Map<string, number>;
  /** Name nodes of definitions that need no operation, because they are the first to bind their name. */
  hoisted: Set<number>;
  /** Variables whose first definition was an overload stub. */
  awaiting: Set<number>;
  /** Declared types of parameters, by variable. */
  paramTypes: Map<number, number>;
  isStub: boolean;
}

export const kind = (c: Context, node: number): number => c.kinds[(c.words[node * 4] ?? 0) & 0xffff] ?? Kind.Error;
export const start = (c: Context, node: number): number => c.words[node * 4 + 1] ?? 0;
export const end = (c: Context, node: number): number => c.words[node * 4 + 2] ?? 0;
export const behind = (c: Context, node: number): number => node + (c.words[node * 4 + 3] ?? 1);
export const text = (c: Context, node: number): string => c.source.slice(start(c, node), end(c, node));

/** First child with that field, or -1; comments and unreadable parts are passed over. */
export function field(c: Context, node: number, number: number): number {
  const last = behind(c, node);
  for (let child = node + 1; child < last; child = behind(c, child)) {
    if ((c.words[child * 4] ?? 0) >>> 16 !== number) continue;
    const k = kind(c, child);
    if (k !== Kind.Trivia && k !== Kind.Error) return child;
  }
  return -1;
}

/** The named child at a place, comments and unreadable parts not counted, or -1. */
export function child(c: Context, node: number, place = 0): number {
  const last = behind(c, node);
  let at = 0;
  for (let one = node + 1; one < last; one = behind(c, one)) {
    const k = kind(c, one);
    if (k === Kind.Trivia || k === Kind.Error) continue;
    if (at++ === place) return one;
  }
  return -1;
}

/** Named children without comments and unreadable parts. */
export function children(c: Context, node: number): number[] {
  const found: number[] = [];
  const last = behind(c, node);
  for (let one = node + 1; one < last; one = behind(c, one)) {
    const k = kind(c, one);
    if (k !== Kind.Trivia && k !== Kind.Error) found.push(one);
  }
  return found;
}

/** Value of an expression; a node of unknown kind gives any of its children, a missing one nothing. */
export function value(c: Context, node: number): number {
  if (node < 0) return c.builder.constant(Literal.Null, '', 0, 0);
  const handler = c.values[(c.words[node * 4] ?? 0) & 0xffff];
  return handler ? handler(c, node) : anyChild(c, node);
}

function anyChild(c: Context, node: number): number {
  const from = children(c, node).map((one) => value(c, one));
  if (from.length === 1) return from[0] ?? -1;
  if (from.length === 0) return c.builder.constant(Literal.Null, '', start(c, node), end(c, node));
  return c.builder.choose(from, start(c, node), end(c, node));
}

/** Lowers the statements of a block or module; of an unreadable part only whole statements. */
export function block(c: Context, node: number): void {
  if (node < 0) return;
  const last = behind(c, node);
  for (let one = node + 1; one < last; one = behind(c, one)) {
    const handler = c.statements[(c.words[one * 4] ?? 0) & 0xffff];
    if (handler) handler(c, one);
    else if (kind(c, one) === Kind.Error) block(c, one);
    else if (kind(c, node) !== Kind.Error && kind(c, one) !== Kind.Trivia) value(c, one);
  }
}

/** Inner expression of any number of parentheses. */
export function bare(c: Context, node: number): number {
  let at = node;
  while (at >= 0 && kind(c, at) === Kind.Parenthesized) at = child(c, at);
  return at;
}

/** Offset of the first character from `from` on that is no blank, line continuation or comment. */
export function skipBlank(source: string, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const unit = source.charCodeAt(at);
    if (unit === 35) {
      const line = source.indexOf('\n', at);
      at = line < 0 ? to : line;
    } else if (unit === 32 || unit === 10 || unit === 13 || unit === 9 || unit === 92 || unit === 12) at++;
    else break;
  }
  return at;
}

/** Text of an operator that stands between two nodes, its words separated by one blank. */
export function operatorBetween(c: Context, left: number, right: number): string {
  const to = start(c, right);
  let at = skipBlank(c.source, end(c, left), to);
  let operator = '';
  while (at < to) {
    const first = at;
    while (at < to && c.source.charCodeAt(at) > 32 && c.source.charCodeAt(at) !== 35 && c.source.charCodeAt(at) !== 92) at++;
    if (at === first) break;
    operator += (operator === '' ? '' : ' ') + c.source.slice(first, at);
    at = skipBlank(c.source, at, to);
  }
  return operator;
}

/** Name as written of an identifier or a chain of attributes, or ''. */
export function dotted(c: Context, node: number): string {
  if (node < 0) return '';
  const k = kind(c, node);
  if (k === Kind.Identifier) return text(c, node);
  if (k === Kind.DottedName) return text(c, node).replace(/\s+/g, '');
  if (k !== Kind.Attribute) return '';
  const object = dotted(c, field(c, node, c.field.object));
  return object === '' ? '' : `${object}.${text(c, field(c, node, c.field.attribute))}`;
}
