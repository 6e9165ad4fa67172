import assert from 'node:assert/strict';
import { completenessProblems, staleBlocks } from '../../../src/governance/assessments/completeness';
import { dpiaHints } from '../../../src/governance/assessments/dpia-hints';
import { readDocument, type AssessmentDocument } from '../../../src/governance/assessments/document';
import { piaStub } from '../../../src/governance/assessments/stub';
import { clinicFacts } from './facts';

const file = 'privacy/pia/PIA-001-appointments.md';
const stub = piaStub(clinicFacts(), { id: 'PIA-001', title: 'Appointments' });

function documentOf(text: string): AssessmentDocument {
  const document = readDocument(file, text);
  assert.ok(document);
  return document;
}

const problems = (text: string, today = '2026-11-23') => completenessProblems(documentOf(text), today);

describe('what is open in an assessment', () => {
  it('is every question of a new one, as a reminder; in review it is asked for', () => {
    const draft = problems(stub);
    assert.ok(draft.length >= 14);
    assert.deepEqual([...new Set(draft.map(({ id, level }) => `${id} ${level}`))], ['assessment-incomplete information']);
    assert.ok(problems(stub.replace('status: draft', 'status: in-review')).every(({ level }) => level === 'warning'));
    assert.deepEqual(problems(stub.replace('status: draft', 'status: retired')), []);
  });

  it('goes once people answer, under the heading or in the front matter', () => {
    const open = (text: string): string[] => problems(text).map(({ message }) => message);
    const heading = stub.replace('### 4.4 Accuracy\n', '### 4.4 Accuracy\n\nPatients read and correct their data at every visit.\n');
    assert.ok(open(stub).includes('Open: how the data is kept right.') && !open(heading).includes('Open: how the data is kept right.'));
    assert.ok(!open(stub.replace('legal_basis: null', 'legal_basis: Contract')).includes('Open: the legal basis.'));
    const judged = stub.replace('- severity: unset', '- severity: 3').replace('- likelihood: unset', '- likelihood: 2').replace('- measures: unset', '- measures: M-01');
    assert.ok(open(stub).some((message) => message.startsWith('R-01: severity')) && !open(judged).some((message) => message.startsWith('R-01')));
  });

  it('of an approved one is who signed and when it is looked at again', () => {
    const approved = stub.replace('status: draft', 'status: approved');
    const messages = (text: string, today?: string): string => problems(text, today).map(({ message }) => message).join('\n');
    assert.match(messages(approved), /owner's sign-off is not here[^]*DPO's advice is not recorded/);
    const signed = approved.replace('sign_off: []', 'sign_off: [{role: owner, by: "@lead", verdict: approved}, {role: dpo, by: "@dpo", verdict: advice}]');
    assert.doesNotMatch(messages(signed), /sign-off|recorded/);
    assert.match(messages(approved.replace('review_due: null', 'review_due: 2026-11-01')), /review was due on 2026-11-01/);
  });
});

describe('what the code left behind', () => {
  it('is told per block, and nothing right after an update', () => {
    assert.deepEqual(staleBlocks(file, stub, clinicFacts()), []);
    const facts = clinicFacts();
    const moved = staleBlocks(file, stub, { ...facts, inventory: { ...facts.inventory, assets: [] } });
    assert.deepEqual(moved.map(({ id, message }) => [id, /"assets" reads differently/.test(message)]), [['assessment-drift', true]]);
  });
});

describe('criteria of WP248', () => {
  it('are hinted at by what the code shows', () => {
    assert.deepEqual(dpiaHints(clinicFacts()), ['sensitive data or data of a highly personal nature', 'data of vulnerable people (children, employees, patients)']);
    assert.match(stub, /Two or more usually ask for a DPIA/);
    assert.deepEqual(dpiaHints({ ...clinicFacts(), inventory: { data: [], flows: [], safeguards: [], recipients: [], services: [], assets: [] } }), []);
  });
});
