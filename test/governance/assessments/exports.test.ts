import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { cnilExport } from '../../../src/governance/assessments/exports/cnil';
import { cyclonedxExport } from '../../../src/governance/assessments/exports/cyclonedx';
import type { ExportInput } from '../../../src/governance/assessments/exports/export-input';
import { fidesExport } from '../../../src/governance/assessments/exports/fides';
import { ropaCsv, ropaMarkdown } from '../../../src/governance/assessments/exports/ropa';
import { readDocument } from '../../../src/governance/assessments/document';
import { inScope } from '../../../src/governance/assessments/facts';
import { defaultTeamFile } from '../../../src/governance/team-file';
import { clinicFacts } from './facts';

const file = join(import.meta.dirname, 'PIA-001-appointments.md');

function input(over: Partial<ExportInput> = {}): ExportInput {
  const document = readDocument('privacy/pia/PIA-001-appointments.md', readFileSync(file, 'utf8'));
  assert.ok(document);
  return { document, facts: inScope(clinicFacts()), team: { ...defaultTeamFile('privacy/shipmate.yml'), roles: { owner: '@care-lead', dpo: '@dpo' } }, ...over };
}

interface Cnil {
  pia: Record<string, unknown>;
  answers: { reference_to: number; data: { text: string | null; gauge: number | null; list: string[] | null } }[];
  measures: { title: string; placeholder: string }[];
  evaluations: { reference_to: string }[];
  comments: unknown[];
}

describe('the CNIL export', () => {
  const read = (over?: Partial<ExportInput>): Cnil => JSON.parse(cnilExport(input(over))) as Cnil;

  it('meets the rules of the importer: a pia, four arrays, integer questions that exist, gauges from 1 to 4', () => {
    const { pia, answers, measures, evaluations, comments } = read();
    assert.equal(typeof pia.name, 'string');
    for (const list of [answers, measures, evaluations, comments]) assert.ok(Array.isArray(list));
    const questions = new Set([111, 112, 113, 121, 122, 123, 211, 212, 213, 214, 215, 221, 222, 223, 224, 225, 226, 227, ...[32, 33, 34].flatMap((event) => [1, 2, 3, 4, 5, 6].map((n) => event * 10 + n))]);
    for (const { reference_to: question, data } of answers) {
      assert.ok(questions.has(question), String(question));
      assert.ok(data.gauge === null || (data.gauge >= 1 && data.gauge <= 4));
      if (data.gauge !== null) assert.ok(question % 10 === 5 || question % 10 === 6);
    }
    assert.equal(new Set(answers.map(({ reference_to: question }) => question)).size, answers.length);
    for (const date of [pia.created_at, pia.updated_at]) assert.ok(!Number.isNaN(Date.parse(String(date))));
    for (const measure of read().answers.filter(({ reference_to: question }) => question % 10 === 4 && question > 300)) assert.ok(measure.data.list?.every((title) => measures.some((known) => known.title === title)));
  });

  it('uses the names the importer takes over, and lets measures show its own hint', () => {
    const { pia, measures } = read();
    const taken = ['name', 'category', 'status', 'author_name', 'evaluator_name', 'validator_name', 'dpo_status', 'dpo_opinion', 'dpos_names', 'people_names', 'concerned_people_opinion', 'concerned_people_status', 'concerned_people_searched_opinion', 'concerned_people_searched_content', 'rejected_reason', 'applied_adjustements', 'created_at', 'updated_at'];
    assert.deepEqual(taken.filter((key) => !(key in pia)), []);
    assert.ok(measures.length > 0 && measures.every(({ placeholder }) => placeholder === 'measures.default_placeholder'));
  });

  it('states no severity nobody set, and lets no text become markup', () => {
    const { document } = input();
    const risks = document.risks.map((risk) => ({ ...risk, title: '<img src=x>' }));
    const open = read({ document: { ...document, risks: risks.map(({ severity: _, likelihood: __, ...risk }) => risk), sections: [{ id: 'context', title: '', answer: 'a <script>b</script>', range: document.keyRange('title') }] } });
    assert.deepEqual(open.answers.filter(({ data }) => data.gauge !== null), []);
    assert.doesNotMatch(JSON.stringify(open.answers.map(({ data }) => data.text)), /<script>/);
  });
});

