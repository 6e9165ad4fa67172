import * as vscode from 'vscode';
import { reachablePage, showPage } from '../pages';
import type { Command } from './command';

/** Shows which personal data the code of the open file handles or can reach, with what an incident report asks that code can answer. */
export const showReachableData: Command = {
  name: 'showReachableData',
  async run(_, argument) {
    const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
    if (uri) await showPage(reachablePage(uri));
  },
};
