import type { Finding, Position, Range } from '../../model';
import { viewCode, type CodeView } from '../languages/code-view';
import type { CodeEdits } from '../languages/edits';
import type { Language } from '../languages/language';
import type { Catalogue } from '../rules/catalogue';
import type { FlatTree, Grammar } from '../syntax';
import type { Workspace } from '../workspace';

/** A text, parsed. */
export interface ParsedCode {
  tree: FlatTree;
  grammar: Grammar;
  language: Pick<Language, 'id' | 'edits'>;
}

/** What planning needs from its host; everything answers at once, for texts and grammars the host has loaded. */
export interface ControlContext {
  workspace: Workspace;
  catalogue: Catalogue;
  /** The text of a file as it was analysed; undefined where the host does not have it at hand. */
  textOf(path: string): string | undefined;
  parse(path: string, text: string): ParsedCode | undefined;
  lower(path: string, text: string): ArrayBuffer | undefined;
}

/** A finding with the code it stands in, while its controls are planned. */
export interface Case {
  context: ControlContext;
  finding: Finding;
  text: string;
  code: CodeView;
  edits: CodeEdits;
  /** Id of the language: `typescript`. */
  language: string;
  /** The call that is reported, or -1. */
  call: number;
}

/** A text as code edits read it; undefined where no loaded grammar reads it. */
export function viewOf(context: ControlContext, path: string, text: string): { code: CodeView; language: ParsedCode['language'] } | undefined {
  const parsed = context.parse(path, text);
  return parsed && { code: viewCode(parsed.tree, parsed.grammar, text, path), language: parsed.language };
}

/** Opens the file of a finding; undefined where its text or grammar is not at hand. */
export function openCase(context: ControlContext, finding: Finding): Case | undefined {
  const text = context.textOf(finding.file);
  const view = text === undefined ? undefined : viewOf(context, finding.file, text);
  if (text === undefined || !view) return undefined;
  const { code, language } = view;
  const span = spanOf(text, finding.range);
  return { context, finding, text, code, edits: language.edits, language: language.id, call: language.edits.callAt(code, span.start, span.end) };
}

/** Offset of a position. */
export function offsetOf(text: string, { line, character }: Position): number {
  let start = 0;
  for (let at = 0; at < line; at++) {
    const newline = text.slice(start).search(/\r\n|\n|\r/);
    if (newline < 0) return text.length;
    start += newline + (text.startsWith('\r\n', start + newline) ? 2 : 1);
  }
  return Math.min(text.length, start + character);
}

/** Offsets of a range. */
export function spanOf(text: string, range: Range): { start: number; end: number } {
  return { start: offsetOf(text, range.start), end: offsetOf(text, range.end) };
}

/** Position of an offset. */
export function positionOf(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: lines.length - 1, character: (lines.at(-1) ?? '').length };
}