describe('the CycloneDX export', () => {
  it('passes the strict validator of the format, and is the same twice', async () => {
    const text = cyclonedxExport(input());
    assert.equal(text, cyclonedxExport(input()));
    const problem: unknown = await new Validation.JsonStrictValidator(Spec.Version.v1dot7).validate(text);
    assert.equal(problem, null, JSON.stringify(problem));
    const { services } = JSON.parse(text) as { services: { name: string; data: { classification: string }[] }[] };
    assert.deepEqual(services.map(({ name }) => name), ['Sentry']);
  });

  it('tells AI services with their approval', () => {
    const facts = inScope(clinicFacts());
    const openai = { id: 'openai', name: 'OpenAI', category: 'ai', country: 'US', dataTypes: ['email'], seenIn: facts.inventory.recipients[0]?.seenIn ?? [] };
    const of = (approved: boolean): string => cyclonedxExport(input({ facts: { ...facts, inventory: { ...facts.inventory, recipients: [openai] } }, team: { ...input().team, aiTools: approved ? [{ id: 'openai', data: [], approvedBy: 'ciso' }] : [] } }));
    assert.match(of(false), /"privacy:ai-approval",\s+"value": "pending"/);
    assert.match(of(true), /"approved by ciso"/);
  });
});

describe('the Fides export', function () {
  this.timeout(120_000);

  it('loads in the models of fideslang', function () {
    const python = spawnSync('python3', ['--version']).status === 0 ? 'python3' : undefined;
    const home = resolve('.vscode-test', 'fideslang');
    try {
      if (python === undefined) throw new Error('no python3');
      if (!existsSync(join(home, 'bin/python'))) execFileSync(python, ['-m', 'venv', home]);
      if (spawnSync(join(home, 'bin/python'), ['-c', 'import fideslang']).status !== 0) execFileSync(join(home, 'bin/python'), ['-m', 'pip', 'install', '--quiet', 'fideslang==3.1.4'], { stdio: 'ignore' });
    } catch {
      console.log('      skipped: fideslang cannot be installed here (it takes python3 with venv and pip)');
      this.skip();
    }
    const folder = mkdtempSync(join(tmpdir(), 'fides-'));
    writeFileSync(join(folder, 'x.yml'), fidesExport(input()));
    const script = `
import sys, yaml
from fideslang.models import Dataset, System
from fideslang.default_taxonomy import DEFAULT_TAXONOMY
loaded = yaml.safe_load(open(sys.argv[1]))
known = {c.fides_key for c in DEFAULT_TAXONOMY.data_category}
uses = {u.fides_key for u in DEFAULT_TAXONOMY.data_use}
for one in loaded.get('dataset', []):
    for collection in Dataset(**one).collections:
        for field in collection.fields:
            assert set(field.data_categories) <= known, field
for one in loaded['system']:
    for declaration in System(**one).privacy_declarations:
        assert set(declaration.data_categories) <= known and declaration.data_use in uses, declaration
print(len(loaded['system']))
`;
    const run = spawnSync(join(home, 'bin/python'), ['-c', script, join(folder, 'x.yml')], { encoding: 'utf8' });
    assert.equal(run.stdout.trim(), '2', run.stderr);
  });
});

describe('the register of processing', () => {
  it('has every field of Art. 30(1), empty where only people can answer', () => {
    const text = ropaMarkdown([input()]);
    assert.match(text, /\| Categories of personal data \| Diagnosis, Email \|/);
    assert.match(text, /\| Transfers and their ground \| {2}\|/);
  });

  it('is CSV that no spreadsheet runs', () => {
    const { document } = input();
    const csv = ropaCsv([input({ document: { ...document, legalBasis: '=HYPERLINK("x")', purposes: ['book, "remind"'] } })]);
    const [head, line] = csv.split('\r\n');
    assert.match(head ?? '', /^"Processing","Responsible"/);
    assert.match(line ?? '', /"'=HYPERLINK\(""x""\)"/);
    assert.match(line ?? '', /"book, ""remind"""/);
  });
});
