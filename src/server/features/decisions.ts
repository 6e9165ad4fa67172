import { changeDecision, createDecision, decisionPath } from '../../governance/register/change';
import { actorsOf, planIntent } from '../../governance/register/intent';
import { settleDispute } from '../../governance/register/settle';
import type { Intent } from '../../model';
import { decisionsFolder, teamFilePath } from '../../project/artefacts';
import { contextOf, lastDay } from '../../project/decide';
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
  return {
    roles: Object.entries(artefacts.team.roles).map(([role, handle]) => ({ role, handle })),
    lastDay: lastDay(artefacts, session.today()),
    controls: planned.controls.map(({ id, title }) => ({ id, title })),
    severity: finding.severity,
    ...(finding.decision ? { decided: decisionText(finding.decision) } : {}),
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
  const planned = planIntent(intent, actorsOf(as, artefacts.team), decision, contextOf(artefacts, finding, decision, today));
  if ('problem' in planned) return { changes: [], message: planned.problem };
  const text = decision ? await folder.read(decision.file) : undefined;
  const edit = decision && text !== undefined
    ? changeDecision(decision.file, text, planned.change, today).edit
    : createDecision(decisionPath(decisionsFolder, finding, new Set(await folder.files.below(decisionsFolder))), finding, planned.change, artefacts.team, today);
  if (!edit) return { changes: [], message: 'the decision file cannot be read; its problems say why' };
  const { state, missing, notes } = planned.standing;
  const settled = state === 'agreed' && decision?.decision?.kind === 'dispute' ? settleDispute(teamFilePath, await folder.read(teamFilePath), decision, finding, {}) : undefined;
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
