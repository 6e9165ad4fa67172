import * as vscode from 'vscode';
import type { Status } from '../server/protocol';
import type { Server } from './client';

/** Keeps the language status, the optional status bar item and the context keys up to date. */
export function showStatus(server: Server, selector: vscode.DocumentSelector): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('privacyShipmate', selector);
  item.name = 'Privacy Shipmate';
  const coverage = vscode.languages.createLanguageStatusItem('privacyShipmate.coverage', selector);
  coverage.name = vscode.l10n.t('Privacy Shipmate: what was analysed');
  coverage.command = { command: 'privacyShipmate.showCoverage', title: vscode.l10n.t('Show What Was Not Analysed') };
  const bar = vscode.window.createStatusBarItem('privacyShipmate', vscode.StatusBarAlignment.Left);
  bar.name = 'Privacy Shipmate';
  bar.command = 'privacyShipmate.showQuickWins';

  const render = (): void => {
    const status = server.status();
    const enabled = vscode.workspace.getConfiguration('privacyShipmate').get<boolean>('enable', true);
    item.busy = enabled && status.scanning;
    item.text = enabled ? textOf(status) : vscode.l10n.t('Privacy: off');
    item.detail = detailOf(status);
    item.severity = status.trouble === undefined ? vscode.LanguageStatusSeverity.Information : vscode.LanguageStatusSeverity.Warning;
    item.command = status.trouble === undefined
      ? { command: 'privacyShipmate.showQuickWins', title: vscode.l10n.t('Show Quick Wins') }
      : { command: 'privacyShipmate.showLog', title: vscode.l10n.t('Show Log') };
    coverage.text = enabled && !status.scanning ? status.coverage : vscode.l10n.t('Coverage');
    coverage.detail = enabled && !status.scanning ? status.partial : undefined;
    bar.text = `$(compass) ${status.newFindings}`;
    bar.tooltip = item.text;
    if (enabled && vscode.workspace.getConfiguration('privacyShipmate.statusBar').get<boolean>('enable', false)) bar.show();
    else bar.hide();
    setKeys(status);
  };
  render();
  return vscode.Disposable.from(item, coverage, bar, server.onStatus(render), vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('privacyShipmate')) render();
  }));
}

/** "Privacy: 3 findings · partial". Before the first scan is done no number is shown. */
function textOf(status: Status): string {
  if (status.trouble !== undefined) return vscode.l10n.t('Privacy: {0}', status.trouble);
  if (status.scanning) return vscode.l10n.t('Privacy: analysing');
  const count = status.newFindings === 1 ? vscode.l10n.t('1 finding') : vscode.l10n.t('{0} findings', status.newFindings);
  return status.partial === undefined ? vscode.l10n.t('Privacy: {0}', count) : vscode.l10n.t('Privacy: {0} · partial', count);
}

function detailOf(status: Status): string | undefined {
  if (status.trouble !== undefined) return undefined;
  return status.partial ?? (status.hasBaseline ? vscode.l10n.t('new since the baseline') : undefined);
}

function setKeys(status: Status): void {
  const keys = {
    ready: !status.scanning && status.trouble === undefined,
    scanning: status.scanning,
    partial: status.partial !== undefined,
    hasFindings: status.findings > 0,
    hasBaseline: status.hasBaseline,
    hasTeamFile: status.hasTeamFile,
    hasThreatModel: status.hasThreatModel,
    hasPia: status.hasPia,
  };
  for (const [key, value] of Object.entries(keys)) void vscode.commands.executeCommand('setContext', `privacyShipmate.${key}`, value);
}
