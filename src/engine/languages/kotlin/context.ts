import { end, kind, start, text, type Handlers, type Nodes } from '../nodes';
import { Kind, type Fields } from './kinds';
import type { Scope } from './scopes';

/** What the lowering knows of the grammar, looked up once. */
export interface Tables extends Handlers<Context> {
  field: Fields;
}

/** A lambda that is lowered where it stands: its label, and the values it leaves early with. */
export interface Inlined { label: string; values: number[] }

/** The state of lowering one file. */
export interface Context extends Tables, Nodes<Context> {
  scope: Scope;
  module: Scope;
  /** Qualified name of the innermost named function or type. */
  qualified: string;
  /** Type expressions by their text. */
  types: Map<string, number>;
  /** Variables whose declared type is a number or a truth value. */
  primitives: Set<number>;
  /** Variables that cannot be written again. */
  fixed: Set<number>;
  /** Functions declared at the top of the file. */
  functionNames: Set<string>;
  /** Singletons declared at the top of the file. */
  objects: Set<string>;
  /** Lambdas around that are lowered where they stand, innermost last. */
  inlined: Inlined[];
  /** Labels of the enclosing loops and switches, innermost last; '' where there is none. */
  targets: string[];
  pendingLabel: string;
  /** Name behind `field` in the accessor being lowered, or ''. */
  backing: string;
}

/** What stands between two nodes, without comments, white space and brackets. */
export function operatorBetween(c: Context, left: number, right: number): string {
  return c.source.slice(end(c, left), start(c, right)).replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '').replace(/[\s()]+/g, '');
}

/** Name as written of identifiers joined by dots. */
export function dotted(c: Context, node: number): string {
  if (node < 0) return '';
  const k = kind(c, node);
  return k === Kind.Identifier || k === Kind.Qualified || k === Kind.UserType ? text(c, node).replace(/<[\s\S]*$/, '').replace(/[\s`]+/g, '') : '';
}

/** A name without the back quotes around it. */
export function nameOf(c: Context, node: number): string {
  const written = text(c, node);
  return written.charCodeAt(0) === 96 ? written.slice(1, -1) : written;
}
