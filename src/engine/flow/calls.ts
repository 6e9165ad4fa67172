import { Arg, Facet, FnCol, FunctionFlag, Op, TypeCol, opStride } from '../facts';
import { classify } from '../classify';
import { methodModels, ruleModule, type Model } from '../rules/rule-index';
import { bindArguments, instantiate } from './apply';
import { ownerOf, type Evaluation, type Frame } from './evaluate';
import { elementOf, guessedInstance, instanceIn, moduleDefault } from './load';
import { applyModels, calledField } from './models';
import type { FunctionNode, TypeNode } from './program';
import type { Scope } from './scope';
import { sendTo } from './sinks';
import { libraryType, supersOf } from './types';
import {
  Guard, Origin, clean, guard, join, noFields, noNames, plain, taints, trail, type FunctionValue, type Instance, type Label, type LibraryPath, type Site, type Value,
} from './value';

/** One argument as the caller wrote it. */
export interface Argument {
  value: Value;
  register: number;
  start: number;
  end: number;
}

/** Arguments of a call by how they were given. */
export interface CallArguments {
  positional: Argument[];
  named: Map<string, Argument>;
  spread: Argument[];
  namedSpread: Argument[];
}

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
}

/** Verbs of functions that give back what they were given in another form. */
const passVerbs = new Set([
  'format', 'normalise', 'normalize', 'trim', 'encode', 'decode', 'escape', 'unescape', 'stringify', 'serialize', 'serialise', 'to', 'as', 'parse', 'clone', 'copy', 'wrap', 'unwrap', 'convert', 'cast',
  'lower', 'upper', 'capitalize', 'concat', 'join', 'build', 'render', 'dump', 'dumps', 'str', 'string', 'quote', 'pad', 'clean', 'strip', 'translate', 'interpolate', 'template', 'flatten', 'merge', 'map',
]);

/** Evaluates a call or construction. */
export function evaluateCall(e: Evaluation, frame: Frame, scope: Scope, op: number): Value {
  const call = readCall(e, frame, scope, op);
  const value = resolveAndApply(e, frame, scope, call);
  if (!call.isNew || value.site !== null) return value;
  const [first] = call.args.positional;
  return { ...value, site: { ...call.site, argument: first ? { start: first.start, end: first.end } : null, error: true } };
}

function readCall(e: Evaluation, frame: Frame, scope: Scope, op: number): Call {
  const { ops, pool, strings } = frame.facts;
  const at = op * opStride;
  const calleeRegister = ops[at + 2] ?? -1;
  const row = ops[at + 3] ?? 0;
  const count = ops[at + 4] ?? 0;
  const site: Site = { fn: frame.fn, start: pool[row] ?? 0, end: pool[row + 1] ?? 0, callee: strings[pool[row + 2] ?? -1] ?? '', argument: null, error: false };
  const args: CallArguments = { positional: [], named: new Map(), spread: [], namedSpread: [] };
  for (let i = 0; i < count; i++) {
    const p = row + 3 + i * 5;
    const register = pool[p + 2] ?? -1;
    const argument: Argument = { value: frame.registers[register] ?? plain, register, start: pool[p + 3] ?? 0, end: pool[p + 4] ?? 0 };
    switch (pool[p]) {
      case Arg.Named: args.named.set(strings[pool[p + 1] ?? -1] ?? '', argument); break;
      case Arg.Spread: spreadInto(e, scope, args, argument); break;
      case Arg.NamedSpread: {
        const state = e.stateOf(argument.value, scope);
        for (const [name, value] of state?.fields ?? []) if (name !== '...' && !args.named.has(name)) args.named.set(name, { ...argument, value, register: -1 });
        if (!state?.closed) args.namedSpread.push(argument);
        break;
      }
      default: args.positional.push(argument);
    }
  }
  const written = (frame.written[calleeRegister] ?? -1) * opStride;
  const isLoad = written >= 0 && ops[written] === Op.Load;
  const receiverRegister = isLoad ? (ops[written + 2] ?? -1) : -1;
  return {
    args, callee: frame.registers[calleeRegister] ?? plain, receiver: isLoad ? (frame.registers[receiverRegister] ?? plain) : null, receiverRegister,
    method: isLoad ? (strings[ops[written + 3] ?? -1] ?? '') : (frame.registers[calleeRegister]?.name ?? ''), isNew: ops[at] === Op.New, site, op, guessed: 0,
  };
}

