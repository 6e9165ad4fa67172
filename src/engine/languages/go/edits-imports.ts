import type { CodeView } from '../code-view';
import type { ImportWanted, Replacement } from '../edits';
import { inStyleOf, lineEnd } from '../source-style';

const mentions = (code: CodeView, name: string): boolean => new RegExp(`\\b${name}\\b`).test(code.text);

/** Paths a file imports. */
function imported(code: CodeView): Set<string> {
  const found = new Set<string>();
  for (let node = 0; node < code.count; node++) if (code.kind(node) === 'import_spec') found.add(code.textOf(code.child(node, 'path')).slice(1, -1));
  return found;
}

/** Adds imports: into the first group of the file, else behind the last import or the package clause. */
function addImports(code: CodeView, modules: readonly string[]): Replacement[] {
  if (modules.length === 0) return [];
  const eol = lineEnd(code.text);
  const top = code.children(0);
  const declarations = top.filter((node) => code.kind(node) === 'import_declaration');
  const group = declarations.flatMap((node) => code.children(node)).find((node) => code.kind(node) === 'import_spec_list');
  if (group !== undefined) {
    return modules.map((module) => {
      const next = code.children(group).find((spec) => code.kind(spec) === 'import_spec' && code.textOf(code.child(spec, 'path')).slice(1, -1) > module);
      const last = code.children(group).at(-1);
      if (next !== undefined) return { start: code.start(next), end: code.start(next), text: `"${module}"${eol}\t` };
      const at = last === undefined ? code.start(group) + 1 : code.end(last);
      return { start: at, end: at, text: `${eol}\t"${module}"` };
    });
  }
  const behind = declarations.at(-1) ?? top.find((node) => code.kind(node) === 'package_clause');
  const at = behind === undefined ? 0 : code.end(behind);
  const lead = declarations.length > 0 ? eol : eol + eol;
  return [{ start: at, end: at, text: lead + modules.map((module) => `import "${module}"`).join(eol) }];
}

/** Inserts a helper at the end of the file, where gofmt leaves it, and the imports it needs. */
export function insertHelper(code: CodeView, name: string, source: string, imports: readonly ImportWanted[]): Replacement[] | undefined {
  if (mentions(code, name)) return undefined;
  const eol = lineEnd(code.text);
  const there = imported(code);
  const wanted = imports.map(({ module }) => module).filter((module) => !there.has(module));
  const end = code.text.length;
  const gap = /\n\s*\n$/.test(code.text) ? '' : code.text.endsWith('\n') ? eol : eol + eol;
  return [...addImports(code, wanted), { start: end, end, text: `${gap}${inStyleOf(code, source, '    ')}${eol}` }];
}

/** A name of another file of the same folder is there without an import; other folders are not offered, their module path is not known here. */
export function importFrom(code: CodeView, name: string, file: string): Replacement[][] {
  const folder = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
  return !mentions(code, name) && folder(code.path) === folder(file) ? [[]] : [];
}

/** Functions whose name says they mask, as a text defines them. */
export function maskers(text: string): string[] {
  return [...new Set([...text.matchAll(/^func ((?:[Mm]ask|[Rr]edact|[Oo]bfuscate|[Ss]crub|[Aa]nonymi[sz]e|[Pp]seudonymi[sz]e|[Cc]ensor|[Cc]onceal|[Tt]okeni[sz]e)(?:[A-Z]\w*)?)\s*\(\s*\w+\s+string\s*\)\s*string\b/gm)].map((match) => match[1] ?? ''))];
}

/** Files a name may be declared in: those of the same folder are found by the package, so none is named here. */
export function importedFrom(): string[] {
  return [];
}
