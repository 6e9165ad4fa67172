import { Facet } from '../facts';
import type { CallModel, FacetName, Selector } from '../rules/catalogue';
import type { Model } from '../rules/rule-index';
import { step } from './apply';
import { typesGiven, type Argument, type Call } from './call-arguments';
import { callFunctionValue } from './call-function';
import { calledField, guardLabel, labelled } from './carried';
import { collect } from './collect';
import { noteClient } from './clients';
import { configureInstance } from './configure';
import { destination } from './destination';
import type { Evaluation, Frame } from './evaluate';
import { asForm } from './forms';
import { ownerOf, underName } from './labels';
import { instanceOf } from './instances';
import { elementOf, fieldsOf, iterated, loadField, originOf } from './load';
import { copied, emptyObject, goesByKeys, listOf, mapOf, newObject, objectIn, stateOf, writeField } from './objects';
import { checkOption } from './options';
import { parameters } from './parameters';
import type { FunctionNode } from './program';
import { projected } from './projection';
import { typesOfPattern } from './redaction';
import type { Scope } from './scope';
import { select, type Selected } from './selectors';
import { noteUrl, sendTo } from './sinks';
import { applyStore, listedNames, secondOf } from './stores';
import { afterPerson } from './texts';
import { projectType, type Type } from './types';
import { Guard, Origin, change, clean, guard, join, nameSpeaks, noFields, noNames, objectState, openObject, plain, renamed, taints, trail, type Instance, type Value } from './value';

export const facets: Record<FacetName, Facet> = { text: Facet.Text, debug: Facet.Debug, json: Facet.Json, fields: Facet.Fields };

function fits(e: Evaluation, frame: Frame, scope: Scope, call: Call, when: NonNullable<CallModel['when']>): boolean {
  const [selected] = select(e, scope, call, when.at, null);
  const value = selected?.value;
  if (when.text) return value !== undefined && isText(value);
  if (when.function) return value !== undefined && value.functions.length > 0;
  if (when.is) return value?.constant !== undefined && when.is.includes(value.constant);
  if (when.matches === undefined) return selected !== undefined;
  if (value && value.functions.length > 0) {
    const pattern = patternOf(when.matches);
    return givenBy(e, frame, scope, call, value).some((given) => given.texts.some((text) => text.pieces.some((piece) => piece !== null && pattern.test(piece))));
  }
  const pieces = value?.texts[0]?.pieces ?? [];
  const text = typeof value?.constant === 'string' ? value.constant : pieces.every((p) => p !== null) && value?.texts[0] ? pieces.join('') : knownEnd(pieces, when.matches);
  return text !== undefined && patternOf(when.matches).test(text);
}

const patterns = new Map<string, RegExp>();

/** A pattern of the rules, compiled once. */
function patternOf(source: string): RegExp {
  let pattern = patterns.get(source);
  if (!pattern) patterns.set(source, (pattern = new RegExp(source)));
  return pattern;
}

/** Of a text with unknown parts a pattern that asks for its beginning or its end is judged by that. */
function knownEnd(pieces: readonly (string | null)[], pattern: string): string | undefined {
  return (pattern.startsWith('^') ? pieces[0] : pattern.endsWith('$') ? pieces.at(-1) : undefined) ?? undefined;
}

/** Applies the models of a call: sinks, options, stores, callbacks, and what the result is. */
export function applyModels(e: Evaluation, frame: Frame, scope: Scope, call: Call, all: readonly Model[], instance: Instance | null): Value {
  let models = all;
  if (all.some((m) => m.call.when)) {
    const conditional = all.filter((m) => m.call.when && fits(e, frame, scope, call, m.call.when));
    models = conditional.length > 0 ? conditional : all.filter((m) => !m.call.when);
  }
  let result: Value | null = null;
  for (const model of models) result = applyModel(e, frame, scope, call, model, instance, result);
  return result ?? clean(Origin.External);
}