function spreadInto(e: Evaluation, scope: Scope, args: CallArguments, argument: Argument): void {
  const state = e.stateOf(argument.value, scope);
  const known = state ? [...state.fields].filter(([name]) => /^\d+$/.test(name)) : [];
  if (known.length > 0) for (const [, value] of known) args.positional.push({ ...argument, value, register: -1 });
  else {
    args.spread.push(argument);
    args.positional.push({ ...argument, value: elementOf(e, argument.value, scope), register: -1 });
  }
}

function count(e: Evaluation, call: Call, resolved: boolean): void {
  const key = call.site.fn.index * 0x4000000 + call.site.start;
  if (e.counted.has(key)) return;
  e.counted.add(key);
  if (resolved) e.calls.resolved++;
  else {
    e.calls.unresolved++;
    if (e.calls.examples.length < 5) e.calls.examples.push(call.site);
  }
}

function resolveAndApply(e: Evaluation, frame: Frame, scope: Scope, call: Call): Value {
  if (call.callee.module) call.callee = moduleDefault(e, frame.file, call.callee) ?? call.callee;
  const { callee, receiver } = call;
  const thunk = callee.cells.length > 0 || callee.object ? e.stateOf(callee, scope)?.fields.get(calledField) : undefined;
  if (thunk) return thunk;
  const family = e.k.program.rules.families.get(frame.file.language.family);

  // 1-3: code of the workspace
  if (callee.functions.length > 0) {
    count(e, call, true);
    let result: Value | null = null;
    for (const f of callee.functions.slice(0, 8)) {
      const given = callFunction(e, frame, scope, f, call);
      result = result === null ? given : join(result, given);
    }
    return result ?? plain;
  }
  if (callee.klass) return construct(e, frame, scope, call, callee.klass);
  if (receiver?.name === 'super' && call.method === 'super') return plain;
  if (callee.name === 'super' && receiver === null) return callSuper(e, frame, scope, call);
  if (callee.exact && !callee.exact.named && callee.instance === null && receiver === null && e.opens.length < 16 && callee.exact.root >= 0) {
    e.opens.push({ input: callee.exact, args: call.args.positional.map((a) => e.settle(a.value, scope)), site: call.site });
  }

  // 4: library models by path or type
  if (family) {
    let models: readonly Model[] | undefined;
    let instance: Instance | null = null;
    if (callee.library) {
      const module = callee.library.module === '' ? '' : ruleModule(family, callee.library.module);
      const { path } = callee.library;
      models = module === undefined ? undefined : module === '' ? family.globals.get(path) : family.exports.get(module)?.get(path);
      const type = module === undefined ? null : libraryType(e.k.program, frame.file, callee.library.module, path, path);
      if (type?.kind === 'library') {
        const made: Instance = { library: type.ref.library.id, type: type.ref.type, path: '', config: [], key: '', made: call.site };
        count(e, call, true);
        models ??= family.exports.get(module ?? '')?.get(type.ref.type);
        const result = models ? applyModels(e, frame, scope, call, models, null) : { ...plain, origin: Origin.External };
        return result.instance ? result : e.newObject(scope, e.stateOf(result, scope) ?? { fields: noFields, element: null, removed: noNames, closed: false }, { ...result, cells: [], object: null, instance: made });
      }
    }
    if (!models && receiver?.library) [models, instance] = exportedInstance(e, frame, family, receiver.library, call.method);
    if (!models && receiver) {
      instance = instanceIn(e, receiver);
      if (!instance && receiver.klass) instance = staticInstance(e, frame, receiver.klass);
      if (instance) models = modelsOf(e, family, instance, call.method);
      if (!models && receiver.type?.kind === 'project') {
        instance = baseInstance(e, frame, receiver.type.node);
        if (instance) models = modelsOf(e, family, instance, call.method);
      }
      // 5: receiver name
      if (!models && !instance) {
        instance = guessedInstance(e, frame.file, receiver.library ? { ...receiver, origin: Origin.External } : receiver);
        if (instance) {
          models = modelsOf(e, family, instance, call.method);
          if (models) call.guessed = 1;
        }
      }
    }
    if (!models && callee.instance && !receiver) models = modelsOf(e, family, callee.instance, '()');
    if (!models && receiver && receiver.type?.kind !== 'project') models = family.anyMethods.get(call.method);
    if (models) {
      count(e, call, true);
      return applyModels(e, frame, scope, call, models, instance);
    }
  }

  // 6: the only method of that name
  if (receiver && receiver.library === null && receiver.instance === null && receiver.type === null) {
    const only = onlyMethod(e, call);
    if (only) {
      count(e, call, true);
      const self: Value = receiver;
      return callFunction(e, frame, scope, { fn: only, self, env: null }, { ...call, guessed: 2 });
    }
  }

  // 7: nobody knows
  count(e, call, false);
  return unresolved(e, frame, scope, call);
}

