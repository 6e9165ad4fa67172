import { actorsOf } from '../../governance/register/intent';
import type { Finding, GovernanceModel } from '../../model';
import { decisionEdit, linkEntries, planLink } from '../../project/decide';
import type { Changes, FindingRef, LinkChoices } from '../protocol';
import { findingOf, type Session } from '../session';
import { fileChanges, placeIn } from './changes';

/** Threats and risks a finding is not linked to by a person yet; those that a shared category or scope suggests come first. */
export function linkChoices(session: Session, ref: FindingRef): LinkChoices {
  const found = findingOf(session, ref);
  if (!found) return { entries: [], roles: [] };
  const { model, team } = found.folder.artefacts();
  const how = new Map([...found.finding.threats, ...found.finding.assessments].map((link) => [link.target, link.how]));
  const entries = linkEntries(model).filter(({ target }) => how.get(target) !== 'stated').map((entry) => ({ ...entry, fits: how.has(entry.target) }));
  return { entries: [...entries.filter(({ fits }) => fits), ...entries.filter(({ fits }) => !fits)], roles: Object.entries(team.roles).map(([role, handle]) => ({ role, handle })) };
}

/** True when there is an entry left that a person can link a finding to, and nobody has linked it yet. */
export function canLink(model: GovernanceModel, { threats, assessments }: Finding): boolean {
  return linkEntries(model).length > 0 && ![...threats, ...assessments].some(({ how }) => how === 'stated');
}

/** The link in the decision file of the finding, which is created where there is none; such a file decides nothing, and no day runs by it. */
export async function linkFinding(session: Session, { target, as, ...ref }: FindingRef & { target: string; as: string }): Promise<Changes> {
  const found = findingOf(session, ref);
  if (!found) return { changes: [], message: 'this finding is no longer there' };
  const { folder, finding } = found;
  const artefacts = folder.artefacts();
  const decision = artefacts.decisions.find(({ file }) => file === finding.decision?.file);
  const [actor] = actorsOf(as, artefacts.team);
  const planned = planLink(target, actor?.by ?? as, decision, artefacts.model);
  if ('problem' in planned) return { changes: [], ...(planned.isThere && decision ? { show: placeIn(folder, decision.file, decision.ranges.links.start.line) } : {}), message: planned.problem };
  const edit = await decisionEdit({ read: folder.read, below: (below) => folder.files.below(below) }, artefacts, { finding, decision }, planned.change, session.today());
  return edit ? { changes: fileChanges(folder, [edit]), show: placeIn(folder, edit.file) } : { changes: [], message: 'the decision file cannot be read; its problems say why' };
}
