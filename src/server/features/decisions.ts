import { actorsOf, planIntent } from '../../governance/register/intent';
import { detailsProblem, nameOf, settleDispute } from '../../governance/register/settle';
import { isAdvisedAgainst } from '../../governance/register/standing';
import { grades } from '../../governance/team-file';
import type { Intent } from '../../model';
import { teamFilePath } from '../../project/artefacts';
import { contextOf, decisionEdit, lastDay } from '../../project/decide';
import { decisionText } from '../../report/report';
import type { Changes, DecisionChoices, FindingItem, FindingRef } from '../protocol';
import { findingOf, type InFolder, type Session } from '../session';
import { fileChanges, placeIn } from './changes';
import { itemOf } from './overview';

/** What the questions about a finding's decision offer; null when the finding is gone. */
export async function decisionChoices(session: Session, ref: FindingRef): Promise<DecisionChoices | null> {
  const found = findingOf(session, ref);
  if (!found) return null;
  const { folder, finding } = found;
  const artefacts = folder.artefacts();
  const planned = await session.offers.planned(folder, finding);
  const decision = artefacts.decisions.find(({ file }) => file === finding.decision?.file);
  const ground = finding.decision?.state === 'requested' ? decision?.decision?.ground : undefined;
  return {
    roles: Object.entries(artefacts.team.roles).map(([role, handle]) => ({ role, handle })),
    lastDay: lastDay(artefacts, session.today()),
    controls: planned.controls.map(({ id, title }) => ({ id, title })),
    severity: finding.severity,
    ...(finding.decision ? { decided: decisionText(finding.decision) } : {}),
    ...(ground === undefined ? {} : { settles: { ground, name: nameOf(finding) ?? '', grades: [...grades] } }),
    isAdvisedAgainst: decision !== undefined && isAdvisedAgainst(decision, artefacts.team),
  };
}

/** The decision file after an intent, shown afterwards; the message says whether it counts, and what is to come. */
export async function decide(session: Session, { intent, as, ...ref }: FindingRef & { intent: Intent; as: string }): Promise<Changes> {
  const found = findingOf(session, ref);
  if (!found) return { changes: [], message: 'this finding is no longer there' };
  const { folder, finding } = found;
  const artefacts = folder.artefacts();
  const today = session.today();
  const decision = artefacts.decisions.find(({ file }) => file === finding.decision?.file);
  const details = intent.kind === 'approve' ? intent.settle ?? {} : {};
  const unfit = detailsProblem(details, (path) => folder.workspace.files().includes(path));
  if (unfit !== undefined) return { changes: [], message: unfit };
  const planned = planIntent(intent, actorsOf(as, artefacts.team), decision, contextOf(artefacts, finding, decision, today));
  if ('problem' in planned) return { changes: [], message: planned.problem };
  const edit = await decisionEdit({ read: folder.read, below: (below) => folder.files.below(below) }, artefacts, { finding, decision }, planned.change, today);
  if (!edit) return { changes: [], message: 'the decision file cannot be read; its problems say why' };
  const { state, missing, notes } = planned.standing;
  const settled = state === 'agreed' && decision?.decision?.kind === 'dispute' ? settleDispute(teamFilePath, await folder.read(teamFilePath), decision, finding, details) : undefined;
  const said = [state === 'agreed' ? 'This decision counts.' : missing.length > 0 ? `To come: ${missing.join('; ')}.` : '', ...notes, settled?.said ?? ''].filter(Boolean).join(' ');
  return {
    changes: fileChanges(folder, [edit, ...(settled?.edit ? [settled.edit] : [])]),
    show: placeIn(folder, edit.file),
    ...(said === '' ? {} : { message: said }),
  };
}

/** The finding a decision file speaks of, for commands that are run there. */
export function findingOfDecision(session: Session, { folder, path }: InFolder): FindingItem | null {
  const finding = folder.all().find(({ decision }) => decision?.file === path);
  return finding ? itemOf(session, folder, finding) : null;
}
