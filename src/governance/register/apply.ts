import type { Decision, FindingDecision, Standing } from '../../model/decision';
import type { Finding, Link } from '../../model/finding';
import type { GovernanceModel, TeamFile } from '../../model/governance';
import type { Problem } from '../../model/problem';
import { resolveLink } from '../links';
import { matchDecisions } from './match';
import type { Register } from './register';
import { standingOf } from './standing';

/** What decisions are weighed with. */
export interface RegisterContext {
  team: TeamFile;
  model: GovernanceModel;
  /** ISO date, UTC. */
  today: string;
  classes: ReadonlySet<string>;
  controls: ReadonlySet<string>;
  /** True when the findings are all of the workspace, so that a decision without one is orphaned. */
  isWhole: boolean;
}

/** Statuses of assessments whose stated risks ask for more than the owner's decision. */
const approvedPia = new Set(['approved', 'approved-with-conditions']);

/**
 * Findings with their decisions, and what is wrong with decisions: an acceptance that ended, sign-offs that are missing, days that have passed, decisions
 * no finding answers to. A decision counts for the data types, recipient and safeguards it names; anything more opens it again.
 */
export function applyDecisions(findings: readonly Finding[], register: Register, context: RegisterContext): { findings: Finding[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const { byFinding, doubled, orphaned } = matchDecisions(findings, register);
  const decided = findings.map((finding): Finding => {
    const decision = byFinding.get(finding);
    if (!decision) return finding;
    const standing = standingOf(decision, { team: context.team, today: context.today, tier: finding.tier, inApprovedPia: isInApprovedPia(finding, context.model) });
    const outgrown = outgrownBy(finding, decision);
    problems.push(...problemsOf(decision, standing, outgrown, context).map((one) => ({ ...one, speaksOf: [finding.file] })));
    const counts = standing.state === 'agreed' && outgrown === undefined;
    return { ...withStatedLinks(finding, decision, context.model), state: counts ? 'agreed' : finding.state, decision: shown(decision, standing, outgrown) };
  });
  for (const { decision, first } of doubled) problems.push(problem(decision, 'finding', `${first.file} speaks of this finding already, so this decision is not read. One of them can go.`));
  if (context.isWhole) {
    for (const decision of orphaned.filter((one) => one.status !== 'closed' && !isSettled(one))) {
      problems.push({ ...problem(decision, 'finding', 'No finding answers to this decision any more. Closing it keeps the record: `shipmate decide close`.', 'information'), speaksOf: [decision.finding.path] });
    }
  }
  return { findings: decided, problems };
}

/** A dispute that was agreed to became a rule, so that its finding is gone; the record stays for the precision of the class. */
function isSettled({ status, decision }: Decision): boolean {
  return status === 'decision-approved' && decision?.kind === 'dispute';
}

function shown(decision: Decision, { state, missing }: Standing, outgrown: string | undefined): FindingDecision {
  const { file, status, owner, due, decision: choice } = decision;
  return {
    file, status, state, missing,
    ...(choice ? { kind: choice.kind, reason: choice.reason } : {}),
    ...(choice?.until === undefined ? {} : { until: choice.until }),
    ...(due === undefined ? {} : { due }),
    ...(owner === undefined ? {} : { owner }),
    ...(outgrown === undefined ? {} : { outgrown }),
  };
}

/** True when a risk that an approved assessment states speaks of the finding. */
export function isInApprovedPia(finding: Finding, model: GovernanceModel): boolean {
  const files = new Map(model.assessments.map((assessment) => [assessment.file, assessment.status]));
  return finding.assessments.some(({ target, how }) => how === 'stated' && approvedPia.has(files.get(target.slice(0, target.indexOf('#'))) ?? ''));
}

/** In one clause, what the finding has beyond what was decided; undefined when the decision covers it. */
function outgrownBy(finding: Finding, { finding: decided }: Decision): string | undefined {
  const more = finding.dataTypes.filter((type) => !decided.data.includes(type));
  if (more.length > 0) return `${more.join(', ')} goes there too`;
  if ((finding.recipient?.id ?? '') !== (decided.recipient ?? '')) return finding.recipient ? `${finding.recipient.name} receives it now` : `${decided.recipient ?? ''} no longer receives it, somebody else does`;
  const passed = safeguardsOf(finding);
  const lost = decided.safeguards.filter((grade) => !passed.includes(grade));
  return lost.length > 0 ? `the value is no longer ${lost.join(', ')}` : undefined;
}

/** Safeguards that every flow of a finding passed. */
export function safeguardsOf({ flows }: Pick<Finding, 'flows'>): string[] {
  const [first, ...others] = flows;
  return (first?.safeguards ?? []).filter((grade) => others.every(({ safeguards }) => safeguards.includes(grade)));
}

/** What a decision states stands beside what a threat or a risk states, and beats what was derived. */
function withStatedLinks(finding: Finding, { links }: Decision, model: GovernanceModel): Finding {
  const stated = (texts: readonly string[], known: Link[]): Link[] => {
    const found = texts.flatMap((text): Link[] => {
      const { value } = resolveLink(text, model);
      return value ? [{ target: `${value.file}#${value.id}`, title: value.title, how: 'stated', range: value.range }] : [];
    });
    if (found.length === 0) return known;
    const targets = new Set(found.map(({ target }) => target));
    return [...found, ...known.filter(({ how, target }) => how === 'stated' && !targets.has(target))].sort((a, b) => (a.target < b.target ? -1 : a.target > b.target ? 1 : 0));
  };
  return { ...finding, threats: stated(links.threats, finding.threats), assessments: stated(links.pia, finding.assessments) };
}

function problem(decision: Decision, place: keyof Decision['ranges'], message: string, level: Problem['level'] = 'warning', id: Problem['id'] = 'decision-problem'): Problem {
  return { id, file: decision.file, range: decision.ranges[place], message, level };
}

function problemsOf(decision: Decision, { state, missing, notes }: Standing, outgrown: string | undefined, { today }: RegisterContext): Problem[] {
  const problems: Problem[] = [];
  const { decision: choice, due, status } = decision;
  if (state === 'expired') problems.push(problem(decision, 'until', `This acceptance ended on ${choice?.until ?? ''}, so the finding is open again. The control, or a later day with its sign-offs, settles it.`, 'warning', 'expired-acceptance'));
  if (state === 'requested') {
    const isClaimed = status === 'decision-approved';
    problems.push(problem(decision, isClaimed ? 'status' : 'signOffs', `${isClaimed ? 'This decision says approved and does not count yet' : 'This decision waits'}: ${missing.join('; ')} to come.`, isClaimed ? 'warning' : 'information'));
  }
  if (state === 'rejected') problems.push(problem(decision, 'signOffs', 'This decision was rejected, so the finding stays open. A control, or another decision, settles it.', 'information'));
  if (outgrown !== undefined && state !== 'closed') problems.push(problem(decision, 'finding', `More than was decided: ${outgrown}, so the finding is open again. A new decision can name it.`));
  if (state === 'closed' && choice?.kind === 'mitigate') problems.push(problem(decision, 'status', `This decision is closed and its finding is there again${choice.controls.length > 0 ? `, so ${choice.controls.join(', ')} no longer holds` : ''}. The control, or another decision, settles it.`, 'warning', 'broken-control'));
  if (due !== undefined && due < today && (state === 'working' || state === 'requested' || state === 'rejected')) problems.push(problem(decision, 'due', `This was due on ${due}. A control, a decision or a new day settles it.`));
  if (state === 'agreed') for (const note of notes) problems.push(problem(decision, 'signOffs', note, 'information'));
  return problems;
}

/** What is wrong in decision files whatever the code says; links that stand in many of them are resolved once. */
export function registerProblems({ decisions }: Register, context: FormContext): Problem[] {
  const known = new Map<string, string | undefined>();
  const linkProblem = (text: string): string | undefined => {
    if (!known.has(text)) known.set(text, resolveLink(text, context.model).problem);
    return known.get(text);
  };
  return decisions.flatMap((decision) => formProblems(decision, context, linkProblem));
}

type FormContext = Pick<RegisterContext, 'classes' | 'controls' | 'model' | 'team'>;

/** Names that are none, links that lead nowhere, roles nobody listed. */
function formProblems(decision: Decision, { classes, controls, team }: FormContext, linkProblem: (text: string) => string | undefined): Problem[] {
  const problems: Problem[] = [];
  if (!classes.has(decision.finding.classId)) problems.push(problem(decision, 'finding', `"${decision.finding.classId}" is no finding class. \`shipmate rules\` lists them.`));
  for (const id of decision.decision?.controls ?? []) if (!controls.has(id)) problems.push(problem(decision, 'status', `"${id}" is no control. The rule pages list the controls of each class.`));
  for (const text of [...decision.links.threats, ...decision.links.pia]) {
    const why = linkProblem(text);
    if (why !== undefined) problems.push(problem(decision, 'links', why));
  }
  const { raci } = decision;
  for (const role of raci ? [raci.accountable, ...raci.responsible, ...raci.consulted, ...raci.informed] : []) {
    if (!role.startsWith('@') && !Object.hasOwn(team.roles, role)) problems.push(problem(decision, 'finding', `\`raci\` names the role "${role}", which the team file does not list.`));
  }
  if (raci && (raci.accountable === 'dpo' || raci.accountable === team.roles.dpo)) problems.push(problem(decision, 'finding', 'The DPO advises and is not accountable (GDPR Art. 38(6)). Another role can be.'));
  return problems;
}
