import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { clientOptions, start, type Api } from './start';

let client: LanguageClient | undefined;

/** Entry of the extension in a browser: the server runs as a worker and reads files through this client. */
export function activate(context: vscode.ExtensionContext): Api {
  const log = vscode.window.createOutputChannel('Privacy Shipmate', { log: true });
  const assets = vscode.Uri.joinPath(context.extensionUri, 'dist').toString(true);
  const worker = vscode.Uri.joinPath(context.extensionUri, 'dist/server.browser.js').toString(true);
  client = new LanguageClient('privacyShipmate', 'Privacy Shipmate', () => Promise.resolve(new Worker(worker)), clientOptions(context, log, assets));
  return start(context, client, log);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
