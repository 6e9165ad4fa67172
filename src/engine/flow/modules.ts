import type { LanguageInfo } from '../rules/catalogue';
import { folderOf, nearest, resolvePackage } from './packages';

/** Files of the workspace by path, and by the last part of their name without extension. */
export interface ModuleIndex {
  paths: ReadonlySet<string>;
  byTail: ReadonlyMap<string, readonly string[]>;
  /** Files by the key of their package, in order. */
  packages: ReadonlyMap<string, readonly string[]>;
  /** Files that belong to a package, by `family\0folder`, in order; and the folders by their last part. */
  packageFiles: ReadonlyMap<string, readonly string[]>;
  folders: ReadonlyMap<string, readonly string[]>;
  /** Folders of the packages that one repository holds beside each other (`packages/chart`), by their last part. */
  workspaces: ReadonlyMap<string, readonly string[]>;
}

/** Indexes paths for `resolveModule`; `packagesOf` gives the keys of the packages of a file. */
export function moduleStems(paths: readonly string[], packagesOf: (path: string) => readonly string[] = () => []): ModuleIndex {
  const byTail = new Map<string, string[]>();
  const packages = new Map<string, string[]>();
  const packageFiles = new Map<string, string[]>();
  const folders = new Map<string, string[]>();
  const workspaces = new Map<string, string[]>();
  for (const path of [...paths].sort()) {
    const parts = path.split('/');
    const file = (parts.at(-1) ?? '').replace(/(\.d)?\.[^.]+$/, '');
    const tail = file === 'index' || file === '__init__' ? (parts.at(-2) ?? file) : file;
    byTail.set(tail, [...(byTail.get(tail) ?? []), path]);
    const root = parts.findIndex((part) => part === 'packages' || part === 'libs') + 1;
    const inside = root === 0 ? undefined : parts.slice(0, root + 1).join('/');
    if (inside !== undefined && inside !== path && workspaces.get(parts[root] ?? '')?.at(-1) !== inside) add(workspaces, parts[root] ?? '', inside);
    const keys = packagesOf(path);
    const [key] = keys;
    if (key === undefined) continue;
    const folder = folderOf(path);
    for (const one of keys) add(packages, one, path);
    const ofFolder = `${key.slice(0, key.indexOf('\0'))}\0${folder}`;
    add(packageFiles, ofFolder, path);
    const name = folder.slice(folder.lastIndexOf('/') + 1);
    if (!folders.get(name)?.includes(folder)) add(folders, name, folder);
  }
  return { paths: new Set(paths), byTail, packages, packageFiles, folders, workspaces };
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The path a specifier names from a file, by the conventions of the language; undefined for libraries and misses. What the rules know (`isKnown`) is no package of the workspace. */
export function resolveModule(index: ModuleIndex, from: string, specifier: string, language: LanguageInfo, isKnown: () => boolean = () => false): string | undefined {
  switch (language.modules.style) {
    case 'dotted': return resolveDotted(index, from, specifier, language);
    case 'package': return resolvePackage(index, from, specifier, language);
    case 'path': return resolvePath(index, from, specifier, language) ?? resolveWorkspace(index, from, specifier, language, isKnown);
  }
}

const directory = (path: string): string[] => path.split('/').slice(0, -1);

function normalise(parts: readonly string[]): string | undefined {
  const out: string[] = [];
  for (const part of parts) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (out.length === 0) return undefined;
      out.pop();
    } else out.push(part);
  }
  return out.join('/');
}

function candidates(stem: string, language: LanguageInfo): string[] {
  const { extensions, index, replace } = language.modules;
  const found: string[] = [stem];
  for (const [written, sources] of Object.entries(replace)) {
    if (stem.endsWith(written)) for (const source of sources) found.push(stem.slice(0, -written.length) + source);
  }
  for (const extension of extensions) found.push(stem + extension);
  for (const extension of extensions) found.push(stem === '' ? index + extension : `${stem}/${index}${extension}`);
  return found;
}

