import { resolveLink } from '../../governance/links';
import { changeDecision, createDecision, decisionPath } from '../../governance/register/change';
import { actorsOf } from '../../governance/register/intent';
import type { Finding, GovernanceModel } from '../../model';
import { decisionsFolder } from '../../project/artefacts';
import type { Changes, FindingRef, LinkChoices } from '../protocol';
import { findingOf, type Session } from '../session';
import { fileChanges, placeIn } from './changes';

/** Threats and risks a finding is not linked to by a person yet; those that a shared category or scope suggests come first. */
export function linkChoices(session: Session, ref: FindingRef): LinkChoices {
  const found = findingOf(session, ref);
  if (!found) return { entries: [], roles: [] };
  const { model, team } = found.folder.artefacts();
  const how = new Map([...found.finding.threats, ...found.finding.assessments].map((link) => [link.target, link.how]));
  const entries = entriesOf(model).filter(({ target }) => how.get(target) !== 'stated').map((entry) => ({ ...entry, fits: how.has(entry.target) }));
  return { entries: [...entries.filter(({ fits }) => fits), ...entries.filter(({ fits }) => !fits)], roles: Object.entries(team.roles).map(([role, handle]) => ({ role, handle })) };
}

/** True when there is an entry left that a person can link a finding to, and nobody has linked it yet. */
export function canLink(model: GovernanceModel, { threats, assessments }: Finding): boolean {
  return entriesOf(model).length > 0 && ![...threats, ...assessments].some(({ how }) => how === 'stated');
}

function entriesOf({ threats, assessments }: GovernanceModel): { target: string; title: string; detail: string; isThreat: boolean }[] {
  return [
    ...threats.map(({ file, id, title }) => ({ target: `${file}#${id}`, title, detail: file, isThreat: true })),
    ...assessments.flatMap(({ file, id, risks }) => risks.map((risk) => ({ target: `${file}#${risk.id}`, title: `${risk.id} · ${risk.title}`, detail: id, isThreat: false }))),
  ];
}

/** The link in the decision file of the finding, which is created where there is none; such a file decides nothing. */
export async function linkFinding(session: Session, { target, as, ...ref }: FindingRef & { target: string; as: string }): Promise<Changes> {
  const found = findingOf(session, ref);
  if (!found) return { changes: [], message: 'this finding is no longer there' };
  const { folder, finding } = found;
  const { model, team, decisions } = folder.artefacts();
  const value = resolveLink(target, model).value;
  const entry = value && entriesOf(model).find((candidate) => candidate.target === `${value.file}#${value.id}`);
  if (!entry) return { changes: [], message: `${target} leads to no threat or risk` };
  const to = entry.isThreat ? 'threats' : 'pia';
  const decision = decisions.find(({ file }) => file === finding.decision?.file);
  if (decision?.links[to].some((text) => text === entry.target)) return { changes: [], show: placeIn(folder, decision.file, decision.ranges.links.start.line), message: 'the decision file names this entry already' };
  const [actor] = actorsOf(as, team);
  const change = { link: { to, target: entry.target }, by: actor?.by ?? as, did: `linked it to ${entry.target}` } as const;
  const text = decision ? await folder.read(decision.file) : undefined;
  const edit = decision && text !== undefined
    ? changeDecision(decision.file, text, change, session.today()).edit
    : createDecision(decisionPath(decisionsFolder, finding, new Set(await folder.files.below(decisionsFolder))), finding, change, team, session.today());
  return edit ? { changes: fileChanges(folder, [edit]), show: placeIn(folder, edit.file) } : { changes: [], message: 'the decision file cannot be read; its problems say why' };
}
