import { lower, severities, type DataType, type Finding, type Flow, type Recipient, type Severity, type Step } from '../../model';
import type { FindingClass } from '../rules/catalogue';
import type { Program } from '../flow/program';
import { isRedacted } from '../flow/redaction';
import type { ClientBase, Destination, Hit, LibraryConfig, WeakSpot } from '../flow/summary';
import { Guard, guardNames, type Label, type Trail } from '../flow/value';
import { factOf } from './fact';
import { fingerprint } from './fingerprint';
import { isOldFormCheck } from './old-form';
import { placeOf } from './place';
import type { Policy } from './policy';
import { rangeIn, symbolOf } from './positions';
import { kindOf, recipientOf, type Receiver } from './recipient';
import { neverSurfaces } from './surfaces';

/** What judging needs beside the flow's facts. */
export interface Judging {
  program: Program;
  policy: Policy;
  /** Redaction in force for whole libraries and named instances. */
  configs(): readonly LibraryConfig[];
  /** What declared clients are connected to. */
  clients(): readonly ClientBase[];
}

/** A hit that met a class, with what it weighs. */
interface Weighed {
  hit: Hit;
  type: DataType;
  severity: Severity;
  recipient: Recipient | null;
}

const strengthNames = ['maybe', 'likely', 'certain'] as const;

