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

/** Some files as they were at a commit. */
export interface PastFiles {
  commit: string;
  /** ISO date of the commit. */
  date: string;
  files: { path: string; text: string }[];
}

/**
 * Files below some paths at the commits that changed them, oldest first: the newest `limit` of them, one a day. Empty outside a repository.
 * Paths are relative to the root.
 */
export async function pastFiles(root: string, paths: readonly string[], limit: number): Promise<PastFiles[]> {
  try {
    const log = await git(root, ['log', '--format=%H %cs', '--end-of-options', 'HEAD', '--', ...paths]);
    const days = new Map<string, string>();
    for (const line of log.split('\n').filter(Boolean)) {
      const [commit = '', date = ''] = line.split(' ');
      if (!days.has(date)) days.set(date, commit);
    }
    const past: PastFiles[] = [];
    for (const [date, commit] of [...days].slice(0, limit).reverse()) {
      const names = (await git(root, ['ls-tree', '-r', '-z', '--name-only', commit, '--', ...paths])).split('\0').filter(Boolean).slice(0, mostPastFiles);
      const texts = await contents(root, names.map((path) => `${commit}:./${path}`));
      const files = names.flatMap((path, i) => (texts[i] === undefined ? [] : [{ path, text: texts[i] }]));
      past.push({ commit, date, files });
    }
    return past;
  } catch {
    return [];
  }
}

/** Files read of one past commit: a trend needs counts, not every file of a huge register. */
const mostPastFiles = 500;

/** The texts of some objects in their order; undefined for one that is not there. One process reads them all. */
async function contents(root: string, objects: readonly string[]): Promise<(string | undefined)[]> {
  const child = run('git', ['-c', 'core.fsmonitor=false', '-C', root, 'cat-file', '--batch'], { maxBuffer: 64 * 1_048_576, windowsHide: true, encoding: 'buffer' });
  child.child.stdin?.end(objects.map((object) => `${object}\n`).join(''));
  const { stdout } = await child;
  const texts: (string | undefined)[] = [];
  for (let at = 0; at < stdout.length;) {
    const line = stdout.indexOf(10, at);
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(stdout.toString('latin1', at, line))?.[1];
    texts.push(size === undefined ? undefined : stdout.toString('utf8', line + 1, line + 1 + Number(size)));
    at = line + 1 + (size === undefined ? 0 : Number(size) + 1);
  }
  return texts;
}

/** A commit that a line came with. */
export interface LineOrigin {
  commit: string;
  author: string;
  /** ISO date. */
  date: string;
}

/** Which commit each line of a file came with; undefined for lines that are not committed, empty where git cannot tell. */
export async function lineOrigins(root: string, path: string): Promise<(LineOrigin | undefined)[]> {
  try {
    const told = await git(root, ['blame', '--line-porcelain', '--', path]);
    return told.split(/^\t.*\n?/m).filter(Boolean).map((head) => {
      const commit = head.slice(0, 40);
      const seconds = Number(/^author-time (\d+)$/m.exec(head)?.[1] ?? 0);
      return /^0+$/.test(commit) ? undefined : { commit: commit.slice(0, 10), author: /^author (.*)$/m.exec(head)?.[1] ?? '', date: new Date(seconds * 1000).toISOString().slice(0, 10) };
    });
  } catch {
    return [];
  }
}
