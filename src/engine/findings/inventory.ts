import type { FlowSeen, Inventory, InventoryItem, Location, SafeguardGrade, SafeguardSeen } from '../../model';
import { ImportCol } from '../facts';
import type { Hit, Summary } from '../flow/summary';
import { guardNames } from '../flow/value';
import { ruleModule } from '../rules/rule-index';
import { isRedactedAt, type Judging } from './judge';
import { positionAt, rangeIn, symbolOf } from './positions';
import { hostsOf, recipientOf } from './recipient';

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
      const grades = gradesOf(judging, hit);
      noteFlow(judging, hit, grades, flows);
      const [grade] = grades;
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

/** What was done to the value on its way, and by the library that writes or sends it. */
function gradesOf(judging: Judging, hit: Hit): SafeguardGrade[] {
  const passed = guardNames(hit.label.guards);
  return passed.includes('redacted') || !isRedactedAt(judging, hit) ? passed : [...passed, 'redacted'];
}

/** Flows are told apart by what protects them too: masked data beside plain data of one call reads as neither. */
function noteFlow(judging: Judging, hit: Hit, safeguards: SafeguardGrade[], flows: Map<string, FlowSeen>): void {
  const { site, to, label } = hit;
  if (!inventorySinks.has(to.kind) || label.strength === 0) return;
  const receiver = recipientOf(judging, to);
  const recipient = typeof receiver === 'string' ? undefined : receiver;
  const hosts = hostsOf(judging, to);
  const key = `${site.fn.file.path}\0${symbolOf(site.fn)}\0${to.kind}\0${recipient?.id ?? ''}\0${safeguards.join()}`;
  const flow = flows.get(key) ?? {
    file: site.fn.file.path, range: rangeIn(site.fn, site.start, site.end), symbol: symbolOf(site.fn), dataTypes: [], to: to.kind, ...(recipient ? { recipient } : {}),
    encrypted: hosts.length === 0 ? ('unknown' as const) : hosts.every((h) => typeof h.pieces[0] === 'string' && /^(https|wss):/i.test(h.pieces[0])), safeguards,
  };
  if (!flow.dataTypes.includes(label.type)) flow.dataTypes.push(label.type);
  flows.set(key, flow);
}

function recipientsOf(flows: ReadonlyMap<string, FlowSeen>): Inventory['recipients'] {
  const out = new Map<string, Inventory['recipients'][number]>();
  for (const flow of flows.values()) {
    // What is redacted does not get there.
    if (!flow.recipient || flow.safeguards.includes('redacted')) continue;
    const entry = out.get(flow.recipient.id) ?? { ...flow.recipient, dataTypes: [], seenIn: [] };
    for (const type of flow.dataTypes) if (!entry.dataTypes.includes(type)) entry.dataTypes.push(type);
    if (!entry.seenIn.some(({ file, range, symbol }) => file === flow.file && symbol === flow.symbol && range.start.line === flow.range.start.line)) entry.seenIn.push({ file: flow.file, range: flow.range, symbol: flow.symbol });
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
