import { cleanPath, globProblem } from '../globs';
import { sortedUnique } from '../text';
import { linddunOfNode, publicClasses } from './names';

/** What a free text of a threat model states in square brackets. */
export interface Stated {
  classes: string[];
  dataTypes: string[];
  fingerprints: string[];
  files: string[];
  linddun: string[];
}

/**
 * Reads what formats without free attributes say in their texts: `[class=pii-in-logs] [data=email, phone] [finding=7b0c1f0a] [where=src/checkout/**]`
 * and `[LINDDUN Dd.3.2]`; a colon does as well, where YAML lets it stand. Other brackets are only text.
 */
export function statedIn(...texts: readonly (string | undefined)[]): Stated {
  const tokens = texts.flatMap((text) => [...(text ?? '').matchAll(/\[([^[\]\r\n]{1,300})\]/g)].map((match) => match[1]?.trim() ?? ''));
  const listed = (...keys: string[]): string[] => tokens.flatMap((token) => {
    const [, key, value] = /^([a-z]+)\s*[:=]\s*(.+)$/i.exec(token) ?? [];
    return key !== undefined && keys.includes(key.toLowerCase()) ? (value ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '') : [];
  });
  return {
    classes: sortedUnique(listed('class', 'classes').flatMap(publicClasses)),
    dataTypes: sortedUnique(listed('data')),
    fingerprints: sortedUnique(listed('finding', 'findings').filter((print) => /^[0-9a-f]{8,16}$/.test(print))),
    files: sortedUnique(listed('where').map(cleanPath).filter((glob) => globProblem(glob) === undefined)),
    linddun: sortedUnique(tokens.flatMap((token) => (/^LINDDUN\b/i.test(token) ? (linddunOfNode(token.replace(/^LINDDUN\W*/i, '')) ?? []) : []))),
  };
}

/** The brackets that say what a stub is about, for the text of a threat. */
export function tokensOf(stub: { classId: string; dataTypes: readonly string[]; cwe: readonly string[] }): string {
  return [`[class=${stub.classId}]`, ...(stub.dataTypes.length > 0 ? [`[data=${stub.dataTypes.join(', ')}]`] : []), ...stub.cwe.map((cwe) => `[${cwe}]`)].join(' ');
}
