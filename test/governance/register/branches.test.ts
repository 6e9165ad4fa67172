import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decisionPath } from '../../../src/governance/register/change';
import { readDecision } from '../../../src/governance/register/read';
import { tempTree } from '../../platform/temp-tree';
import { finding } from '../../report/sample';
import { accept, written } from './decisions';

describe('decisions of two branches', () => {
  it('on different findings merge without a conflict, and none is lost', function () {
    this.timeout(20_000);
    const root = tempTree({ 'readme.txt': 'ours\n' });
    const git = (...args: string[]): void => void execFileSync('git', ['-c', 'user.name=Dev', '-c', 'user.email=dev@shop.example', '-c', 'commit.gpgsign=false', ...args], { cwd: root, stdio: 'ignore' });
    const folder = 'privacy/decisions';
    const decide = (fingerprint: string): void => {
      const on = finding({ fingerprint });
      mkdirSync(join(root, folder), { recursive: true });
      writeFileSync(join(root, decisionPath(folder, on, new Set())), written([{ as: '@dev', on: '2026-11-21', intent: accept() }], { finding: on }));
      git('add', '-A');
      git('commit', '-qm', fingerprint);
    };
    git('init', '-q', '-b', 'main');
    git('add', '-A');
    git('commit', '-qm', 'start');
    git('checkout', '-qb', 'one');
    decide('7b0c1f0a6a2d4e91');
    git('checkout', '-q', 'main');
    git('checkout', '-qb', 'two');
    decide('0011223344556677');
    git('merge', '-q', '--no-edit', 'one');
    const files = readdirSync(join(root, folder));
    assert.equal(files.length, 2);
    for (const file of files) assert.deepEqual(readDecision(file, readFileSync(join(root, folder, file), 'utf8')).problems, []);
  });
});
