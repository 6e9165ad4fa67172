import { end, start, type Handlers, type Nodes } from '../nodes';
import type { Fields } from './kinds';

/** What the lowering knows of the grammar, looked up once. */
export interface Tables extends Handlers<Context> {
  field: Fields;
}

/** Variables of a function. `parent` is set only where the function sees those around it by itself (`fn () => …`). */
export interface Scope {
  parent: Scope | undefined;
  names: Map<string, number>;
}

/** A type whose body is being lowered. */
export interface OpenType {
  type: number;
  name: string;
  qualified: string;
  /** Names of its fields: a method of the same name gets another. */
  fields: Set<string>;
}

/** The state of lowering one file. */
export interface Context extends Tables, Nodes<Context> {
  scope: Scope;
  module: Scope;
  /** Namespace as written, '' for the global one. */
  namespace: string;
  /** Classes and imports by the name the file uses; what is written out in full by its whole name. */
  classes: Map<string, number>;
  functions: Map<string, number>;
  constants: Map<string, number>;
  /** What a first part of a qualified name stands for: `use App\Models;`. */
  aliases: Map<string, string>;
  type: OpenType | undefined;
  /** The function being lowered has no `$this`. */
  isStatic: boolean;
  /** Qualified name of the innermost named function or type. */
  qualified: string;
  /** Type expressions by their text. */
  types: Map<string, number>;
  /** Where elements of variables are written, in order: arrays are values, so a copy must stay apart from there on. */
  writes: readonly { at: number; name: string }[];
  /** Types that were declared before anything ran. */
  lowered: Set<number>;
  /** Start and end of the function being lowered. */
  from: number;
  to: number;
}

/** Operator that stands between two nodes; comments there are passed over. */
export function operatorBetween(c: Context, left: number, right: number): string {
  const written = c.source.slice(end(c, left), start(c, right));
  return (/[/#]/.test(written) && written.length > 3 ? written.replace(/\/\*[\s\S]*?\*\/|(?:\/\/|#)[^\n]*/g, '') : written).replace(/[\s()]+/g, '').toLowerCase();
}

/** True when elements of a variable are written inside the function being lowered. */
export function isWritten(c: Context, name: string): boolean {
  return c.writes.some((one) => one.name === name && one.at >= c.from && one.at < c.to);
}
