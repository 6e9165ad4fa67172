import { execFileSync, type ExecFileSyncOptions } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** The root of the repository. */
export const projectRoot = resolve(import.meta.dirname, '../..');

/** Everything that is installed for tests only; git-ignored, safe to delete. */
export const cacheFolder = join(projectRoot, '.vscode-test');

const versionFile = 'installed.txt';

/** True if `folder` holds a finished install of exactly `version`. */
export function isInstalled(folder: string, version: string): boolean {
  const file = join(folder, versionFile);
  return existsSync(file) && readFileSync(file, 'utf8').trim() === version;
}

/** Path of the file that marks an install as finished; written last. */
export function markerOf(folder: string): string {
  return join(folder, versionFile);
}

const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/**
 * Runs npm in `cwd`. `firstOnPath` is a folder searched before PATH, so that scripts of packages run under the Node
 * found there. Throws, with what npm wrote, if it fails.
 */
export function npm(args: string[], cwd: string, extraEnv: Record<string, string> = {}, firstOnPath?: string): void {
  const path = [firstOnPath, process.env['PATH']].filter((part) => part !== undefined).join(delimiter);
  const options: ExecFileSyncOptions = { cwd, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, PATH: path, ...extraEnv } };
  execFileSync('npm', [...args, ...quiet], options);
}

/** Downloads one package from the npm registry and unpacks it to `cwd`/package, without its dependencies or scripts. */
export function unpackPackage(name: string, version: string, cwd: string): void {
  const packed = execFileSync('npm', ['pack', '--silent', ...quiet, `${name}@${version}`], { cwd, encoding: 'utf8' });
  const tarball = packed.trim().split('\n').at(-1);
  if (tarball === undefined || tarball === '') throw new Error(`npm pack ${name}@${version} printed no file name`);
  execFileSync('tar', ['xzf', tarball], { cwd });
}
