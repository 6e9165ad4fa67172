import assert from 'node:assert/strict';
import { createSlices } from '../../src/server/slices';

describe('work in slices', () => {
  it('gives others their turn, ends, and an error in one step stops only that work', async () => {
    const errors: unknown[] = [];
    let turns = 0;
    const slices = createSlices((run) => {
      turns++;
      setImmediate(run);
    }, (error) => { errors.push(error); });
    let left = 20;
    const busy = (): boolean => {
      const end = performance.now() + 2;
      while (performance.now() < end);
      return --left === 0;
    };
    await Promise.all([slices.run(busy), slices.run(() => { throw new Error('a broken file'); })]);
    assert.equal(left, 0);
    assert.ok(turns >= 4, `${turns} turns for 40 ms of work`);
    assert.deepEqual(errors.map((error) => (error as Error).message), ['a broken file']);
  });
});
