import { Arg, Facet, Literal, Op, type ArgumentFact } from '../../facts';
import { childOf, children, end, field, kind, start, text, value } from '../nodes';
import { assignTarget } from './assignments';
import { lastName, nameText, valueIn, type Context } from './context';
import { lambdaValue } from './functions';
import { Kind } from './kinds';
import { conditionalAccess, memberAccess, nameValue, typeValue } from './names';
import { declare } from './scopes';
import { formatCall, givenArguments, literalText } from './texts';
import { typeOf } from './types';

/** What a call writes into variables of the caller once it is done: `out var email`. */
interface Outs { node: number; cell: number }

/** Value of an expression that is bound to a name: a lambda takes the name. */
export function namedValue(c: Context, node: number, name: string): number {
  return node >= 0 && (kind(c, node) === Kind.lambda_expression || kind(c, node) === Kind.anonymous_method_expression) ? lambdaValue(c, node, name) : value(c, node);
}

/** Arguments of a call as facts, in order; variables that the call fills are collected in `outs`. */
export function argumentsOf(c: Context, list: number, outs: Outs[]): ArgumentFact[] {
  const found: ArgumentFact[] = [];
  for (const one of children(c, list)) {
    const span = { start: start(c, one), end: end(c, one) };
    const nameNode = field(c, one, c.field.name);
    const inner = kind(c, one) === Kind.argument ? (children(c, one).filter((part) => part !== nameNode).at(-1) ?? -1) : one;
    const named = nameNode < 0 ? { kind: Arg.Positional } : { kind: Arg.Named, name: nameText(c, nameNode) };
    if (isOut(c, one, nameNode)) {
      const cell = c.builder.global('out', span.start, span.end);
      outs.push({ node: inner, cell });
      found.push({ ...named, value: cell, ...span });
    } else found.push({ ...named, value: inner < 0 ? valueIn(c, one, inner) : namedValue(c, inner, ''), ...span });
  }
  return found;
}

function isOut(c: Context, node: number, nameNode: number): boolean {
  const from = nameNode < 0 ? start(c, node) : end(c, nameNode);
  return /^[\s:]*out\s/.test(c.source.slice(from, from + 12));
}

/** A call; a bare name is one of an enclosing type, of `using static`, or inherited. */
export function callValue(c: Context, node: number): number {
  const b = c.builder;
  const called = field(c, node, c.field.function);
  const literal = literalText(c, node);
  if (literal !== undefined) return b.constant(Literal.Text, literal, start(c, node), end(c, node));
  const list = field(c, node, c.field.arguments);
  const k = called < 0 ? Kind.Other : kind(c, called);
  const nameNode = k === Kind.member_access_expression ? field(c, called, c.field.name) : called;
  const object = k === Kind.member_access_expression ? field(c, called, c.field.expression) : -1;
  const method = k === Kind.member_access_expression || k === Kind.identifier || k === Kind.generic_name ? lastName(c, nameNode) : '';
  if (object >= 0) {
    const made = (method === 'Format' || method === 'Concat' ? formatCall(c, node, text(c, object), method) : undefined) ?? awaited(c, node, object, method);
    if (made !== undefined) return made;
  }
  const from = start(c, Math.max(called, node));
  const isTyped = nameNode >= 0 && kind(c, nameNode) === Kind.generic_name;
  const to = isTyped ? end(c, childOf(c, nameNode, Kind.identifier)) : end(c, Math.max(called, node));
  const callee = calleeOf(c, called, k);
  const outs: Outs[] = [];
  const args = argumentsOf(c, list, outs);
  const typeArgument = isTyped ? (children(c, childOf(c, nameNode, Kind.type_argument_list))[0] ?? -1) : -1;
  if (typeArgument >= 0 && kind(c, typeArgument) !== Kind.predefined_type) {
    args.push({ kind: Arg.Named, name: 'type', value: typeArgumentValue(c, typeArgument), start: start(c, typeArgument), end: end(c, typeArgument) });
  }
  const second = isTyped ? (children(c, childOf(c, nameNode, Kind.type_argument_list))[1] ?? -1) : -1;
  if (second >= 0 && kind(c, second) === Kind.identifier) args.push({ kind: Arg.Named, name: 'type1', value: typeValue(c, second), start: start(c, second), end: end(c, second) });
  const result = b.call(Op.Call, callee, from, to, args, start(c, node), end(c, node));
  const holder = object >= 0 && outs.length > 0 ? holderOf(c, object, method, args) : -1;
  for (const out of outs) fill(c, out, holder);
  return result;
}

