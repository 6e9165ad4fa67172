import type { TeamFile } from '../model/governance';
import type { Inventory } from '../model/inventory';
import type { Location } from '../model/place';
import { sortedUnique } from './text';

/** Who gets personal data, as the code shows it and the team file declares it. */
export interface RecipientEntry {
  id: string;
  name: string;
  category: string;
  country?: string;
  /** `in-part`: it gets more than its entry names. */
  declared: 'declared' | 'in-part' | 'not-declared';
  /** Data types the code sends. */
  data: string[];
  /** Those of them that the team file does not name for it. */
  undeclared: string[];
  role?: string;
  contract?: string;
  /** Empty for an entry of the team file that no code answers to. */
  seenIn: Location[];
}

/** An AI service the code uses or the team file lists. */
export interface AiToolEntry {
  /** Empty where data goes to an AI service that only the environment names. */
  id: string;
  name: string;
  country?: string;
  /** `in-part`: it gets more than it was approved for; `pending`: nobody approved it yet. */
  approval: 'approved' | 'in-part' | 'pending';
  isListed: boolean;
  /** How the code reaches it; empty where it does not. */
  through: ('SDK' | 'endpoint')[];
  data: string[];
  /** Data types it was not approved for. */
  unapproved: string[];
  approvedBy?: string;
  /** ISO date of the next review. */
  review?: string;
  /** The day of the review has passed. */
  reviewDue: boolean;
  seenIn: Location[];
}

/** The two inventories, by name. */
export interface Inventories {
  recipients: RecipientEntry[];
  aiTools: AiToolEntry[];
}

const unnamed = 'AI service without a known name';

/**
 * What the code shows, set beside what the team file declares: a recipient or tool stands here when either knows it.
 * AI services stand among the tools only, also where the team file declares them as recipients.
 * @param today ISO date, UTC.
 */
export function inventoriesOf(inventory: Inventory, team: TeamFile, today: string): Inventories {
  const seen = inventory.recipients.filter(({ category }) => category !== 'ai');
  const tools = new Map<string, { name: string; country?: string }>();
  for (const { id, name, country, category } of [...inventory.recipients, ...inventory.services]) {
    if (category === 'ai') tools.set(id, { name, ...(country === undefined ? {} : { country }) });
  }
  if (inventory.flows.some(({ to, recipient }) => to === 'ai' && !recipient)) tools.set('', { name: unnamed });
  for (const { id } of team.aiTools) if (![...tools].some(([tool, { name }]) => isNamed(id, { id: tool, name }))) tools.set(id, { name: id });
  const listed = (team.recipients ?? []).filter(({ id }) => ![...tools].some(([tool, { name }]) => isNamed(id, { id: tool, name })));
  const unseen = listed.filter((entry) => !seen.some((recipient) => isNamed(entry.id, recipient))).map(({ id }) => ({ id, name: id, category: '', dataTypes: [], seenIn: [] }));
  return {
    recipients: byName([...seen, ...unseen].map((recipient) => recipientEntry(recipient, team))),
    aiTools: byName([...tools].map(([id, tool]) => toolEntry(id, tool, inventory, team, today))),
  };
}

function recipientEntry({ id, name, category, country, dataTypes, seenIn }: Inventory['recipients'][number], team: TeamFile): RecipientEntry {
  const entry = team.recipients?.find((candidate) => isNamed(candidate.id, { id, name }));
  const undeclared = sortedUnique(dataTypes.filter((type) => entry?.data.includes(type) !== true));
  return {
    id, name, category, ...(country === undefined ? {} : { country }),
    declared: entry === undefined ? 'not-declared' : undeclared.length > 0 ? 'in-part' : 'declared',
    data: sortedUnique(dataTypes), undeclared,
    ...(entry?.role === undefined ? {} : { role: entry.role }), ...(entry?.contract === undefined ? {} : { contract: entry.contract }),
    seenIn: places(seenIn),
  };
}

function toolEntry(id: string, tool: { name: string; country?: string }, inventory: Inventory, team: TeamFile, today: string): AiToolEntry {
  const flows = inventory.flows.filter(({ to, recipient }) => (id === '' ? to === 'ai' && !recipient : recipient?.id === id));
  const imports = inventory.services.find((service) => service.id === id)?.seenIn ?? [];
  const entry = team.aiTools.find((candidate) => isNamed(candidate.id, { id, name: tool.name }));
  const data = sortedUnique(flows.flatMap(({ dataTypes }) => dataTypes));
  const unapproved = data.filter((type) => entry?.approvedBy === undefined || !entry.data.includes(type));
  const viaSdk = imports.length > 0 || flows.some(({ to }) => to === 'ai');
  return {
    id, ...tool,
    approval: entry?.approvedBy === undefined ? 'pending' : unapproved.length > 0 ? 'in-part' : 'approved',
    isListed: entry !== undefined || team.recipients?.some((recipient) => isNamed(recipient.id, { id, name: tool.name })) === true,
    through: [...(viaSdk ? ['SDK' as const] : []), ...(flows.some(({ to }) => to === 'http') ? ['endpoint' as const] : [])],
    data, unapproved,
    ...(entry?.approvedBy === undefined ? {} : { approvedBy: entry.approvedBy }),
    ...(entry?.review === undefined ? {} : { review: entry.review }),
    reviewDue: entry?.review !== undefined && entry.review < today,
    seenIn: places([...flows, ...imports]),
  };
}

function places(seen: readonly Location[]): Location[] {
  const byPlace = new Map(seen.map(({ file, range }) => [`${file}\0${String(range.start.line).padStart(7, '0')}`, { file, range }]));
  return [...byPlace].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place);
}

function byName<T extends { id: string; name: string }>(entries: T[]): T[] {
  return entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
}

/** The team file may call a recipient by its id or its name. */
function isNamed(entry: string, { id, name }: { id: string; name: string }): boolean {
  const wanted = entry.toLowerCase();
  return wanted === id.toLowerCase() || wanted === name.toLowerCase();
}
