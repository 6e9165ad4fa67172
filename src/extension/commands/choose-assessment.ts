import * as vscode from 'vscode';
import { requests } from '../../server/protocol';
import type { Server } from '../client';

/** The assessment in the active editor, the only one, or the one a person picks. */
export async function chooseAssessment(server: Server): Promise<string | undefined> {
  const { assessments } = (await server.ask(requests.piaChoices, null)) ?? { assessments: [] };
  const active = vscode.window.activeTextEditor?.document.uri.toString();
  const [first] = assessments;
  if (assessments.length <= 1) {
    if (!first) vscode.window.setStatusBarMessage(vscode.l10n.t('Privacy Shipmate: there is no assessment yet; "Create PIA Stub" writes one'), 6000);
    return first?.uri;
  }
  const open = assessments.find(({ uri }) => uri === active);
  if (open) return open.uri;
  const picked = await vscode.window.showQuickPick(assessments.map(({ uri, id, title }) => ({ label: id, description: title, uri })), { placeHolder: vscode.l10n.t('Which assessment?'), matchOnDescription: true });
  return picked?.uri;
}
