import { Op, opStride } from '../facts';
import { inputWithout } from './carried';
import type { Evaluation, Frame } from './evaluate';
import type { FileNode } from './program';
import type { Scope } from './scope';
import { change, copyOf, join, joinObjects, noFields, noNames, objectState, openObject, plain, type ObjectState, type Value } from './value';

/** A new object on the heap of this evaluation: the value that refers to it by its cell. */
export function newObject(e: Evaluation, scope: Scope, state: ObjectState, value: Value = plain): Value {
  const id = e.nextCell++;
  scope.setCell(id, state);
  const v = copyOf(value);
  v.cells = [id];
  return v;
}

/** A list whose every element is `element`, held in the value itself. */
export function listOf(element: Value): Value {
  return change(plain, (v) => { v.origin = element.origin; v.object = objectState(noFields, element, noNames, false); });
}

/** A map that holds `held` under keys nobody knows. */
export function mapOf(held: Value): Value {
  return change(plain, (v) => { v.origin = held.origin; v.object = objectState(noFields, held, noNames, false, true); });
}

/** The state of a value as an object, joined over the cells it may be. */
export function stateOf(value: Value, scope: Scope): ObjectState | null {
  if (value.cells.length === 0) return value.object;
  if (value.cells.length === 1) return scope.cell(value.cells[0] ?? 0);
  let state: ObjectState | null = null;
  for (const c of value.cells) state = joinObjects(state, scope.cell(c));
  return state;
}

/** True where going through a value gives its keys: a map or record, in languages where that is so. */
export function goesByKeys(file: FileNode, holder: Value, scope: Scope): boolean {
  return file.language.iteratesKeys && (holder.type?.kind === 'map' || stateOf(holder, scope)?.keyed === true);
}

/** Makes sure writes to the object in a register are seen by whatever holds it. */
export function objectIn(e: Evaluation, frame: Frame, register: number, scope: Scope): Value {
  const value = frame.registers[register] ?? plain;
  if (value.cells.length > 0) return value;
  const owned = newObject(e, scope, value.object ?? openObject, value);
  frame.registers[register] = owned;
  const op = (frame.written[register] ?? -1) * opStride;
  if (op < 0) return owned;
  const { ops, strings } = frame.facts;
  switch (ops[op]) {
    case Op.Ref: {
      const variable = ops[op + 2] ?? -1;
      if (scope.get(variable) !== undefined) scope.set(variable, owned);
      break;
    }
    case Op.This: case Op.Super:
      frame.self = owned;
      break;
    case Op.Load: {
      const holder = objectIn(e, frame, ops[op + 2] ?? -1, scope);
      writeField(scope, holder, strings[ops[op + 3] ?? -1] ?? '', owned);
      break;
    }
  }
  return owned;
}

/** Puts another value where a register was read from: a receiver that was configured. */
export function replaceIn(e: Evaluation, frame: Frame, register: number, scope: Scope, value: Value): void {
  frame.registers[register] = value;
  const op = (frame.written[register] ?? -1) * opStride;
  if (op < 0) return;
  const { ops, strings } = frame.facts;
  if (ops[op] === Op.Ref) scope.set(ops[op + 2] ?? -1, value);
  else if (ops[op] === Op.Load) writeField(scope, objectIn(e, frame, ops[op + 2] ?? -1, scope), strings[ops[op + 3] ?? -1] ?? '', value);
}

/** Fields an object tells apart; what is written under more names goes to its elements: tables of texts. */
const mostFields = 128;

/** Sets a field of an object, or with null removes it; joined with what was there when the value may be several objects. */
export function writeField(scope: Scope, holder: Value, name: string, value: Value | null): void {
  for (const id of holder.cells) {
    const state = scope.cell(id);
    const before = state.fields.get(name);
    if (value !== null && before === undefined && state.fields.size >= mostFields) {
      appendTo(scope, id, value);
      continue;
    }
    const fields = new Map(state.fields);
    const strong = holder.cells.length === 1;
    let { removed } = state;
    if (value === null) {
      if (!strong) continue;
      fields.delete(name);
      removed = new Set([...removed, name]);
    } else {
      fields.set(name, strong || before === undefined ? value : join(before, value));
      if (removed.has(name)) removed = new Set([...removed].filter((r) => r !== name));
    }
    scope.setCell(id, objectState(fields, state.element, removed, state.closed, state.keyed));
  }
}

