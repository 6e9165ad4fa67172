import { VarKind } from '../../facts';
import { child, end, kind, start, text } from '../nodes';
import type { Context, Scope } from './context';
import { Kind } from './kinds';

export const makeScope = (parent?: Scope): Scope => ({ parent, names: new Map() });

/** Declares a variable in the innermost function. */
export function declare(c: Context, name: string, node: number, kindOf: number = VarKind.Local, type = -1): number {
  const variable = c.builder.variable(name, kindOf, start(c, node), end(c, node), type);
  c.scope.names.set(name, variable);
  return variable;
}

/** The variable a name stands for, or undefined. */
export function lookup(c: Context, name: string): number | undefined {
  for (let scope: Scope | undefined = c.scope; scope; scope = scope.parent) {
    const variable = scope.names.get(name);
    if (variable !== undefined) return variable;
  }
  return undefined;
}

/** Name of a `$variable` without its sign; '' for what is computed. */
export function variableName(c: Context, node: number): string {
  if (node < 0) return '';
  const k = kind(c, node);
  if (k === Kind.Variable) return c.source.slice(start(c, node) + 1, end(c, node)).trim();
  if (k !== Kind.DynamicVariable) return '';
  const inner = child(c, node);
  return inner >= 0 && kind(c, inner) === Kind.Name ? text(c, inner) : '';
}

/** Sets a variable, which is declared by that where it is new. */
export function assignName(c: Context, name: string, from: number, node: number, at = node): void {
  const known = lookup(c, name);
  c.builder.assign(known ?? declare(c, name, node), from, known === undefined, start(c, at), end(c, at));
}

const superglobals = new Set(['_GET', '_POST', '_REQUEST', '_COOKIE', '_SERVER', '_FILES', '_SESSION', '_ENV']);

/** Value of a variable; those that every function sees are globals. */
export function variableValue(c: Context, name: string, node: number): number {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  if (name === 'this' && c.type) return b.self(...span);
  if ((name.charCodeAt(0) === 95 && superglobals.has(name)) || name === 'GLOBALS') return b.global(name, ...span);
  return b.ref(lookup(c, name) ?? declare(c, name, node), ...span);
}
