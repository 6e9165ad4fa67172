import { isMap } from 'yaml';
import type { TextEdit } from '../../model/edit';
import type { Problem } from '../../model/problem';
import { applyOffsetEdits, lineEndOf, toTextEdits } from '../text';
import type { OffsetEdit } from '../text';
import { replaceList, setValue, appendToList } from '../yaml-edit';
import { child, items, readYaml, rootMap, textOf, textsOf } from '../yaml-source';
import type { YamlSource, YAMLMap } from '../yaml-source';
import { blocksOf, riskLines } from './blocks';
import { inScope, riskDrafts } from './facts';
import type { PiaFacts, RiskDraft } from './facts';
import { code, fieldsBetween, listOf, outline, sectionEnd } from './markdown';
import type { Block, Outline } from './markdown';
import { highestRisk, riskId } from './numbering';
import { goneEvidence, readAssessment, riskHeadings } from './read';
import { riskEntry } from './risk-entry';
import { dataKey, generatedKey, recipientsKey } from './stub';

/** The text after an update, the edits that lead there, and ids of risks that were added or whose code is gone. */
export interface PiaUpdate {
  text: string;
  edits: TextEdit[];
  added: string[];
  gone: string[];
  problems: Problem[];
}

/**
 * Updates an assessment from the code. Only text between markers and the keys marked CODE change; the scope is that of the file.
 * New risks are appended with new ids; a risk whose code is gone keeps its entry and says so. The same input gives the same text.
 */
export function updatePia(file: string, text: string, facts: PiaFacts): PiaUpdate {
  const { value, problems } = readAssessment(file, text);
  const parts = outline(text);
  const front = parts.frontMatter ? readYaml(file, text, ...parts.frontMatter).source : undefined;
  const root = front ? rootMap(front) : undefined;
  if (!value || !front || !root) return { text, edits: [], added: [], gone: [], problems };
  const own: PiaFacts = { ...facts, scope: value.paths };
  const lineEnd = lineEndOf(text);
  const edits = [...blocksOf(own)].flatMap(([id, lines]) => replaceBlock(text, parts.blocks.find((block) => block.id === id), lines, lineEnd));
  const drafts = riskDrafts(inScope(own).findings, own.classTitle);
  const risks = updateRisks(text, parts, drafts, own.date, lineEnd);
  const open = drafts.filter((draft) => !draft.ignored && !risks.met.has(draft) && !value.risks.some((risk) => !risks.blocks.has(risk.id) && spokenOf(risk, draft)));
  const last = highestRisk(text, lastRisk(front, root));
  const added = open.map((draft, index) => ({ id: riskId(last + index + 1), draft }));
  edits.push(...risks.edits, ...appendRisks(text, parts, added.map(({ id, draft }) => riskEntry(id, draft)), lineEnd));
  edits.push(...updateFrontMatter(front, root, own, last + added.length));
  return { text: applyOffsetEdits(text, edits), edits: toTextEdits(text, edits), added: added.map(({ id }) => id), gone: risks.gone, problems };
}

/** The number of the last risk the front matter says was given. */
export function lastRisk(source: YamlSource, root: YAMLMap): number {
  const number = Number(textOf(child(source, child(source, root, 'generated'), 'last_risk')) ?? 0);
  return Number.isInteger(number) && number > 0 && number < 100_000 ? number : 0;
}

/** The edit that replaces the inside of a block, if it changes. */
export function replaceBlock(text: string, block: Block | undefined, lines: readonly string[], lineEnd: string): OffsetEdit[] {
  const newText = lines.map((line) => line + lineEnd).join('');
  return !block || text.slice(block.start, block.end) === newText ? [] : [{ start: block.start, end: block.end, newText }];
}

/** The edit that appends entries at the end of the section `risks`, or of the text where there is no such section. */
export function appendRisks(text: string, parts: Outline, entries: readonly (readonly string[])[], lineEnd: string): OffsetEdit[] {
  if (entries.length === 0) return [];
  const section = parts.headings.find((heading) => heading.ids.includes('risks'));
  const lastRiskHeading = riskHeadings(parts).at(-1)?.heading;
  const heading = section ?? lastRiskHeading;
  const before = text.slice(0, heading ? sectionEnd(text, parts.headings, heading) : text.length);
  const at = before.trimEnd().length;
  return [{ start: at, end: at, newText: entries.map((lines) => lineEnd + lineEnd + lines.join(lineEnd)).join('') }];
}

