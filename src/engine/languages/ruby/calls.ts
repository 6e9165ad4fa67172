import { Arg, Derived, LoadFlag, Op, ParamFlag, type ArgumentFact } from '../../facts';
import { children, end, field, kind, start, text, value } from '../nodes';
import { argumentsOf } from './arguments';
import { leaveAfter, methodOf } from './blocks';
import type { Context } from './context';
import { Kind } from './kinds';
import { bareName, constantPath } from './names';
import { lookup } from './scopes';
import { specials } from './specials';

/** A method call, with or without brackets, receiver and block. */
export function callValue(c: Context, node: number): number {
  const method = field(c, node, c.field.method);
  const receiver = field(c, node, c.field.receiver);
  const list = field(c, node, c.field.arguments);
  const block = field(c, node, c.field.block);
  const b = c.builder;
  const to = end(c, node);
  if (method < 0) {
    const callee = value(c, receiver);
    return b.call(Op.Call, callee, start(c, receiver), end(c, receiver), argumentsOf(c, list, block), start(c, node), to);
  }
  if (kind(c, method) === Kind.Super) return superCall(c, node, list, block);
  const name = text(c, method);
  const made = specials.get(name)?.(c, { node, method, receiver, list, block });
  if (made !== undefined) return made;
  const from = receiver >= 0 ? start(c, receiver) : start(c, method);
  const span = [from, end(c, method)] as const;
  const isPlain = list < 0 && block < 0;
  let result: number;
  if (receiver < 0 && name === 'new' && c.isStatic && c.type && !c.type.members.has('new')) {
    result = b.call(Op.New, b.classValue(c.type.type, ...span), ...span, argumentsOf(c, list, block), from, to);
  } else if (receiver < 0) {
    const callee = bareName(c, name, method, 0);
    result = b.call(Op.Call, callee, ...span, argumentsOf(c, list, block), from, to);
  } else if (name === 'new' && isClass(c, receiver)) {
    const made = value(c, receiver);
    result = b.call(Op.New, made, ...span, argumentsOf(c, list, block), from, to);
  } else if (name === 'call' && isCallable(c, receiver)) {
    const callee = value(c, receiver);
    result = b.call(Op.Call, callee, ...span, argumentsOf(c, list, block), from, to);
  } else {
    const object = value(c, receiver);
    const optional = isSafe(c, receiver, method) ? LoadFlag.Optional : 0;
    if (isPlain) result = b.load(object, name, ...span, optional | LoadFlag.Called);
    else {
      const callee = b.load(object, name, ...span, optional);
      result = b.call(Op.Call, callee, ...span, argumentsOf(c, list, block), from, to);
    }
  }
  if (block >= 0) leaveAfter(c, block, node);
  return name.endsWith('?') ? b.derive(Derived.Test, [result], from, to) : result;
}

const isClass = (c: Context, node: number): boolean => constantPath(c, node) !== '' || (kind(c, node) === Kind.Self && c.isStatic);

/** True for `&.` between a receiver and its method. */
const isSafe = (c: Context, receiver: number, method: number): boolean => c.source.slice(end(c, receiver), start(c, method)).includes('&.');

function isCallable(c: Context, node: number): boolean {
  return kind(c, node) === Kind.Identifier && c.callables.has(lookup(c, text(c, node)));
}

/** How a parameter is handed on as it came. */
function kindOfArgument(flags: number): number {
  if (flags & ParamFlag.Rest) return Arg.Spread;
  if (flags & ParamFlag.NamedRest) return Arg.NamedSpread;
  if (flags & ParamFlag.Block) return Arg.Block;
  return flags & ParamFlag.NamedOnly ? Arg.Named : Arg.Positional;
}

/** The fields that `super(only: %i[id])` and `super({ except: [:email] }.merge(options))` leave of all. */
function narrowed(c: Context, list: number, all: number, from: number, to: number): number {
  const chosen = list < 0 ? -1 : choice(c, list, 0);
  if (chosen < 0) return all;
  const names = field(c, chosen, c.field.value);
  const b = c.builder;
  const callee = b.load(all, text(c, field(c, chosen, c.field.key)).replace(/:/g, ''), from, to);
  return b.call(Op.Call, callee, from, to, [{ kind: Arg.Spread, value: value(c, names), start: from, end: to }], from, to);
}

/** The pair of `only:` or `except:` in the arguments. */
function choice(c: Context, node: number, depth: number): number {
  for (const one of children(c, node)) {
    const key = kind(c, one) === Kind.Pair ? field(c, one, c.field.key) : -1;
    if (key >= 0 && /^:?(?:only|except):?$/.test(text(c, key))) return one;
    const found = key >= 0 || depth > 4 ? -1 : choice(c, one, depth + 1);
    if (found >= 0) return found;
  }
  return -1;
}

/** `super(…)`, and `super` alone with the arguments of the method itself. */
export function superCall(c: Context, node: number, list: number, block: number): number {
  const b = c.builder;
  const from = start(c, node);
  const to = end(c, node);
  const method = methodOf(c);
  if (/^(?:as_json|serializable_hash|to_h|attributes)$/.test(method.method)) return narrowed(c, list, b.load(b.self(from, to), 'attributes', from, to), from, to);
  const given: ArgumentFact[] = list >= 0 || block >= 0 || kind(c, node) !== Kind.Super ? argumentsOf(c, list, block)
    : method.rows.filter((row) => row.name !== '').map((row) => ({ kind: kindOfArgument(row.flags), ...(row.flags & ParamFlag.NamedOnly ? { name: row.name } : {}), value: b.ref(row.variable, from, to), start: from, end: to }));
  const parent = b.superValue(from, from + 5);
  const callee = method.method === 'initialize' ? parent : b.load(parent, method.method === '' ? 'super' : method.method, from, from + 5);
  return b.call(Op.Call, callee, from, from + 5, given, from, to);
}
