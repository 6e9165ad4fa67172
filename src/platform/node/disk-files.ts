import { readdir, readFile } from 'node:fs/promises';
import { join, normalize, sep } from 'node:path';
import type { Files } from '../../project/files';
import { decodeText } from '../../project/skip';
import { walk } from './walk';

/** The files of a workspace on disk. `within` keeps the listing to some folders and files. */
export function diskFiles(root: string, within?: readonly string[]): Files {
  return {
    list: (options) => Promise.resolve(walk(root, { ...options, ...(within ? { within } : {}) })),
    // Governance files name other files; none of them leads out of the workspace.
    read: async (path) => (normalize(path).split(sep)[0] === '..' ? undefined : readFile(join(root, path)).then(decodeText, () => undefined)),
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
