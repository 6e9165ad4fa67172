import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020';
import { parse } from 'yaml';
import { defaultTeamFile, nearestTeamFile, readTeamFile } from '../../src/governance/team-file';

const file = 'privacy/shipmate.yml';
const full = `version: 1
paths: {exclude: ["legacy/**"], tests: ["**/*.spec.ts"], own_hosts: ["*.clinic.example", "localhost:8080"]}
roles: {owner: "@care-lead", champion: "@sec-champion", dpo: "@dpo", ciso: "@ciso"}
raci: {accountable: owner, responsible: [champion], consulted: [dpo, ciso], informed: []}
due_days: {critical: 3, high: 14}
acceptance: {max_days: 90, sign_off_from_tier: 2}
recipients:
  - {id: sentry, data: [email], role: processor, contract: docs/dpa/sentry.md}
  - id: twilio
ai_tools: [{id: openai, data: [], approved_by: ciso, review: 2027-05-01}]
retention: [{data: [email], keep: P2Y, where: "src/appointments/**"}]
data_types: [{id: patient-number, names: [patientennummer], tier: 3, fideslang: user.unique_id}]
not_personal: [{name: contact, where: "src/cms/**", reason: "page block, not a person"}]
rulings: [{class: pii-in-logs, where: "src/cms/**", data: [email], ruling: wrong-severity, severity: low, reason: "the mail box of the page"}]
safeguards: [{function: "src/privacy/scrub.ts#scrub", grade: masked, owner: champion}]
threat_models: [{file: docs/tm/clinic.otm.yaml, where: "src/appointments/**"}]
pia: {folder: docs/pia, language: en}
`;
const schema = JSON.parse(readFileSync('schemas/shipmate.schema.json', 'utf8')) as { properties: Record<string, unknown> };
const validate = new Ajv({ strict: false }).compile(schema);

