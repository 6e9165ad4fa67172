import { Derived, Entry, LoadFlag, Op, VarCol, opStride } from '../facts';
import { evaluateCall } from './calls';
import { castTo, isMadeAs } from './casts';
import { chosenBy, deepInput, fieldOf, guardInput, keyGiven, moveLabel } from './carried';
import type { Evaluation, Frame } from './evaluate';
import { asFileName, asPerson, labelOf, ownerOf, underName } from './labels';
import { literal } from './literals';
import { isPerson, saysNothing } from './naming';
import { elementOf, iterated, loadField, namesOf, variableValue } from './load';
import { appendElement, goesByKeys, mergeFields, newObject, objectIn, stateOf, writeField } from './objects';
import { checkProperty } from './options';
import { anyField, chooseValue } from './choices';
import { typeText } from './declarations';
import type { Scope } from './scope';
import { globalOrCall, loadOrCall } from './sends';
import { settle } from './settle';
import { makeText } from './texts';
import { resolveType } from './types';
import { Guard, Origin, callable, change, clean, copyOf, join, nameSpeaks, noFields, noNames, objectState, plain, renamed, trail, type Site, type Value } from './value';

/** What a register holds. */
export function operand(frame: Frame, register: number): Value {
  return frame.registers[register] ?? plain;
}

/** Evaluates one operation that is not control flow: its value goes into its register. */
export function evaluateOperation(e: Evaluation, frame: Frame, op: number, scope: Scope): void {
  const { ops, strings } = frame.facts;
  const at = op * opStride;
  const dst = ops[at + 1] ?? -1;
  const a = ops[at + 2] ?? -1;
  const b = ops[at + 3] ?? -1;
  const c = ops[at + 4] ?? -1;
  const start = ops[at + 5] ?? 0;
  const end = ops[at + 6] ?? 0;
  let value: Value = plain;
  switch (ops[at]) {
    case Op.Const: value = literal(a, strings[b] ?? '', frame.fn, start, end); break;
    case Op.Ref: value = variableValue(e, frame, scope, a); break;
    case Op.Global: value = globalOrCall(e, frame, scope, op); break;
    case Op.This: value = frame.self; break;
    case Op.Super: value = renamed(frame.self, 'super'); break;
    case Op.Load: value = resultAt(frame, scope, a, strings[b] ?? '') ?? (c & (LoadFlag.Called | LoadFlag.Bare) || frame.file.language.namesTellTypes === true ? loadOrCall(e, frame, scope, op) : loadField(e, frame, scope, operand(frame, a), strings[b] ?? '', start, end)); break;
    case Op.LoadAt: {
      const key = operand(frame, b);
      const holder = operand(frame, a);
      const [first, ...more] = keysOf(key).map((name) => heldAnywhere(e, scope, holder, name) ?? loadField(e, frame, scope, holder, name, start, end));
      const ending = first === undefined ? endOf(key) : '';
      value = first !== undefined ? more.reduce(join, first) : ending === '' ? (fieldGiven(e, scope, holder, key) ?? chosenFrom(e, scope, holder, key)) : fieldEnding(e, frame, scope, holder, ending, start, end);
      break;
    }
    case Op.Store: store(e, frame, scope, a, strings[b] ?? '', operand(frame, c), start, end); break;
    case Op.StoreAt: {
      const keys = keysOf(operand(frame, b));
      if (keys.length > 0) for (const key of keys) store(e, frame, scope, a, key, operand(frame, c), start, end);
      else appendElement(scope, objectIn(e, frame, a, scope), operand(frame, c));
      break;
    }
    case Op.StoreElement: appendElement(scope, objectIn(e, frame, a, scope), operand(frame, c)); break;
    case Op.Delete: writeField(scope, objectIn(e, frame, a, scope), strings[b] ?? '', null); break;
    case Op.DeleteAt: {
      const named = keysOf(operand(frame, b));
      const given = named.length === 0 ? keyGiven(operand(frame, b).exact) : null;
      for (const key of given === null ? named : [given]) writeField(scope, objectIn(e, frame, a, scope), key, null);
      break;
    }
    case Op.Assign: assign(e, frame, scope, a, operand(frame, b), start, end); break;
    case Op.Record: value = makeRecord(e, frame, scope, a, b); break;
    case Op.List: value = makeList(e, frame, scope, a, b); break;
    case Op.Text: value = makeText(e, frame, scope, a, b, start, end); break;
    case Op.Call: case Op.New: value = evaluateCall(e, frame, scope, op); break;
    case Op.Lambda: {
      const fn = frame.file.functions[a];
      if (fn) value = callable(fn, frame.self);
      break;
    }
    case Op.Class: value = change(plain, (v) => { v.origin = Origin.Literal; v.klass = frame.file.types[a] ?? null; }); break;
    case Op.Derive: value = clean(c === Derived.Length ? Origin.Count : c === Derived.Arithmetic ? Origin.Count : Origin.Test); break;
    case Op.Is: value = clean(Origin.Test); break;
    case Op.Choose: value = chooseValue(e, frame, scope, a, b, start, end); break;
    case Op.Cast: value = castTo(e, frame, scope, operand(frame, a), b); break;
    case Op.Iterate: {
      const over = operand(frame, a);
      value = goesByKeys(frame.file, over, scope) ? clean(Origin.Text) : iterated(e, frame.file, over, scope);
      break;
    }
    case Op.Await: value = operand(frame, a); break;
    case Op.Yield: frame.yields = frame.yields === null ? operand(frame, a) : join(frame.yields, operand(frame, a)); break;
  }
  if (dst >= 0) {
    frame.registers[dst] = value;
    frame.written[dst] = op;
  }
  if (e.record) e.record(frame.fn, start, end, dst >= 0 ? value : operand(frame, ops[at] === Op.Assign ? b : c));
}