type Family = NonNullable<ReturnType<Evaluation['k']['program']['rules']['families']['get']>>;

function modelsOf(e: Evaluation, family: Family, instance: Instance, method: string): readonly Model[] | undefined {
  const library = e.k.program.rules.libraries.get(instance.library);
  if (!library) return undefined;
  return methodModels(family, { library, type: instance.type }, instance.path === '' ? method : `${instance.path}.${method}`);
}

/** A ready instance that a module exports, perhaps with fields walked from it: `axios.post`, `openai.chat.completions.create`. */
function exportedInstance(e: Evaluation, frame: Frame, family: Family, library: LibraryPath, method: string): [readonly Model[] | undefined, Instance | null] {
  const parts = library.path === '' ? [] : library.path.split('.');
  for (let kept = parts.length; kept >= 0; kept--) {
    const type = libraryType(e.k.program, frame.file, library.module, parts.slice(0, kept).join('.'), '');
    if (type?.kind !== 'library') continue;
    const instance: Instance = { library: type.ref.library.id, type: type.ref.type, path: parts.slice(kept).join('.'), config: [], key: '', made: null };
    const models = modelsOf(e, family, instance, method);
    if (models) return [models, instance];
  }
  return [undefined, null];
}

/** A project type that extends a library's base: calls the base answers. */
function baseInstance(e: Evaluation, frame: Frame, node: TypeNode, depth = 0): Instance | null {
  if (depth > 8) return null;
  const family = e.k.program.rules.families.get(frame.file.language.family);
  const supers = supersOf(e.k.program, node);
  for (const library of supers.libraries) {
    const known = family && (library.module === '' ? '' : ruleModule(family, library.module));
    const rules = known === undefined ? undefined : family?.bases.get(known);
    const rule = rules?.get(library.path) ?? rules?.get(library.path.slice(library.path.lastIndexOf('.') + 1));
    if (rule?.rule.instance) return { library: rule.library.id, type: rule.rule.instance, path: '', config: [], key: '', made: null };
    const type = libraryType(e.k.program, node.file, library.module, library.path, '');
    if (type?.kind === 'library') return { library: type.ref.library.id, type: type.ref.type, path: '', config: [], key: '', made: null };
  }
  for (const parent of supers.project) {
    const found = baseInstance(e, frame, parent, depth + 1);
    if (found) return found;
  }
  return null;
}

const staticInstance = baseInstance;

function onlyMethod(e: Evaluation, call: Call): FunctionNode | undefined {
  if (call.method.length < 5 || commonMethods.has(call.method)) return undefined;
  const found = e.k.methodsNamed(call.method);
  const [only] = found;
  return found.length === 1 && only && e.parameters(only).length >= call.args.positional.length ? only : undefined;
}

