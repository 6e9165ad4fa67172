import * as vscode from 'vscode';
import { askReason } from './author';
import type { Command } from './command';
import { decideHere } from './decide';

/** Asks the accountable owner to accept a finding until a day: day, reason, what holds meanwhile. */
export const requestAcceptance: Command = {
  name: 'requestAcceptance',
  async run(reach, argument, given) {
    const title = vscode.l10n.t('Accept until a date');
    await decideHere(reach, argument, given, title, async ({ lastDay, controls }) => {
      const until = await vscode.window.showInputBox({
        title, value: lastDay, prompt: vscode.l10n.t('The last day it holds, {0} at the latest. After it the finding is open again.', lastDay), placeHolder: 'YYYY-MM-DD',
        validateInput: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) && text <= lastDay ? undefined : vscode.l10n.t('A day such as {0}, or earlier', lastDay)),
      });
      if (until === undefined) return undefined;
      const reason = await askReason(title, vscode.l10n.t('Why can it ship until then?'), vscode.l10n.t('redaction ships in the February release'));
      if (reason === undefined) return undefined;
      const held = controls.length === 0 ? [] : await vscode.window.showQuickPick(controls.map(({ id, title: label }) => ({ label, description: id })), { title, canPickMany: true, placeHolder: vscode.l10n.t('Which controls are on the way? None is an answer too.') });
      return held && { kind: 'accept', until, reason, controls: held.map(({ description }) => description) };
    });
  },
};
