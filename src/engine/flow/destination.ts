import type { CallModel, Selector } from '../rules/catalogue';
import { valueBeside } from './beside';
import type { Call } from './call-arguments';
import { clientKey, namedClient } from './clients';
import type { Evaluation, Frame } from './evaluate';
import { select } from './selectors';
import type { Scope } from './scope';
import type { Destination } from './summary';
import type { Value } from './value';

type Sink = NonNullable<CallModel['sink']>[number];

/** Who gets what a call sends, as far as the call tells. */
export function destination(e: Evaluation, frame: Frame, scope: Scope, call: Call, sink: Sink, recipient: string | null, library: string): Destination {
  let kind = sink.to;
  if (kind === 'response' && sink.errorWhen) {
    for (const selector of sink.errorWhen) {
      const status = (selector === 'beside' ? valueBeside(e, frame, scope, call) : select(e, scope, call, selector, null)[0]?.value)?.constant;
      if (status === undefined) continue;
      if (Number(status) >= 400) kind = 'error-response';
      break;
    }
  }
  const host = sink.host === undefined ? undefined : select(e, scope, call, sink.host, null)[0]?.value;
  const given = sink.base === undefined ? undefined : select(e, scope, call, sink.base, null)[0]?.value;
  const base = given && given.texts.length > 0 ? given : (heldByType(e, call, sink.base) ?? given);
  const made = host?.instance ?? null;
  const behind = made ? e.k.program.rules.libraries.get(made.library)?.recipient : undefined;
  if (behind) return { kind, library, recipient: behind, hosts: [], hostInput: null, asksHost: false, guessed: call.guessed, key: '' };
  let hosts = host?.texts ?? [];
  const relative = hosts.length === 0 || hosts.every((t) => typeof t.pieces[0] === 'string' && !/^[a-z][a-z0-9+.-]*:\/\//i.test(t.pieces[0]));
  if (relative && base && base.texts.length > 0) hosts = base.texts;
  if (call.declared && relative && hosts === host?.texts) hosts = [];
  const maker = call.declared ? call.receiver?.type : relative && sink.base !== undefined && call.receiver?.instance ? frame.self.type : null;
  const name = !call.declared && relative ? (call.receiver?.instance?.key ?? '') : '';
  const client = name !== '' ? { client: namedClient(name) } : maker?.kind === 'project' && (hosts.length === 0 || !call.declared) ? { client: clientKey(maker.node) } : {};
  const hostInput = hosts.length === 0 ? (host?.exact ?? host?.inputs[0] ?? null) : null;
  return { kind, library, recipient: sink.recipient ?? recipient, hosts, hostInput, asksHost: sink.host !== undefined || sink.base !== undefined, guessed: call.guessed, key: call.receiver?.instance?.key ?? '', ...client };
}

/** What the type of the receiver states for all its instances: `receiver.base_uri` of a client that declares it. */
function heldByType(e: Evaluation, call: Call, selector: Selector | undefined): Value | null {
  const node = call.receiver?.type?.kind === 'project' ? call.receiver.type.node : call.receiver?.klass;
  return node && selector?.startsWith('receiver.') ? e.k.field(node, selector.slice('receiver.'.length)) : null;
}