/** The type of `List<User>` is told by its element. */
function typeArgumentValue(c: Context, node: number): number {
  if (kind(c, node) === Kind.array_type) return typeArgumentValue(c, field(c, node, c.field.type));
  const inner = kind(c, node) === Kind.generic_name ? children(c, childOf(c, node, Kind.type_argument_list)).at(-1) : undefined;
  return typeValue(c, inner ?? node);
}

function calleeOf(c: Context, called: number, k: number): number {
  if (called < 0) return value(c, -1);
  switch (k) {
    case Kind.identifier: return nameValue(c, nameText(c, called), called, true);
    case Kind.generic_name: return nameValue(c, lastName(c, called), called, true);
    case Kind.member_access_expression: return memberAccess(c, called, true);
    case Kind.conditional_access_expression: return conditionalAccess(c, called);
    default: return value(c, called);
  }
}

/** `x.ConfigureAwait(false)` is x, `x.GetAwaiter().GetResult()` what x gives, `x.ToString()` its text. */
function awaited(c: Context, node: number, object: number, method: string): number | undefined {
  // The text form, by whatever the type says of it.
  const [first] = method === 'ToString' ? givenArguments(c, field(c, node, c.field.arguments)) : [];
  if (method === 'ToString' && (first === undefined || literalText(c, first) !== undefined)) return c.builder.text([{ value: value(c, object), facet: Facet.Text }], start(c, node), end(c, node));
  if (method === 'ConfigureAwait' || method === 'GetAwaiter' || method === 'AsTask') return value(c, object);
  if (method !== 'GetResult') return undefined;
  return c.builder.await(value(c, object), start(c, node), end(c, node));
}

/** What a look-up fills its variable from: the entry of a map, an element, or the text that was read. */
function holderOf(c: Context, object: number, method: string, args: readonly ArgumentFact[]): number {
  const span = [start(c, object), end(c, object)] as const;
  const [first] = args;
  if (/^Try(?:Parse|ParseExact|Create)$/.test(method) && first) return first.value;
  if (/^Try(?:GetValue|Remove)$/.test(method) && first) return c.builder.loadAt(value(c, object), first.value, ...span);
  return /^Try(?:Peek|Pop|Dequeue|Take|Read)$/.test(method) ? c.builder.iterate(value(c, object), ...span) : -1;
}

function fill(c: Context, out: Outs, holder: number): void {
  const { node, cell } = out;
  if (node < 0) return;
  const span = [start(c, node), end(c, node)] as const;
  const given = holder >= 0 ? holder : c.builder.iterate(cell, ...span);
  if (kind(c, node) !== Kind.declaration_expression) {
    if (text(c, node) !== '_') assignTarget(c, node, given, node);
    return;
  }
  const nameNode = field(c, node, c.field.name);
  const name = nameText(c, nameNode);
  if (nameNode < 0 || name === '_') return;
  c.builder.assign(declare(c, name, nameNode, 0, typeOf(c, field(c, node, c.field.type))), given, true, ...span);
}

/** `typeof(User)`: the type as a value. */
export function typeofValue(c: Context, node: number): number {
  return typeValue(c, field(c, node, c.field.type));
}

/** Value seen as a type, for `as` and casts. */
export function seenAs(c: Context, given: number, typeNode: number, node: number): number {
  const type = typeOf(c, typeNode);
  return type < 0 ? given : c.builder.cast(given, type, start(c, node), end(c, node));
}

