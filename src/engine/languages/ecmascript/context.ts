import type { FactsBuilder, MemberFact } from '../../facts';
import { VarKind } from '../../facts';
import type { Doc } from './docs';
import { Kind, type Fields } from './kinds';

/** Lowers the node and gives the register of its value. */
export type ExpressionRule = (c: Context, node: number) => number;
export type StatementRule = (c: Context, node: number) => void;

/** What is looked up once per grammar: dispatch by symbol number. */
export interface Rules {
  kinds: Uint8Array;
  fields: Fields;
  expressions: readonly (ExpressionRule | undefined)[];
  /** Type expressions: give the index of the type expression. */
  types: readonly (ExpressionRule | undefined)[];
  statements: readonly (StatementRule | undefined)[];
}

/** The members of the class whose constructor is being lowered; `this.x = …` adds to them. */
export interface OpenConstructor { members: Map<string, MemberFact>; parameterTypes: Map<number, number> }

/** The file being lowered. Bindings are shallow: one map of the names in force, and a log to restore it when a scope ends. */
export interface Context {
  readonly words: Uint32Array;
  readonly count: number;
  readonly source: string;
  readonly b: FactsBuilder;
  readonly rules: Rules;
  readonly kinds: Uint8Array;
  readonly fields: Fields;
  readonly bindings: Map<string, number>;
  readonly log: (string | number)[];
  /** Scope that declared a variable, by variable. */
  readonly scopeOf: number[];
  scope: number;
  scopes: number;
  /** Qualified name of the enclosing function, type or namespace. */
  qualified: string;
  /** Labels of the enclosing loops and switches, innermost last; '' where there is none. */
  targets: string[];
  pendingLabel: string;
  openConstructor: OpenConstructor | undefined;
  /** Function lowered last from a function expression. */
  lastLambda: number;
  /** Names exported by the namespace being lowered; undefined at module level. */
  namespaceExports: string[] | undefined;
  readonly nameTypes: Map<string, number>;
  readonly moduleTypes: Map<string, number>;
  /** Declarators whose names the hoisting bound as imports. */
  readonly boundImports: Set<number>;
  /** `var` declarations and loops by the function, static block or program they belong to. */
  readonly vars: Map<number, number[]>;
  /** Nodes that assign, and nodes that are functions or classes, in order. */
  readonly assignments: number[];
  readonly functions: number[];
  /** Variables that stand for `exports.name` and `module.exports` (under `default`). */
  readonly commonExports: Map<string, number>;
  readonly deferredExports: (() => void)[];
  /** Names already exported, with the kind of export. */
  readonly exported: Set<string>;
  /** Doc comments that tell types, by the position of the code behind them; read when first asked for. */
  readonly docs: Map<number, { start: number; end: number; doc: Doc | undefined }>;
  /** Names that only types of doc comments import. */
  readonly docImports: Set<string>;
  /** Statement, pair or field whose value is being lowered: the doc comment in front of it speaks of the function there. */
  documented: number;
  /** Calls by the operand that they are a call of, where the tree has them around the whole of `await operand`. */
  readonly displaced: Map<number, number>;
}

export const kindAt = (c: Context, node: number): number => c.kinds[(c.words[node * 4] ?? 0) & 0xffff] ?? 0;
export const startAt = (c: Context, node: number): number => c.words[node * 4 + 1] ?? 0;
export const endAt = (c: Context, node: number): number => c.words[node * 4 + 2] ?? 0;
export const after = (c: Context, node: number): number => node + (c.words[node * 4 + 3] ?? 1);
export const fieldAt = (c: Context, node: number): number => (c.words[node * 4] ?? 0) >>> 16;
export const textAt = (c: Context, node: number): string => c.source.slice(c.words[node * 4 + 1], c.words[node * 4 + 2]);

/** First child in that field, or -1. */
export function child(c: Context, node: number, field: number): number {
  const end = after(c, node);
  for (let at = node + 1; at < end; at = after(c, at)) if (fieldAt(c, at) === field && kindAt(c, at) !== Kind.Comment) return at;
  return -1;
}

/** First child at or behind `from` that is no comment, or -1 when none stands before `end`. */
export function skipComments(c: Context, from: number, end: number): number {
  let at = from;
  while (at < end && kindAt(c, at) === Kind.Comment) at = after(c, at);
  return at < end ? at : -1;
}

/** First child that is no comment, or -1. */
export const only = (c: Context, node: number): number => skipComments(c, node + 1, after(c, node));

/** First child of that kind, or -1. */
export function childOfKind(c: Context, node: number, kind: number): number {
  const end = after(c, node);
  for (let at = node + 1; at < end; at = after(c, at)) if (kindAt(c, at) === kind) return at;
  return -1;
}

/** Children without comments. */
export function children(c: Context, node: number): number[] {
  const found: number[] = [];
  const end = after(c, node);
  for (let at = node + 1; at < end; at = after(c, at)) if (kindAt(c, at) !== Kind.Comment) found.push(at);
  return found;
}