/** What a map gives under a key, of which only is known what it holds, and not under which keys; null for others. */
function heldAnywhere(e: Evaluation, scope: Scope, holder: Value, key: string): Value | null {
  const state = stateOf(holder, scope);
  const isAnywhere = state !== null && state.element !== null && state.fields.size === 0 && !state.removed.has(key) && holder.type?.kind !== 'project';
  return isAnywhere ? elementOf(e, holder, scope) : null;
}

/** A field under a key that is not known: what goes through all keys reads all fields, what was given one key reads the one. */
function chosenFrom(e: Evaluation, scope: Scope, holder: Value, key: Value): Value {
  const value = anyField(e, scope, holder);
  if (value.inputs.length === 0 || !nameSpeaks(key.origin) || (key.exact !== null && key.exact.path.length > 0 && key.exact.path.at(-1) === '*')) return value;
  const given = keyGiven(key.exact);
  const exact = value.exact && chosenBy(value.exact, given);
  return change(value, (v) => { v.inputs = value.inputs.map((i) => chosenBy(i, given)); v.exact = exact; });
}

/** A field of what the function was given, under a key that it was given: whoever calls knows which. Null where something is known of the fields. */
function fieldGiven(e: Evaluation, scope: Scope, holder: Value, key: Value): Value | null {
  const given = keyGiven(key.exact);
  if (given === null || holder.inputs.length === 0 || holder.labels.length > 0 || holder.inputs.some((i) => i.named)) return null;
  const state = stateOf(holder, scope);
  if (state !== null && (state.fields.size > 0 || state.element !== null)) return null;
  return change(elementOf(e, holder, scope), (v) => { v.inputs = holder.inputs.map((i) => deepInput(i, given)); v.exact = holder.exact && fieldOf(holder.exact, given); });
}

/** The word a key ends in that is put together: `row["${prefix}_id"]`. Empty where nothing is known of it. */
function endOf(key: Value): string {
  const [text, other] = key.texts;
  const last = text && other === undefined && text.pieces.length > 1 ? text.pieces.at(-1) : null;
  return typeof last === 'string' && /^[_\-.\s]?[A-Za-z][A-Za-z_]+$/.test(last) ? last : '';
}

