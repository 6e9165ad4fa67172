import * as vscode from 'vscode';
import { requests } from '../../server/protocol';
import { make } from '../edits';
import type { Command } from './command';

/** Opens the team file, and writes a commented one first where there is none. */
export const openTeamFile: Command = {
  name: 'openTeamFile',
  async run({ server }) {
    await make(await server.ask(requests.teamFile, { uri: vscode.window.activeTextEditor?.document.uri.toString() }));
  },
};
