import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import { isThreatModel } from '../../governance/threat-models/models';
import type { Position, Range } from '../../model';
import { teamFilePath } from '../../project/artefacts';
import type { Folder } from '../folder';

/** Which kind of link is written at a place. */
type Wanted = 'threat' | 'risk' | 'model';

/** Folders beside `privacy` in which models are looked for, and how many files are read there. */
const modelFolders = ['privacy', 'docs', 'threat-models', 'ThreatDragonModels'];
const mostRead = 60;

/** Ids and files that can be linked where a governance file lists links: threats, risks, and in the team file threat models. */
export async function completionsAt(folder: Folder, path: string, text: string, position: Position): Promise<CompletionItem[]> {
  const lines = text.split(/\r\n|\n|\r/);
  const wanted = wantedAt(path, lines, position);
  if (!wanted) return [];
  const range = wordAt(lines[position.line] ?? '', position);
  const item = (label: string, detail: string, newText: string): CompletionItem => ({ label, detail, filterText: `${newText} ${detail}`, kind: CompletionItemKind.Reference, textEdit: { range, newText } });
  const { model, threatModels } = folder.artefacts();
  if (wanted === 'threat') return model.threats.map(({ file, id, title }) => item(id === title ? id : `${id} ${title}`.slice(0, 100), file, `${file}#${id}`));
  if (wanted === 'risk') return model.assessments.flatMap(({ file, id, title, risks }) => [item(`${id} ${title}`, file, `${file}#${id}`), ...risks.map((risk) => item(`${id}#${risk.id} ${risk.title}`, file, `${file}#${risk.id}`))]);
  return [...new Set([...threatModels, ...(path === teamFilePath ? await modelsBelow(folder) : [])])].sort().map((file) => item(file, 'threat model', file));
}

/** Reads the key a position belongs to: on its line, or above it in a list that is written by lines. */
function wantedAt(path: string, lines: readonly string[], { line, character }: Position): Wanted | undefined {
  const before = (lines[line] ?? '').slice(0, character);
  const isMarkdown = path.endsWith('.md');
  if (path === teamFilePath) return /(?:^|[{,\s-])file:\s*["']?[^"',}]*$/.test(before) && keysAbove(lines, line, before).includes('threat_models') ? 'model' : undefined;
  if (isMarkdown && /^[-*]\s+threats?:/.test(before)) return 'threat';
  if (isMarkdown && !inFrontMatter(lines, line)) return undefined;
  const keys = keysAbove(lines, line, before);
  if (keys.includes('threat_models')) return isMarkdown ? 'model' : undefined;
  if (keys[0] === 'threats') return 'threat';
  return keys[0] === 'pia' && keys.includes('links') ? 'risk' : undefined;
}

function inFrontMatter(lines: readonly string[], line: number): boolean {
  return /^---\s*$/.test(lines[0] ?? '') && !lines.slice(1, line + 1).some((text) => /^(?:---|\.\.\.)\s*$/.test(text));
}

/** Keys a position stands below, the innermost first: open braces and lists of its line, then lines above with less indentation. */
function keysAbove(lines: readonly string[], line: number, before: string): string[] {
  const keys: string[] = [];
  // What is closed on this line says nothing about the place.
  let open = before.replace(/"[^"]*"|'[^']*'/g, '""');
  for (let last = ''; last !== open; ) {
    last = open;
    open = open.replace(/\{[^{}[\]]*\}|\[[^{}[\]]*\]/g, '""');
  }
  for (const match of open.matchAll(/([A-Za-z_]+)\s*:\s*(?=[[{]|[^,{}[\]]*$)/g)) keys.unshift(match[1] ?? '');
  let indent = /^\s*/.exec(before)?.[0].length ?? 0;
  const isItem = /^\s*-/.test(before);
  for (let at = line - 1; at >= 0 && at > line - 500; at--) {
    const above = /^(\s*)(-\s+)?([A-Za-z_]+):\s*(?:#.*)?$/.exec(lines[at] ?? '');
    const depth = above?.[1]?.length ?? 0;
    if (!above || depth > indent || (depth === indent && !(isItem && above[2] === undefined))) continue;
    keys.push(above[3] ?? '');
    if (depth === 0) break;
    indent = depth - 1;
  }
  return keys;
}

/** The text that is replaced: what stands around the position up to quotes, commas, brackets and white space. */
function wordAt(line: string, { line: number, character }: Position): Range {
  const start = character - (/[^\s"'`,[\]{}]*$/.exec(line.slice(0, character))?.[0].length ?? 0);
  const end = character + (/^[^\s"'`,[\]{}]*/.exec(line.slice(character))?.[0].length ?? 0);
  return { start: { line: number, character: start }, end: { line: number, character: end } };
}

async function modelsBelow(folder: Folder): Promise<string[]> {
  const paths = (await Promise.all(modelFolders.map((name) => folder.files.below(name)))).flat().filter((file) => /\.(?:ya?ml|json)$/.test(file)).slice(0, mostRead);
  const found = await Promise.all(paths.map(async (file) => {
    const text = await folder.read(file);
    return text !== undefined && isThreatModel(file, text) ? [file] : [];
  }));
  return found.flat();
}
