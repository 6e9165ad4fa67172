import * as vscode from 'vscode';
import { requests } from '../../server/protocol';
import { make, show } from '../edits';
import { chooseAssessment } from './choose-assessment';
import type { Command } from './command';

/** Brings the machine-written blocks of an assessment up to date with the code; what people wrote stays. */
export const updatePia: Command = {
  name: 'updatePia',
  async run({ server }, argument) {
    const uri = argument instanceof vscode.Uri ? argument.toString() : await chooseAssessment(server);
    if (uri === undefined) return;
    const start = { line: 0, character: 0 };
    if (await make(await server.ask(requests.updatePia, { uri }))) await show({ uri, range: { start, end: start } });
  },
};
