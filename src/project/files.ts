import type { SkipReason } from '../model';

/** A file or folder that was not analysed, and why. Folders end with `/`. */
export interface Skipped {
  file: string;
  reason: SkipReason;
}

/** What a listing of the workspace gives: source files and everything that was left out, both in path order. */
export interface Listing {
  files: string[];
  skipped: Skipped[];
}

/**
 * The files of a workspace, as each host reaches them: disk, or an editor's file system. Paths are relative to the workspace root
 * and use `/`. Nothing here throws on a file that is missing or cannot be read.
 */
export interface Files {
  /** Source files below the folder, by what git ignores and what no one wrote. `accepts` says which names a language reads. */
  list: (options: { accepts: (path: string) => boolean; excludes: (path: string) => boolean }) => Promise<Listing>;
  /** The text of a file, or undefined when there is none that can be read. */
  read: (path: string) => Promise<string | undefined>;
  /** The texts of many files, in the order asked; absent where they are read one by one. */
  readAll?: (paths: readonly string[]) => Promise<(string | undefined)[]>;
  /** Paths of the files in a folder and below it, in order; empty when there is no such folder. */
  below: (folder: string) => Promise<string[]>;
}
