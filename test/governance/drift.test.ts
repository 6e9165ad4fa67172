import assert from 'node:assert/strict';
import { modelDrift, type SeenInCode } from '../../src/governance/drift';
import { teamDrift } from '../../src/governance/drift-team';
import { readAssessment } from '../../src/governance/assessments/read';
import { linkFindings } from '../../src/governance/links';
import { readTeamFile } from '../../src/governance/team-file';
import { readThreatModel } from '../../src/governance/threat-models/models';
import type { Finding, GovernanceModel, Inventory, Problem } from '../../src/model';
import { clinicModel, finding } from './samples';

const file = 'privacy/threat-model.otm.yaml';
const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 1 } };
const nothing: SeenInCode['inventory'] = { data: [], recipients: [] };

function drift(model: Partial<GovernanceModel>, findings: readonly Finding[], seen: Partial<SeenInCode> = {}): Problem[] {
  const whole: GovernanceModel = { threats: [], assessments: [], ...model };
  return modelDrift(whole, { findings: linkFindings(findings, whole, () => ['DD']), inventory: nothing, isComplete: true, ...seen });
}

const at = (problems: readonly Problem[]): unknown[] => problems.map(({ id, range: { start }, level }) => [id, start.line, level]);

describe('drift of threat models', () => {
  const mitigated = (text: string): GovernanceModel['threats'] => readThreatModel(file, text.replace('state: exposed   #', 'state: mitigated   #')).value;
  const leak = finding({ dataTypes: ['email'] });

  it('stands at the line of a threat that is marked mitigated while the code still shows it', () => {
    const problems = drift({ threats: mitigated(clinicModel) }, [leak]);
    assert.deepEqual(at(problems), [['threat-model-drift', 28, 'warning']]);
    assert.equal(problems[0]?.message, '"Patient e-mail readable in logs" is marked mitigated, and a finding in the code links to it: src/appointments/book.ts:10 (pii-in-logs: email). A control there or another state here settles it.');
  });

  it('is none for an exposed threat, another component, other data, tests, and what people answered for', () => {
    assert.deepEqual(drift({ threats: readThreatModel(file, clinicModel).value }, [leak]), []);
    const ignore = { reason: 'shown to support', location: { file: 'x', range }, waiting: false };
    for (const over of [{ file: 'src/letters/send.ts' }, { dataTypes: ['diagnosis'] }, { place: 'test' }, { state: 'agreed' }, { ignore }] as Partial<Finding>[]) {
      assert.deepEqual(drift({ threats: mitigated(clinicModel) }, [finding({ dataTypes: ['email'], ...over })]), [], JSON.stringify(over));
    }
    assert.equal(drift({ threats: mitigated(clinicModel) }, [finding({ dataTypes: ['email'], state: 'known' })]).length, 1, 'a baseline is no acceptance');
  });

  it('is only information where the link is derived', () => {
    const [problem] = drift({ threats: readThreatModel(file, clinicModel).value }, [finding({ file: 'src/letters/send.ts', dataTypes: ['diagnosis'] })]);
    assert.deepEqual([problem?.range.start.line, problem?.level], [38, 'information']);
  });

  it('looks at each component of a threat by itself', () => {
    const two = clinicModel.replace('threats: [{threat: THR-DISCLOSE, state: mitigated}]', 'threats: [{threat: THR-DISCLOSE, state: mitigated}, {threat: THR-LOG-EMAIL, state: mitigated}]');
    const [only, ...rest] = drift({ threats: readThreatModel(file, two).value }, [leak, finding({ file: 'src/letters/send.ts', dataTypes: ['email'] })]);
    assert.deepEqual([rest.length, only?.range.start.line, only?.message.includes('book.ts')], [0, 38, false]);
  });

  it('holds for Threat Dragon and Threagile', () => {
    const dragon = JSON.stringify({ version: '2', summary: { title: 'x' }, detail: { contributors: [], threatTop: 1, diagrams: [{ id: 0, cells: [{ id: 'p', data: { type: 'tm.Process', description: '[where=src/appointments/**]', threats: [{ id: 'a', number: 1, title: 'A', status: 'Mitigated', description: '[class=pii-in-logs]' }] } }] }] } }, null, 1);
    assert.deepEqual(drift({ threats: readThreatModel('a.json', dragon).value }, [leak]).map(({ id, file: where }) => [id, where]), [['threat-model-drift', 'a.json']]);
    const agile = 'threagile_version: 1.0.0\nindividual_risk_categories:\n  Logs:\n    id: logs\n    description: x [class=pii-in-logs]\n    risks_identified:\n      R: {most_relevant_technical_asset: svc}\nrisk_tracking:\n  logs@svc:\n    status: mitigated\n';
    assert.deepEqual(at(drift({ threats: readThreatModel('a.yaml', agile).value }, [leak])), [['threat-model-drift', 8, 'warning']]);
  });
});

