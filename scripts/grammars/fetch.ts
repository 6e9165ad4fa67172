import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from './compile';

/** An npm package, used for the C sources in it. */
export interface PackageSource {
  package: string;
  /** Exact version. */
  version: string;
  /** Of the package's archive, as it was reviewed. */
  archiveSha256: string;
}

/** Fetches a package into a temporary folder that is there while `use` runs; throws when the archive is another one than was reviewed. No script of the package is run. */
export async function withPackage<T>(source: PackageSource, use: (folder: string) => Promise<T>): Promise<T> {
  const work = await mkdtemp(join(tmpdir(), 'package-'));
  try {
    const archive = execFileSync('npm', ['pack', '--silent', `${source.package}@${source.version}`], { cwd: work, encoding: 'utf8' }).trim();
    const found = sha256(await readFile(join(work, archive)));
    if (found !== source.archiveSha256) throw new Error(`${archive} has sha256 ${found}, expected ${source.archiveSha256}`);
    execFileSync('tar', ['xzf', archive], { cwd: work });
    return await use(join(work, 'package'));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
