import { LineCounter, parseDocument, type Document } from 'yaml';

/** A rule file as text; `path` is relative to the repository root and uses `/`. */
export interface RuleText {
  path: string;
  text: string;
}

/** A parsed rule file that can say where each of its values stands. */
export interface SourceFile {
  path: string;
  content: unknown;
  document: Document;
  lines: LineCounter;
}

/** Where something is wrong in a rule file and what to do about it: `path:line:column: reason`. */
export type RuleProblem = string;

/** Parses one YAML file; a file with syntax errors gives its problems and no content. */
export function parseSource(file: RuleText): { source: SourceFile; problems: RuleProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines, uniqueKeys: true });
  const problems = document.errors.map((error) => {
    const { line, col } = lines.linePos(error.pos[0]);
    return `${file.path}:${line}:${col}: ${error.message.replace(/(?: at line \d+, column \d+)?:?\n[^]*$/, '')}; correct the YAML`;
  });
  const content: unknown = problems.length === 0 ? document.toJS() : undefined;
  return { source: { path: file.path, content, document, lines }, problems };
}

/** Tells a problem at the value under `path` (keys and indexes from the root), or at the nearest value above that stands in the file. */
export function problemAt(source: SourceFile, path: readonly (string | number)[], reason: string): RuleProblem {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = length === 0 ? source.document.contents : source.document.getIn(path.slice(0, length), true);
    const offset = startOf(node);
    if (offset === undefined) continue;
    const { line, col } = source.lines.linePos(offset);
    return `${source.path}:${line}:${col}: ${reason}`;
  }
  return `${source.path}:1:1: ${reason}`;
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  const range: unknown = node.range;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined;
}
