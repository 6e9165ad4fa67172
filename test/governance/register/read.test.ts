import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { quickRead } from '../../../src/governance/register/quick-read';
import { readDecision } from '../../../src/governance/register/read';
import { accept, file, written } from './decisions';

const text = written([
  { as: '@champion', on: '2026-11-21', intent: accept() },
  { as: '@lead', on: '2026-11-22', intent: { kind: 'approve', note: 'agreed: "until" February, #12' } },
]);

describe('decision files', () => {
  it('are read at once in the form they are written, and mean the same to the YAML reader', () => {
    assert.ok(quickRead(text));
    // A comment behind a value is nothing the quick reader takes.
    const slow = text.replace('status: decision-approved', 'status: decision-approved # by the owner');
    assert.equal(quickRead(slow), undefined);
    const [a, b] = [readDecision(file, text), readDecision(file, slow)];
    assert.deepEqual([a.problems, b.problems], [[], []]);
    assert.deepEqual({ ...a.value, ranges: null }, { ...b.value, ranges: null });
    assert.equal(a.value?.signOffs[0]?.note, 'agreed: "until" February, #12');
  });

  it('mean the same to both readers whatever is typed into them, where the quick one takes them at all', () => {
    const places = fc.integer({ min: 0, max: text.length });
    const typed = fc.oneof(fc.constantFrom(' ', '\n', ',', ', ', ': ', '"', '{', '}', '[]', '#', '-', '  - ', '    ', 'null', '0', '1e3', '0x1', '~', "'", '\\', '%', '!', '?', '@'), fc.string({ maxLength: 3 }));
    let taken = 0;
    fc.assert(fc.property(places, fc.integer({ min: 0, max: 4 }), typed, (at, gone, more) => {
      const changed = text.slice(0, at) + more + text.slice(at + gone);
      const quick = quickRead(changed);
      if (!quick) return;
      taken++;
      assert.deepEqual(quick.value, parse(changed, { schema: 'core' }), changed);
      const lines = changed.split('\n');
      for (const [key, { line }] of quick.lines) assert.ok(lines[line]?.startsWith(`${key}:`), changed);
    }), { numRuns: 2_000, seed: 7 });
    assert.ok(taken > 200, String(taken));
  });

  it('tell a wrong value at its place, and keep what else they say', () => {
    const wrong = readDecision(file, text.replace('until: 2027-02-19', 'until: 2027-02-30'));
    assert.deepEqual(wrong.problems.map(({ id, message }) => [id, message]), [['decision-problem', '`decision.until` takes a date such as 2027-05-01.']]);
    assert.equal(wrong.value?.decision?.until, undefined);
    assert.equal(wrong.problems[0]?.range.start.line, 3);
  });

  it('keep e-mail addresses out, warn of unknown keys, and stop at merge markers', () => {
    assert.match(readDecision(file, text.replace('by: "@lead"', 'by: lead@shop.example')).problems[0]?.message ?? '', /not an e-mail address/);
    assert.match(readDecision(file, `${text}mood: fine\n`).problems[0]?.message ?? '', /`mood` is not a key/);
    const merged = readDecision(file, text.replace('status:', '<<<<<<< ours\nstatus:'));
    assert.equal(merged.value, undefined);
    assert.deepEqual(merged.problems.map(({ id, range }) => [id, range.start.line]), [['decision-problem', 2]]);
  });

  for (const broken of ['', 'version: 1\n', '- a\n- b\n', 'finding: [\n', '\t: x', 'finding: {class: a, fingerprint: zz, path: b}\nstatus: open\n', '\0\u0001']) {
    it(`never throw: ${JSON.stringify(broken)}`, () => {
      const { value, problems } = readDecision(file, broken);
      assert.equal(value, undefined);
      assert.ok(problems.length > 0);
    });
  }
});
