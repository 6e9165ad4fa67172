import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addThreatStub, readThreatModel, threatPlaces } from '../../../src/governance/threat-models/models';
import type { ThreatStub } from '../../../src/governance/threat-models/format';
import { applyTextEdits } from '../../../src/governance/text';
import { newLines, threagileFaults } from './format-rules';

const file = 'docs/tm/clinic.yaml';
const stub: ThreatStub = { classId: 'pii-to-ai', classTitle: 'Personal data in an AI prompt', linddun: ['DD', 'L'], cwe: ['CWE-359'], dataTypes: ['diagnosis'], file: 'src/appointments/book.ts', date: '2026-11-21' };

/** A model as people keep it: comments, merge keys, both styles. */
const model = `threagile_version: 1.0.0   # the version of the toolkit
title: Clinic
author: {name: Care team, homepage: ""}
business_criticality: important
tags_available: []

data_assets:
  Contact data: &asset
    id: pd-contact
    description: Given at the first visit [data=email, phone]
    usage: business
    quantity: many
    confidentiality: confidential
    integrity: operational
    availability: operational
  Diagnoses:
    <<: *asset
    id: pd-diagnosis
    description: Written by doctors

technical_assets:
  Booking service: &service
    id: svc-booking
    description: Node service [where=src/appointments/**]
    type: process
    usage: business
    used_as_client_by_human: false
    out_of_scope: false
    size: application
    technology: web-service-rest
    internet: false
    machine: container
    encryption: none
    owner: Care team
    confidentiality: confidential
    integrity: operational
    availability: operational
    multi_tenant: false
    redundant: false
    custom_developed_parts: true
    data_formats_accepted: [json]
    communication_links: {}
  Letter writer:
    <<: *service
    id: svc-letters
    description: Python worker
  Mail relay:
    <<: *service
    id: relay
    out_of_scope: true

shared_runtimes: {}

# agreed in the privacy round
individual_risk_categories:
  Personal data in logs:
    id: personal-data-in-logs
    description: Contact data is written to application logs [class=pii-in-logs]
    impact: Anyone with log access can read it
    asvs: V16.2.5
    cheat_sheet: https://example.invalid
    action: Redact in the logger
    mitigation: Configure redaction
    check: Is the list complete?
    function: development
    stride: information-disclosure
    detection_logic: Reported by the code scanner
    risk_assessment: Depends on the data
    false_positives: Synthetic data
    model_failure_possible_reason: false
    cwe: 532
    risks_identified:
      "<b>Contact data in logs</b> at <b>Booking service</b>":
        severity: medium
        exploitation_likelihood: likely
        exploitation_impact: medium
        data_breach_probability: possible
        data_breach_technical_assets: [svc-booking]
        most_relevant_data_asset: pd-contact
        most_relevant_technical_asset: svc-booking

risk_tracking:
  personal-data-in-logs@svc-booking@pd-contact: # the logger redacts
    status: mitigated
    justification: Redaction is in
    ticket: RISK-0007
    date: 2026-11-21
    checked_by: A. Champion
  unencrypted-asset@svc-letters:
    status: in-progress
    justification: Disk of the worker [finding=7b0c1f0a]
    ticket: RISK-0008
    date: 2026-11-21
    checked_by: A. Champion
`;
const ownRisks = ['unencrypted-asset@svc-letters'];

function added(before: string, over: Partial<ThreatStub> = {}, place?: string): string {
  const { edit, problems } = addThreatStub(file, before, { ...stub, ...over }, 'Clinic', place);
  assert.deepEqual(problems, []);
  return applyTextEdits(before, edit?.edits ?? []);
}

