import type { CodeView } from '../code-view';
import type { ImportWanted, Replacement } from '../edits';
import { inStyleOf, lineEnd } from '../source-style';

const importKinds = new Set(['import_statement', 'import_from_statement', 'future_import_statement']);

/** Where an import or helper goes: behind the last import at the top, else behind the module's docstring, else at the start. */
function place(code: CodeView): { offset: number; isFirst: boolean } {
  const top = code.children(0);
  const last = top.filter((node) => importKinds.has(code.kind(node))).at(-1);
  if (last !== undefined) return { offset: code.end(last), isFirst: false };
  const first = top.find((node) => code.kind(node) !== 'comment');
  if (first === undefined) return { offset: code.text.length, isFirst: true };
  const isDocstring = code.kind(first) === 'expression_statement' && code.children(first).every((child) => code.kind(child) === 'string');
  return isDocstring ? { offset: code.end(first), isFirst: false } : { offset: code.start(first), isFirst: true };
}

const mentions = (code: CodeView, name: string): boolean => new RegExp(`\\b${name}\\b`).test(code.text);

function importLine({ module, names }: ImportWanted): string {
  return names.length === 0 ? `import ${module}` : `from ${module} import ${names.join(', ')}`;
}

/** Inserts helpers behind the imports of the module, set off by two blank lines. */
export function insertHelper(code: CodeView, name: string, source: string, imports: readonly ImportWanted[]): Replacement[] | undefined {
  if (mentions(code, name)) return undefined;
  const eol = lineEnd(code.text);
  const wanted = imports.filter(({ module, names }) => (names.length === 0 ? !new RegExp(`^import\\s+${module}\\b`, 'm').test(code.text) : true));
  const lines = wanted.map(importLine).join(eol);
  const helper = inStyleOf(code, source, '    ');
  const { offset, isFirst } = place(code);
  if (isFirst) return [{ start: offset, end: offset, text: `${lines === '' ? '' : lines + eol + eol + eol}${helper}${eol}${eol}${eol}` }];
  const behind = /^[^\S\r\n]*(?:#[^\r\n]*)?((?:\r?\n[^\S\r\n]*)*)/.exec(code.text.slice(offset))?.[1] ?? '';
  const blank = behind.split('\n').length - 1;
  const gap = code.text.slice(offset).trim() === '' ? '' : eol.repeat(Math.max(0, 3 - blank));
  return [{ start: offset, end: offset, text: `${lines === '' ? '' : eol + lines}${eol}${eol}${eol}${helper}${gap}` }];
}

/** Ways to import a name from another module: relative and absolute, as the module does it elsewhere first. */
export function importFrom(code: CodeView, name: string, file: string): Replacement[][] {
  if (mentions(code, name)) return [];
  const here = code.path.split('/').slice(0, -1);
  const there = file.replace(/\.py$/, '').split('/').filter((part) => part !== '__init__');
  const package_ = there.slice(0, -1);
  let shared = 0;
  while (shared < here.length && shared < package_.length && here[shared] === package_[shared]) shared++;
  const relative = '.'.repeat(here.length - shared + 1) + there.slice(shared).join('.');
  const absolute = there.map((_, at) => there.slice(at).join('.'));
  const modules = /^from \./m.test(code.text) ? [relative, ...absolute] : [...absolute, relative];
  const eol = lineEnd(code.text);
  const { offset, isFirst } = place(code);
  return modules.map((module) => {
    const line = `from ${module} import ${name}`;
    return [{ start: offset, end: offset, text: isFirst ? line + eol + eol : eol + line }];
  });
}

/** Functions whose name says they mask, as a text defines them. */
export function maskers(text: string): string[] {
  return [...new Set([...text.matchAll(/^def ((?:mask|redact|obfuscate|scrub|anonymi[sz]e|pseudonymi[sz]e|censor|conceal|tokeni[sz]e)(?:_\w+)?)\s*\(/gm)].map((match) => match[1] ?? ''))];
}

/** Files a name is imported from, without extension. */
export function importedFrom(code: CodeView, name: string): string[] {
  for (const node of code.children(0)) {
    if (code.kind(node) !== 'import_from_statement') continue;
    const text = code.textOf(node);
    if (!new RegExp(`import[^]*\\b${name}\\b`).test(text)) continue;
    const module = code.textOf(code.child(node, 'module_name')).replace(/\s/g, '');
    const dots = /^\.*/.exec(module)?.[0].length ?? 0;
    const parts = module.slice(dots).split('.').filter((part) => part !== '');
    const here = code.path.split('/').slice(0, -1);
    const base = dots > 0 ? here.slice(0, here.length - (dots - 1)) : [];
    const path = [...base, ...parts].join('/');
    return [path, `${path}/__init__`, ...(dots === 0 ? [[...here.slice(0, 1), ...parts].join('/')] : [])];
  }
  return [];
}
