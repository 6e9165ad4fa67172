import { Arg, Derived, Op, Test, VarKind } from '../../facts';
import { childOf, children, end, kind, start, text, value } from '../nodes';
import { leaves } from './blocks';
import { chosen, orNothing } from './branches';
import { argumentNodes, type CallParts } from './call-parts';
import { nameOf, type Context } from './context';
import { destructure } from './destructuring';
import { Kind } from './kinds';
import { holderOf } from './names';
import { inScope, lookup, type Implicit } from './scopes';

/** What a function of the standard library gives that runs its lambda once, on the spot. */
type Gives = 'lambda' | 'object' | 'either';
/** How the lambda sees the object: as `it`, as its receiver, or not at all. */
type Sees = 'it' | 'receiver' | 'nothing';

const onObject: Readonly<Partial<Record<string, readonly [Sees, Gives]>>> = {
  let: ['it', 'lambda'], also: ['it', 'object'], apply: ['receiver', 'object'], run: ['receiver', 'lambda'], takeIf: ['it', 'object'], takeUnless: ['it', 'object'],
  use: ['it', 'lambda'], runCatching: ['receiver', 'lambda'], withLock: ['nothing', 'lambda'], ifEmpty: ['nothing', 'either'], ifBlank: ['nothing', 'either'],
};
const alone: ReadonlySet<string> = new Set(['run', 'runCatching', 'with', 'synchronized', 'lazy', 'buildString', 'buildList', 'buildSet', 'buildMap']);

/**
 * `user?.let { … }`, `apply`, `with`, …: inline functions of the language whose lambda runs where it stands, so it is lowered there and a
 * `return` in it is one of the function around. Undefined for other calls, and where the file has a function of that name.
 */
export function scopeFunction(c: Context, parts: CallParts): number | undefined {
  const { name, lambda } = parts;
  if (lambda < 0 || name === '') return undefined;
  const isOwn = parts.object < 0;
  if (isOwn && lookup(c, name, true) !== undefined) return undefined;
  if (isOwn && alone.has(name)) return standingAlone(c, parts);
  const how = Object.hasOwn(onObject, name) ? onObject[name] : undefined;
  if (!how || (parts.list >= 0 && children(c, parts.list).length > 0)) return undefined;
  const b = c.builder;
  const [sees, gives] = how;
  const span = [start(c, parts.node), end(c, parts.node)] as const;
  const object = isOwn ? holderOf(c, name, ...span) : value(c, parts.object);
  if (object < 0) return undefined;
  const isGuarded = parts.isSafe || gives === 'either';
  if (isGuarded) b.control(Op.If, ...span, b.is(object, Test.Null, -1, ...span), gives === 'either' ? 0 : 1);
  const given = body(c, parts, sees === 'nothing' ? -1 : object, sees === 'receiver');
  if (isGuarded) b.control(Op.End, span[1], span[1]);
  // `fun line(text: String) = apply { lines += text }`: what was written since is seen when it is read again.
  if (gives === 'object') return isOwn ? holderOf(c, name, ...span) : object;
  return gives === 'either' ? chosen(c, [object, given].filter((one) => one >= 0), parts.node, true) : orNothing(c, given, parts.node);
}

/** `run { }`, `with(x) { }`, `buildString { }`. */
function standingAlone(c: Context, parts: CallParts): number {
  const b = c.builder;
  const span = [start(c, parts.node), end(c, parts.node)] as const;
  const [first] = argumentNodes(c, parts.list);
  switch (parts.name) {
    case 'with': return orNothing(c, body(c, parts, value(c, first?.value ?? -1), true), parts.node);
    case 'buildString': {
      const at = [start(c, parts.nameNode), end(c, parts.nameNode)] as const;
      const made = b.call(Op.New, b.global('StringBuilder', ...at), ...at, [], ...at);
      body(c, parts, made, true, /^(?:append\w*|insert|deleteCharAt|delete|setLength|length)$/);
      return b.call(Op.Call, b.load(made, 'toString', ...at), ...at, [], ...span);
    }
    case 'buildList': case 'buildSet': {
      const made = b.list([], ...span);
      body(c, parts, made, true, /^(?:add|addAll|remove|removeAll|size|clear)$/);
      return made;
    }
    case 'buildMap': {
      const made = b.record([], ...span);
      body(c, parts, made, true, /^(?:put|putAll|putIfAbsent|remove|size)$/);
      return made;
    }
    default: {
      if (first) b.derive(Derived.Test, [value(c, first.value)], ...span);
      return orNothing(c, body(c, parts, -1, false), parts.node);
    }
  }
}

/** Lowers the lambda with its object bound; gives the value of its last expression or of the places that leave it early, -1 for none. */
function body(c: Context, parts: CallParts, object: number, isReceiver: boolean, only?: RegExp): number {
  const b = c.builder;
  const { lambda } = parts;
  const at = [start(c, lambda), start(c, lambda) + 1] as const;
  let implicit: Implicit | undefined;
  if (object >= 0 && isReceiver) {
    const variable = b.variable('', VarKind.Local, ...at);
    b.assign(variable, object, true, ...at);
    implicit = { variable, ...(only ? { only } : {}) };
  }
  return inScope(c, () => {
    if (object >= 0 && !isReceiver) bindObject(c, lambda, object);
    c.inlined.push({ label: labelOf(c, parts), values: [] });
    const last = leaves(c, lambda);
    const values = c.inlined.pop()?.values ?? [];
    return chosen(c, last >= 0 ? [...values, last] : values, parts.node, true);
  }, implicit);
}

/** Label of the lambda: its own, or the name of the function. */
function labelOf(c: Context, parts: CallParts): string {
  const label = childOf(c, childOf(c, parts.node, Kind.AnnotatedLambda), Kind.Label);
  return label < 0 ? parts.name : text(c, label).replace('@', '');
}

function bindObject(c: Context, lambda: number, object: number): void {
  const b = c.builder;
  const [named = -1] = children(c, childOf(c, lambda, Kind.LambdaParameters));
  if (named >= 0 && kind(c, named) === Kind.Variables) {
    destructure(c, named, object);
    return;
  }
  const nameNode = named < 0 ? -1 : childOf(c, named, Kind.Identifier);
  const span = nameNode < 0 ? [start(c, lambda), start(c, lambda) + 1] as const : [start(c, nameNode), end(c, nameNode)] as const;
  const name = nameNode < 0 ? 'it' : nameOf(c, nameNode);
  // `it` is no name of its own: the object keeps the one it has.
  const variable = b.variable(name === 'it' || name === '_' ? '' : name, VarKind.Local, ...span);
  c.scope.names.set(name, variable);
  b.assign(variable, object, true, ...span);
}

/** The inlined lambda that `return@label` leaves; undefined when it leaves a function. */
export function inlinedBy(c: Context, label: string): Context['inlined'][number] | undefined {
  return label === '' ? undefined : c.inlined.findLast((one) => one.label === label);
}

/** An argument by place. */
export const positional = (c: Context, node: number): { kind: number; value: number; start: number; end: number } => ({ kind: Arg.Positional, value: value(c, node), start: start(c, node), end: end(c, node) });
