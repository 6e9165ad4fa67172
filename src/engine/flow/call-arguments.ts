import { Arg, FnCol, Op, TypeExprCol, VarCol, givenTypes, opStride } from '../facts';
import type { Declared } from './declared-calls';
import type { Evaluation, Frame } from './evaluate';
import { elementOf } from './load';
import { stateOf } from './objects';
import type { Scope } from './scope';
import { resolveType, type Type } from './types';
import { plain, type Site, type Value } from './value';

/** One argument as the caller wrote it. */
export interface Argument {
  value: Value;
  register: number;
  start: number;
  end: number;
  /** A block, which goes to the parameter that takes one. */
  isBlock?: boolean;
}

/** Arguments of a call by how they were given. */
export interface CallArguments {
  positional: readonly Argument[];
  named: ReadonlyMap<string, Argument>;
  spread: readonly Argument[];
  namedSpread: readonly Argument[];
}

/** Most calls name and spread nothing: they share these. */
const noNames: ReadonlyMap<string, Argument> = new Map();
const none: readonly Argument[] = [];
export const noArguments: CallArguments = { positional: none, named: noNames, spread: none, namedSpread: none };

/** A call while it is evaluated. */
export interface Call {
  args: CallArguments;
  callee: Value;
  receiver: Value | null;
  receiverRegister: number;
  method: string;
  isNew: boolean;
  site: Site;
  op: number;
  guessed: number;
  /** Set for a method without a body that annotations speak of. */
  declared?: Declared;
}

/** Reads a call as it is written: callee, receiver and arguments. */
export function readCall(e: Evaluation, frame: Frame, scope: Scope, op: number): Call {
  const { ops, pool, strings } = frame.facts;
  const at = op * opStride;
  const calleeRegister = ops[at + 2] ?? -1;
  const row = ops[at + 3] ?? 0;
  const count = ops[at + 4] ?? 0;
  const site: Site = { fn: frame.fn, start: pool[row] ?? 0, end: pool[row + 1] ?? 0, callee: strings[pool[row + 2] ?? -1] ?? '', argument: null, error: false };
  const positional: Argument[] = [];
  let named: Map<string, Argument> | null = null;
  let spread: Argument[] | null = null;
  let namedSpread: Argument[] | null = null;
  for (let i = 0; i < count; i++) {
    const p = row + 3 + i * 5;
    const register = pool[p + 2] ?? -1;
    const argument: Argument = { value: frame.registers[register] ?? plain, register, start: pool[p + 3] ?? 0, end: pool[p + 4] ?? 0 };
    switch (pool[p]) {
      case Arg.Named: (named ??= new Map<string, Argument>()).set(strings[pool[p + 1] ?? -1] ?? '', argument); break;
      case Arg.Spread: if (!spreadInto(e, scope, positional, argument)) (spread ??= []).push(argument); break;
      case Arg.NamedSpread: {
        const state = stateOf(argument.value, scope);
        for (const [name, value] of state?.fields ?? []) if (name !== '...' && !named?.has(name)) (named ??= new Map<string, Argument>()).set(name, { ...argument, value, register: -1 });
        if (!state?.closed) (namedSpread ??= []).push(argument);
        break;
      }
      case Arg.Block: positional.push({ ...argument, isBlock: true }); break;
      default: positional.push(argument);
    }
  }
  const written = (frame.written[calleeRegister] ?? -1) * opStride;
  const isLoad = written >= 0 && ops[written] === Op.Load;
  const receiverRegister = isLoad ? (ops[written + 2] ?? -1) : -1;
  return {
    args: { positional, named: named ?? noNames, spread: spread ?? none, namedSpread: namedSpread ?? none }, callee: frame.registers[calleeRegister] ?? plain, receiver: isLoad ? (frame.registers[receiverRegister] ?? plain) : null, receiverRegister,
    method: isLoad ? (strings[ops[written + 3] ?? -1] ?? '') : (frame.registers[calleeRegister]?.name ?? ''), isNew: ops[at] === Op.New, site, op, guessed: 0,
  };
}

/** Types that a call was given: `client.get<User>(url)`. */
export function typesGiven(e: Evaluation, call: Call): readonly (Type | null)[] {
  const { file } = call.site.fn;
  const { ops, typeExprs, pool, strings } = file.facts;
  const at = (call.op + 1) * opStride;
  if (ops[at] !== Op.Cast || ops[at + 2] !== ops[call.op * opStride + 1]) return [];
  const row = (ops[at + 3] ?? 0) * TypeExprCol.stride;
  if (strings[typeExprs[row + TypeExprCol.name] ?? -1] !== givenTypes) return [];
  return Array.from({ length: typeExprs[row + TypeExprCol.argCount] ?? 0 }, (_, i) => resolveType(e.k.program, file, pool[(typeExprs[row + TypeExprCol.args] ?? 0) + i] ?? -1));
}

/** The type that a call is asked for by what is done with its result: given to it, declared of what it is kept in, or of the function that returns it. */
export function typeAsked(e: Evaluation, call: Call): Type | null {
  const { file, index } = call.site.fn;
  const { ops, variables, functions } = file.facts;
  const at = (call.op + 1) * opStride;
  const made = ops[call.op * opStride + 1];
  const [first, second] = [ops[at + 2] ?? -1, ops[at + 3] ?? -1];
  const expression = ops[at] === Op.Cast && first === made ? second
    : ops[at] === Op.Return && first === made ? functions[index * FnCol.stride + FnCol.returns]
    : ops[at] === Op.Assign && second === made ? variables[first * VarCol.stride + VarCol.type] : undefined;
  return expression === undefined || expression < 0 ? null : resolveType(e.k.program, file, expression);
}

/** Puts what is known of a spread list among the arguments by position; false where nothing is. */
function spreadInto(e: Evaluation, scope: Scope, positional: Argument[], argument: Argument): boolean {
  const state = stateOf(argument.value, scope);
  const known = state ? [...state.fields].filter(([name]) => /^\d+$/.test(name)) : [];
  for (const [, value] of known) positional.push({ ...argument, value, register: -1 });
  if (known.length === 0) positional.push({ ...argument, value: elementOf(e, argument.value, scope), register: -1 });
  return known.length > 0;
}
