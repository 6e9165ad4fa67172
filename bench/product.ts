import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LanguageInfo } from '../src/engine/rules/catalogue';
import { languages } from '../src/engine/languages/registry';
import { productFolder, readCatalogue, wasmReader } from '../src/platform/node/product';
import { diskFiles } from '../src/platform/node/disk-files';
import { createLowering } from '../src/project/lowering';
import { decodeText, textSkip } from '../src/project/skip';

export const product = productFolder();
export const catalogue = readCatalogue(product);
export const readWasm = wasmReader(product);

/** A text that would be analysed. */
export interface Source {
  path: string;
  text: string;
}

/** The texts of a folder that a scan analyses: what git ignores, what is too large and what no one wrote is left out. */
export async function sourcesOf(folder: string): Promise<Source[]> {
  const { accepts } = createLowering(catalogue.languages, languages, readWasm);
  const { files } = await diskFiles(folder).list({ accepts, excludes: () => false });
  return files.map((path) => ({ path, text: decodeText(readFileSync(join(folder, path))) })).filter(({ text }) => textSkip(text) === undefined);
}

/** The grammar that reads a path. */
export function grammarOf(path: string): { id: string; wasm: string } {
  const found = catalogue.languages.flatMap(({ id, grammars }: LanguageInfo) => grammars.filter(({ extensions }) => extensions.some((extension) => path.endsWith(extension))).map((grammar) => ({ id: grammar.id, wasm: `${id}/${grammar.wasm}` })))[0];
  if (!found) throw new Error(`no grammar reads ${path}`);
  return found;
}

/** CPU time of this process, all threads, in milliseconds. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
