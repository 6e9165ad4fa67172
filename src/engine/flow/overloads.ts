import { FnCol, FunctionFlag, ParamFlag } from '../facts';
import type { Call } from './call-arguments';
import { flagsOf, type Evaluation } from './evaluate';
import { parameters } from './parameters';
import type { FunctionNode } from './program';
import { resolveType } from './types';
import type { FunctionValue } from './value';

/**
 * The function of that name in the same type that takes as many arguments: of several, the one whose declared parameter types fit what is
 * given. For languages whose files share names by package; elsewhere a type has one function of a name.
 */
export function overload(e: Evaluation, fn: FunctionNode, call: Call): FunctionNode {
  const count = call.args.positional.length;
  if (call.args.named.size > 0) return fn;
  const all = others(e, fn);
  if (all.length === 1 && takes(fn, count)) return fn;
  const fitting = all.filter((one) => takes(one, count));
  let best = fitting[0] ?? fn;
  let most = -1;
  for (const one of fitting.length > 1 ? fitting : []) {
    const score = fit(e, one, call);
    if (score > most) [best, most] = [one, score];
  }
  return best;
}

function takes(fn: FunctionNode, count: number): boolean {
  const list = parameters(fn);
  const isOpen = list.some((p) => p.flags & ParamFlag.Rest);
  return isOpen ? count >= list.length - 1 : count <= list.length && list.slice(count).every((p) => p.flags & ParamFlag.Optional);
}

/** Functions of the same type under the same name, constructors together. */
function others(e: Evaluation, fn: FunctionNode): readonly FunctionNode[] {
  e.k.program.declarationsOf(fn.file);
  const { functions } = fn.file.facts;
  const row = fn.index * FnCol.stride;
  const owner = functions[row + FnCol.ownerType] ?? -1;
  if (owner < 0) return [fn];
  const name = functions[row + FnCol.name];
  const isMaker = flagsOf(fn) & FunctionFlag.Constructor;
  return (fn.file.methods.get(owner) ?? []).filter((one) => (flagsOf(one) & FunctionFlag.Constructor) === isMaker && (functions[one.index * FnCol.stride + FnCol.name] === name || isMaker !== 0));
}

const bareName = (text: string): string => text.replace(/\?$/, '').toLowerCase();

function fit(e: Evaluation, fn: FunctionNode, call: Call): number {
  e.k.signature(fn);
  let score = 0;
  for (const p of parameters(fn)) {
    const given = call.args.positional[p.index]?.value;
    const wanted = p.type >= 0 ? resolveType(e.k.program, fn.file, p.type) : null;
    if (!given || !wanted) continue;
    const { type } = given;
    if (type?.kind === 'project' && wanted.kind === 'project' && type.node === wanted.node) score += 2;
    else if (typeof given.constant === 'string' && /^(?:[Ss]tring|CharSequence)$/.test(wanted.text)) score += 2;
    else if (type && wanted.kind === type.kind) score += type.kind === 'other' && bareName(type.text) === bareName(wanted.text) ? 2 : 1;
  }
  return score;
}

/** A function as it is called: the overload that fits; a method named by its type alone takes its first argument for the object. */
export function chosen(e: Evaluation, written: FunctionValue, call: Call): [FunctionValue, Call] {
  const { args } = call;
  const [object, ...rest] = args.positional;
  const flags = flagsOf(written.fn);
  const isUnbound = call.receiver?.klass && written.self === null && !(flags & (FunctionFlag.Static | FunctionFlag.Lambda | FunctionFlag.Constructor)) && object !== undefined;
  if (isUnbound) return [{ ...written, self: object.value }, { ...call, receiver: object.value, receiverRegister: object.register, args: { ...args, positional: rest } }];
  return [{ ...written, fn: overload(e, written.fn, call) }, call];
}

/** The method `name()` of a receiver that has a field of the same name, as accessors of records have. */
export function accessor(e: Evaluation, call: Call): FunctionValue[] {
  const { receiver } = call;
  const node = receiver?.type?.kind === 'project' ? receiver.type.node : receiver?.klass;
  if (!receiver || !node || node.file.package === '') return [];
  const fn = e.k.members(node).get(`${call.method}()`)?.fn;
  return fn ? [{ fn, self: receiver.klass ? null : receiver, env: null }] : [];
}
