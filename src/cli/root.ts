import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { repositoryOf } from '../platform/node/gitignore';
import { teamFilePath } from '../project/artefacts';
import { UserError } from './user-error';

/** Which workspace the given paths mean. */
export interface Scope {
  /** Absolute; all paths of a report are relative to it. */
  root: string;
  /** Folders (ending with `/`) and files to keep to, relative to the root; undefined for all of it. */
  within: string[] | undefined;
}

/**
 * The workspace of the given paths: the folder of the nearest team file upwards, inside the repository if there is one. Without a team file it is
 * the given folder itself; for several paths or files the current folder, or the nearest folder that holds them all.
 */
export function scopeOf(paths: readonly string[], cwd: string): Scope {
  const places = (paths.length === 0 ? ['.'] : paths).map((path) => {
    const place = resolve(cwd, path);
    const stat = statSync(place, { throwIfNoEntry: false });
    if (!stat) throw new UserError(`${path} is not there`, 'Give folders or files that exist, or none for the current folder.');
    return { place, isFolder: stat.isDirectory() };
  });
  const [first] = places;
  const isOneFolder = places.length === 1 && first?.isFolder === true;
  const folders = places.map(({ place, isFolder }) => (isFolder ? place : dirname(place)));
  const base = isOneFolder ? first.place : folderOfAll(folders, cwd);
  const root = teamRoot(folderOfAll(folders, first?.place ?? cwd)) ?? base;
  if (isOneFolder && root === base) return { root, within: undefined };
  const within = places.map(({ place, isFolder }) => relative(root, place).split(sep).join('/') + (isFolder ? '/' : ''));
  return { root, within: within.includes('/') ? undefined : within };
}

/** The preferred folder if it holds all, else the nearest one above the first that does. */
function folderOfAll(folders: readonly string[], preferred: string): string {
  const holdsAll = (folder: string): boolean => folders.every((each) => each === folder || each.startsWith(folder.endsWith(sep) ? folder : folder + sep));
  let at = holdsAll(preferred) ? preferred : (folders[0] ?? preferred);
  while (!holdsAll(at)) at = dirname(at);
  return at;
}

function teamRoot(folder: string): string | undefined {
  const last = repositoryOf(folder);
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, teamFilePath))) return at;
    if (at === last || dirname(at) === at) return undefined;
  }
}
