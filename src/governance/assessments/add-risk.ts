import type { FileEdits } from '../../model/edit';
import type { Finding } from '../../model/finding';
import type { Problem } from '../../model/problem';
import { lineEndOf, sortedUnique, toTextEdits } from '../text';
import { readYaml, rootMap } from '../yaml-source';
import { riskLines } from './blocks';
import { riskDrafts } from './facts';
import type { PiaFacts } from './facts';
import { fieldsBetween, listOf, outline } from './markdown';
import { appendRisks, lastRisk, replaceBlock, updateGenerated } from './merge';
import { highestRisk, riskId } from './numbering';
import { goneEvidence, readAssessment } from './read';
import { riskEntry } from './risk-entry';

/** The edit, and the link to the risk it adds or widens. */
export interface AddedRisk {
  /** Absent when the assessment says it already, or cannot be read. */
  edit?: FileEdits;
  /** `path#R-nn`; absent when the assessment cannot be read. */
  target?: string;
  problems: Problem[];
}

/**
 * The minimal edit that adds the risk of one finding to an assessment. A drafted risk of the same class and recipient is widened by the finding's
 * data and evidence instead.
 */
export function addRisk(file: string, text: string, finding: Finding, facts: Pick<PiaFacts, 'date' | 'commit' | 'classTitle'>): AddedRisk {
  const { value, problems } = readAssessment(file, text);
  const parts = outline(text);
  const front = parts.frontMatter ? readYaml(file, text, ...parts.frontMatter).source : undefined;
  const root = front ? rootMap(front) : undefined;
  const [draft] = riskDrafts([{ ...finding, place: 'code' }], facts.classTitle);
  if (!value || !front || !root || !draft) return { problems };
  const lineEnd = lineEndOf(text);
  for (const block of parts.blocks.filter(({ id }) => /^R-\d+$/.test(id))) {
    const fields = fieldsBetween(text, block.start, block.end);
    if (fields.get('class') !== draft.classId || (fields.get('recipient') ?? '') !== draft.recipient) continue;
    const before = fields.get('evidence') ?? '';
    const wider = {
      ...draft,
      dataTypes: sortedUnique([...listOf(fields.get('data')), ...draft.dataTypes]),
      threats: sortedUnique([...listOf(fields.get('threats')), ...draft.threats]),
      evidence: sortedUnique([...(goneEvidence.test(before) ? [] : listOf(before)), ...draft.evidence]),
    };
    return result(replaceBlock(text, block, riskLines(wider), lineEnd), block.id);
  }
  const number = highestRisk(text, lastRisk(front, root)) + 1;
  const id = riskId(number);
  return result([...appendRisks(text, parts, [riskEntry(id, draft)], lineEnd), ...updateGenerated(front, root, facts, number)], id);

  function result(edits: Parameters<typeof toTextEdits>[1], risk: string): AddedRisk {
    const target = `${file}#${risk}`;
    return edits.length === 0 ? { target, problems } : { edit: { file, edits: toTextEdits(text, edits) }, target, problems };
  }
}
