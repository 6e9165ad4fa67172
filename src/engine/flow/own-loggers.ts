import { Facet, FnCol, FunctionFlag, Op, VarCol, opStride, type FileFacts } from '../facts';
import type { Model } from '../rules/rule-index';
import type { Call } from './call-arguments';
import { flagsOf, type Evaluation } from './evaluate';
import { instanceOf, receiverRef } from './instances';
import { parameters } from './parameters';
import type { FunctionNode } from './program';
import { modelsOf, type Family } from './receivers';
import { isNamedText, showsOf } from './types';
import { assertsSafeguard } from './unresolved';
import { plain, type FunctionValue, type Instance, type Value } from './value';

/** What a call of a logger tells, and the logger it is taken for. */
export interface OwnLogger { models: readonly Model[]; instance: Instance; call: Call }

/**
 * A logger the project wrote itself, where nobody sees what its bodies do with a line: they hand it to a queue or a writer. Taken for a logger by the name of the
 * variable, module or type (call resolution, rung 5) and by a method that loggers of this name write with; undefined where a body is seen to log, or to mean
 * something else by that name.
 */
export function ownLogger(e: Evaluation, family: Family, call: Call, functions: readonly FunctionValue[]): OwnLogger | undefined {
  const { receiver } = call;
  if (!receiver || e.valuesOnly || call.args.positional.length === 0) return undefined;
  const named = receiver.klass ?? (receiver.type?.kind === 'project' ? receiver.type.node : null);
  const ref = (receiver.name === '' ? null : receiverRef(family, receiver.name)) ?? (named ? receiverRef(family, named.name) : null);
  if (!ref) return undefined;
  const instance = instanceOf(ref.library.id, ref.type);
  const models = modelsOf(e, family, instance, call.method)?.filter(({ call: rule }) => rule.sink?.some((sink) => sink.to === 'log') === true);
  if (!models || models.length === 0) return undefined;
  return functions.some(({ fn }) => !fn.alone || isSeenToLog(e, fn) || doesNothing(e, fn) || guards(e, fn)) ? undefined : { models, instance, call: asTold(e, call) };
}

/** The call with what any logger would write. Of an object the project's own may write a form of its own, which nobody sees: only a text form of its class counts. */
function asTold(e: Evaluation, call: Call): Call {
  const positional = call.args.positional.map((a) => (isOpaque(e, a.value) ? { ...a, value: plain } : a));
  return { ...call, guessed: 1, args: { ...call.args, positional } };
}

function isOpaque(e: Evaluation, { type }: Value): boolean {
  return type?.kind === 'project' && !isNamedText(e.k.program, type) && showsOf(e.k.program, type.node, Facet.Text).mode !== 'method';
}

/** True when what is given last, the message or what fills it, is seen to be logged; a format that goes to standard error when logging fails says nothing of that. */
function isSeenToLog(e: Evaluation, fn: FunctionNode): boolean {
  const last = parameters(fn).at(-1)?.index;
  return e.k.summary(fn).edges.some((edge) => edge.to.kind === 'log' && edge.input.root === last);
}

/** True for a body that calls nothing: a logger that keeps quiet. */
function doesNothing(e: Evaluation, fn: FunctionNode): boolean {
  const { resolved, unresolved } = e.k.summary(fn).calls;
  return resolved + unresolved === 0 && (flagsOf(fn) & FunctionFlag.Abstract) === 0;
}

const guarding = new WeakMap<FileFacts, Map<number, boolean>>();

/** True for a body in which something claims a safeguard: what it hands on may well be masked. */
function guards(e: Evaluation, fn: FunctionNode): boolean {
  const { facts } = fn.file;
  let known = guarding.get(facts);
  if (!known) guarding.set(facts, (known = new Map<number, boolean>()));
  let found = known.get(fn.index);
  if (found === undefined) known.set(fn.index, (found = namesGuard(e, fn)));
  return found;
}

function namesGuard(e: Evaluation, fn: FunctionNode): boolean {
  const { ops, strings, functions, variables } = fn.file.facts;
  for (let op = functions[fn.index * FnCol.stride + FnCol.opStart] ?? 0; op < (functions[fn.index * FnCol.stride + FnCol.opEnd] ?? 0); op++) {
    const at = op * opStride;
    const code = ops[at];
    const name = code === Op.Load || code === Op.Global ? ops[at + 3] : code === Op.Ref ? variables[(ops[at + 2] ?? 0) * VarCol.stride + VarCol.name] : undefined;
    if (name !== undefined && assertsSafeguard(e, strings[name] ?? '')) return true;
  }
  return false;
}
