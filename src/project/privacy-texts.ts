import type { Files } from './files';

/** The files people write beside the code as they were read last, with what was read out of them. */
export interface PrivacyTexts {
  /** By path; undefined where there was no file. */
  texts: ReadonlyMap<string, string | undefined>;
  /** Files of a folder and below it, in order. */
  folders: ReadonlyMap<string, readonly string[]>;
  readings: ReadonlyMap<string, { text: string; value: unknown }>;
}

export const noTexts: PrivacyTexts = { texts: new Map(), folders: new Map(), readings: new Map() };

/** Gives texts and readings, each once, and at the end all that was given. */
export interface PrivacyReader {
  text: (path: string) => Promise<string | undefined>;
  below: (folder: string) => Promise<readonly string[]>;
  /** Texts of many files at once, in the order asked; those that cannot be read are left out. */
  all: (paths: readonly string[]) => Promise<[path: string, text: string][]>;
  /** What a way of reading makes of a text; taken from before where the text is the same. `how` names the way. */
  reading: <T>(how: string, path: string, text: string, read: (path: string, text: string) => T) => T;
  kept: () => PrivacyTexts;
}

/** Where texts come from. `isThere` tells whether a file stands on disk, where a text may be that of an editor, which outlives its file. */
export type PrivacySource = Pick<Files, 'read' | 'below' | 'readAll'> & { isThere?: (path: string) => Promise<boolean> };

/**
 * Reads by way of what was read before.
 * @param touched paths that may have changed since then; where it is absent, all may have.
 */
export function privacyReader(files: PrivacySource, before: PrivacyTexts, touched: ReadonlySet<string> | undefined): PrivacyReader {
  const texts = new Map<string, string | undefined>();
  const folders = new Map<string, readonly string[]>();
  const readings = new Map<string, { text: string; value: unknown }>();
  const isKnown = (path: string): boolean => texts.has(path) || (touched !== undefined && !touched.has(path) && before.texts.has(path));
  const known = (path: string): string | undefined => (texts.has(path) ? texts.get(path) : before.texts.get(path));

  const reader: PrivacyReader = {
    async text(path) {
      const text = isKnown(path) ? known(path) : await files.read(path);
      texts.set(path, text);
      return text;
    },
    async below(folder) {
      const listed = touched && before.folders.get(folder);
      let paths = listed;
      if (paths === undefined) paths = await files.below(folder);
      else if (touched) {
        const inside = [...touched].filter((path) => path.startsWith(`${folder}/`));
        const there = await Promise.all(inside.map(async (path) => (files.isThere ? files.isThere(path) : (await reader.text(path)) !== undefined)));
        const asked = new Set(inside);
        paths = inside.length === 0 ? paths : [...paths.filter((path) => !asked.has(path)), ...inside.filter((_, at) => there[at])].sort();
      }
      folders.set(folder, paths);
      return paths;
    },
    async all(paths) {
      const asked = paths.filter((path) => !isKnown(path));
      const got = files.readAll ? await files.readAll(asked) : await Promise.all(asked.map((path) => files.read(path)));
      asked.forEach((path, at) => texts.set(path, got[at]));
      return paths.flatMap((path): [string, string][] => {
        const text = known(path);
        texts.set(path, text);
        return text === undefined ? [] : [[path, text]];
      });
    },
    reading<T>(how: string, path: string, text: string, read: (path: string, text: string) => T): T {
      const key = `${how} ${path}`;
      const last = before.readings.get(key);
      const value = last?.text === text ? last.value : read(path, text);
      readings.set(key, { text, value });
      // The key names the way of reading, so what it gave before is of its type.
      return value as T;
    },
    kept: () => ({ texts, folders, readings }),
  };
  return reader;
}
