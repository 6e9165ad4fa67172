import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tempTree } from '../platform/temp-tree';

export const product = resolve(__dirname, '../..');
const cli = join(product, 'dist', 'cli.js');
const cache = tempTree({});

export interface Outcome {
  code: number | null;
  out: string;
  notes: string;
}

/** Runs the built command line in a folder, with a cache of its own. */
export function shipmate(cwd: string, ...args: string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd, encoding: 'utf8', timeout: 30_000, env: { ...process.env, XDG_CACHE_HOME: cache } });
  return { code: status, out: stdout, notes: stderr };
}

/** Builds the product where it was not built yet. */
export function built(): void {
  if (!existsSync(cli)) execFileSync(process.execPath, [join(product, 'scripts', 'build.mjs')]);
}

/** A file with one finding of medium severity. */
export const signup = `export interface Member { id: string; email: string }

export function signUp(member: Member): void {
  console.log(\`signed up \${member.email}\`);
}
`;
