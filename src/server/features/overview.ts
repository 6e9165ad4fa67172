import type { Finding } from '../../model';
import { masked } from '../../report/mask';
import { decisionText } from '../../report/report';
import type { Folder } from '../folder';
import type { FindingItem, Overview, Status } from '../protocol';
import { sentence, type Session } from '../session';
import { bySeverity } from './diagnostics';

/** Everything the findings view shows: quick wins, and all findings that no comment hides, most severe first, then by path. */
export function overview(session: Session): Overview {
  return {
    quickWins: session.offers.quickWins().map(({ folder, control, findings }) => ({
      control: control.id,
      title: masked(control.title),
      findings: findings.map((finding) => itemOf(session, folder, { ...finding, controls: [control] })),
    })),
    findings: session.folders().flatMap((folder) =>
      folder.all().filter(isListed).sort(bySeverity).map((finding) => itemOf(session, folder, session.offers.worded(folder, finding)))),
  };
}

/** What the status item shows. */
export function statusOf(session: Session, trouble: string | undefined): Status {
  const folders = session.folders();
  const findings = folders.flatMap((folder) => folder.all().filter(isListed));
  const artefacts = folders.map((folder) => folder.artefacts());
  const partial = folders.map((folder) => folder.partial ?? unreadReason(folder)).find((reason) => reason !== undefined);
  return {
    scanning: folders.some((folder) => folder.isScanning()),
    ...(partial === undefined ? {} : { partial }),
    ...(trouble === undefined ? {} : { trouble }),
    newFindings: findings.filter(({ state, ignore }) => state === 'new' && !ignore).length,
    findings: findings.length,
    hasBaseline: artefacts.some(({ baseline }) => baseline !== undefined),
    hasTeamFile: artefacts.some(({ hasTeamFile }) => hasTeamFile),
    hasThreatModel: artefacts.some(({ threatModels }) => threatModels.length > 0),
    hasPia: artefacts.some(({ model }) => model.assessments.length > 0),
  };
}

/** Files in languages that are not read yet, or that could not be read, make the picture partial; what was left out on purpose does not. */
function unreadReason(folder: Folder): string | undefined {
  const unread = folder.skipped().filter(({ reason }) => reason === 'unsupported' || reason === 'unreadable' || reason === 'too-large').length;
  return unread === 0 ? undefined : `${unread} ${unread === 1 ? 'file was' : 'files were'} not analysed`;
}

function isListed({ ignore }: Finding): boolean {
  return !ignore || ignore.waiting;
}

/** A finding as views list it. */
export function itemOf(session: Session, folder: Folder, finding: Finding): FindingItem {
  return {
    uri: folder.addresses.uriOf(finding.file),
    fingerprint: finding.fingerprint,
    classId: finding.classId,
    classTitle: session.catalogue.findings.find(({ id }) => id === finding.classId)?.title ?? finding.classId,
    severity: finding.severity,
    state: finding.state,
    path: finding.file,
    range: finding.argument ?? finding.range,
    sentence: sentence(session, finding),
    waiting: finding.ignore?.waiting === true || finding.decision?.state === 'requested',
    ...(finding.decision ? { decision: decisionText(finding.decision) } : {}),
  };
}
