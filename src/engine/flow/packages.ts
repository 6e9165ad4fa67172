import { ExportCol, ExportKind, TypeCol, type FileFacts } from '../facts';
import type { LanguageInfo } from '../rules/catalogue';
import type { ModuleIndex } from './modules';

/** Names of a package, each with the files that declare it; `parts` are types whose own declaration stands in another file of the package. */
export interface PackageNames {
  names: ReadonlyMap<string, readonly string[]>;
  parts: ReadonlyMap<string, readonly string[]>;
}

export const noPackageNames: PackageNames = { names: new Map(), parts: new Map() };

/** True when two packages say the same, names in any order. */
export function samePackageNames(a: PackageNames, b: PackageNames): boolean {
  return sameLists(a.names, b.names) && sameLists(a.parts, b.parts);
}

function sameLists(a: ReadonlyMap<string, readonly string[]>, b: ReadonlyMap<string, readonly string[]>): boolean {
  if (a.size !== b.size) return false;
  for (const [name, paths] of a) {
    const others = b.get(name);
    if (others?.length !== paths.length || !paths.every((path, i) => path === others[i])) return false;
  }
  return true;
}

/** Keys of the packages a file belongs to: the names it declares, else its folder; none where files share no names. Its own names are looked up in the first. */
export function packageKeys(facts: FileFacts, path: string, language: LanguageInfo): readonly string[] {
  if (language.modules.style !== 'package') return [];
  const { exports: rows, strings } = facts;
  const found = new Set<string>();
  for (let at = 0; at < rows.length; at += ExportCol.stride) {
    if (rows[at + ExportCol.kind] === ExportKind.Package) found.add(`${language.family}\0${strings[rows[at + ExportCol.name] ?? -1] ?? ''}`);
  }
  return found.size > 0 ? [...found] : [`${language.family}\0/${folderOf(path)}`];
}

export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** Names of the types of a file that are parts: at the top level, and not exported under their name. */
export function partNames(facts: FileFacts, exported: ReadonlyMap<string, unknown>): string[] {
  const out: string[] = [];
  for (let at = 0; at < facts.types.length; at += TypeCol.stride) {
    if (facts.types[at + TypeCol.owner] !== 0) continue;
    const name = facts.strings[facts.types[at + TypeCol.qualified] ?? -1] ?? '';
    if (name !== '' && !name.includes('.') && !exported.has(name)) out.push(name);
  }
  return out;
}

/** The nearest of some paths to a file: most shared folders, then the first by name. */
export function nearest(from: string, paths: readonly string[]): string | undefined {
  if (paths.length < 2) return paths[0];
  const here = from.split('/').slice(0, -1);
  let best: string | undefined;
  let most = -1;
  for (const path of paths) {
    const parts = path.split('/');
    let n = 0;
    while (n < here.length && here[n] === parts[n]) n++;
    if (n > most) [best, most] = [path, n];
  }
  return best;
}

/** Hosts whose module names have three parts: host, owner, repository. */
const codeHosts = /^(github|gitlab|bitbucket)\./;

/**
 * A file of the package a specifier names: packages that declare the name, else a folder the specifier ends with. Specifiers with slashes
 * start with the name of a module (`example.com/shop`), of which the folders know nothing; dotted ones are folders from their first part on.
 */
export function resolvePackage(index: ModuleIndex, from: string, specifier: string, language: LanguageInfo): string | undefined {
  const { family } = language;
  const declared = index.packages.get(`${family}\0${specifier}`);
  if (declared) return nearest(from, declared);
  if (!specifier.includes('/')) return ofFolder(index, from, specifier.split('.'), family);
  const parts = specifier.split('/');
  const own = codeHosts.test(specifier) ? 3 : parts[0]?.includes('.') ? 2 : 1;
  // A nested module drops leading elements; its last one alone (`mail`, `types`) is what many foreign modules end with too.
  // The more of it a folder has the better: a module may be a host alone (`shop.dev/models/user`).
  for (let skipped = 1; skipped <= own || skipped < parts.length - 1; skipped++) {
    if (skipped < own && skipped >= parts.length - 1) continue;
    if (skipped >= parts.length) break;
    const found = ofFolder(index, from, parts.slice(skipped), family);
    if (found !== undefined) return found;
  }
  return undefined;
}

function ofFolder(index: ModuleIndex, from: string, parts: readonly string[], family: string): string | undefined {
  const folder = parts.join('/');
  const ending = `/${folder}`;
  const hits = (index.folders.get(parts.at(-1) ?? '') ?? []).filter((f) => f === folder || f.endsWith(ending));
  return nearest(from, hits.flatMap((f) => index.packageFiles.get(`${family}\0${f}`)?.slice(0, 1) ?? []));
}
