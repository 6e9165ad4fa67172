import assert from 'node:assert/strict';
import type { Finding } from '../../src/model';
import { finding } from '../governance/samples';
import { allFixtures } from './all-fixtures';
import { compare } from './carets';
import { readFixture } from './fixture';

const sample = `//- /src/log.ts
export function placed(user: User) {
  const contact = user.email;
//                ^^^^^^^^^^< source email
  logger.info(contact);
//^^^^^^^^^^^ pii-in-logs: email
//?           ^^^^^^^ pii-in-exceptions: email
  logger.info(user.id);
//!^^^^^^^^^^ pii-in-logs: email
}
`;

function at(line: number, start: number, end: number, over: Partial<Finding> = {}): Finding {
  return finding({ file: 'src/log.ts', range: { start: { line, character: start }, end: { line, character: end } }, ...over });
}

function kinds(findings: readonly Finding[]): string[] {
  return compare(readFixture('sample.ts', sample), findings).flatMap(({ differences }) => differences.map(({ kind }) => kind));
}

const source = { kind: 'source', text: 'user.email', file: 'src/log.ts', range: { start: { line: 1, character: 18 }, end: { line: 1, character: 28 } } } as const;
const flows: Finding['flows'] = [{ dataType: 'email', strength: 'certain', safeguards: [], steps: [source] }];
const right = at(3, 2, 13, { flows });
const noise = at(6, 3, 13);

describe('caret fixtures', () => {
  it('reads files, marks and labels', () => {
    const { files, expected, problems } = readFixture('sample.ts', sample);
    assert.deepEqual(problems, []);
    assert.deepEqual(Object.keys(files), ['src/log.ts']);
    assert.deepEqual(expected.map(({ expectation, line, start, end }) => ({ expectation, line, start, end })), [
      { expectation: 'finding', line: 3, start: 2, end: 13 },
      { expectation: 'known-miss', line: 3, start: 14, end: 21 },
      { expectation: 'known-noise', line: 6, start: 3, end: 13 },
    ]);
    assert.deepEqual(expected[0]?.steps.map(({ kind, dataType, start }) => ({ kind, dataType, start })), [{ kind: 'source', dataType: 'email', start: 18 }]);
  });

  it('a text without a file line is one file of its own name', () => {
    assert.deepEqual(Object.keys(readFixture('test/fixtures/python/logs.py', 'print(1)\n').files), ['logs.py']);
  });

  it('tells carets that reach nothing', () => {
    assert.deepEqual(readFixture('a.ts', '//^^ pii-in-logs\nx();\n//^^^^^^^^^^^^ pii-in-logs\n').problems, ['1: no code line stands above', '3: the carets reach beyond the line']);
  });

  it('is content with what is annotated', () => assert.deepEqual(kinds([right, noise]), []));
  it('tells missing and noisy findings', () => assert.deepEqual(kinds([at(0, 0, 6, { flows }), noise]), ['missing', 'noisy']));
  it('tells other data', () => assert.deepEqual(kinds([at(3, 2, 13, { flows, dataTypes: ['phone'] }), noise]), ['wrong-data']));
  it('tells another extent apart from another place', () => {
    assert.deepEqual(kinds([at(3, 2, 8, { flows }), noise]), ['wrong-extent']);
    assert.deepEqual(kinds([at(3, 9, 13, { flows }), noise]), ['wrong-place']);
  });
  it('tells steps the flow does not pass', () => assert.deepEqual(kinds([at(3, 2, 13), noise]), ['wrong-step']));
  it('asks to promote what was mended', () => {
    assert.deepEqual(kinds([right]), ['promote']);
    assert.deepEqual(kinds([right, noise, at(3, 14, 21, { classId: 'pii-in-exceptions' })]), ['promote']);
  });

  it('every fixture can be read', () => {
    assert.deepEqual(allFixtures().flatMap(({ fixtures }) => fixtures.flatMap(({ name, problems }) => problems.map((problem) => `${name}:${problem}`))), []);
  });
});
