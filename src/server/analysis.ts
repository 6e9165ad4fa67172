import type { Connection, WorkspaceFolder } from 'vscode-languageserver';
import { languages } from '../engine/languages/registry';
import { createWorkspace } from '../engine/workspace';
import { createCodeTools } from '../project/code-tools';
import { createOpener } from '../project/open-code';
import { createLowering } from '../project/lowering';
import { addressesBelow, folderOf } from './addresses';
import { askedFiles, namedFiles } from './asked-files';
import { createControls } from './controls';
import { createFolder, type Folder } from './folder';
import { createOffers } from './offers';
import type { FactsOfFiles, Platform } from './platform';
import type { Settings } from './protocol';
import { locate, type Session } from './session';
import { defaultSettings } from './settings';
import { createSlices } from './slices';

/** The session with what changes it. */
export interface Analysis extends Session {
  /** File extensions that are analysed, with their dot. */
  extensions: () => string[];
  setSettings: (settings: Settings) => void;
  setChangedFiles: (uris: readonly string[]) => void;
  start: () => Promise<void>;
  scan: () => Promise<void>;
  stop: () => void;
  trust: () => Promise<void>;
  changeFolders: (added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]) => Promise<void>;
  open: (uri: string, text: string) => Promise<void>;
  edit: (uri: string, text: string) => void;
  close: (uri: string) => Promise<void>;
  /** Resolves when a document that is being opened has its facts. */
  opened: (uri: string) => Promise<void>;
  diskChanged: (uris: readonly string[]) => Promise<void>;
}

export interface AnalysisParts {
  connection: Connection;
  platform: Platform;
  changed: () => void;
  failed: (error: unknown) => void;
}

/** Prepares the analysis of the folders of a workspace. `today` is fixed by tests; else it is today in UTC. */
export async function createAnalysis({ connection, platform, changed, failed }: AnalysisParts, roots: readonly WorkspaceFolder[], options: { trusted: boolean; today?: string }): Promise<Analysis> {
  const catalogue = await platform.catalogue();
  const lowering = createLowering(catalogue.languages, languages, platform.readWasm);
  const openText = createOpener(catalogue.languages, languages, platform.readWasm);
  const slices = createSlices((run) => { platform.defer(run); }, failed);
  const controls = createControls(catalogue, createCodeTools(catalogue.languages, languages, platform.readWasm), platform.readNow?.bind(platform));
  const offers = createOffers((folder, finding) => controls.plan(folder, finding), () => new Promise((resolve) => { platform.defer(resolve); }), failed);
  const today = (): string => options.today ?? new Date().toISOString().slice(0, 10);
  let settings = defaultSettings;
  let { trusted } = options;
  let changedFiles: ReadonlySet<string> = new Set();
  const opening = new Map<string, Promise<void>>();

  /** A folder of the workspace, or, with `isLoose`, the folder around a document that belongs to none. */
  const folderAt = (root: string, name: string, isLoose: boolean): Folder => {
    const addresses = addressesBelow(root);
    const own = platform.filesOf(addresses.root);
    const files = own ?? askedFiles(connection, addresses);
    const isWhole = own !== undefined && !isLoose;
    return createFolder({
      name, addresses, catalogue, files, openText, slices, today, changed, failed,
      workspace: createWorkspace(catalogue),
      accepts: (path) => lowering.accepts(path),
      facts: async (paths) => (own ? platform.facts(addresses.root, catalogue, paths) : lowerAsked(paths)),
      ...(isWhole ? {} : isLoose ? { named: () => Promise.resolve([]), partial: 'only open files are analysed' } : { named: namedFiles(catalogue, files), partial: 'only open files and the files they name are analysed' }),
      contentHash: (text) => platform.contentHash(text),
      trusted: () => trusted,
    });

    async function lowerAsked(paths: readonly string[]): Promise<FactsOfFiles> {
      const got: FactsOfFiles = { files: [], hashes: new Map(), skipped: [] };
      for (const path of paths) {
        const text = await files.read(path);
        const facts = text === undefined ? undefined : await lowering.lower(path, text);
        if (text === undefined || !facts) got.skipped.push({ file: path, reason: 'unreadable' });
        else {
          got.files.push({ path, facts });
          got.hashes.set(path, await platform.contentHash(text));
        }
      }
      return got;
    }
  };

  let folders = roots.map(({ uri, name }) => folderAt(uri, name, false));

  const analysis: Analysis = {
    catalogue,
    offers,
    controls,
    settings: () => settings,
    folders: () => folders,
    changedFiles: () => changedFiles,
    today,
    commitOf: (folder) => platform.currentCommit(folder.addresses.root),
    extensions: () => catalogue.languages.flatMap(({ grammars }) => grammars.flatMap(({ extensions }) => extensions)),
    setSettings(next) {
      const wasEnabled = settings.enable;
      settings = next;
      if (next.enable && !wasEnabled) void analysis.scan().catch(failed);
    },
    setChangedFiles(uris) { changedFiles = new Set(uris); },
    start: () => analysis.scan(),
    async scan() {
      // Documents that are open are looked at first.
      await Promise.all(opening.values());
      for (const folder of folders) if (settings.enable) await folder.scan();
      changed();
    },
    stop() { slices.stop(); },
    async trust() {
      trusted = true;
      for (const folder of folders) await folder.reloadArtefacts();
    },
    async changeFolders(added, removed) {
      const gone = new Set(removed.map(({ uri }) => addressesBelow(uri).root));
      const fresh = added.map(({ uri, name }) => folderAt(uri, name, false));
      folders = [...folders.filter(({ addresses }) => !gone.has(addresses.root)), ...fresh];
      for (const folder of fresh) await folder.scan();
      changed();
    },
    open(uri, text) {
      let place = locate(analysis, uri);
      if (!place) {
        const root = folderOf(uri);
        const folder = folderAt(root, root.slice(root.lastIndexOf('/') + 1), true);
        folders = [...folders, folder];
        place = locate(analysis, uri);
      }
      const opened = (place?.folder.open(place.path, text) ?? Promise.resolve()).finally(() => opening.delete(uri));
      opening.set(uri, opened);
      return opened;
    },
    edit(uri, text) {
      const place = locate(analysis, uri);
      place?.folder.edit(place.path, text);
    },
    async close(uri) {
      await opening.get(uri);
      const place = locate(analysis, uri);
      await place?.folder.close(place.path);
    },
    async opened(uri) { await opening.get(uri); },
    async diskChanged(uris) {
      for (const folder of folders) {
        const paths = uris.flatMap((uri) => folder.addresses.pathOf(uri) ?? []);
        if (paths.length > 0) await folder.diskChanged(paths);
      }
    },
  };
  return analysis;
}
