import * as vscode from 'vscode';
import { requests } from '../../server/protocol';
import { make, show } from '../edits';
import type { Command } from './command';

/** Brings the machine-written blocks of an assessment up to date with the code; what people wrote stays. */
export const updatePia: Command = {
  name: 'updatePia',
  async run({ server }, argument) {
    const uri = argument instanceof vscode.Uri ? argument.toString() : await choose(server);
    if (uri === undefined) return;
    const start = { line: 0, character: 0 };
    if (await make(await server.ask(requests.updatePia, { uri }))) await show({ uri, range: { start, end: start } });
  },
};

/** The assessment in the active editor, the only one, or the one a person picks. */
async function choose(server: Parameters<Command['run']>[0]['server']): Promise<string | undefined> {
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
