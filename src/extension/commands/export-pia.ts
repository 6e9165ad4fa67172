import * as vscode from 'vscode';
import { requests } from '../../server/protocol';
import { make } from '../edits';
import { chooseAssessment } from './choose-assessment';
import type { Command } from './command';

/** Hands an assessment on in a format other tools read: asks which, writes the file beside it and shows it. */
export const exportPia: Command = {
  name: 'exportPia',
  async run({ server }, argument, format) {
    const uri = argument instanceof vscode.Uri ? argument.toString() : await chooseAssessment(server);
    if (uri === undefined) return;
    const items = [
      { label: vscode.l10n.t('CNIL PIA'), description: '.cnil.json', format: 'cnil' },
      { label: vscode.l10n.t('Register of processing, Markdown'), description: '.ropa.md', format: 'ropa' },
      { label: vscode.l10n.t('Register of processing, CSV'), description: '.ropa.csv', format: 'ropa-csv' },
      { label: vscode.l10n.t('CycloneDX services'), description: '.cdx.json', format: 'cyclonedx' },
      { label: vscode.l10n.t('Fides manifests'), description: '.fides.yml', format: 'fides' },
    ];
    const picked = typeof format === 'string' ? { format } : await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Export PIA'), placeHolder: vscode.l10n.t('Who reads it next?'), matchOnDescription: true });
    if (picked) await make(await server.ask(requests.exportPia, { uri, format: picked.format }));
  },
};
