import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { walk, type WalkOptions } from '../../src/platform/node/walk';
import { tempTree } from './temp-tree';

const options: WalkOptions = { accepts: (path) => /\.(?:ts|py)$/.test(path), excludes: (path) => path.startsWith('legacy/') };

describe('walk', () => {
  it('lists source files in path order and tells what it left out', () => {
    const root = tempTree({
      'src/b.ts': '', 'src/a.py': '', 'readme.md': '', 'src/Main.java': '', 'node_modules/x/index.ts': '', 'legacy/old.ts': '', 'app.min.js': '', 'proto/user_pb2.py': '',
      '.git/hooks/hook.py': '', 'src/__generated__/api.ts': '', 'privacy/shipmate.yml': '', 'privacy/tool.py': '', 'src/privacy/mask.ts': '',
    });
    assert.deepEqual(walk(root, options), {
      files: ['src/a.py', 'src/b.ts', 'src/privacy/mask.ts'],
      skipped: [
        { file: 'legacy/', reason: 'excluded' },
        { file: 'node_modules/', reason: 'vendored' },
        { file: 'proto/user_pb2.py', reason: 'generated' },
        { file: 'src/Main.java', reason: 'unsupported' },
        { file: 'src/__generated__/', reason: 'generated' },
      ],
    });
  });

  it('reads a package named privacy as code', () => {
    assert.deepEqual(walk(tempTree({ 'privacy/__init__.py': '' }), options).files, ['privacy/__init__.py']);
  });

  it('keeps to the folders and files it is given', () => {
    const root = tempTree({ 'src/a.ts': '', 'src/deep/b.ts': '', 'lib/c.ts': '', 'lib/c.tsx': '', 'd.ts': '' });
    assert.deepEqual(walk(root, { ...options, within: ['src/deep/', 'lib/c.ts'] }).files, ['lib/c.ts', 'src/deep/b.ts']);
  });

  it('agrees with git about what is ignored, at every level', () => {
    const root = tempTree({
      '.gitignore': '# build\n/out\n*.log.ts\n!keep.log.ts\ntmp/\nsrc/*.tmp.ts\nsecret?.ts\n',
      'out/a.ts': '', 'src/out/b.ts': '', 'src/x.log.ts': '', 'src/keep.log.ts': '', 'src/tmp/c.ts': '', 'src/d.tmp.ts': '', 'src/deep/d.tmp.ts': '', 'secret1.ts': '', 'Out/e.ts': '',
      'pkg/.gitignore': 'gen/**\n!gen/\n!gen/kept.ts\n*.ts\n!main.ts\n', 'pkg/gen/kept.ts': '', 'pkg/gen/other.ts': '', 'pkg/main.ts': '', 'pkg/lost.ts': '', 'pkg/sub/main.ts': '',
    });
    const git = (...args: string[]): string => execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' });
    git('init', '-q');
    const expected = git('ls-files', '-z', '--others', '--exclude-standard', '*.ts').split('\0').filter(Boolean).sort();
    assert.deepEqual(walk(root, options).files, expected);
    const inner = git('-C', 'pkg', 'ls-files', '-z', '--others', '--exclude-standard', '*.ts').split('\0').filter(Boolean).sort();
    assert.deepEqual(walk(join(root, 'pkg'), options).files, inner, 'rules above the root count');
  });

  it('reads a folder that was asked for by name, even if the repository around it ignores it', () => {
    const root = tempTree({ '.gitignore': 'corpus/\n', '.git/HEAD': '', 'corpus/app/a.ts': '' });
    assert.deepEqual(walk(join(root, 'corpus', 'app'), options).files, ['a.ts']);
  });

  it('follows links inside the root once, and neither out of it nor in circles', () => {
    const outside = tempTree({ 'secret.ts': '' });
    const root = tempTree({ 'src/a.ts': '', 'node_modules/own/b.ts': '' });
    symlinkSync(root, join(root, 'src', 'loop'));
    symlinkSync('.', join(root, 'src', 'self'));
    symlinkSync(outside, join(root, 'outside'));
    symlinkSync(join(root, 'src', 'a.ts'), join(root, 'again.ts'));
    symlinkSync(join(root, 'node_modules', 'own'), join(root, 'own'));
    symlinkSync('ring2.ts', join(root, 'ring1.ts'));
    symlinkSync('ring1.ts', join(root, 'ring2.ts'));
    symlinkSync('nowhere.ts', join(root, 'dangling.ts'));
    assert.deepEqual(walk(root, options), {
      files: ['own/b.ts', 'src/a.ts'],
      skipped: [
        { file: 'dangling.ts', reason: 'unreadable' },
        { file: 'node_modules/', reason: 'vendored' },
        { file: 'outside/', reason: 'link-loop' },
        { file: 'ring1.ts', reason: 'link-loop' },
        { file: 'ring2.ts', reason: 'link-loop' },
        { file: 'src/loop/', reason: 'link-loop' },
        { file: 'src/self/', reason: 'link-loop' },
      ],
    });
  });

  it('tells a folder it may not open', function () {
    if (process.getuid?.() === 0) this.skip();
    const root = tempTree({ 'a.ts': '', 'locked/b.ts': '' });
    chmodSync(join(root, 'locked'), 0);
    assert.deepEqual(walk(root, options), { files: ['a.ts'], skipped: [{ file: 'locked/', reason: 'unreadable' }] });
    chmodSync(join(root, 'locked'), 0o700);
  });
});
