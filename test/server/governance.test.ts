import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CodeLens, DocumentLink, Location } from 'vscode-languageserver/node';
import type { SettleDetails } from '../../src/model';
import { notifications, requests, type Changes } from '../../src/server/protocol';
import { applyTextEdits } from '../../src/governance/text';
import { confirmPath, modelPath, ordersModel as model, shop } from './projects';
import { startHarness, type Harness } from './harness';

/** Writes what the editor would, and tells the server. */
async function make(server: Harness, { changes }: Changes): Promise<void> {
  for (const { uri, create, edits } of changes) {
    assert.ok(create, `${uri} is there already`);
    const path = join(server.root, decodeURIComponent(uri.slice(server.uri('').length)).replace(/^\//, ''));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, edits.map(({ newText }) => newText).join(''));
    await server.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 1 }] });
  }
}

async function until(read: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + 5000;
  while (!(await read())) {
    assert.ok(Date.now() < end, 'it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('governance files in the server', () => {
  let server: Harness;
  afterEach(() => server.stop());

  it('findings lead to the threat and the threat to its findings', async () => {
    server = await startHarness({ ...shop, [modelPath]: model });
    await server.scanned();
    const [item] = (await server.ask(requests.overview, null)).findings;
    assert.ok(item);
    const [threat] = await server.ask(requests.links, { uri: item.uri, fingerprint: item.fingerprint, to: 'threat' });
    assert.equal(threat?.uri, server.uri(modelPath));
    await server.open(modelPath, model);
    const textDocument = { uri: server.uri(modelPath) };
    const back: Location[] = await server.client.sendRequest('textDocument/definition', { textDocument, position: threat.range.start });
    assert.equal(back[0]?.uri, server.uri(confirmPath));
    const lenses: CodeLens[] = await server.client.sendRequest('textDocument/codeLens', { textDocument });
    assert.deepEqual(lenses.map(({ command }) => command?.title), ['1 finding in the code']);
    await server.set({ codeLens: { enable: false } });
    assert.deepEqual(await server.client.sendRequest('textDocument/codeLens', { textDocument }), []);
  });

  it('an open assessment tells what is open in it, is exported beside itself, and a file tells what it reaches', async () => {
    server = await startHarness(shop);
    await server.scanned();
    const [folder] = (await server.ask(requests.piaChoices, null)).folders;
    const changes = await server.ask(requests.createPia, { folder: folder?.uri ?? '', title: 'Orders', paths: ['src/**'] });
    await make(server, changes);
    await until(() => server.status()?.hasPia === true);
    const path = 'privacy/pia/PIA-001-orders.md';
    await server.open(path, changes.changes[0]?.edits[0]?.newText ?? '');
    await until(async () => (await server.diagnostics(path)).some(({ code, message }) => code === 'assessment-incomplete' && message === 'Open: the purposes.'));
    assert.ok((await server.diagnostics(path)).every(({ code }) => code !== 'assessment-drift'));
    const exported = await server.ask(requests.exportPia, { uri: server.uri(path), format: 'cnil' });
    assert.equal(exported.changes[0]?.uri, server.uri('privacy/pia/PIA-001-orders.cnil.json'));
    assert.ok((JSON.parse(exported.changes[0].edits[0]?.newText ?? '') as { pia: object }).pia);
    assert.match((await server.ask(requests.incident, { uri: server.uri(confirmPath), drill: true })).markdown, /^# Exercise: [^]*\| Email \| 2 \| here \|/);
  });

  it('a decision is asked for, signed, and takes the finding out of Problems', async () => {
    server = await startHarness({ ...shop, 'privacy/shipmate.yml': 'version: 1\nroles: {owner: "@lead"}\n' });
    await server.scanned();
    const [item] = (await server.ask(requests.overview, null)).findings;
    assert.ok(item);
    const ref = { uri: item.uri, fingerprint: item.fingerprint };
    const choices = await server.ask(requests.decisionChoices, ref);
    assert.deepEqual(choices?.roles, [{ role: 'owner', handle: '@lead' }]);
    const asked = await server.ask(requests.decide, { ...ref, as: '@dev', intent: { kind: 'accept', until: choices.lastDay, reason: 'redaction ships in February', controls: [] } });
    assert.match(asked.message ?? '', /^To come: the decision of @lead \(owner\)\.$/);
    await make(server, asked);
    const now = async () => (await server.ask(requests.overview, null)).findings.find(({ fingerprint }) => fingerprint === ref.fingerprint);
    await until(async () => (await now())?.waiting === true);
    const file = asked.changes[0]?.uri ?? '';
    const here = await server.ask(requests.findingAt, { uri: file, position: { line: 0, character: 0 } });
    assert.equal(here?.fingerprint, ref.fingerprint);
    const signed = await server.ask(requests.decide, { ...ref, as: '@lead', intent: { kind: 'approve' } });
    assert.equal(signed.message, 'This decision counts.');
    const text = await readFile(join(server.root, asked.show?.title ?? ''), 'utf8');
    writeFileSync(join(server.root, asked.show?.title ?? ''), applyTextEdits(text, signed.changes[0]?.edits ?? []));
    await server.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: file, type: 2 }] });
    await until(async () => (await now())?.state === 'agreed');
    const refused = await server.ask(requests.decide, { ...ref, as: '@dev', intent: { kind: 'accept', until: '2099-01-01', reason: 'it can wait for longer', controls: [] } });
    assert.deepEqual([refused.changes, /An acceptance ends within 180 days/.test(refused.message ?? '')], [[], true]);
  });

  it('a decision whose file is gone is gone, while an editor still shows its text', async () => {
    server = await startHarness({ ...shop, 'privacy/shipmate.yml': 'version: 1\nroles: {owner: "@lead"}\n' });
    await server.scanned();
    const [item] = (await server.ask(requests.overview, null)).findings;
    assert.ok(item);
    const asked = await server.ask(requests.decide, { uri: item.uri, fingerprint: item.fingerprint, as: '@dev', intent: { kind: 'escalate', reason: 'the two of us see it differently' } });
    await make(server, asked);
    const path = asked.show?.title ?? '';
    await server.open(path, asked.changes[0]?.edits[0]?.newText ?? '');
    const decided = async (): Promise<boolean> => (await server.ask(requests.overview, null)).findings[0]?.decision !== undefined;
    await until(decided);
    rmSync(join(server.root, path));
    await server.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: server.uri(path), type: 3 }] });
    await until(async () => !(await decided()));
  });

  it('a dispute that is settled says which function protects the data, or which name is none', async () => {
    const team = 'version: 1\nroles: {owner: "@lead", champion: "@champion", dpo: "@dpo"}\n';
    server = await startHarness({ ...shop, 'src/orders/seal.ts': 'export const seal = (text: string): string => text;\n', 'privacy/shipmate.yml': team });
    await server.scanned();
    const [item] = (await server.ask(requests.overview, null)).findings;
    assert.ok(item);
    const ref = { uri: item.uri, fingerprint: item.fingerprint };
    assert.equal((await server.ask(requests.decisionChoices, ref))?.settles, undefined);
    await make(server, await server.ask(requests.decide, { ...ref, as: '@dev', intent: { kind: 'dispute', ground: 'control-elsewhere', reason: 'sealed before it gets here' } }));
    await until(async () => (await server.ask(requests.decisionChoices, ref))?.settles !== undefined);
    const { settles, isAdvisedAgainst } = (await server.ask(requests.decisionChoices, ref)) ?? assert.fail();
    assert.deepEqual([settles?.ground, settles?.name, settles?.grades.includes('masked'), isAdvisedAgainst], ['control-elsewhere', 'email', true, false]);
    const settle = async (details: SettleDetails): Promise<Changes> => server.ask(requests.decide, { ...ref, as: '@champion', intent: { kind: 'approve', settle: details } });
    for (const [details, why] of [
      [{ function: 'src/orders/seal.ts#seal' }, /both or neither/], [{ function: 'seal', grade: 'masked' }, /is no function/], [{ function: 'src/gone.ts#seal', grade: 'masked' }, /There is no file src\/gone\.ts/],
    ] as const) {
      const refused = await settle(details);
      assert.deepEqual([refused.changes, why.test(refused.message ?? '')], [[], true], refused.message);
    }
    const signed = await settle({ function: 'src/orders/seal.ts#seal', grade: 'masked' });
    assert.match(signed.message ?? '', /src\/orders\/seal\.ts#seal counts as masked\./);
    const edits = signed.changes.find(({ uri }) => uri === server.uri('privacy/shipmate.yml'))?.edits ?? [];
    assert.match(applyTextEdits(team, edits), /^safeguards:\n {2}- function: "src\/orders\/seal\.ts#seal"\n {4}grade: masked$/m);
    assert.match((await settle({})).message ?? '', /pii-in-logs is settled there/);
  });

  it('an assessment is written, links lead out of it, and a second run adds nothing', async () => {
    server = await startHarness({ ...shop, [modelPath]: model });
    await server.scanned();
    const choices = await server.ask(requests.piaChoices, null);
    assert.equal(choices.anything, true);
    assert.deepEqual(choices.scopes.map(({ glob }) => glob).slice(0, 2), ['**', 'src/**']);
    const [folder] = choices.folders;
    const changes = await server.ask(requests.createPia, { folder: folder?.uri ?? '', title: 'Orders', paths: ['src/**'] });
    const text = changes.changes[0]?.edits[0]?.newText ?? '';
    assert.match(text, /^pia: PIA-001/m);
    await make(server, changes);
    await until(() => server.status()?.hasPia === true);
    const uri = changes.changes[0]?.uri ?? '';
    const path = 'privacy/pia/PIA-001-orders.md';
    assert.equal(uri, server.uri(path));
    await server.open(path, text);
    const links: DocumentLink[] = await server.client.sendRequest('textDocument/documentLink', { textDocument: { uri } });
    assert.ok(links.some(({ target }) => target?.startsWith(server.uri(modelPath))), 'to the threat');
    assert.ok(links.some(({ target }) => target?.startsWith(server.uri(confirmPath))), 'to the code');
    const again = await server.ask(requests.updatePia, { uri });
    assert.deepEqual(again.changes, []);
  });

  it('a baseline makes findings known and empties Problems; a changed line brings its finding back', async () => {
    server = await startHarness(shop);
    await server.scanned();
    await make(server, await server.ask(requests.keepBaseline, null));
    await until(() => server.status()?.hasBaseline === true && server.status()?.newFindings === 0);
    await server.open(confirmPath, shop[confirmPath]);
    assert.deepEqual(await server.diagnostics(confirmPath), []);
    assert.deepEqual((await server.ask(requests.overview, null)).findings.map(({ state }) => state), ['known']);
    await server.set({ problems: { show: 'all' } });
    assert.equal((await server.diagnostics(confirmPath)).length, 1);
    await server.set({});
    await server.type(confirmPath, 'confirmed for', 'accepted for');
    assert.equal((await server.diagnostics(confirmPath)).length, 1);
  });

  it('an invalid file is told in its own place and hides no finding', async () => {
    server = await startHarness({ ...shop, 'privacy/shipmate.yml': 'version: 1\npaths: {exclude: [' });
    await server.scanned();
    await server.open('privacy/shipmate.yml', 'version: 1\npaths: {exclude: [');
    assert.deepEqual([...new Set((await server.diagnostics('privacy/shipmate.yml')).map(({ code }) => code))], ['file-problem']);
    await server.open(confirmPath, shop[confirmPath]);
    assert.equal((await server.diagnostics(confirmPath)).length, 1);
  });

  it('in Restricted Mode the team file decides nothing, until the workspace is trusted', async () => {
    const team = 'version: 1\nnot_personal: [{name: email, where: "src/**", reason: "a distribution list"}]\n';
    server = await startHarness({ ...shop, 'privacy/shipmate.yml': team }, { trusted: false });
    await server.scanned();
    await server.open(confirmPath, shop[confirmPath]);
    assert.equal((await server.diagnostics(confirmPath)).length, 1);
    assert.equal(server.status()?.hasTeamFile, false);
    await server.tell(notifications.trusted, null);
    await until(async () => (await server.diagnostics(confirmPath)).length === 0);
  });

  it('the team file opens, or a first one is written', async () => {
    server = await startHarness(shop);
    await server.scanned();
    const { changes, show } = await server.ask(requests.teamFile, {});
    assert.equal(changes[0]?.create, true);
    assert.match(changes[0].edits[0]?.newText ?? '', /^version: 1$/m);
    assert.equal(show?.uri, server.uri('privacy/shipmate.yml'));
  });
});

describe('a file outside any workspace', () => {
  it('is analysed alone, and the status says so', async () => {
    const server = await startHarness(shop, { isLoose: true });
    const text = "console.log(`welcome ${user.email}`);\n";
    await server.open('loose.ts', `export function greet(user: { email: string }): void {\n  ${text}}\n`);
    assert.equal((await server.diagnostics('loose.ts')).length, 1);
    await until(() => server.status()?.partial !== undefined);
    await server.stop();
  });
});
