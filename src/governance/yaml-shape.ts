import { isMap, isScalar, isSeq } from 'yaml';
import { fileProblem } from './text';
import { entries, items, rangeOf, textOf } from './yaml-source';
import type { Node, YamlSource } from './yaml-source';

/**
 * Reads one value of a file a person writes: gives it, or undefined after noting what is expected there.
 * @param path the key path for messages, such as `recipients[0].id`.
 */
export interface Shape<T> {
  (source: YamlSource, node: Node | undefined, path: string): T | undefined;
  /** The same question of a value that was read without places: true where the shape would give exactly it, without a note. */
  readonly fits: (value: unknown) => boolean;
}

/** A shape from how it reads a node and which plain values it takes. */
function shapeOf<T>(read: (source: YamlSource, node: Node | undefined, path: string) => T | undefined, fits: (value: unknown) => boolean): Shape<T> {
  return Object.assign(read, { fits });
}

function note(source: YamlSource, node: Node | undefined, path: string, what: string): void {
  source.problems.push(fileProblem(source.file, rangeOf(source, node), `\`${path}\` takes ${what}.`, 'error'));
}

/** A text that a check accepts; `what` names what is expected: "a date such as 2027-05-01". */
export function text(what = 'a text', check: (value: string) => boolean = (value) => value.trim() !== ''): Shape<string> {
  return shapeOf((source, node, path) => {
    const value = isScalar(node) ? textOf(node) : undefined;
    if (value !== undefined && check(value)) return value;
    note(source, node, path, what);
    return undefined;
  }, (value) => typeof value === 'string' && check(value));
}

/** One of a list of words. */
export function word<T extends string>(words: readonly T[]): Shape<T> {
  return shapeOf((source, node, path) => {
    const value = textOf(node);
    const found = words.find((known) => known === value);
    if (found === undefined) note(source, node, path, `one of ${words.join(', ')}`);
    return found;
  }, (value) => words.some((known) => known === value));
}

/** A whole number between two bounds. */
export function whole(low: number, high: number): Shape<number> {
  const fits = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high;
  return shapeOf((source, node, path) => {
    const value: unknown = isScalar(node) ? node.value : undefined;
    if (fits(value)) return value;
    note(source, node, path, `a whole number from ${low} to ${high}`);
    return undefined;
  }, fits);
}

/** A list; entries that do not fit are left out. An empty value is an empty list. */
export function list<T>(shape: Shape<T>): Shape<T[]> {
  return shapeOf((source, node, path) => {
    if (node === undefined || (isScalar(node) && node.value === null)) return [];
    if (!isSeq(node)) {
      note(source, node, path, 'a list');
      return undefined;
    }
    return items(source, node).flatMap((item, index) => shape(source, item, `${path}[${index}]`) ?? []);
  }, (value) => Array.isArray(value) && value.every((item) => shape.fits(item)));
}

/** A map from free keys to values of one shape. */
export function record<T>(shape: Shape<T>): Shape<Record<string, T>> {
  return shapeOf((source, node, path) => {
    if (!isMap(node)) {
      note(source, node, path, 'keys with values');
      return undefined;
    }
    const pairs = entries(source, node).flatMap(({ key, value }): [string, T][] => {
      const inner = shape(source, value, `${path}.${key}`);
      return inner === undefined ? [] : [[key, inner]];
    });
    return Object.fromEntries(pairs);
  }, (value) => isRecord(value) && Object.values(value).every((inner) => shape.fits(inner)));
}

const isRecord = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);

type Shapes = Record<string, Shape<unknown>>;
type ValueOf<S> = S extends Shape<infer T> ? T : never;

/**
 * A map with known keys. An entry without its required keys is left out; unknown keys warn and stay.
 * @param required keys without which the map says nothing.
 */
export function keys<R extends Shapes, O extends Shapes>(required: R, optional: O): Shape<{ [K in keyof R]: ValueOf<R[K]> } & { [K in keyof O]?: ValueOf<O[K]> }> {
  const known = { ...required, ...optional };
  const needed = Object.keys(required);
  const fits = (value: unknown): boolean => {
    if (!isRecord(value)) return false;
    for (const key of needed) if (value[key] === undefined) return false;
    for (const key in value) if (!Object.hasOwn(known, key) || known[key]?.fits(value[key]) !== true) return false;
    return true;
  };
  return shapeOf((source, node, path) => {
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
  }, fits);
}
