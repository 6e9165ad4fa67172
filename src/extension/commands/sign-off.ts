import * as vscode from 'vscode';
import { askReason } from './author';
import type { Command } from './command';
import { decideHere } from './decide';

/** Signs off what waits for a decision: approval, or the advice of the DPO. */
export const approve: Command = {
  name: 'approve',
  async run(reach, argument, given) {
    const title = vscode.l10n.t('Approve the decision');
    await decideHere(reach, argument, given, title, async ({ decided }) => {
      const note = await vscode.window.showInputBox({ title, prompt: decided ?? '', placeHolder: vscode.l10n.t('A note, or nothing') });
      return note === undefined ? undefined : { kind: 'approve', ...(note.trim() === '' ? {} : { note: note.trim() }) };
    });
  },
};

/** Rejects what waits for a decision, or advises against it. */
export const reject: Command = {
  name: 'reject',
  async run(reach, argument, given) {
    const title = vscode.l10n.t('Reject the decision');
    await decideHere(reach, argument, given, title, async ({ decided }) => {
      const note = await askReason(title, decided ?? '', vscode.l10n.t('What would let it ship?'));
      return note === undefined ? undefined : { kind: 'reject', note };
    });
  },
};

/** Hands a finding on to who is accountable, where two people do not agree. */
export const escalate: Command = {
  name: 'escalate',
  async run(reach, argument, given) {
    const title = vscode.l10n.t('Escalate');
    await decideHere(reach, argument, given, title, async () => {
      const reason = await askReason(title, vscode.l10n.t('What is to be decided, and by when?'), vscode.l10n.t('owner and DPO see the vendor differently, release on Friday'));
      return reason === undefined ? undefined : { kind: 'escalate', reason };
    });
  },
};
