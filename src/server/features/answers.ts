import { writeBaseline } from '../../governance/baseline';
import { ignoreComment } from '../../governance/directives';
import { addNotPersonal } from '../../governance/team-file-edit';
import { newTeamFile } from '../../project/new-team-file';
import { baselinePath, teamFilePath } from '../../project/artefacts';
import { sameForm } from '../addresses';
import type { Changes, FindingRef, Subject } from '../protocol';
import { findingOf, findingsHere, locate, type Session } from '../session';
import { changesOf, fileChanges, placeIn, wholeFile } from './changes';
import type { Position } from '../../model';

const gone: Changes = { changes: [], message: 'this finding is no longer there' };

/** An ignore comment above the statement of a finding. */
export async function ignoreFinding(session: Session, { reason, until, ...ref }: FindingRef & { reason: string; until?: string }): Promise<Changes> {
  const found = findingOf(session, ref);
  if (!found) return gone;
  const { folder, finding } = found;
  const comment = ignoreComment([finding.classId], reason, '', until);
  if (comment.text === undefined) return { changes: [], message: comment.problem };
  const edit = await session.controls.ignore(folder, finding, comment.text);
  return edit ? { changes: fileChanges(folder, [edit]) } : gone;
}

/** The name at a place that is taken for personal data: what the explanation is about, reduced to its last part. */
export function subjectAt(session: Session, uri: string, position: Position): Subject | null {
  const place = locate(session, sameForm(uri));
  if (!place) return null;
  const { folder, path } = place;
  const [subject] = folder.workspace.explain(path, position).subjects;
  const [finding] = findingsHere(session, place, position);
  const source = finding?.flows[0]?.steps[0]?.text;
  const name = /[\p{L}_$][\p{L}\p{N}_$]*(?=\W*$)/u.exec(source ?? subject?.text ?? '')?.[0];
  if (name === undefined) return null;
  return { name, path: finding?.flows[0]?.steps[0]?.file ?? path, range: { start: position, end: position } };
}

/** The entry in the team file, which is created where there is none; its comments stay. */
export async function notPersonal(session: Session, params: { uri: string; name: string; where: string; reason: string }): Promise<Changes> {
  const place = locate(session, sameForm(params.uri));
  if (!place) return { changes: [], message: 'this file is not part of the workspace' };
  const { name, where, reason } = params;
  const { edit, problems } = addNotPersonal(teamFilePath, await place.folder.read(teamFilePath), { name, where, reason });
  return changesOf(place.folder, edit, problems);
}

/** Today's findings as baseline of every folder that has any. */
export async function keepBaseline(session: Session): Promise<Changes> {
  const changes: Changes['changes'] = [];
  let count = 0;
  for (const folder of session.folders()) {
    const { findings, contentHashes } = await folder.forBaseline();
    const kept = findings.filter(({ ignore }) => ignore === undefined);
    const before = await folder.files.read(baselinePath);
    if (kept.length === 0 && before === undefined) continue;
    const commit = (await session.commitOf(folder)) ?? '';
    count += kept.length;
    changes.push(wholeFile(folder, baselinePath, writeBaseline(kept, { commit, rules: session.catalogue.version, contentHashes }), before));
  }
  return { changes, message: count === 0 ? 'there is nothing to keep' : `${count} ${count === 1 ? 'finding is' : 'findings are'} known from now on` };
}

/** The team file of the folder a file lies in, or of the first folder. */
export async function teamFile(session: Session, uri: string | undefined): Promise<Changes> {
  const folder = (uri === undefined ? undefined : locate(session, sameForm(uri))?.folder) ?? session.folders()[0];
  if (!folder) return { changes: [], message: 'no folder is open' };
  const text = await folder.read(teamFilePath);
  return { changes: text === undefined ? [wholeFile(folder, teamFilePath, newTeamFile, undefined)] : [], show: placeIn(folder, teamFilePath) };
}
