import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension/start';
import type { TreeLine } from '../../src/extension/views/place-tree';
import { analysed, at, closeAll, until } from './editor';

describe('the views beside the findings', () => {
  let api: Api;
  before(async () => { api = await analysed(); });
  afterEach(closeAll);

  const groupOf = (lines: readonly TreeLine[], label: string): TreeLine[] => lines.find((line) => line.label === label)?.children ?? [];

  it('can be opened, and list what is there', async () => {
    await vscode.commands.executeCommand('privacyShipmate.inventory.focus');
    await vscode.commands.executeCommand('privacyShipmate.governance.focus');
    const governance = await until('the governance view', () => api.governance(), (lines) => groupOf(lines, 'Threat models').length > 0);
    assert.match(groupOf(governance, 'Threat models')[0]?.detail ?? '', /^\d+ threats?, \d+ linked findings?$/);
    assert.match(groupOf(governance, 'Assessments')[0]?.label ?? '', /^PIA-001 · /);
    const inventory = await api.inventory();
    assert.deepEqual(inventory.map(({ label }) => label).slice(0, 3), ['Personal data', 'Recipients', 'AI tools']);
    assert.match(groupOf(inventory, 'AI tools').find(({ label }) => label === 'OpenAI')?.detail ?? '', /^approved by ciso, not for /);
  });

  it('a recipient that is declared there stands in the team file', async () => {
    const team = at('privacy/shipmate.yml');
    const before = await vscode.workspace.fs.readFile(team);
    const line = groupOf(await api.inventory(), 'Recipients').find(({ label }) => label === 'orders.westlab.io');
    assert.match(line?.detail ?? '', /^not declared/);
    await vscode.commands.executeCommand('privacyShipmate.declareRecipient', { declare: { uri: team.toString(), recipient: 'orders.westlab.io', data: ['birth-date', 'name-full'] } });
    const editor = vscode.window.activeTextEditor;
    assert.match(editor?.document.lineAt(editor.selection.active.line).text ?? '', /orders\.westlab\.io/);
    await until('the inventory', async () => groupOf(await api.inventory(), 'Recipients').find(({ label }) => label === 'orders.westlab.io')?.detail ?? '', (detail) => detail.startsWith('declared'));
    await vscode.workspace.fs.writeFile(team, before);
    await until('the inventory as before', async () => groupOf(await api.inventory(), 'Recipients').find(({ label }) => label === 'orders.westlab.io')?.detail ?? '', (detail) => detail.startsWith('not declared'));
  });

  it('a finding is linked by its decision file, and a decision that waits is signed from the view', async () => {
    const finding = await until('a finding', () => api.overview().findings.find(({ path, classId }) => path === 'src/labs.ts' && classId === 'cleartext-transport'), (found) => found !== undefined);
    assert.ok(finding);
    const ref = { uri: finding.uri, fingerprint: finding.fingerprint };
    await vscode.commands.executeCommand('privacyShipmate.linkFinding', ref, { target: 'privacy/threat-model.otm.yaml#THR-LOG-CONTACT', as: '@dev' });
    const file = vscode.window.activeTextEditor?.document.uri;
    assert.match(file?.path ?? '', /privacy\/decisions\/cleartext-transport-[0-9a-f]{8}\.yml$/);
    assert.ok(file);
    await vscode.commands.executeCommand('privacyShipmate.requestAcceptance', ref, { as: '@dev', intent: { kind: 'accept', until: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10), reason: 'the laboratory turns TLS on this month', controls: [] } });
    const waiting = await until('the decision that waits', async () => groupOf(await api.governance(), 'Waiting for sign-off'), (lines) => lines.length > 0);
    assert.match(waiting[0]?.detail ?? '', /waits for the decision of @care-lead \(owner\)/);
    await vscode.commands.executeCommand('privacyShipmate.approve', { id: 'line', finding: ref }, { as: 'owner', intent: { kind: 'approve' } });
    await until('what is still to come', async () => groupOf(await api.governance(), 'Waiting for sign-off').length + groupOf(await api.governance(), 'Agreed').length, (count) => count > 0);
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    assert.match(text, /THR-LOG-CONTACT/);
    assert.match(text, /verdict: approved/);
    await vscode.workspace.fs.delete(file);
    await until('no decision', async () => groupOf(await api.governance(), 'Waiting for sign-off').length + groupOf(await api.governance(), 'Agreed').length, (count) => count === 0);
  });
});
