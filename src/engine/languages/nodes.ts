import { Literal, type FactsBuilder } from '../facts';

/** Kinds every lowering tells apart; the kinds of a language go on from here. */
export const Common = { Other: 0, Trivia: 1, Error: 2, Parenthesized: 3 } as const;

/** Lowers an expression node and gives the register of its value. */
export type ValueHandler<C> = (c: C, node: number) => number;
export type StatementHandler<C> = (c: C, node: number) => void;

/** What a lowering knows of a grammar by symbol number, looked up once. */
export interface Handlers<C> {
  kinds: Uint8Array;
  values: readonly (ValueHandler<C> | undefined)[];
  statements: readonly (StatementHandler<C> | undefined)[];
}

/** The flat tree of the file being lowered, and what takes its facts. The context of each language widens it. */
export interface Nodes<C> extends Handlers<C> {
  words: Uint32Array;
  source: string;
  builder: FactsBuilder;
}

/** What moving in the tree needs. */
type Place = Pick<Nodes<never>, 'words' | 'kinds'>;
type Written = Pick<Nodes<never>, 'words' | 'source'>;

export const kind = (c: Place, node: number): number => c.kinds[(c.words[node * 4] ?? 0) & 0xffff] ?? Common.Error;
export const start = (c: Pick<Place, 'words'>, node: number): number => c.words[node * 4 + 1] ?? 0;
export const end = (c: Pick<Place, 'words'>, node: number): number => c.words[node * 4 + 2] ?? 0;
export const span = (c: Pick<Place, 'words'>, node: number): [number, number] => [start(c, node), end(c, node)];
/** First record behind the subtree of a node. */
export const behind = (c: Pick<Place, 'words'>, node: number): number => node + (c.words[node * 4 + 3] ?? 1);
/** Number of the field a node stands in, 0 for none. */
export const fieldOf = (c: Pick<Place, 'words'>, node: number): number => (c.words[node * 4] ?? 0) >>> 16;
export const text = (c: Written, node: number): string => (node < 0 ? '' : c.source.slice(c.words[node * 4 + 1], c.words[node * 4 + 2]));

/** First child with that field, or -1; comments and unreadable parts are passed over. */
export function field(c: Place, node: number, number: number): number {
  if (node < 0) return -1;
  const { words } = c;
  const last = node + (words[node * 4 + 3] ?? 1);
  for (let one = node + 1; one < last; one += words[one * 4 + 3] ?? 1) {
    const symbol = words[one * 4] ?? 0;
    if (symbol >>> 16 === number && isCode(c.kinds[symbol & 0xffff])) return one;
  }
  return -1;
}

/** Children with that field; comments and unreadable parts are passed over. */
export function fields(c: Place, node: number, number: number): number[] {
  return children(c, node).filter((one) => fieldOf(c, one) === number);
}

/** First child of a kind, or -1. */
export function childOf(c: Place, node: number, wanted: number): number {
  if (node < 0) return -1;
  const { words, kinds } = c;
  const last = node + (words[node * 4 + 3] ?? 1);
  for (let one = node + 1; one < last; one += words[one * 4 + 3] ?? 1) if (kinds[(words[one * 4] ?? 0) & 0xffff] === wanted) return one;
  return -1;
}

/** Named children without comments and unreadable parts. */
export function children(c: Place, node: number): number[] {
  const found: number[] = [];
  if (node < 0) return found;
  const { words, kinds } = c;
  const last = node + (words[node * 4 + 3] ?? 1);
  for (let one = node + 1; one < last; one += words[one * 4 + 3] ?? 1) if (isCode(kinds[(words[one * 4] ?? 0) & 0xffff])) found.push(one);
  return found;
}

/** The named child at a place, comments and unreadable parts not counted, or -1. */
export function child(c: Place, node: number, place = 0): number {
  if (node < 0) return -1;
  const { words, kinds } = c;
  const last = node + (words[node * 4 + 3] ?? 1);
  let at = 0;
  for (let one = node + 1; one < last; one += words[one * 4 + 3] ?? 1) if (isCode(kinds[(words[one * 4] ?? 0) & 0xffff]) && at++ === place) return one;
  return -1;
}

const isCode = (kind: number | undefined): boolean => kind !== Common.Trivia && kind !== Common.Error;

/** Inner expression of any number of parentheses. */
export function bare(c: Place, node: number): number {
  let at = node;
  while (at >= 0 && kind(c, at) === Common.Parenthesized) at = child(c, at);
  return at;
}

/** Value of an expression; a node of unknown kind gives any of its children, a missing one nothing. */
export function value<C extends Nodes<C>>(c: C, node: number): number {
  if (node < 0) return c.builder.constant(Literal.Null, '', 0, 0);
  const handler = c.values[(c.words[node * 4] ?? 0) & 0xffff];
  return handler ? handler(c, node) : anyChild(c, node);
}

function anyChild<C extends Nodes<C>>(c: C, node: number): number {
  const from = children(c, node).map((one) => value(c, one));
  if (from.length === 1) return from[0] ?? -1;
  if (from.length === 0) return c.builder.constant(Literal.Null, '', start(c, node), end(c, node));
  return c.builder.choose(from, start(c, node), end(c, node));
}

/** Lowers one statement; an expression that stands alone is evaluated, of an unreadable part only whole statements. */
export function statement<C extends Nodes<C>>(c: C, node: number): void {
  if (node < 0) return;
  const handler = c.statements[(c.words[node * 4] ?? 0) & 0xffff];
  if (handler) handler(c, node);
  else if (kind(c, node) === Common.Error) statementsOf(c, node);
  else if (kind(c, node) !== Common.Trivia) value(c, node);
}

/** Lowers the statements among the children of a node. */
export function statementsOf<C extends Nodes<C>>(c: C, node: number): void {
  if (node < 0) return;
  const isUnreadable = kind(c, node) === Common.Error;
  const last = behind(c, node);
  for (let one = node + 1; one < last; one = behind(c, one)) {
    if (isUnreadable && kind(c, one) !== Common.Error && c.statements[(c.words[one * 4] ?? 0) & 0xffff] === undefined) continue;
    statement(c, one);
  }
}
