import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Catalogue, LanguageInfo } from '../../engine/rules/catalogue';
import type { ReadWasm } from '../../engine/syntax';

/**
 * The folder with the built product (`dist`): that of the running bundle, or that of the repository when the sources run.
 * Throws when the product was not built.
 */
export function productFolder(): string {
  for (let at = __dirname; ; at = dirname(at)) {
    const candidates = [at, join(at, 'dist')];
    const found = candidates.find((folder) => existsSync(join(folder, 'rules.json')));
    if (found !== undefined) return found;
    if (dirname(at) === at) throw new Error('rules.json is not there: run `npm run build` first');
  }
}

/** The compiled rules. */
export function readCatalogue(product: string): Catalogue {
  return JSON.parse(readFileSync(join(product, 'rules.json'), 'utf8')) as Catalogue;
}

/** Gives wasm files of the product: the parser runtime stands beside the bundles, grammars in their folders. */
export function wasmReader(product: string): ReadWasm {
  return (name) => readFile(name.includes('/') ? join(product, 'grammars', name) : join(product, name));
}

/** What a worker needs to start. */
export interface WorkerStart {
  root: string;
  product: string;
  languages: LanguageInfo[];
  /** Undefined: facts are not kept on disk. */
  cacheFolder: string | undefined;
}
