import { end, field, kind, start, text, type Handlers, type Nodes } from '../nodes';
import { Kind, type Fields } from './kinds';
import type { Scope } from './scopes';

/** What the lowering knows of the grammar, looked up once. */
export interface Tables extends Handlers<Context> {
  field: Fields;
}

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
  /** Registers that the innermost switch used as a value may give. */
  yields: number[] | undefined;
  /** Labels of the enclosing loops and switches, innermost last; '' where there is none. */
  targets: string[];
  pendingLabel: string;
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
