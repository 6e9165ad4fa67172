import { createCodeTools, type CodeTools } from '../../../src/project/code-tools';
import { createWorkspace } from '../../../src/engine/workspace';
import { languages } from '../../../src/engine/languages/registry';
import type { ControlContext } from '../../../src/engine/controls';
import type { FileEdits, Position } from '../../../src/model';
import { readWasm, shippedRules } from '../../support/rules';

let tools: Promise<CodeTools> | undefined;

/** A workspace of texts with everything planning of controls asks for. */
export async function contextOf(files: Readonly<Record<string, string>>): Promise<ControlContext> {
  const catalogue = await shippedRules();
  tools ??= Promise.resolve(createCodeTools(catalogue.languages, languages, readWasm));
  const code = await tools;
  const paths = Object.keys(files).filter((path) => catalogue.languages.some(({ grammars }) => grammars.some(({ extensions }) => extensions.some((extension) => path.endsWith(extension)))));
  await code.load(paths);
  const workspace = createWorkspace(catalogue);
  workspace.apply({ files: paths.flatMap((path) => {
    const facts = code.lower(path, files[path] ?? '');
    return facts ? [{ path, facts }] : [];
  }) });
  return { workspace, catalogue, textOf: (path) => files[path], parse: (path, text) => code.parse(path, text), lower: (path, text) => code.lower(path, text) };
}

/** The texts after edits, each edit in the ranges of the text before. */
export function applied(files: Readonly<Record<string, string>>, edits: readonly FileEdits[]): Record<string, string> {
  const out: Record<string, string> = { ...files };
  for (const { file, edits: own } of edits) {
    let text = files[file] ?? '';
    const spans = own.map(({ range, newText }) => ({ start: offset(text, range.start), end: offset(text, range.end), newText }));
    for (const { start, end, newText } of spans.sort((a, b) => b.start - a.start || b.end - a.end)) text = text.slice(0, start) + newText + text.slice(end);
    out[file] = text;
  }
  return out;
}

function offset(text: string, { line, character }: Position): number {
  let at = 0;
  for (let left = line; left > 0; left--) at = text.indexOf('\n', at) + 1;
  return at + character;
}
