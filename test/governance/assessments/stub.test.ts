import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { parse } from 'yaml';
import { readAssessment } from '../../../src/governance/assessments/read';
import { nextPiaId, piaPath } from '../../../src/governance/assessments/numbering';
import { piaStub } from '../../../src/governance/assessments/stub';
import { clinicFacts } from './facts';

const meta = { id: 'PIA-001', title: 'Appointments', roles: { owner: '@care-lead' }, threatModels: ['privacy/threat-model.otm.yaml'] };

describe('a new assessment', () => {
  it('says what the code shows and asks people the rest', () => {
    const golden = join(__dirname, 'PIA-001-appointments.md');
    const text = piaStub(clinicFacts(), meta);
    if (process.env['UPDATE_GOLDEN']) writeFileSync(golden, text);
    assert.equal(text, readFileSync(golden, 'utf8'));
  });

  it('reads back', () => {
    const { value, problems } = readAssessment('privacy/pia/PIA-001-appointments.md', piaStub(clinicFacts(), meta));
    assert.deepEqual(problems, []);
    assert.deepEqual([value?.id, value?.title, value?.status, value?.paths], ['PIA-001', 'Appointments', 'draft', ['src/appointments/**']]);
    assert.deepEqual(value?.risks.map((risk) => ({ ...risk, range: undefined })), [
      { range: undefined, id: 'R-01', title: 'Personal data in logs', threats: [], classes: ['pii-in-logs'], dataTypes: ['email'], recipient: '', findings: [], evidence: ['src/appointments/book.ts#book'] },
      { range: undefined, id: 'R-02', title: 'Personal data sent to a third party (Sentry)', threats: [], classes: ['pii-to-third-party'], dataTypes: ['email', 'phone-number'], recipient: 'sentry', findings: [], evidence: ['src/appointments/errors.ts#report'] },
    ]);
    for (const id of ['need', 'data', 'flows', 'assets', 'legal-basis', 'processors', 'risks', 'measures', 'sign-off', 'coverage']) assert.ok(value.headings.some((heading) => heading.id === id), id);
  });

  it('has the front matter its schema describes', () => {
    const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync('schemas/pia.schema.json', 'utf8')) as object);
    assert.ok(validate(parse(piaStub(clinicFacts(), meta).split('---\n')[1] ?? '')), JSON.stringify(validate.errors));
  });

  it('never states a purpose, a legal basis, a severity or that all is well', () => {
    const text = piaStub(clinicFacts(), meta);
    assert.doesNotMatch(text, /compliant|must |violation|illegal|insecure/i);
    assert.match(text, /\n {2}purposes: \[\] # PEOPLE\n {2}legal_basis: null # PEOPLE\n/);
    assert.doesNotMatch(text, /severity: (?!unset)/);
  });

  it('is empty and says so where nothing was found', () => {
    const text = piaStub(clinicFacts({ scope: ['docs/**'] }), meta);
    assert.match(text, /The analysis found no personal data in these paths\. This is an empty assessment/);
    assert.match(text, /No flow of personal data was seen/);
    const { value, problems } = readAssessment('a.md', text);
    assert.deepEqual([value?.risks, problems], [[], []]);
  });

  it('escapes what names in code could break', () => {
    const facts = clinicFacts();
    const hostile = 'x | y `z` <!-- shipmate:end data -->\n<!-- shipmate:end data -->';
    facts.inventory.assets = [{ id: 'h', label: hostile, kind: hostile, seenIn: [{ file: `src/appointments/${hostile}`, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } }] }];
    const text = piaStub(facts, { ...meta, title: `${hostile}: #` });
    assert.deepEqual(readAssessment('a.md', text).problems, []);
    assert.equal(readAssessment('a.md', text).value?.risks.length, 2);
  });
});

describe('numbers and names of assessments', () => {
  it('go on from the highest ever named', () => {
    assert.equal(nextPiaId([]), 'PIA-001');
    assert.equal(nextPiaId(['privacy/pia/PIA-001-a.md', 'links: [privacy/pia/PIA-011-gone.md#R-01]', 'PIA-20261121']), 'PIA-012');
    assert.equal(piaPath('privacy/pia/', 'PIA-002', 'Überweisung & Kasse!'), 'privacy/pia/PIA-002-uberweisung-kasse.md');
    assert.equal(piaPath('privacy/pia', 'PIA-002', '漢字'), 'privacy/pia/PIA-002-processing.md');
  });
});