/** Brings the blocks of risks up to date: fresh evidence, or the note that it is gone. */
function updateRisks(text: string, parts: Outline, drafts: readonly RiskDraft[], date: string, lineEnd: string): { edits: OffsetEdit[]; met: Set<RiskDraft>; blocks: Set<string>; gone: string[] } {
  const edits: OffsetEdit[] = [];
  const met = new Set<RiskDraft>();
  const blocks = new Set<string>();
  const gone: string[] = [];
  for (const block of parts.blocks.filter(({ id }) => /^R-\d+$/.test(id))) {
    const fields = fieldsBetween(text, block.start, block.end);
    const draft = drafts.find((candidate) => !met.has(candidate) && candidate.classId === fields.get('class') && candidate.recipient === (fields.get('recipient') ?? ''));
    blocks.add(block.id);
    if (draft) {
      met.add(draft);
      edits.push(...replaceBlock(text, block, riskLines(draft), lineEnd));
    } else if (!goneEvidence.test(fields.get('evidence') ?? '')) {
      gone.push(block.id);
      edits.push(...replaceBlock(text, block, goneLines(text.slice(block.start, block.end), listOf(fields.get('evidence')), date), lineEnd));
    }
  }
  return { edits, met, blocks, gone };
}

function goneLines(block: string, evidence: readonly string[], date: string): string[] {
  const kept = block.split(/\r\n|\n|\r/).slice(0, -1).filter((line) => !/^[-*]\s+evidence:/.test(line));
  return [...kept, `- evidence: gone since ${date}${evidence.length > 0 ? ` (last seen: ${evidence.map(code).join(', ')})` : ''}`];
}

/** A risk people wrote speaks of a draft when it names its class, and its recipient and data where it names any. */
function spokenOf(risk: { classes: string[]; recipient: string; dataTypes: string[] }, draft: RiskDraft): boolean {
  return risk.classes.includes(draft.classId)
    && (risk.recipient === '' || risk.recipient === draft.recipient)
    && (risk.dataTypes.length === 0 || draft.dataTypes.every((type) => risk.dataTypes.includes(type)));
}

function updateFrontMatter(source: YamlSource, root: YAMLMap, facts: PiaFacts, last: number): OffsetEdit[] {
  const edits: OffsetEdit[] = [];
  const processing = child(source, root, 'processing');
  if (isMap(processing) && processing.has('data')) {
    const wanted = dataKey(facts);
    const written = items(source, child(source, processing, 'data')).map((item) => ({ type: textOf(child(source, item, 'type')) ?? '', evidence: textsOf(source, child(source, item, 'evidence')) }));
    if (JSON.stringify(written) !== JSON.stringify(wanted)) edits.push(...replaceList(source, processing, 'data', wanted));
  }
  if (isMap(processing) && processing.has('recipients')) edits.push(...addRecipients(source, processing, facts));
  edits.push(...updateGenerated(source, root, facts, last));
  return edits;
}

/** Recipients people know stay as they wrote them; only new ones are added. */
function addRecipients(source: YamlSource, processing: YAMLMap, facts: PiaFacts): OffsetEdit[] {
  const node = child(source, processing, 'recipients');
  const known = new Set(items(source, node).flatMap((item) => [textOf(item), textOf(child(source, item, 'id')), textOf(child(source, item, 'name'))]).flatMap((name) => name?.toLowerCase() ?? []));
  const fresh = recipientsKey(facts).filter((recipient) => !known.has(recipient.id.toLowerCase()) && !known.has(recipient.name.toLowerCase()));
  return fresh.length === 0 ? [] : appendToList(source, processing, 'recipients', ...fresh);
}

/** Writes the key `generated` as a whole, if it changes. */
export function updateGenerated(source: YamlSource, root: YAMLMap, facts: Pick<PiaFacts, 'date' | 'commit'>, last: number): OffsetEdit[] {
  return setValue(source, root, 'generated', generatedKey(facts, last)).filter((edit) => source.text.slice(edit.start, edit.end) !== edit.newText);
}

