import { Facet } from '../facts';
import type { RedactionModel } from '../rules/catalogue';
import type { Call } from './call-arguments';
import { callFunctionValue } from './call-function';
import { leftOut, rawInput } from './carried';
import { collect } from './collect';
import type { Evaluation, Frame } from './evaluate';
import { methodFunction } from './methods';
import { select } from './selectors';
import { newObject, replaceIn, stateOf } from './objects';
import { parameters } from './parameters';
import type { Scope } from './scope';
import { projectType } from './types';
import { Guard, Origin, change, openObject, plain, type Instance, type ObjectState, type RedactionConfig, type Value } from './value';

/** Reads redaction from the arguments of a call and puts it in force on the instance it gives back, or on its receiver. */
export function configureInstance(e: Evaluation, frame: Frame, scope: Scope, call: Call, models: readonly RedactionModel[], library: string, result: Value | null): Value | null {
  const configs: RedactionConfig[] = [];
  for (const model of models) {
    for (const { value } of select(e, scope, call, model.at, result)) {
      // A callback is judged by its body even where only values are wanted.
      const { valuesOnly } = e;
      e.valuesOnly = false;
      configs.push(...readRedaction(e, frame, scope, call, model, value));
      e.valuesOnly = valuesOnly;
    }
  }
  if (configs.length === 0) return result;
  if (models.some((m) => m.scope === 'library')) e.configs.push({ library, key: '', config: configs });
  else if (call.receiver?.instance && call.receiver.instance.key !== '') e.configs.push({ library, key: call.receiver.instance.key, config: configs });
  const configured = (value: Value, instance: Instance): Value => change(value, (v) => { v.instance = { ...instance, config: [...instance.config, ...configs] }; });
  if (result?.instance) return configured(result, result.instance);
  const { receiverRegister, receiver } = call;
  if (receiverRegister >= 0 && receiver?.instance) replaceIn(e, frame, receiverRegister, scope, configured(receiver, receiver.instance));
  return result;
}

function texts(e: Evaluation, scope: Scope, value: Value): string[] {
  if (typeof value.constant === 'string') return [value.constant];
  const literal = value.texts.flatMap((t) => (t.pieces.every((p) => p !== null) ? [t.pieces.join('')] : []));
  const state = stateOf(value, scope);
  return [...literal, ...[...(state?.fields.values() ?? [])].flatMap((f) => texts(e, scope, f))];
}

function readRedaction(e: Evaluation, frame: Frame, scope: Scope, call: Call, model: RedactionModel, value: Value): RedactionConfig[] {
  switch (model.dialect) {
    case 'dotted-path': case 'key-equals': case 'key-matches': case 'text-pattern': {
      const patterns = texts(e, scope, value);
      return patterns.length > 0 ? [{ dialect: model.dialect, patterns }] : [];
    }
    case 'type': return select(e, scope, call, model.of ?? '', null).flatMap(({ value: owner }) => withoutForm(e, frame, scope, call, owner, value));
    case 'callback': return readCallback(e, frame, scope, call, model, value);
    case 'by-key': return writersByKey(e, frame, scope, call, value);
  }
}

/** Keys whose value a function there writes in a form that shows nothing personal: `serializers: { user: (user) => ({ id: user.id }) }`. */
function writersByKey(e: Evaluation, frame: Frame, scope: Scope, call: Call, writers: Value): RedactionConfig[] {
  const patterns: string[] = [];
  for (const [key, { functions }] of stateOf(writers, scope)?.fields ?? []) {
    const [writer] = functions;
    if (!writer) continue;
    const given: Value = change(plain, (v) => { v.origin = Origin.Parameter; v.name = key; v.inputs = [rawInput(1000)]; v.exact = rawInput(1000); });
    const { labels, inputs } = collect(e, frame, scope, callFunctionValue(e, frame, scope, writer, [given], call.site), Facet.Json);
    const isTold = (type: string): boolean => e.k.program.classifier.lexicon.types.get(type)?.identifier !== 'pseudonymous';
    const isPlain = labels.every(({ label }) => label.strength === 0 || label.guards !== 0 || !isTold(label.type)) && inputs.every(({ input }) => input.path.length > 0 && input.path.at(-1) !== '*' && input.path.at(-1) !== '?');
    if (isPlain) patterns.push(key);
  }
  return patterns.length > 0 ? [{ dialect: 'key-equals', patterns }] : [];
}

