import { Op, opStride } from '../facts';
import { sameInput } from './carried';
import type { Evaluation, Frame } from './evaluate';
import { elementOf, loadField } from './load';
import { newObject, stateOf } from './objects';
import type { Scope } from './scope';
import { change, join, nameSpeaks, objectState, plain, type Value } from './value';

/**
 * One of several values. A record written down as the default beside a value nobody knows the fields of (`req.body || {}`, `options = { page: 1 }`)
 * says what is there when nothing came, and not that nothing else comes.
 */
export function chooseValue(e: Evaluation, frame: Frame, scope: Scope, first: number, count: number, start: number, end: number): Value {
  const { pool } = frame.facts;
  let joined: Value | null = null;
  let unknown: Value | null = null;
  for (let i = first; i < first + count; i++) {
    const register = pool[i] ?? -1;
    const value = frame.registers[register] ?? plain;
    const isDefault = unknown !== null && isWritten(frame, register);
    const next = isDefault && unknown !== null ? asDefault(e, frame, scope, unknown, value, start, end) : value;
    if (!isDefault && unknown === null && isUnknown(value)) unknown = value;
    if (next !== null) joined = joined === null ? next : join(joined, next);
  }
  return joined ?? plain;
}

/** True for a record or list that stands right there. */
function isWritten(frame: Frame, register: number): boolean {
  const made = register < 0 ? -1 : (frame.written[register] ?? -1);
  const code = made < 0 ? -1 : frame.facts.ops[made * opStride];
  return code === Op.Record || code === Op.List;
}

function isUnknown(value: Value): boolean {
  if (value.cells.length > 0 || value.object !== null || value.constant !== undefined || value.functions.length > 0 || value.texts.length > 0) return false;
  if (value.library !== null || value.instance !== null || value.klass !== null || value.module !== null) return false;
  return (value.type === null || value.type.kind === 'other') && (nameSpeaks(value.origin) || value.inputs.length > 0);
}

/** A default as what it adds to the value it stands in for; null where it adds nothing. */
function asDefault(e: Evaluation, frame: Frame, scope: Scope, unknown: Value, value: Value, start: number, end: number): Value | null {
  const state = stateOf(value, scope);
  if (state === null || (state.fields.size === 0 && state.element === null)) return null;
  // `{ default: mod }` wraps the value, and is no default for it.
  const wraps = ({ exact }: Value): boolean => exact !== null && unknown.exact !== null && sameInput(exact, unknown.exact);
  if (!state.closed || [...state.fields.values()].some(wraps)) return value;
  const fields = new Map([...state.fields].map(([name, field]) => [name, join(loadField(e, frame, scope, unknown, name, start, end), field)] as const));
  fields.set('...', change(unknown, (v) => { v.exact = null; }));
  return newObject(e, scope, objectState(fields, null, state.removed, false, state.keyed), change(value, (v) => { v.cells = []; }));
}

/** A field under a key that is not known. Data that only few fields of a record hold is hardly the one that is asked for: `config[name]`. */
export function anyField(e: Evaluation, scope: Scope, holder: Value): Value {
  const value = elementOf(e, holder, scope);
  const state = stateOf(holder, scope);
  if (state === null || state.element !== null || state.fields.size < 2 || value.labels.length === 0) return value;
  const telling = [...state.fields.values()].filter((field) => field.labels.some((l) => l.strength > 0));
  if (telling.length * 2 > state.fields.size) return value;
  return change(value, (v) => {
    v.labels = holder.labels;
    v.inputs = value.inputs.filter((input) => !telling.some((field) => field.inputs.some((own) => sameInput(own, input))));
  });
}
