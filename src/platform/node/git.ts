import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs git without anything a repository could make it start: no hooks, monitors, external diffs or filters for text. */
async function git(root: string, args: readonly string[]): Promise<string> {
  const quiet = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-C', root];
  const { stdout } = await run('git', [...quiet, ...args], { maxBuffer: 64 * 1_048_576, windowsHide: true });
  return stdout;
}

/** Paths (relative to the root) that differ from a commit or are not tracked yet; undefined where git or the commit is missing. */
export async function changedFiles(root: string, ref: string): Promise<string[] | undefined> {
  try {
    const changed = await git(root, ['diff', '--name-only', '--no-ext-diff', '--no-textconv', '--relative', '--diff-filter=d', '-z', '--end-of-options', ref, '--']);
    const added = await git(root, ['ls-files', '--others', '--exclude-standard', '-z']);
    return [...new Set((changed + added).split('\0').filter(Boolean))].sort();
  } catch {
    return undefined;
  }
}

/** The commit that is checked out, or undefined outside a repository. */
export async function currentCommit(root: string): Promise<string | undefined> {
  try {
    return (await git(root, ['rev-parse', '--verify', 'HEAD'])).trim();
  } catch {
    return undefined;
  }
}
