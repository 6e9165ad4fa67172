import type { CodeView } from '../../languages/code-view';
import { spanOf, viewOf, type Case } from '../context';
import { functionsIn, wholeHash, type Maker } from './scheme';

const ending = (path: string): string => path.slice(path.lastIndexOf('.'));

/** Other files that import a function of a file by its name; undefined where one may use it in another way. */
export function sharingFiles(item: Case, home: string, { name, isMethod }: Maker): { path: string; code: CodeView }[] | undefined {
  const { context } = item;
  const stem = home.replace(/\.\w+$/, '');
  const found: { path: string; code: CodeView }[] = [];
  for (const path of context.workspace.files()) {
    if (path === home || (ending(path) === '.py') !== (ending(home) === '.py')) continue;
    const text = context.textOf(path);
    if (text === undefined) return undefined;
    if (!new RegExp(`\\b${name}\\b`).test(text)) continue;
    const view = viewOf(context, path, text);
    if (!view) return undefined;
    if (!isMethod && [...item.edits.importedFrom(view.code, name), ...requiredFrom(view.code, name)].some((from) => from === stem || stem.endsWith(`/${from}`))) found.push({ path, code: view.code });
    // A function of the same name is another one; on another object, or handed on by a third file, it may be this one.
    else if (!functionsIn(view.code).some((one) => one.name === name) || new RegExp(`(?<!\\b(?:this|self|cls))\\.${name}\\b`).test(text)) return undefined;
  }
  return found;
}

/** Files a name is required from, without extension. */
function requiredFrom(code: CodeView, name: string): string[] {
  const found = new RegExp(`\\{[^{}]*\\b${name}\\b[^{}]*\\}\\s*=\\s*require\\(\\s*['"](\\.[^'"]*)['"]`).exec(code.text);
  if (!found) return [];
  const out = code.path.split('/').slice(0, -1);
  for (const part of (found[1] ?? '').replace(/\.[cm]?[jt]sx?$/, '').split('/')) {
    if (part === '..') out.pop();
    else if (part !== '.') out.push(part);
  }
  return [out.join('/'), `${out.join('/')}/index`];
}

const fieldOf = (stored: string): string => stored.split('.').at(-1) ?? '';

/** True when other code hashes passwords weakly and speaks of the same field, or stands in the same file: it may compare the same hashes. */
export function isForeign({ context, finding, edits }: Case, home: string, known: ReadonlyMap<string, ReadonlySet<number>>, stored: readonly string[]): boolean {
  const fields = [...new Set(stored.map(fieldOf))];
  return context.workspace.files().some((path) => {
    const text = context.textOf(path);
    if (text === undefined || (path !== home && !fields.some((field) => new RegExp(`\\b${field}\\b`).test(text)))) return false;
    const others = context.workspace.findings(path).filter((other) => other.classId === finding.classId && other.place === 'code');
    const view = others.length > 0 ? viewOf(context, path, text) : undefined;
    return view !== undefined && others.some(({ range }) => {
      const { start, end } = spanOf(text, range);
      return known.get(path)?.has(wholeHash(view.code, edits.callAt(view.code, start, end))) !== true;
    });
  });
}

/** Length of a salt and a hash in hex with the sign between them. */
const newLength = 161;
const lengths = /(?:\b(?:VARCHAR|CHAR|String|VarChar|Char|Unicode|CharField|length|max_?length|maxlength)\s*[:=(]+\s*(?:max_length\s*=\s*)?)(\d+)/gi;

/** False where the workspace declares the column of a stored hash too short for a new one. */
export function fitsColumn({ context }: Case, stored: string): boolean {
  const field = fieldOf(stored);
  const column = field.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  const named = new RegExp(`\\b(?:${field}|${column})\\b`);
  return context.workspace.files().every((path) => {
    const text = context.textOf(path) ?? '';
    const lines = named.test(text) ? text.split('\n') : [];
    return lines.every((line, at) => {
      if (!named.test(line)) return true;
      // A decorator speaks of the line below it.
      const before = /^\s*@/.test(lines[at - 1] ?? '') ? (lines[at - 1] ?? '') : '';
      return [...`${before}\n${line}`.matchAll(lengths)].every((match) => Number(match[1]) >= newLength);
    });
  });
}
