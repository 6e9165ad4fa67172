import { isEntryId, readTeamFile } from '../../governance/team-file';
import { declareAiTool, declareRecipient } from '../../governance/team-file-edit';
import { applyTextEdits } from '../../governance/text';
import { undeclaredTypes, type Finding } from '../../model';
import { teamFilePath } from '../../project/artefacts';
import { sameForm } from '../addresses';
import type { Changes, Declaration } from '../protocol';
import { locate, type Session } from '../session';
import { changesOf } from './changes';

/** Classes whose recipient a team file can name. */
const declarable = new Set(['pii-to-third-party', 'pii-to-ai']);

/** What declares the recipient of a finding, for the data of the finding and no more; undefined where nobody knows who it is, or the team file names it already. */
export function declarationOf(uri: string, finding: Finding): Declaration | undefined {
  const { classId, recipient } = finding;
  if (!recipient || !declarable.has(classId) || !isEntryId(recipient.id)) return undefined;
  const data = undeclaredTypes(finding);
  // Which data an AI tool may get is for people: once it is listed there is nothing left to write.
  if (data.length === 0 || (recipient.category === 'ai' && recipient.declared !== undefined)) return undefined;
  return { uri, recipient: recipient.id, data };
}

/** The entry in the team file, which is created where there is none; its comments stay. */
export async function declareInTeamFile(session: Session, { uri, recipient, data }: Declaration): Promise<Changes> {
  const folder = session.folders().find(({ addresses }) => addresses.root === sameForm(uri)) ?? locate(session, sameForm(uri))?.folder;
  if (!folder) return { changes: [], message: 'this file is not part of the workspace' };
  if (!isEntryId(recipient)) return { changes: [], message: `"${recipient}" cannot be an id of the team file` };
  const text = await folder.read(teamFilePath);
  const isAi = session.catalogue.recipients.find(({ id }) => id === recipient)?.category === 'ai';
  const { edit, problems } = isAi ? declareAiTool(teamFilePath, text, recipient) : declareRecipient(teamFilePath, text, { id: recipient, data: data.filter(isEntryId) });
  const after = readTeamFile(teamFilePath, applyTextEdits(text ?? '', edit?.edits ?? [])).value.places;
  const entry = (isAi ? after.aiTools : after.recipients)?.entries.find(({ id }) => id === recipient);
  const changes = changesOf(folder, edit, problems, { file: teamFilePath, ...(entry ? { line: entry.range.start.line } : {}) });
  if (changes.message !== undefined) return changes;
  if (isAi) return { ...changes, message: edit ? 'listed; the data it may get and who approves it are for people to add' : 'it is listed already; the data it may get and who approves it are for people to add' };
  return edit ? changes : { ...changes, message: 'the team file names it already' };
}
