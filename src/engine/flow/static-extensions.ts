import { FunctionFlag, ParamFlag } from '../facts';
import type { Call } from './call-arguments';
import { flagsOf, type Evaluation, type Frame } from './evaluate';
import { instanceIn } from './instances';
import { parameters } from './parameters';
import type { FunctionNode } from './program';
import { inherits, resolveType } from './types';
import type { Value } from './value';

/** The function outside a type that is called like a method of it: static, its first parameter written as the receiver. */
export function staticExtension(e: Evaluation, frame: Frame, call: Call): FunctionNode | undefined {
  const { receiver } = call;
  if (!receiver || receiver.klass || receiver.module || receiver.library || call.isNew || call.method === '') return undefined;
  const count = call.args.positional.length + 1;
  let best: FunctionNode | undefined;
  let most = 0;
  for (const fn of e.k.extensionsNamed(call.method)) {
    if (!(flagsOf(fn) & FunctionFlag.Static) || fn.file.language.family !== frame.file.language.family) continue;
    const list = parameters(fn);
    const takes = list.some((p) => p.flags & ParamFlag.Rest) || (count <= list.length && list.slice(count).every((p) => p.flags & ParamFlag.Optional || call.args.named.has(p.name)));
    const score = takes ? fits(e, fn, receiver) : 0;
    if (score > most) [best, most] = [fn, score];
  }
  return best;
}

/** The call with its receiver as the first argument. */
export function asArgument(call: Call): Call {
  const { args, receiver } = call;
  if (!receiver) return call;
  const first = { value: receiver, register: call.receiverRegister, start: call.site.start, end: call.site.end };
  return { ...call, receiver: null, args: { ...args, positional: [first, ...args.positional] } };
}

/** How well a value fits the type that is extended; 0 when it does not. */
function fits(e: Evaluation, fn: FunctionNode, receiver: Value): number {
  e.k.signature(fn);
  const [first] = parameters(fn);
  const wanted = first && first.type >= 0 ? resolveType(e.k.program, fn.file, first.type) : null;
  const { type } = receiver;
  const instance = instanceIn(receiver);
  switch (wanted?.kind) {
    case undefined: return 1;
    case 'project':
      if (type?.kind === 'project') return type.node === wanted.node ? 4 : inherits(e.k.program, type.node, wanted.node) ? 3 : 0;
      return type || instance ? 0 : 1;
    case 'library': return instance ? (instance.library === wanted.ref.library.id && instance.type === wanted.ref.type ? 4 : 0) : type ? 0 : 1;
    case 'list': case 'map': return type?.kind === wanted.kind ? 3 : type || instance ? 0 : 1;
    case 'other': {
      if (/^(?:object|T\w*|[A-Z])\??$/.test(wanted.text)) return 1;
      if (instance || (type && type.kind !== 'other')) return 0;
      return type?.text === wanted.text ? 3 : 2;
    }
  }
}