/** Findings of hits and weak spots whose reporting place is in one file, in order of place; ordinals are counted per function and callee. */
export function judgeFile(judging: Judging, path: string, hits: readonly Hit[], weak: readonly WeakSpot[]): Finding[] {
  const found: Finding[] = [];
  const bySite = new Map<string, Hit[]>();
  for (const hit of hits) {
    if (hit.site.fn.file.path !== path) continue;
    const key = `${hit.site.fn.key}\0${String(hit.site.start)}\0${String(hit.site.end)}`;
    bySite.set(key, [...(bySite.get(key) ?? []), hit]);
  }
  for (const group of bySite.values()) found.push(...judgeSite(judging, group));
  const seen = new Set<string>();
  for (const spot of weak) {
    if (spot.site.fn.file.path !== path) continue;
    const key = `${spot.finding}\0${spot.site.fn.key}\0${String(spot.site.start)}\0${String(spot.site.end)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const finding = judgeSpot(judging, spot);
    if (finding) found.push(finding);
  }
  found.sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character || (a.classId < b.classId ? -1 : a.classId > b.classId ? 1 : 0));
  return number(found);
}

/** Sets fingerprints: equal class, function and callee are told apart by their order. */
function number(found: readonly Finding[]): Finding[] {
  const seen = new Map<string, number>();
  return found.map((finding) => {
    const key = `${finding.classId}\0${finding.symbol}\0${finding.callee}`;
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    return { ...finding, fingerprint: fingerprint(finding.classId, finding.symbol, finding.callee, ordinal) };
  });
}

function judgeSite(judging: Judging, hits: readonly Hit[]): Finding[] {
  const { catalogue } = judging.program.rules;
  const met: Finding[] = [];
  let best = Infinity;
  for (const rule of [...catalogue.findings].sort((a, b) => order(a) - order(b))) {
    if (rule.form !== 'flow') continue;
    const exclusive = rule.exclusive > 0;
    if (exclusive && rule.exclusive > best) continue;
    const weighed = hits.filter((h) => rule.sinks.includes(kindOf(judging, h.to))).map((h) => weigh(judging, rule, h)).filter((w): w is Weighed => w !== null);
    // Tier 1 data alone (a language, a country) is kept for the inventory: in one's own logs it is no finding by itself.
    if (weighed.length === 0 || (rule.ids === 'silent' && weighed.every((w) => w.type.tier === 1 && staysInside(w.hit.to.kind) && strengthOf(w.hit.label) < 2))) continue;
    if (exclusive) best = rule.exclusive;
    met.push(asFinding(judging, rule, weighed));
  }
  return met;
}

/** Types that requests are expected to carry, whatever the class they meet: a service is sent its own key. */
function exceptions(judging: Judging, rule: FindingClass, { to }: Hit): readonly string[] {
  const own = to.kind === 'http' && !rule.sinks.includes('http') ? judging.program.rules.catalogue.findings.find((one) => one.sinks.includes('http'))?.except : undefined;
  return [...(rule.except ?? []), ...(own ?? [])];
}

/** Logs and errors are read by the team's own people first. */
const staysInside = (kind: Destination['kind']): boolean => kind === 'log' || kind === 'exception' || kind === 'error-response';

const order = (rule: FindingClass): number => (rule.exclusive > 0 ? rule.exclusive : 100);

/** A team's own data types and the catalogue's, by id. */
export function dataTypeIn(judging: Judging, id: string): DataType | undefined {
  return judging.program.classifier.lexicon.types.get(id);
}

const isTest = (judging: Judging, path: string): boolean => placeOf(path, judging.policy.tests) !== 'code';

/** Lists of breached passwords are asked by the start of a fast hash: nothing is stored in that form. Source: Have I Been Pwned, range search. */
const asksForBreaches = /pwned|hibp|breach|leaked/i;

function strengthOf(label: Label): 0 | 1 | 2 {
  // A method guessed by its name alone (rung 6) lowers; a receiver called logger (rung 5) only takes certainty away.
  if (label.guessed & 2) return label.strength === 2 ? 1 : 0;
  if (label.guessed & 1) return label.strength === 2 ? 1 : label.strength;
  return label.strength;
}

function weigh(judging: Judging, rule: FindingClass, hit: Hit): Weighed | null {
  const { label, to } = hit;
  const type = dataTypeIn(judging, label.type);
  if (!type || strengthOf(label) === 0) return null;
  if ((rule.only.length > 0 && !rule.only.includes(type.id)) || exceptions(judging, rule, hit).includes(type.id)) return null;
  const clears = rule.clears.reduce((bits, name) => bits | Guard[name], 0);
  if (label.guards & clears || (type.unguessable && label.guards & Guard.hashed && to.kind !== 'fast-hash')) return null;
  // A test that runs the code is not where the data gets out: code that does the same is reported in the code.
  if (isTest(judging, hit.site.fn.file.path) && !isTest(judging, label.trail.fn.file.path)) return null;
  if (to.kind === 'fast-hash' && asksForBreaches.test(symbolOf(hit.site.fn))) return null;
  if (to.kind === 'fast-hash' && isOldFormCheck(judging.program.rules, hit)) return null;
  if (to.kind === 'exception' && (label.guards & Guard.told || neverSurfaces(hit))) return null;
  if (type.identifier === 'pseudonymous' && rule.ids === 'silent') return null;
  if (rule.clears.includes('redacted') && isRedactedAt(judging, hit)) return null;
  let severity: Severity = rule.severity === 'by-tier' ? byTier(type) : rule.severity;
  const lowers = rule.lowers.reduce((bits, name) => bits | Guard[name], 0);
  if (label.guards & lowers) severity = lower(severity);
  if (type.identifier === 'pseudonymous' && rule.ids === 'low') severity = 'low';
  if (type.lowInOwnLogs && staysInside(to.kind)) severity = 'low';
  if (label.guards & Guard.address) severity = 'low';
  const receiver = receiverOf(judging, to, rule);
  if (receiver === 'own') return null;
  // A secret sent to a service nobody knows opens that service.
  if (receiver === 'unknown' && type.credential) return null;
  if (receiver !== 'none' && type.programHeader !== undefined && hit.path.at(-1)?.toLowerCase() === type.programHeader) return null;
  // By a server nobody names an address goes where it has to, and an object that only sounds like a person is a guess about a guess.
  if (receiver === 'unknown' && (label.guards & Guard.address || type.id === 'person-record')) severity = 'info';
  else if (receiver === 'unknown') severity = severities.indexOf(severity) < severities.indexOf('low') ? 'low' : severity;
  const declared = typeof receiver === 'string' ? undefined : judging.policy.recipients.find((r) => r.id === receiver.id);
  const recipient = typeof receiver === 'string' ? null : { ...receiver, ...(declared ? { declared: declared.data } : {}) };
  if (declared?.data.includes(type.id)) severity = 'info';
  if (isTest(judging, hit.site.fn.file.path)) severity = lower(severity);
  return { hit, type, severity, recipient };
}

/** True when the configuration of the sink's library takes the data out before it is written or sent. */
export function isRedactedAt(judging: Judging, { to, path, label }: Hit): boolean {
  return judging.configs().some((c) => c.library === to.library && (c.key === '' || c.key === to.key) && isRedacted(c.config, path, label.type, label.trail));
}

/** Severity of a data type on its own. Source: DESIGN, "Severity". */
export function byTier(type: Pick<DataType, 'credential' | 'pci' | 'tier'>): Severity {
  if (type.credential || type.pci === 'SAD') return 'critical';
  return type.tier >= 3 ? 'high' : type.tier === 2 ? 'medium' : 'low';
}

/** Of a class that tells who gets data, somebody does, whether or not anybody knows who. */
function receiverOf(judging: Judging, to: Destination, rule: FindingClass): Receiver {
  const receiver = recipientOf(judging, to);
  return receiver === 'none' && rule.exclusive > 0 ? 'unknown' : receiver;
}

function asFinding(judging: Judging, rule: FindingClass, weighed: Weighed[]): Finding {
  weighed.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || b.type.tier - a.type.tier || (a.type.id < b.type.id ? -1 : 1));
  const [first] = weighed;
  if (!first) throw new Error('a finding needs a hit');
  const { site } = first.hit;
  const strength = weighed.some((w) => strengthOf(w.hit.label) === 2) ? 'certain' : 'likely';
  const recipient = first.recipient ?? undefined;
  const flows: Flow[] = weighed.slice(0, 10).map((w) => ({
    dataType: w.type.id, strength: strengthNames[Math.max(1, strengthOf(w.hit.label))] === 'certain' ? 'certain' : 'likely',
    safeguards: guardNames(w.hit.label.guards), steps: stepsOf(w.hit.label.trail),
  }));
  const argument = weighed.find((w) => w.hit.site.argument)?.hit.site.argument;
  const unknown = rule.sinks.includes('http') ? 'an unknown host' : 'an unknown recipient';
  return {
    classId: rule.id, fingerprint: '', file: site.fn.file.path, range: rangeIn(site.fn, site.start, site.end),
    ...(argument ? { argument: rangeIn(site.fn, argument.start, argument.end) } : {}),
    symbol: symbolOf(site.fn), callee: site.callee, severity: first.severity, tier: first.type.tier, strength, dataTypes: [...new Set(weighed.map((w) => w.type.id))].sort(),
    ...(recipient ? { recipient } : {}), flows, flowCount: weighed.length,
    fact: factOf(rule, [...new Set(weighed.map((w) => w.type.label))], { recipient: recipientText(recipient, unknown), shortRecipient: recipient?.name ?? unknown, callee: site.callee, value: '', likely: strength === 'likely' }),
    place: placeOf(site.fn.file.path, judging.policy.tests), state: 'new', guessed: rungs(weighed.map((w) => w.hit.label.guessed)), threats: [], assessments: [], controls: [],
  };
}

const abbreviations = new Set(['ai', 'sms', 'crm', 'cdn']);

function recipientText(recipient: Recipient | undefined, unknown: string): string {
  if (!recipient) return unknown;
  return recipient.country && recipient.category !== 'unknown' ? `${recipient.name} (${abbreviations.has(recipient.category) ? recipient.category.toUpperCase() : recipient.category}, ${recipient.country})` : recipient.name;
}

/** Rungs of call resolution that every way to the place was guessed on. */
function rungs(guessed: readonly number[]): (5 | 6)[] {
  const bits = guessed.reduce((all, each) => all & each, 3);
  return [...(bits & 1 ? [5 as const] : []), ...(bits & 2 ? [6 as const] : [])];
}

/** The steps of a trail, source first; at most 20. */
export function stepsOf(trail: Trail): Step[] {
  const steps: Step[] = [];
  for (let t: Trail | null = trail; t !== null && steps.length < 20; t = t.before) {
    steps.push({ file: t.fn.file.path, range: rangeIn(t.fn, t.start, t.end), kind: t.kind, text: t.text.slice(0, 80) });
  }
  return steps.reverse();
}

function judgeSpot(judging: Judging, spot: WeakSpot): Finding | null {
  const rule = judging.program.rules.catalogue.findings.find((r) => r.id === spot.finding);
  if (!rule) return null;
  const { site } = spot;
  const types = spot.labels.filter((l) => strengthOf(l) > 0).map((l) => dataTypeIn(judging, l.type)).filter((t): t is DataType => t !== undefined && (rule.only.length === 0 || rule.only.includes(t.id)));
  if (rule.only.length > 0 && types.length === 0 && spot.finding === 'weak-password-hash') return null;
  const worst = [...types].sort((a, b) => severities.indexOf(byTier(a)) - severities.indexOf(byTier(b)))[0];
  let severity: Severity = worst ? byTier(worst) : rule.severity === 'by-tier' ? 'medium' : rule.severity;
  const place = placeOf(site.fn.file.path, judging.policy.tests);
  if (place !== 'code') severity = lower(severity);
  return {
    classId: rule.id, fingerprint: '', file: site.fn.file.path, range: rangeIn(site.fn, site.start, site.end), symbol: symbolOf(site.fn), callee: site.callee,
    severity, tier: worst?.tier ?? 2, strength: 'certain', dataTypes: rule.only.length > 0 ? [...new Set(types.map((t) => t.id))].sort() : [], flows: [], flowCount: 0,
    fact: factOf(rule, types.map((t) => t.label), { recipient: '', shortRecipient: '', callee: site.callee, value: spot.value, likely: false }),
    place, state: 'new', guessed: rungs([spot.guessed]), threats: [], assessments: [], controls: [],
  };
}
