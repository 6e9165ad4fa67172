import { resolveLink } from '../../governance/links';
import { addThreatStub, type ThreatStub } from '../../governance/threat-models/otm-stub';
import { readOtm } from '../../governance/threat-models/otm';
import { applyTextEdits } from '../../governance/text';
import type { Finding } from '../../model';
import { coversAny } from '../../governance/globs';
import { threatModelPath } from '../../project/artefacts';
import type { Folder } from '../folder';
import type { Changes, FindingRef, Place } from '../protocol';
import { findingOf, type Session } from '../session';
import { changesOf, placeIn, wholeFile } from './changes';
import { pathOfTarget } from './diagnostics';

/** The entries a finding is linked to. */
export function linkedPlaces(session: Session, ref: FindingRef, to: 'threat' | 'assessment'): Place[] {
  const found = findingOf(session, ref);
  if (!found) return [];
  const links = to === 'threat' ? found.finding.threats : found.finding.assessments;
  return links.map((link) => ({ uri: found.folder.addresses.uriOf(pathOfTarget(link.target)), range: link.range, title: link.title }));
}

/** The threat model for a file: the one whose scope in the team file names it, else the first, else the usual place. */
function modelFor(folder: Folder, path: string): string {
  const { team, threatModels } = folder.artefacts();
  return team.threatModels.find(({ where }) => coversAny([where], path))?.file ?? threatModels[0] ?? threatModelPath;
}

function stubOf(session: Session, finding: Finding): ThreatStub {
  const rule = session.catalogue.findings.find(({ id }) => id === finding.classId);
  return {
    classId: finding.classId,
    classTitle: rule?.title ?? finding.classId,
    linddun: rule?.references.linddun ?? [],
    cwe: rule?.references.cwe ?? [],
    dataTypes: finding.dataTypes,
    file: finding.file,
  };
}

/** The draft threat of a finding as a minimal edit of the threat model, which is created where there is none. */
export async function addThreat(session: Session, ref: FindingRef): Promise<Changes> {
  const found = findingOf(session, ref);
  if (!found) return { changes: [], message: 'this finding is no longer there' };
  const { folder, finding } = found;
  const file = modelFor(folder, finding.file);
  const text = await folder.read(file);
  const { edit, target, problems } = addThreatStub(file, text, stubOf(session, finding), folder.name);
  if (edit && edit.create !== true && text !== undefined && target !== undefined) {
    const after = readOtm(file, applyTextEdits(text, edit.edits)).value.find(({ id }) => target.endsWith(`#${id}`));
    return changesOf(folder, edit, problems, { file, line: after?.range.start.line });
  }
  const known = target === undefined ? undefined : resolveLink(target, folder.artefacts().model).value;
  return changesOf(folder, edit, problems, { file, line: known?.range.start.line });
}

/** The threat model of the first folder with a draft for every finding of code that no threat speaks of yet, one per class and data category. */
export async function createThreatModel(session: Session): Promise<Changes> {
  const [folder] = session.folders();
  if (!folder) return { changes: [], message: 'no folder is open' };
  await folder.settled();
  const file = modelFor(folder, '');
  const before = await folder.read(file);
  let text = before;
  for (const finding of folder.all()) {
    if (finding.place !== 'code' || finding.ignore || finding.threats.length > 0) continue;
    const { edit, problems } = addThreatStub(file, text, stubOf(session, finding), folder.name);
    if (problems.some(({ level }) => level === 'error')) return changesOf(folder, undefined, problems);
    if (edit) text = edit.create === true || text === undefined ? edit.edits.map(({ newText }) => newText).join('') : applyTextEdits(text, edit.edits);
  }
  if (text === undefined) return { changes: [], message: 'nothing was found that a threat could speak of' };
  return { changes: text === before ? [] : [wholeFile(folder, file, text, before)], show: placeIn(folder, file), ...(text === before ? { message: 'every finding has its threat already' } : {}) };
}
