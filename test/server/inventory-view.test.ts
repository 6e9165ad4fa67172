import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDecision } from '../../src/governance/register/read';
import { applyTextEdits } from '../../src/governance/text';
import { requests, type Changes, type InventoryOverview } from '../../src/server/protocol';
import { startHarness, type Harness } from './harness';

const path = 'src/reach.ts';
const code = `import twilio from 'twilio';
import OpenAI from 'openai';
import { Pool } from 'pg';

interface Patient { id: string; phone: string; email: string }
const sms = twilio('sid', process.env.TOKEN);
const ai = new OpenAI();
export const pool = new Pool();

export async function remind(patient: Patient): Promise<void> {
  await sms.messages.create({ to: '+15550100', from: '+15550101', body: \`\${patient.email} has a visit\` });
}

export async function summarise(patient: Patient): Promise<void> {
  await ai.responses.create({ model: 'gpt', input: \`Write to \${patient.email}\` });
}
`;
const files = { [path]: code, 'src/reach.test.ts': "import twilio from 'twilio';\nimport Anthropic from '@anthropic-ai/sdk';\nexport const both = [twilio, Anthropic];\n" };

describe('the inventory view', () => {
  let server: Harness;
  afterEach(() => server.stop());

  const startWith = async (team?: string, more: Record<string, string> = {}): Promise<InventoryOverview> => {
    server = await startHarness({ ...files, ...more, ...(team === undefined ? {} : { 'privacy/shipmate.yml': team }) });
    await server.scanned();
    return server.ask(requests.inventory, null);
  };
  const lines = (list: InventoryOverview['recipients']): [string, string][] => list.map(({ title, detail }) => [title, detail]);
  /** The text of the team file after changes. */
  const teamAfter = (before: string, { changes }: Changes): string => applyTextEdits(before, changes[0]?.edits ?? []);

  it('lists data, recipients, AI tools and stores of code that ships, each with its places', async () => {
    const { data, recipients, aiTools, stores } = await startWith();
    assert.ok(lines(data).some(([title, detail]) => title === 'Email' && detail.startsWith('tier 2')), JSON.stringify(lines(data)));
    assert.deepEqual(lines(recipients), [['Twilio', 'not declared · US · Email']]);
    assert.deepEqual(lines(aiTools), [['OpenAI', 'pending, not listed · SDK · Email']]);
    assert.deepEqual(lines(stores).map(([, kind]) => kind), ['database']);
    const [place] = recipients[0]?.places ?? [];
    assert.deepEqual([place?.uri, place?.title], [server.uri(path), `${path}:11`]);
    assert.deepEqual(aiTools[0]?.places.map(({ title }) => title), [`${path}:2`, `${path}:15`]);
  });

  it('says what the team file declares and approves, and what goes beyond', async () => {
    const { recipients, aiTools } = await startWith('version: 1\nrecipients: [{id: twilio, data: [email]}, {id: stripe, data: [email]}]\nai_tools: [{id: openai, data: [], approved_by: ciso, review: 2026-11-01}, {id: mistral, data: []}]\n');
    assert.deepEqual(lines(recipients), [['Twilio', 'declared · US · Email'], ['stripe', 'declared · not seen in the code']]);
    assert.deepEqual(lines(aiTools), [['OpenAI', 'approved by ciso, not for Email · review was due on 2026-11-01 · SDK'], ['mistral', 'pending · not seen in the code']]);
    assert.ok([...recipients, ...aiTools].every(({ declare }) => declare === undefined));
  });

  it('declares a recipient with its data, and the comments of the team file stay', async () => {
    const team = 'version: 1 # ours\nrecipients:\n  - {id: stripe, data: [email]} # payments\n';
    const { recipients } = await startWith(team);
    const declare = recipients.find(({ title }) => title === 'Twilio')?.declare;
    assert.ok(declare);
    const changes = await server.ask(requests.declareRecipient, declare);
    assert.equal(teamAfter(team, changes), `${team}  - {id: twilio, data: [email]}\n`);
    assert.equal(changes.show?.range.start.line, 3);
    const again = await server.ask(requests.declareRecipient, { ...declare, recipient: 'stripe', data: ['email'] });
    assert.deepEqual([again.changes, again.message], [[], 'the team file names it already']);
    assert.deepEqual((await server.ask(requests.declareRecipient, { ...declare, recipient: 'x: y' })).changes, []);
  });

  it('lists an AI service among the tools, and leaves its data to people', async () => {
    const { aiTools } = await startWith();
    const declare = aiTools[0]?.declare;
    assert.ok(declare);
    const changes = await server.ask(requests.declareRecipient, declare);
    assert.equal(changes.changes[0]?.create, true);
    assert.equal(teamAfter('', changes), 'version: 1\nai_tools:\n  - id: openai\n    data: []\n');
    assert.match(changes.message ?? '', /for people to add/);
  });

  it('the lightbulb offers to declare a recipient nobody declared', async () => {
    await startWith();
    await server.open(path, code);
    const declares = async (): Promise<[string, unknown][]> => {
      const found = await server.diagnostics(path);
      const actions = (await Promise.all(found.map(({ range }) => server.actions(path, range)))).flat();
      return actions.filter(({ command }) => command?.command === 'privacyShipmate.declareRecipient').map(({ title, command }) => [title, command?.arguments?.[0]]);
    };
    assert.deepEqual(await declares(), [
      ['Declare Twilio in the team file', { uri: server.uri(path), recipient: 'twilio', data: ['email'] }],
      ['Declare OpenAI in the team file', { uri: server.uri(path), recipient: 'openai', data: ['email'] }],
    ]);
    writeFileSync(join(server.root, path), code);
    await server.stop();
    await startWith('version: 1\nrecipients: [{id: twilio, data: [email]}]\nai_tools: [{id: openai, data: []}]\n');
    await server.open(path, code);
    assert.deepEqual(await declares(), []);
  });

  it('a finding is linked to a threat: a decision file that decides nothing, then one more entry in it', async () => {
    const model = `otmVersion: 0.2.0
project: {name: Orders, id: orders}
representations: [{id: repository, name: Source, type: code}]
components: []
threats: [{id: THR-1, name: Mail in texts}, {id: THR-2, name: Too much in a prompt}]
`;
    await startWith('version: 1\nroles: {owner: "@lead"}\n', { 'privacy/threat-model.otm.yaml': model });
    const finding = (await server.ask(requests.overview, null)).findings.find(({ classId }) => classId === 'pii-to-third-party');
    assert.ok(finding);
    const ref = { uri: finding.uri, fingerprint: finding.fingerprint };
    const choices = await server.ask(requests.linkChoices, ref);
    assert.deepEqual(choices.entries.map(({ title }) => title), ['Mail in texts', 'Too much in a prompt']);
    assert.deepEqual(choices.roles, [{ role: 'owner', handle: '@lead' }]);
    const target = choices.entries[0]?.target ?? '';
    const { changes: [created], show } = await server.ask(requests.linkFinding, { ...ref, target, as: 'owner' });
    assert.equal(created?.create, true);
    const file = show?.title ?? '';
    const text = created.edits[0]?.newText ?? '';
    const { value, problems } = readDecision(file, text);
    assert.equal(value?.due, undefined, 'a link alone starts no clock');
    assert.deepEqual([value?.status, value?.decision, value?.links, value?.history, problems], ['open', undefined, { threats: [target], pia: [] }, [{ on: '2026-11-21', by: '@lead', did: `linked it to ${target}` }], []]);
    await server.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: created.uri, type: 1 }] });
    assert.ok(!existsSync(join(server.root, file)), 'the editor writes, not the server');
    const missing = await server.ask(requests.linkFinding, { ...ref, target: 'privacy/threat-model.otm.yaml#THR-9', as: 'owner' });
    assert.deepEqual([missing.changes, /THR-9/.test(missing.message ?? '')], [[], true], missing.message);
    assert.equal(readFileSync(join(server.root, 'privacy/threat-model.otm.yaml'), 'utf8'), model);
  });
});
