import { Derived, Op, Test, VarCol, VarKind, opStride } from '../facts';
import { classify } from '../classify';
import { asList, asPlain, fieldOf, guardInput, guardLabel, inputAt, inputElsewhere } from './carried';
import { typeText } from './declarations';
import type { Evaluation, Frame } from './evaluate';
import { stateOf } from './objects';
import type { Scope } from './scope';
import { Guard, Origin, change, plain, type InputRef, type Value } from './value';

/** Methods and functions that tell whether a list, set or record holds a text. */
const asking = new Set(['has', 'includes', 'contains', 'Contains', 'ContainsKey', 'containsKey', 'include?', 'member?', 'key?', 'in_array']);

/** More names than that are no list of fields. */
const maxNames = 64;

/** What a condition asks: whether the text in a variable is one of these names. */
export interface Membership {
  names: readonly string[];
  variable: number;
  /** The key is a parameter, and another one is what stands under it: `(key, value) => …`. */
  isParameter: boolean;
}

/** Reads a condition such as `SENSITIVE.has(key)`, `key in SENSITIVE` or `SENSITIVE[key]`; null for all others. */
export function membershipOf(e: Evaluation, frame: Frame, scope: Scope, condition: number): Membership | null {
  const { ops } = frame.facts;
  const made = frame.written[condition] ?? -1;
  if (made < 0) return null;
  const at = made * opStride;
  switch (ops[at]) {
    case Op.Call: return asked(e, frame, scope, made);
    case Op.Derive: {
      const first = ops[at + 2] ?? 0;
      if (ops[at + 3] !== 2 || ops[at + 4] !== Derived.Compare) return null;
      return membership(frame, scope, frame.facts.pool[first + 1] ?? -1, frame.facts.pool[first] ?? -1);
    }
    case Op.LoadAt: return membership(frame, scope, ops[at + 2] ?? -1, ops[at + 3] ?? -1);
    default: return null;
  }
}

function asked(e: Evaluation, frame: Frame, scope: Scope, made: number): Membership | null {
  const { ops, pool, strings } = frame.facts;
  const at = made * opStride;
  const [first = -1, second = -1] = Array.from({ length: Math.min(2, ops[at + 4] ?? 0) }, (_, i) => pool[(ops[at + 3] ?? 0) + 3 + i * 5 + 2] ?? -1);
  const callee = (frame.written[ops[at + 2] ?? -1] ?? -1) * opStride;
  if (first < 0 || callee < 0 || !asking.has(strings[ops[callee + 3] ?? -1] ?? '')) return null;
  return ops[callee] === Op.Load ? membership(frame, scope, ops[callee + 2] ?? -1, first) : second < 0 ? null : membership(frame, scope, second, first);
}

function membership(frame: Frame, scope: Scope, list: number, key: number): Membership | null {
  const variable = keyVariable(frame, key, 0);
  if (variable < 0) return null;
  const names = constantNames(frame.registers[list] ?? plain, scope);
  if (names === null) return null;
  return { names, variable, isParameter: frame.facts.variables[variable * VarCol.stride + VarCol.kind] === VarKind.Parameter };
}

/** The variable a key is read from, perhaps in another case: `key.toLowerCase()`. */
function keyVariable(frame: Frame, register: number, depth: number): number {
  const { ops, pool } = frame.facts;
  const at = (frame.written[register] ?? -1) * opStride;
  if (at < 0 || depth > 2) return -1;
  if (ops[at] === Op.Ref) return ops[at + 2] ?? -1;
  if (ops[at] !== Op.Call) return -1;
  const callee = (frame.written[ops[at + 2] ?? -1] ?? -1) * opStride;
  if (callee >= 0 && ops[callee] === Op.Load && (ops[at + 4] ?? 0) === 0) return keyVariable(frame, ops[callee + 2] ?? -1, depth + 1);
  return callee >= 0 && ops[callee] === Op.Global && ops[at + 4] === 1 ? keyVariable(frame, pool[(ops[at + 3] ?? 0) + 3 + 2] ?? -1, depth + 1) : -1;
}

/** Texts of a list that is written in the code, or keys of a record whose values say no more than that they are there. */
function constantNames(list: Value, scope: Scope): readonly string[] | null {
  const state = stateOf(list, scope);
  if (state === null || state.fields.size === 0 || state.fields.size > maxNames || list.inputs.length > 0) return null;
  const names: string[] = [];
  for (const [key, { constant }] of state.fields) {
    if (typeof constant === 'string' && /^\d+$/.test(key)) names.push(constant);
    else if (typeof constant === 'boolean' || typeof constant === 'number') names.push(key);
    else return null;
  }
  return names;
}

