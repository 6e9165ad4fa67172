import assert from 'node:assert/strict';
import { readThreatModel } from '../../../src/governance/threat-models/models';
import { clinicModel } from '../samples';

const file = 'privacy/threat-model.otm.yaml';

describe('reading an Open Threat Model', () => {
  it('gives threats with classes, data, files and letters', () => {
    const { value, problems } = readThreatModel(file, clinicModel);
    assert.deepEqual(problems, []);
    assert.deepEqual(value.map(({ range, block: _block, parts = [], ...rest }) => ({ ...rest, line: range.start.line, parts: parts.map((part) => [part.id, part.state, part.range.start.line]) })), [
      {
        file, id: 'THR-LOG-EMAIL', title: 'Patient e-mail readable in logs', line: 45, linddun: ['DD', 'NR'], classes: ['pii-in-logs'],
        dataTypes: ['email', 'phone-number'], fingerprints: [], files: ['src/appointments/**'], state: 'exposed',
        parts: [['appointments', 'exposed', 28]],
      },
      {
        file, id: 'THR-DISCLOSE', title: 'Diagnosis leaves the service', line: 51, linddun: ['DD'], classes: [],
        dataTypes: ['diagnosis'], fingerprints: [], files: ['src/letters/send.ts'], state: 'mitigated',
        parts: [['letters', 'mitigated', 38]],
      },
    ]);
  });

  it('points at the id as it stands in the text', () => {
    const [threat] = readThreatModel(file, clinicModel).value;
    const line = clinicModel.split('\n')[threat?.range.start.line ?? 0] ?? '';
    assert.equal(line.slice(threat?.range.start.character, threat?.range.end.character), 'THR-LOG-EMAIL');
  });

  it('reads the same model as JSON', () => {
    const json = JSON.stringify({ otmVersion: '0.2.0', project: { name: 'x', id: 'x' }, threats: [{ id: 'T1', name: 'Leak', risk: { likelihood: 1, impact: 1 }, attributes: { class: 'ai-prompt-leak', finding: '7b0c1f0a' } }] }, null, 2);
    const { value, problems } = readThreatModel('tm.otm.json', json);
    assert.deepEqual(problems, []);
    assert.deepEqual([value[0]?.classes, value[0]?.fingerprints], [['pii-to-ai'], ['7b0c1f0a']]);
  });

  it('says what is wrong, where, and reads the rest', () => {
    const twice = clinicModel.replace('id: THR-DISCLOSE', 'id: THR-LOG-EMAIL');
    const { value, problems } = readThreatModel(file, twice);
    assert.equal(value.length, 2);
    assert.deepEqual(problems.map((problem) => [problem.range.start.line, problem.message]), [
      [51, 'The threat id "THR-LOG-EMAIL" stands twice, so links to it are ambiguous. Another id for one of them settles it.'],
      [38, '"letters" names the threat "THR-DISCLOSE", which this file does not describe.'],
    ]);
  });

  for (const [what, text, expected] of [
    ['a merge left open', 'otmVersion: 0.2.0\n<<<<<<< HEAD\nproject: a\n=======\nproject: b\n>>>>>>> x\n', /merge was left open/],
    ['broken YAML', 'otmVersion: 0.2.0\nthreats: [a\nproject: b\n', /Invalid YAML/],
    ['a repeated key', 'otmVersion: 0.2.0\nproject: {name: a}\nproject: {name: b}\n', /"project" stands twice/],
    ['deep nesting', `otmVersion: 0.2.0\nthreats: ${'['.repeat(50_000)}`, /nests deeper/],
    ['another kind of file', 'openapi: 3.1.0\n', /none of the threat models/],
    ['a plain text', 'hello', /none of the threat models/],
    ['nothing', '', /none of the threat models/],
    ['a huge file', 'a'.repeat(500_001), /larger than 500 kB/],
    ['tags', 'otmVersion: 0.2.0\nthreats: !!js/function [a]\n', /Tags are not read/],
  ] as const) {
    it(`meets ${what} with a clear problem`, () => {
      const { problems } = readThreatModel(file, text);
      assert.match(problems[0]?.message ?? '', expected);
    });
  }

  it('ends where references multiply', () => {
    const lines = ['otmVersion: 0.2.0', 'a0: &a0 [{id: x}]'];
    for (let level = 1; level < 12; level++) lines.push(`a${level}: &a${level} [${Array(10).fill(`*a${level - 1}`).join(', ')}]`);
    lines.push('threats: *a11', 'components: *a11', `assets: [${Array(300).fill('*a1').join(', ')}]`);
    const { problems } = readThreatModel(file, lines.join('\n'));
    assert.ok(problems.some((problem) => /references \(\*name\)/.test(problem.message)));
  });
});
