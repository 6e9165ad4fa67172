import type { Finding } from '../model/finding';
import type { GovernanceModel, TeamFile } from '../model/governance';
import type { Inventory } from '../model/inventory';
import { evidenceOf, type DataTypeFacts } from './assessments/facts';
import { coversAny } from './globs';
import { sortedUnique } from './text';

/** What an incident is looked at with. */
export interface IncidentInput {
  /** What a person named: a path or a service. */
  subject: string;
  /** Files that were hit, and those their code can reach. */
  files: readonly string[];
  reachable: readonly string[];
  inventory: Inventory;
  findings: readonly Finding[];
  model: GovernanceModel;
  team: TeamFile;
  dataType: (id: string) => DataTypeFacts | undefined;
  /** When somebody became aware, ISO date and time with offset; a person says it. */
  aware?: string;
}

/** Data that code in or behind the place handles. */
export interface IncidentData {
  type: string;
  label: string;
  tier: number;
  special: boolean;
  /** True when the place itself handles it, false when only code it can reach does. */
  here: boolean;
  evidence: string[];
}

/** What code can answer of GDPR Art. 33(3), and what only people can. */
export interface Incident {
  subject: string;
  files: number;
  reachable: number;
  /** Highest tier first. */
  data: IncidentData[];
  recipients: { name: string; country?: string; data: string[]; contract?: string; evidence: string[] }[];
  stores: { label: string; kind: string; evidence: string[] }[];
  flows: { data: string[]; to: string; protected: string[]; evidence: string }[];
  /** Open findings on the way: where protection is missing. */
  open: { sentence: string; place: string }[];
  threats: { id: string; title: string; state: string }[];
  assessments: { id: string; title: string; status: string }[];
  /** Art. 33(1): 72 hours after somebody became aware. */
  notifyBy?: string;
  roles: { role: string; handle: string; does: string }[];
  questions: string[];
}

/** What the code says about an incident at a place. Same input, same answer; nothing about the number of people or the consequences is guessed. */
export function incidentOf(input: IncidentInput): Incident {
  const { inventory, model, team } = input;
  const here = new Set(input.files);
  const behind = new Set(input.reachable);
  const within = <T extends { file: string }>(seen: readonly T[]): T[] => seen.filter(({ file }) => behind.has(file));
  const data = inventory.data.flatMap(({ dataType, seenIn }): IncidentData[] => {
    const seen = within(seenIn);
    const facts = input.dataType(dataType);
    if (seen.length === 0) return [];
    return [{ type: dataType, label: facts?.label ?? dataType, tier: facts?.tier ?? 2, special: facts?.special === true, here: seen.some(({ file }) => here.has(file)), evidence: sortedUnique(seen.map(evidenceOf)).slice(0, 5) }];
  });
  const declared = new Map([...(team.recipients ?? [])].map((entry) => [entry.id, entry]));
  const notifyBy = input.aware === undefined ? undefined : hoursLater(input.aware, 72);
  return {
    subject: input.subject, files: input.files.length, reachable: input.reachable.length,
    data: data.sort((a, b) => b.tier - a.tier || (a.type < b.type ? -1 : 1)),
    recipients: inventory.recipients.flatMap(({ id, name, country, dataTypes, seenIn }) => {
      const seen = within(seenIn);
      const contract = declared.get(id)?.contract;
      return seen.length === 0 ? [] : [{ name, ...(country === undefined ? {} : { country }), data: [...dataTypes].sort(), ...(contract === undefined ? {} : { contract }), evidence: sortedUnique(seen.map(evidenceOf)).slice(0, 5) }];
    }),
    stores: inventory.assets.flatMap(({ label, kind, seenIn }) => {
      const seen = within(seenIn);
      return seen.length === 0 ? [] : [{ label, kind, evidence: sortedUnique(seen.map(({ file }) => file)).slice(0, 5) }];
    }),
    flows: within(inventory.flows).map((flow) => ({ data: [...flow.dataTypes].sort(), to: flow.recipient?.name ?? ways[flow.to] ?? flow.to, protected: [...flow.safeguards], evidence: evidenceOf(flow) })),
    open: within(input.findings).filter(({ ignore, state }) => !ignore && state !== 'agreed').map(({ fact, file, range }) => ({ sentence: fact, place: `${file}:${range.start.line + 1}` })),
    threats: model.threats.filter(({ files }) => input.files.some((file) => coversAny(files, file))).map(({ id, title, state }) => ({ id, title, state })),
    assessments: model.assessments.filter(({ paths }) => input.files.some((file) => coversAny(paths, file))).map(({ id, title, status }) => ({ id, title, status })),
    ...(notifyBy === undefined ? {} : { notifyBy }),
    roles: rolesOf(team),
    questions,
  };
}

