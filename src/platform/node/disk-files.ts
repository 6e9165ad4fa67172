import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, normalize, sep } from 'node:path';
import type { Files } from '../../project/files';
import { decodeText } from '../../project/skip';
import { walk } from './walk';

/** Files that are read before others get their turn. */
const batch = 200;

function readNow(root: string, path: string): string | undefined {
  if (leadsOut(path)) return undefined;
  try {
    return decodeText(readFileSync(`${root}${sep}${path}`));
  } catch {
    return undefined;
  }
}

/** Governance files name other files; none of them leads out of the workspace. */
const leadsOut = (path: string): boolean => path.includes('..') && normalize(path).split(sep)[0] === '..';

/** The files of a workspace on disk. `within` keeps the listing to some folders and files. */
export function diskFiles(root: string, within?: readonly string[]): Files {
  return {
    list: (options) => Promise.resolve(walk(root, { ...options, ...(within ? { within } : {}) })),
    read: async (path) => (leadsOut(path) ? undefined : readFile(join(root, path)).then(decodeText, () => undefined)),
    // In one go each, a batch at a time: thousands of reads at once wait for each other longer than they read.
    async readAll(paths) {
      const texts: (string | undefined)[] = [];
      for (const [at, path] of paths.entries()) {
        texts.push(readNow(root, path));
        if (at % batch === batch - 1) await new Promise((resolve) => setImmediate(resolve));
      }
      return texts;
    },
    async below(folder) {
      try {
        const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
        return entries
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(join(root, folder).length).split('\\').join('/').replace(/^\/*/, `${folder}/`))
          .sort();
      } catch {
        return [];
      }
    },
  };
}
