import type { TextEdit } from '../model/edit';
import type { Position, Range } from '../model/place';
import type { Problem } from '../model/problem';

/** What a reader gives: a value, and what a person can mend in the file. */
export interface Read<T> {
  value: T;
  problems: Problem[];
}

/** A replacement by offsets (UTF-16 code units) of the text before any edit of the same set. */
export interface OffsetEdit {
  start: number;
  end: number;
  newText: string;
}

/** Offsets at which the lines of a text begin; line ends are LF, CRLF or CR. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

/** The position of an offset, by the line starts of its text. */
export function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low, character: offset - (starts[low] ?? 0) };
}

/** The offset of a position, by the line starts of its text. */
export function offsetAt(starts: readonly number[], position: Position): number {
  return (starts[position.line] ?? 0) + position.character;
}

/** The range between two offsets. */
export function rangeBetween(starts: readonly number[], start: number, end: number): Range {
  return { start: positionAt(starts, start), end: positionAt(starts, end) };
}

/** The line end a text uses: that of its first line, LF for a text of one line. */
export function lineEndOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** The end of the line an offset stands in, before its line end. */
export function endOfLine(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

/** The start of the line an offset stands in. */
export function startOfLine(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return at;
}

/** Edits by offset as edits by line and character, in text order. */
export function toTextEdits(text: string, edits: readonly OffsetEdit[]): TextEdit[] {
  const starts = lineStarts(text);
  return [...edits].sort((a, b) => a.start - b.start).map((edit) => ({ range: rangeBetween(starts, edit.start, edit.end), newText: edit.newText }));
}

/** The text after edits that do not overlap; edits at one place follow each other in their order. */
export function applyOffsetEdits(text: string, edits: readonly OffsetEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    result += text.slice(at, edit.start) + edit.newText;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** The text after edits by line and character that do not overlap. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  const starts = lineStarts(text);
  return applyOffsetEdits(
    text,
    edits.map((edit) => ({ start: offsetAt(starts, edit.range.start), end: offsetAt(starts, edit.range.end), newText: edit.newText })),
  );
}

/** A problem of a governance file at a place of its text. */
export function fileProblem(file: string, range: Range, message: string, level: Problem['level'] = 'warning'): Problem {
  return { id: 'file-problem', file, range, message, level };
}

const mergeMarker = /^(?:<{7}(?: .*)?|={7}|>{7}(?: .*)?|\|{7}(?: .*)?)$/;

/** The offset of the first merge marker Git left at the start of a line, if there is an opening one. */
export function findMergeMarker(text: string): number | undefined {
  if (!/^<{7}(?: |$)/m.test(text)) return undefined;
  return lineStarts(text).find((start) => mergeMarker.test(text.slice(start, endOfLine(text, start))));
}

/** Sorted without repeats, by code units, so that every host gives the same order. */
export function sortedUnique(values: Iterable<string>): string[] {
  return [...new Set(values)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
