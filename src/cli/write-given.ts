import { writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { makeFolder } from '../platform/node/make-folder';
import { UserError } from './user-error';

/** Writes what `--output` asks for; folders on the way are made. */
export function writeGiven(file: string, text: string): void {
  try {
    makeFolder(dirname(resolve(file)));
    writeFileSync(file, text);
  } catch {
    throw new UserError(`${file} cannot be written`, 'Give --output a place that can be written.');
  }
}
