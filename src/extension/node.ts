import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { clientOptions, start, type Api } from './start';

let client: LanguageClient | undefined;

/** Entry of the extension on a desktop or remote machine: the server runs as a process of its own. */
export function activate(context: vscode.ExtensionContext): Api {
  const log = vscode.window.createOutputChannel('Privacy Shipmate', { log: true });
  const module = context.asAbsolutePath('dist/server.js');
  const run = { module, transport: TransportKind.ipc };
  client = new LanguageClient('privacyShipmate', 'Privacy Shipmate', { run, debug: run }, clientOptions(context, log));
  return start(context, client, log);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
