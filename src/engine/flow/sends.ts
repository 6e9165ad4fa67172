import { LoadFlag, opStride } from '../facts';
import { propertyModel } from '../rules/rule-index';
import { noArguments, type Call } from './call-arguments';
import { resolveAndApply } from './calls';
import type { Evaluation, Frame } from './evaluate';
import { instanceIn } from './instances';
import { libraryValue, loadField, resolveTarget, undeclaredValue } from './load';
import { typedFor } from './named-types';
import { isPerson } from './naming';
import type { FileNode } from './program';
import { baseInstance, modelsOf } from './receivers';
import type { Scope } from './scope';
import { change, plain, renamed, type Value } from './value';

/** Reads a field in languages where names are calls (`LoadFlag`): a method is called, and what the receiver of a bare name lacks is asked of the package and the globals. */
export function loadOrCall(e: Evaluation, frame: Frame, scope: Scope, op: number): Value {
  const { ops, strings } = frame.facts;
  const at = op * opStride;
  const register = ops[at + 2] ?? -1;
  const flags = ops[at + 4] ?? 0;
  const name = strings[ops[at + 3] ?? -1] ?? '';
  const holder = typedFor(e.k.program, frame.file, frame.registers[register] ?? plain, (node) => e.k.members(node).has(name));
  const start = ops[at + 5] ?? 0;
  const end = ops[at + 6] ?? 0;
  const value = (flags & LoadFlag.Bare ? bareValue(e, frame, holder, name) : null) ?? loadField(e, frame, scope, holder, name, start, end);
  return flags & LoadFlag.Called ? called(e, frame, scope, op, value, holder, register, name) : value;
}

/** A name no scope declares, called where it is a function. */
export function globalOrCall(e: Evaluation, frame: Frame, scope: Scope, op: number): Value {
  const { ops, strings } = frame.facts;
  const name = strings[ops[op * opStride + 3] ?? -1] ?? '';
  const value = undeclaredValue(e, frame.file, name);
  return (ops[op * opStride + 4] ?? 0) & LoadFlag.Called ? called(e, frame, scope, op, value, null, -1, name) : value;
}

/** What a bare name stands for where its receiver has nothing of that name; null where the receiver answers. */
function bareValue(e: Evaluation, frame: Frame, holder: Value, name: string): Value | null {
  if (answers(e, frame, holder, name)) return null;
  const target = e.k.program.undeclared(frame.file, name);
  if (target) return renamed(resolveTarget(e, frame.file, target), name);
  return isGlobal(e, frame.file, name) ? libraryValue(e, frame.file, { module: '', path: name }) : null;
}

function answers(e: Evaluation, frame: Frame, holder: Value, name: string): boolean {
  const node = holder.type?.kind === 'project' ? holder.type.node : holder.klass;
  if (!node) return false;
  if (e.k.members(node).has(name) || e.k.field(node, name) !== null) return true;
  const instance = instanceIn(holder) ?? baseInstance(e, frame, node);
  const family = frame.file.family;
  const library = instance && e.k.program.rules.libraries.get(instance.library);
  if (!instance || !family || !library) return false;
  return modelsOf(e, family, instance, name) !== undefined || propertyModel(family, { library, type: instance.type }, name) !== undefined;
}

/** True for a name the rules know without a module. */
function isGlobal(e: Evaluation, file: FileNode, name: string): boolean {
  const family = file.family;
  return family !== undefined && (family.globals.has(name) || family.properties.has(name));
}

/** The result of calling a value without arguments where it is a function or the rules know the call, else the value. */
function called(e: Evaluation, frame: Frame, scope: Scope, op: number, callee: Value, receiver: Value | null, register: number, name: string): Value {
  // A part of an instance that is walked further: `client.messages` of `client.messages.create`.
  if (callee.instance && callee.instance.path !== '') return callee;
  const { ops } = frame.facts;
  const start = ops[op * opStride + 5] ?? 0;
  const end = ops[op * opStride + 6] ?? 0;
  const text = `${receiver?.name && receiver.name !== 'this' ? `${receiver.name}.` : ''}${name}`;
  const call: Call = {
    args: noArguments, callee, receiver, receiverRegister: register, method: name, isNew: false, op, guessed: 0,
    site: { fn: frame.fn, start, end, callee: text, argument: null, error: false },
  };
  const result = resolveAndApply(e, frame, scope, call, callee);
  // `Pharmacist.on_duty` of a class declared elsewhere is called: it gives a person.
  const isGiven = result === callee && callee.library !== null && /^[a-z]/.test(name) && [name, receiver?.name ?? ''].some((one) => isPerson(e.k.program, one));
  return isGiven ? change(callee, (v) => { v.library = null; }) : result;
}
