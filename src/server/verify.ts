import type { Workspace } from '../engine/workspace';
import { applyTextEdits } from '../governance/text';
import type { FileEdits } from '../model';
import type { Analysis } from './analysis';
import type { Folder } from './folder';

/** True when edits of one file, made together, leave no new finding there and no new place that cannot be read. */
export async function isVerified(analysis: Analysis, folder: Folder, { file, edits }: FileEdits): Promise<boolean> {
  const text = await folder.read(file);
  const facts = text === undefined ? undefined : await analysis.lower(file, applyTextEdits(text, edits));
  if (!facts) return false;
  const { workspace } = folder;
  const state = (): { prints: string[]; unread: number } => ({ prints: workspace.findings(file).map(({ fingerprint }) => fingerprint), unread: unreadIn(workspace, file) });
  const before = state();
  const after = workspace.whatIf([{ path: file, facts }], state);
  const known = new Set(before.prints);
  return after.prints.length < before.prints.length && after.prints.every((print) => known.has(print)) && after.unread <= before.unread;
}

function unreadIn(workspace: Workspace, file: string): number {
  return workspace.coverage().unseen.filter((place) => place.file === file && place.reason === 'syntax-error').length;
}
