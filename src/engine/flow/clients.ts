import type { CallModel } from '../rules/catalogue';
import { typeAsked, type Call } from './call-arguments';
import type { Evaluation } from './evaluate';
import { select } from './selectors';
import type { TypeNode } from './program';
import type { Scope } from './scope';
import type { ClientBase } from './summary';
import { Origin, type Value } from './value';

/** Notes what instances of a type are connected to, or all that a library makes when no type is told. */
export function noteClient(e: Evaluation, scope: Scope, call: Call, rule: NonNullable<CallModel['connects']>, library: string, result: Value | null): void {
  const base = select(e, scope, call, rule.base, result)[0]?.value;
  const of = rule.type === undefined ? undefined : select(e, scope, call, rule.type, result)[0]?.value;
  const type = rule.type === undefined ? '' : of?.klass ? clientKey(of.klass) : typeof of?.constant === 'string' ? namedClient(of.constant) : keyAsked(e, call);
  if (!base || type === undefined) return;
  const made = base.instance ? (e.k.program.rules.libraries.get(base.instance.library)?.recipient ?? null) : null;
  const hosts = base.texts.map(({ pieces }) => pieces);
  // What is made for one type with an address of the configuration is told too: what all others are connected to is not for it.
  const isConfigured = type !== '' && (base.library !== null || base.origin === Origin.Config || base.origin === Origin.Environment);
  if (made !== null || hosts.length > 0 || isConfigured) e.clients.push({ library, type, hosts, recipient: made });
}

function keyAsked(e: Evaluation, call: Call): string | undefined {
  const asked = typeAsked(e, call);
  return asked?.kind === 'project' ? clientKey(asked.node) : undefined;
}

/** Key of the clients that are made and asked for by a name. */
export const namedClient = (name: string): string => `\0${name}`;

/** Name of a type among all files. */
export const clientKey = ({ file, key }: TypeNode): string => `${file.path}\0${key}`;

/** What the instances of a type are connected to: what was noted for the type, else for all that the library makes. */
export function connectedTo(clients: readonly ClientBase[], library: string, type: string): readonly ClientBase[] {
  const own = clients.filter((one) => one.library === library && one.type === type);
  return own.length > 0 ? own : clients.filter((one) => one.library === library && one.type === '');
}
