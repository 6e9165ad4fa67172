import { FnCol, FunctionFlag } from '../facts';
import { ruleModule, type Model } from '../rules/rule-index';
import { readCall, type Call } from './call-arguments';
import { callFunction, underReturn } from './call-function';
import { callSuper, construct } from './construct';
import { flagsOf, type Evaluation, type Frame } from './evaluate';
import { declaredCall } from './declared-calls';
import { extension, extensionOfThis } from './extensions';
import { asItsFunction, namedFunction, withGiven } from './function-objects';
import { guessedInstance, instanceIn } from './instances';
import { loadField, moduleDefault } from './load';
import { calledField, deepInput, unionInputs } from './carried';
import { applyModels } from './models';
import { newObject, stateOf } from './objects';
import { baseInstance, exportedInstance, modelsOf, onlyMethod } from './receivers';
import type { Scope } from './scope';
import { asArgument, staticExtension } from './static-extensions';
import { accessor, chosen } from './overloads';
import { ownLogger } from './own-loggers';
import { settle } from './settle';
import { libraryType } from './types';
import { unresolved } from './unresolved';
import { Origin, change, clean, join, openObject, plain, renamed, type Instance, type Value } from './value';

/** Evaluates a call or construction. */
export function evaluateCall(e: Evaluation, frame: Frame, scope: Scope, op: number): Value {
  const call = readCall(e, frame, scope, op);
  const value = resolveAndApply(e, frame, scope, call);
  if (!call.isNew || value.site !== null) return value;
  const [first] = call.args.positional;
  return change(value, (v) => { v.site = { ...call.site, argument: first ? { start: first.start, end: first.end } : null, error: true }; });
}

/** Counts a call once as resolved or not. */
export function count(e: Evaluation, call: Call, resolved: boolean): void {
  const key = call.site.fn.index * 0x4000000 + call.site.start;
  if (e.counted.has(key)) return;
  e.counted.set(key, true);
  if (resolved) e.calls.resolved++;
  else {
    e.calls.unresolved++;
    if (e.calls.examples.length < 5) e.calls.examples.push(call.site);
  }
}

/** True where rules for a method of any receiver may speak: not of the project's own types, but for what every object of the language has. */
function isOpenTo(e: Evaluation, receiver: Value, method: string): boolean {
  if (receiver.type?.kind !== 'project') return true;
  const { node } = receiver.type;
  return node.file.language.openTypes === true && !e.k.members(node).has(method);
}

/** True for the call of the constructor above by its name, in the constructor of that name. */
const isInConstructor = ({ fn, facts }: Frame, { method }: Call): boolean => (flagsOf(fn) & FunctionFlag.Constructor) !== 0 && facts.strings[facts.functions[fn.index * FnCol.stride + FnCol.name] ?? -1] === method;

/** What one of several bodies gives. Data that one of four and more gives under their common name says little about the call. */
function oneOf(results: readonly Value[]): Value {
  const [first = plain, ...rest] = results;
  const joined = rest.reduce((all, value) => join(all, value), first);
  if (results.length < 4 || joined.labels.length === 0) return joined;
  return change(joined, (v) => { v.labels = joined.labels.map((l) => (results.filter((r) => r.labels.some(({ type }) => type === l.type)).length > 1 ? l : { ...l, strength: 0 })); });
}

