import { resolveLink } from '../../governance/links';
import type { ThreatStub } from '../../governance/threat-models/format';
import { addThreatStub, readThreatModel, threatPlaces } from '../../governance/threat-models/models';
import { newOtm } from '../../governance/threat-models/otm-model';
import { applyTextEdits } from '../../governance/text';
import type { Finding } from '../../model';
import { coversAny } from '../../governance/globs';
import { threatModelPath } from '../../project/artefacts';
import { shipped } from '../../project/drift';
import type { Folder } from '../folder';
import type { Changes, FindingRef, Place, ThreatPlaces } from '../protocol';
import { findingOf, labelOf, type Session } from '../session';
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
    date: session.today(),
  };
}

/** The elements of the threat model that can carry the threat of a finding, where a person has to pick one. */
export async function placesForThreat(session: Session, ref: FindingRef): Promise<ThreatPlaces> {
  const found = findingOf(session, ref);
  if (!found) return { file: '', places: [] };
  const file = modelFor(found.folder, found.finding.file);
  const text = await found.folder.read(file);
  const places = text === undefined || text.trim() === '' ? [] : threatPlaces(file, text, stubOf(session, found.finding));
  return { file, places: places.map(({ id, title, detail }) => ({ id, title, detail })) };
}

/** The draft threat of a finding as a minimal edit of the threat model, which is created where there is none. */
export async function addThreat(session: Session, { place, ...ref }: FindingRef & { place?: string }): Promise<Changes> {
  const found = findingOf(session, ref);
  if (!found) return { changes: [], message: 'this finding is no longer there' };
  const { folder, finding } = found;
  const file = modelFor(folder, finding.file);
  const text = await folder.read(file);
  const { edit, target, problems } = addThreatStub(file, text, stubOf(session, finding), folder.name, place);
  if (edit && edit.create !== true && text !== undefined && target !== undefined) {
    const after = readThreatModel(file, applyTextEdits(text, edit.edits)).value.find(({ id }) => target.endsWith(`#${id}`));
    return changesOf(folder, edit, problems, { file, line: after?.range.start.line });
  }
  const known = target === undefined ? undefined : resolveLink(target, folder.artefacts().model).value;
  return changesOf(folder, edit, problems, { file, line: known?.range.start.line });
}

/**
 * The threat model of the first folder: drawn from the code where there is none, else with a draft for every finding of code that no threat speaks of yet,
 * one per class and data category. In a model whose elements a person picks, only what has an element of its own is added.
 */
export async function createThreatModel(session: Session): Promise<Changes> {
  const [folder] = session.folders();
  if (!folder) return { changes: [], message: 'no folder is open' };
  await folder.settled();
  const file = modelFor(folder, '');
  const before = await folder.read(file);
  const findings = folder.all().filter((finding) => finding.place === 'code' && !finding.ignore);
  if (before === undefined || before.trim() === '') return firstModel(session, folder, file, before, findings);
  let text = before;
  let unplaced = 0;
  for (const finding of findings.filter(({ threats }) => threats.length === 0)) {
    const stub = stubOf(session, finding);
    if (threatPlaces(file, text, stub).length > 0) {
      unplaced++;
      continue;
    }
    const { edit, problems } = addThreatStub(file, text, stub, folder.name);
    if (problems.some(({ level }) => level === 'error')) return changesOf(folder, undefined, problems);
    if (edit) text = applyTextEdits(text, edit.edits);
  }
  const picked = `${unplaced} ${unplaced === 1 ? 'finding waits' : 'findings wait'} for an element: "Add Threat" on a finding asks which one carries it`;
  const message = unplaced > 0 ? picked : text === before ? 'every finding has its threat already' : undefined;
  return { changes: text === before ? [] : [wholeFile(folder, file, text, before)], show: placeIn(folder, file), ...(message === undefined ? {} : { message }) };
}

function firstModel(session: Session, folder: Folder, file: string, before: string | undefined, findings: readonly Finding[]): Changes {
  const inventory = shipped(folder.workspace.inventory(), folder.artefacts().team.paths.tests);
  if (findings.length === 0 && inventory.data.length === 0) return { changes: [], message: 'nothing was found that a threat could speak of' };
  const { text } = newOtm({ file, project: folder.name, stubs: findings.map((finding) => stubOf(session, finding)), inventory, labelOf: (type) => labelOf(session, folder, type) });
  return { changes: [wholeFile(folder, file, text, before)], show: placeIn(folder, file) };
}
