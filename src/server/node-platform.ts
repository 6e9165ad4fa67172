import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { languages } from '../engine/languages/registry';
import { allFacts } from '../platform/node/all-facts';
import { cacheFolder } from '../platform/node/cache-folder';
import { diskFiles } from '../platform/node/disk-files';
import { contentHash, createFactsCache } from '../platform/node/facts-cache';
import { fileFacts } from '../platform/node/file-facts';
import { currentCommit } from '../platform/node/git';
import { productFolder, readCatalogue, wasmReader } from '../platform/node/product';
import { readSource } from '../platform/node/read-source';
import { createLowering, type Lowering } from '../project/lowering';
import { decodeText } from '../project/skip';
import type { FactsOfFiles, Platform } from './platform';

/** From this many files on, workers read them; below, this thread does, one file between requests. */
const manyFiles = 48;

/** What the language server asks of a machine with Node. Files of other schemes than `file` are asked of the editor. */
export function nodePlatform(): Platform {
  const product = productFolder();
  const readWasm = wasmReader(product);
  const folder = cacheFolder(process.platform, process.env);
  const pathOf = (uri: string): string | undefined => (uri.startsWith('file:') ? fileURLToPath(uri) : undefined);
  let lowering: Lowering | undefined;
  return {
    catalogue: () => Promise.resolve(readCatalogue(product)),
    readWasm,
    filesOf(rootUri) {
      const root = pathOf(rootUri);
      return root === undefined ? undefined : diskFiles(root);
    },
    async facts(rootUri, catalogue, paths) {
      const root = pathOf(rootUri) ?? '';
      if (paths.length >= manyFiles) return allFacts({ root, product, languages: catalogue.languages, cacheFolder: folder }, languages, paths, () => undefined);
      lowering ??= createLowering(catalogue.languages, languages, readWasm);
      const cache = createFactsCache(folder);
      const all: FactsOfFiles = { files: [], hashes: new Map(), skipped: [] };
      for (const path of paths) {
        const result = await fileFacts(root, path, lowering, cache);
        if ('facts' in result) {
          all.files.push({ path, facts: result.facts });
          all.hashes.set(path, result.hash);
        } else all.skipped.push({ file: path, reason: result.reason });
        await new Promise((resolve) => setImmediate(resolve));
      }
      return all;
    },
    readNow(rootUri, path) {
      const root = pathOf(rootUri);
      const source = root === undefined ? undefined : readSource(join(root, path));
      return source && 'bytes' in source ? decodeText(source.bytes) : undefined;
    },
    contentHash: (text) => Promise.resolve(contentHash(new TextEncoder().encode(text))),
    currentCommit(rootUri) {
      const root = pathOf(rootUri);
      return root === undefined ? Promise.resolve(undefined) : currentCommit(root);
    },
    defer: (run) => { setImmediate(run); },
  };
}