describe('the team file', () => {
  it('reads every key', () => {
    const { value: { places, ...value }, problems } = readTeamFile(file, full);
    assert.deepEqual(problems, []);
    const lines = full.split('\n');
    assert.deepEqual(Object.entries(places).map(([key, { range, entries }]) => [key, lines[range.start.line]?.slice(range.start.character, range.end.character), entries.map(({ names }) => names)]), [
      ['recipients', 'recipients', [['sentry'], ['twilio']]], ['aiTools', 'ai_tools', [['openai']]], ['dataTypes', 'data_types', [['patient-number']]], ['threatModels', 'threat_models', [['docs/tm/clinic.otm.yaml']]],
    ]);
    assert.deepEqual(value, {
      file,
      paths: { exclude: ['legacy/**'], tests: ['**/*.spec.ts'], ownHosts: ['*.clinic.example', 'localhost:8080'] },
      roles: { owner: '@care-lead', champion: '@sec-champion', dpo: '@dpo', ciso: '@ciso' },
      raci: { accountable: 'owner', responsible: ['champion'], consulted: ['dpo', 'ciso'], informed: [] },
      dueDays: { critical: 3, high: 14, medium: 90, low: 120 },
      acceptance: { maxDays: 90, signOffFromTier: 2 },
      recipients: [{ id: 'sentry', data: ['email'], role: 'processor', contract: 'docs/dpa/sentry.md' }, { id: 'twilio', data: [] }],
      aiTools: [{ id: 'openai', data: [], approvedBy: 'ciso', review: '2027-05-01' }],
      retention: [{ data: ['email'], keep: 'P2Y', where: 'src/appointments/**' }],
      dataTypes: [{ id: 'patient-number', names: ['patientennummer'], tier: 3, fideslang: 'user.unique_id' }],
      notPersonal: [{ name: 'contact', where: 'src/cms/**', reason: 'page block, not a person' }],
      rulings: [{ classId: 'pii-in-logs', where: 'src/cms/**', data: ['email'], ruling: 'wrong-severity', severity: 'low', reason: 'the mail box of the page' }],
      safeguards: [{ function: 'src/privacy/scrub.ts#scrub', grade: 'masked', owner: 'champion' }],
      threatModels: [{ file: 'docs/tm/clinic.otm.yaml', where: 'src/appointments/**' }],
      pia: { folder: 'docs/pia', language: 'en' },
    });
  });

  it('is the same for the schema editors use', () => {
    assert.ok(validate(parse(full)), JSON.stringify(validate.errors));
    const { problems } = readTeamFile(file, `${Object.keys(schema.properties).map((key) => `${key}: {}`).join('\n')}\nother: 1\n`);
    const unknown = problems.filter((problem) => /not a key/.test(problem.message)).map((problem) => problem.message);
    assert.equal(unknown.length, 1);
    for (const key of Object.keys(schema.properties)) assert.ok(unknown[0]?.includes(key), key);
  });

  for (const [what, text, line, message] of [
    ['a word instead of a list', 'version: 1\npaths:\n  exclude: legacy\n', 2, '`paths.exclude` takes a list.'],
    ['an e-mail address', 'roles:\n  dpo: dpo@clinic.example\n', 1, '`roles.dpo` takes a role or a handle such as "@dpo", not an e-mail address.'],
    ['a number out of bounds', 'acceptance: {max_days: 0}\n', 0, '`acceptance.max_days` takes a whole number from 1 to 3650.'],
    ['a missing key', 'recipients:\n  - data: [email]\n', 1, '`recipients[0]` lacks `id`.'],
    ['a day that does not exist', 'ai_tools: [{id: x, review: 2027-02-30}]\n', 0, '`ai_tools[0].review` takes a date such as 2027-05-01.'],
    ['an unknown grade', 'safeguards:\n  - function: a.ts#b\n    grade: fine\n', 2, '`safeguards[0].grade` takes one of masked, hashed, keyed-hashed, encrypted, tokenised, redacted, dropped, password-kdf, asserted.'],
    ['a glob that would be slow', 'paths: {exclude: ["*a*a*a*a*a*a*b"]}\n', 0, '`paths.exclude[0]` takes a glob such as "src/**" (up to 256 characters, 3 "*" in a part).'],
    ['a role nobody has', 'roles: {owner: "@a"}\nraci: {accountable: boss}\n', 0, '`raci` names the role "boss", which `roles` does not list.'],
    ['a version of the future', 'version: 2\n', 0, '`version` takes a whole number from 1 to 1.'],
  ] as const) {
    it(`answers ${what} with its place and what to do`, () => {
      const { problems } = readTeamFile(file, text);
      assert.deepEqual(problems.map((problem) => [problem.range.start.line, problem.message]), [[line, message]]);
    });
  }

  it('keeps what is right beside what is wrong', () => {
    const { value } = readTeamFile(file, 'paths: {exclude: [3, "a/**"]}\nrecipients: [{data: []}, {id: sentry}]\nnot_personal: [{name: x, reason: short}]\n');
    assert.deepEqual([value.paths.exclude, value.recipients, value.notPersonal], [['3', 'a/**'], [{ id: 'sentry', data: [] }], []]);
  });

  it('gives the defaults for empty, hostile and broken texts', () => {
    const bomb = `a0: &a0 {id: x}\n${Array.from({ length: 12 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array(10).fill(`*a${at}`).join(', ')}]`).join('\n')}\nrecipients: *a12\n`;
    for (const text of ['', '# only a comment\n', '- a\n- b\n', 'text', '{', '__proto__: {polluted: 1}\n', `x: ${'{a: '.repeat(5000)}`, '!!js/function "x"', bomb, '\u0000', 'a: &a [*a]\nrecipients: *a\n']) {
      const { value, problems } = readTeamFile(file, text);
      assert.deepEqual({ ...value, recipients: undefined, places: {} }, { ...defaultTeamFile(file), recipients: undefined }, text.slice(0, 40));
      if (!/^(?:#.*)?\s*$/.test(text)) assert.ok(problems.length > 0, text.slice(0, 40));
    }
    assert.equal(({} as { polluted?: number }).polluted, undefined);
  });
});

describe('the nearest team file', () => {
  it('counts upwards, alone', () => {
    const files = ['privacy/shipmate.yml', 'apps/clinic/privacy/shipmate.yml', 'apps/clinic-old/privacy/shipmate.yml'];
    assert.equal(nearestTeamFile('apps/clinic/src/a.ts', files), files[1]);
    assert.equal(nearestTeamFile('apps/clinical/src/a.ts', files), files[0]);
    assert.equal(nearestTeamFile('a.ts', files.slice(1)), undefined);
  });
});
