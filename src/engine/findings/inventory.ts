import type { FlowSeen, Inventory, InventoryItem, Location, SafeguardSeen } from '../../model';
import { ImportCol } from '../facts';
import { readHost } from '../flow/hosts';
import type { Hit, Summary } from '../flow/summary';
import { guardNames } from '../flow/value';
import { ruleModule } from '../rules/rule-index';
import type { Judging } from './judge';
import { positionAt, rangeIn, symbolOf } from './positions';

const strengths = ['maybe', 'likely', 'certain'] as const;
const inventorySinks = new Set(['http', 'mail', 'sms', 'push', 'chat', 'payment', 'crm', 'search', 'ai', 'analytics', 'telemetry', 'log']);

/** What the code does with personal data: types and where they stand, flows, recipients, safeguards and stores seen. Paths in order. */
export function takeInventory(judging: Judging, summaries: readonly Summary[]): Inventory {
  const data = new Map<string, InventoryItem>();
  const flows = new Map<string, FlowSeen>();
  const safeguards = new Map<string, SafeguardSeen>();
  for (const summary of summaries) {
    for (const { label, name } of summary.data) {
      const { fn, start, end } = label.trail;
      const item = data.get(label.type) ?? { dataType: label.type, strength: strengths[label.strength], seenIn: [] };
      if (strengths.indexOf(item.strength) < label.strength) item.strength = strengths[label.strength];
      const symbol = symbolOf(fn);
      if (label.strength > 0 && item.seenIn.length < 50 && !item.seenIn.some((s) => s.file === fn.file.path && s.symbol === symbol)) item.seenIn.push({ file: fn.file.path, range: rangeIn(fn, start, end), symbol, name });
      data.set(label.type, item);
    }
    for (const hit of summary.hits) {
      noteFlow(judging, hit, flows);
      const [grade] = guardNames(hit.label.guards);
      if (grade === undefined) continue;
      const { site, label } = hit;
      const key = `${site.fn.file.path}\0${symbolOf(site.fn)}\0${grade}`;
      const seen = safeguards.get(key) ?? { file: site.fn.file.path, range: rangeIn(site.fn, site.start, site.end), symbol: symbolOf(site.fn), grade, dataTypes: [] };
      if (!seen.dataTypes.includes(label.type)) seen.dataTypes.push(label.type);
      safeguards.set(key, seen);
    }
  }
  return {
    data: [...data.values()].filter((d) => d.strength !== 'maybe').sort((a, b) => (a.dataType < b.dataType ? -1 : 1)),
    flows: [...flows.values()], safeguards: [...safeguards.values()], recipients: recipientsOf(flows), ...importsOf(judging),
  };
}

function noteFlow(judging: Judging, hit: Hit, flows: Map<string, FlowSeen>): void {
  const { site, to, label } = hit;
  if (!inventorySinks.has(to.kind) || label.strength === 0) return;
  const { recipients } = judging.program.rules.catalogue;
  const readings = to.hosts.map((form) => readHost(form, recipients, judging.policy.ownHosts));
  const vendor = readings.find((r) => r.kind === 'vendor');
  const known = vendor?.kind === 'vendor' ? vendor.recipient : to.recipient === null ? undefined : recipients.find((r) => r.id === to.recipient);
  const open = readings.find((r) => r.kind === 'public');
  const recipient = known
    ? { id: known.id, name: known.name, category: known.category, ...(known.country === undefined ? {} : { country: known.country }) }
    : open?.kind === 'public' ? { id: open.host, name: open.host, category: 'unknown' } : undefined;
  const key = `${site.fn.file.path}\0${symbolOf(site.fn)}\0${to.kind}\0${recipient?.id ?? ''}`;
  const flow = flows.get(key) ?? {
    file: site.fn.file.path, range: rangeIn(site.fn, site.start, site.end), symbol: symbolOf(site.fn), dataTypes: [], to: to.kind, ...(recipient ? { recipient } : {}),
    encrypted: to.hosts.length === 0 ? ('unknown' as const) : to.hosts.every((h) => typeof h.pieces[0] === 'string' && /^(https|wss):/i.test(h.pieces[0])), safeguards: [],
  };
  if (!flow.dataTypes.includes(label.type)) flow.dataTypes.push(label.type);
  for (const grade of guardNames(label.guards)) if (!flow.safeguards.includes(grade)) flow.safeguards.push(grade);
  flows.set(key, flow);
}

function recipientsOf(flows: ReadonlyMap<string, FlowSeen>): Inventory['recipients'] {
  const out = new Map<string, Inventory['recipients'][number]>();
  for (const flow of flows.values()) {
    if (!flow.recipient) continue;
    const entry = out.get(flow.recipient.id) ?? { ...flow.recipient, dataTypes: [], seenIn: [] };
    for (const type of flow.dataTypes) if (!entry.dataTypes.includes(type)) entry.dataTypes.push(type);
    entry.seenIn.push({ file: flow.file, range: flow.range, symbol: flow.symbol });
    out.set(flow.recipient.id, entry);
  }
  return [...out.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What the imports of the code tell: libraries that store data, and services whose library is there. */
function importsOf(judging: Judging): Pick<Inventory, 'assets' | 'services'> {
  const assets = new Map<string, Inventory['assets'][number]>();
  const services = new Map<string, Inventory['services'][number]>();
  const { catalogue } = judging.program.rules;
  for (const path of [...judging.program.files.keys()].sort()) {
    const file = judging.program.files.get(path);
    const family = file?.family;
    if (!file || !family) continue;
    const { imports, strings, lines } = file.facts;
    for (let at = 0; at < imports.length; at += ImportCol.stride) {
      const module = ruleModule(family, strings[imports[at + ImportCol.module] ?? -1] ?? '');
      const library = module === undefined ? undefined : family.byModule.get(module);
      if (!library?.asset && library?.recipient === undefined) continue;
      const seen = { file: path, range: { start: positionAt(lines, imports[at + ImportCol.start] ?? 0), end: positionAt(lines, imports[at + ImportCol.end] ?? 0) } };
      if (library.asset) note(assets, library.id, { id: library.id, label: library.label, kind: library.asset.kind, seenIn: [] }, seen);
      const known = catalogue.recipients.find(({ id }) => id === library.recipient);
      if (known) note(services, known.id, { id: known.id, name: known.name, category: known.category, ...(known.country === undefined ? {} : { country: known.country }), seenIn: [] }, seen);
    }
  }
  const byId = <T extends { id: string }>(entries: ReadonlyMap<string, T>): T[] => [...entries.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { assets: byId(assets), services: byId(services) };
}

/** One place per file, the first twenty. */
function note<T extends { seenIn: Location[] }>(entries: Map<string, T>, id: string, fresh: T, seen: Location): void {
  const entry = entries.get(id) ?? fresh;
  if (entry.seenIn.length < 20 && !entry.seenIn.some(({ file }) => file === seen.file)) entry.seenIn.push(seen);
  entries.set(id, entry);
}
