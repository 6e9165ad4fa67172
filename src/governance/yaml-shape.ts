import { isMap, isScalar, isSeq } from 'yaml';
import { fileProblem } from './text';
import { entries, items, rangeOf, textOf } from './yaml-source';
import type { Node, YamlSource } from './yaml-source';

/**
 * Reads one value of a file a person writes: gives it, or undefined after noting what is expected there.
 * @param path the key path for messages, such as `recipients[0].id`.
 */
export type Shape<T> = (source: YamlSource, node: Node | undefined, path: string) => T | undefined;

function note(source: YamlSource, node: Node | undefined, path: string, what: string): void {
  source.problems.push(fileProblem(source.file, rangeOf(source, node), `\`${path}\` takes ${what}.`, 'error'));
}

/** A text that a check accepts; `what` names what is expected: "a date such as 2027-05-01". */
export function text(what = 'a text', check: (value: string) => boolean = (value) => value.trim() !== ''): Shape<string> {
  return (source, node, path) => {
    const value = isScalar(node) ? textOf(node) : undefined;
    if (value !== undefined && check(value)) return value;
    note(source, node, path, what);
    return undefined;
  };
}

/** One of a list of words. */
export function word<T extends string>(words: readonly T[]): Shape<T> {
  return (source, node, path) => {
    const value = textOf(node);
    const found = words.find((known) => known === value);
    if (found === undefined) note(source, node, path, `one of ${words.join(', ')}`);
    return found;
  };
}

/** A whole number between two bounds. */
export function whole(low: number, high: number): Shape<number> {
  return (source, node, path) => {
    const value: unknown = isScalar(node) ? node.value : undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high) return value;
    note(source, node, path, `a whole number from ${low} to ${high}`);
    return undefined;
  };
}

/** A list; entries that do not fit are left out. An empty value is an empty list. */
export function list<T>(shape: Shape<T>): Shape<T[]> {
  return (source, node, path) => {
    if (node === undefined || (isScalar(node) && node.value === null)) return [];
    if (!isSeq(node)) {
      note(source, node, path, 'a list');
      return undefined;
    }
    return items(source, node).flatMap((item, index) => shape(source, item, `${path}[${index}]`) ?? []);
  };
}

/** A map from free keys to values of one shape. */
export function record<T>(shape: Shape<T>): Shape<Record<string, T>> {
  return (source, node, path) => {
    if (!isMap(node)) {
      note(source, node, path, 'keys with values');
      return undefined;
    }
    const pairs = entries(source, node).flatMap(({ key, value }): [string, T][] => {
      const inner = shape(source, value, `${path}.${key}`);
      return inner === undefined ? [] : [[key, inner]];
    });
    return Object.fromEntries(pairs);
  };
}

type Shapes = Record<string, Shape<unknown>>;
type ValueOf<S> = S extends Shape<infer T> ? T : never;

/**
 * A map with known keys. An entry without its required keys is left out; unknown keys warn and stay.
 * @param required keys without which the map says nothing.
 */
export function keys<R extends Shapes, O extends Shapes>(required: R, optional: O): Shape<{ [K in keyof R]: ValueOf<R[K]> } & { [K in keyof O]?: ValueOf<O[K]> }> {
  const known = { ...required, ...optional };
  return (source, node, path) => {
    if (!isMap(node)) {
      note(source, node, path || 'the file', 'keys with values');
      return undefined;
    }
    const prefix = path === '' ? '' : `${path}.`;
    const value: Record<string, unknown> = {};
    for (const { key, keyNode, value: inner } of entries(source, node)) {
      const shape = Object.hasOwn(known, key) ? known[key] : undefined;
      if (!shape) {
        source.problems.push(fileProblem(source.file, rangeOf(source, keyNode), `\`${prefix}${key}\` is not a key that is read here; it stays as it is. Known: ${Object.keys(known).join(', ')}.`));
        continue;
      }
      const read = shape(source, inner, prefix + key);
      if (read !== undefined) value[key] = read;
    }
    const missing = Object.keys(required).filter((key) => value[key] === undefined);
    const absent = missing.filter((key) => !entries(source, node).some((entry) => entry.key === key));
    if (absent.length > 0) source.problems.push(fileProblem(source.file, rangeOf(source, node), `${path === '' ? 'The file' : `\`${path}\``} lacks ${absent.map((key) => `\`${key}\``).join(', ')}.`, 'error'));
    return missing.length > 0 ? undefined : (value as ReturnType<ReturnType<typeof keys<R, O>>>);
  };
}
