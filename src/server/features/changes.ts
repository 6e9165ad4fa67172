import type { FileEdits, Problem } from '../../model';
import type { Folder } from '../folder';
import type { Changes, FileChange, Place } from '../protocol';

const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Edits of files of a folder as the editor makes them. */
export function fileChanges(folder: Folder, files: readonly FileEdits[]): FileChange[] {
  return files.map(({ file, create, edits }) => ({ uri: folder.addresses.uriOf(file), create: create === true, edits }));
}

/** The changes of one edit, or why there is none; `show` names the file to open and the line to stand on. */
export function changesOf(folder: Folder, edit: FileEdits | undefined, problems: readonly Problem[], show?: { file: string; line?: number }): Changes {
  const [problem] = problems.filter(({ level }) => level === 'error');
  if (!edit && problem) return { changes: [], message: `${problem.file}: ${problem.message}` };
  return { changes: edit ? fileChanges(folder, [edit]) : [], ...(show ? { show: placeIn(folder, show.file, show.line) } : {}) };
}

/** A whole text that becomes a file, new or over what stands there. */
export function wholeFile(folder: Folder, file: string, text: string, before: string | undefined): FileChange {
  if (before === undefined) return { uri: folder.addresses.uriOf(file), create: true, edits: [{ range: top, newText: text }] };
  const lines = before.split(/\r\n|\n|\r/);
  const end = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  return { uri: folder.addresses.uriOf(file), create: false, edits: before === text ? [] : [{ range: { start: top.start, end }, newText: text }] };
}

/** A line of a file to show. */
export function placeIn(folder: Folder, file: string, line = 0): Place {
  const start = { line, character: 0 };
  return { uri: folder.addresses.uriOf(file), range: { start, end: start }, title: file };
}
