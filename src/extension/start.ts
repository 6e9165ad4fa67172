import * as vscode from 'vscode';
import { CloseAction, ErrorAction, RevealOutputChannelOn, type BaseLanguageClient, type ErrorHandler, type LanguageClientOptions, type ProvideCodeLensesSignature } from 'vscode-languageclient';
import type { Position, Range } from '../model';
import { notifications, type InitOptions, type Overview, type Status } from '../server/protocol';
import { sendChangedFiles } from './changed-files';
import { serverOf } from './client';
import { registerCommands } from './commands';
import { rangeOf } from './edits';
import { answerServer } from './file-requests';
import { registerPages } from './pages';
import { documentSelector } from './selector';
import { showStatus } from './status';
import { createFindingsView } from './views/findings';
import { createGovernanceView } from './views/governance';
import { createInventoryView } from './views/inventory';
import type { TreeLine } from './views/place-tree';

/** What tests may ask of the running extension. */
export interface Api {
  /** Resolves when the first analysis of the workspace is done. */
  scanned: () => Promise<void>;
  /** What the findings view lists, and the number on its icon. */
  overview: () => Overview;
  badge: () => number | undefined;
  status: () => Status;
  /** The lines of the views beside the findings. */
  governance: () => Promise<TreeLine[]>;
  inventory: () => Promise<TreeLine[]>;
}

/** Options that both kinds of client share. */
export function clientOptions(context: vscode.ExtensionContext, log: vscode.LogOutputChannel, assets?: string): LanguageClientOptions {
  const init: InitOptions = { trusted: vscode.workspace.isTrusted, assets };
  return {
    documentSelector: documentSelector(context),
    initializationOptions: init,
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    errorHandler: calmErrorHandler(),
    diagnosticCollectionName: 'privacyShipmate',
    // Trouble is told by the status item and the log, never by a pop-up.
    initializationFailedHandler: (error) => {
      log.error('The analysis could not be started.', error instanceof Error ? error : String(error));
      return false;
    },
    middleware: { provideCodeLenses: withEditorPlaces },
    synchronize: { configurationSection: 'privacyShipmate' },
    markdown: { isTrusted: { enabledCommands: ['privacyShipmate.openRule', 'privacyShipmate.goToThreat', 'privacyShipmate.goToPia', 'privacyShipmate.notPersonalHere'] } },
  };
}

/** The command that lists places wants the editor's own values, which plain data of the protocol is turned into. */
async function withEditorPlaces(document: vscode.TextDocument, token: vscode.CancellationToken, next: ProvideCodeLensesSignature): Promise<vscode.CodeLens[]> {
  const lenses = (await next(document, token)) ?? [];
  for (const { command } of lenses) {
    const [uri, position, places] = (command?.arguments ?? []) as [string, Position, { uri: string; range: Range }[]];
    if (command?.command !== 'editor.action.showReferences') continue;
    command.arguments = [
      vscode.Uri.parse(uri),
      new vscode.Position(position.line, position.character),
      places.map((place) => new vscode.Location(vscode.Uri.parse(place.uri), rangeOf(place.range))),
    ];
  }
  return lenses;
}

const mostRestarts = 3;
const restartSpan = 180_000;

/** Restarts a server that ended, a few times; the status item tells the rest. */
function calmErrorHandler(): ErrorHandler {
  const ends: number[] = [];
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed() {
      const now = Date.now();
      ends.push(now);
      const recent = ends.filter((end) => now - end < restartSpan).length;
      return { action: recent > mostRestarts ? CloseAction.DoNotRestart : CloseAction.Restart, handled: true };
    },
  };
}

/** Starts everything over a client of either kind. */
export function start(context: vscode.ExtensionContext, client: BaseLanguageClient, log: vscode.LogOutputChannel): Api {
  answerServer(client);
  const server = serverOf(client, log);
  const view = createFindingsView(server, context.workspaceState);
  const inventory = createInventoryView(server);
  const governance = createGovernanceView(server);
  context.subscriptions.push(
    log, server, view, inventory, governance,
    registerPages(server),
    registerCommands({ server, view, log, state: context.workspaceState }),
    showStatus(server, documentSelector(context)),
    sendChangedFiles(server),
    vscode.workspace.onDidGrantWorkspaceTrust(() => { server.tell(notifications.trusted, null); }),
  );
  return {
    overview: () => view.overview(),
    badge: () => view.badge()?.value,
    status: () => server.status(),
    governance: () => governance.lines(),
    inventory: () => inventory.lines(),
    async scanned() {
      await server.ready();
      while (server.status().scanning) await new Promise<void>((resolve) => {
        const once = server.onStatus(() => {
          once.dispose();
          resolve();
        });
      });
    },
  };
}
