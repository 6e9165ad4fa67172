import assert from 'node:assert/strict';
import { addRisk } from '../../../src/governance/assessments/add-risk';
import { readAssessment } from '../../../src/governance/assessments/read';
import { applyTextEdits } from '../../../src/governance/text';
import { finding } from '../samples';
import { clinicFacts } from './facts';

const file = 'privacy/pia/PIA-004-letters.md';
const byHand = `---
pia: PIA-004   # ours
title: Letters
scope: {paths: ["src/letters/**"]}
---

# Letters

## Risks {#risks}
We talked about these on 3 March.

### R-01 · A letter goes to the wrong person {#R-01}
- severity: 3

## Measures {#measures}
none
`;

describe('adding the risk of a finding', () => {
  const log = finding({ file: 'src/letters/send.ts', symbol: 'send' });

  it('appends one entry and keeps every line but the one that counts', () => {
    const { edit, target, problems } = addRisk(file, byHand, log, clinicFacts());
    assert.deepEqual([target, problems], [`${file}#R-02`, []]);
    const text = applyTextEdits(byHand, edit?.edits ?? []);
    assert.equal(text, byHand
      .replace('- severity: 3\n', `- severity: 3

<a id="R-02"></a>
### R-02 · Personal data in logs
<!-- shipmate:begin R-02 -->
- class: pii-in-logs
- data: email
- evidence: \`src/letters/send.ts#send\`
<!-- shipmate:end R-02 -->
- feared event: unset <!-- PEOPLE: illegitimate-access | unwanted-change | disappearance -->
- severity: unset <!-- PEOPLE: 1 to 4 -->
- likelihood: unset <!-- PEOPLE: 1 to 4 -->
- measures: unset <!-- PEOPLE: ids of section 7, or why none -->
`)
      .replace('scope: {paths: ["src/letters/**"]}', 'scope: {paths: ["src/letters/**"]}\ngenerated: {tool: Privacy Shipmate, at: 2026-11-21, commit: "4f2a9c1", last_risk: 2}'));
  });

  it('widens the drafted risk of the same class, and is done when it says it', () => {
    const once = applyTextEdits(byHand, addRisk(file, byHand, log, clinicFacts()).edit?.edits ?? []);
    const more = addRisk(file, once, finding({ file: 'src/letters/queue.ts', symbol: 'push', dataTypes: ['diagnosis'] }), clinicFacts());
    assert.equal(more.edit?.edits.length, 1);
    const text = applyTextEdits(once, more.edit.edits);
    assert.deepEqual(readAssessment(file, text).value?.risks[1]?.dataTypes, ['diagnosis', 'email']);
    assert.match(text, /- evidence: `src\/letters\/queue.ts#push`, `src\/letters\/send.ts#send`\n/);
    assert.deepEqual(addRisk(file, text, log, clinicFacts()), { target: `${file}#R-02`, problems: [] });
  });

  it('changes nothing in a text that is no assessment', () => {
    const { edit, problems } = addRisk('notes.md', '# Notes\n', log, clinicFacts());
    assert.deepEqual([edit, problems.length], [undefined, 1]);
  });
});
