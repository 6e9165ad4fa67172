import { printBlock, printFlow } from '../yaml-print';
import type { Printable } from '../yaml-print';
import { blocksOf } from './blocks';
import { evidenceOf, inScope, riskDrafts } from './facts';
import type { PiaFacts } from './facts';
import { inline } from './markdown';
import { riskId } from './numbering';
import { riskEntry } from './risk-entry';
import { sortedUnique } from '../text';

/** What people say about a new assessment. */
export interface PiaMeta {
  /** `PIA-001`, from `nextPiaId`. */
  id: string;
  title: string;
  /** Roles to handles, from the team file. */
  roles?: Readonly<Record<string, string>>;
  /** Threat models that speak of the same code. */
  threatModels?: readonly string[];
}

/** A section: number and title, id, question for people, block of the machine. */
type Section = [level: 2 | 3, title: string, id: string, question: string, block?: string];

const sections: readonly Section[] = [
  [2, '1 Need for the assessment', 'need', 'Why is this assessment needed, or not needed?', 'need'],
  [2, '2 Description of the processing', 'description', ''],
  [3, '2.1 Nature, scope, context, purpose', 'context', 'What is done with the data, for whom, and in which setting?'],
  [3, '2.2 Personal data', 'data', 'Whose data is it, and is anything missing from the table?', 'data'],
  [3, '2.3 Life cycle and flows', 'flows', 'Which steps happen outside this code: paper, spreadsheets, other systems?', 'flows'],
  [3, '2.4 Supporting assets', 'assets', 'Which other systems and places hold the data?', 'assets'],
  [2, '3 Consultation', 'consultation', 'Who was asked, data subjects included, and what did they say?'],
  [2, '4 Necessity and proportionality', 'necessity', ''],
  [3, '4.1 Purposes', 'purposes', 'What is the data needed for?'],
  [3, '4.2 Legal basis', 'legal-basis', 'On which basis is it processed, and who checked that?'],
  [3, '4.3 Minimisation', 'minimisation', 'Is each entry of 2.2 needed for the purposes? What could be left out?'],
  [3, '4.4 Accuracy', 'accuracy', 'How is the data kept right?'],
  [3, '4.5 Retention', 'retention', 'How long is each kind of data kept, and what deletes it?'],
  [2, '5 Rights of data subjects', 'rights', ''],
  [3, '5.1 Information', 'information', 'How do people learn about the processing?'],
  [3, '5.2 Consent', 'consent', 'Where consent is asked: how is it given and taken back?'],
  [3, '5.3 Access and portability', 'access', 'How do people get their data?'],
  [3, '5.4 Rectification and erasure', 'erasure', 'How is data corrected and erased, in copies and at recipients too?'],
  [3, '5.5 Restriction and objection', 'objection', 'How can people stop the processing?'],
  [3, '5.6 Processors', 'processors', 'Which role does each recipient have, and which contract binds it?', 'recipients'],
  [3, '5.7 Transfers', 'transfers', 'Which of them receive the data in another country, and on which ground?'],
  [2, '6 Risks to data subjects', 'risks', 'Which risks does the code not show?'],
  [2, '7 Measures', 'measures', 'Which measures are planned, by whom and until when?', 'measures'],
  [2, '8 Sign-off', 'sign-off', 'See `sign_off` at the top.'],
  [2, '9 What the analysis did not see', 'coverage', 'Which of these parts handle personal data?', 'coverage'],
];

/**
 * The whole text of a new assessment: what the code shows between markers, questions where people answer, draft risks from the findings.
 * Where nothing was found it says so and leaves everything open.
 */
