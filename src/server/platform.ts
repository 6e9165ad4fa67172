import type { Catalogue } from '../engine/rules/catalogue';
import type { FileInput } from '../engine/workspace';
import type { ReadWasm } from '../engine/syntax';
import type { Files, Skipped } from '../project/files';
import type { InitOptions } from './protocol';

/** Facts of files with the content hashes (hex) of those analysed, and what was left out. */
export interface FactsOfFiles {
  files: FileInput[];
  hashes: Map<string, string>;
  skipped: Skipped[];
}

/** What the server asks of the machine it runs on. */
export interface Platform {
  /** Hears what the editor said at the start. */
  start?: (options: Partial<InitOptions>) => void;
  catalogue: () => Promise<Catalogue>;
  readWasm: ReadWasm;
  /** The files of a workspace folder; undefined where this machine does not reach them and the editor is asked instead. */
  filesOf: (rootUri: string) => Files | undefined;
  /** Facts of files below a folder this machine reaches. */
  facts: (rootUri: string, catalogue: Catalogue, paths: readonly string[]) => Promise<FactsOfFiles>;
  /** The text of a file below a folder, at once; undefined when there is none. Absent where this machine reaches no files. */
  readNow?: (rootUri: string, path: string) => string | undefined;
  /** Hex SHA-256 of a text in UTF-8. */
  contentHash: (text: string) => Promise<string>;
  currentCommit: (rootUri: string) => Promise<string | undefined>;
  /** Gives the event loop a turn. */
  defer: (run: () => void) => void;
}
