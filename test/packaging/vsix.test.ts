import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';

const root = resolve(import.meta.dirname, '../..');

describe('the packaged extension', () => {
  // Its size, and that nothing private travels with it, depend on this list: a change is meant, or it is a mistake.
  it('holds exactly the files of contents.txt', async function () {
    this.timeout(120_000);
    assert.ok(existsSync(join(root, 'dist')), 'dist is missing: npm run build');
    const packed = await listFiles({ cwd: root, packageManager: PackageManager.None });
    const expected = readFileSync(join(import.meta.dirname, 'contents.txt'), 'utf8').trim().split('\n');
    assert.deepEqual(
      packed.sort(),
      expected,
      'The files differ. If that is meant: npx vsce ls --no-dependencies | LC_ALL=C sort > test/packaging/contents.txt',
    );
  });
});
