import type { ArgumentFact, MemberFact } from '../../facts';
import { end, field, start, type Handlers, type Nodes } from '../nodes';
import type { Fields } from './kinds';

/** What the lowering knows of the grammar, looked up once. */
export interface Tables extends Handlers<Context> {
  field: Fields;
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
export interface Context extends Tables, Nodes<Context> {
  scope: Scope;
  module: Scope;
  /** Qualified name of the innermost function, '' at the top. */
  qualified: string;
  /** Variable of the receiver of the innermost method, or -1. */
  receiver: number;
  /** Named results of the innermost function. */
  results: readonly number[];
  /** How many results the innermost function gives. */
  resultCount: number;
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
  /** Variables by the variable that tells whether they hold anything. */
  presence: Map<number, number>;
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
