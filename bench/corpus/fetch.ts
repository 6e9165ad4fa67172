// Fetches the packages of packages.json through npm and pip into .bench/packages/, once each. Nothing of them is ever committed.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import packages from './packages.json';

/** A corpus on disk. */
export interface Corpus {
  name: string;
  folder: string;
}

/** The packages that could be had; one that cannot is told on stderr and left out. */
export function fetchPackages(into: string): Corpus[] {
  const home = join(into, 'packages');
  mkdirSync(home, { recursive: true });
  return packages.flatMap(({ registry, name, version }): Corpus[] => {
    const folder = join(home, `${name.replace(/^@/, '').replace('/', '-')}-${version}`);
    try {
      if (!existsSync(folder)) unpack(registry, name, version, folder);
      return [{ name: `${name} ${version}`, folder }];
    } catch (error) {
      rmSync(`${folder}.part`, { recursive: true, force: true });
      console.error(`${name} ${version} is left out: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
      return [];
    }
  });
}

/** Downloads and unpacks beside the final place, then moves: a broken download leaves nothing behind. */
function unpack(registry: string, name: string, version: string, folder: string): void {
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  const quiet = { stdio: ['ignore', 'ignore', 'pipe'] as ['ignore', 'ignore', 'pipe'] };
  if (registry === 'npm') execFileSync('npm', ['pack', `${name}@${version}`, '--pack-destination', part, '--silent'], quiet);
  // A wheel of pure Python holds the sources; a source distribution would run its build to tell its name.
  else execFileSync('pip', ['download', '--no-deps', '--only-binary', ':all:', '--dest', part, `${name}==${version}`], quiet);
  const archive = readdirSync(part).find((file) => /\.(?:tgz|whl)$/.test(file));
  if (archive === undefined) throw new Error('no archive came');
  if (archive.endsWith('.whl')) execFileSync('python3', ['-m', 'zipfile', '-e', archive, '.'], { ...quiet, cwd: part });
  else execFileSync('tar', ['-xzf', archive], { ...quiet, cwd: part });
  rmSync(join(part, archive));
  renameSync(part, folder);
}
