import assert from 'node:assert/strict';
import fc from 'fast-check';
import { noArtefacts, type Artefacts } from '../../src/project/artefacts';
import { judge, type JudgeContext } from '../../src/project/judge';
import { artefactsFor, belongingsOf } from '../../src/project/judge-file';
import { registerOf } from '../../src/governance/register/register';
import { readDecision } from '../../src/governance/register/read';
import type { Decision, Finding } from '../../src/model';
import { shippedRules } from '../support/rules';
import { finding } from '../report/sample';

const prints = ['7b0c1f0a6a2d4e91', '1111111111111111', '2222222222222222'];
const files = ['src/a.ts', 'src/b.ts', 'lib/a.ts'];
const print = fc.constantFrom(...prints);
const file = fc.constantFrom(...files);
const data = fc.constantFrom('email', 'phone');
const decision = (at: string, path: string, type: string, number: number): Decision => {
  const text = `version: 1\nfinding: {class: pii-in-logs, fingerprint: "${at}", path: ${path}, data: [${type}]}\nstatus: decision-requested\ndecision: {kind: accept-until, until: 2027-02-19, reason: redaction ships in February}\nsign_offs:\n  - {role: owner, by: "@lead", "on": 2026-11-20, verdict: approved}\n`;
  return readDecision(`privacy/decisions/${number}.yml`, text).value ?? assert.fail();
};

describe('judging one file beside all the others', () => {
  it('gives its findings the states and decisions that judging all of them gives', async () => {
    const catalogue = await shippedRules();
    const context = (artefacts: Artefacts): JudgeContext => ({ catalogue, artefacts, directives: [], today: '2026-11-21', linesOf: () => ['one', 'two'], contentHash: () => undefined, isWhole: false });
    const found = fc.uniqueArray(fc.tuple(print, file, data), { maxLength: 8, selector: ([at, path]) => `${at} ${path}` });
    fc.assert(fc.property(found, fc.array(fc.tuple(print, file, data), { maxLength: 8 }), fc.option(fc.array(fc.tuple(print, file), { maxLength: 8 })), (seen, decided, kept) => {
      const findings = seen.map(([fingerprint, path, type]): Finding => finding({ fingerprint, file: path, dataTypes: [type] })).sort((a, b) => (a.file < b.file ? -1 : 1));
      const decisions = decided.map(([at, path, type], number) => decision(at, path, type, number));
      const entries = (kept ?? []).map(([fingerprint, path]) => ({ fingerprint, file: path, lineHash: '', classId: 'pii-in-logs' }));
      const artefacts: Artefacts = { ...noArtefacts, decisions, register: registerOf(decisions), baseline: kept === null ? undefined : { commit: '', rules: 'r', entries, contents: new Set() } };
      const all = judge(findings, context(artefacts));
      const belongings = belongingsOf(all.findings, all.taken);
      for (const path of files) {
        const own = findings.filter((one) => one.file === path);
        const alone = judge(own, context(artefactsFor(path, own, artefacts, belongings)));
        assert.deepEqual(alone.findings, all.findings.filter((one) => one.file === path));
      }
    }), { numRuns: 300, seed: 3 });
  });
});
