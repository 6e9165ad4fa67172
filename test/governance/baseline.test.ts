import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020';
import fc from 'fast-check';
import { parse } from 'yaml';
import { applyBaseline, lineHashOf, readBaseline, writeBaseline } from '../../src/governance/baseline';
import type { Finding } from '../../src/model/finding';
import { finding } from './samples';

const file = 'privacy/baseline.yml';
const hashes: Record<string, string> = { 'src/a.ts': 'aaaa1111ffff', 'src/b.ts': 'aabb2222ffff', 'src/moved/a.ts': 'aaaa1111ffff' };
const print = (digit: string): string => digit.repeat(16);
const at = (over: Partial<Finding>): Finding => finding({ file: 'src/a.ts', lineHash: '0123456789ab', fingerprint: print('1'), ...over });

function states(before: Finding[], now: Finding[], rules = 'r1', contents = hashes): string[] {
  const text = writeBaseline(before, { commit: '4f2a9c1', rules: 'r1', contentHashes: Object.values(hashes) });
  const { value, problems } = readBaseline(file, text);
  assert.deepEqual(problems, []);
  assert.ok(value);
  return applyBaseline(now, value, { rules, contentHash: (path) => contents[path] }).findings.map((found) => found.state);
}

describe('the baseline file', () => {
  it('has one sorted line per finding and reads back', () => {
    const text = writeBaseline([at({ fingerprint: print('2'), file: 'src/my file #1.ts' }), at({}), at({ classId: 'pii-to-ai' })], { commit: '4f2a9c1', rules: 'r1', contentHashes: Object.values(hashes) });
    assert.equal(text, `# Findings that were there when the team started: known, not accepted. Kept by Privacy Shipmate; one line each: fingerprint, line, class, file.
version: 1
commit: "4f2a9c1"
rules: r1
findings:
  - 1111111111111111 0123456789ab pii-in-logs src/a.ts
  - 1111111111111111 0123456789ab pii-to-ai src/a.ts
  - "2222222222222222 0123456789ab pii-in-logs src/my file #1.ts"
# Contents that were analysed then, so that findings of better rules are told from findings of new code.
contents:
  - aaaa1111 aabb2222
`);
    const { value } = readBaseline(file, text);
    assert.equal(value?.entries.length, 3);
    assert.equal(value.entries[2]?.file, 'src/my file #1.ts');
    const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync('schemas/baseline.schema.json', 'utf8')) as object);
    assert.ok(validate(parse(text)), JSON.stringify(validate.errors));
  });

  it('reads any digits as text', () => {
    for (const fingerprint of ['0000000000000001', '1234567890123456', '12345678901234e5', '0x12345678901234'.replace('x', 'a')]) {
      assert.equal(readBaseline(file, writeBaseline([at({ fingerprint, lineHash: '000000000001' })], { commit: '1e3', rules: '007', contentHashes: ['00000001aa', '12345678', '1234567e'] })).value?.entries[0]?.fingerprint, fingerprint);
    }
    assert.deepEqual(readBaseline(file, writeBaseline([], { commit: '1e3', rules: '007', contentHashes: ['00000001aa', '12345678', '0123e567'] })).value, {
      commit: '1e3', rules: '007', entries: [], contents: new Set(['00000001', '12345678', '0123e567']),
    });
  });

  it('says which lines are none', () => {
    const { value, problems } = readBaseline(file, 'version: 1\nfindings:\n  - nonsense\n  - 1111111111111111 - pii-in-logs src/a.ts\n  - {a: b}\n');
    assert.deepEqual([value?.entries.length, problems.map((problem) => problem.range.start.line)], [1, [2, 4]]);
    for (const text of ['', '{', 'x']) assert.ok(readBaseline(file, text).problems.length > 0);
  });
});

