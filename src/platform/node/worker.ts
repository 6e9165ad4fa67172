import { parentPort, workerData } from 'node:worker_threads';
import { languages } from '../../engine/languages/registry';
import { createLowering } from '../../project/lowering';
import { createFactsCache } from './facts-cache';
import { fileFacts, type FileResult } from './file-facts';
import { wasmReader, type WorkerStart } from './product';

const start = workerData as WorkerStart;
const lowering = createLowering(start.languages, languages, wasmReader(start.product));
const cache = start.cacheFolder === undefined ? undefined : createFactsCache(start.cacheFolder);

parentPort?.on('message', (paths: string[]) => {
  void answer(paths);
});

/** Facts are moved to the linking thread, never copied. A fault on one file ends the worker; the pool finds out which file it was. */
async function answer(paths: string[]): Promise<void> {
  const results: FileResult[] = [];
  for (const path of paths) results.push(await fileFacts(start.root, path, lowering, cache));
  parentPort?.postMessage(results, results.flatMap((result) => ('facts' in result ? [result.facts] : [])));
}