/** Where data goes, in words, where nobody is named. */
const ways: Readonly<Record<string, string>> = {
  http: 'another service, by web request', log: 'the log', mail: 'a mail service', sms: 'an SMS service', push: 'a push service', chat: 'a chat service', payment: 'a payment service', crm: 'a CRM', search: 'a search service',
  ai: 'an AI service', analytics: 'an analytics service', telemetry: 'an error or metrics service',
};

/** What Art. 33(3) asks that no code can answer. */
const questions = [
  'When did it begin, when did it end, and when did somebody become aware of it?',
  'How many people and how many records are concerned, approximately?',
  'Whose data is it: customers, patients, employees, children?',
  'Was the data encrypted or otherwise unreadable for whoever got it?',
  'Which consequences are likely for the people concerned, and how severe?',
  'What was done to contain it, and what is planned?',
  'Do the people concerned need to be told (Art. 34)?',
];

function rolesOf({ roles, raci }: TeamFile): Incident['roles'] {
  const does: Record<string, string> = { ciso: 'leads and contains', dpo: 'advises, talks to the authority', owner: 'decides for the product', champion: 'gathers the facts' };
  const named = Object.entries(roles).map(([role, handle]) => ({ role, handle, does: does[role] ?? (raci?.informed.includes(role) ? 'is informed' : raci?.consulted.includes(role) ? 'is consulted' : 'takes part') }));
  return named.sort((a, b) => (a.role < b.role ? -1 : 1));
}

/** The moment a number of hours after another, in UTC; undefined where the text is no moment. */
export function hoursLater(moment: string, hours: number): string | undefined {
  const time = Date.parse(moment);
  return Number.isNaN(time) ? undefined : `${new Date(time + hours * 3_600_000).toISOString().slice(0, 16)}Z`;
}

/** A tabletop exercise over the real flows: what could have happened, what comes to light when, who acts, what to check. */
export interface Drill {
  scenario: string;
  injects: { after: string; what: string; acts: string; check: string }[];
}

/** Writes the exercise of an incident: about its least protected data on its longest way, so that both teams practise on what is really there. */
export function drillOf(incident: Incident): Drill {
  const byTier = (types: readonly string[]): IncidentData | undefined => incident.data.find(({ type }) => types.includes(type));
  // Data is in order of its tier: the first of it that leaves unprotected makes the scenario.
  const flow = incident.data.flatMap(({ type }) => incident.flows.filter(({ data, protected: passed }) => data.includes(type) && passed.length === 0))[0] ?? incident.flows[0];
  const worst = (flow && byTier(flow.data)) ?? incident.data.find(({ here }) => here) ?? incident.data[0];
  const label = worst?.label.toLowerCase() ?? 'personal data';
  const store = incident.stores[0];
  const handle = (role: string): string => incident.roles.find(({ role: name }) => name === role)?.handle ?? role;
  const way = flow ? `${label} that goes to ${flow.to}` : store ? `${label} kept in ${store.label}` : `${label} this code handles`;
  return {
    scenario: `A colleague reports that data turned up where it does not belong: ${way}. The trail leads to ${incident.subject}.`,
    injects: [
      { after: '0 h', what: `The report reaches the team: a screenshot with ${label}.`, acts: handle('champion'), check: `Find the code behind it: ${flow?.evidence ?? worst?.evidence[0] ?? incident.subject}. Note the time: the 72 hours run from here.` },
      { after: '1 h', what: 'It has not stopped: newer data of the same kind turns up.', acts: handle('ciso'), check: 'What stops it now: a switch, a revoked key, a release? Who may do that tonight?' },
      { after: '4 h', what: `Somebody asks which data it is, and whose.`, acts: handle('dpo'), check: `Compare with the code: ${incident.data.slice(0, 6).map(({ label: name }) => name).join(', ') || 'nothing was seen'}. What is missing in this list?` },
      ...incident.recipients.slice(0, 3).map(({ name, country, contract }) => ({ after: '8 h', what: `${name}${country === undefined ? '' : ` (${country})`} holds a copy.`, acts: handle('owner'), check: contract === undefined ? 'Which contract binds them, and whom does one call?' : `What does ${contract} say about deletion and notice?` })),
      ...(store ? [{ after: '12 h', what: `The backups of ${store.label} hold it too.`, acts: handle('ciso'), check: 'How long are they kept, and can one record be taken out?' }] : []),
      { after: '24 h', what: 'Support is asked by a person concerned.', acts: handle('owner'), check: 'What may be said, by whom? Is there a text?' },
      { after: '48 h', what: 'The notice to the authority is drafted.', acts: handle('dpo'), check: 'Go through the open questions: which have no answer yet, and who gets it?' },
      { after: '72 h', what: 'The time of Art. 33(1) is over.', acts: handle('dpo'), check: 'Sent, or reasons for the delay written down?' },
    ],
  };
}
