import * as vscode from 'vscode';
import { requests } from '../../server/protocol';
import { make } from '../edits';
import { findingHere } from './finding-here';
import type { Command } from './command';

/** Shortest reason the comment accepts. */
const shortest = 10;

/** Asks for a reason and writes an ignore comment at the finding. */
export const ignoreWithReason: Command = {
  name: 'ignoreWithReason',
  async run(reach, argument, givenReason) {
    const ref = await findingHere(reach, argument);
    if (!ref) return;
    const reason = typeof givenReason === 'string' ? givenReason : await vscode.window.showInputBox({
      title: vscode.l10n.t('Ignore with reason'),
      prompt: vscode.l10n.t('The reason stands in the code, for the people who read it next.'),
      placeHolder: vscode.l10n.t('Synthetic address of the health check, no person behind it'),
      validateInput: (text) => (text.trim().length < shortest ? vscode.l10n.t('At least {0} characters', shortest) : undefined),
    });
    if (reason !== undefined && reason.trim().length >= shortest) await make(await reach.server.ask(requests.ignore, { ...ref, reason: reason.trim() }));
  },
};
