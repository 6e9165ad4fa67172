import { instantiate } from './apply';
import type { Evaluation, Frame } from './evaluate';
import { methodFunction } from './methods';
import type { Scope } from './scope';
import type { Value } from './value';

/** What an object of the project shows where its own method of that name is asked for it; the value itself where it has none. */
export function asForm(e: Evaluation, frame: Frame, scope: Scope, value: Value, method: string | undefined): Value {
  const fn = method === undefined || value.type?.kind !== 'project' ? undefined : methodFunction(e, value.type.node, method);
  return fn ? instantiate(e, frame, scope, e.k.summary(fn), { receiver: value }, null) : value;
}
