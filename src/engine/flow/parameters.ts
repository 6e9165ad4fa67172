import { FnCol, FunctionFlag, ParamCol, ParamFlag } from '../facts';
import { flagsOf, type Evaluation, type Frame } from './evaluate';
import { labelOf, labelOfText } from './labels';
import { namesOf } from './load';
import { isOrganisation, isPerson } from './naming';
import { listOf } from './objects';
import { typeText } from './declarations';
import type { FunctionNode } from './program';
import type { Scope } from './scope';
import { isNamedText, resolveType } from './types';
import { Origin, copyOf, plain, type Value } from './value';

/** A parameter as callers count it. */
export interface Parameter { index: number; name: string; variable: number; type: number; flags: number; start: number; end: number }

/** Parameters of a function, the receiver of a method left out; `index` counts them as callers do. That of a static function is its first argument. */
export function parameters(fn: FunctionNode): readonly Parameter[] {
  return (fn.parameters ??= readParameters(fn));
}

const none: readonly Parameter[] = [];

function readParameters(fn: FunctionNode): readonly Parameter[] {
  const { functions, params, strings } = fn.file.facts;
  const row = fn.index * FnCol.stride;
  const first = functions[row + FnCol.params] ?? -1;
  const count = functions[row + FnCol.paramCount] ?? 0;
  if (count === 0) return none;
  const out: Parameter[] = [];
  let index = 0;
  for (let i = 0; i < count; i++) {
    const at = (first + i) * ParamCol.stride;
    const flags = params[at + ParamCol.flags] ?? 0;
    if (flags & ParamFlag.Receiver && !((functions[row + FnCol.flags] ?? 0) & FunctionFlag.Static)) continue;
    out.push({
      index: index++, name: strings[params[at + ParamCol.name] ?? -1] ?? '', variable: params[at + ParamCol.variable] ?? -1, type: params[at + ParamCol.type] ?? -1, flags,
      start: params[at + ParamCol.start] ?? 0, end: params[at + ParamCol.end] ?? 0
    });
  }
  return out;
}

/** A parameter nobody has bound: it speaks by its name and declared type. */
export function parameterValue(e: Evaluation, frame: Frame, p: Parameter): Value {
  const declared = p.type >= 0 ? resolveType(e.k.program, frame.file, p.type) : null;
  const type = p.flags & ParamFlag.NamedRest && declared?.kind !== 'map' ? { kind: 'map' as const, value: declared, text: '' } : declared;
  const value = copyOf(plain);
  value.origin = Origin.Parameter;
  value.name = p.name;
  value.type = type;
  if (p.name === '' || (type?.kind === 'project' && !isNamedText(e.k.program, type)) || type?.kind === 'library') return value;
  const siblings = parameters(frame.fn).filter((o) => o.index !== p.index && o.name !== '').map((o) => o.name);
  const ownerType = ownerName(frame.fn);
  const ofPerson = isPerson(e.k.program, ownerType);
  // What makes a thing is told of the thing, as its fields are: the weight of `ParcelOrder(weightKg)`.
  const makesThing = (flagsOf(frame.fn) & FunctionFlag.Constructor) !== 0 && !isOrganisation(e.k.program, ownerType);
  const owner = ofPerson || makesThing ? ownerType : '';
  const beside = ofPerson ? [...siblings, ...membersBeside(e, frame.fn)] : siblings;
  const base = frame.facts.functions[frame.fn.index * FnCol.stride + FnCol.start] ?? 0;
  const named = { name: p.name, role: 'parameter' as const, ...(beside.length > 0 ? { siblings: beside } : {}), ...(owner ? { owner } : {}) };
  const label = labelOf(e, frame, p.type >= 0 ? { ...named, type: typeText(frame.facts, p.type) } : named, p.start - base, p.end - base)
    ?? (type?.kind === 'project' ? labelOfText(e, frame, type.node.name, named, p.start - base, p.end - base) : null);
  if (label) value.labels = [label];
  return value;
}

/** Methods speak for their parameters: `name` of `Patient.rename` is a patient's. */
function ownerName(fn: FunctionNode): string {
  const owner = fn.file.facts.functions[fn.index * FnCol.stride + FnCol.ownerType] ?? -1;
  return fn.file.types[owner]?.name ?? '';
}

/** What else the type of a method holds: of a user with a real name, `name` is the account's. */
function membersBeside(e: Evaluation, fn: FunctionNode): readonly string[] {
  const owner = fn.file.types[fn.file.facts.functions[fn.index * FnCol.stride + FnCol.ownerType] ?? -1];
  return owner ? namesOf(e.k.members(owner)) : [];
}

/** Binds parameters that nobody is known to give: they speak for themselves. */
export function bindUnknown(e: Evaluation, frame: Frame, inner: Scope): void {
  for (const p of parameters(frame.fn)) {
    const value = parameterValue(e, frame, p);
    inner.set(p.variable, p.flags & ParamFlag.Rest ? listOf(value) : value);
  }
}
