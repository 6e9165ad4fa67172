import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { assetsAt, sha256, type Assets } from '../platform/browser/assets';
import type { Platform } from './platform';
import type { InitOptions } from './protocol';
import { startServer } from './start';

// The server as a web worker: it reaches no files itself and asks the editor for them.

/** The worker's own scope; the DOM types, which the editor's side needs, do not know its type. */
const scope = globalThis as never;
const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope));
let assets: Assets | undefined;

const product = (): Assets => {
  if (!assets) throw new Error('the editor did not say where the rules are');
  return assets;
};
const platform: Platform = {
  start(options: Partial<InitOptions>) {
    if (options.assets !== undefined) assets = assetsAt(options.assets);
  },
  catalogue: () => product().catalogue(),
  readWasm: (name) => product().readWasm(name),
  filesOf: () => undefined,
  facts: () => Promise.resolve({ files: [], hashes: new Map(), skipped: [] }),
  contentHash: sha256,
  currentCommit: () => Promise.resolve(undefined),
  defer: (run) => { setTimeout(run, 0); },
};
startServer(connection, platform);