const seenIn = (path: string): { file: string; range: typeof range; symbol: string; name: string }[] => [{ file: path, range, symbol: 'f', name: 'x' }];
const inventory: Pick<Inventory, 'data' | 'recipients'> = {
  data: [{ dataType: 'email', strength: 'certain', seenIn: seenIn('src/a.ts') }, { dataType: 'phone', strength: 'likely', seenIn: seenIn('worker/b.py') }],
  recipients: [
    { id: 'sentry', name: 'Sentry', category: 'telemetry', dataTypes: ['email'], seenIn: seenIn('src/a.ts') },
    { id: 'openai', name: 'OpenAI', category: 'ai', dataTypes: ['phone', 'email'], seenIn: seenIn('src/b.ts') },
  ],
};

describe('drift of assessments', () => {
  const pia = (processing: string, risks = ''): Partial<GovernanceModel> => {
    const text = `---\npia: PIA-001\nstatus: approved\nscope:\n  paths: ["src/**"]\nprocessing:\n${processing}---\n# X\n${risks}`;
    const { value } = readAssessment('privacy/pia/PIA-001.md', text);
    return { assessments: value ? [value] : [] };
  };

  it('tells an assessment without recipients from code that has some', () => {
    const [problem, ...rest] = drift(pia('  recipients: []\n'), [], { inventory });
    assert.deepEqual([rest.length, problem?.id, problem?.range.start.line, problem?.level], [0, 'assessment-drift', 6, 'warning']);
    assert.equal(problem?.message, 'This assessment lists no recipient, and the code sends data to OpenAI (src/b.ts), Sentry (src/a.ts). "Update PIA from Code" adds it for people to confirm.');
  });

  it('tells what a list lacks in its scope, and what is no longer in the code', () => {
    const listed = '  data:\n    - type: email\n    - type: diagnosis\n  recipients:\n    - {id: sentry, name: Sentry}\n    - OpenAI\n    - {id: mailer, name: Mailer}\n    - {name: Tax adviser}\n';
    assert.deepEqual(at(drift(pia(listed), [], { inventory })), [['assessment-drift', 8, 'information'], ['assessment-drift', 12, 'information']]);
    assert.deepEqual(drift(pia(listed), [], { inventory, isComplete: false }), [], 'what was not looked at is not gone');
    assert.deepEqual(drift(pia('  purposes: []\n'), [], { inventory }), [], 'keys people took out are not asked for');
  });

  it('tells a risk whose code is gone, once', () => {
    const risk = (evidence: string): string => `\n<a id="R-01"></a>\n### R-01 · Logs\n- class: pii-in-logs\n- evidence: ${evidence}\n`;
    assert.deepEqual(at(drift(pia('', risk('`src/a.ts#f`')), [])), [['assessment-drift', 10, 'information']]);
    assert.deepEqual(drift(pia('', risk('`src/a.ts#f`')), [finding({ file: 'src/other.ts' })]), []);
    assert.deepEqual(drift(pia('', risk('gone since 2026-11-01 (last seen: `src/a.ts#f`)')), []), []);
  });
});

describe('drift of the team file', () => {
  const team = (text: string, isComplete = true): unknown[] => teamDrift(readTeamFile('privacy/shipmate.yml', text).value, { inventory, isComplete }).map(({ id, level, range: { start }, message }) => [id, level, start.line, message]);

  it('tells recipients, AI tools and data the lists lack', () => {
    assert.deepEqual(team('version: 1\nrecipients:\n  - {id: sentry, data: []}\nai_tools: []\n'), [
      ['file-problem', 'information', 2, 'Sentry gets email in the code (src/a.ts), which this entry does not name. Added to its `data` it is declared.'],
      ['file-problem', 'information', 3, 'OpenAI gets email, phone in the code (src/b.ts) and is not listed here. An entry `{id: openai, data: [email, phone]}` declares it.'],
    ]);
  });

  it('is silent where the team lists nothing, and where the lists fit', () => {
    assert.deepEqual(team('version: 1\n'), []);
    assert.deepEqual(team('recipients: [{id: sentry, data: [email]}]\nai_tools: [{id: openai, data: [email, phone]}]\n'), []);
    assert.deepEqual(team('ai_tools: [{id: openai, data: [email, phone]}]\n'), [], 'without a list of recipients no other is undeclared');
  });

  it('tells what is declared and no longer in the code, when all of it was seen', () => {
    const text = 'recipients: [{id: sentry, data: [email]}, {id: openai, data: [email, phone]}, {id: twilio, data: [phone]}, {id: mailer, data: []}]\ndata_types: [{id: member-number, names: [x]}]\n';
    assert.deepEqual(team(text), [
      ['file-problem', 'information', 0, 'No personal data was seen on its way to twilio in the code. The entry can go, or stay for what other systems send.'],
      ['file-problem', 'information', 1, 'member-number was not seen in the code. The entry can go, or other names help to find it.'],
    ]);
    assert.deepEqual(team(text, false), []);
  });
});