/** Method names too many libraries have to mean one of ours. */
const commonMethods = new Set([
  'close', 'connect', 'create', 'delete', 'destroy', 'error', 'execute', 'fetch', 'filter', 'flush', 'format', 'handle', 'index', 'login', 'match', 'notify', 'parse', 'print', 'process', 'publish', 'query', 'read',
  'remove', 'render', 'replace', 'request', 'reset', 'resolve', 'search', 'select', 'serialize', 'setup', 'split', 'start', 'store', 'strip', 'submit', 'update', 'upload', 'validate', 'write', 'track', 'commit', 'append',
  'constructor', 'toString', 'valueOf', 'count', 'items', 'values', 'order', 'limit', 'where', 'status', 'message', 'clone', 'apply', 'forward', 'transform', 'configure', 'register', 'listen', 'emit', 'dispatch', 'invoke',
]);

/** Calls a function of the workspace with the arguments of a call. */
export function callFunction(e: Evaluation, frame: Frame, scope: Scope, f: FunctionValue, call: Call): Value {
  const receiver = f.self ?? null;
  if (!f.fn.alone) {
    return e.inline(f, scope, (inner, innerScope) => {
      const { bound } = bindArguments(e, f.fn, call.args);
      for (const p of e.parameters(f.fn)) {
        const given = bound?.[p.index];
        innerScope.set(p.variable, given === undefined || p.name === '' ? (given ?? plain) : nameParameter(e, inner, p, given));
      }
    }, 'certainly');
  }
  if (e.valuesOnly && call.guessed > 0) return plain;
  const { bound, places, registers } = bindArguments(e, f.fn, call.args);
  const summary = e.k.summary(f.fn);
  const result = instantiate(e, frame, scope, summary, {
    receiver, positional: [], named: new Map(), bound: bound ?? [], places: places ?? [], receiverPlace: null,
    owned: (root) => {
      const register = root === -1 ? call.receiverRegister : (registers[root] ?? -1);
      return register >= 0 ? e.objectIn(frame, register, scope) : plain;
    },
  }, call.guessed > 0 ? { ...call.site } : call.site);
  const bits = e.k.safeguardOf(f.fn);
  const team = bits === 0 ? result : guard({ ...result, ...taints([result, ...call.args.positional.map((a) => a.value)]) }, bits);
  const resultType = e.flags(f.fn) & FunctionFlag.Constructor ? null : returnType(e, f.fn);
  return underCallee(e, frame, resultType && team.type === null ? { ...team, type: resultType } : team, call, true);
}

/** Calls a function with values that no code wrote as arguments: callbacks. */
export function callFunctionValue(e: Evaluation, frame: Frame, scope: Scope, f: FunctionValue, values: readonly Value[], site: Site, when: 'certainly' | 'perhaps' = 'perhaps'): Value {
  if (f.fn.alone) {
    const bound: Value[] = [];
    for (const p of e.parameters(f.fn)) bound[p.index] = values[p.index] ?? plain;
    return instantiate(e, frame, scope, e.k.summary(f.fn), { receiver: f.self, positional: [], named: new Map(), bound, places: [] }, site);
  }
  return e.inline(f, scope, (inner, innerScope) => {
    for (const p of e.parameters(f.fn)) {
      const given = values[p.index];
      innerScope.set(p.variable, given === undefined || isBlank(given) ? e.parameterValue(inner, p) : nameParameter(e, inner, p, given));
    }
  }, when);
}

const isBlank = (v: Value): boolean => v === plain;

/** A bound parameter keeps what was given; its own name and declared type add what they say. */
function nameParameter(e: Evaluation, inner: Frame, p: ReturnType<Evaluation['parameters']>[number], given: Value): Value {
  const own = e.parameterValue(inner, p);
  const typed = given.type === null && own.type !== null ? { ...given, type: own.type } : given;
  const named = { ...typed, name: p.name || typed.name };
  if (given.labels.some((l) => l.strength > 0) || own.labels.length === 0) return named;
  return e.underName(inner, named, { name: p.name, role: 'parameter' }, p.start, p.end);
}

function returnType(e: Evaluation, fn: FunctionNode): Value['type'] {
  const expression = fn.file.facts.functions[fn.index * FnCol.stride + FnCol.returns] ?? -1;
  return expression < 0 ? null : e.typeOf(fn.file, expression);
}

