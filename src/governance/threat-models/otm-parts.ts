import { sortedUnique } from '../text';

/** A folder of code that becomes a component of a model. */
export interface CodeGroup {
  name: string;
  glob: string;
}

/** Folders whose subfolders are the parts of a system. */
const containers = new Set(['src', 'app', 'apps', 'lib', 'libs', 'packages', 'services', 'modules', 'cmd', 'internal', 'pkg', 'backend', 'server']);

/** The folders the files lie in, one per part of the system: `src/orders/**` of `src/orders/api/log.ts`. Files right in a container are a part of their own. */
export function codeGroups(files: readonly string[], project: string): CodeGroup[] {
  return sortedUnique(files.map(globOf)).map((glob) => {
    const folder = glob.replace(/\/?\*+$/, '');
    const name = folder.split('/').at(-1) ?? '';
    return { glob, name: name === '' || containers.has(name) ? project : name };
  });
}

function globOf(file: string): string {
  const folders = file.split('/').slice(0, -1);
  const [first, second] = folders;
  if (first === undefined) return '*';
  if (!containers.has(first)) return `${first}/**`;
  return second === undefined ? `${first}/*` : `${first}/${second}/**`;
}
