import type { ExportInput } from './export-input';
import { dataTypesOf } from './export-input';
import { evidenceOf } from '../facts';

/** Question ids of the CNIL's tool (PIA 4.1) by the section of ours that answers them. */
const questionOf: Readonly<Record<string, number>> = {
  context: 111, purposes: 211, 'legal-basis': 212, minimisation: 213, accuracy: 214, retention: 215, information: 221, consent: 222, access: 223, erasure: 224, objection: 225, processors: 226, transfers: 227,
};

/** First question id of each feared event: impacts, threats, sources, measures, severity, likelihood follow. */
const events: Readonly<Record<string, number>> = { 'illegitimate-access': 321, 'unwanted-change': 331, disappearance: 341 };

const statuses: Readonly<Record<string, number>> = { rejected: 1, approved: 3, 'approved-with-conditions': 3, retired: 4 };

/**
 * The assessment as a file the CNIL's PIA software imports (the front end's shape: `pia` and four arrays). People's answers go to their questions, what the
 * code shows to 121 to 123 and 226; severity and likelihood only where people set them. Wording is ours: the questions themselves are not repeated.
 */
export function cnilExport({ document, facts, team }: ExportInput): string {
  const at = `${facts.date}T00:00:00.000Z`;
  const answers: object[] = [];
  const answer = (question: number, text: string, more: { gauge?: number | null; list?: string[] } = {}): void => {
    answers.push({ id: answers.length + 1, pia_id: 1, reference_to: question, data: { text, gauge: more.gauge ?? null, list: more.list ?? [] }, created_at: at, updated_at: at });
  };
  const types = dataTypesOf(facts);
  const label = (id: string): string => `${facts.dataType(id)?.label ?? id} (tier ${facts.dataType(id)?.tier ?? 2})`;
  for (const { id, answer: written } of document.sections) {
    const question = questionOf[id];
    if (question !== undefined && written !== '') answer(question, paragraphs(written));
  }
  if (types.length > 0) answer(121, `<p>From the code, to be confirmed:</p>${bullets(types.map(label))}`);
  if (facts.inventory.flows.length > 0) answer(122, bullets(facts.inventory.flows.map((flow) => `${flow.dataTypes.join(', ')} → ${flow.recipient?.name ?? flow.to} (${evidenceOf(flow)})`)));
  if (facts.inventory.assets.length > 0) answer(123, bullets(facts.inventory.assets.map(({ label: name, kind }) => `${name} (${kind})`)));
  if (facts.inventory.recipients.length > 0 && !document.sections.some(({ id, answer: written }) => id === 'processors' && written !== '')) {
    answer(226, `<p>Recipients seen in the code, roles and contracts to be confirmed:</p>${bullets(facts.inventory.recipients.map(({ name, country }) => (country === undefined ? name : `${name}, ${country}`)))}`);
  }
  const measures = [...new Set(facts.inventory.safeguards.map(({ grade }) => grade))].sort().map((grade, index) => ({
    id: index + 1, pia_id: 1, title: grade, content: paragraphs(`Seen in the code: ${[...new Set(facts.inventory.safeguards.filter((seen) => seen.grade === grade).map(evidenceOf))].sort().slice(0, 10).join(', ')}`),
    placeholder: 'measures.default_placeholder', created_at: at, updated_at: at,
  }));
  for (const [event, first] of Object.entries(events)) {
    const risks = document.risks.filter(({ fearedEvent }) => (fearedEvent === '' ? event === 'illegitimate-access' : fearedEvent === event));
    if (risks.length === 0) continue;
    answer(first + 1, '', { list: risks.map(({ id, title }) => `${id} ${title}`) });
    if (measures.length > 0) answer(first + 3, '', { list: measures.map(({ title }) => title) });
    const highest = (level: 'severity' | 'likelihood'): number | undefined => risks.reduce<number | undefined>((top, risk) => Math.max(top ?? 0, risk[level] ?? 0) || undefined, undefined);
    const [severity, likelihood] = [highest('severity'), highest('likelihood')];
    if (severity !== undefined) answer(first + 4, '', { gauge: severity });
    if (likelihood !== undefined) answer(first + 5, '', { gauge: likelihood });
  }
  const handle = (role: string): string => document.roles[role] ?? team.roles[role] ?? '';
  const dpo = document.signOffs.find(({ role }) => role === 'dpo');
  const pia = {
    id: 1, status: statuses[document.status] ?? 0, name: `${document.title} (${document.id})`, category: '', author_name: handle('author'), evaluator_name: handle('ciso'), validator_name: handle('owner'),
    dpo_status: dpo ? (dpo.verdict === 'rejected' ? 0 : 1) : null, dpo_opinion: '', dpos_names: handle('dpo'), people_names: '', concerned_people_opinion: '', concerned_people_status: null,
    concerned_people_searched_opinion: null, concerned_people_searched_content: '', rejected_reason: '', applied_adjustements: '', is_example: 0, is_archive: document.status === 'retired' ? 1 : 0,
    progress: 0, created_at: `${document.created || facts.date}T00:00:00.000Z`, updated_at: at,
  };
  return `${JSON.stringify({ pia, answers, measures, evaluations: [], comments: [] }, undefined, 2)}\n`;
}

const safe = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const bullets = (entries: readonly string[]): string => `<ul>${entries.map((entry) => `<li>${safe(entry)}</li>`).join('')}</ul>`;
const paragraphs = (text: string): string => text.split(/\n\s*\n/).map((part) => `<p>${safe(part.replace(/\s+/g, ' ').trim())}</p>`).join('');
