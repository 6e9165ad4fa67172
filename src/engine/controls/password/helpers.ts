import type { CodeView } from '../../languages/code-view';
import type { ImportWanted, Replacement } from '../../languages/edits';
import { inStyleOf, lineEnd, quoteOf } from '../../languages/source-style';
import type { ControlRule } from '../../rules/catalogue';
import { indentAt, isBlock, nodesIn, parts } from './reading';
import type { Maker } from './scheme';

type Helper = NonNullable<ControlRule['helpers']>[string][number];

/** Source of the functions a rule brings, in the order the rule lists them: hash a password, compare it with a stored hash, tell an old hash. */
export interface Helpers {
  make: Helper;
  verify: Helper;
  isOld: Helper;
}

/** One level of indentation, the end of a statement and of a line, as a text has them. */
export interface Style {
  unit: string;
  stop: string;
  eol: string;
}

export function styleOf(code: CodeView, helpers: Helpers): Style {
  const isBraced = isBracedCode(helpers.make.code);
  const unit = /^(\t| {2,8})\S/m.exec(code.text)?.[1] ?? (isBraced ? '  ' : '    ');
  return { unit, stop: isBraced && /;[ \t]*\r?$/m.test(code.text) ? ';' : '', eol: lineEnd(code.text) };
}

const isBracedCode = (source: string): boolean => source.trimEnd().endsWith('}');

/** A helper's source as this file writes code; `{old}` stands for the hash that was used before. */
export function sourceOf(code: CodeView, helper: Helper, style: Style, old: string): string {
  let source = helper.code.trimEnd();
  const isBraced = isBracedCode(source);
  if (isBraced) {
    if (quoteOf(code.text) === '"') source = source.replaceAll("'", '"');
    if (style.stop === '') source = source.replace(/;$/gm, '');
    if (/^ +$/.test(style.unit)) source = source.replace(/^(?: {2})+/gm, (indent) => style.unit.repeat(indent.length / 2));
  }
  return source.replace('{old}', () => old);
}