/** A field of which only the last word is known: those that end so, or, where none is seen, what that word says. */
function fieldEnding(e: Evaluation, frame: Frame, scope: Scope, holder: Value, ending: string, start: number, end: number): Value {
  const fields = stateOf(holder, scope)?.fields ?? noFields;
  const [first, ...more] = [...fields.keys()].filter((name) => name.endsWith(ending)).map((name) => loadField(e, frame, scope, holder, name, start, end));
  return first === undefined ? loadField(e, frame, scope, holder, ending.replace(/^[^A-Za-z]/, ''), start, end) : more.reduce(join, first);
}

/** One of several results of a call nobody has seen inside: the first is what it gives, the others say how it went. */
function resultAt(frame: Frame, scope: Scope, register: number, place: string): Value | null {
  if (frame.file.language.severalResults !== true || !/^\d$/.test(place) || frame.facts.ops[(frame.written[register] ?? -1) * opStride] !== Op.Call) return null;
  const given = operand(frame, register);
  if (given.type?.kind === 'list' || stateOf(given, scope)?.fields.has(place)) return null;
  return place === '0' ? given : clean(Origin.External);
}

function assign(e: Evaluation, frame: Frame, scope: Scope, variable: number, from: Value, start: number, end: number): void {
  const { variables, strings } = frame.facts;
  const row = variable * VarCol.stride;
  const name = strings[variables[row + VarCol.name] ?? -1] ?? '';
  const expression = variables[row + VarCol.type] ?? -1;
  let value = from;
  const type = expression >= 0 ? resolveType(e.k.program, frame.file, expression) : null;
  if (type !== null && (type.kind !== 'other' || value.type === null) && !isMadeAs(e.k.program, value, type)) value = change(value, (v) => { v.type = type; });
  if (name !== '') {
    value = asPerson(e, asFileName(e, namedPart(e, frame, value, name, start, end), name), name);
    value = underName(e, frame, value, { name, role: 'variable', ...(expression >= 0 ? { type: typeText(frame.facts, expression) } : {}) }, start, end);
    if (value.name !== name || value.labels.length > 0) {
      const text = name;
      const v = copyOf(value);
      // What was read from a store, or given, as a person stays one under a name that says nothing: `const found = await prisma.patient.findFirst()`.
      const isHandedOn = value.origin === Origin.Store || (value.inputs.length > 0 && value.type === null && value.cells.length === 0 && value.object === null);
      v.name = isHandedOn && isPerson(e.k.program, value.name) && saysNothing(e.k.program, name) ? value.name : name;
      v.labels = value.labels.map((l) => moveLabel(l, trail(l.trail, frame.fn, start, end, 'step', text)));
      value = v;
    }
  }
  scope.set(variable, value);
  if ((variables[row + VarCol.owner] ?? -1) === 0 && frame.fn.index !== 0) {
    const before = e.moduleWrites.get(name);
    const settled = settle(value, scope);
    e.moduleWrites.set(name, before === undefined ? settled : join(before, settled));
  }
}

/** A piece of a credential under a name of its own: a scheme, a client id or a nonce is none; `token` still is. */
function namedPart(e: Evaluation, frame: Frame, value: Value, name: string, start: number, end: number): Value {
  const isPart = (guarded: { guards: number }): boolean => (guarded.guards & Guard.part) !== 0;
  if (!value.labels.some(isPart) && !value.inputs.some(isPart)) return value;
  const { credentials } = e.k.program.classifier.lexicon;
  const label = labelOf(e, frame, { name, role: 'variable' }, start, end);
  if (label && credentials.includes(label.type)) return value;
  return change(value, (v) => {
    v.labels = value.labels.filter((l) => !isPart(l));
    v.inputs = value.inputs.map((i) => (isPart(i) ? guardInput(i, Guard.masked, credentials) : i));
    v.exact = null;
  });
}

function store(e: Evaluation, frame: Frame, scope: Scope, register: number, name: string, from: Value, start: number, end: number): void {
  const holder = objectIn(e, frame, register, scope);
  const beside = holder.type?.kind === 'project' && nameSpeaks(from.origin) ? { siblings: namesOf(e.k.members(holder.type.node)) } : {};
  const value = underName(e, frame, asFileName(e, from, name), { name, role: 'field', ...ownerOf(holder), ...beside }, start, end, `${holder.name ? `${holder.name}.` : ''}${name}`);
  writeField(scope, holder, name, value);
  checkProperty(e, frame, scope, holder, name, value, { fn: frame.fn, start, end, callee: '', argument: null, error: false });
}