describe('a Threagile model', () => {
  it('gives categories with the risks found in them, and every tracking key', () => {
    const { value, problems } = readThreatModel(file, model);
    assert.deepEqual(problems, []);
    assert.deepEqual(value.map(({ id, state, classes, dataTypes, files, linddun, fingerprints }) => [id, state, classes, dataTypes, files, linddun, fingerprints]), [
      ['personal-data-in-logs', 'mitigated', ['pii-in-logs'], ['email', 'phone'], ['src/appointments/**'], ['DD'], []],
      ['personal-data-in-logs@svc-booking@pd-contact', 'mitigated', [], [], [], [], []],
      ['unencrypted-asset@svc-letters', 'in-progress', [], [], [], [], ['7b0c1f0a']],
    ]);
    const lines = model.split('\n');
    assert.match(lines[value[0]?.parts?.[0]?.range.start.line ?? 0] ?? '', /^ {2}personal-data-in-logs@svc-booking@pd-contact:/);
  });

  it('takes what a merged map says, and tracking keys with a star', () => {
    const starred = model.replace('personal-data-in-logs@svc-booking@pd-contact: #', '"personal-data-in-logs@*@pd-contact": #');
    assert.equal(readThreatModel(file, starred).value[0]?.state, 'mitigated');
    assert.deepEqual(threatPlaces(file, model, { ...stub, file: 'elsewhere.ts' }).map(({ id, detail }) => [id, detail]), [['svc-booking', 'process'], ['svc-letters', 'process']]);
  });

  it('gets a category, its risk and the tracking in one edit, and Threagile would read it', () => {
    assert.deepEqual(threagileFaults(model, ownRisks), []);
    const after = added(model);
    assert.deepEqual(threagileFaults(after, ownRisks), []);
    const fresh = newLines(model, after);
    assert.deepEqual(fresh.slice(0, 3), [
      '  "Personal data in an AI prompt: diagnosis":',
      '    id: pii-to-ai-diagnosis',
      '    description: "Draft from the code. People reword it. [class=pii-to-ai] [data=diagnosis] [CWE-359] [LINDDUN DD]"',
    ]);
    assert.deepEqual(fresh.slice(-6), [
      '  "pii-to-ai-diagnosis@svc-booking@pd-diagnosis":',
      '    status: unchecked',
      '    justification: "Draft from the code, not judged yet."',
      '    ticket: THR-AI-DIAGNOSIS',
      '    date: 2026-11-21',
      '    checked_by: ""',
    ]);
    const [, , , read] = readThreatModel(file, after).value.sort((a, b) => a.range.start.line - b.range.start.line).sort((a, b) => Number(a.id.startsWith('pii')) - Number(b.id.startsWith('pii')));
    assert.deepEqual([read?.id, read?.classes, read?.dataTypes, read?.files], ['pii-to-ai-diagnosis', ['pii-to-ai'], ['diagnosis'], ['src/appointments/**']]);
  });

  it('adds nothing twice, and the risk alone where the category is there', () => {
    const once = added(model);
    assert.equal(addThreatStub(file, once, stub, 'Clinic').edit, undefined);
    const twice = added(once, {}, 'svc-letters');
    assert.deepEqual(threagileFaults(twice, ownRisks), []);
    assert.deepEqual(newLines(once, twice).filter((line) => line.includes('@') || line.includes('<b>')), [
      '      "<b>Personal data in an AI prompt: diagnosis</b> at <b>Letter writer</b>":',
      '  "pii-to-ai-diagnosis@svc-letters@pd-diagnosis":',
    ]);
  });

  it('tracks a risk that people identified and did not track', () => {
    const untracked = model.replace(/ {2}personal-data-in-logs@[^]*?A\. Champion\n/, '');
    const after = added(untracked, { classId: 'pii-in-logs', classTitle: 'Personal data in logs', dataTypes: ['email', 'phone'] });
    assert.deepEqual(newLines(untracked, after)[0], '  "personal-data-in-logs@svc-booking@pd-contact":');
    assert.deepEqual(threagileFaults(after, ownRisks), []);
  });

  for (const [what, from, to] of [
    ['no categories and no tracking', /\n# agreed[^]*$/, '\n'],
    ['empty ones', /# agreed[^]*$/, 'individual_risk_categories: {}   # none yet\nrisk_tracking:\n'],
    ['null', /# agreed[^]*$/, 'individual_risk_categories: ~\nrisk_tracking: {}'],
    ['tracking first', /# agreed[^]*$/, 'risk_tracking: {}\nindividual_risk_categories:\n'],
    ['no categories and empty tracking at its end', /# agreed[^]*$/, 'risk_tracking: # none yet\n'],
    ['no categories and a tracked risk at its end', /# agreed[^]*@pd-contact:[^]*?(?= {2}unencrypted)/, 'risk_tracking:\n'],
    ['categories at its end and no tracking', /risk_tracking:[^]*$/, ''],
    ['an empty list of categories', /# agreed[^]*$/, 'custom_risk_categories: []\nrisk_tracking:\n'],
    ['a list of categories that holds nothing', /# agreed[^]*$/, 'risk_tracking:\ncustom_risk_categories: # of ours\n'],
  ] as const) {
    for (const crlf of [false, true]) {
      it(`is written where it has ${what}${crlf ? ', with CRLF' : ''}`, () => {
        const before = crlf ? model.replace(from, to).replace(/\n/g, '\r\n') : model.replace(from, to);
        const after = added(before);
        assert.deepEqual(threagileFaults(after, ownRisks), []);
        assert.equal(addThreatStub(file, after, stub, 'Clinic').edit, undefined);
        assert.equal(after.includes('\ncustom_'), before.includes('\ncustom_'));
        for (const comment of before.match(/#[^\r\n]*/g) ?? []) assert.ok(after.includes(comment), comment);
        if (crlf) assert.ok(!/(?<!\r)\n/.test(after), 'a lone line feed');
        assert.deepEqual(readThreatModel(file, after).problems, []);
      });
    }
  }

  it('reads and writes categories of later versions, a list that holds the titles', () => {
    const [head = '', categories = ''] = model.split('individual_risk_categories:\n');
    const listed = `${head}custom_risk_categories:\n${categories.replace(/^ {2}Personal data in logs:\n {4}id: (.*)\n/, '  - id: $1\n    title: Personal data in logs\n')}`;
    const shown = (text: string): unknown[] => readThreatModel(file, text).value.map(({ id, title, state, classes, dataTypes, files, parts }) => [id, title, state, classes, dataTypes, files, parts?.map((part) => part.id)]);
    assert.deepEqual(shown(listed), shown(model));
    const after = added(listed);
    assert.deepEqual(threagileFaults(after, ownRisks), []);
    assert.deepEqual(newLines(listed, after).slice(0, 3), ['  - id: pii-to-ai-diagnosis', '    title: "Personal data in an AI prompt: diagnosis"', newLines(model, added(model))[2]]);
    assert.deepEqual(shown(after), shown(added(model)));
    const again = added(after, {}, 'svc-letters');
    assert.deepEqual(threagileFaults(again, ownRisks), []);
    assert.equal(newLines(after, again).filter((line) => line.includes('- id:')).length, 0);
  });

  it('dates nothing where no date is given', () => {
    const after = added(model, { date: undefined });
    assert.deepEqual(threagileFaults(after, ownRisks), []);
    assert.ok(newLines(model, after).includes('    date: null'));
  });

  it('asks for an asset, and overwrites nothing it cannot read', () => {
    const { edit, problems } = addThreatStub(file, model, { ...stub, file: 'elsewhere.ts' }, 'Clinic');
    assert.deepEqual([edit, problems[0]?.level], [undefined, 'error']);
    assert.match(addThreatStub(file, `${model}title: again\n`, stub, 'Clinic').problems[0]?.message ?? '', /"title" stands twice/);
    const twice = model.replace('risk_tracking:', '  Other:\n    id: personal-data-in-logs\n\nrisk_tracking:');
    assert.match(readThreatModel(file, twice).problems[0]?.message ?? '', /stands twice/);
  });

  it('ends where merges lead in circles', () => {
    const circle = 'threagile_version: 1.0.0\ntechnical_assets:\n  A: &a\n    <<: *a\n    description: x\n';
    assert.deepEqual(readThreatModel(file, circle).value, []);
  });

  it('holds any names', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (title) => {
      const after = added(model, { classTitle: title });
      assert.deepEqual(threagileFaults(after, ownRisks), []);
      assert.deepEqual(readThreatModel(file, after).problems, []);
      newLines(model, after);
    }), { numRuns: 30 });
  });
});