function resolvePath(index: ModuleIndex, from: string, specifier: string, language: LanguageInfo): string | undefined {
  if (specifier.startsWith('.')) {
    const stem = normalise([...directory(from), ...specifier.split('/')]);
    return stem === undefined ? undefined : candidates(stem, language).find((path) => index.paths.has(path) && path !== '');
  }
  // Path aliases (`@/models/user`, `~/db`, `src/db`, `#db/client`): the longest tail that only one file has.
  const alias = /^(?:[@~#]?\/|[#~](?=\w)|src\/|app\/)(.+)$/.exec(specifier);
  return alias?.[1] ? bySuffix(index, from, alias[1], language) : undefined;
}

const scoped = /^@[^/]+\/([^/]+)(?:\/(.+))?$/;

/** True for the name of a package under a scope: that it is one of the workspace is a guess, so that what it does not have is a library's. */
export const isScoped = (specifier: string, language: LanguageInfo): boolean => language.modules.style === 'path' && scoped.test(specifier);

/** A package of the same repository by its name without the scope: `@shop/chart/types` is `packages/chart/src/types.ts`. */
function resolveWorkspace(index: ModuleIndex, from: string, specifier: string, language: LanguageInfo, isKnown: () => boolean): string | undefined {
  const [, name = '', rest = ''] = scoped.exec(specifier) ?? [];
  const roots = name === '' ? undefined : index.workspaces.get(name);
  if (roots === undefined || isKnown()) return undefined;
  const root = nearest(from, roots);
  return ['src/', '', 'lib/'].flatMap((folder) => candidates(`${root ?? ''}/${folder}${rest}`.replace(/\/$/, ''), language)).find((path) => index.paths.has(path));
}

function resolveDotted(index: ModuleIndex, from: string, specifier: string, language: LanguageInfo): string | undefined {
  const dots = /^\.+/.exec(specifier)?.[0].length ?? 0;
  const names = specifier.slice(dots).split('.').filter((part) => part !== '');
  if (dots > 0) {
    const stem = normalise([...directory(from), ...Array<string>(dots - 1).fill('..'), ...names]);
    return stem === undefined ? undefined : candidates(stem, language).find((path) => index.paths.has(path));
  }
  const path = names.join('/');
  const direct = candidates(path, language).find((p) => index.paths.has(p));
  if (direct !== undefined) return direct;
  // A source root (`src/`, `backend/`) the interpreter would have on its path: the directories around the importing file first.
  const here = directory(from);
  for (let depth = here.length; depth > 0; depth--) {
    const stem = [...here.slice(0, depth), path].join('/');
    const found = candidates(stem, language).find((p) => index.paths.has(p));
    if (found !== undefined) return found;
  }
  return names.length > 1 ? bySuffix(index, from, path, language) : undefined;
}

function bySuffix(index: ModuleIndex, from: string, suffix: string, language: LanguageInfo): string | undefined {
  const tail = (suffix.split('/').at(-1) ?? '').replace(/\.[cm]?[jt]sx?$/, '');
  const wanted = new Set(candidates(suffix, language).map((c) => `/${c}`));
  const hits = (index.byTail.get(tail) ?? []).filter((path) => [...wanted].some((w) => `/${path}`.endsWith(w)));
  if (hits.length <= 1) return hits[0];
  const here = directory(from);
  const shared = (path: string): number => {
    const parts = path.split('/');
    let n = 0;
    while (n < here.length && here[n] === parts[n]) n++;
    return n;
  };
  const best = Math.max(...hits.map(shared));
  const nearest = hits.filter((path) => shared(path) === best);
  return nearest.length === 1 ? nearest[0] : undefined;
}

/** The module a name of another module would be: `from . import models`. */
export function joinModule(module: string, name: string, language: LanguageInfo): string {
  if (language.modules.style === 'dotted') return module.endsWith('.') ? module + name : `${module}.${name}`;
  return `${module}/${name}`;
}
