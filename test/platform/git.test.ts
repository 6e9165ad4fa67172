import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { changedFiles, currentCommit } from '../../src/platform/node/git';
import { tempTree } from './temp-tree';

describe('git', () => {
  const root = tempTree({ 'a.ts': 'one', 'sub/b.ts': 'one', 'sub/gone.ts': '' });
  const git = (...args: string[]): string => execFileSync('git', ['-C', root, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { encoding: 'utf8' });

  before(() => {
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'first');
  });

  it('tells changed and new files relative to the root, deleted ones not', async () => {
    writeFileSync(join(root, 'sub', 'b.ts'), 'two');
    writeFileSync(join(root, 'sub', 'new.ts'), '');
    git('rm', '-q', 'sub/gone.ts');
    assert.deepEqual(await changedFiles(root, 'HEAD'), ['sub/b.ts', 'sub/new.ts']);
    assert.deepEqual(await changedFiles(join(root, 'sub'), 'HEAD'), ['b.ts', 'new.ts']);
    assert.equal(await currentCommit(root), git('rev-parse', 'HEAD').trim());
  });

  it('gives nothing for a ref that is none, and starts nothing the repository names', async () => {
    const mark = join(root, 'ran');
    git('config', 'core.fsmonitor', `touch ${mark}; false`);
    git('config', 'diff.external', `touch ${mark}; false`);
    assert.equal(await changedFiles(root, '--output=ran'), undefined);
    assert.ok(await changedFiles(root, 'HEAD'));
    assert.ok(!existsSync(mark));
    assert.equal(await changedFiles(tempTree({}), 'HEAD'), undefined);
  });
});
