import { addRisk } from '../../governance/assessments/add-risk';
import { completenessProblems, staleBlocks } from '../../governance/assessments/completeness';
import { readDocument } from '../../governance/assessments/document';
import { updatePia } from '../../governance/assessments/merge';
import { nextPiaId, piaPath } from '../../governance/assessments/numbering';
import { piaStub } from '../../governance/assessments/stub';
import { closestAssessments } from '../../governance/links';
import type { Problem } from '../../model';
import { exportFormats, exportPath, exportPia, type ExportFormat } from '../../project/pia-exports';
import { piaFacts } from '../../project/pia-facts';
import type { PiaFacts } from '../../governance/assessments/facts';
import type { Folder } from '../folder';
import type { Changes, FindingRef, PiaChoices } from '../protocol';
import { sameForm } from '../addresses';
import { findingOf, locate, type InFolder, type Session } from '../session';
import { changesOf, fileChanges, placeIn, wholeFile } from './changes';

/** Scopes offered per folder beside the whole of it. */
const mostScopes = 30;

async function factsOf(session: Session, folder: Folder, scope: readonly string[]): Promise<PiaFacts> {
  await folder.settled();
  return piaFacts(session.catalogue, { inventory: folder.workspace.inventory(), coverage: folder.coverage(), findings: folder.all() }, scope, session.today(), await session.commitOf(folder));
}

/** What the questions of a new assessment offer: folders that handle personal data, the widest first. */
export function piaChoices(session: Session): PiaChoices {
  const folders = session.folders();
  let anything = false;
  const scopes = folders.flatMap((folder) => {
    const types = new Map<string, Set<string>>();
    for (const { dataType, strength, seenIn } of folder.workspace.inventory().data) {
      if (strength === 'maybe') continue;
      for (const { file } of seenIn) for (const glob of globsAbove(file)) types.set(glob, (types.get(glob) ?? new Set()).add(dataType));
    }
    for (const { file, dataTypes } of folder.all()) for (const glob of globsAbove(file)) for (const type of dataTypes) types.set(glob, (types.get(glob) ?? new Set()).add(type));
    anything ||= types.size > 0;
    const ranked = [...types].sort((a, b) => depth(a[0]) - depth(b[0]) || b[1].size - a[1].size || (a[0] < b[0] ? -1 : 1)).slice(0, mostScopes);
    const detail = (count: number): string => `${count} ${count === 1 ? 'kind' : 'kinds'} of personal data`;
    const all = ranked.some(([glob]) => glob === '**') ? ranked : [['**', new Set<string>()] as const, ...ranked];
    return all.map(([glob, found]) => ({ folder: folder.addresses.root, glob, detail: detail(found.size) }));
  });
  return {
    folders: folders.map(({ name, addresses }) => ({ uri: addresses.root, name })),
    scopes,
    assessments: folders.flatMap((folder) => folder.artefacts().model.assessments.map(({ file, id, title }) => ({ uri: folder.addresses.uriOf(file), id, title }))),
    anything,
  };
}

/** Globs of the folders that hold a file, three levels deep at most. */
function globsAbove(file: string): string[] {
  const parts = file.split('/').slice(0, -1).slice(0, 3);
  return ['**', ...parts.map((_, at) => `${parts.slice(0, at + 1).join('/')}/**`)];
}

function depth(glob: string): number {
  return glob.split('/').length;
}

/** A new assessment as a document. */
export async function createPia(session: Session, params: { folder: string; title: string; paths: string[] }): Promise<Changes> {
  const folder = session.folders().find(({ addresses }) => addresses.root === sameForm(params.folder));
  if (!folder) return { changes: [], message: 'this folder is not part of the workspace' };
  const facts = await factsOf(session, folder, params.paths);
  const { team, threatModels } = folder.artefacts();
  const existing = await folder.files.below(team.pia.folder);
  const texts = await Promise.all(existing.map(async (file) => (await folder.read(file)) ?? ''));
  const id = nextPiaId([...existing, ...texts]);
  const file = piaPath(team.pia.folder, id, params.title);
  const newText = piaStub(facts, { id, title: params.title, roles: team.roles, threatModels });
  const start = { line: 0, character: 0 };
  return { changes: fileChanges(folder, [{ file, create: true, edits: [{ range: { start, end: start }, newText }] }]), show: placeIn(folder, file) };
}

