import assert from 'node:assert/strict';
import { readAssessment } from '../../src/governance/assessments/read';
import { backlinks, checkLinks, closestAssessments, linkFindings, resolveLink } from '../../src/governance/links';
import { readThreatModel } from '../../src/governance/threat-models/models';
import type { GovernanceModel } from '../../src/model/governance';
import { clinicModel, finding } from './samples';

const tm = 'privacy/threat-model.otm.yaml';
const pia = 'privacy/pia/PIA-001-appointments.md';
const piaText = `---
pia: PIA-001
title: Appointments
scope: {paths: ["src/appointments/**"]}
---

## 6 Risks {#risks}

<a id="R-01"></a>

### R-01 · Colleagues read addresses in the logs

- threats: THR-LOG-EMAIL
- severity: 2

### R-02 · A diagnosis is guessed from a prompt {#R-02}
- class: ai-prompt-leak
- data: diagnosis, email
- evidence: \`src/appointments/note.ts#summarise\`
`;
const linddun = (classId: string): string[] => (classId === 'pii-to-ai' ? ['DD', 'L'] : ['DD']);

function model(...assessments: [file: string, text: string][]): GovernanceModel {
  return {
    threats: readThreatModel(tm, clinicModel).value,
    assessments: assessments.flatMap(([file, text]) => readAssessment(file, text).value ?? []),
  };
}
const all = model([pia, piaText]);
const targets = (...args: Parameters<typeof linkFindings>): string[][] =>
  linkFindings(...args).map((linked) => [...linked.threats, ...linked.assessments].map((link) => `${link.how} ${link.target}`));

describe('links of findings', () => {
  it('are stated where a threat states class and data and holds the file', () => {
    assert.deepEqual(targets([finding()], all, linddun), [[`stated ${tm}#THR-LOG-EMAIL`, `stated ${pia}#R-01`]]);
  });

  it('are derived where category and component fit, and lead to the closest assessment', () => {
    const letter = finding({ classId: 'pii-to-ai', file: 'src/letters/send.ts', dataTypes: ['diagnosis'] });
    assert.deepEqual(targets([letter], all, linddun), [[`derived ${tm}#THR-DISCLOSE`]]);
    const other = finding({ classId: 'pii-in-file', file: 'src/appointments/x.ts', dataTypes: ['diagnosis'] });
    assert.deepEqual(targets([other], all, linddun), [[`derived ${pia}#PIA-001`]]);
  });

  it('follow the class and data a risk lists', () => {
    const prompt = finding({ classId: 'pii-to-ai', file: 'src/appointments/note.ts', symbol: 'summarise', dataTypes: ['diagnosis'] });
    assert.deepEqual(targets([prompt], all, linddun), [[`stated ${pia}#R-02`]]);
  });

  it('are none where data, file or category differ', () => {
    assert.deepEqual(targets([finding({ dataTypes: ['iban'], file: 'src/billing/a.ts' }), finding({ file: 'src/letters/send.ts' })], all, linddun), [[], []]);
  });

  it('are stated by a fingerprint, whatever the rest says', () => {
    const named = model([pia, `${piaText}- findings: 7b0c1f0a\n`]);
    assert.deepEqual(targets([finding({ file: 'lib/z.ts', dataTypes: ['iban'] })], named, linddun), [[`stated ${pia}#R-02`]]);
  });

  it('lead back to the findings', () => {
    const map = backlinks(linkFindings([finding(), finding({ fingerprint: 'ffff' })], all, linddun));
    assert.deepEqual([...map].map(([target, list]) => [target, list.length]), [[`${tm}#THR-LOG-EMAIL`, 2], [`${pia}#R-01`, 2]]);
  });
});

describe('resolving a link', () => {
  it('takes a path, an assessment or a bare id', () => {
    for (const text of [`${pia}#R-01`, 'PIA-001#R-01', 'R-01', `./${pia}#R-01`]) assert.equal(resolveLink(text, all).value?.title, 'Colleagues read addresses in the logs', text);
    assert.equal(resolveLink('PIA-001', all).value?.range.start.line, 1);
    assert.equal(resolveLink('THR-DISCLOSE', all).value?.file, tm);
    assert.equal(resolveLink('PIA-001#risks', all).value?.id, 'risks');
  });

  it('says when a link is ambiguous or leads nowhere', () => {
    const two = model([pia, piaText], ['privacy/pia/PIA-002-billing.md', piaText.replace('PIA-001', 'PIA-002')]);
    assert.match(resolveLink('R-01', two).problem ?? '', /ambiguous link: .*PIA-001.*PIA-002/);
    assert.equal(resolveLink('PIA-002#R-01', two).value?.file, 'privacy/pia/PIA-002-billing.md');
    assert.match(resolveLink('THR-NONE', two).problem ?? '', /leads to no threat or risk/);
    assert.deepEqual(checkLinks(model([pia, piaText.replace('THR-LOG-EMAIL', 'THR-GONE')])).map((problem) => problem.message), ['R-01: "THR-GONE" leads to no threat or risk.']);
  });
});

describe('the closest assessment', () => {
  it('has the most specific scope', () => {
    const assessments = (['**', 'src/**', 'src/appointments/**', 'src/*/book.ts', 'docs'] as const).map((glob, at) => readAssessment(`p/PIA-00${at}.md`, `---\npia: PIA-00${at}\nscope: {paths: ["${glob}"]}\n---\n`).value);
    const closest = closestAssessments(assessments.flatMap((assessment) => assessment ?? []), 'src/appointments/book.ts');
    assert.deepEqual(closest.map((assessment) => assessment.id), ['PIA-002']);
  });
});
