import { Arg, Derived, Entry, Literal, Op, type ArgumentFact, type EntryFact } from '../../facts';
import { bare, child, childOf, children, end, field, kind, start, text, value } from '../nodes';
import { memberName, memberValue, scopeValue } from './access';
import { anonymousClass } from './classes';
import { condition } from './conditions';
import type { Context } from './context';
import { callableArgument, callableCallee, partialCall } from './callables';
import { namedValue } from './functions';
import { Kind } from './kinds';
import { classValue, functionValue } from './names';
import { declare, lookup } from './scopes';
import { formatted, literalText } from './texts';

const contentOf = (c: Context, argument: number): number => {
  const name = field(c, argument, c.field.name);
  return children(c, argument).find((one) => one !== name && kind(c, one) !== Kind.Reference2) ?? -1;
};

/** Expressions that are given, without names and commas. */
export function given(c: Context, list: number): number[] {
  return children(c, list).filter((one) => kind(c, one) === Kind.Argument).map((one) => contentOf(c, one)).filter((one) => one >= 0);
}

/** Arguments of a call as facts, in order; `callable` is the place of one that may name a function by a text. */
export function argumentsOf(c: Context, list: number, callable = -1): ArgumentFact[] {
  const out: ArgumentFact[] = [];
  for (const one of children(c, list)) {
    if (kind(c, one) !== Kind.Argument) continue;
    const name = field(c, one, c.field.name);
    const content = contentOf(c, one);
    const span = { start: start(c, content < 0 ? one : content), end: end(c, one) };
    if (name >= 0) out.push({ kind: Arg.Named, name: text(c, name), value: value(c, content), ...span, start: start(c, one) });
    else if (content >= 0 && kind(c, content) === Kind.Unpacking) out.push({ kind: Arg.Spread, value: value(c, child(c, content)), ...span });
    else out.push({ kind: Arg.Positional, value: out.length === callable ? callableArgument(c, content) : namedValue(c, content, ''), ...span });
  }
  return out;
}

/** Functions that call one of their arguments, and its place. */
const callablePlaces: Readonly<Record<string, number>> = {
  array_map: 0, array_filter: 1, array_walk: 1, array_walk_recursive: 1, array_reduce: 1, usort: 1, uasort: 1, preg_replace_callback: 1, register_shutdown_function: 0, iterator_apply: 1, array_find: 1,
};

/** `f(…)`: of the language's own functions those that build a text or an array are what they build. */
export function functionCall(c: Context, node: number): number {
  const called = field(c, node, c.field.function);
  const list = field(c, node, c.field.arguments);
  if (called < 0) return value(c, list);
  const span = [start(c, called), end(c, called)] as const;
  const k = kind(c, called);
  const isNamed = k === Kind.Name || k === Kind.QualifiedName || k === Kind.RelativeName;
  const name = isNamed ? text(c, called).replace(/^\\/, '') : '';
  if (childOf(c, list, Kind.Placeholder) >= 0) return partialCall(c, node, () => (isNamed ? functionValue(c, called) : value(c, called)), span);
  if (isNamed) {
    const made = builtin(c, node, name, list);
    if (made !== undefined) return made;
    return c.builder.call(Op.Call, functionValue(c, called), ...span, argumentsOf(c, list, callablePlaces[name] ?? -1), start(c, node), end(c, node));
  }
  return c.builder.call(Op.Call, callableCallee(c, called), ...span, argumentsOf(c, list), start(c, node), end(c, node));
}

function builtin(c: Context, node: number, name: string, list: number): number | undefined {
  switch (name) {
    case 'sprintf': case '__sprintf': return formatted(c, node, given(c, list), false);
    case 'vsprintf': return formatted(c, node, given(c, list), true);
    case 'isset': case 'empty': return c.builder.derive(Derived.Test, given(c, list).map((one) => value(c, one)), start(c, node), end(c, node));
    case 'compact': return compact(c, node, list);
    case 'array_column': return column(c, node, list);
    case 'array_merge': case 'array_replace': case 'array_merge_recursive': return merged(c, node, list);
    case 'assert': {
      const [claim = -1] = given(c, list);
      if (claim < 0) return undefined;
      const { register, late, isNegated } = condition(c, claim);
      if (!isNegated) late?.();
      return register;
    }
    case 'define': defineConstant(c, node, list); return undefined;
    case 'call_user_func': {
      const [called = -1] = given(c, list);
      if (called < 0) return undefined;
      const args = argumentsOf(c, list).slice(1);
      return c.builder.call(Op.Call, callableCallee(c, called), start(c, called), end(c, called), args, start(c, node), end(c, node));
    }
    default: return undefined;
  }
}

