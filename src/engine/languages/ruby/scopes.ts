import { VarKind } from '../../facts';
import { end, start } from '../nodes';
import type { Context } from './context';

/** A lexical scope: blocks see the scope around them, methods and classes see none. */
export interface Scope {
  parent: Scope | undefined;
  names: Map<string, number>;
}

export const makeScope = (parent: Scope | undefined): Scope => ({ parent, names: new Map() });

/** Variable of a local name, or -1. */
export function lookup(c: Context, name: string): number {
  for (let scope: Scope | undefined = c.scope; scope; scope = scope.parent) {
    const found = scope.names.get(name);
    if (found !== undefined) return found;
  }
  return -1;
}

/** Declares a variable in the innermost scope. */
export function declare(c: Context, name: string, node: number, kind: number = VarKind.Local): number {
  const variable = c.builder.variable(name, kind, start(c, node), end(c, node));
  c.scope.names.set(name, variable);
  return variable;
}
