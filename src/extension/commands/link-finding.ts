import * as vscode from 'vscode';
import { requests } from '../../server/protocol';
import { make } from '../edits';
import { author } from './author';
import type { Command } from './command';
import { findingHere } from './finding-here';

/** States that a finding belongs to a threat or to a risk of an assessment, in its decision file, which is shown. */
export const linkFinding: Command = {
  name: 'linkFinding',
  async run(reach, argument, given) {
    const { server } = reach;
    const ref = await findingHere(reach, argument);
    if (!ref) return;
    if (isGiven(given)) {
      await make(await server.ask(requests.linkFinding, { ...ref, ...given }));
      return;
    }
    const choices = (await server.ask(requests.linkChoices, ref)) ?? { entries: [], roles: [] };
    if (choices.entries.length === 0) {
      vscode.window.setStatusBarMessage(vscode.l10n.t('Privacy Shipmate: there is no further threat or risk to link to; "Create Threat Model Stub" or "Add PIA Risk" writes one'), 6000);
      return;
    }
    const title = vscode.l10n.t('Link the finding');
    const items = choices.entries.map((entry) => ({ label: entry.title, description: entry.fits ? vscode.l10n.t('{0} · fits by its kind', entry.detail) : entry.detail, target: entry.target }));
    const picked = await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('Which threat or risk does it belong to?'), matchOnDescription: true });
    const as = picked && await author(choices, title);
    if (picked && as !== undefined) await make(await server.ask(requests.linkFinding, { ...ref, target: picked.target, as }));
  },
};

function isGiven(value: unknown): value is { target: string; as: string } {
  const candidate = value as { target?: unknown; as?: unknown } | undefined;
  return typeof candidate?.target === 'string' && typeof candidate.as === 'string';
}
