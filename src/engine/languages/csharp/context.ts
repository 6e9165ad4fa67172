import { childOf, children, end, field, fieldOf, kind, start, text, value, type Handlers, type Nodes } from '../nodes';
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
  /** Parameters that callers read after the call, by the variable that stands for them inside. */
  outs: Map<number, number>;
  /** Namespaces the file opens or declares. */
  namespaces: Set<string>;
  /** Type node of what the innermost function gives, -1 for none. */
  result: number;
  /** Functions around the innermost one. */
  depth: number;
}

/** Operator that stands between two nodes; comments there are passed over. */
export function operatorBetween(c: Context, left: number, right: number): string {
  const between = c.source.slice(end(c, left), start(c, right));
  return (between.includes('/') ? between.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '') : between).replace(/[\s()]+/g, '');
}

/** A name without the sign that lets a keyword be one. */
export function nameText(c: Context, node: number): string {
  const written = text(c, node);
  return written.charCodeAt(0) === 64 ? written.slice(1) : written;
}

/** The simple name at the end of a name node: `Set` of `Set<User>`, `Json` of `System.Text.Json`. */
export function lastName(c: Context, node: number): string {
  if (node < 0) return '';
  switch (kind(c, node)) {
    case Kind.generic_name: return nameText(c, childOf(c, node, Kind.identifier));
    case Kind.qualified_name: case Kind.alias_qualified_name: case Kind.member_access_expression: case Kind.member_binding_expression: return lastName(c, field(c, node, c.field.name));
    default: return nameText(c, node);
  }
}

/** Name as written of identifiers joined by dots, type arguments and `global::` left out, or ''. */
export function dotted(c: Context, node: number): string {
  if (node < 0) return '';
  switch (kind(c, node)) {
    case Kind.identifier: return nameText(c, node);
    case Kind.generic_name: return lastName(c, node);
    case Kind.alias_qualified_name: return lastName(c, node);
    case Kind.qualified_name: {
      const before = dotted(c, field(c, node, c.field.qualifier));
      return before === '' ? '' : `${before}.${lastName(c, field(c, node, c.field.name))}`;
    }
    case Kind.member_access_expression: {
      const before = dotted(c, field(c, node, c.field.expression));
      return before === '' ? '' : `${before}.${lastName(c, field(c, node, c.field.name))}`;
    }
    default: return '';
  }
}

/** Children of a node, those of `#if` parts among them. */
export function parts(c: Context, node: number): number[] {
  const found: number[] = [];
  for (const one of children(c, node)) {
    const k = kind(c, one);
    if (k !== Kind.preproc_if && k !== Kind.preproc_elif && k !== Kind.preproc_else) found.push(one);
    else found.push(...parts(c, one).filter((inner) => fieldOf(c, inner) !== c.field.condition));
  }
  return found;
}

/** Value of what stands in a node: an expression, or the keyword `this` or `base`, for which the grammar has no node. */
export function valueIn(c: Context, node: number, inner: number): number {
  if (inner >= 0) return value(c, inner);
  return node >= 0 ? keywordValue(c, start(c, node), end(c, node)) : value(c, -1);
}

/** `this` or `base` behind any sign or word in a part of the source; else nothing is given. */
export function keywordValue(c: Context, from: number, to: number): number {
  const found = /(?:^|[^\w])(this|base)\s*;?\s*$/.exec(c.source.slice(Math.max(from, to - 400), to));
  if (!found) return value(c, -1);
  const at = to - found[0].length + found[0].indexOf(found[1] ?? '');
  return found[1] === 'base' ? c.builder.superValue(at, at + 4) : c.builder.self(at, at + 4);
}
