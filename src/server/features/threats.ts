import { resolveLink } from '../../governance/links';
import { addThreatStub, readThreatModel, threatPlaces } from '../../governance/threat-models/models';
import { applyTextEdits } from '../../governance/text';
import { draftThreatModels, modelFor, stubOf } from '../../project/threat-models';
import type { Changes, FindingRef, Place, ThreatPlaces } from '../protocol';
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

const noModel: Changes = { changes: [], message: 'no threat model that the team file names speaks for this file; an entry of `threat_models` with a fitting `where` makes one' };

/** The elements of the threat model that can carry the threat of a finding, where a person has to pick one. */
export async function placesForThreat(session: Session, ref: FindingRef): Promise<ThreatPlaces> {
  const found = findingOf(session, ref);
  if (!found) return { file: '', places: [] };
  const file = modelFor(found.folder.artefacts(), found.finding.file) ?? '';
  const text = file === '' ? undefined : await found.folder.read(file);
  const places = text === undefined || text.trim() === '' ? [] : threatPlaces(file, text, stubOf(session.catalogue, found.finding, session.today()));
  return { file, places: places.map(({ id, title, detail }) => ({ id, title, detail })) };
}

/** The draft threat of a finding as a minimal edit of the threat model, which is created where there is none. */
export async function addThreat(session: Session, { place, ...ref }: FindingRef & { place?: string }): Promise<Changes> {
  const found = findingOf(session, ref);
  if (!found) return { changes: [], message: 'this finding is no longer there' };
  const { folder, finding } = found;
  const file = modelFor(folder.artefacts(), finding.file);
  if (file === undefined) return noModel;
  const text = await folder.read(file);
  const { edit, target, problems } = addThreatStub(file, text, stubOf(session.catalogue, finding, session.today()), folder.name, place);
  if (edit && edit.create !== true && text !== undefined && target !== undefined) {
    const after = readThreatModel(file, applyTextEdits(text, edit.edits)).value.find(({ id }) => target.endsWith(`#${id}`));
    return changesOf(folder, edit, problems, { file, line: after?.range.start.line });
  }
  const known = target === undefined ? undefined : resolveLink(target, folder.artefacts().model).value;
  return changesOf(folder, edit, problems, { file, line: known?.range.start.line });
}

/** The threat models of the first folder with what the code adds to them; see `draftThreatModels`. */
export async function createThreatModel(session: Session): Promise<Changes> {
  const [folder] = session.folders();
  if (!folder) return { changes: [], message: 'no folder is open' };
  await folder.settled();
  const { texts, unplaced, isEmpty, models: [first], problems } = await draftThreatModels({
    catalogue: session.catalogue, artefacts: folder.artefacts(), findings: folder.all(), inventory: folder.workspace.inventory(), project: folder.name, date: session.today(), read: (file) => folder.read(file),
  });
  if (problems.length > 0) return changesOf(folder, undefined, problems);
  const changes = texts.map(({ file, before, text }) => wholeFile(folder, file, text, before));
  const message = unplaced > 0
    ? `${unplaced} ${unplaced === 1 ? 'finding waits' : 'findings wait'} for an element: "Add Threat" on a finding asks which one carries it`
    : isEmpty ? 'nothing was found that a threat could speak of' : changes.length === 0 ? 'every finding has its threat already' : undefined;
  const show = isEmpty || first === undefined ? undefined : { ...placeIn(folder, first), ...(changes[0] ? { uri: changes[0].uri } : {}) };
  return { changes, ...(show ? { show } : {}), ...(message === undefined ? {} : { message }) };
}
