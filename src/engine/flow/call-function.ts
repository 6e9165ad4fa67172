import { classify } from '../classify';
import { FnCol, FunctionFlag } from '../facts';
import { bindArguments, instantiate } from './apply';
import { typesGiven, type Call } from './call-arguments';
import { guardInput, guardLabel } from './carried';
import { flagsOf, type Evaluation, type Frame } from './evaluate';
import { underName } from './labels';
import { isPerson, saysNothing } from './naming';
import { objectIn } from './objects';
import { parameterValue, parameters, type Parameter } from './parameters';
import type { FunctionNode } from './program';
import type { Scope } from './scope';
import { resolveType } from './types';
import { underCallee } from './unresolved';
import { Origin, change, clean, guard, plain, taints, type FunctionValue, type Label, type Site, type Value } from './value';

/** Calls a function of the workspace with the arguments of a call. */
export function callFunction(e: Evaluation, frame: Frame, scope: Scope, f: FunctionValue, call: Call): Value {
  const receiver = f.self ?? null;
  if (!f.fn.alone) {
    e.handed.push({ fn: f.fn, site: call.site, given: [...call.args.positional, ...call.args.named.values()].map((a) => a.value) });
    const given = e.inline(f, scope, (inner, innerScope) => {
      const { bound } = bindArguments(e, f.fn, call.args);
      for (const p of parameters(f.fn)) {
        const argument = bound?.[p.index];
        innerScope.set(p.variable, argument === undefined || p.name === '' ? (argument ?? plain) : nameParameter(e, inner, p, argument));
      }
    }, 'certainly');
    e.handed.pop();
    return given;
  }
  if (e.valuesOnly && call.guessed > 0) return plain;
  const { bound, places, registers } = bindArguments(e, f.fn, call.args);
  const whole = e.k.summary(f.fn);
  const summary = call.guessed === 0 ? whole : { ...whole, edges: whole.edges.map((edge) => ({ ...edge, input: guardInput(edge.input, 0, null, call.guessed) })) };
  const found = instantiate(e, frame, scope, summary, {
    receiver, bound: bound ?? [], places: places ?? [], receiverPlace: null,
    owned: (root) => {
      const register = root === -1 ? call.receiverRegister : (registers[root] ?? -1);
      return register >= 0 ? objectIn(e, frame, register, scope) : plain;
    },
  }, call.site);
  const result = call.guessed === 0 ? found : guessed(e, frame, found, call);
  const bits = e.k.safeguardOf(f.fn);
  const team = bits === 0 ? result : guard(change(result, (v) => { Object.assign(v, taints([result, ...call.args.positional.map((a) => a.value)])); }), bits);
  const resultType = flagsOf(f.fn) & FunctionFlag.Constructor ? null : returnType(e, f.fn, call);
  const kept = underKey(e, team, call);
  return underCallee(e, frame, resultType && kept.type === null ? change(kept, (v) => { v.type = resultType; }) : kept, call, true);
}

/** Functions that hand out whatever is kept under a key. */
const keyedGetter = /^(?:get|value|read|lookup|setting|option|param|config|getItem|getValue|getSetting|getOption|getConfig|getParam)$/;

/** What is kept under a written key goes by the key: that a store keeps a password too makes none of `settings.get("locale")`. */
function underKey(e: Evaluation, value: Value, call: Call): Value {
  const key = call.args.positional[0]?.value;
  if (value.labels.length === 0 || !key || !keyedGetter.test(call.method)) return value;
  const written = typeof key.constant === 'string' ? key.constant : key.texts.length === 1 ? key.texts[0]?.pieces.at(-1) : null;
  const name = typeof written === 'string' ? /([A-Za-z][\w-]*)$/.exec(written)?.[1] : undefined;
  if (name === undefined) return value;
  const { credentials } = e.k.program.classifier.lexicon;
  const told = classify(e.k.program.classifier, { name, role: 'key' });
  const labels = value.labels.filter((l) => !credentials.includes(l.type) || told?.dataType === l.type);
  return labels.length === value.labels.length ? value : change(value, (v) => { v.labels = labels; });
}

