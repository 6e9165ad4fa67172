import assert from 'node:assert/strict';
import { Worker } from 'node:worker_threads';
import type { FileResult } from '../../src/platform/node/file-facts';
import { runPool } from '../../src/platform/node/worker-pool';

/** A worker that dies on some paths, hard or by an error, and answers all others. */
const brittle = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', (paths) => {
  if (paths.some((path) => path.includes('exit'))) process.exit(3);
  if (paths.some((path) => path.includes('throw'))) throw new Error('broken');
  const results = paths.map((path) => ({ path, facts: new ArrayBuffer(8), hash: '', isNew: true }));
  parentPort.postMessage(results, results.map(({ facts }) => facts));
});`;

async function run(paths: string[], size: number): Promise<{ results: FileResult[]; started: number }> {
  const results: FileResult[] = [];
  let started = 0;
  const start = (): Worker => {
    started++;
    return new Worker(brittle, { eval: true });
  };
  await runPool(paths, size, start, (result) => results.push(result));
  return { results, started };
}

describe('worker pool', () => {
  const many = (count: number): string[] => Array.from({ length: count }, (_, i) => `src/${i}.ts`);

  it('answers every path once, and starts no more workers than there is work', async () => {
    const { results, started } = await run(many(60), 2);
    assert.deepEqual(new Set(results.map(({ path }) => path)), new Set(many(60)));
    assert.equal(results.length, 60);
    assert.equal(started, 2);
    assert.equal((await run(['one.ts'], 4)).started, 1);
    assert.equal((await run([], 4)).started, 0);
  });

  it('replaces a worker that dies and gives only the guilty file as unreadable', async () => {
    const { results } = await run([...many(30), 'src/exit.ts', 'src/throw.ts'], 2);
    assert.equal(results.length, 32);
    assert.deepEqual(results.filter((result) => 'reason' in result).map(({ path }) => path).sort(), ['src/exit.ts', 'src/throw.ts']);
  });
});
