import type { Problem } from '../../model/problem';
import type { AssessmentDocument } from './document';
import { outline } from './markdown';
import { blocksOf } from './blocks';
import type { PiaFacts } from './facts';
import { lineStarts, rangeBetween } from '../text';

/** Sections GDPR Art. 35(7) and 35(9) ask people for, each with what is open in it. */
const asked: readonly [id: string, what: string][] = [
  ['need', 'why the assessment is needed, or not'], ['context', 'the nature, scope and context of the processing'], ['consultation', 'who was consulted'],
  ['purposes', 'the purposes'], ['legal-basis', 'the legal basis'], ['minimisation', 'whether each kind of data is needed'], ['accuracy', 'how the data is kept right'],
  ['retention', 'how long each kind of data is kept'], ['information', 'how people learn of it'], ['access', 'how people get their data'], ['erasure', 'how data is corrected and erased'],
  ['objection', 'how people can stop it'], ['measures', 'which measures are planned'],
];

const approved = new Set(['approved', 'approved-with-conditions']);

/**
 * What is open in an assessment, at its place: questions without an answer, risks nobody judged, sign-offs that are missing, a review that is due.
 * A draft is reminded of it, one that is in review or approved is asked for it.
 */
export function completenessProblems(document: AssessmentDocument, today: string): Problem[] {
  const isLive = document.status !== 'draft' && document.status !== 'retired' && document.status !== 'rejected';
  const problems: Problem[] = [];
  if (document.status === 'retired' || document.status === 'rejected') return problems;
  const note = (range: Problem['range'], message: string, level: Problem['level'] = isLive ? 'warning' : 'information'): void =>
    void problems.push({ id: 'assessment-incomplete', file: document.file, range, message, level });
  const sections = new Map(document.sections.map((section) => [section.id, section]));
  const inFront: Record<string, boolean> = { purposes: document.purposes.length > 0, 'legal-basis': document.legalBasis !== '', retention: document.retention.length > 0 };
  for (const [id, what] of asked) {
    const section = sections.get(id);
    if (!section) note(document.keyRange('title'), `The section "${id}" is not here, so ${what} is open. "Update PIA from Code" keeps sections apart by their ids.`);
    else if (section.answer === '' && inFront[id] !== true) note(section.range, `Open: ${what}.`);
  }
  if (document.dataSubjects.length === 0) note(document.keyRange('processing.data_subjects'), 'Open: whose data it is (`data_subjects`).');
  for (const risk of document.risks) {
    if (risk.severity === undefined || risk.likelihood === undefined) note(risk.range, `${risk.id}: severity and likelihood (1 to 4) are open.`);
    else if (risk.measures === '') note(risk.range, `${risk.id}: open which measures answer it, or why none is needed.`);
  }
  if (approved.has(document.status)) {
    const signed = (role: string): boolean => document.signOffs.some((signOff) => signOff.role === role);
    if (!signed('owner')) note(document.keyRange('status'), 'This assessment says approved, and the owner\'s sign-off is not here.');
    if (!signed('dpo')) note(document.keyRange('status'), 'This assessment says approved, and the DPO\'s advice is not recorded (GDPR Art. 35(2)).');
    if (document.reviewDue === '') note(document.keyRange('review_due'), 'An approved assessment names the day of its next review.', 'information');
  }
  if (document.reviewDue !== '' && document.reviewDue < today) note(document.keyRange('review_due'), `Its review was due on ${document.reviewDue}. A review, or a later day, settles it.`, 'warning');
  return problems;
}

/** Machine-written blocks that say something else than the code does today, as problems at their place; risks are told apart by `updatePia`. */
export function staleBlocks(file: string, text: string, facts: PiaFacts): Problem[] {
  const starts = lineStarts(text);
  const blocks = blocksOf(facts);
  return outline(text).blocks.flatMap((block): Problem[] => {
    const lines = blocks.get(block.id);
    // What was not seen changes with every scan and says nothing about the processing.
    if (!lines || block.id === 'coverage') return [];
    const now = lines.map((line) => line.trimEnd()).join('\n').trim();
    const then = text.slice(block.start, block.end).split(/\r\n|\n|\r/).map((line) => line.trimEnd()).join('\n').trim();
    const at = rangeBetween(starts, block.start, block.start);
    return now === then ? [] : [{ id: 'assessment-drift', file, range: at, level: 'information', message: `The code moved on: "${block.id}" reads differently today. "Update PIA from Code" brings it up to date.` }];
  });
}
