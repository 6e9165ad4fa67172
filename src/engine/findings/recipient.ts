import type { Recipient } from '../../model';
import type { RecipientRule, SinkKind } from '../rules/catalogue';
import { connectedTo } from '../flow/clients';
import { readHost } from '../flow/hosts';
import type { ClientBase, Destination } from '../flow/summary';
import type { TextForm } from '../flow/value';
import type { Judging } from './judge';

/** Who gets data: one's own side, somebody nobody knows, a recipient, or, for sinks that stay inside, none. */
export type Receiver = 'own' | 'unknown' | 'none' | Recipient;

/** Who gets what a sink is handed. Findings and the inventory ask here, so that a finding, an assessment and a register name the same recipient. */
export function recipientOf(judging: Judging, to: Destination): Receiver {
  const { recipients } = judging.program.rules.catalogue;
  const made = to.client === undefined ? undefined : clientsOf(judging, to, to.client).find((one) => one.recipient !== null)?.recipient;
  const known = recipients.find((r) => r.id === (made ?? to.recipient));
  if (!to.asksHost) return known ? asRecipient(known) : 'none';
  const hosts = hostsOf(judging, to);
  if (hosts.length === 0) return known ? asRecipient(known) : 'unknown';
  let best: 'own' | 'unknown' | Recipient = 'own';
  for (const form of hosts) {
    const read = readHost(form, recipients, judging.policy.ownHosts);
    if (read.kind === 'vendor') return asRecipient(read.recipient);
    if (read.kind === 'public') best = { id: read.host, name: read.host, category: 'unknown' };
    else if (read.kind === 'unknown' && best === 'own') best = 'unknown';
  }
  return best === 'unknown' && known ? asRecipient(known) : best;
}

/** What kind of sink data meets: a request to a known service is one to its kind, `ai`, where there is a class for that. */
export function kindOf(judging: Judging, to: Destination): SinkKind {
  if (to.kind !== 'http') return to.kind;
  const { findings, recipients } = judging.program.rules.catalogue;
  for (const form of hostsOf(judging, to)) {
    const read = readHost(form, recipients, judging.policy.ownHosts);
    const category = read.kind === 'vendor' ? read.recipient.category : undefined;
    const kind = findings.flatMap((rule) => rule.sinks).find((one) => one === category);
    if (kind) return kind;
  }
  return to.kind;
}

/** Addresses data may go to: those of whoever made the client, where somebody is known to have, else those the call tells. */
export function hostsOf(judging: Judging, to: Destination): readonly TextForm[] {
  if (to.client === undefined) return to.hosts;
  const made = clientsOf(judging, to, to.client).flatMap((one) => one.hosts.map((pieces) => ({ pieces, at: null })));
  return made.length > 0 ? made : to.hosts;
}

const clientsOf = (judging: Judging, to: Destination, client: string): readonly ClientBase[] => connectedTo(judging.clients(), to.library, client);

const asRecipient = (r: RecipientRule): Recipient => ({ id: r.id, name: r.name, category: r.category, ...(r.country === undefined ? {} : { country: r.country }) });
