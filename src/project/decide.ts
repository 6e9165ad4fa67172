import { changeDecision, createDecision, decisionPath, dueFrom, type DecisionChange } from '../governance/register/change';
import { resolveLink } from '../governance/links';
import { plusDays, type StandingContext } from '../governance/register/standing';
import { isInApprovedPia } from '../governance/register/apply';
import type { Decision, FileEdits, Finding, GovernanceModel } from '../model';
import { decisionsFolder, type Artefacts } from './artefacts';
import type { Files } from './files';

/** What a decision on a finding is weighed with; for a finding that is gone, what the decision says of it. */
export function contextOf({ team, model }: Artefacts, finding: Finding | undefined, decision: Decision | undefined, today: string): StandingContext {
  return { team, today, tier: finding?.tier ?? decision?.finding.tier ?? 1, inApprovedPia: finding !== undefined && isInApprovedPia(finding, model) };
}

/** The last day an acceptance that is asked for today may have. */
export function lastDay({ team }: Artefacts, today: string): string {
  return plusDays(today, team.acceptance.maxDays);
}

/**
 * The edit that writes a change into the decision file of a finding, which is created where there is none; undefined where the file cannot be read.
 * A file without a due day, such as one that only links its finding, gets one from the change that begins a decision.
 */
export async function decisionEdit(files: Pick<Files, 'read' | 'below'>, { team }: Artefacts, about: { finding: Finding | undefined; decision: Decision | undefined }, change: DecisionChange, today: string): Promise<FileEdits | undefined> {
  const { finding, decision } = about;
  const text = decision && (await files.read(decision.file));
  if (decision && text !== undefined) {
    const due = decision.due === undefined ? dueFrom(change, finding?.severity ?? decision.finding.severity ?? 'medium', team, today) : change.due;
    return changeDecision(decision.file, text, { ...change, ...(due === undefined ? {} : { due }) }, today).edit;
  }
  return finding && createDecision(decisionPath(decisionsFolder, finding, new Set(await files.below(decisionsFolder))), finding, change, team, today);
}

/** An entry a finding can be linked to. */
export interface LinkEntry {
  target: string;
  title: string;
  detail: string;
  isThreat: boolean;
}

/** The threats of all models, then the risks of all assessments. */
export function linkEntries({ threats, assessments }: GovernanceModel): LinkEntry[] {
  return [
    ...threats.map(({ file, id, title }) => ({ target: `${file}#${id}`, title, detail: file, isThreat: true })),
    ...assessments.flatMap(({ file, id, risks }) => risks.map((risk) => ({ target: `${file}#${risk.id}`, title: `${risk.id} · ${risk.title}`, detail: id, isThreat: false }))),
  ];
}

/** The change that links a finding to an entry, or in one sentence why there is none. `by` is a role or handle. */
export function planLink(target: string, by: string, decision: Decision | undefined, model: GovernanceModel): { change: DecisionChange } | { problem: string; isThere?: true } {
  const { value, problem } = resolveLink(target, model);
  const entry = value && linkEntries(model).find((candidate) => candidate.target === `${value.file}#${value.id}`);
  if (!entry) return { problem: problem ?? `${target} is no threat or risk.` };
  const to = entry.isThreat ? 'threats' : 'pia';
  if (decision?.links[to].includes(entry.target) === true) return { problem: 'The decision file names this entry already.', isThere: true };
  return { change: { link: { to, target: entry.target }, by, did: `linked it to ${entry.target}` } };
}