function construct(e: Evaluation, frame: Frame, scope: Scope, call: Call, node: TypeNode): Value {
  count(e, call, true);
  const made = e.newObject(scope, { fields: noFields, element: null, removed: noNames, closed: false }, {
    ...plain, origin: Origin.Literal, type: { kind: 'project', node, keep: null, drop: [], text: node.name },
  });
  const given = [...call.args.positional, ...call.args.named.values(), ...call.args.namedSpread];
  const constructor = constructorOf(e, node);
  if (constructor) {
    const { bound, places } = bindArguments(e, constructor, call.args);
    instantiate(e, frame, scope, e.k.summary(constructor), { receiver: made, positional: [], named: new Map(), bound: bound ?? [], places: places ?? [], owned: (root) => (root === -1 ? made : plain) }, call.site);
  } else {
    // Data classes and models: fields are set by name, or by place in the order declared.
    const members = [...e.k.members(node).values()].filter((m) => m.fn < 0);
    for (const [name, a] of call.args.named) e.writeField(scope, made, name, e.underName(frame, a.value, { name, role: 'field', ownerType: node.name }, a.start, a.end, `${node.name}.${name}`));
    for (const [i, a] of call.args.positional.entries()) {
      const member = members[i];
      if (member) e.writeField(scope, made, member.name, a.value);
    }
    for (const a of call.args.namedSpread) e.mergeFields(scope, made, a.value);
  }
  return { ...made, site: { ...call.site, argument: given[0] ?? null, error: true }, ...(isError(e, node) ? errorText(e, frame, scope, call) : {}) };
}

