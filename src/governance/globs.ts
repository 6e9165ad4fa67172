import { minimatch } from 'minimatch';

/**
 * Why a glob of a workspace file is not used, or undefined when it is. Globs become regular expressions, so their stars and
 * braces are bounded: matching stays quick on any path.
 */
export function globProblem(glob: string): string | undefined {
  if (glob.length === 0 || glob.length > 256) return 'a glob has 1 to 256 characters';
  if (glob.startsWith('!') || /[@?+*!]\(/.test(glob)) return 'negation and patterns in brackets are not read here';
  if ((glob.match(/\*\*/g) ?? []).length > 4) return 'a glob has at most 4 "**"';
  if (glob.split('/').some((part) => part !== '**' && (part.match(/\*/g) ?? []).length > 3)) return 'a part of a glob has at most 3 "*"';
  if ((glob.match(/\{/g) ?? []).length > 3 || /\{[^}]*\{/.test(glob) || /\.\./.test(glob.replace(/\/\.\.\//g, ''))) return 'a glob has at most 3 lists in braces, not nested, without ranges';
  return undefined;
}

/** True when a file, a folder above it or a glob names the path. Paths are relative to the same root and use `/`. */
export function covers(pattern: string, path: string): boolean {
  const clean = cleanPath(pattern);
  if (clean === path || path.startsWith(clean.endsWith('/') ? clean : `${clean}/`)) return true;
  if (!/[*?[{]/.test(clean) || globProblem(clean) !== undefined) return false;
  return minimatch(path, clean, { dot: true, noext: true, nocomment: true, nonegate: true });
}

/** True when any of the patterns covers the path. */
export function coversAny(patterns: readonly string[], path: string): boolean {
  return patterns.some((pattern) => covers(pattern, path));
}

/** How closely a pattern names files: characters before the first wildcard, then characters in all. */
export function specificity(pattern: string): [prefix: number, literal: number] {
  const clean = cleanPath(pattern);
  const wildcard = clean.search(/[*?[{]/);
  return [wildcard < 0 ? clean.length + 1 : wildcard, clean.replace(/[*?]/g, '').length];
}

/** A path as the other files of the workspace write it: `/` between parts, no `./` or `/` in front. */
export function cleanPath(path: string): string {
  return path.replace(/\\/g, '/').replace(/^(?:\.?\/)+/, '');
}
