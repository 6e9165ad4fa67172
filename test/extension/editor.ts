import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension/start';

const extensionId = 'privacy-shipmate.privacy-shipmate';
const patienceMs = 10_000;

/** The running extension, after its first analysis of the workspace. */
export async function analysed(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>(extensionId);
  assert.ok(extension, 'the extension is not there');
  const api = await extension.activate();
  await api.scanned();
  return api;
}

/** The address of a file of the workspace. */
export function at(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no workspace');
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Opens a file in an editor. */
export async function open(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(at(path));
}

/** Waits until a reading satisfies, and gives it. */
export async function until<T>(what: string, read: () => T | Thenable<T>, fits: (value: T) => boolean): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const value = await read();
    if (fits(value)) return value;
    if (Date.now() > end) assert.fail(`${what}: still ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The extension's diagnostics of a file. */
export function problems(path: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(at(path)).filter(({ source }) => source === 'Privacy Shipmate');
}

/** Waits for the diagnostic on the line of an open document that holds a text. */
export async function problemAt(document: vscode.TextDocument, marker: string): Promise<vscode.Diagnostic> {
  const path = vscode.workspace.asRelativePath(document.uri);
  const here = (): vscode.Diagnostic | undefined => problems(path).find(({ range }) => document.lineAt(range.start.line).text.includes(marker));
  const found = await until(`a diagnostic at "${marker}"`, here, (value) => value !== undefined);
  assert.ok(found);
  return found;
}

/** Waits until no diagnostic is left on the line that holds a text. */
export async function noProblemAt(document: vscode.TextDocument, marker: string): Promise<void> {
  const path = vscode.workspace.asRelativePath(document.uri);
  await until(`no diagnostic at "${marker}"`, () => problems(path).filter(({ range }) => document.lineAt(range.start.line).text.includes(marker)), (found) => found.length === 0);
}

/** Replaces a text in an editor, as typing does. */
export async function replace(editor: vscode.TextEditor, from: string, to: string): Promise<void> {
  const { document } = editor;
  const start = document.getText().indexOf(from);
  assert.ok(start >= 0, `"${from}" is not there`);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + from.length));
  assert.ok(await editor.edit((edit) => { edit.replace(range, to); }));
}

/** The actions the lightbulb offers at a range, with their edits. */
export async function lightbulb(path: string, range: vscode.Range): Promise<vscode.CodeAction[]> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', at(path), range, vscode.CodeActionKind.QuickFix.value, 50);
  return actions.filter(({ kind }) => kind?.value === 'quickfix.privacyShipmate');
}

/** Gives all open documents of the workspace their text on disk back and closes them. */
export async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    // The workbench edits its own settings file now and then; that is not ours.
    if (!document.isDirty || !vscode.workspace.getWorkspaceFolder(document.uri)) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
