import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension/start';
import type { FindingItem } from '../../src/server/protocol';
import { analysed, at, closeAll, lightbulb, noProblemAt, open, problemAt, replace, until } from './editor';

const path = 'src/appointments.ts';
const marker = 'booked for';

describe('findings in the editor', () => {
  let api: Api;
  before(async () => { api = await analysed(); });
  afterEach(closeAll);

  /** The finding as the view lists it; the view follows an edit a moment later than the editor. */
  const listed = async (diagnostic: vscode.Diagnostic): Promise<FindingItem> => {
    const at = (): FindingItem | undefined => api.overview().findings.find((finding) => finding.path === path && finding.range.start.line === diagnostic.range.start.line);
    const item = await until('the finding in the view', at, (found) => found !== undefined);
    assert.ok(item);
    return item;
  };

  it('leave Problems empty until a file is opened, and the icon without a number', async () => {
    await until('the view', () => api.overview().findings.length, (count) => count > 0);
    assert.deepEqual(vscode.languages.getDiagnostics().filter(([, list]) => list.some(({ source }) => source === 'Privacy Shipmate')), []);
    assert.equal(api.badge(), undefined);
  });

  it('appear where the file is opened, with a page of their rule', async () => {
    const { document } = await open(path);
    const found = await problemAt(document, marker);
    assert.match(found.message, /^Email goes to the log\./);
    const code = found.code as { value: string; target: vscode.Uri };
    assert.equal(code.value, 'pii-in-logs');
    const page = await vscode.workspace.openTextDocument(code.target);
    assert.match(page.getText(), /^# Personal data in logs/);
  });

  it('appear in Python too', async () => {
    const { document } = await open('worker/reminders.py');
    assert.equal((await problemAt(document, 'verify')).source, 'Privacy Shipmate');
  });

  it('follow the unsaved text', async () => {
    const editor = await open(path);
    await problemAt(editor.document, marker);
    await replace(editor, 'booked for ${contact}', 'booked for ${patient.id}');
    await noProblemAt(editor.document, marker);
    assert.ok(editor.document.isDirty);
  });

  it('say why in the hover, with a link to the threat', async () => {
    const { document } = await open(path);
    const found = await problemAt(document, marker);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', at(path), found.range.start);
    const text = hovers.flatMap(({ contents }) => contents).map((content) => (content instanceof vscode.MarkdownString ? content.value : '')).join('\n');
    assert.match(text, /Email goes to the log/);
    assert.match(text, /GDPR/);
    assert.match(text, /threat-model\.otm\.yaml/);
  });

  it('offer controls, and last to ignore, to correct and to explain', async () => {
    const { document } = await open(path);
    const found = await problemAt(document, marker);
    const titles = (await lightbulb(path, found.range)).map(({ title }) => title);
    assert.deepEqual(titles.slice(-3), ['Ignore with reason…', 'Not personal data here…', 'Explain']);
  });

  it('go once a control is applied', async () => {
    const { document } = await open(path);
    const found = await problemAt(document, marker);
    const [control] = (await lightbulb(path, found.range)).filter(({ edit }) => edit !== undefined);
    assert.ok(control?.edit, 'an edit is on offer');
    assert.ok(await vscode.workspace.applyEdit(control.edit));
    await noProblemAt(document, 'logger.info(`appointment');
  });

  it('go once a reason is given in a comment', async () => {
    const { document } = await open(path);
    const { uri, fingerprint } = await listed(await problemAt(document, marker));
    await vscode.commands.executeCommand('privacyShipmate.ignoreWithReason', { uri, fingerprint }, 'the inbox of the test clinic only');
    await noProblemAt(document, marker);
    assert.match(document.getText(), /^ {2}\/\/ shipmate-ignore pii-in-logs -- the inbox of the test clinic only$/m);
  });

  it('lead into the threat model, and back', async () => {
    const { document } = await open(path);
    const { uri, fingerprint } = await listed(await problemAt(document, marker));
    await vscode.commands.executeCommand('privacyShipmate.goToThreat', { uri, fingerprint });
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.match(editor.document.uri.path, /privacy\/threat-model\.otm\.yaml$/);
    assert.match(editor.document.lineAt(editor.selection.active.line).text, /THR-LOG-CONTACT/);
    const back = await until('definitions', () => vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>('vscode.executeDefinitionProvider', editor.document.uri, editor.selection.active), (found) => found.length > 0);
    assert.ok(back.some((target) => ('uri' in target ? target.uri : target.targetUri).path.endsWith(path)));
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', editor.document.uri, 20);
    assert.ok(lenses.some(({ command }) => /^\d+ findings? in the code$/.test(command?.title ?? '')));
  });

  it('are not taken for personal data once the team file says so', async () => {
    const team = at('privacy/shipmate.yml');
    const before = await vscode.workspace.fs.readFile(team);
    const { document } = await open(path);
    const { line, character } = (await problemAt(document, marker)).range.end;
    await vscode.commands.executeCommand('privacyShipmate.notPersonalHere', { uri: at(path).toString(), line, character: character - 1 }, { where: path, reason: 'a distribution list, no person' });
    await noProblemAt(document, marker);
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(team));
    assert.match(text, /name: email\b/);
    assert.ok(text.startsWith(new TextDecoder().decode(before).slice(0, 40)), 'the rest of the file stays');
    await vscode.workspace.fs.writeFile(team, before);
    await problemAt(document, marker);
  });
});
