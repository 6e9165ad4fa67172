import type { DataType, DataTypeCatalogue, LanguageLists } from '../../model/data-type';
import { splitName } from './split-name';

export type { DataTypeCatalogue } from '../../model/data-type';

/** A parsed rule file: a list of data types, or the language lists. */
export interface DataTypeFile {
  path: string;
  content: unknown;
}

/** Gives the same data with snake_case keys as camelCase; values stay. */
function camelKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.replace(/_([a-z])/g, (_, c: string) => c.toUpperCase()), camelKeys(inner)]),
  );
}

/**
 * Joins the parsed files of `rules/data-types` into one catalogue. The files have passed their JSON Schema; problems told
 * here are those a schema cannot see: an id twice, a name claimed by two data types, no language file.
 */
export function joinCatalogue(files: readonly DataTypeFile[]): { value: DataTypeCatalogue | undefined; problems: string[] } {
  const problems: string[] = [];
  const types: DataType[] = [];
  let language: LanguageLists | undefined;
  for (const file of files) {
    const content = camelKeys(file.content);
    if (Array.isArray(content)) types.push(...(content as DataType[]));
    else language = content as LanguageLists;
  }
  const ids = new Set<string>();
  const claimed = new Map<string, string>();
  for (const type of types) {
    if (ids.has(type.id)) problems.push(`data type ${type.id} is defined twice`);
    ids.add(type.id);
    const names = [...Object.values(type.names ?? {}).flat(), ...(type.falseFriends ?? [])];
    for (const phrase of new Set(names.map((name) => splitName(name).join(' ')))) {
      const other = claimed.get(phrase);
      if (other !== undefined) problems.push(`name "${phrase}" is claimed by ${other} and ${type.id}`);
      claimed.set(phrase, type.id);
    }
  }
  if (language === undefined) problems.push('the language lists are missing');
  return { value: language && { types, language }, problems };
}
