import type { Position, Range } from '../../model';
import { FnCol } from '../facts';
import type { FunctionNode } from '../flow/program';

/** Line and character of an offset in a file, by its table of line starts. */
export function positionAt(lines: Int32Array, offset: number): Position {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: Math.max(0, offset - (lines[low] ?? 0)) };
}

/** The range of a span that is relative to a function, in its file as it is now. */
export function rangeIn(fn: FunctionNode, start: number, end: number): Range {
  const { facts } = fn.file;
  const base = facts.functions[fn.index * FnCol.stride + FnCol.start] ?? 0;
  return { start: positionAt(facts.lines, base + start), end: positionAt(facts.lines, base + end) };
}

/** Qualified name of a function for people; empty at module level. */
export function symbolOf(fn: FunctionNode): string {
  const { facts } = fn.file;
  return facts.strings[facts.functions[fn.index * FnCol.stride + FnCol.qualified] ?? -1] ?? '';
}
