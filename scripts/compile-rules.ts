import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RuleSources } from './rules/compile';

export { compileRules } from './rules/compile';

/** Reads all YAML files of `rules/` and `grammars/` and the schemas below the repository root; throws if a folder cannot be read. */
export async function readRules(root: string): Promise<RuleSources> {
  const [rules, grammars, schemas] = await Promise.all([list(root, 'rules', '.yml'), list(root, 'grammars', '.yml'), list(root, 'schemas', '.schema.json')]);
  const files = await Promise.all([...rules, ...grammars].map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })));
  const parsed = await Promise.all(
    schemas.map(async (path) => [path.slice('schemas/'.length, -'.schema.json'.length), JSON.parse(await readFile(join(root, path), 'utf8')) as object] as const),
  );
  return { files, schemas: Object.fromEntries(parsed) };
}

async function list(root: string, folder: string, ending: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/').replace(/^\//, ''))
    .sort();
}
