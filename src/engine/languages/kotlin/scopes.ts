import { VarKind } from '../../facts';
import { end, start } from '../nodes';
import { nameOf, type Context } from './context';

/** A type whose body is being lowered. */
export interface OpenType {
  type: number;
  name: string;
  qualified: string;
  fields: Set<string>;
  methods: Set<string>;
  /** Methods written for another receiver: they take it as their first argument. */
  extensions: Set<string>;
  /** Types declared in it, by name. */
  nested: Map<string, number>;
}

/** What a bare name may belong to: the value of a variable, or `this` seen as a type (-1 unknown). */
export type Implicit = { variable: number; /** Names it is known to have alone. */ only?: RegExp } | { seenAs: number };

/** A lexical scope: names of variables, the members of a type, or those of an implicit receiver. */
export interface Scope {
  parent: Scope | undefined;
  names: Map<string, number>;
  type: OpenType | undefined;
  implicit: Implicit | undefined;
}

export const makeScope = (parent: Scope | undefined, type?: OpenType, implicit?: Implicit): Scope => ({ parent, names: new Map(), type, implicit });

/** Runs something in a scope of its own. */
export function inScope<T>(c: Context, run: () => T, implicit?: Implicit): T {
  const outer = c.scope;
  c.scope = makeScope(outer, undefined, implicit);
  const result = run();
  c.scope = outer;
  return result;
}

/** Declares a variable in the innermost scope. */
export function declare(c: Context, name: string, node: number, kind: number = VarKind.Local, type = -1): number {
  const variable = c.builder.variable(name, kind, start(c, node), end(c, node), type);
  c.scope.names.set(name, variable);
  return variable;
}

/** Declares the variable an identifier names; `_` stays without a name. */
export function declareNode(c: Context, node: number, kind: number = VarKind.Local, type = -1): number {
  const name = nameOf(c, node);
  return name === '_' ? c.builder.variable('', kind, start(c, node), end(c, node), type) : declare(c, name, node, kind, type);
}

/** The innermost type being lowered. */
export function typeAround(scope: Scope): OpenType | undefined {
  let at: Scope | undefined = scope;
  while (at && !at.type) at = at.parent;
  return at?.type;
}

/** Where a bare name leads: a variable, a member or nested type of an enclosing type, or nowhere. */
export type Found = { variable: number } | { member: OpenType } | { nested: number } | undefined;

/** Looks a name up from the innermost scope; `isCall` asks for methods before fields. */
export function lookup(c: Context, name: string, isCall = false): Found {
  for (let scope: Scope | undefined = c.scope; scope; scope = scope.parent) {
    const variable = scope.names.get(name);
    if (variable !== undefined) return { variable };
    const { type } = scope;
    if (!type) continue;
    if (isCall ? type.methods.has(name) || type.fields.has(name) : type.fields.has(name) || type.methods.has(name)) return { member: type };
    const nested = type.nested.get(name) ?? (type.name === name ? type.type : undefined);
    if (nested !== undefined) return { nested };
  }
  return undefined;
}

/** What a bare name that is declared nowhere in sight may belong to: the nearest receiver that may have it, or the type around. */
export function implicitAround(c: Context, name: string): Implicit | OpenType | undefined {
  for (let scope: Scope | undefined = c.scope; scope; scope = scope.parent) {
    const { implicit } = scope;
    if (implicit && (!('variable' in implicit) || name === 'this' || implicit.only?.test(name) !== false)) return implicit;
    if (scope.type) return scope.type;
  }
  return undefined;
}

/** The nearest type that has an extension of that name among its methods. */
export function extensionAround(c: Context, name: string): OpenType | undefined {
  for (let scope: Scope | undefined = c.scope; scope; scope = scope.parent) if (scope.type?.extensions.has(name)) return scope.type;
  return undefined;
}

/** True for what Kotlin calls types by custom: a capital first, and not capitals alone. */
export const looksLikeType = (name: string): boolean => /^[A-Z]/.test(name) && (name.length === 1 || /[a-z]/.test(name));