/** An assessment brought up to date with the code; what people wrote stays. */
export async function updateAssessment(session: Session, uri: string): Promise<Changes> {
  const place = locate(session, sameForm(uri));
  const text = place && (await place.folder.read(place.path));
  if (!place || text === undefined) return { changes: [], message: 'this file is no assessment of the workspace' };
  const { folder, path } = place;
  const { edits, added, gone, problems } = updatePia(path, text, await factsOf(session, folder, ['**']));
  if (edits.length === 0) return { changes: [], message: problems[0]?.message ?? 'the assessment says already what the code does' };
  const news = [added.length > 0 ? `added ${added.join(', ')}` : '', gone.length > 0 ? `code gone: ${gone.join(', ')}` : ''].filter((part) => part !== '').join('; ');
  return { changes: fileChanges(folder, [{ file: path, edits }]), show: placeIn(folder, path), ...(news === '' ? {} : { message: news }) };
}

/** The draft risk of a finding, in the assessment whose scope names its file most closely. */
export async function addPiaRisk(session: Session, ref: FindingRef): Promise<Changes> {
  const found = findingOf(session, ref);
  if (!found) return { changes: [], message: 'this finding is no longer there' };
  const { folder, finding } = found;
  const [assessment] = closestAssessments(folder.artefacts().model.assessments, finding.file);
  if (!assessment) return { changes: [], message: 'no assessment covers this file yet; "Create PIA Stub" writes one' };
  const text = (await folder.read(assessment.file)) ?? '';
  const { edit, target, problems } = addRisk(assessment.file, text, finding, await factsOf(session, folder, assessment.paths));
  const risk = assessment.risks.find(({ id }) => target?.endsWith(`#${id}`));
  return changesOf(folder, edit, problems, { file: assessment.file, line: risk?.range.start.line ?? edit?.edits[0]?.range.start.line });
}

/** What is open in an assessment, and what the code left behind: shown where it is open in an editor, as of the last settled state. */
export function assessmentProblems(session: Session, { folder, path }: InFolder, text: string): Problem[] {
  const assessment = folder.artefacts().model.assessments.find(({ file }) => file === path);
  const document = assessment && readDocument(path, text);
  if (!document) return [];
  const facts = piaFacts(session.catalogue, { inventory: folder.workspace.inventory(), coverage: folder.coverage(), findings: folder.all() }, assessment.paths, session.today());
  return [...completenessProblems(document, session.today()), ...(folder.isScanning() ? [] : staleBlocks(path, text, facts))];
}

/** An export of an assessment, beside it. */
export async function exportAssessment(session: Session, { uri, format }: { uri: string; format: string }): Promise<Changes> {
  const place = locate(session, sameForm(uri));
  const assessment = place?.folder.artefacts().model.assessments.find(({ file }) => file === place.path);
  const known = Object.keys(exportFormats).find((name): name is ExportFormat => name === format);
  if (!place || !assessment || !known) return { changes: [], message: 'this file is no assessment of the workspace' };
  const { folder, path } = place;
  const text = exportPia(known, assessment, (await folder.read(path)) ?? '', await factsOf(session, folder, assessment.paths), folder.artefacts().team);
  if (text === undefined) return { changes: [], message: 'this assessment cannot be read; its problems say why' };
  const file = exportPath(known, assessment);
  return { changes: [wholeFile(folder, file, text, await folder.files.read(file))], show: placeIn(folder, file) };
}
