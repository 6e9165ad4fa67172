import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { applyTextEdits } from '../../src/governance/text';
import { requests, type Changes } from '../../src/server/protocol';
import { clinic, confirmPath, shop, visitsPath } from './projects';
import { startHarness, type Harness } from './harness';

const confirm = shop[confirmPath];

/** The text after the only change, which must be in an existing file. */
function changed(text: string, { changes }: Changes): string {
  const [change] = changes;
  assert.ok(change);
  assert.equal(change.create, false);
  return applyTextEdits(text, change.edits);
}

describe('what can be done about a finding', () => {
  let server: Harness;
  before(async () => {
    server = await startHarness({ ...shop, ...clinic });
    await server.scanned();
  });
  after(() => server.stop());

  const onlyFinding = async (path: string, text: string): Promise<{ uri: string; fingerprint: string; line: number }> => {
    await server.open(path, text);
    const [found] = await server.diagnostics(path);
    assert.ok(found);
    return { uri: server.uri(path), fingerprint: String(found.data), line: found.range.start.line };
  };

  it('the menu ends with ignore, correct and explain, and every action names its finding', async () => {
    await onlyFinding(confirmPath, confirm);
    const [found] = await server.diagnostics(confirmPath);
    assert.ok(found);
    const actions = await server.actions(confirmPath, found.range);
    assert.deepEqual(actions.slice(-6).map(({ title }) => title), ['Add a draft threat to the threat model', 'Accept until a date…', 'Dispute…', 'Ignore with reason…', 'Not personal data here…', 'Explain']);
    assert.ok(actions.every(({ kind, diagnostics }) => kind === 'quickfix.privacyShipmate' && diagnostics?.[0]?.data === found.data));
    assert.deepEqual(await server.actions(confirmPath, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }), []);
  });

  it('an edit comes with its resolution and clears the finding; quick wins list it', async () => {
    await onlyFinding(confirmPath, confirm);
    const [found] = await server.diagnostics(confirmPath);
    assert.ok(found);
    const [control] = (await server.actions(confirmPath, found.range)).filter(({ data }) => data !== undefined);
    assert.ok(control, 'an edit is on offer');
    assert.equal(control.edit, undefined);
    const { edit } = await server.resolve(control);
    const [change] = edit?.documentChanges ?? [];
    assert.ok(change && 'edits' in change);
    const text = applyTextEdits(confirm, change.edits.flatMap((one) => ('newText' in one ? [one] : [])));
    assert.doesNotMatch(text, /customer\.email\}/);
    await server.open('src/orders/copy.ts', text);
    assert.deepEqual(await server.diagnostics('src/orders/copy.ts'), []);
    const wins = async (): Promise<string[]> => (await server.ask(requests.overview, null)).quickWins.flatMap(({ findings }) => findings.map(({ path }) => path));
    const end = Date.now() + 5000;
    while (!(await wins()).includes(confirmPath)) {
      assert.ok(Date.now() < end, 'no quick win');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });

  it('"fix all" is offered only when asked for, as one verified step', async () => {
    await onlyFinding(confirmPath, confirm);
    const start = { line: 0, character: 0 };
    const [all, ...others] = await server.actions(confirmPath, { start, end: start }, ['source.fixAll']);
    assert.deepEqual(others, []);
    assert.equal(all?.kind, 'source.fixAll.privacyShipmate');
    const { edit } = await server.resolve(all);
    assert.equal(edit?.documentChanges?.length, 1);
  });

  it('an ignore is a comment above the line, in the language of the file', async () => {
    const { line: _line, ...ts } = await onlyFinding(confirmPath, confirm);
    const reason = 'the inbox of the test shop only';
    assert.match(changed(confirm, await server.ask(requests.ignore, { ...ts, reason })), /^ {2}\/\/ shipmate-ignore pii-in-logs -- the inbox of the test shop only\n {2}logger\.info/m);
    const { line: _other, ...python } = await onlyFinding(visitsPath, clinic[visitsPath]);
    assert.match(changed(clinic[visitsPath], await server.ask(requests.ignore, { ...python, reason, until: '2027-02-01' })), /^ {4}# shipmate-ignore pii-in-logs until 2027-02-01 -- the inbox/m);
    assert.match((await server.ask(requests.ignore, { ...python, reason: 'short' })).message ?? '', /at least 10 characters/i);
  });

  it('"not personal data here" names the datum and creates the team file', async () => {
    const place = { uri: server.uri(visitsPath), position: { line: 8, character: 48 } };
    await onlyFinding(visitsPath, clinic[visitsPath]);
    const subject = await server.ask(requests.subjectAt, place);
    assert.equal(subject?.name, 'email');
    const { changes } = await server.ask(requests.notPersonal, { uri: place.uri, name: 'email', where: 'clinic/**', reason: 'a distribution list' });
    assert.equal(changes[0]?.uri, server.uri('privacy/shipmate.yml'));
    assert.equal(changes[0].create, true);
    assert.ok(!existsSync(join(server.root, 'privacy')), 'the server itself writes nothing');
  });

  it('a draft threat creates the model, with the place to look at', async () => {
    const { line: _line, ...ref } = await onlyFinding(confirmPath, confirm);
    const { changes, show } = await server.ask(requests.addThreat, ref);
    assert.equal(changes[0]?.create, true);
    assert.match(changes[0].edits[0]?.newText ?? '', /otmVersion: "0\.2\.0"[\s\S]*class: pii-in-logs/);
    assert.equal(show?.uri, server.uri('privacy/threat-model.otm.yaml'));
  });

  it('the steps of the flow lead from the source to the call', async () => {
    const { line, ...ref } = await onlyFinding(confirmPath, confirm);
    const steps = await server.ask(requests.steps, ref);
    assert.ok(steps.length >= 2);
    assert.equal(steps.at(-1)?.range.start.line, line);
  });

  it('why and why not: a page for a finding, and for a name that is none', async () => {
    await onlyFinding(confirmPath, confirm);
    const why = await server.ask(requests.explain, { uri: server.uri(confirmPath), position: { line: 4, character: 58 } });
    assert.match(why.markdown, /Email goes to the log/);
    const whyNot = await server.ask(requests.explain, { uri: server.uri(confirmPath), position: { line: 3, character: 31 } });
    assert.match(whyNot.markdown, /^# Why, or why not/);
    assert.doesNotMatch(whyNot.markdown, /goes to the log/);
  });

  it('the hover tells sentence, way, law and rule page', async () => {
    await onlyFinding(confirmPath, confirm);
    const text = await server.hover(confirmPath, 4, 58);
    assert.match(text, /\*\*Email goes to the log\./);
    assert.match(text, /GDPR Art\. 5/);
    assert.match(text, /command:privacyShipmate\.openRule/);
  });

  it('every rule has a page', async () => {
    const page = await server.ask(requests.rulePage, { id: 'pii-in-logs' });
    assert.match(page.markdown, /^# Personal data in logs\n\n`pii-in-logs`\n\n## Why it matters/);
    assert.match((await server.ask(requests.rulePage, { id: 'no-such' })).markdown, /No rule/);
  });

  it('a request for something that is gone changes nothing and says so', async () => {
    const ref = { uri: server.uri(confirmPath), fingerprint: '0000000000000000' };
    assert.deepEqual(await server.ask(requests.applyControl, { ...ref, control: 'drop-field' }), { changes: [], message: 'this finding is no longer there' });
    assert.deepEqual(await server.ask(requests.steps, ref), []);
  });
});
