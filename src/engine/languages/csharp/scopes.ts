import { VarKind } from '../../facts';
import { end, start } from '../nodes';
import type { Context } from './context';

/** A type whose body is being lowered. */
export interface OpenType {
  type: number;
  name: string;
  qualified: string;
  fields: ReadonlySet<string>;
  methods: ReadonlySet<string>;
  /** Types declared in it, by name. */
  nested: ReadonlyMap<string, number>;
  /** It has a base class, or parts elsewhere: names it does not declare may be members all the same. */
  isOpen: boolean;
}

/** A lexical scope: names of variables, or the members of a type. */
export interface Scope {
  parent: Scope | undefined;
  names: Map<string, number>;
  type: OpenType | undefined;
}

export const makeScope = (parent: Scope | undefined, type?: OpenType): Scope => ({ parent, names: new Map(), type });

/** Runs something in a scope of its own. */
export function inScope<T>(c: Context, run: () => T): T {
  const outer = c.scope;
  c.scope = makeScope(outer);
  const result = run();
  c.scope = outer;
  return result;
}

/** Declares a variable in the innermost scope; `_` binds nothing. */
export function declare(c: Context, name: string, node: number, kind: number = VarKind.Local, type = -1): number {
  const variable = c.builder.variable(name, kind, start(c, node), end(c, node), type);
  if (name !== '_' || kind !== VarKind.Local) c.scope.names.set(name, variable);
  return variable;
}

/** The innermost type being lowered. */
export function typeAround(scope: Scope): OpenType | undefined {
  let at: Scope | undefined = scope;
  while (at && !at.type) at = at.parent;
  return at?.type;
}

/** Where a name leads: a variable, a member or nested type of an enclosing type, or nowhere. */
export type Found = { variable: number } | { member: OpenType } | { nested: number } | undefined;

/** Looks a name up from the innermost scope. */
export function lookup(c: Context, name: string): Found {
  for (let scope: Scope | undefined = c.scope; scope; scope = scope.parent) {
    const variable = scope.names.get(name);
    if (variable !== undefined) return { variable };
    const { type } = scope;
    if (!type) continue;
    if (type.fields.has(name) || type.methods.has(name)) return { member: type };
    const nested = type.nested.get(name) ?? (type.name === name ? type.type : undefined);
    if (nested !== undefined) return { nested };
  }
  return undefined;
}
