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

/** The threat model for a file: the first whose scope in the team file names it; where the team names none, the one that was read, or the usual place. */
function modelFor(folder: Folder, path: string): string | undefined {
  const { team, threatModels } = folder.artefacts();
  return team.threatModels.length > 0 ? team.threatModels.find(({ where }) => coversAny([where], path))?.file : (threatModels[0] ?? threatModelPath);
}

const noModel: Changes = { changes: [], message: 'no threat model that the team file names speaks for this file; an entry of `threat_models` with a fitting `where` makes one' };

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
  const file = modelFor(found.folder, found.finding.file) ?? '';
  const text = file === '' ? undefined : await found.folder.read(file);
  const places = text === undefined || text.trim() === '' ? [] : threatPlaces(file, text, stubOf(session, found.finding));
  return { file, places: places.map(({ id, title, detail }) => ({ id, title, detail })) };
}

/** The draft threat of a finding as a minimal edit of the threat model, which is created where there is none. */
export async function addThreat(session: Session, { place, ...ref }: FindingRef & { place?: string }): Promise<Changes> {
  const found = findingOf(session, ref);
  if (!found) return { changes: [], message: 'this finding is no longer there' };
  const { folder, finding } = found;
  const file = modelFor(folder, finding.file);
  if (file === undefined) return noModel;
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
 * The threat models of the first folder. One that is not there is drawn from the code it speaks for; one that is gets a draft for every finding of code that no
 * threat speaks of yet, one per class and data category. Where a person has to pick the element, nothing is added.
 */
export async function createThreatModel(session: Session): Promise<Changes> {
  const [folder] = session.folders();
  if (!folder) return { changes: [], message: 'no folder is open' };
  await folder.settled();
  const findings = folder.all().filter((finding) => finding.place === 'code' && !finding.ignore);
  const { team } = folder.artefacts();
  const models = team.threatModels.length > 0 ? [...new Set(team.threatModels.map(({ file }) => file))] : [modelFor(folder, '') ?? threatModelPath];
  const changes: Changes['changes'] = [];
  let unplaced = 0;
  let nothing = true;
  for (const file of models) {
    const before = await folder.read(file);
    const own = findings.filter((finding) => modelFor(folder, finding.file) === file);
    const after = before === undefined || before.trim() === '' ? newModel(session, folder, file, own) : withDrafts(session, folder, file, before, own);
    if ('problem' in after) return after.problem;
    unplaced += after.unplaced;
    nothing &&= after.text === undefined;
    if (after.text !== undefined && after.text !== before) changes.push(wholeFile(folder, file, after.text, before));
  }
  const [first] = models;
  const message = unplaced > 0
    ? `${unplaced} ${unplaced === 1 ? 'finding waits' : 'findings wait'} for an element: "Add Threat" on a finding asks which one carries it`
    : nothing ? 'nothing was found that a threat could speak of' : changes.length === 0 ? 'every finding has its threat already' : undefined;
  const show = nothing || first === undefined ? undefined : { ...placeIn(folder, first), ...(changes[0] ? { uri: changes[0].uri } : {}) };
  return { changes, ...(show ? { show } : {}), ...(message === undefined ? {} : { message }) };
}

/** The text of a model, absent where there is nothing to say, and how many findings wait for a person to pick their element. */
type Drafted = { text?: string; unplaced: number } | { problem: Changes };

function withDrafts(session: Session, folder: Folder, file: string, before: string, findings: readonly Finding[]): Drafted {
  let text = before;
  let unplaced = 0;
  for (const finding of findings.filter(({ threats }) => threats.length === 0)) {
    const stub = stubOf(session, finding);
    if (threatPlaces(file, text, stub).length > 0) {
      unplaced++;
      continue;
    }
    const { edit, problems } = addThreatStub(file, text, stub, folder.name);
    if (problems.some(({ level }) => level === 'error')) return { problem: changesOf(folder, undefined, problems) };
    if (edit) text = applyTextEdits(text, edit.edits);
  }
  return { text, unplaced };
}

function newModel(session: Session, folder: Folder, file: string, findings: readonly Finding[]): Drafted {
  const { team } = folder.artefacts();
  const speaksFor = (place: { file: string }): boolean => modelFor(folder, place.file) === file;
  const all = shipped(folder.workspace.inventory(), team.paths.tests);
  const inventory = {
    data: all.data.map((item) => ({ ...item, seenIn: item.seenIn.filter(speaksFor) })).filter(({ seenIn }) => seenIn.length > 0),
    flows: all.flows.filter(speaksFor),
    assets: all.assets.map((item) => ({ ...item, seenIn: item.seenIn.filter(speaksFor) })),
  };
  if (findings.length === 0 && inventory.data.length === 0) return { unplaced: 0 };
  return { text: newOtm({ file, project: folder.name, stubs: findings.map((finding) => stubOf(session, finding)), inventory, labelOf: (type) => labelOf(session, folder, type) }).text, unplaced: 0 };
}