/** Adds to the elements of an object. */
export function appendElement(scope: Scope, holder: Value, value: Value): void {
  for (const id of holder.cells) appendTo(scope, id, value);
}

function appendTo(scope: Scope, id: number, value: Value): void {
  const state = scope.cell(id);
  const element = state.element === null ? value : join(state.element, value);
  if (element !== state.element) scope.setCell(id, objectState(state.fields, element, state.removed, false, state.keyed));
}

/** Takes everything out of the object in a register, where that certainly is one object. */
export function emptyObject(e: Evaluation, frame: Frame, scope: Scope, register: number): void {
  const value = objectIn(e, frame, register, scope);
  const [only] = value.cells;
  if (only === undefined || value.cells.length > 1) return;
  scope.setCell(only, openObject);
  if (value.labels.length > 0 || value.inputs.length > 0) replaceIn(e, frame, register, scope, change(value, (v) => { v.labels = []; v.inputs = []; v.exact = null; }));
}

/** All fields of `from` go into the object, as spread and assign do. */
export function mergeFields(scope: Scope, holder: Value, from: Value): void {
  const source = stateOf(from, scope);
  for (const id of holder.cells) {
    const state = scope.cell(id);
    const fields = new Map(state.fields);
    for (const [name, value] of source?.fields ?? []) fields.set(name, value);
    let { element } = state;
    if (source?.element) element = element === null ? source.element : join(element, source.element);
    // What came in may have got more than it was made with.
    const rest = source === null || !source.closed || from.inputs.length > 0 ? unlisted(from) : null;
    const spread = rest === null ? null : join(fields.get('...') ?? rest, rest);
    if (spread) fields.set('...', spread);
    const removed = new Set([...state.removed, ...(source?.removed ?? [])].filter((n) => !fields.has(n)));
    scope.setCell(id, objectState(fields, element, removed, state.closed && source !== null && source.closed, state.keyed));
  }
}

/** A value without some of its fields: what a spread brings, without those that were taken out or written over since. */
export function withoutNames(scope: Scope, value: Value, names: readonly string[]): Value {
  if (names.length === 0) return value;
  const { type } = value;
  const state = stateOf(value, scope);
  const lacks = state !== null && names.some((name) => state.fields.has(name));
  if (type?.kind !== 'project' && !lacks && value.inputs.length === 0) return value;
  return change(value, (v) => {
    if (type?.kind === 'project') v.type = { ...type, drop: [...type.drop, ...names] };
    v.inputs = value.inputs.map((input) => inputWithout(input, names));
    if (state === null || !lacks) return;
    v.cells = [];
    v.object = objectState(new Map([...state.fields].filter(([name]) => !names.includes(name))), state.element, new Set([...state.removed, ...names]), state.closed, state.keyed);
  });
}

/** What an object carries beside the fields that are listed: its declared type or what came in. */
function unlisted(from: Value): Value | null {
  if (from.type === null && from.inputs.length === 0 && from.labels.length === 0 && !from.name) return null;
  return change(from, (v) => { v.cells = []; v.object = null; v.functions = []; });
}

/** Another object with what a value holds: what is written into it leaves the value alone. */
export function copied(e: Evaluation, scope: Scope, value: Value): Value {
  const state = stateOf(value, scope);
  const fields = new Map(state?.fields);
  const rest = state?.closed ? null : unlisted(value);
  if (rest !== null && !fields.has('...')) fields.set('...', rest);
  const copy = objectState(fields, state?.element ?? null, state?.removed ?? noNames, state?.closed ?? false, state?.keyed ?? value.type === null);
  return newObject(e, scope, copy, change(value, (v) => { v.object = null; v.labels = []; v.inputs = []; v.exact = null; }));
}
