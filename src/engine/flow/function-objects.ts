import { FunctionFlag, MemberFlag, TypeCol, TypeKind } from '../facts';
import type { Call } from './call-arguments';
import { calledField, deepInput, unionInputs } from './carried';
import { flagsOf, type Evaluation, type Frame } from './evaluate';
import type { TypeNode } from './program';
import type { Scope } from './scope';
import { settle } from './settle';
import { projectType } from './types';
import { change, type Value } from './value';

/** The method of a type of the workspace that has no body, or undefined. */
function isBodyless(e: Evaluation, node: TypeNode, method: string): boolean {
  const member = e.k.members(node).get(method);
  return member?.fn != null && (flagsOf(member.fn) & FunctionFlag.Abstract) !== 0;
}

/** True where a type of the workspace asks for one method only, so that a function will do. */
function asksOneMethod(e: Evaluation, node: TypeNode): boolean {
  let count = 0;
  for (const [name, { flags }] of e.k.members(node)) if ((flags & MemberFlag.Method) !== 0 && isBodyless(e, node, name)) count++;
  return count === 1;
}

/** The call of the function itself, where it is called by the one method of its interface: `supplier.get()`, `wording.of(event)`. */
export function asItsFunction(e: Evaluation, frame: Frame, call: Call): Call | undefined {
  const { receiver } = call;
  const methods = frame.file.language.functionMethods;
  if (methods === undefined || receiver === null || receiver.functions.length === 0) return undefined;
  const isMeant = receiver.type?.kind === 'project' ? isBodyless(e, receiver.type.node, call.method) : methods.includes(call.method);
  return isMeant ? { ...call, callee: receiver, receiver: null, receiverRegister: -1 } : undefined;
}

/** What a parameter gives that may be a function under the method of its interface: whoever calls knows more. */
export function withGiven(e: Evaluation, frame: Frame, scope: Scope, call: Call, value: Value): Value {
  const methods = frame.file.language.functionMethods;
  const exact = call.receiver?.exact;
  if (methods === undefined || !exact || exact.named || exact.root < 0 || exact.path.length > 0 || call.receiver === null || call.receiver.functions.length > 0) return value;
  const { type } = call.receiver;
  if (type?.kind === 'project') {
    if (call.callee.functions.length !== 1 || !isBodyless(e, type.node, call.method) || !asksOneMethod(e, type.node)) return value;
  } else if (type?.kind === 'library' || !methods.includes(call.method)) return value;
  // `get(key)` asks a map, `get()` may ask anything.
  else if (call.args.positional.length > 0 && frame.file.family?.anyMethods.has(call.method) === true) return value;
  if (e.opens.length < 16) e.opens.push({ input: exact, args: call.args.positional.map((a) => settle(a.value, scope)), site: call.site });
  return change(value, (v) => { v.inputs = unionInputs(value.inputs, [deepInput(exact, calledField)]); });
}

/** A function with the name of its interface in front: `Wording { it.email }` is the function. */
export function namedFunction(call: Call, klass: TypeNode): Value | undefined {
  const [only] = call.args.positional;
  if (only === undefined || call.args.positional.length > 1 || only.value.functions.length === 0) return undefined;
  if (klass.file.facts.types[klass.index * TypeCol.stride + TypeCol.kind] !== TypeKind.Interface) return undefined;
  return change(only.value, (v) => { v.type = projectType(klass); });
}