function applyModel(e: Evaluation, frame: Frame, scope: Scope, call: Call, { library, call: rule }: Model, instance: Instance | null, before: Value | null): Value {
  let result: Value | null = before;
  const add = (value: Value): void => {
    result = result === null || result === before ? (before === null ? value : join(before, value)) : merge(result, value);
  };

  if (rule.sink && !e.valuesOnly) for (const sink of rule.sink) applySink(e, frame, scope, call, sink, library.recipient ?? null, library.id, instance);
  if (rule.url && !e.valuesOnly) for (const selector of rule.url) noteUrls(e, scope, call, selector);
  if (rule.options && !e.valuesOnly) for (const option of rule.options) checkOption(e, scope, call, option);

  if (rule.store && !rule.store.into.startsWith('result')) {
    applyStore(e, frame, scope, call, rule.store, result);
    if (call.receiverRegister >= 0) call.receiver = frame.registers[call.receiverRegister] ?? call.receiver;
  }
  if (rule.pass) {
    const facet = rule.pass.facet === undefined ? null : facets[rule.pass.facet];
    const parts = rule.pass.of.flatMap((s) => select(e, scope, call, s, result)).map((s) => s.value);
    const { form } = rule.pass;
    const shown = parts.map((v) => {
      if (facet === null) return v;
      const seen = collect(e, frame, scope, asForm(e, frame, scope, v, form), facet);
      return change(plain, (to) => { to.labels = seen.labels.map((l) => l.label); to.inputs = seen.inputs.map((i) => i.input); to.origin = v.origin; to.texts = v.texts; });
    });
    const { textsOnly } = e.k.program.classifier.lexicon;
    const data = taints(shown);
    const told = rule.sink?.some((sink) => sink.to === 'exception') === true ? Guard.told : 0;
    if (rule.pass.as === 'number') data.labels = data.labels.filter((l) => !textsOnly.includes(l.type));
    const [first] = parts;
    add(guard(change(plain, (to) => {
      Object.assign(to, data);
      to.origin = shown.reduce<Origin>((o, v) => (v.origin > o ? v.origin : o), Origin.Literal);
      to.texts = first?.texts ?? [];
      to.constant = parts.length === 1 ? first?.constant : undefined;
      // What an object showed nothing of is no such object any more.
      to.name = facet !== null && data.labels.length === 0 && data.inputs.length === 0 ? '' : (first?.name ?? '');
    }), told));
  }
  if (rule.safeguard) {
    const [of] = select(e, scope, call, rule.safeguard.of, result);
    if (of) {
      const [pattern] = rule.safeguard.pattern === undefined ? [] : select(e, scope, call, rule.safeguard.pattern, null);
      const text = pattern?.value.texts[0]?.pieces[0];
      const only = typeof text === 'string' ? typesOfPattern(text) : null;
      const source = of.value.exact ? change(of.value, (v) => { v.exact = null; }) : of.value;
      add(guard(change(source, (v) => { v.instance = null; v.texts = []; v.constant = undefined; v.origin = source.origin; }), Guard[rule.safeguard.grade], only));
    }
  }
  const key = call.args.positional[0]?.value.constant;
  const isLookUp = typeof key === 'string' && key !== '' && call.receiver !== null && (rule.returns === 'element' || (rule.source !== undefined && rule.source.data === undefined));
  if (isLookUp && rule.returns === 'element' && call.receiver) add(loadField(e, frame, scope, call.receiver, key, call.site.start, call.site.end));
  else if (rule.returns) {
    const given = returned(e, frame, scope, call, rule.returns, library.id, instance, result);
    // A type that nobody wrote says nothing.
    if (given !== plain || !/(?:shape|type)\.\w+$/.test(rule.returns)) add(given);
  }
  if (rule.source) {
    const origin = originOf(rule.source.origin);
    const data = rule.source.data;
    // Looked up by a literal key, input speaks under that key: `headers.get("Authorization")`.
    if (isLookUp && nameSpeaks(origin)) add(underName(e, frame, clean(origin), { name: key, role: 'key', ...ownerOf(call.receiver ?? plain) }, call.site.start, call.site.end, `${call.receiver?.name ?? ''}.${key}`));
    else add(change(plain, (v) => { v.origin = origin; v.labels = data === undefined ? [] : [guardLabel(labelled(data, 2, trail(null, call.site.fn, call.site.start, call.site.end, 'source', `${call.method}()`)), 0, call.guessed)]; }));
  }
  if (rule.callback) {
    const value = runCallback(e, frame, scope, call, rule.callback, result, library.id);
    if (value) add(value);
  }
  // What nobody chose fields of is the whole record, and goes by the name it was asked for: `prisma.user.findMany()`.
  if (call.receiver?.instance && call.receiver.instance.path !== '' && rule.source?.origin === 'store') result = renamed(result ?? clean(Origin.Store), call.receiver.name);
  const isNamed = rule.store?.as === 'names' || rule.store?.as === 'columns';
  const isWhole = isNamed && !rule.store?.from.some((s) => select(e, scope, call, s, result).some((found) => listedNames(e, scope, found.value).length > 0));
  if (rule.store?.into.startsWith('result') && !isWhole) {
    const made: Value = result ?? clean(Origin.External);
    const isRow = rule.store.into === 'result.*';
    const chosen = isNamed && rule.store.from.every((s) => select(e, scope, call, s, result).every((found) => stateOf(found.value, scope)?.closed === true));
    // What is handed back with more in it is another object: `replace(patient, email="")` leaves the patient as it is.
    if (rule.returns !== undefined && /^(?:\d+|receiver)$/.test(rule.returns)) result = copied(e, scope, made);
    else result = made.cells.length > 0 ? made : newObject(e, scope, made.object ?? (chosen ? objectState(noFields, null, noNames, true, isRow) : openObject), change(made, (v) => { v.object = null; }));
    applyStore(e, frame, scope, call, rule.store, result);
    if (isRow) result = listOf(result);
  }
  if (rule.projects && result !== null) result = projected(e, scope, call, rule.projects, result);
  if (rule.removes && call.receiverRegister >= 0) {
    const key = call.args.positional[0]?.value.constant;
    if (typeof key === 'string') {
      const holder = objectIn(e, frame, call.receiverRegister, scope);
      add(step(e, scope, holder, key));
      writeField(scope, holder, key, null);
    }
  }
  if (rule.empties && call.receiverRegister >= 0) {
    emptyObject(e, frame, scope, call.receiverRegister);
    if (result !== null && result === call.receiver) result = frame.registers[call.receiverRegister] ?? result;
  }
  if (rule.connects) noteClient(e, scope, call, rule.connects, library.id, result);
  if (rule.configures) result = configureInstance(e, frame, scope, call, rule.configures, library.id, result);
  return result ?? clean(Origin.External);
}

