import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { Listing, Skipped } from '../../project/files';
import { folderSkip, isOtherSource, nameSkip } from '../../project/skip';
import { ignoreRules, type IgnoreRules } from './gitignore';

export interface WalkOptions {
  /** True for names that a language reads. */
  accepts: (path: string) => boolean;
  /** True for paths the team file excludes. */
  excludes: (path: string) => boolean;
  /** Folders (ending with `/`) and files to keep to, relative to the root; none means all. */
  within?: readonly string[];
}

/**
 * Lists the source files below a root, in path order, and what was left out. Symbolic links are followed last, and only to places
 * inside the root that were not seen yet. Never throws on what it finds there.
 */
export function walk(root: string, options: WalkOptions): Listing {
  const realRoot = realpathSync(root);
  /** Real paths of the folders entered so far: whatever stands in them was judged. */
  const seen = new Set<string>();
  const files: string[] = [];
  const skipped: Skipped[] = [];
  const links: { path: string; rules: IgnoreRules }[] = [];
  const isWithin = (path: string): boolean =>
    options.within === undefined || options.within.some((kept) => kept === path || (kept.endsWith('/') && path.startsWith(kept)) || (path.endsWith('/') && kept.startsWith(path)));

  const takeFile = (path: string, rules: IgnoreRules): void => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const isSource = options.accepts(path);
    if (!isWithin(path) || (!isSource && !isOtherSource(name))) return;
    const reason = rules.ignores(path) ? 'ignored-by-git' : options.excludes(path) ? 'excluded' : isSource ? nameSkip(name) : 'unsupported';
    if (reason) skipped.push({ file: path, reason });
    else files.push(path);
  };

  const takeFolder = (path: string, rules: IgnoreRules): void => {
    if (!isWithin(path)) return;
    const name = path.slice(path.lastIndexOf('/', path.length - 2) + 1, -1);
    const reason = folderSkip(name) ?? (rules.ignores(path) ? 'ignored-by-git' : options.excludes(path) ? 'excluded' : undefined);
    if (reason === 'quiet') return;
    if (reason) skipped.push({ file: path, reason });
    else enter(path, rules.enter(path));
  };

  const enter = (folder: string, rules: IgnoreRules): void => {
    let entries: Dirent[];
    try {
      seen.add(realpathSync(join(root, folder)));
      entries = readdirSync(join(root, folder), { withFileTypes: true });
    } catch {
      skipped.push({ file: folder, reason: 'unreadable' });
      return;
    }
    if (folder === 'privacy/' && holdsArtefacts(entries)) return;
    for (const entry of entries) {
      const path = folder + entry.name;
      if (entry.isSymbolicLink()) links.push({ path, rules });
      else if (entry.isDirectory()) takeFolder(`${path}/`, rules);
      else if (entry.isFile()) takeFile(path, rules);
    }
  };

  const follow = (path: string, rules: IgnoreRules): void => {
    if (!isWithin(path) && !isWithin(`${path}/`)) return;
    let target: string;
    let isFolder: boolean;
    try {
      target = realpathSync(join(root, path));
      isFolder = statSync(target).isDirectory();
    } catch (error) {
      const isLoop = error instanceof Error && 'code' in error && error.code === 'ELOOP';
      if (isLoop || options.accepts(path)) skipped.push({ file: path, reason: isLoop ? 'link-loop' : 'unreadable' });
      return;
    }
    const isInside = target.startsWith(realRoot + sep);
    const isAbove = realRoot === target || join(realRoot, path).startsWith(target + sep);
    if (!isInside || isAbove) {
      if (isFolder || options.accepts(path)) skipped.push({ file: isFolder ? `${path}/` : path, reason: 'link-loop' });
    } else if (!isFolder) {
      if (!seen.has(dirname(target))) takeFile(path, rules);
    } else if (!seen.has(target)) {
      takeFolder(`${path}/`, rules);
    }
  };

  enter('', ignoreRules(root));
  for (let link = links.shift(); link; link = links.shift()) follow(link.path, link.rules);
  return { files: files.sort(byText), skipped: skipped.sort((a, b) => byText(a.file, b.file)) };
}

/** The privacy/ folder of the root is read as artefacts; a package that only bears the name is code like any other. */
function holdsArtefacts(entries: readonly Dirent[]): boolean {
  return entries.some(({ name }) => name === 'shipmate.yml' || name === 'baseline.yml' || name === 'pia' || name === 'decisions' || name.startsWith('threat-model'));
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
