import { createHash } from 'node:crypto';
import { joinCatalogue } from '../../src/engine/classify/catalogue';
import type { Catalogue, ControlRule, FindingClass, LanguageInfo, RecipientRule } from '../../src/engine/rules/catalogue';
import { checkReferences } from './check';
import { libraryOf } from './library';
import { parseSource, problemAt, type RuleProblem, type RuleText, type SourceFile } from './source-file';
import { prepareValidation } from './validate';

/** Text files and schemas that make up the rules; what `readRules` gives. */
export interface RuleSources {
  files: readonly RuleText[];
  /** Parsed JSON Schemas by kind: library, finding, control, recipients, language, data-types. */
  schemas: Readonly<Record<string, object>>;
}

type Raw = Record<string, unknown>;

/**
 * Compiles rule and language files into one catalogue. Gives the value only if no file has a problem; problems come in
 * path order as `path:line:column: reason, what to do`. The same content gives the same value and version in any file order.
 */
export function compileRules(sources: RuleSources): { value: Catalogue | undefined; problems: RuleProblem[] } {
  const validate = prepareValidation(sources.schemas);
  const problems: RuleProblem[] = [];
  const byKind = new Map<string, SourceFile[]>();
  for (const file of [...sources.files].sort((a, b) => compare(a.path, b.path))) {
    const kind = kindOf(file.path);
    if (kind === undefined) {
      problems.push(`${file.path}:1:1: no kind of rule lives here; move the file to a folder named in docs/writing-rules.md`);
      continue;
    }
    const { source, problems: syntax } = parseSource(file);
    const found = syntax.length > 0 ? syntax : validate(kind, source);
    problems.push(...found);
    if (found.length === 0) byKind.set(kind, [...(byKind.get(kind) ?? []), source]);
  }
  if (problems.length > 0) return { value: undefined, problems };
  const of = (kind: string): SourceFile[] => byKind.get(kind) ?? [];
  const data = joinCatalogue(of('data-types'));
  problems.push(...data.problems.map((problem) => `rules/data-types:1:1: ${problem}`));
  const origins = new Map<string, SourceFile>();
  const keep = <T extends { id: string }>(kind: string, source: SourceFile, entry: T): T[] => {
    const key = `${kind} ${entry.id}`;
    const other = origins.get(key);
    if (other !== undefined) problems.push(problemAt(source, ['id'], `${kind} \`${entry.id}\` is defined in ${other.path} too; give one of them another id`));
    else origins.set(key, source);
    return [entry];
  };
  const content: Omit<Catalogue, 'version'> = {
    dataTypes: data.value ?? { types: [], language: {} as Catalogue['dataTypes']['language'] },
    libraries: of('library').flatMap((source) => keep('library', source, libraryOf(source.content, source.path))),
    findings: of('finding').flatMap((source) => keep('finding', source, findingOf(source.content as Raw))),
    controls: of('control').flatMap((source) => keep('control', source, source.content as ControlRule)),
    recipients: of('recipients').flatMap((source) => (source.content as RecipientRule[]).flatMap((entry) => keep('recipient', source, entry))),
    languages: of('language').flatMap((source) => keep('language', source, languageOf(source.content as Raw))),
  };
  for (const list of [content.libraries, content.findings, content.controls, content.recipients, content.languages]) list.sort((a, b) => compare(a.id, b.id));
  if (data.value === undefined) return { value: undefined, problems };
  const sorted = sortKeys(content) as Omit<Catalogue, 'version'>;
  const version = createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 12);
  const value: Catalogue = { version, ...sorted };
  problems.push(...checkReferences(value, origins));
  return { value: problems.length === 0 ? value : undefined, problems };
}

function kindOf(path: string): string | undefined {
  if (path.startsWith('grammars/')) return 'language';
  const [, folder] = path.split('/');
  const kinds: Record<string, string> = { 'data-types': 'data-types', findings: 'finding', controls: 'control', libraries: 'library', recipients: 'recipients' };
  return kinds[folder ?? ''];
}

function findingOf(raw: Raw): FindingClass {
  const { not_when: notWhen, ...docs } = raw['docs'] as Raw;
  return { sinks: [], only: [], ids: 'report', exclusive: 0, clears: [], lowers: [], ...raw, docs: { ...docs, notWhen } } as unknown as FindingClass;
}

/** What the engine reads of a language; upstream, version and licence stay in the file. */
function languageOf(raw: Raw): LanguageInfo {
  const { id, label, family, line_comment: lineComment, text_shows_records: textShowsRecords, nested_text: nestedText, iterates_keys: iteratesKeys, structural_interfaces: structuralInterfaces, several_results: severalResults, open_types: openTypes, names_tell_types: namesTellTypes, extension_functions: extensionFunctions, call_method: callMethod, function_methods: functionMethods, iterates_entries: iteratesEntries, grammars, modules } = raw;
  return { id, label, family, lineComment, textShowsRecords, iteratesKeys, ...(nestedText === true && { nestedText }), ...(structuralInterfaces === true && { structuralInterfaces }), ...(severalResults === true && { severalResults }), ...(openTypes === true && { openTypes }), ...(namesTellTypes === true && { namesTellTypes }), ...(extensionFunctions === true && { extensionFunctions }), ...(callMethod !== undefined && { callMethod }), ...(functionMethods !== undefined && { functionMethods }), ...(iteratesEntries === true && { iteratesEntries }), grammars, modules } as LanguageInfo;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => compare(a, b))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
