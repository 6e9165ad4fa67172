import * as vscode from 'vscode';
import { notifications } from '../server/protocol';
import type { Server } from './client';

// The part of the built-in Git extension's interface that is used here.
interface GitChange { uri: vscode.Uri }
interface GitRepository { state: { workingTreeChanges: GitChange[]; indexChanges: GitChange[]; untrackedChanges?: GitChange[]; onDidChange: vscode.Event<void> } }
interface GitApi { repositories: GitRepository[]; onDidOpenRepository: vscode.Event<GitRepository> }
interface GitExtension { enabled: boolean; getAPI: (version: 1) => GitApi }

/** Tells the server which files differ from the last commit, while the scope of Problems asks for it. Without Git the scope stays at open files. */
export function sendChangedFiles(server: Server): vscode.Disposable {
  const subscriptions: vscode.Disposable[] = [];
  let listening = false;
  const begin = async (): Promise<void> => {
    if (listening || scope() !== 'changedFiles') return;
    listening = true;
    const git = vscode.extensions.getExtension<GitExtension>('vscode.git');
    const extension = git && (await git.activate());
    if (extension?.enabled !== true) {
      listening = false;
      return;
    }
    const api = extension.getAPI(1);
    const send = (): void => {
      const uris = api.repositories.flatMap(({ state }) => [...state.workingTreeChanges, ...state.indexChanges, ...(state.untrackedChanges ?? [])].map(({ uri }) => uri.toString()));
      server.tell(notifications.changedFiles, { uris: [...new Set(uris)].sort() });
    };
    const follow = (repository: GitRepository): void => { subscriptions.push(repository.state.onDidChange(send)); };
    api.repositories.forEach(follow);
    subscriptions.push(api.onDidOpenRepository((repository) => {
      follow(repository);
      send();
    }));
    await server.ready();
    send();
  };
  void begin();
  subscriptions.push(vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('privacyShipmate.problems.scope')) void begin();
  }));
  return new vscode.Disposable(() => { vscode.Disposable.from(...subscriptions).dispose(); });
}

function scope(): string {
  return vscode.workspace.getConfiguration('privacyShipmate.problems').get('scope', 'openFiles');
}
