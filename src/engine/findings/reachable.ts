import { ImportCol } from '../facts';
import type { Program } from '../flow/program';

/** Files followed at most; more are told by the caller as a cut. */
const mostFiles = 5_000;

/**
 * Files of the workspace that code in some files can reach through imports and the packages they belong to, themselves included, in path order.
 * It over-approximates: what is imported counts as reached.
 */
export function reachableFrom(program: Program, paths: readonly string[]): string[] {
  const reached = new Set<string>();
  const waiting = [...paths];
  for (let path = waiting.pop(); path !== undefined && reached.size < mostFiles; path = waiting.pop()) {
    const file = program.files.get(path);
    if (!file || reached.has(path)) continue;
    reached.add(path);
    const { imports, strings } = file.facts;
    for (let at = 0; at < imports.length; at += ImportCol.stride) {
      const target = program.moduleFile(file, strings[imports[at + ImportCol.module] ?? -1] ?? '');
      if (target && !reached.has(target.path)) waiting.push(target.path);
    }
    // Files of one package see each other without saying so.
    if (file.package !== '') for (const others of program.namesOf(file.package).names.values()) waiting.push(...others.filter((other) => !reached.has(other)));
  }
  return [...reached].sort();
}
