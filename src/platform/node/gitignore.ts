import ignore, { type Ignore } from 'ignore';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** The rules of one folder's `.gitignore`, applied to the paths below it. `base` is relative to the top, `''` or ending with `/`. */
interface Layer {
  base: string;
  rules: Ignore;
}

/** What git ignores, from the top of the repository down to one folder; deeper rules win. */
export interface IgnoreRules {
  /** `path` is relative to the workspace root; folders end with `/`. */
  ignores: (path: string) => boolean;
  /** The rules that also hold in a folder below, given relative to the root and ending with `/`. */
  enter: (folder: string) => IgnoreRules;
}

/**
 * Reads the ignore rules that hold in the workspace root: its own, and those of the folders above up to the top of the repository.
 * A root that the repository ignores was asked for by name, so rules from above it do not count.
 */
export function ignoreRules(root: string): IgnoreRules {
  const top = repositoryOf(root);
  if (top === undefined || top === root) return rulesIn(root, '', layersAt(root, '', top !== undefined));
  const prefix = relative(top, root).split(sep).join('/') + '/';
  const above: Layer[] = layersAt(top, '', true);
  const parts = prefix.slice(0, -1).split('/');
  for (let depth = 1; depth < parts.length; depth++) {
    const base = parts.slice(0, depth).join('/') + '/';
    above.push(...layersAt(top, base, false));
  }
  const kept = isIgnored(above, prefix) ? [] : above;
  return rulesIn(top, prefix, [...kept, ...layersAt(top, prefix, false)]);
}

function rulesIn(top: string, prefix: string, layers: readonly Layer[]): IgnoreRules {
  return {
    ignores: (path) => isIgnored(layers, prefix + path),
    enter(folder) {
      const own = layersAt(top, prefix + folder, false);
      return own.length === 0 ? this : rulesIn(top, prefix, [...layers, ...own]);
    },
  };
}

function isIgnored(layers: readonly Layer[], path: string): boolean {
  for (let i = layers.length - 1; i >= 0; i--) {
    const layer = layers[i];
    if (!layer) continue;
    const verdict = layer.rules.test(path.slice(layer.base.length));
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}

function layersAt(top: string, base: string, withExclude: boolean): Layer[] {
  const files = [...(withExclude ? [join(top, '.git', 'info', 'exclude')] : []), join(top, base, '.gitignore')];
  return files.flatMap((file): Layer[] => {
    const text = readIfThere(file);
    return text === undefined ? [] : [{ base, rules: ignore({ ignorecase: false }).add(text) }];
  });
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** The nearest folder upwards that holds `.git`. */
export function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}
