import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import type { Coverage } from '../../src/model';
import { tempTree } from '../platform/temp-tree';
import { sarifFaults } from '../report/sarif-structure';
import { built, shipmate, signup } from './shipmate';

interface Json {
  summary: { complete: boolean; unseen: Record<string, number>; calls: { resolved: number; unresolved: number }; skipped: Record<string, number>; guessed: object };
  coverage: Coverage;
}

const brokenPython = 'def hello(user):\n    return user.id\n\ndef half(user:\n    if (((\n';
const longFunction = `export function long(order: { id: string }): void {\n${Array.from({ length: 9_000 }, (_, i) => `  step${i}(order.id, ${i});\n`).join('')}}\n`;
const large = `export const all = [\n${'  1,\n'.repeat(300_000)}];\n`;

function json(root: string): Json {
  return JSON.parse(shipmate(root, 'scan', '--format', 'json').out) as Json;
}

describe('coverage', function () {
  this.timeout(60_000);
  before(built);

  it('of a tree that was read to its end is complete, whatever was left out on purpose', () => {
    const root = tempTree({
      'src/sign-up.ts': signup, 'src/lib.min.js': 'var a=1;', 'node_modules/a/index.js': 'broken(', 'old/legacy.js': 'broken(', 'src/blob.js': new Uint8Array([1, 0, 2]),
      'privacy/shipmate.yml': 'version: 1\npaths: {exclude: ["old/**"]}\n', 'src/later.js': 'export const load = (name) => import(`./${name}.js`);\n',
    });
    assert.equal(json(root).summary.complete, true);
    assert.equal(shipmate(root, 'scan', '--strict-coverage').code, 1, 'the finding decides');
    assert.equal(shipmate(root, 'scan', '--strict-coverage', '--fail-on', 'critical').code, 0);
  });

  it('is incomplete where a file or a part of one was not read, and that goes before findings', () => {
    const missing: Record<string, Record<string, string>> = {
      'syntax-error': { 'src/half.py': brokenPython }, budget: { 'src/long.ts': longFunction }, 'too-large': { 'src/large.js': large }, unsupported: { 'src/engine.rs': 'fn main() {}\n' },
    };
    for (const [reason, files] of Object.entries(missing)) {
      const root = tempTree({ 'src/sign-up.ts': signup, ...files });
      const { summary } = json(root);
      assert.equal(summary.complete, false, reason);
      assert.equal(summary.unseen[reason] ?? summary.skipped[reason], 1, reason);
      assert.equal(shipmate(root, 'scan', '--strict-coverage').code, 4, reason);
      assert.equal(shipmate(root, 'scan').code, 1, reason);
    }
    const root = tempTree({ 'src/sign-up.ts': signup });
    symlinkSync('gone.ts', join(root, 'src', 'dangling.ts'));
    assert.equal(shipmate(root, 'scan', '--strict-coverage').code, 4);
  });

  it('is told in JSON with places, counts and the calls that lead nowhere known', () => {
    const root = tempTree({
      'src/sign-up.ts': signup, 'src/half.py': brokenPython, 'src/long.ts': longFunction,
      'src/calls.ts': 'export function run(api: any): void {\n  api.enrol("anna@mail.test");\n}\nexport function again(api: any): void {\n  api.enrol(1);\n  other.thing();\n}\n',
    });
    const { summary, coverage } = json(root);
    assert.equal(coverage.analysed, 4);
    assert.deepEqual(coverage.unseen.map(({ file, reason, range }) => [file, reason, range.start.line]), [['src/half.py', 'syntax-error', 3], ['src/long.ts', 'budget', coverage.unseen[1]?.range.start.line]]);
    assert.equal(coverage.calls.examples[0], 'api.enrol', 'the call in most functions comes first');
    assert.deepEqual(summary.calls, { resolved: coverage.calls.resolved, unresolved: coverage.calls.unresolved });
    assert.ok(summary.calls.unresolved > 3);
    assert.doesNotMatch(JSON.stringify(coverage), /anna@/);
  });

  it('is told in SARIF as notifications of the run', () => {
    const root = tempTree({ 'src/sign-up.ts': signup, 'src/half.py': brokenPython, 'src/large.js': large, 'src/long.ts': longFunction });
    const log = JSON.parse(shipmate(root, 'scan', '--format', 'sarif').out) as Log;
    assert.deepEqual(sarifFaults(log), []);
    const told = new Map(log.runs[0]?.invocations?.[0]?.toolExecutionNotifications?.map((one) => [one.descriptor?.id, one]));
    assert.deepEqual([...told.keys()], ['not-analysed/too-large', 'not-seen/syntax-error', 'not-seen/budget', 'not-seen/unresolved-calls']);
    assert.equal(told.get('not-analysed/too-large')?.locations?.[0]?.physicalLocation?.artifactLocation?.uri, 'src/large.js');
    assert.equal(told.get('not-seen/syntax-error')?.locations?.[0]?.physicalLocation?.region?.startLine, 4);
    assert.match(told.get('not-seen/unresolved-calls')?.message.text ?? '', /^Calls not resolved: \d+ of \d+, for example step\d+, /);
    assert.equal(log.runs[0]?.properties?.['complete'], false);
  });
});
