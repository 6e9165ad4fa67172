import type { FlowSeen } from '../../model/inventory';
import { sortedUnique } from '../text';
import { dpiaHints } from './dpia-hints';
import { evidenceOf, inScope } from './facts';
import type { PiaFacts, RiskDraft } from './facts';
import { code, inline } from './markdown';

const shown = 5;

/**
 * The lines of every machine-written block by its id, risks apart. They state what the code shows and what was not seen; never a
 * purpose, a legal basis or a judgement.
 */
export function blocksOf(all: PiaFacts): Map<string, string[]> {
  const facts = inScope(all);
  return new Map([
    ['need', need(facts)],
    ['data', data(facts)],
    ['flows', flows(facts)],
    ['assets', assets(facts)],
    ['recipients', recipients(facts)],
    ['measures', measures(facts)],
    ['coverage', coverage(facts)],
  ]);
}

/** The lines of the block of one risk. */
export function riskLines(risk: Pick<RiskDraft, 'classId' | 'recipient' | 'dataTypes' | 'threats' | 'evidence'>): string[] {
  return [
    `- class: ${risk.classId}`,
    ...(risk.recipient === '' ? [] : [`- recipient: ${inline(risk.recipient)}`]),
    ...(risk.dataTypes.length === 0 ? [] : [`- data: ${risk.dataTypes.map(inline).join(', ')}`]),
    ...(risk.threats.length === 0 ? [] : [`- threats: ${risk.threats.map(inline).join(', ')}`]),
    `- evidence: ${risk.evidence.map(code).join(', ')}`,
  ];
}

function need(facts: PiaFacts): string[] {
  const { inventory, dataType } = facts;
  const criteria = dpiaHints(facts);
  const special = sortedUnique(inventory.data.filter((item) => dataType(item.dataType)?.special).map((item) => item.dataType));
  const ai = sortedUnique(inventory.recipients.filter((recipient) => recipient.category === 'ai').map((recipient) => recipient.name));
  const hints = [
    ...(special.length > 0 ? [`- Special categories seen in the code: ${special.map(inline).join(', ')}.`] : []),
    ...(ai.length > 0 ? [`- AI services seen in the code: ${ai.map(inline).join(', ')}.`] : []),
    ...(criteria.length > 0 ? [`- Criteria of WP248 the code hints at: ${criteria.join('; ')}.${criteria.length > 1 ? ' Two or more usually ask for a DPIA (Art. 35); people decide.' : ''}`] : []),
  ];
  return hints.length > 0 ? hints : ['The code shows no special category of data and no AI service in these paths.'];
}

function data({ inventory, dataType }: PiaFacts): string[] {
  const sure = inventory.data.filter((item) => item.strength !== 'maybe');
  const maybe = sortedUnique(inventory.data.filter((item) => item.strength === 'maybe').map((item) => item.dataType)).filter((id) => !sure.some((item) => item.dataType === id));
  const rows = sortedUnique(sure.map((item) => item.dataType)).map((id) => {
    const entries = sure.filter((item) => item.dataType === id);
    const facts = dataType(id);
    return [
      code(id), inline(facts?.label ?? id), inline(facts?.category ?? ''), facts ? String(facts.tier) : '', facts?.special ? 'yes' : 'no',
      entries.some((item) => item.strength === 'certain') ? 'certain' : 'likely', places(entries.flatMap((item) => item.seenIn.map(evidenceOf))),
    ];
  });
  return [
    ...(rows.length > 0 ? table(['Id', 'Data', 'Category', 'Tier', 'Special', 'Reading', 'Seen in'], rows) : ['No personal data was seen in these paths. What was not seen is listed under coverage.']),
    ...(maybe.length > 0 ? ['', `Names that may also be personal data: ${maybe.map(code).join(', ')}.`] : []),
  ];
}

