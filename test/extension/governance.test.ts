import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension/start';
import { analysed, at, closeAll, noProblemAt, open, problemAt, replace, until } from './editor';

const path = 'src/appointments.ts';
const marker = 'logger.info(`appointment';

describe('documents beside the code', () => {
  let api: Api;
  before(async () => { api = await analysed(); });
  afterEach(closeAll);

  it('a PIA is written from what the code does and opened', async () => {
    await vscode.commands.executeCommand('privacyShipmate.createPiaStub', { title: 'Booking', glob: 'src/**' });
    const editor = vscode.window.activeTextEditor;
    assert.match(editor?.document.uri.path ?? '', /privacy\/pia\/PIA-\d{3}-booking\.md$/);
    const text = editor?.document.getText() ?? '';
    assert.match(text, /^pia: PIA-\d{3}/m);
    assert.match(text, /Email/);
    assert.match(text, /src\/appointments\.ts#book/);
    assert.ok(api.status().hasPia);
  });

  it('a second run changes nothing', async () => {
    const [file] = await vscode.workspace.findFiles('privacy/pia/*-booking.md');
    assert.ok(file);
    const document = await vscode.workspace.openTextDocument(file);
    const before = document.getText();
    await vscode.commands.executeCommand('privacyShipmate.updatePia', file);
    assert.equal(document.getText(), before);
  });

  it('an acceptance is asked for at the finding, signed in its file, and takes the squiggle away', async () => {
    const editor = await open(path);
    const problem = await problemAt(editor.document, marker);
    editor.selection = new vscode.Selection(problem.range.start, problem.range.start);
    const lastDay = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    await vscode.commands.executeCommand('privacyShipmate.requestAcceptance', undefined, { as: '@care-champion', intent: { kind: 'accept', until: lastDay, reason: 'redaction ships in the next release', controls: [] } });
    const file = vscode.window.activeTextEditor?.document;
    assert.match(file?.uri.path ?? '', /privacy\/decisions\/pii-in-logs-[0-9a-f]{8}\.yml$/);
    await until('the finding that waits', () => api.overview().findings.filter(({ waiting }) => waiting).length, (count) => count > 0);
    // Signed with the decision file in front: it names its finding.
    await vscode.commands.executeCommand('privacyShipmate.approve', undefined, { as: '@care-lead', intent: { kind: 'approve' } });
    assert.match(file?.getText() ?? '', /^status: decision-approved$/m);
    await noProblemAt(editor.document, marker);
    assert.ok(file);
    await vscode.workspace.fs.delete(file.uri);
    await open(path);
    await problemAt(editor.document, marker);
  });

  it('an assessment is exported beside itself, and a file tells what it reaches', async () => {
    const [pia] = await vscode.workspace.findFiles('privacy/pia/*-booking.md');
    assert.ok(pia);
    await vscode.commands.executeCommand('privacyShipmate.exportPia', pia, 'cyclonedx');
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.equal((JSON.parse(text) as { bomFormat: string }).bomFormat, 'CycloneDX');
    const page = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: 'privacy-shipmate', path: '/Personal data reachable from here.md', query: JSON.stringify({ uri: at(path).toString(), line: 0, character: 0 }) }));
    assert.match(page.getText(), /^# Reachable from src\/appointments\.ts/);
  });

  it('the baseline makes findings known: calm in Problems, still listed; a changed line brings its finding back', async () => {
    const editor = await open(path);
    await problemAt(editor.document, marker);
    await vscode.commands.executeCommand('privacyShipmate.keepBaseline');
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(at('privacy/baseline.yml')));
    assert.match(text, /pii-in-logs src\/appointments\.ts/);
    await noProblemAt(editor.document, marker);
    const states = (): string[] => api.overview().findings.filter(({ waiting }) => !waiting).map(({ state }) => state);
    await until('the states in the view', states, (now) => now.length > 0 && now.every((state) => state === 'known'));
    assert.equal(api.badge(), undefined);

    await replace(editor, 'booked for', 'taken for');
    await problemAt(editor.document, marker);
    await until('the badge', () => api.badge(), (badge) => badge === 1);
  });
});
