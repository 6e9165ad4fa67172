import type { CodeView } from './code-view';
import type { Replacement } from './edits';

/** Line ending of a text. */
export const lineEnd = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** The quote a text writes most of its strings with. */
export function quoteOf(text: string): string {
  let single = 0;
  let double = 0;
  for (const unit of text) {
    if (unit === "'") single++;
    else if (unit === '"') double++;
  }
  return double > single ? '"' : "'";
}

/** A string literal in the quotes of the text. */
export function quoted(code: CodeView, value: string): string {
  const quote = quoteOf(code.text);
  return quote + value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`) + quote;
}

/** Source text in the line ends and indentation of a file. `step` is one level as the source writes it. */
export function inStyleOf(code: CodeView, source: string, step: string): string {
  const usesTabs = /^\t/m.test(code.text);
  const lines = source.trimEnd().split('\n').map((line) => {
    if (!usesTabs) return line;
    const depth = /^ */.exec(line)?.[0].length ?? 0;
    return '\t'.repeat(Math.floor(depth / step.length)) + line.slice(Math.floor(depth / step.length) * step.length);
  });
  return lines.join(lineEnd(code.text));
}

/** Takes one entry out of a list with commas; `open` and `close` are the offsets just inside its brackets. */
export function removeFromList(code: CodeView, entries: readonly number[], slot: number, open: number, close: number): Replacement {
  const at = entries.indexOf(slot);
  const next = entries[at + 1];
  const before = entries[at - 1];
  if (next !== undefined) return { start: code.start(slot), end: code.start(next), text: '' };
  if (before !== undefined) return { start: code.end(before), end: code.end(slot), text: '' };
  return { start: open, end: close, text: '' };
}

/** Takes out a statement with its line, where it stands alone there. */
export function removeLine(code: CodeView, start: number, end: number): Replacement {
  const { text } = code;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  const lineStop = newline < 0 ? text.length : newline + 1;
  const isAlone = text.slice(lineStart, start).trim() === '' && text.slice(end, lineStop).trim() === '';
  return isAlone ? { start: lineStart, end: lineStop, text: '' } : { start, end, text: '' };
}

/** Relative path from the folder of one file to another file. */
export function relativePath(from: string, to: string): string {
  const here = from.split('/').slice(0, -1);
  const there = to.split('/');
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared++;
  const up = here.length - shared;
  return (up === 0 ? './' : '../'.repeat(up)) + there.slice(shared).join('/');
}

/** A path with its `.` and `..` taken out. */
export function normalPath(path: string): string {
  const out: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') out.pop();
    else if (part !== '.' && part !== '') out.push(part);
  }
  return out.join('/');
}