/** The node inside any parentheses. */
export function unwrap(c: Context, node: number): number {
  let at = node;
  while (at >= 0 && kindAt(c, at) === Kind.Parenthesized) at = only(c, at);
  return at < 0 ? node : at;
}

/** Value of an expression node; an absent one (-1) gives an empty value. */
export function expression(c: Context, node: number): number {
  if (node < 0) return c.b.derive(4, [], 0, 0);
  const displaced = c.displaced.size > 0 ? c.displaced.get(node) : undefined;
  if (displaced !== undefined) {
    // The rule of a call takes it from here, with the operand as what is called.
    const call = c.rules.expressions[(c.words[displaced * 4] ?? 0) & 0xffff];
    if (call) return call(c, displaced);
  }
  const rule = c.rules.expressions[(c.words[node * 4] ?? 0) & 0xffff];
  return rule ? rule(c, node) : unknownExpression(c, node);
}

/** A kind without a rule: its children are evaluated and any of them may be its value. */
function unknownExpression(c: Context, node: number): number {
  const isError = kindAt(c, node) === Kind.Error;
  const values: number[] = [];
  const end = after(c, node);
  for (let at = node + 1; at < end; at = after(c, at)) {
    if (c.rules.expressions[(c.words[at * 4] ?? 0) & 0xffff]) values.push(expression(c, at));
    else if (!isError && kindAt(c, at) === Kind.Other) values.push(unknownExpression(c, at));
  }
  return values.length > 0 ? c.b.choose(values, startAt(c, node), endAt(c, node)) : c.b.derive(4, [], startAt(c, node), endAt(c, node));
}

/** Lowers a statement. */
export function statement(c: Context, node: number): void {
  if (node < 0) return;
  const rule = c.rules.statements[(c.words[node * 4] ?? 0) & 0xffff];
  if (rule) rule(c, node);
  else if (kindAt(c, node) === Kind.Error) statementsOfError(c, node);
  else if (kindAt(c, node) !== Kind.Comment) expression(c, node);
}

function statementsOfError(c: Context, node: number): void {
  const end = after(c, node);
  for (let at = node + 1; at < end; at = after(c, at)) if (c.rules.statements[(c.words[at * 4] ?? 0) & 0xffff]) statement(c, at);
}

/** Index of the type expression of a type node, -1 for none. A type annotation gives the type it holds. */
export function typeOf(c: Context, node: number): number {
  if (node < 0) return -1;
  const rule = c.rules.types[(c.words[node * 4] ?? 0) & 0xffff];
  return rule ? rule(c, node) : typeName(c, textAt(c, node).replace(/\s+/g, ''));
}

/** Type expression of a plain name, one per name and file. */
export function typeName(c: Context, name: string): number {
  const known = c.nameTypes.get(name);
  if (known !== undefined) return known;
  const type = c.b.typeExpr(0, name);
  c.nameTypes.set(name, type);
  return type;
}

// ---- scopes

/** Opens a scope; give the result to `leaveScope`. */
export function enterScope(c: Context): [mark: number, outer: number] {
  const outer = c.scope;
  c.scope = ++c.scopes;
  return [c.log.length, outer];
}

export function leaveScope(c: Context, [mark, outer]: [number, number]): void {
  const { log, bindings } = c;
  while (log.length > mark) {
    const before = log.pop() as number;
    const name = log.pop() as string;
    if (before < 0) bindings.delete(name);
    else bindings.set(name, before);
  }
  c.scope = outer;
}

/** Makes a name stand for a variable in the current scope. */
export function bind(c: Context, name: string, variable: number): void {
  c.log.push(name, c.bindings.get(name) ?? -1);
  c.bindings.set(name, variable);
  c.scopeOf[variable] = c.scope;
}

/** Variable that the current scope itself declared under a name, or undefined. */
export function ownBinding(c: Context, name: string): number | undefined {
  const known = c.bindings.get(name);
  return known !== undefined && c.scopeOf[known] === c.scope ? known : undefined;
}

/** Declares a name in the current scope, once. */
export function declare(c: Context, node: number, kind: number = VarKind.Local): number {
  const name = textAt(c, node);
  const known = ownBinding(c, name);
  if (known !== undefined) return known;
  const variable = c.b.variable(name, kind, startAt(c, node), endAt(c, node));
  bind(c, name, variable);
  return variable;
}

export const qualify = (c: Context, name: string): string => (name === '' ? c.qualified : c.qualified === '' ? name : `${c.qualified}.${name}`);

/** True when one of the ascending nodes lies inside the subtree of `node`. */
export function anyInside(c: Context, sorted: readonly number[], node: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < node) low = middle + 1;
    else high = middle;
  }
  const found = sorted[low];
  return found !== undefined && found < after(c, node);
}
