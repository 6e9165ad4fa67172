import * as vscode from 'vscode';
import type { DecisionChoices } from '../../server/protocol';

/**
 * Who decides: the setting `privacyShipmate.author`, else one of the team's roles or a handle that is typed in, which is kept as the setting when the
 * person wants that. Undefined when the question was left.
 */
export async function author(choices: Pick<DecisionChoices, 'roles'>, title: string): Promise<string | undefined> {
  const settings = vscode.workspace.getConfiguration('privacyShipmate');
  const known = settings.get<string>('author', '').trim();
  if (known !== '') return known;
  const other = vscode.l10n.t('Another handle…');
  const items = [...choices.roles.map(({ role, handle }) => ({ label: handle, description: role })), { label: other, description: '' }];
  const picked = choices.roles.length === 0 ? { label: other } : await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('Who decides? The name stands in the file; the review of the change approves it.'), matchOnDescription: true });
  if (picked?.label !== other) return picked?.label;
  const typed = await vscode.window.showInputBox({
    title, prompt: vscode.l10n.t('A handle such as @payments-lead; e-mail addresses stay out of the repository'), placeHolder: '@payments-lead',
    validateInput: (text) => (/\S@\S/.test(text) || text.trim() === '' ? vscode.l10n.t('A role or a handle such as @payments-lead') : undefined),
  });
  return typed?.trim() === '' ? undefined : typed?.trim();
}

const shortest = 10;

/** Asks for a reason of at least ten characters; undefined when the question was left. */
export async function askReason(title: string, prompt: string, placeHolder: string): Promise<string | undefined> {
  const reason = await vscode.window.showInputBox({
    title, prompt, placeHolder, validateInput: (text) => (text.trim().length < shortest ? vscode.l10n.t('At least {0} characters', shortest) : undefined),
  });
  return reason === undefined || reason.trim().length < shortest ? undefined : reason.trim();
}
