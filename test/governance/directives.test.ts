import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyIgnores, ignoreComment, readDirective } from '../../src/governance/directives';
import type { PlacedDirective } from '../../src/governance/directives';
import { finding } from './samples';

const lines = (from: number, to = from) => ({ start: { line: from, character: 0 }, end: { line: to, character: 80 } });
const location = { file: 'src/appointments/book.ts', range: lines(8) };
const known = { classes: new Set(['pii-in-logs', 'pii-to-ai', 'weak-hash']), controls: new Set(['mask-value', 'drop-field']) };
const read = (comment: string) => readDirective(comment, location, known, '2026-11-21');

describe('an ignore comment', () => {
  for (const comment of [
    '// shipmate-ignore pii-in-logs -- test phone of the team',
    '# shipmate-ignore pii-in-logs -- test phone of the team',
    '/* shipmate-ignore pii-in-logs -- test phone of the team */',
    '/**\n * shipmate-ignore pii-in-logs\n * -- test phone of the team\n */',
    '{/* shipmate-ignore pii-in-logs -- test phone of the team */}',
    '<!-- shipmate-ignore pii-in-logs -- test phone of the team -->',
  ]) {
    it(`is read from ${JSON.stringify(comment)}`, () => {
      assert.deepEqual(read(comment), { value: { kind: 'ignore', classes: ['pii-in-logs'], reason: 'test phone of the team', location }, problems: [] });
    });
  }

  it('takes several classes and a last day', () => {
    const { value } = read('// shipmate-ignore pii-in-logs, weak-hash until 2026-11-21 -- redaction ships -- in winter');
    assert.deepEqual(value, { kind: 'ignore', classes: ['pii-in-logs', 'weak-hash'], until: '2026-11-21', reason: 'redaction ships -- in winter', location });
  });

  for (const [comment, message, counts] of [
    ['// shipmate-ignore pii-in-logs', /gives its reason behind "--"/, false],
    ['// shipmate-ignore pii-in-logs -- later', /at least 10 characters/, false],
    ['// shipmate-ignore * -- everything is fine here', /"\*" stands for none/, false],
    ['// shipmate-ignore -- everything is fine here', /A finding class is named here/, false],
    ['// shipmate-ignore pii-in-log -- everything is fine here', /"pii-in-log" is no finding class. The nearest is "pii-in-logs"/, false],
    ['// shipmate-ignore weak-hash, zzz -- everything is fine here', /"zzz" is no finding class\.$/, true],
    ['// shipmate-ignore pii-in-logs until 2026-11-20 -- redaction ships soon', /ended on 2026-11-20/, false],
    ['// shipmate-ignore pii-in-logs until soon -- redaction ships soon', /"soon" is no date/, false],
  ] as const) {
    it(`is answered: ${comment}`, () => {
      const { value, problems } = read(comment);
      assert.deepEqual([problems.length, value !== undefined, problems[0]?.id, problems[0]?.file], [1, counts, 'ignore-problem', location.file]);
      assert.match(problems[0]?.message ?? '', message);
    });
  }

  it('is nothing where the words only occur', () => {
    for (const comment of ['// see shipmate-ignore in the docs', '// shipmate-ignored', '// nothing', '']) assert.deepEqual(read(comment), { problems: [] });
  });

  it('is never too much for the reader', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.ok(Array.isArray(read(`// shipmate-ignore ${text}`).problems));
    }));
    const started = Date.now();
    read(`// shipmate-ignore ${'a '.repeat(50_000)}until ${' '.repeat(50_000)}-- ${'x'.repeat(50_000)}`);
    assert.ok(Date.now() - started < 1000);
  });
});

describe('a control comment', () => {
  it('names controls and takes a note', () => {
    assert.deepEqual(read('# shipmate-control mask-value, drop-field -- masked by the database'), { value: { kind: 'control', controls: ['mask-value', 'drop-field'], note: 'masked by the database', location }, problems: [] });
    assert.match(read('# shipmate-control mask').problems[0]?.message ?? '', /no control/);
  });
});

describe('findings under an ignore', () => {
  const placed = (comment: string, target = lines(9)): PlacedDirective[] => {
    const { value } = read(comment);
    return value ? [{ directive: value, target }] : [];
  };

  it('are hidden below tier 3 and wait for a decision from there on', () => {
    const { findings, problems } = applyIgnores([finding(), finding({ tier: 3 }), finding({ classId: 'pii-to-ai' }), finding({ file: 'other.ts' })], placed('// shipmate-ignore pii-in-logs -- test phone of the team'));
    assert.deepEqual(findings.map((found) => found.ignore?.waiting), [false, true, undefined, undefined]);
    assert.deepEqual(problems, []);
    assert.equal(findings[0]?.ignore?.reason, 'test phone of the team');
  });

  it('are those in the target only; the rest of the ignore can go', () => {
    const { findings, problems } = applyIgnores([finding()], placed('// shipmate-ignore pii-in-logs, weak-hash -- test phone of the team', lines(12, 15)));
    assert.equal(findings[0]?.ignore, undefined);
    assert.deepEqual(problems.map((problem) => [problem.level, problem.message]), [
      ['information', 'No pii-in-logs is found here, so this ignore can go.'],
      ['information', 'No weak-hash is found here, so this ignore can go.'],
    ]);
  });
});

describe('"Ignore with reason…"', () => {
  it('writes a comment that reads back', () => {
    fc.assert(fc.property(fc.string(), fc.constantFrom('//', '#'), fc.constantFrom(undefined, '2027-02-19'), (text, leader, until) => {
      const { text: comment } = ignoreComment(['pii-in-logs', 'weak-hash'], `why: ${text} and so on`, leader, until);
      const { value, problems } = read(comment ?? '');
      assert.deepEqual([problems, value?.kind === 'ignore' && [value.classes, value.until]], [[], [['pii-in-logs', 'weak-hash'], until]]);
    }));
    assert.deepEqual(ignoreComment(['pii-in-logs'], 'no\nproblem  at all', '#'), { text: '# shipmate-ignore pii-in-logs -- no problem at all' });
    assert.deepEqual(ignoreComment(['pii-in-logs'], ' short  ', '//'), { problem: 'A reason has at least 10 characters.' });
  });
});