/** Two effects of one call: data unites, the more telling form stays. */
function merge(a: Value, b: Value): Value {
  const rich = b.instance || b.cells.length > 0 || b.object ? b : a;
  return change(rich, (v) => { Object.assign(v, taints([a, b])); v.origin = a.origin > b.origin ? a.origin : b.origin; v.texts = a.texts.length > 0 ? a.texts : b.texts; v.type = a.type ?? b.type; v.exact = rich.exact; });
}

function returned(e: Evaluation, frame: Frame, scope: Scope, call: Call, what: string, library: string, instance: Instance | null, result: Value | null): Value {
  switch (what) {
    case 'clean': return clean(Origin.Test);
    case 'self': case 'receiver': {
      const value = call.receiver ?? plain;
      const { klass } = value;
      if (what === 'self' && klass) return change(plain, (v) => { v.origin = Origin.Store; v.type = projectType(klass); });
      return instance && !value.instance ? change(value, (v) => { v.instance = instance; }) : value;
    }
    case 'element': return call.receiver ? elementOf(e, call.receiver, scope) : plain;
    case 'revealed': return revealed(e, frame, call);
    case 'list': return call.receiver ? listOf(elementOf(e, call.receiver, scope)) : plain;
  }
  const types = e.k.program.rules.libraries.get(library)?.types;
  if (types?.[what]) {
    const made = instanceOf(library, what);
    const config = call.receiver?.instance?.library === library ? call.receiver.instance.config : [];
    const type = typedInstance(e, call, library, what);
    return newObject(e, scope, openObject, change(plain, (v) => { v.origin = Origin.Literal; v.instance = { ...made, config, key: instanceKey(call), made: call.site }; v.type = type; }));
  }
  if (what.startsWith('thunk ')) {
    const [given] = select(e, scope, call, what.slice(6), result);
    return given ? newObject(e, scope, objectState(new Map([[calledField, given.value]]), null, noNames, false)) : plain;
  }
  if (what.startsWith('list ')) {
    const element = returned(e, frame, scope, call, what.slice(5), library, instance, result);
    return element === plain ? plain : listOf(element);
  }
  if (what.startsWith('each ')) {
    const [given] = select(e, scope, call, what.slice(5), result);
    return given && goesByKeys(frame.file, given.value, scope) ? listOf(clean(Origin.Text)) : (given?.value ?? plain);
  }
  const or = what.indexOf(' or ');
  if (or > 0) {
    const first = returned(e, frame, scope, call, what.slice(0, or), library, instance, result);
    return first === plain ? returned(e, frame, scope, call, what.slice(or + 4), library, instance, result) : first;
  }
  const isRecord = what.startsWith('fields ');
  const found = select(e, scope, call, isRecord ? what.slice(7) : what, result)
    .map((s) => (isRecord ? { ...s, value: fieldsOf(e, frame, scope, s.value, call.site.start, call.site.end) } : s));
  let value: Value | null = null;
  for (const s of found) value = value === null ? s.value : join(value, s.value);
  return value ?? plain;
}

