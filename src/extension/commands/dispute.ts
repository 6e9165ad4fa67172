import * as vscode from 'vscode';
import { disputeGrounds, severities, type DisputeGround } from '../../model';
import { askReason } from './author';
import type { Command } from './command';
import { decideHere } from './decide';

/** Says that a finding is none, or is less than it seems; a champion settles it. */
export const dispute: Command = {
  name: 'dispute',
  async run(reach, argument, given) {
    const title = vscode.l10n.t('Dispute');
    const words: Record<DisputeGround, string> = {
      'false-positive': vscode.l10n.t('The data does not go there'), 'not-personal': vscode.l10n.t('It is not personal data'),
      'control-elsewhere': vscode.l10n.t('A control elsewhere protects it'), 'wrong-severity': vscode.l10n.t('The severity is another one'),
    };
    await decideHere(reach, argument, given, title, async ({ severity }) => {
      const picked = await vscode.window.showQuickPick(disputeGrounds.map((ground) => ({ label: words[ground], description: ground, ground })), { title, placeHolder: vscode.l10n.t('What is different here?') });
      if (!picked) return undefined;
      const other = severities.filter((level) => level !== severity);
      const right = picked.ground === 'wrong-severity' ? await vscode.window.showQuickPick([...other], { title, placeHolder: vscode.l10n.t('It is {0} now. Which one is right?', severity) }) : undefined;
      if (picked.ground === 'wrong-severity' && right === undefined) return undefined;
      const reason = await askReason(title, vscode.l10n.t('What does the champion need to know?'), vscode.l10n.t('the mail box of the shop, no person behind it'));
      const level = severities.find((known) => known === right);
      return reason === undefined ? undefined : { kind: 'dispute', ground: picked.ground, reason, ...(level === undefined ? {} : { severity: level }) };
    });
  },
};
