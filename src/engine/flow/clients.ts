import type { CallModel } from '../rules/catalogue';
import type { Call } from './call-arguments';
import type { Evaluation } from './evaluate';
import { select } from './selectors';
import type { TypeNode } from './program';
import type { Scope } from './scope';
import type { ClientBase } from './summary';

/** Notes what instances of a type are connected to, or all that a library makes when no type is told. */
export function noteClient(e: Evaluation, scope: Scope, call: Call, rule: NonNullable<CallModel['connects']>, library: string): void {
  const base = select(e, scope, call, rule.base, null)[0]?.value;
  const type = rule.type === undefined ? undefined : select(e, scope, call, rule.type, null)[0]?.value.klass;
  if (!base || (rule.type !== undefined && !type)) return;
  const made = base.instance ? (e.k.program.rules.libraries.get(base.instance.library)?.recipient ?? null) : null;
  const hosts = base.texts.map(({ pieces }) => pieces);
  if (made !== null || hosts.length > 0) e.clients.push({ library, type: type ? clientKey(type) : '', hosts, recipient: made });
}

/** Name of a type among all files. */
export const clientKey = ({ file, key }: TypeNode): string => `${file.path}\0${key}`;

/** What the instances of a type are connected to: what was noted for the type, else for all that the library makes. */
export function connectedTo(clients: readonly ClientBase[], library: string, type: string): readonly ClientBase[] {
  const own = clients.filter((one) => one.library === library && one.type === type);
  return own.length > 0 ? own : clients.filter((one) => one.library === library && one.type === '');
}