/** The result of a call by the first rung that knows it; `otherwise` is what a value gives that may be no function at all. */
export function resolveAndApply(e: Evaluation, frame: Frame, scope: Scope, call: Call, otherwise: Value | null = null): Value {
  if (call.callee.module) call.callee = moduleDefault(e, frame.file, call.callee) ?? call.callee;
  // `module.exports = createLogger()`: a method that is no export of the module is one of what the module is.
  if (call.receiver?.module && !e.k.program.nameOf(call.receiver.module, call.method)) {
    const whole = moduleDefault(e, frame.file, call.receiver);
    // It is called here what it was imported as.
    if (whole) call.receiver = renamed(whole, call.receiver.name);
  }
  const { callee, receiver } = call;
  const { callMethod } = frame.file.language;
  if (callMethod !== undefined && call.method !== callMethod && callee.type?.kind === 'project' && callee.functions.length === 0 && !callee.klass && !callee.library) {
    // An object that is called: its method for that, if it has one.
    const answering = loadField(e, frame, scope, callee, callMethod, call.site.start, call.site.end);
    if (answering.functions.length > 0) return resolveAndApply(e, frame, scope, { ...call, callee: answering, receiver: callee, receiverRegister: -1, method: callMethod }, otherwise);
  }
  const thunk = callee.cells.length > 0 || callee.object ? stateOf(callee, scope)?.fields.get(calledField) : undefined;
  if (thunk) return thunk;
  const itself = asItsFunction(e, frame, call);
  if (itself) return resolveAndApply(e, frame, scope, itself, otherwise);
  const family = frame.file.family;

  // 1-3: code of the workspace, and what its annotations say of methods without a body
  const declared = family && receiver?.type?.kind === 'project' && callee.functions.length > 0 ? declaredCall(e, family, call) : undefined;
  if (declared) {
    count(e, call, true);
    const given = applyModels(e, frame, scope, { ...call, declared }, declared.models, declared.instance);
    return underReturn(e, frame, given, declared.fn, call);
  }
  const own = callee.functions.length > 0 ? callee.functions : accessor(e, call);
  const beside = own.length === 0 && receiver && !callee.klass && !callee.library ? extension(e, frame.file, receiver, call.method, false) : undefined;
  const onThis = own.length === 0 && !receiver && callee.library ? extensionOfThis(e, frame, callee.library) : undefined;
  const functions = beside ? [{ fn: beside, self: receiver, env: null }] : onThis ? [{ fn: onThis, self: frame.self, env: null }] : own;
  if (functions.length > 0) {
    count(e, call, true);
    const results = functions.slice(0, 8).map((written) => {
      const [f, bound] = frame.file.package === '' ? [written, call] : chosen(e, written, call);
      return callFunction(e, frame, scope, f, bound);
    });
    const logger = family && receiver ? ownLogger(e, family, call, functions) : undefined;
    if (logger) applyModels(e, frame, scope, logger.call, logger.models, logger.instance);
    return withGiven(e, frame, scope, call, oneOf(results));
  }
  const added = frame.file.language.extensionFunctions === true ? staticExtension(e, frame, call) : undefined;
  if (added) {
    count(e, call, true);
    return callFunction(e, frame, scope, { fn: added, self: null, env: null }, asArgument(call));
  }
  if (callee.klass) return otherwise ?? namedFunction(call, callee.klass) ?? construct(e, frame, scope, call, callee.klass);
  if (receiver?.name === 'super' && call.method === 'super') return plain;
  if (callee.name === 'super' && receiver === null) return callSuper(e, frame, scope, call);
  if (receiver?.name === 'super' && isInConstructor(frame, call)) return callSuper(e, frame, scope, call);
  const handedOver = callee.exact && !callee.exact.named && callee.instance === null && receiver === null && callee.exact.root >= 0 ? callee.exact : null;
  if (handedOver && e.opens.length < 16) e.opens.push({ input: handedOver, args: call.args.positional.map((a) => settle(a.value, scope)), site: call.site });

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
        const result = models ? applyModels(e, frame, scope, call, models, null) : clean(Origin.External);
        return result.instance ? result : newObject(e, scope, stateOf(result, scope) ?? openObject, change(result, (v) => { v.cells = []; v.object = null; v.instance = made; }));
      }
    }
    if (!models && receiver?.library) [models, instance] = exportedInstance(e, frame, family, receiver.library, call.method);
    if (!models && receiver) {
      instance = instanceIn(receiver);
      if (!instance && receiver.klass) instance = baseInstance(e, frame, receiver.klass);
      if (instance) models = modelsOf(e, family, instance, call.method);
      if (!models && receiver.type?.kind === 'project') {
        instance = baseInstance(e, frame, receiver.type.node);
        if (instance) models = modelsOf(e, family, instance, call.method);
      }
      // 5: receiver name
      if (!models && !instance) {
        const muted = receiver.type?.kind === 'project' ? ownLogger(e, family, call, []) : undefined;
        instance = muted?.instance ?? guessedInstance(e, frame.file, receiver.library ? change(receiver, (v) => { v.origin = Origin.External; }) : receiver);
        if (instance) {
          models = modelsOf(e, family, instance, call.method);
          if (models) call.guessed = 1;
        }
      }
    }
    if (!models && callee.instance) models = modelsOf(e, family, callee.instance, '()');
    if (!models && receiver && isOpenTo(e, receiver, call.method)) models = family.anyMethods.get(call.method);
    if (models) {
      count(e, call, true);
      return withGiven(e, frame, scope, call, applyModels(e, frame, scope, call, models, instance));
    }
  }

  // 6: the only method of that name
  if (receiver && receiver.library === null && receiver.instance === null && receiver.type === null && (otherwise === null || otherwise.labels.length === 0)) {
    const only = onlyMethod(e, call);
    if (only) {
      count(e, call, true);
      const self: Value = receiver;
      return callFunction(e, frame, scope, { fn: only, self, env: null }, { ...call, guessed: 2 });
    }
  }

  if (otherwise) return otherwise;
  // 7: nobody knows
  count(e, call, false);
  const value = withGiven(e, frame, scope, call, unresolved(e, frame, scope, call));
  return handedOver && handedOver.path.length === 0 ? change(value, (v) => { v.inputs = unionInputs(value.inputs, [deepInput(handedOver, calledField)]); }) : value;
}