describe('findings against a baseline', () => {
  it('are known while print, file and line are the same', () => {
    assert.deepEqual(states([at({})], [at({}), at({ fingerprint: print('2') })]), ['known', 'new']);
  });

  it('come back when their line changes, also when another copy has the old line', () => {
    assert.deepEqual(states([at({})], [at({ lineHash: 'ffff' })]), ['new']);
    assert.deepEqual(states([at({})], [at({ lineHash: 'ffff' }), at({ file: 'src/b.ts' })]), ['new', 'new']);
  });

  it('are matched one to one', () => {
    assert.deepEqual(states([at({})], [at({}), at({})]), ['known', 'new']);
    assert.deepEqual(states([at({}), at({})], [at({}), at({}), at({})]), ['known', 'known', 'new']);
  });

  it('are known where their file was moved, the nearest path first', () => {
    assert.deepEqual(states([at({ file: 'lib/old/a.ts' }), at({ file: 'src/old/a.ts' })], [at({ file: 'src/moved/a.ts' }), at({ file: 'lib/moved/a.ts' })]), ['known', 'known']);
    assert.deepEqual(states([at({ file: 'src/old/a.ts' })], [at({ file: 'src/moved/a.ts' }), at({ file: 'src/moved/b.ts' })]), ['known', 'new']);
  });

  it('are known where only the function around them has another name', () => {
    assert.deepEqual(states([at({})], [at({ fingerprint: print('9'), symbol: 'renamed' })]), ['known']);
    assert.deepEqual(states([at({})], [at({ fingerprint: print('9'), classId: 'pii-to-ai' })]), ['new']);
  });

  it('are newly seen where other rules find them in code of then', () => {
    const fresh = at({ fingerprint: print('7'), lineHash: 'ee' });
    assert.deepEqual(states([at({})], [at({}), fresh], 'r2'), ['known', 'newly-seen']);
    assert.deepEqual(states([at({})], [fresh], 'r1'), ['new']);
    assert.deepEqual(states([at({})], [fresh], 'r2', { 'src/a.ts': '99999999' }), ['new']);
    const range = fresh.range;
    const through = { ...fresh, flows: [{ dataType: 'email', strength: 'certain' as const, safeguards: [], steps: [{ kind: 'step' as const, text: 'x', file: 'src/c.ts', range }] }] };
    assert.deepEqual(states([at({})], [through], 'r2'), ['new']);
  });

  it('stay agreed, and tell which entries are cleared', () => {
    assert.deepEqual(states([], [at({ state: 'agreed' })]), ['agreed']);
    const { value } = readBaseline(file, writeBaseline([at({}), at({ fingerprint: print('2'), lineHash: 'aa' })], { commit: '', rules: 'r1', contentHashes: [] }));
    assert.deepEqual(value && applyBaseline([at({})], value, { rules: 'r1', contentHash: () => undefined }).cleared.map((entry) => entry.fingerprint), [print('2')]);
  });

  it('are all known right after the baseline was kept', () => {
    const any = fc.record({ fingerprint: fc.constantFrom(print('1'), print('2')), file: fc.constantFrom('src/a.ts', 'src/b.ts', 'src/ü "x"\\: #.ts'), lineHash: fc.constantFrom('aa', 'bb', undefined), classId: fc.constantFrom('pii-in-logs', 'pii-to-ai') });
    fc.assert(fc.property(fc.array(any, { maxLength: 12 }), (list) => {
      const findings = list.map((over) => at(over));
      const { value } = readBaseline(file, writeBaseline(findings, { commit: 'x', rules: 'r1', contentHashes: [] }));
      const result = value && applyBaseline(findings, value, { rules: 'r1', contentHash: () => undefined });
      assert.deepEqual([result?.findings.filter((found) => found.state !== 'known'), result?.cleared], [[], []]);
    }), { numRuns: 60 });
  });
});

describe('the hash of a line', () => {
  const place = { range: { start: { line: 1, character: 2 }, end: { line: 1, character: 8 } }, argument: { start: { line: 2, character: 4 }, end: { line: 2, character: 9 } } };

  it('covers the argument and no white space', () => {
    const hash = lineHashOf(place, ['', '  log(', '    user.email);', '']);
    assert.match(hash, /^[0-9a-f]{12}$/);
    assert.equal(hash, lineHashOf(place, ['x', 'log(', '\tuser.email);  ']));
    assert.notEqual(hash, lineHashOf(place, ['', '  log(', '    user.phone);']));
    assert.equal(lineHashOf({ range: place.range }, ['', 'log(', 'a']), lineHashOf({ range: place.range }, ['', 'log(', 'b']));
  });
});
