import * as vscode from 'vscode';
import { requests, type Subject } from '../../server/protocol';
import { make } from '../edits';
import type { Command } from './command';

/** Shortest reason the team file accepts. */
const shortest = 10;

/** Notes in the team file that a name is no personal data here: in this file, in its folder, or everywhere. */
export const notPersonalHere: Command = {
  name: 'notPersonalHere',
  async run({ server }, argument, answers) {
    const place = placeOf(argument);
    if (!place) return;
    const subject = await server.ask(requests.subjectAt, place);
    if (!subject) {
      vscode.window.setStatusBarMessage(vscode.l10n.t('Privacy Shipmate: nothing at the cursor is taken for personal data'), 4000);
      return;
    }
    const given = answers as { where?: unknown; reason?: unknown } | undefined;
    const where = typeof given?.where === 'string' ? given.where : await askWhere(subject);
    if (where === undefined) return;
    const reason = typeof given?.reason === 'string' ? given.reason : await vscode.window.showInputBox({
      title: vscode.l10n.t('`{0}` is not personal data here (2/2)', subject.name),
      prompt: vscode.l10n.t('What is it instead? The reason stands in the team file.'),
      placeHolder: vscode.l10n.t('page block, not a person'),
      validateInput: (text) => (text.trim().length < shortest ? vscode.l10n.t('At least {0} characters', shortest) : undefined),
    });
    if (reason === undefined || reason.trim().length < shortest) return;
    await make(await server.ask(requests.notPersonal, { uri: place.uri, name: subject.name, where, reason: reason.trim() }));
  },
};

async function askWhere({ name, path }: Subject): Promise<string | undefined> {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  const items = [
    { label: vscode.l10n.t('In this file'), description: path, glob: path },
    ...(folder === '' ? [] : [{ label: vscode.l10n.t('In this folder'), description: `${folder}/**`, glob: `${folder}/**` }]),
    { label: vscode.l10n.t('Everywhere'), description: '**', glob: '**' },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('`{0}` is not personal data here (1/2)', name), placeHolder: vscode.l10n.t('Where does that hold?'), matchOnDescription: true });
  return picked?.glob;
}

function placeOf(argument: unknown): { uri: string; position: { line: number; character: number } } | undefined {
  const given = argument as { uri?: unknown; line?: unknown; character?: unknown } | undefined;
  if (typeof given?.uri === 'string' && typeof given.line === 'number' && typeof given.character === 'number') {
    return { uri: given.uri, position: { line: given.line, character: given.character } };
  }
  const editor = vscode.window.activeTextEditor;
  return editor && { uri: editor.document.uri.toString(), position: editor.selection.active };
}