function constructorOf(e: Evaluation, node: TypeNode, depth = 0): FunctionNode | undefined {
  const own = node.file.methods.get(node.index)?.find((fn) => e.flags(fn) & FunctionFlag.Constructor);
  if (own) return own;
  if (depth > 8) return undefined;
  for (const parent of supersOf(e.k.program, node).project) {
    const found = constructorOf(e, parent, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function isError(e: Evaluation, node: TypeNode, depth = 0): boolean {
  if (/(Error|Exception)$/.test(node.name)) return true;
  return depth < 8 && supersOf(e.k.program, node).project.some((parent) => isError(e, parent, depth + 1));
}

/** What the text of an error shows: every text argument of its construction. */
function errorText(e: Evaluation, frame: Frame, scope: Scope, call: Call): Pick<Value, 'labels' | 'inputs'> {
  void frame; void scope; void e;
  return taints([...call.args.positional, ...call.args.named.values()].map((a) => (a.value.cells.length > 0 || a.value.object ? plain : a.value)));
}

function callSuper(e: Evaluation, frame: Frame, scope: Scope, call: Call): Value {
  count(e, call, true);
  const owner = frame.fn.file.facts.functions[frame.fn.index * FnCol.stride + FnCol.ownerType] ?? -1;
  const node = frame.file.types[owner];
  const parent = node ? supersOf(e.k.program, node).project[0] : undefined;
  const constructor = parent && constructorOf(e, parent);
  if (constructor) {
    const { bound, places } = bindArguments(e, constructor, call.args);
    instantiate(e, frame, scope, e.k.summary(constructor), {
      receiver: frame.self, positional: [], named: new Map(), bound: bound ?? [], places: places ?? [],
      owned: (root) => {
        if (root !== -1) return plain;
        if (frame.self.cells.length === 0) frame.self = e.newObject(scope, { fields: noFields, element: null, removed: noNames, closed: false }, frame.self);
        return frame.self;
      },
    }, call.site);
  }
  return frame.self;
}

/** The result of a call nobody knows: its own name and type speak; data passes through verbs that hand it on. */
function unresolved(e: Evaluation, frame: Frame, scope: Scope, call: Call): Value {
  const given = [...call.args.positional, ...call.args.named.values()];
  for (const a of given) {
    for (const f of a.value.functions) {
      if (!f.fn.alone && !e.inlining.includes(f.fn)) e.inline(f, scope, (inner, innerScope) => { e.bindUnknown(inner, innerScope); });
    }
  }
  const passed = given.length === 0 && !call.receiver ? noData : passes(e, frame, call, given.map((a) => a.value));
  const value: Value = { ...plain, origin: Origin.External, ...passed, site: { ...call.site, argument: given[0] ?? null, error: true } };
  if (call.isNew) return { ...value, ...taints(given.filter((a) => a.value.cells.length === 0).map((a) => a.value)), origin: Origin.Literal };
  return underCallee(e, frame, value, call, false);
}

const noData: Pick<Value, 'labels' | 'inputs'> = { labels: [], inputs: [] };

function passes(e: Evaluation, frame: Frame, call: Call, values: readonly Value[]): Pick<Value, 'labels' | 'inputs'> {
  const name = call.method;
  const verb = /^_*[a-z]+/.exec(name)?.[0].replace(/_/g, '') ?? '';
  const asserted = safeguardVerb(e, name);
  if (!passVerbs.has(verb) && !asserted) return { labels: [], inputs: [] };
  void frame;
  const all = taints([...values, ...(call.receiver && call.receiver.library === null ? [call.receiver] : [])]);
  if (asserted) return { labels: all.labels.map((l) => ({ ...l, guards: l.guards | Guard.asserted })), inputs: all.inputs.map((i) => ({ ...i, guards: i.guards | Guard.asserted })) };
  // One strength lower: nobody saw what the function does with it.
  return { labels: all.labels.map((l) => ({ ...l, strength: l.strength === 2 ? 1 : l.strength })), inputs: all.inputs };
}

/** True when a function's name claims a safeguard: `maskEmail`, `redact`. */
function safeguardVerb(e: Evaluation, name: string): boolean {
  let known = verbs.get(name);
  if (known === undefined) {
    if (verbs.size > 50_000) verbs.clear();
    verbs.set(name, (known = hasSafeguardWord(e, name)));
  }
  return known;
}

/** Names seen before: the word lists are the catalogue's and do not change while the process lives. */
const verbs = new Map<string, boolean>();

function hasSafeguardWord(e: Evaluation, name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]+/);
  return words.some((w) => e.k.program.classifier.lexicon.safeguardVerbs.has(w) || e.k.program.classifier.lexicon.safeguardWords.has(w));
}

/** Asks the name of the function for what its result is, when nothing better is known. */
function underCallee(e: Evaluation, frame: Frame, value: Value, call: Call, resolved: boolean): Value {
  const named = call.method;
  if (named === '' || call.isNew || value.labels.length > 0) return value;
  if (resolved && value.origin < Origin.External) return value;
  const verdict = classify(e.k.program.classifier, { name: named, role: 'result', ...(call.receiver ? ownerOf(call.receiver) : {}) });
  if (!verdict) return value;
  return e.underName(frame, value, { name: named, role: 'result', ...(call.receiver ? ownerOf(call.receiver) : {}) }, call.site.start, call.site.end, `${named}()`);
}

/** Data in the message of an error that is thrown: every text given to its construction, here or where the variable was made. */
export function evaluateThrow(e: Evaluation, frame: Frame, scope: Scope, op: number): void {
  const register = frame.facts.ops[op * opStride + 2] ?? -1;
  const value = frame.registers[register] ?? plain;
  const made = frame.written[register] ?? -1;
  const code = made < 0 ? -1 : frame.facts.ops[made * opStride];
  const to = { kind: 'exception' as const, library: '', recipient: null, hosts: [], hostInput: null, asksHost: false, guessed: 0, key: '' };
  if (code === Op.New || code === Op.Call) {
    const call = readCall(e, frame, scope, made);
    for (const a of [...call.args.positional, ...call.args.named.values()]) {
      sendTo(e, frame, scope, to, call.site, { ...a.value, name: '' }, Facet.Text, { start: a.start, end: a.end }, []);
    }
  }
  const site = value.site;
  if (site?.error !== true || site.fn !== frame.fn) return;
  const message = e.stateOf(value, scope)?.fields.get('message');
  if (message) sendTo(e, frame, scope, to, site, { ...message, name: '' }, Facet.Text, site.argument, []);
  if (code !== Op.New && code !== Op.Call) sendTo(e, frame, scope, to, site, { ...value, cells: [], object: null, type: null, name: '' }, Facet.Text, site.argument, []);
}

export { clean, trail, TypeCol };
export type { Label };