/** What a function leaves out that writes instances of a type in another form: what they show of themselves and its result does not. */
function withoutForm(e: Evaluation, frame: Frame, scope: Scope, call: Call, owner: Value, writes: Value): RedactionConfig[] {
  const { klass } = owner;
  const [writer] = writes.functions;
  if (!klass || !writer) return [];
  const instance: Value = change(plain, (v) => { v.origin = Origin.Parameter; v.type = projectType(klass); });
  const kept = collect(e, frame, scope, callFunctionValue(e, frame, scope, writer, [instance], call.site), Facet.Json).labels.map(({ label }) => label.type);
  const own = collect(e, frame, scope, instance, Facet.Json).labels.filter(({ label }) => !kept.includes(label.type));
  return own.length === 0 ? [] : [{ dialect: 'type', patterns: own.map(({ label }) => label.trail.text) }];
}

/** Judges a callback by its body: which keys of the record it removes or overwrites, which texts it cleans. */
function readCallback(e: Evaluation, frame: Frame, scope: Scope, call: Call, model: RedactionModel, value: Value): RedactionConfig[] {
  const state = stateOf(value, scope);
  const out: RedactionConfig[] = [];
  if (state && value.functions.length === 0 && value.type?.kind !== 'project') {
    for (const [name, field] of state.fields) if (name !== '...') out.push(...readCallback(e, frame, scope, call, model, field));
    if (state.fields.size === 0 && state.element) out.push(...readCallback(e, frame, scope, call, model, state.element));
    return out;
  }
  const functions = [...value.functions];
  const node = value.type?.kind === 'project' ? value.type.node : value.klass;
  if (node && model.method) {
    const method = methodFunction(e, node, model.method);
    if (method) functions.push({ fn: method, self: value, env: null });
  }
  for (const f of functions) {
    const index = model.param ?? 0;
    const record = newObject(e, scope, openObject, change(plain, (v) => { v.origin = Origin.Parameter; v.inputs = [rawInput(1000)]; v.exact = rawInput(1000); }));
    const summary = f.fn.alone ? e.k.summary(f.fn) : null;
    // A record that is made of the entries of the one given has to be followed entry by entry.
    const isRemade = summary !== null && summary.result.object?.element?.inputs.length === 0;
    if (summary !== null && !isRemade) {
      for (const m of summary.mutations) if (m.root === index && m.path.length === 1) out.push(...judge(scope, m.path[0] ?? '', m.value));
      out.push(...judgeFields(scope, summary.result.object));
      continue;
    }
    const values: Value[] = [];
    values[index] = record;
    const result = isRemade ? e.inline(f, scope, (_inner, innerScope) => { for (const p of parameters(f.fn)) innerScope.set(p.variable, values[p.index] ?? plain); }, 'certainly')
      : callFunctionValue(e, frame, scope, f, values, call.site, 'certainly');
    const after = scope.cell(record.cells[0] ?? 0);
    out.push(...judgeFields(scope, after));
    const given = stateOf(result, scope);
    if (given !== after) out.push(...judgeFields(scope, given));
  }
  return out;
}

/** Records hold what is logged under a key of their own: `context`, `extra`. */
const deepest = 3;

function judgeFields(scope: Scope, state: ObjectState | null, depth = 0): RedactionConfig[] {
  if (state === null) return [];
  return [...keysLeftOut(state.element, depth), ...[...state.removed].flatMap((name) => judge(scope, name, null, depth)), ...[...state.fields].flatMap(([name, field]) => (name === '...' ? [] : judge(scope, name, field, depth)))];
}

/** Keys that a record made of the entries of another leaves out: `{key: value for key, value in record.items() if key not in HIDDEN}`. */
function keysLeftOut(element: Value | null, depth: number): RedactionConfig[] {
  const [first = [], ...more] = (element?.inputs ?? []).map((input) => input.path.flatMap((step) => leftOut(step) ?? []));
  const patterns = first.filter((name) => more.every((others) => others.includes(name)));
  // An object that stands under another key keeps its own fields of that name.
  return patterns.length === 0 ? [] : [{ dialect: depth === 0 ? 'dotted-path' : 'key-equals', patterns }];
}

/** What a written key hides: clean or safeguarded values hide it; a message cleaned by a pattern hides what the pattern fits. */
function judge(scope: Scope, name: string, value: Value | null, depth = 0): RedactionConfig[] {
  if (name === '*' || name === '...') return [];
  if (value === null) return [{ dialect: 'key-equals', patterns: [name] }];
  const inner = depth < deepest ? stateOf(value, scope) : null;
  if (inner && inner.fields.size + inner.removed.size > 0) return judgeFields(scope, inner, depth + 1);
  const guarded = value.inputs.length > 0 && value.inputs.every((i) => i.guards & ~Guard.asserted);
  const isText = /^(msg|message|args|event|text|0)$/.test(name);
  if (value.inputs.length === 0 && value.labels.every((l) => l.guards !== 0)) return [{ dialect: 'key-equals', patterns: [name] }];
  if (!guarded) return [];
  if (!isText) return [{ dialect: 'key-equals', patterns: [name] }];
  return [{ dialect: 'covers-types', patterns: value.inputs.flatMap((i) => i.only ?? ['*']) }];
}