/** A result under the declared type and the name of the method that gives it. */
export function underReturn(e: Evaluation, frame: Frame, value: Value, fn: FunctionNode, call: Call): Value {
  const type = returnType(e, fn, call);
  return underCallee(e, frame, type && value.type === null ? change(value, (v) => { v.type = type; }) : value, call, true);
}

/** What a function gives that was only guessed to be the one called. Where the name of the call says as much by itself, nothing rests on the guess. */
function guessed(e: Evaluation, frame: Frame, value: Value, call: Call): Value {
  if (value.labels.length === 0 && value.inputs.length === 0) return value;
  const said = value.labels.length === 0 ? [] : underCallee(e, frame, clean(Origin.External), call, false).labels;
  return change(value, (v) => {
    v.labels = value.labels.map((l): Label => {
      const own = said.find((s) => s.type === l.type);
      return own !== undefined && own.strength >= l.strength - 1 ? { ...l, strength: own.strength } : guardLabel(l, 0, call.guessed);
    });
    v.inputs = value.inputs.map((i) => guardInput(i, 0, null, call.guessed));
  });
}

/** Calls a function with values that no code wrote as arguments: callbacks. */
export function callFunctionValue(e: Evaluation, frame: Frame, scope: Scope, f: FunctionValue, values: readonly Value[], site: Site, when: 'certainly' | 'perhaps' = 'perhaps'): Value {
  if (f.fn.alone) {
    e.k.signature(f.fn);
    const bound: Value[] = [];
    for (const p of parameters(f.fn)) bound[p.index] = values[p.index] ?? plain;
    return instantiate(e, frame, scope, e.k.summary(f.fn), { receiver: f.self, bound, places: [] }, site);
  }
  return e.inline(f, scope, (inner, innerScope) => {
    for (const p of parameters(f.fn)) {
      const given = values[p.index];
      innerScope.set(p.variable, given === undefined || given === plain ? parameterValue(e, inner, p) : nameParameter(e, inner, p, given));
    }
  }, when);
}

/** A bound parameter keeps what was given; its own name and declared type add what they say. */
function nameParameter(e: Evaluation, inner: Frame, p: Parameter, given: Value): Value {
  const own = parameterValue(e, inner, p);
  const typed = given.type === null && own.type !== null ? change(given, (v) => { v.type = own.type; }) : given;
  // A person stays one under a name that says nothing: `users.forEach((u) => …)`.
  const isKept = p.name === '' || (isPerson(e.k.program, typed.name) && saysNothing(e.k.program, p.name));
  const named = change(typed, (v) => { v.name = isKept ? typed.name : p.name; });
  if (given.labels.some((l) => l.strength > 0) || own.labels.length === 0) return named;
  const base = inner.facts.functions[inner.fn.index * FnCol.stride + FnCol.start] ?? 0;
  return underName(e, inner, named, { name: p.name, role: 'parameter' }, p.start - base, p.end - base);
}

/** Names that type parameters go by: `T`, `TRow`. */
const typeParameter = /^\??T?[A-Z]$|^\??T[A-Z]\w*$/;

/** The declared type of a result; a type parameter stands for the only type the call was given, or says nothing. */
function returnType(e: Evaluation, fn: FunctionNode, call: Call): Value['type'] {
  const expression = fn.file.facts.functions[fn.index * FnCol.stride + FnCol.returns] ?? -1;
  const type = expression < 0 ? null : resolveType(e.k.program, fn.file, expression);
  if (type?.kind !== 'other' || !typeParameter.test(type.text)) return type;
  const given = typesGiven(e, call);
  return given.length === 1 ? (given[0] ?? null) : null;
}
