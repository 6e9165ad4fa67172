import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from '../platform/node/make-folder';

/** Writes a file below the root of a workspace; folders on the way are made. */
export function writeBelow(root: string, file: string, text: string): void {
  const path = join(root, file);
  makeFolder(dirname(path));
  writeFileSync(path, text);
}
