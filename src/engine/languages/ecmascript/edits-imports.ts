import type { CodeView } from '../code-view';
import type { ImportWanted, Replacement } from '../edits';
import { inStyleOf, lineEnd, normalPath, quoteOf, relativePath } from '../source-style';

const extension = /\.(?:[cm]?[jt]sx?)$/;

/** Where an import or helper goes: behind the last import or require at the top, else in front of the first statement. */
function place(code: CodeView): { offset: number; isBehindImports: boolean } {
  const top = code.children(0);
  const imports = top.filter((node) => isImport(code, node));
  const last = imports.at(-1);
  if (last !== undefined) return { offset: code.end(last), isBehindImports: true };
  let first = top.find((node) => !/^(?:comment|hash_bang_line)$/.test(code.kind(node)) && !isDirective(code, node)) ?? -1;
  if (first < 0) return { offset: code.text.length, isBehindImports: false };
  // A comment right above the first statement belongs to it.
  for (let at = top.indexOf(first) - 1; at >= 0; at--) {
    const before = top[at];
    if (before === undefined || code.kind(before) !== 'comment' || /\n\s*\n/.test(code.text.slice(code.end(before), code.start(first)))) break;
    first = before;
  }
  return { offset: code.start(first), isBehindImports: false };
}

function isDirective(code: CodeView, node: number): boolean {
  const [only = -1] = code.children(node);
  return code.kind(node) === 'expression_statement' && only >= 0 && code.kind(only) === 'string';
}

function isImport(code: CodeView, node: number): boolean {
  return code.kind(node) === 'import_statement' || (/^(?:lexical|variable)_declaration$/.test(code.kind(node)) && /^(?:const|let|var)\s[^=]+=\s*require\s*\(/.test(code.textOf(node)));
}

const usesRequire = (code: CodeView): boolean => !code.children(0).some((node) => /^(?:import|export)_statement$/.test(code.kind(node))) && /\brequire\s*\(/.test(code.text);

function importLine(code: CodeView, { module, names }: ImportWanted): string {
  const quote = quoteOf(code.text);
  const stop = /;[ \t]*\r?$/m.test(code.text) ? ';' : '';
  if (usesRequire(code)) return `const { ${names.join(', ')} } = require(${quote}${module}${quote})${stop}`;
  return `import { ${names.join(', ')} } from ${quote}${module}${quote}${stop}`;
}

/** Inserts helpers behind the imports of the file. */
export function insertHelper(code: CodeView, name: string, source: string, imports: readonly ImportWanted[]): Replacement[] | undefined {
  if (new RegExp(`\\b${name}\\b`).test(code.text)) return undefined;
  const eol = lineEnd(code.text);
  const wanted = imports.map(({ module, names }) => ({ module, names: names.filter((one) => !new RegExp(`\\b${one}\\b`).test(code.text)) })).filter(({ names }) => names.length > 0);
  const lines = wanted.map((one) => importLine(code, one)).join(eol);
  const helper = inStyleOf(code, source, '  ');
  const { offset, isBehindImports } = place(code);
  const text = isBehindImports ? `${lines === '' ? '' : eol + lines}${eol}${eol}${helper}` : `${lines === '' ? '' : lines + eol + eol}${helper}${eol}${eol}`;
  // The helper is set off from what follows by one blank line.
  const behind = code.text.slice(offset);
  const gap = isBehindImports && /^[^\S\r\n]*(?:;|\/\/[^\r\n]*)?\r?\n(?!\s*\r?\n)/.test(behind) && behind.trim() !== '' ? eol : '';
  return [{ start: offset, end: offset, text: text + gap }];
}

/** Ways to import a name from another file, in the style of the file. */
export function importFrom(code: CodeView, name: string, file: string): Replacement[][] {
  if (new RegExp(`\\b${name}\\b`).test(code.text)) return [];
  const written = /(?:from|require\s*\()\s*['"]\.{1,2}\/[^'"]*?(\.[cm]?[jt]sx?)['"]/.exec(code.text)?.[1];
  const bare = relativePath(code.path, file.replace(extension, ''));
  const { offset, isBehindImports } = place(code);
  const eol = lineEnd(code.text);
  const modules = written === undefined ? [bare] : [bare + (/\.[jt]s/.test(written) ? written : (extension.exec(file)?.[0] ?? '.js'))];
  return modules.map((module) => {
    const line = importLine(code, { module, names: [name] });
    return [{ start: offset, end: offset, text: isBehindImports ? eol + line : line + eol + eol }];
  });
}

/** Functions whose name says they mask, as a text defines them for others. */
export function maskers(text: string): string[] {
  const found = text.matchAll(/\b(?:function\s+|const\s+|let\s+|exports\.)((?:mask|redact|obfuscate|scrub|anonymi[sz]e|pseudonymi[sz]e|censor|conceal|tokeni[sz]e)(?:[A-Z_]\w*)?)\s*(?:=|\(|:)/g);
  return [...new Set([...found].map((match) => match[1] ?? ''))];
}

/** Files a name is imported from, without extension, as its import names them. */
export function importedFrom(code: CodeView, name: string): string[] {
  for (const node of code.children(0)) {
    if (code.kind(node) !== 'import_statement' || !new RegExp(`\\b${name}\\b`).test(code.textOf(node))) continue;
    const source = code.child(node, 'source');
    const module = source < 0 ? '' : code.textOf(source).slice(1, -1);
    if (!module.startsWith('.')) return [];
    const path = normalPath(`${code.path.split('/').slice(0, -1).join('/')}/${module.replace(extension, '')}`);
    return [path, `${path}/index`];
  }
  return [];
}
