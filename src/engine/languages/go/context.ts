import { Literal, type ArgumentFact, type FactsBuilder, type MemberFact } from '../../facts';
import { Kind, type Fields } from './kinds';

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

/** A lexical scope: variables by name. */
export interface Scope {
  parent: Scope | undefined;
  names: Map<string, number>;
}

/** A type declared in this file, or the part of one that its methods stand in. */
export interface DeclaredType {
  index: number;
  /** Names of the fields in order, for literals without keys; undefined when it is no struct. */
  fields: string[] | undefined;
  /** Node of the type it is made of, -1 for a part. */
  node: number;
  members: Map<string, MemberFact>;
  /** Declared inside a function: its members are set there. */
  isLocal: boolean;
}

/** A call that runs at the end of the function. */
export interface Deferred { callee: number; node: number; args: ArgumentFact[] }

/** The state of lowering one file. */
export interface Context extends Tables {
  words: Uint32Array;
  source: string;
  builder: FactsBuilder;
  scope: Scope;
  module: Scope;
  /** Qualified name of the innermost function, '' at the top. */
  qualified: string;
  /** Variable of the receiver of the innermost method, or -1. */
  receiver: number;
  /** Named results of the innermost function. */
  results: readonly number[];
  /** Labels of the enclosing loops and switches of the function, '' for none; `branches` for a type switch, which is a chain of branches. */
  targets: string[];
  pendingLabel: string;
  /** Calls deferred so far, one list per `try` that is open for them. */
  deferred: Deferred[][];
  /** Types declared in this file by name. */
  declared: Map<string, DeclaredType>;
  /** Variables that stand for types of this file. */
  typeVariables: Set<number>;
  /** Type expressions by their text. */
  types: Map<string, number>;
  /** Modules by the variable that stands for them. */
  modules: Map<number, string>;
  /** Type nodes of parameters and variables, by variable. */
  typeNodes: Map<number, number>;
}

export const kind = (c: Context, node: number): number => c.kinds[(c.words[node * 4] ?? 0) & 0xffff] ?? Kind.Error;
export const start = (c: Context, node: number): number => c.words[node * 4 + 1] ?? 0;
export const end = (c: Context, node: number): number => c.words[node * 4 + 2] ?? 0;
export const behind = (c: Context, node: number): number => node + (c.words[node * 4 + 3] ?? 1);
export const text = (c: Context, node: number): string => c.source.slice(start(c, node), end(c, node));
export const span = (c: Context, node: number): [number, number] => [start(c, node), end(c, node)];

/** Children with that field, comments and unreadable parts passed over. */
export function fields(c: Context, node: number, number: number): number[] {
  return children(c, node).filter((one) => (c.words[one * 4] ?? 0) >>> 16 === number);
}

/** First child with that field, or -1; comments and unreadable parts are passed over. */
export function field(c: Context, node: number, number: number): number {
  if (node < 0) return -1;
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

/** Value of an expression; a node of unknown kind gives any of its children, a missing one nothing. */
export function value(c: Context, node: number): number {
  if (node < 0) return c.builder.constant(Literal.Null, '', 0, 0);
  const handler = c.values[(c.words[node * 4] ?? 0) & 0xffff];
  return handler ? handler(c, node) : anyChild(c, node);
}

function anyChild(c: Context, node: number): number {
  const from = children(c, node).map((one) => value(c, one));
  if (from.length === 1) return from[0] ?? -1;
  if (from.length === 0) return c.builder.constant(Literal.Null, '', ...span(c, node));
  return c.builder.choose(from, ...span(c, node));
}

/** Lowers one statement; an expression is evaluated. */
export function statement(c: Context, node: number): void {
  if (node < 0) return;
  const handler = c.statements[(c.words[node * 4] ?? 0) & 0xffff];
  if (handler) handler(c, node);
  else if (kind(c, node) === Kind.Error) statementsOf(c, node);
  else if (kind(c, node) !== Kind.Trivia) value(c, node);
}

/** Lowers the statements among the children of a node; of an unreadable part only whole statements. */
export function statementsOf(c: Context, node: number): void {
  const last = behind(c, node);
  for (let one = node + 1; one < last; one = behind(c, one)) {
    const k = kind(c, one);
    if (kind(c, node) === Kind.Error && k !== Kind.Error && c.statements[(c.words[one * 4] ?? 0) & 0xffff] === undefined) continue;
    statement(c, one);
  }
}

/** Inner expression of any number of parentheses. */
export function bare(c: Context, node: number): number {
  let at = node;
  while (at >= 0 && kind(c, at) === Kind.Parenthesized) at = child(c, at);
  return at;
}

/** The operator between two nodes, comments and blanks left out. */
export function operatorBetween(c: Context, left: number, right: number): string {
  const between = c.source.slice(end(c, left), start(c, right));
  return (between.includes('/') ? between.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '') : between).trim();
}

/** The operator in front of a unary expression. */
export const unaryOperator = (c: Context, node: number): string => {
  const operand = field(c, node, c.field.operand);
  return operand < 0 ? '' : c.source.slice(start(c, node), start(c, operand)).trim();
};

/** Variable of a name, or -1 when no scope of the file declares it. */
export function lookup(c: Context, name: string): number {
  for (let scope: Scope | undefined = c.scope; scope; scope = scope.parent) {
    const found = scope.names.get(name);
    if (found !== undefined) return found;
  }
  return -1;
}

/** Runs with a scope inside the present one. */
export function inScope(c: Context, run: () => void): void {
  const outer = c.scope;
  c.scope = { parent: outer, names: new Map() };
  run();
  c.scope = outer;
}

/** Mark of a type switch among the enclosing loops and switches. */
export const branches = '\0';