/** Gives a function the body of a helper, under the names of its own parameters. */
export function withBody(code: CodeView, maker: Maker, source: string, style: Style, names: Readonly<Record<string, string>>): Replacement | undefined {
  const lines = inStyleOf(code, source, isBracedCode(source) && style.unit !== '\t' ? style.unit : isBracedCode(source) ? '  ' : '    ').split(style.eol);
  const head = lines.findIndex((line) => /^(?:function|def)\b/.test(line));
  const isBraced = isBracedCode(source);
  const inner = lines.slice(head + 1, isBraced ? lines.lastIndexOf('}') : undefined).filter((line) => !/^\s*"""/.test(line));
  const renamed = inner.map((line) => line.replace(/(?<![.\w$])(?:password|stored)\b(?!['"])/g, (word) => names[word] ?? word));
  const body = code.child(maker.node, 'body');
  if (isBraced) {
    const indent = indentAt(code, code.start(maker.node));
    return { start: code.start(body), end: code.end(body), text: ['{', ...renamed.map((line) => indent + line), `${indent}}`].join(style.eol) };
  }
  const first = parts(code, body).find((node) => !parts(code, node).every((one) => code.kind(one) === 'string'));
  if (!isBlock(code, body) || first === undefined || !code.text.slice(code.start(maker.node), code.start(first)).includes('\n')) return undefined;
  const indent = indentAt(code, code.start(first));
  const base = /^[ \t]*/.exec(renamed[0] ?? '')?.[0].length ?? 0;
  return { start: code.start(first), end: code.end(body), text: renamed.map((line) => indent + line.slice(base)).join(style.eol).slice(indent.length) };
}

const oldWords = /\b(?:salted\s+)?(?:md5|sha-?(?:1|224|256|384|512))\b/gi;

/** Names scrypt where the comment above a function, or its docstring, names the hash that was used before. */
export function renamedHash(code: CodeView, { node }: Maker): Replacement[] {
  let outer = node;
  while (code.parent(outer) > 0 && /^(?:variable_declarator|lexical_declaration|export_statement|decorated_definition)$/.test(code.kind(code.parent(outer)))) outer = code.parent(outer);
  const siblings = code.children(code.parent(outer));
  const above = siblings.slice(0, siblings.indexOf(outer)).reverse();
  const comments = above.slice(0, above.findIndex((one) => code.kind(one) !== 'comment') < 0 ? undefined : above.findIndex((one) => code.kind(one) !== 'comment'));
  const [docstring] = code.child(node, 'body') < 0 ? [] : parts(code, code.child(node, 'body')).filter((one) => code.kind(one) === 'expression_statement' && parts(code, one).every((text) => code.kind(text) === 'string'));
  return [...comments, ...(docstring === undefined ? [] : [docstring])].flatMap((one) => [...code.textOf(one).matchAll(oldWords)].map((match) => ({ start: code.start(one) + match.index, end: code.start(one) + match.index + match[0].length, text: 'scrypt' })));
}

/**
 * Inserts helpers with what they import. A module the file imports as a whole is used by its name there, names are added to an import of names.
 * Undefined where a name means something else in the file.
 */
export function insertHelpers(code: CodeView, edits: { insertHelper: (code: CodeView, name: string, source: string, imports: readonly ImportWanted[]) => Replacement[] | undefined }, helpers: readonly Helper[], sources: readonly string[], bodies: readonly Helper[], style: Style): { replacements: Replacement[]; rename: (source: string) => string } | undefined {
  const wanted = new Map<string, Set<string>>();
  for (const { imports } of [...helpers, ...bodies]) for (const { module, names } of imports ?? []) wanted.set(module, new Set([...(wanted.get(module) ?? []), ...names]));
  const replacements: Replacement[] = [];
  const renames = new Map<string, string>();
  const left: ImportWanted[] = [];
  for (const [module, set] of wanted) {
    if (set.size === 0) {
      if (!new RegExp(`^import\\s+(?:[\\w.]+\\s*,\\s*)*${module}\\s*(?:,|#|$)`, 'm').test(code.text)) left.push({ module, names: [] });
      continue;
    }
    const from = `['"](?:node:)?${module.replace('node:', '')}['"]`;
    const whole = new RegExp(`^(?:import\\s+(?:\\*\\s+as\\s+)?(\\w+)\\s*(?:,\\s*\\{[^}]*\\}\\s*)?from\\s*${from}|(?:const|let|var)\\s+(\\w+)\\s*=\\s*require\\(${from}\\))`, 'm').exec(code.text);
    const space = whole?.[1] ?? whole?.[2];
    const named = new RegExp(`^(?:import\\s*\\{([^}]*)\\}\\s*from\\s*${from}|(?:const|let|var)\\s*\\{([^}]*)\\}\\s*=\\s*require\\(${from}\\))`, 'm').exec(code.text);
    const list = named?.[1] ?? named?.[2] ?? '';
    const has = list.split(',').map((one) => one.trim());
    const names = [...set].filter((name) => !has.includes(name)).sort();
    if (space !== undefined) for (const name of set) renames.set(name, `${space}.${name}`);
    // Anything of that name in the file is something else.
    else if (names.some((name) => new RegExp(`(?<!\\.)\\b${name}\\b`).test(code.text))) return undefined;
    else if (named && names.length > 0) {
      const start = named.index + named[0].indexOf('{') + 1 + list.replace(/[\s,]+$/, '').length;
      replacements.push({ start, end: start, text: `, ${names.join(', ')}` });
    } else if (names.length > 0) left.push({ module, names });
  }
  const rename = (source: string): string => [...renames].reduce((text, [name, full]) => text.replace(new RegExp(`(?<![.\\w$])${name}\\b`, 'g'), full), source);
  const [first] = helpers;
  if (first && helpers.some(({ name }) => new RegExp(`\\b${name}\\b`).test(code.text))) return undefined;
  const between = isBracedCode(first?.code ?? '') ? '\n\n' : '\n\n\n';
  const { beside, others } = amongImports(code, left, style);
  const made = first ? edits.insertHelper(code, first.name, rename(sources.join(between)), others) : [];
  // Nothing to add where only bodies change, but for imports, which come with a helper.
  return made && (first ?? others.length === 0) ? { replacements: [...replacements, ...oneByPlace([...beside, ...made.map((one) => ({ ...one, text: one.text.replaceAll(/\r?\n/g, style.eol) }))])], rename } : undefined;
}

/** Insertions at one place as one, in their order. */
function oneByPlace(made: readonly Replacement[]): Replacement[] {
  const byStart = new Map<number, Replacement>();
  for (const one of made) byStart.set(one.start, { ...one, text: (byStart.get(one.start)?.text ?? '') + one.text });
  return [...byStart.values()];
}

/** Makes names of one file usable in another that imports `known` from it: they are added to that import, and to the list of what the file gives others. */
export function addBeside(code: CodeView, known: readonly string[], names: readonly string[], kinds: RegExp): Replacement | undefined {
  for (const node of nodesIn(code, 0)) {
    if (code.children(node).length > 0 || !known.includes(code.textOf(node))) continue;
    for (let at = code.parent(node); at > 0; at = code.parent(at)) {
      if (!kinds.test(code.kind(at))) continue;
      const isList = code.kind(at) !== 'object' && code.kind(at) !== 'object_pattern' ? true : /^(?:module\.)?exports\b|\brequire\s*\(/.test(code.textOf(code.parent(at)));
      return isList ? { start: code.end(node), end: code.end(node), text: names.map((name) => `, ${name}`).join('') } : undefined;
    }
  }
  return undefined;
}

/** Lines for whole modules, in their place in the alphabet of the first group of such lines; what finds no group is left. */
function amongImports(code: CodeView, wanted: readonly ImportWanted[], { eol }: Style): { beside: Replacement[]; others: ImportWanted[] } {
  const top = parts(code, 0);
  const from = top.findIndex((node) => code.kind(node) === 'import_statement' && /^import\s+[\w.]+$/.test(code.textOf(node)));
  const behind = top.findIndex((node, at) => at > from && code.kind(node) !== 'import_statement');
  const group = from < 0 ? [] : top.slice(from, behind < 0 ? undefined : behind);
  const whole = wanted.filter(({ names }) => names.length === 0 && group.length > 0);
  const byPlace = new Map<number, string[]>();
  for (const { module } of [...whole].sort((a, b) => (a.module < b.module ? -1 : 1))) {
    const before = group.filter((node) => code.textOf(node) < `import ${module}`).at(-1);
    const at = before === undefined ? code.start(group[0] ?? 0) : code.end(before);
    byPlace.set(at, [...(byPlace.get(at) ?? []), `import ${module}`]);
  }
  const first = code.start(group[0] ?? 0);
  const beside = [...byPlace].map(([at, lines]) => ({ start: at, end: at, text: at === first ? lines.map((line) => line + eol).join('') : lines.map((line) => eol + line).join('') }));
  return { beside, others: wanted.filter((one) => !whole.includes(one)) };
}
