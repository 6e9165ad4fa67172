import { missedFiles, missedParts, type Coverage, type Finding } from '../../model';
import { masked } from '../../report/mask';
import { counted, decisionText } from '../../report/report';
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
  const partial = folders.map((folder) => folder.partial ?? unreadReason(folder.coverage())).find((reason) => reason !== undefined);
  return {
    scanning: folders.some((folder) => folder.isScanning()),
    ...(partial === undefined ? {} : { partial }),
    coverage: coverageText(folders.map((folder) => folder.coverage())),
    ...(trouble === undefined ? {} : { trouble }),
    newFindings: findings.filter(({ state, ignore }) => state === 'new' && !ignore).length,
    findings: findings.length,
    hasBaseline: artefacts.some(({ baseline }) => baseline !== undefined),
    hasTeamFile: artefacts.some(({ hasTeamFile }) => hasTeamFile),
    hasThreatModel: artefacts.some(({ threatModels }) => threatModels.length > 0),
    hasPia: artefacts.some(({ model }) => model.assessments.length > 0),
  };
}

/** What should have been read and was not makes the picture partial; what was left out on purpose does not. */
function unreadReason(coverage: Coverage): string | undefined {
  const files = missedFiles(coverage).length;
  const places = missedParts(coverage).length;
  const reasons = [
    ...(files > 0 ? [`${counted(files, 'file')} not analysed`] : []),
    ...(places > 0 ? [`${counted(places, 'place')} inside files not read`] : []),
  ];
  return reasons.length === 0 ? undefined : reasons.join(', ');
}

/** "120 files analysed, 40 of 500 calls not resolved". */
function coverageText(coverages: readonly Coverage[]): string {
  const sum = (figure: (coverage: Coverage) => number): number => coverages.reduce((total, coverage) => total + figure(coverage), 0);
  const unresolved = sum(({ calls }) => calls.unresolved);
  const analysed = `${counted(sum((coverage) => coverage.analysed), 'file')} analysed`;
  return unresolved === 0 ? analysed : `${analysed}, ${unresolved} of ${counted(unresolved + sum(({ calls }) => calls.resolved), 'call')} not resolved`;
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
