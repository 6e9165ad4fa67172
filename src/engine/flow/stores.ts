import type { CallModel, Selector } from '../rules/catalogue';
import type { Call } from './call-arguments';
import type { Evaluation, Frame } from './evaluate';
import { ownerOf, underName } from './labels';
import { elementOf } from './load';
import { appendElement, mergeFields, objectIn, stateOf, writeField } from './objects';
import type { Scope } from './scope';
import { select } from './selectors';
import { Guard, Origin, change, clean, guard, noNames, objectState, plain, type Value } from './value';

/** Writes what a model stores into the receiver, an argument or the result. */
export function applyStore(e: Evaluation, frame: Frame, scope: Scope, call: Call, rule: NonNullable<CallModel['store']>, result: Value | null): void {
  const holder = storeHolder(e, frame, scope, call, rule.into, result);
  if (!holder || holder.cells.length === 0) return;
  for (const selector of rule.from) {
    for (const { value, path: [given] } of select(e, scope, call, selector, result)) {
      if (rule.as === 'names') {
        for (const listed of listedNames(e, scope, value)) {
          const name = columnName(listed);
          writeField(scope, holder, name, underName(e, frame, clean(Origin.Store), { name, role: 'field', ...ownerOf(holder) }, call.site.start, call.site.end));
        }
      } else if (rule.as === 'columns') {
        for (const name of listedNames(e, scope, value)) storeColumn(e, frame, scope, call, holder, name, rule.into === 'result.*');
      } else if (rule.as === 'element') appendElement(scope, holder, value);
      else if (rule.as === 'parts') appendElement(scope, holder, guard(value, Guard.part, e.k.program.classifier.lexicon.credentials));
      else if (rule.as === 'fields') {
        const second = secondOfPairs(scope, value);
        // Named arguments are fields by their names; what stands in them stays inside.
        if (selector === '**' && given !== undefined) writeField(scope, holder, given, underName(e, frame, value, { name: given, role: 'key', ...ownerOf(holder) }, call.site.start, call.site.end));
        else if (second) appendElement(scope, holder, second);
        else mergeFields(scope, holder, value);
      }
      else if (rule.as.startsWith('place ')) appendElement(scope, holder, inPlace(value, Number(rule.as.slice(6))));
      else if (rule.as === 'entries') appendElement(scope, holder, entryOf(e, scope, value));
      else {
        const word = rule.as.slice(4);
        const key = /^\d+$/.test(word) ? call.args.positional[Number(word)]?.value.constant : word;
        if (typeof key === 'string') writeField(scope, holder, key, underName(e, frame, value, { name: key, role: 'key' }, call.site.start, call.site.end));
        else appendElement(scope, holder, value);
      }
    }
  }
}

/** The next field of a row by its place, or the one that takes the place of the row: read from a store under a name. */
function storeColumn(e: Evaluation, frame: Frame, scope: Scope, call: Call, holder: Value, name: string, isRow: boolean): void {
  const value = underName(e, frame, clean(Origin.Store), { name, role: 'field', ...ownerOf(holder) }, call.site.start, call.site.end);
  if (isRow) writeField(scope, holder, String(stateOf(holder, scope)?.fields.size ?? 0), value);
  else appendElement(scope, holder, value);
}

/** What a selected column goes by: `p.full_name as name` is a name. */
const columnName = (listed: string): string => listed.replace(/^.*\bas\s+/i, '').replace(/^.*\./, '');

/** A tuple with a value in one of its places, known to hold nothing in those before it: `(index, guest)`. */
function inPlace(value: Value, place: number, filling: Value = clean(Origin.Count)): Value {
  const before = Array.from({ length: place }, (_, at) => [String(at), filling] as const);
  return change(plain, (v) => { v.origin = value.origin; v.object = objectState(new Map([...before, [String(place), value]]), null, noNames, true); });
}

/** What pairs of a key and a value bring into a map: the values. */
function secondOfPairs(scope: Scope, pairs: Value): Value | null {
  const state = stateOf(pairs, scope);
  return state?.element && state.fields.size === 0 ? secondOf(scope, state.element) : null;
}

/** The second part of a pair, whose parts may have names beside their places; null for other values. */
export function secondOf(scope: Scope, pair: Value): Value | null {
  const fields = stateOf(pair, scope)?.fields;
  return fields?.has('0') === true && !fields.has('2') && (fields.size === 2 || fields.size === 4) ? (fields.get('1') ?? null) : null;
}

/** A key and a value of a map. A record whose fields are told apart gives none: which one it is at the time, the keys decide. */
function entryOf(e: Evaluation, scope: Scope, map: Value): Value {
  const state = stateOf(map, scope);
  // The record of a callback that is judged is a map of whatever is logged.
  const isMap = map.type?.kind === 'map' || map.exact?.root === 1000 || (state !== null && state.element !== null && state.fields.size === 0);
  return inPlace(isMap ? elementOf(e, map, scope) : plain, 1, plain);
}

/** Keys of a record, or the texts of a list: what a selection names. */
export function listedNames(e: Evaluation, scope: Scope, value: Value): readonly string[] {
  const keys = [...(stateOf(value, scope)?.fields.keys() ?? [])];
  return keys.every((key) => /^\d+$/.test(key)) ? namesIn(e, scope, value) : keys;
}

function storeHolder(e: Evaluation, frame: Frame, scope: Scope, call: Call, into: Selector, result: Value | null): Value | null {
  if (into === 'receiver') return call.receiverRegister >= 0 ? objectIn(e, frame, call.receiverRegister, scope) : null;
  if (into.startsWith('result')) return result;
  const index = Number(into);
  const register = Number.isInteger(index) ? (call.args.positional[index]?.register ?? -1) : (call.args.named.get(into)?.register ?? -1);
  return register >= 0 ? objectIn(e, frame, register, scope) : null;
}

/** Texts a list of constants holds, or the keys of a record. */
export function namesIn(e: Evaluation, scope: Scope, value: Value): string[] {
  if (typeof value.constant === 'string') return [value.constant];
  const state = stateOf(value, scope);
  if (!state) return [];
  const items = [...state.fields.values()].flatMap((f) => (typeof f.constant === 'string' ? [f.constant] : []));
  return items.length > 0 ? items : [...state.fields.keys()].filter((k) => !/^\d+$/.test(k));
}
