import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FileInput } from '../../engine/workspace';
import type { Language } from '../../engine/languages/language';
import type { Skipped } from '../../project/files';
import { createLowering } from '../../project/lowering';
import { createFactsCache, trimCache } from './facts-cache';
import { fileFacts, type FileResult } from './file-facts';
import { wasmReader, type WorkerStart } from './product';
import { runPool } from './worker-pool';

const mostWorkers = 4;
/** Below this, starting workers costs more than they save. */
const fewFiles = 48;
const cacheCap = 512 * 1_048_576;

export interface AllFacts {
  /** In path order, however the workers ended. */
  files: FileInput[];
  /** Content hashes (hex) of the files analysed. */
  hashes: Map<string, string>;
  skipped: Skipped[];
}

/** Turns files into facts: on workers where the bundle is there and the files are many, else in this thread. `progress` hears how many are done. */
export async function allFacts(start: WorkerStart, languages: readonly Language[], paths: readonly string[], progress: (done: number) => void): Promise<AllFacts> {
  const files: FileInput[] = [];
  const skipped: Skipped[] = [];
  const hashes = new Map<string, string>();
  let added = 0;
  const take = (result: FileResult): void => {
    if ('facts' in result) {
      files.push({ path: result.path, facts: result.facts });
      hashes.set(result.path, result.hash);
      if (result.isNew) added++;
    } else skipped.push({ file: result.path, reason: result.reason });
    progress(files.length + skipped.length);
  };
  const bundle = join(start.product, 'worker.js');
  if (paths.length >= fewFiles && existsSync(bundle)) {
    await runPool(paths, Math.min(availableParallelism(), mostWorkers), () => new Worker(bundle, { workerData: start }), take);
  } else {
    const lowering = createLowering(start.languages, languages, wasmReader(start.product));
    const cache = start.cacheFolder === undefined ? undefined : createFactsCache(start.cacheFolder);
    for (const path of paths) take(await fileFacts(start.root, path, lowering, cache));
  }
  if (added > 0 && start.cacheFolder !== undefined) trimCache(start.cacheFolder, cacheCap);
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, hashes, skipped };
}