/** `compact('a', 'b')`: a record of the variables of these names. */
function compact(c: Context, node: number, list: number): number | undefined {
  const names = given(c, list).flatMap((one) => (kind(c, bare(c, one)) === Kind.Array ? children(c, bare(c, one)).map((item) => child(c, item)) : [one]));
  const entries: EntryFact[] = [];
  for (const one of names) {
    const name = literalText(c, one);
    if (name === undefined) return undefined;
    const span = { start: start(c, one), end: end(c, one) };
    entries.push({ kind: Entry.Key, key: name, value: c.builder.ref(lookup(c, name) ?? declare(c, name, one), span.start, span.end), ...span });
  }
  return c.builder.record(entries, start(c, node), end(c, node));
}

/** `array_column($rows, 'email')`: a list of that field of the elements. */
function column(c: Context, node: number, list: number): number | undefined {
  const b = c.builder;
  const [rows = -1, name = -1] = given(c, list);
  const key = literalText(c, name);
  if (key === undefined) return undefined;
  const span = [start(c, node), end(c, node)] as const;
  const item = b.load(b.iterate(value(c, rows), ...span), key, ...span);
  return b.list([{ kind: Entry.Item, value: item }], ...span);
}

/** `array_merge($a, $b)`: what all of them hold. */
function merged(c: Context, node: number, list: number): number | undefined {
  const parts = given(c, list);
  if (parts.length === 0 || parts.some((one) => kind(c, one) === Kind.Unpacking)) return undefined;
  return c.builder.record(parts.map((one) => ({ kind: Entry.Spread, value: value(c, one), start: start(c, one), end: end(c, one) })), start(c, node), end(c, node));
}

/** `define('A', …)` sets a constant that every file sees. */
function defineConstant(c: Context, node: number, list: number): void {
  const [nameNode = -1, content = -1] = given(c, list);
  const variable = c.constants.get(literalText(c, nameNode) ?? '');
  if (variable !== undefined && content >= 0) c.builder.assign(variable, value(c, content), true, start(c, node), end(c, node));
}

/** `$a->b(…)` and `$a?->b(…)`. */
export function methodCall(c: Context, node: number): number {
  const nameNode = field(c, node, c.field.name);
  const list = field(c, node, c.field.arguments);
  const span = [start(c, node), end(c, Math.max(nameNode, node))] as const;
  const callee = (): number => memberValue(c, node, ...span);
  if (childOf(c, list, Kind.Placeholder) >= 0) return partialCall(c, node, callee, span);
  return c.builder.call(Op.Call, callee(), ...span, argumentsOf(c, list), start(c, node), end(c, node));
}

/** `A::b(…)`; `parent::__construct(…)` runs the constructor above, `self::b(…)` may be a method of the object. */
export function staticCall(c: Context, node: number): number {
  const b = c.builder;
  const scope = field(c, node, c.field.scope);
  const nameNode = field(c, node, c.field.name);
  const list = field(c, node, c.field.arguments);
  const span = [start(c, node), end(c, Math.max(nameNode, node))] as const;
  const name = memberName(c, node);
  const word = scope >= 0 && kind(c, scope) === Kind.RelativeScope ? text(c, scope).toLowerCase() : '';
  const callee = (): number => {
    if (word === 'parent' && name === '__construct') return b.superValue(...span);
    const from = c.type && !c.isStatic && (word === 'self' || word === 'static') ? b.self(...span) : scopeValue(c, scope);
    return name === undefined ? b.loadAt(from, value(c, nameNode), ...span) : b.load(from, name, ...span);
  };
  if (childOf(c, list, Kind.Placeholder) >= 0) return partialCall(c, node, callee, span);
  return b.call(Op.Call, callee(), ...span, argumentsOf(c, list), start(c, node), end(c, node));
}

/** `new A(…)`, with a body an anonymous class. */
export function creation(c: Context, node: number): number {
  const b = c.builder;
  const [first = -1, ...rest] = children(c, node);
  const span = [start(c, Math.max(first, node)), end(c, Math.max(first, node))] as const;
  const all = [start(c, node), end(c, node)] as const;
  if (first < 0) return b.constant(Literal.Null, '', ...all);
  if (kind(c, first) === Kind.AnonymousClass) {
    const args = argumentsOf(c, childOf(c, first, Kind.Arguments));
    return b.call(Op.New, b.classValue(anonymousClass(c, first), ...span), span[0], span[0] + 5, args, ...all);
  }
  const k = kind(c, first);
  const callee = k === Kind.Name || k === Kind.QualifiedName || k === Kind.RelativeName ? classValue(c, first) : value(c, first);
  return b.call(Op.New, callee, ...span, argumentsOf(c, rest.find((one) => kind(c, one) === Kind.Arguments) ?? -1), ...all);
}

/** What a language construct does that looks like a call: `echo`, `print`, `exit`. */
export function constructCall(c: Context, node: number, name: string, parts: readonly number[]): number {
  const span = [start(c, node), Math.min(end(c, node), start(c, node) + name.length)] as const;
  const args = parts.map((one) => ({ kind: Arg.Positional, value: value(c, one), start: start(c, one), end: end(c, one) }));
  return c.builder.call(Op.Call, c.builder.global(name, ...span), ...span, args, start(c, node), end(c, node));
}