function flows({ inventory }: PiaFacts): string[] {
  const groups = new Map<string, FlowSeen[]>();
  for (const flow of inventory.flows) {
    const key = `${flow.to} ${flow.recipient?.id ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), flow]);
  }
  const rows = sortedUnique(groups.keys()).map((key) => {
    const group = groups.get(key) ?? [];
    return [
      inline(group[0]?.recipient?.name ?? ''), inline(group[0]?.to ?? ''), list(group.flatMap((flow) => flow.dataTypes)), encrypted(group), list(group.flatMap((flow) => flow.safeguards)),
      places(group.map(evidenceOf)),
    ];
  });
  if (rows.length === 0) return ['No flow of personal data was seen in these paths.'];
  const drawn = diagram([...groups.values()]);
  return [...table(['To', 'Way', 'Data', 'Encrypted', 'Safeguards on the way', 'Seen in'], rows), ...(drawn.length > 0 ? ['', ...drawn] : [])];
}

/** The flows as a Mermaid diagram: the code in the middle, an arrow a destination with the data on it. */
function diagram(groups: readonly (readonly FlowSeen[])[]): string[] {
  const word = (text: string): string => text.replace(/["<>[\]{}|#;`\\]/g, ' ').trim();
  const ends = new Map<string, Set<string>>();
  // What is redacted does not get there; the table tells it.
  for (const flow of groups.flat().filter(({ safeguards }) => !safeguards.includes('redacted'))) {
    const name = flow.recipient?.name ?? flow.to;
    const data = ends.get(name) ?? new Set<string>();
    for (const type of flow.dataTypes) data.add(type);
    ends.set(name, data);
  }
  const names = sortedUnique(ends.keys());
  if (names.length === 0) return [];
  return [
    '```mermaid', 'flowchart LR', '  code["this code"]',
    ...names.map((name, i) => `  code -->|"${word(sortedUnique(ends.get(name) ?? []).join(', '))}"| to${i + 1}["${word(name)}"]`), '```',
  ];
}

function encrypted(group: readonly FlowSeen[]): string {
  const kinds = new Set(group.map((flow) => flow.encrypted));
  if (kinds.size > 1) return kinds.has(false) ? 'not everywhere' : 'not known everywhere';
  return kinds.has(true) ? 'yes' : kinds.has(false) ? 'no' : 'not known';
}

function assets({ inventory }: PiaFacts): string[] {
  const rows = [...inventory.assets].sort(byId).map((asset) => [inline(asset.label), inline(asset.kind), places(asset.seenIn.map((place) => place.file))]);
  return rows.length > 0 ? table(['Asset', 'Kind', 'Seen in'], rows) : ['No database, cache or broker was seen in these paths.'];
}

function recipients({ inventory }: PiaFacts): string[] {
  const rows = [...inventory.recipients].sort(byId).map((recipient) => [
    inline(recipient.name), inline(recipient.category), inline(recipient.country ?? 'not known'), list(recipient.dataTypes), places(recipient.seenIn.map(evidenceOf)),
  ]);
  return rows.length > 0 ? table(['Recipient', 'Category', 'Country', 'Data', 'Seen in'], rows) : ['No recipient outside the own services was seen in these paths.'];
}

function measures({ inventory }: PiaFacts): string[] {
  const rows = sortedUnique(inventory.safeguards.map((safeguard) => safeguard.grade)).map((grade) => {
    const group = inventory.safeguards.filter((safeguard) => safeguard.grade === grade);
    return [inline(grade), list(group.flatMap((safeguard) => safeguard.dataTypes)), places(group.map(evidenceOf))];
  });
  return rows.length > 0 ? table(['Seen in the code', 'Data', 'Where'], rows) : ['No safeguard for personal data was seen in these paths.'];
}

function coverage({ coverage: seen }: PiaFacts): string[] {
  const reasons = sortedUnique(seen.skipped.map((skip) => skip.reason));
  const unseen = sortedUnique(seen.unseen.map((place) => place.reason));
  const words = { 'syntax-error': 'syntax that could not be read', budget: 'code beyond the limits of the analysis', dynamic: 'code decided only when it runs' };
  return [
    `- ${count(seen.analysed, 'file')} analysed in all, ${count(seen.lines, 'line')}${seen.partial ? '; only a part of the workspace could be read' : ''}.`,
    ...reasons.map((reason) => {
      const files = seen.skipped.filter((skip) => skip.reason === reason).map((skip) => skip.file);
      return `- Not analysed (${reason}): ${count(files.length, 'file')}: ${places(files)}.`;
    }),
    ...unseen.map((reason) => `- Not seen (${words[reason as keyof typeof words]}): ${places(seen.unseen.filter((place) => place.reason === reason).map((place) => place.file))}.`),
    ...(seen.calls.unresolved > 0
      ? [`- ${count(seen.calls.unresolved, 'call')} of ${seen.calls.resolved + seen.calls.unresolved} led to code or libraries that are not known${seen.calls.examples.length > 0 ? `, such as ${seen.calls.examples.slice(0, shown).map(code).join(', ')}` : ''}.`]
      : []),
    ...(reasons.length === 0 && unseen.length === 0 && seen.calls.unresolved === 0 ? ['- Nothing in these paths was left out.'] : []),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows.map((row) => `| ${row.join(' | ')} |`)];
}

function places(evidence: readonly string[]): string {
  const all = sortedUnique(evidence);
  return all.slice(0, shown).map(code).join(', ') + (all.length > shown ? ` and ${all.length - shown} more` : '');
}

function list(values: readonly string[]): string {
  return sortedUnique(values).map(inline).join(', ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
