import type { FileEdits, Finding } from '../../model';
import { openCase, positionOf, spanOf, type ControlContext } from './context';

/**
 * The edit that writes a comment of the host's wording (`shipmate-ignore …`) above the statement of a finding, in the comment style of the language and the
 * indentation and line ends of the file. Behind the code where the line in front belongs to a text or expression. Undefined where the file cannot be read.
 */
export function ignoreEdit(context: ControlContext, finding: Finding, directive: string): FileEdits | undefined {
  const item = openCase(context, finding);
  if (!item) return undefined;
  const { code, text, edits } = item;
  const span = spanOf(text, finding.range);
  let statement = code.at(span.start, span.end);
  while (statement > 0 && !/(?:_statement|_declaration|_definition|^assignment)$/.test(code.kind(statement))) statement = code.parent(statement);
  const start = statement > 0 ? code.start(statement) : span.start;
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const indent = text.slice(lineStart, start);
  const comment = `${edits.lineComment} ${directive.replace(/\s+/g, ' ').trim()}`;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  if (indent.trim() === '') {
    const at = positionOf(text, start);
    return { file: finding.file, edits: [{ range: { start: at, end: at }, newText: `${comment}${eol}${indent}` }] };
  }
  const lineStop = /\r?\n/.exec(text.slice(span.end));
  const at = positionOf(text, lineStop ? span.end + lineStop.index : text.length);
  return { file: finding.file, edits: [{ range: { start: at, end: at }, newText: ` ${comment}` }] };
}
