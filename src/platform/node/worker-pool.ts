import { Worker } from 'node:worker_threads';
import type { FileResult } from './file-facts';

/** Files in one message: enough that messages cost nothing beside parsing, few enough that all workers end together. */
const batchSize = 12;

/** Starts a worker; taken as a parameter so that the pool can be tested with one that falls over. */
export type StartWorker = () => Worker;

/**
 * Has workers turn all paths into results, in no particular order. A worker that dies is replaced; the files it held are tried again
 * one by one, and the one that brings a worker down alone is given as unreadable.
 */
export function runPool(paths: readonly string[], size: number, startWorker: StartWorker, take: (result: FileResult) => void): Promise<void> {
  const queue: string[][] = [];
  for (let at = 0; at < paths.length; at += batchSize) queue.push(paths.slice(at, at + batchSize));
  queue.reverse();
  const employ = (): Promise<void> =>
    new Promise((resolve) => {
      const worker = startWorker();
      let held: string[] = [];
      const next = (): void => {
        held = queue.pop() ?? [];
        if (held.length > 0) worker.postMessage(held);
        else void worker.terminate();
      };
      worker.on('message', (results: FileResult[]) => {
        for (const result of results) take(result);
        next();
      });
      worker.on('error', () => undefined);
      worker.on('exit', () => {
        const [only] = held;
        if (held.length === 1 && only !== undefined) take({ path: only, reason: 'unreadable' });
        else for (const path of held) queue.push([path]);
        resolve(queue.length > 0 ? employ() : undefined);
      });
      next();
    });
  return Promise.all(Array.from({ length: Math.min(size, queue.length) }, employ)).then(() => undefined);
}
