import * as vscode from 'vscode';
import { requests } from '../../server/protocol';
import type { Command } from './command';

/** Reads and analyses every file of the workspace again, with progress in the view. */
export const scanWorkspace: Command = {
  name: 'scanWorkspace',
  async run({ server }) {
    await vscode.window.withProgress({ location: { viewId: 'privacyShipmate.findings' } }, async () => {
      await server.ask(requests.scan, null);
    });
  },
};