/** The type of what a library gives to a call that was given types: `client.get<User>(url)`. */
function typedInstance(e: Evaluation, call: Call, id: string, type: string): Type | null {
  const args = typesGiven(e, call);
  const library = args.length === 0 ? undefined : e.k.program.rules.libraries.get(id);
  return library ? { kind: 'library', ref: { library, type }, args, text: type } : null;
}

/** The value behind a type that hides it from text: it speaks by the name it was hidden under. */
function revealed(e: Evaluation, frame: Frame, call: Call): Value {
  const { name, labels, inputs, origin } = call.receiver ?? plain;
  const shown: Value = change(plain, (v) => { v.labels = labels.map((l) => ({ ...l, guards: l.guards & ~Guard.redacted })); v.inputs = inputs; v.origin = origin; v.name = name; });
  return name === '' ? shown : underName(e, frame, shown, { name, role: 'field' }, call.site.start, call.site.end);
}

function instanceKey(call: Call): string {
  const [first] = call.args.positional;
  return typeof first?.value.constant === 'string' ? first.value.constant : '';
}


function runCallback(e: Evaluation, frame: Frame, scope: Scope, call: Call, rule: NonNullable<CallModel['callback']>, result: Value | null, library: string): Value | null {
  const functions = select(e, scope, call, rule.arg, result).flatMap((selected) => selected.value.functions);
  if (functions.length === 0) return rule.result === 'receiver' && call.receiver ? call.receiver : null;
  let given: Value | null = null;
  for (const f of functions.slice(0, 4)) {
    const values = rule.gives.map((g) => gives(e, frame, scope, call, g === 'entry' ? entryFor(f.fn, call.receiver, scope) : g, result, library));
    const value = callFunctionValue(e, frame, scope, f, values, call.site);
    given = given === null ? value : join(given, value);
  }
  switch (rule.result) {
    case 'callback': return given;
    case 'map': return given && mapOf(secondOf(scope, given) ?? given);
    case 'list': return given ? newObject(e, scope, objectState(noFields, given, noNames, false), change(plain, (v) => { v.origin = given.origin; })) : null;
    case 'receiver': return call.receiver;
    default: return null;
  }
}

/** What the first of two parameters gets where a function goes through entries: of a map the key, of anything else the element. */
function entryFor(fn: FunctionNode, over: Value | null, scope: Scope): string {
  const isMap = over !== null && (over.type?.kind === 'map' || stateOf(over, scope)?.keyed === true);
  return isMap && parameters(fn).length > 1 ? 'source i18n' : 'element';
}

function gives(e: Evaluation, frame: Frame, scope: Scope, call: Call, what: string, result: Value | null, library: string): Value {
  if (what === 'element') return call.receiver ? iterated(e, call.site.fn.file, call.receiver, scope) : plain;
  if (what === 'receiver') return call.receiver ?? plain;
  if (what === 'accumulator') return call.args.positional[1]?.value ?? plain;
  if (what.startsWith('source ')) return change(plain, (v) => { v.origin = originOf(what.slice(7) as 'input'); });
  if (what.startsWith('type ')) {
    const type = typedInstance(e, call, library, what.slice(5));
    return change(plain, (v) => { v.origin = Origin.Parameter; v.instance = instanceOf(library, what.slice(5)); v.type = type; });
  }
  if (what.startsWith('fields ')) {
    const [given] = select(e, scope, call, what.slice(7), result);
    return given ? elementOf(e, given.value.type?.kind === 'project' ? fieldsOf(e, frame, scope, given.value, call.site.start, call.site.end) : given.value, scope) : plain;
  }
  return select(e, scope, call, what, result)[0]?.value ?? plain;
}

/** What a selector of a sink names; behind `()` it is what the function there gives: a message that is only made when it is logged. */
function shownBy(e: Evaluation, frame: Frame, scope: Scope, call: Call, written: Selector | number): Selected[] {
  const selector = String(written);
  if (!selector.endsWith('.()')) return select(e, scope, call, selector, null);
  return select(e, scope, call, selector.slice(0, -3), null).flatMap(({ value, argument, path }) =>
    givenBy(e, frame, scope, call, value).map((given) => ({ value: given, argument, path })));
}

/** What calling the functions of a value gives, of four at most. */
function givenBy(e: Evaluation, frame: Frame, scope: Scope, call: Call, value: Value): Value[] {
  return value.functions.slice(0, 4).map((f) => callFunctionValue(e, frame, scope, f, [], call.site));
}

type Sink = NonNullable<CallModel['sink']>[number];

/** A hash is reported where it is made; feeding it is a step. */
function hashSite(call: Call): Call['site'] {
  const made = call.receiver?.instance?.made;
  return made && made.fn === call.site.fn ? made : call.site;
}

