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
  /** Qualified name of the innermost named function or type. */
  qualified: string;
  /** Type expressions by their text. */
  types: Map<string, number>;
  /** Variables whose declared type is a number or a truth value. */
  primitives: Set<number>;
  /** Registers that the innermost switch used as a value may give. */
  yields: number[] | undefined;
  /** Labels of the enclosing loops and switches, innermost last; '' where there is none. */
  targets: string[];
  pendingLabel: string;
}

export const kind = (c: Context, node: number): number => c.kinds[(c.words[node * 4] ?? 0) & 0xffff] ?? Kind.Error;
export const start = (c: Context, node: number): number => c.words[node * 4 + 1] ?? 0;
export const end = (c: Context, node: number): number => c.words[node * 4 + 2] ?? 0;
export const behind = (c: Context, node: number): number => node + (c.words[node * 4 + 3] ?? 1);
export const fieldOf = (c: Context, node: number): number => (c.words[node * 4] ?? 0) >>> 16;
export const text = (c: Context, node: number): string => (node < 0 ? '' : c.source.slice(start(c, node), end(c, node)));

/** First child with that field, or -1; comments and unreadable parts are passed over. */
export function field(c: Context, node: number, number: number): number {
  const last = behind(c, node);
  for (let one = node + 1; one < last; one = behind(c, one)) {
    if (fieldOf(c, one) !== number) continue;
    const k = kind(c, one);
    if (k !== Kind.Trivia && k !== Kind.Error) return one;
  }
  return -1;
}

/** First child of a kind, or -1. */
export function childOf(c: Context, node: number, wanted: number): number {
  const last = behind(c, node);
  for (let one = node + 1; one < last; one = behind(c, one)) if (kind(c, one) === wanted) return one;
  return -1;
}

/** Named children without comments and unreadable parts. */
export function children(c: Context, node: number): number[] {
  const found: number[] = [];
  if (node < 0) return found;
  const last = behind(c, node);
  for (let one = node + 1; one < last; one = behind(c, one)) {
    const k = kind(c, one);
    if (k !== Kind.Trivia && k !== Kind.Error) found.push(one);
  }
  return found;
}

/** The named child at a place, comments and unreadable parts not counted, or -1. */
export function child(c: Context, node: number, place = 0): number {
  if (node < 0) return -1;
  const last = behind(c, node);
  let at = 0;
  for (let one = node + 1; one < last; one = behind(c, one)) {
    const k = kind(c, one);
    if (k === Kind.Trivia || k === Kind.Error) continue;
    if (at++ === place) return one;
  }
  return -1;
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

/** Lowers one statement; expressions that stand alone are evaluated. */
export function statement(c: Context, node: number): void {
  if (node < 0) return;
  const handler = c.statements[(c.words[node * 4] ?? 0) & 0xffff];
  if (handler) handler(c, node);
  else value(c, node);
}

/** Lowers the statements below a node; of an unreadable part only whole statements. */
export function statements(c: Context, node: number): void {
  if (node < 0) return;
  const last = behind(c, node);
  for (let one = node + 1; one < last; one = behind(c, one)) {
    const handler = c.statements[(c.words[one * 4] ?? 0) & 0xffff];
    if (handler) handler(c, one);
    else if (kind(c, one) === Kind.Error) statements(c, one);
    else if (kind(c, node) !== Kind.Error && kind(c, one) !== Kind.Trivia) value(c, one);
  }
}

/** Inner expression of any number of parentheses. */
export function bare(c: Context, node: number): number {
  let at = node;
  while (at >= 0 && kind(c, at) === Kind.Parenthesized) at = child(c, at);
  return at;
}

/** Operator that stands between two nodes; comments there are passed over. */
export function operatorBetween(c: Context, left: number, right: number): string {
  return c.source.slice(end(c, left), start(c, right)).replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '').replace(/[\s()]+/g, '');
}

/** Name as written of identifiers joined by dots, or ''. */
export function dotted(c: Context, node: number): string {
  if (node < 0) return '';
  const k = kind(c, node);
  if (k === Kind.Identifier) return text(c, node);
  if (k === Kind.ScopedIdentifier || k === Kind.ScopedType) return text(c, node).replace(/\s+|@\w+(\([^)]*\))?/g, '');
  if (k !== Kind.FieldAccess) return '';
  const object = dotted(c, field(c, node, c.field.object));
  return object === '' ? '' : `${object}.${text(c, field(c, node, c.field.field))}`;
}
