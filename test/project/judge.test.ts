import assert from 'node:assert/strict';
import { writeBaseline } from '../../src/governance/baseline';
import { noArtefacts, readArtefacts, type Artefacts } from '../../src/project/artefacts';
import { judge, type JudgeContext } from '../../src/project/judge';
import { finding, range } from '../report/sample';

const references = { cwe: [], linddun: ['DD'], gdpr: [], asvs: [], nist: [] };
const catalogue = { version: 'r1', findings: [{ id: 'pii-in-logs', references }], controls: [{ id: 'mask-value' }] } as unknown as JudgeContext['catalogue'];

function context(over: Partial<JudgeContext> = {}): JudgeContext {
  return { catalogue, artefacts: noArtefacts, directives: [], today: '2026-11-21', linesOf: () => lines, contentHash: () => undefined, isWhole: true, ...over };
}

const lines = Array.from({ length: 20 }, (_, i) => `line ${i}`);
const path = finding().file;

describe('judging findings', () => {
  it('reads an ignore before the baseline, and lets one that has run out go', () => {
    const directive = (until: string): JudgeContext['directives'][number] => ({
      path, text: `// shipmate-ignore pii-in-logs until ${until} -- shown to support until the ticket view ships`,
      start: { line: 10, character: 2 }, end: { line: 10, character: 90 }, target: range(11, 0, 30),
    });
    const kept = judge([finding()], context({ directives: [directive('2027-01-31')] }));
    assert.equal(kept.findings[0]?.ignore?.waiting, false);
    assert.deepEqual(kept.problems, []);
    const over = judge([finding()], context({ directives: [directive('2026-10-01')] }));
    assert.equal(over.findings[0]?.ignore, undefined);
    assert.deepEqual(over.problems.map(({ id }) => id), ['ignore-problem']);
  });

  it('knows what the baseline kept until its line changes', async () => {
    const { findings } = judge([finding()], context());
    const text = writeBaseline(findings, { commit: 'c0ffee', rules: 'r1', contentHashes: [] });
    const artefacts: Artefacts = await readArtefacts({ read: (file) => Promise.resolve(file === 'privacy/baseline.yml' ? text : undefined), below: () => Promise.resolve([]) }, true);
    assert.equal(judge([finding()], context({ artefacts })).findings[0]?.state, 'known');
    const edited = lines.map((line, i) => (i === 11 ? `${line} edited` : line));
    assert.equal(judge([finding()], context({ artefacts, linesOf: () => edited })).findings[0]?.state, 'new');
  });

  it('links to the threats and assessments of the workspace', () => {
    const threat = { file: 'privacy/threat-model.otm.yaml', id: 'THR-1', title: 'Mail in logs', range: range(3, 0, 4), linddun: ['DD'], classes: ['pii-in-logs'], dataTypes: [], fingerprints: [], files: ['src/**'], state: 'open' };
    const artefacts: Artefacts = { ...noArtefacts, model: { threats: [threat], assessments: [] } };
    const [linked] = judge([finding({ threats: [], assessments: [] })], context({ artefacts })).findings;
    assert.deepEqual(linked?.threats.map(({ target, how }) => [target, how]), [['privacy/threat-model.otm.yaml#THR-1', 'stated']]);
  });
});