function applySink(e: Evaluation, frame: Frame, scope: Scope, call: Call, sink: Sink, recipient: string | null, library: string, instance: Instance | null): void {
  const to = destination(e, frame, scope, call, sink, recipient, library);
  const address = new Set((sink.address ?? []).flatMap((s) => select(e, scope, call, s, null)).map((s) => s.argument?.start ?? -1));
  const addressPaths = (sink.address ?? []).map((s) => s.slice(s.indexOf('.') + 1)).filter((s) => s !== '');
  const config = call.receiver?.instance?.config ?? instance?.config ?? [];
  for (const selector of sink.args) {
    const selected = saidInFormat(e, frame, shownBy(e, frame, scope, call, selector));
    const asTexts = filledAsText(selected);
    for (const { value: given, argument, path } of selected) {
      const value = argument?.isBlock === true ? toldBy(e, frame, scope, call, given) : asForm(e, frame, scope, given, sink.form);
      if (sink.host !== undefined && sink.host === selector) continue;
      const whole = argument !== null && address.has(argument.start) && path.length <= 1 && (sink.address ?? []).includes(path[0] ?? selector);
      const routed = addressPaths.length > 0 ? withoutAddress(e, scope, value, path, addressPaths) : value;
      sendTo(e, frame, scope, to, sink.at === 'receiver' ? hashSite(call) : call.site, routed, asTexts.has(argument) && !isKnownObject(scope, value) ? Facet.Text : facets[sink.facet], argument, config, whole ? Guard.address : 0, path);
    }
  }
}

/** Arguments with what the format before them says of the places they fill: `"deleting user %s", name`. */
function saidInFormat(e: Evaluation, frame: Frame, selected: Selected[]): Selected[] {
  if (!selected.some(({ value }) => value.name === 'name')) return selected;
  const at = selected.findIndex(({ value, path }) => path.length === 0 && typeof value.constant === 'string');
  const format = selected[at]?.value.constant;
  const before = typeof format === 'string' ? format.split(/%[a-zA-Z]|\{[^}]*\}/) : [];
  return selected.map((one, i) => (i <= at || one.argument === null ? one : { ...one, value: afterPerson(e, frame, one.value, before[i - at - 1] ?? null, one.argument.start, one.argument.end) }));
}

/** What a block gives that is handed to a sink: a message that is made only when it is wanted. */
function toldBy(e: Evaluation, frame: Frame, scope: Scope, call: Call, block: Value): Value {
  const [first, ...more] = givenBy(e, frame, scope, call, block);
  return first === undefined ? block : more.reduce(join, first);
}

/** Arguments that a format before them shows as text: `id=%s`. */
function filledAsText(selected: readonly Selected[]): ReadonlySet<Argument | null> {
  const at = selected.findIndex(({ value, path }) => path.length === 0 && typeof value.constant === 'string' && /%[sdif]/.test(value.constant));
  const format = selected[at]?.value.constant;
  const verbs = typeof format === 'string' ? [...format.matchAll(/%([a-zA-Z%])/g)].map(([, verb]) => verb).filter((verb) => verb !== '%') : [];
  return new Set(verbs.flatMap((verb, index) => (/[sdif]/.test(verb ?? '') ? [selected[at + 1 + index]?.argument ?? null] : [])));
}

const isText = ({ type }: Value): boolean => type?.kind === 'other' && /^(?:string|str)\??$/i.test(type.text);

const isKnownObject = (scope: Scope, value: Value): boolean => value.type?.kind === 'project' || stateOf(value, scope) !== null;

/** The same object with its address fields marked as what a provider needs to deliver: an address or an id, never a whole record. */
function withoutAddress(e: Evaluation, scope: Scope, value: Value, path: readonly string[], addresses: readonly string[]): Value {
  const state = stateOf(value, scope);
  if (!state) return value;
  const fields = new Map(state.fields);
  for (const [name, field] of fields) {
    if (addresses.includes([...path, name].join('.')) || addresses.includes(name)) fields.set(name, guard(change(field, (v) => { v.exact = null; v.name = ''; }), Guard.address));
  }
  return change(value, (v) => { v.cells = []; v.object = objectState(fields, state.element, state.removed, state.closed, state.keyed); });
}

/** Addresses a client connects to: judged by the cleartext rule. */
function noteUrls(e: Evaluation, scope: Scope, call: Call, selector: Selector): void {
  for (const { value, argument } of select(e, scope, call, selector, null)) noteUrl(e, value, argument ? { ...call.site, start: argument.start, end: argument.end } : call.site);
}