/** What a condition asks of the value in a variable: whether it has fields, or is a list. */
export interface Shape { variable: number; step: string; isMet: boolean }

const records = new Set(['object', 'Object', 'dict', 'Dict', 'Mapping', 'Hash', 'Map']);
const lists = new Set(['Array', 'list', 'List', 'tuple', 'Sequence']);

/** Reads a test such as `typeof value === "object"` or `isinstance(value, list)`; `isMet` is the outcome that says what a value without fields, or a list, is. */
export function shapeOf(frame: Frame, condition: number): Shape | null {
  const { ops } = frame.facts;
  const at = (frame.written[condition] ?? -1) * opStride;
  if (at < 0 || ops[at] !== Op.Is || ops[at + 3] !== Test.Type) return null;
  const read = (frame.written[ops[at + 2] ?? -1] ?? -1) * opStride;
  if (read < 0 || ops[read] !== Op.Ref) return null;
  const type = typeText(frame.facts, ops[at + 4] ?? -1);
  const variable = ops[read + 2] ?? -1;
  return records.has(type) ? { variable, step: asPlain, isMet: false } : lists.has(type) ? { variable, step: asList, isMet: true } : null;
}

/** A parameter as the branch knows it: `if (typeof value !== "object") return value`. */
export function narrowShape(scope: Scope, { variable, step }: Shape): Narrowing[] {
  const before = scope.get(variable);
  if (before?.exact?.path.length !== 0 || before.exact.facet !== -1) return [];
  const exact = fieldOf(before.exact, step);
  const after = change(before, (v) => { v.inputs = exact ? [exact] : []; v.exact = exact; });
  scope.set(variable, after);
  return [{ scope, variable, before, after }];
}

/** A variable of a branch as a condition shows it, and as it was. */
export interface Narrowing { scope: Scope; variable: number; before: Value; after: Value }

/**
 * What a branch knows of the key and of what stands under it: where it is one of the names, it is those; elsewhere what is read under it is in
 * none of them.
 */
export function narrow(e: Evaluation, scope: Scope, { names, variable, isParameter }: Membership, isMet: boolean): Narrowing[] {
  const done: Narrowing[] = [];
  const types = isMet ? [] : names.flatMap((name) => classify(e.k.program.classifier, { name, role: 'key' })?.dataType ?? []);
  for (const [at, before] of scope.visible()) {
    const after = at === variable ? (isMet ? named(before, names) : before) : told(before, names, types, isMet, isParameter);
    if (after === before) continue;
    scope.set(at, after);
    done.push({ scope, variable: at, before, after });
  }
  return done;
}

function named(key: Value, names: readonly string[]): Value {
  return change(key, (v) => {
    v.origin = Origin.Literal;
    v.labels = [];
    v.inputs = [];
    v.exact = null;
    v.constant = names.length === 1 ? names[0] : undefined;
    v.texts = names.map((name) => ({ pieces: [name], at: null }));
  });
}

function told(value: Value, names: readonly string[], types: readonly string[], isMet: boolean, isParameter: boolean): Value {
  const labels = isParameter && !isMet && value.labels.some((l) => types.includes(l.type)) ? value.labels.map((l) => (types.includes(l.type) ? guardLabel(l, Guard.redacted) : l)) : value.labels;
  const inputs = value.inputs.flatMap((input) => (isMet ? inputElsewhere(input, names, true) : without(input, names, types, isParameter)));
  const isSame = inputs.length === value.inputs.length && inputs.every((input, i) => input === value.inputs[i]);
  if (isSame && labels === value.labels) return value;
  return change(value, (v) => {
    v.labels = labels;
    v.inputs = inputs;
    v.exact = isSame || value.exact === null ? value.exact : inputs.length === 1 ? (inputs[0] ?? null) : null;
  });
}

/** What is left of an input where its key is none of the names; of a value that was given beside its key the data types those stand for are covered. */
function without(input: InputRef, names: readonly string[], types: readonly string[], isParameter: boolean): InputRef[] {
  if (isParameter && input.path.length === 0) return types.length === 0 || input.facet !== -1 ? [input] : [inputAt(guardInput(input, Guard.redacted, types), [])];
  return inputElsewhere(input, names, false);
}
