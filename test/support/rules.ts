import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileRules, readRules } from '../../scripts/compile-rules';
import type { Catalogue } from '../../src/engine/rules/catalogue';
import type { ReadWasm } from '../../src/engine/syntax';

/** The repository. */
export const root = join(__dirname, '../..');

let compiled: Promise<Catalogue> | undefined;

/** The rules of the repository, compiled once per process; throws with the problems if they do not compile. */
export function shippedRules(): Promise<Catalogue> {
  compiled ??= readRules(root).then(compileOrThrow);
  return compiled;
}

/** The rules of the repository with other files beside them: what a new YAML file changes. */
export async function rulesWith(files: Readonly<Record<string, string>>): Promise<Catalogue> {
  const sources = await readRules(root);
  return compileOrThrow({ ...sources, files: [...sources.files, ...Object.entries(files).map(([path, text]) => ({ path, text }))] });
}

function compileOrThrow(sources: Parameters<typeof compileRules>[0]): Catalogue {
  const { value, problems } = compileRules(sources);
  if (!value) throw new Error(`the rules do not compile:\n${problems.join('\n')}`);
  return value;
}

/** Where the build copies wasm files from that are in no folder of a language. */
const wasmFolders: Readonly<Record<string, string>> = { 'web-tree-sitter.wasm': 'node_modules/web-tree-sitter', 'walker.wasm': 'src/engine/syntax/walker' };

/** Reads the wasm files from where they are kept, so that tests need no build. */
export const readWasm: ReadWasm = (name) => readFile(join(root, wasmFolders[name] ?? 'grammars', name));