function makeRecord(e: Evaluation, frame: Frame, scope: Scope, first: number, count: number): Value {
  const { pool, strings } = frame.facts;
  const value = newObject(e, scope, objectState(noFields, null, noNames, true, true), clean(Origin.Literal));
  const keys: string[] = [];
  const written: [string, Value, Site][] = [];
  for (let i = 0; i < count; i++) {
    const key = pool[first + i * 6 + 1] ?? -1;
    if (pool[first + i * 6] === Entry.Key && key >= 0) keys.push(strings[key] ?? '');
  }
  for (let i = 0; i < count; i++) {
    const row = first + i * 6;
    const from = operand(frame, pool[row + 2] ?? -1);
    if (pool[row] === Entry.Spread) {
      mergeFields(scope, value, from);
      continue;
    }
    const keyRegister = pool[row + 3] ?? -1;
    const computed = keyRegister >= 0 ? operand(frame, keyRegister).constant : undefined;
    const key = pool[row] === Entry.Computed ? (typeof computed === 'string' ? computed : null) : (strings[pool[row + 1] ?? -1] ?? '');
    if (key === null) {
      appendElement(scope, value, from);
      continue;
    }
    const start = pool[row + 4] ?? 0;
    const end = pool[row + 5] ?? 0;
    // Only names that may speak are asked what stands beside them: a table of texts has thousands of keys.
    const beside = keys.length > 1 && nameSpeaks(from.origin) ? { siblings: keys.filter((k) => k !== key) } : {};
    const named = underName(e, frame, asFileName(e, from, key), { name: key, role: 'key', ...beside }, start, end);
    const spot: Site = { fn: frame.fn, start, end, callee: key, argument: null, error: false };
    writeField(scope, value, key, named.constant !== undefined && named.site === null ? change(named, (v) => { v.site = spot; }) : named);
    written.push([key, named, spot]);
  }
  // What a key weakens may depend on another: all are there now.
  for (const [key, named, spot] of written) checkProperty(e, frame, scope, value, key, named, spot);
  return value;
}

/** Items of a list that are told apart. */
const mostItems = 64;

function makeList(e: Evaluation, frame: Frame, scope: Scope, first: number, count: number): Value {
  const { pool } = frame.facts;
  const fields = new Map<string, Value>();
  let element: Value | null = null;
  let place = 0;
  for (let i = 0; i < count; i++) {
    const from = operand(frame, pool[first + i * 2 + 1] ?? -1);
    const isSpread = pool[first + i * 2] === Entry.Spread;
    const isKeys = isSpread && goesByKeys(frame.file, from, scope);
    const item = isKeys ? clean(Origin.Text) : isSpread ? elementOf(e, from, scope) : from;
    const items = isKeys ? [] : isSpread ? itemsOf(from, scope) : [item];
    for (const one of items) if (fields.size < mostItems) fields.set(String(place++), one);
    // Whatever a list brings that nobody can tell apart takes a place.
    if (items.length === 0) place++;
    element = element === null ? item : join(element, item);
  }
  return newObject(e, scope, objectState(fields, element, noNames, false), clean(Origin.Literal));
}

/** The items of a list that are told apart, in their order; none where it has fields of other names. */
function itemsOf(list: Value, scope: Scope): readonly Value[] {
  const fields = stateOf(list, scope)?.fields ?? noFields;
  let at = 0;
  for (const name of fields.keys()) if (name !== String(at++)) return [];
  return [...fields.values()];
}

/** Keys a value names, when all it may be is written in the code. */
function keysOf(value: Value): string[] {
  if (typeof value.constant === 'string') return [value.constant];
  const texts = value.texts.map((t) => (t.pieces.length === 1 ? t.pieces[0] : null));
  return value.origin === Origin.Literal && texts.every((t) => typeof t === 'string') ? texts : [];
}
