import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { clientRequests, type Request } from '../server/protocol';

/** Files above this are not read for the server, as it would not analyse them. */
const largestFile = 1_048_576;

/** Answers the server's questions about files, for hosts where it reaches none itself. */
export function answerServer(client: BaseLanguageClient): void {
  answer(client, clientRequests.readFile, async ({ uri }) => {
    const target = vscode.Uri.parse(uri);
    // Only files of the workspace: the server asks for what code names, and code may name anything.
    if (!vscode.workspace.getWorkspaceFolder(target)) return null;
    try {
      if ((await vscode.workspace.fs.stat(target)).size > largestFile) return null;
      return { text: new TextDecoder().decode(await vscode.workspace.fs.readFile(target)) };
    } catch {
      return null;
    }
  });
  answer(client, clientRequests.findFiles, async ({ folder, glob, limit }) => {
    const found = await vscode.workspace.findFiles(new vscode.RelativePattern(vscode.Uri.parse(folder), glob), null, limit);
    return found.map((uri) => uri.toString()).sort();
  });
}

function answer<P, R>(client: BaseLanguageClient, request: Request<P, R>, reply: (params: P) => Promise<R>): void {
  client.onRequest(request.method, reply);
}