export function piaStub(facts: PiaFacts, meta: PiaMeta): string {
  const blocks = blocksOf(facts);
  const drafts = riskDrafts(inScope(facts).findings, facts.classTitle).filter((draft) => !draft.ignored);
  const body = sections.flatMap(([level, title, id, question, block]) => [
    '',
    `<a id="${id}"></a>`,
    `${'#'.repeat(level)} ${title}`,
    ...(block === undefined ? [] : [`<!-- shipmate:begin ${block} -->`, ...(blocks.get(block) ?? []), `<!-- shipmate:end ${block} -->`]),
    ...(question === '' ? [] : ['', `_People:_ ${question}`]),
    ...(id === 'risks' ? drafts.flatMap((draft, index) => ['', ...riskEntry(riskId(index + 1), draft)]) : []),
  ]);
  const empty = inScope(facts).inventory.data.length === 0 && drafts.length === 0;
  return [
    '---',
    ...frontMatter(facts, meta, drafts.length),
    '---',
    '',
    `# ${meta.id} · ${inline(meta.title)}`,
    '',
    ...(empty ? ['The analysis found no personal data in these paths. This is an empty assessment for people to fill.', ''] : []),
    'Text between `shipmate` markers is rewritten from the code on every update. All other text belongs to people and stays.',
    ...body,
    '',
  ].join('\n');
}

/** `processing.data` of the front matter: data types with evidence. */
export function dataKey(facts: PiaFacts): Printable[] {
  const { data } = inScope(facts).inventory;
  const sure = data.filter((item) => item.strength !== 'maybe');
  return sortedUnique(sure.map((item) => item.dataType)).map((type) => ({
    type,
    evidence: sortedUnique(sure.filter((item) => item.dataType === type).flatMap((item) => item.seenIn.map(evidenceOf))).slice(0, 5),
  }));
}

/** `processing.recipients` of the front matter: names the code proposes and people confirm. */
export function recipientsKey(facts: PiaFacts): { id: string; name: string; kind: string }[] {
  const { recipients } = inScope(facts).inventory;
  return sortedUnique(recipients.map((recipient) => recipient.id)).map((id) => ({ id, name: recipients.find((recipient) => recipient.id === id)?.name ?? id, kind: 'unconfirmed' }));
}

/** `generated` of the front matter: when and from what the text was written, and the last risk number given. */
export function generatedKey(facts: Pick<PiaFacts, 'date' | 'commit'>, lastRisk: number): Printable {
  return { tool: 'Privacy Shipmate', at: facts.date, commit: facts.commit ?? null, last_risk: lastRisk };
}

function frontMatter(facts: PiaFacts, meta: PiaMeta, risks: number): string[] {
  const roles = Object.fromEntries(['owner', 'author', 'dpo', 'ciso'].map((role) => [role, meta.roles?.[role] ?? null]));
  const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);
  const codeList = (key: string, note: string, list: readonly Printable[]): string[] =>
    list.length === 0 ? [`  ${key}: [] # ${note}`] : [`  ${key}: # ${note}`, ...indent(indent(printBlock(list)))];
  return [
    `pia: ${meta.id} # stable, never used again`,
    `title: ${printFlow(meta.title, false)}`,
    'kind: pia # PEOPLE: screening | pia | dpia',
    'status: draft # PEOPLE: draft | in-review | changes-requested | approved | approved-with-conditions | rejected | retired',
    'version: 1',
    `created: ${facts.date}`,
    'review_due: null # PEOPLE',
    'scope:',
    `  paths: ${printFlow([...facts.scope], false)} # the code it covers`,
    '  systems: [] # PEOPLE',
    `  threat_models: ${printFlow([...(meta.threatModels ?? [])], false)}`,
    `roles: ${printFlow({ ...roles, consulted: [], informed: [] }, false)} # PEOPLE: roles or handles`,
    'processing:',
    '  purposes: [] # PEOPLE',
    '  legal_basis: null # PEOPLE',
    '  special_category_basis: null # PEOPLE',
    '  data_subjects: [] # PEOPLE',
    ...codeList('data', 'CODE', dataKey(facts)),
    ...codeList('recipients', 'CODE adds, PEOPLE confirm', recipientsKey(facts)),
    '  transfers: [] # PEOPLE',
    '  retention: [] # PEOPLE',
    'sign_off: [] # PEOPLE',
    `generated: ${printFlow(generatedKey(facts, risks), false)} # CODE`,
  ];
}
