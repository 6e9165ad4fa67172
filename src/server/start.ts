import {
  CodeActionKind, CodeLensRefreshRequest, DidChangeWatchedFilesNotification, DocumentDiagnosticReportKind, DocumentDiagnosticRequest, TextDocumentSyncKind,
  type Connection, type Disposable, type DocumentDiagnosticParams, type DocumentDiagnosticReport, type InitializeParams,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { sameForm } from './addresses';
import { createAnalysis, type Analysis } from './analysis';
import { fixAllKind, quickFixKind } from './features/code-actions';
import { statusOf } from './features/overview';
import { fileDiagnostics, workspaceDiagnostics } from './features/pull-diagnostics';
import { registerLanguageFeatures } from './language-features';
import type { Platform } from './platform';
import { notifications, threatModelGlobs, type InitOptions } from './protocol';
import { registerRequests } from './requests';
import { readSettings } from './settings';

/** Time after a change until controls are planned and other files are looked at, in milliseconds. */
const calmMs = 250;

/** Runs the server on a connection until the editor ends it. */
export function startServer(connection: Connection, platform: Platform): void {
  let analysis: Promise<Analysis> | undefined;
  let trouble: string | undefined;
  let client: InitializeParams['capabilities'] = {};
  let registration: Promise<Disposable> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const documents = new Map<string, TextDocument>();
  /** The result an open document's diagnostics had when the editor last asked. */
  const told = new Map<string, string>();

  const failed = (error: unknown): void => {
    trouble = 'an internal error, see the log';
    connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    void tell();
  };
  /** Runs a handler; an error is told in the log and the status, and the answer is the fallback. */
  const guarded = <P, R>(handler: (analysis: Analysis, params: P) => R | Promise<R>, fallback: R) => async (params: P): Promise<R> => {
    if (!analysis) return fallback;
    try {
      return await handler(await analysis, params);
    } catch (error) {
      failed(error);
      return fallback;
    }
  };

  const tell = async (): Promise<void> => {
    const session = await analysis;
    if (session) await connection.sendNotification(notifications.status.method, statusOf(session, trouble));
  };
  /** After a change: the status, and the documents whose diagnostics differ from what the editor shows. */
  const changed = (): void => {
    void tell();
    clearTimeout(timer);
    timer = setTimeout(() => { void look().catch(failed); }, calmMs);
  };
  const look = async (): Promise<void> => {
    const session = await analysis;
    if (!session) return;
    refreshIfNews(session);
    await session.offers.planAll(session.folders().filter((folder) => !folder.isScanning()), () => { refreshIfNews(session); });
    await tell();
  };
  const refreshIfNews = (session: Analysis): void => {
    const news = [...told].some(([uri, resultId]) => fileDiagnostics(session, uri).resultId !== resultId);
    if (news && client.workspace?.diagnostics?.refreshSupport === true) void connection.languages.diagnostics.refresh();
    if (client.workspace?.codeLens?.refreshSupport === true) void connection.sendRequest(CodeLensRefreshRequest.type);
  };

  connection.onInitialize((params) => {
    client = params.capabilities;
    const options = (params.initializationOptions ?? {}) as Partial<InitOptions>;
    platform.start?.(options);
    analysis = createAnalysis({ connection, platform, changed, failed }, params.workspaceFolders ?? [], { trusted: options.trusted !== false, ...(options.today === undefined ? {} : { today: options.today }) });
    analysis.catch(failed);
    const dynamic = client.textDocument?.diagnostic?.dynamicRegistration === true;
    return {
      serverInfo: { name: 'Privacy Shipmate' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: [quickFixKind, fixAllKind, CodeActionKind.QuickFix], resolveProvider: true },
        documentLinkProvider: {},
        definitionProvider: true,
        referencesProvider: true,
        completionProvider: { triggerCharacters: ['#', '"', '/'] },
        codeLensProvider: {},
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        ...(dynamic ? {} : { diagnosticProvider: { identifier: 'privacyShipmate', interFileDependencies: true, workspaceDiagnostics: false } }),
      },
    };
  });

  connection.onInitialized(() => {
    void guarded(async (session) => {
      if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
        const code = session.extensions().map((extension) => extension.slice(1)).join(',');
        await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: `**/*.{${code}}` }, { globPattern: '**/privacy/**' }, ...threatModelGlobs.map((globPattern) => ({ globPattern }))] });
      }
      if (client.workspace?.workspaceFolders === true) {
        connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => { void guarded((now: Analysis) => now.changeFolders(added, removed), undefined)(undefined); });
      }
      await register(session);
      await session.start();
    }, undefined)(undefined);
  });

  /** Pull diagnostics are registered again when the scope asks for other files than open ones, or no longer. */
  const register = async (session: Analysis): Promise<void> => {
    if (client.textDocument?.diagnostic?.dynamicRegistration !== true) return;
    const before = registration;
    registration = connection.client.register(DocumentDiagnosticRequest.type, {
      documentSelector: null, identifier: 'privacyShipmate', interFileDependencies: true, workspaceDiagnostics: session.settings().problems.scope !== 'openFiles',
    });
    (await before)?.dispose();
    await registration;
  };

  connection.onDidChangeConfiguration(({ settings }) => {
    void guarded(async (session) => {
      const { scope } = session.settings().problems;
      session.setSettings(readSettings((settings as { privacyShipmate?: unknown } | undefined)?.privacyShipmate));
      if (registration && session.settings().problems.scope !== scope) await register(session);
      changed();
    }, undefined)(undefined);
  });

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    const document = TextDocument.create(uri, languageId, version, text);
    documents.set(sameForm(uri), document);
    void guarded((session) => session.open(sameForm(uri), text), undefined)(undefined);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const document = documents.get(sameForm(uri));
    if (!document) return;
    const text = TextDocument.update(document, contentChanges, version).getText();
    void guarded((session) => { session.edit(sameForm(uri), text); }, undefined)(undefined);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.delete(sameForm(uri));
    told.delete(sameForm(uri));
    void guarded((session) => session.close(sameForm(uri)), undefined)(undefined);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    void guarded((session) => session.diskChanged(changes.map(({ uri }) => sameForm(uri))), undefined)(undefined);
  });
  connection.onNotification(notifications.trusted.method, () => {
    void guarded((session) => session.trust(), undefined)(undefined);
  });
  connection.onNotification(notifications.changedFiles.method, ({ uris }: { uris: string[] }) => {
    void guarded((session) => {
      session.setChangedFiles(uris.map(sameForm));
      changed();
    }, undefined)(undefined);
  });

  connection.languages.diagnostics.on(guarded(async (session, { textDocument, previousResultId }: DocumentDiagnosticParams): Promise<DocumentDiagnosticReport> => {
    const uri = sameForm(textDocument.uri);
    await session.opened(uri);
    const { resultId, items } = fileDiagnostics(session, uri);
    if (documents.has(uri)) told.set(uri, resultId);
    return previousResultId === resultId ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId } : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }, { kind: DocumentDiagnosticReportKind.Full, items: [] }));
  connection.languages.diagnostics.onWorkspace((params, token) =>
    guarded((session) => workspaceDiagnostics(session, params.previousResultIds, token), { items: [] })(undefined));

  registerLanguageFeatures(connection, guarded, (uri) => documents.get(sameForm(uri))?.getText());
  registerRequests(connection, guarded, () => { trouble = undefined; });
  connection.onShutdown(async () => {
    clearTimeout(timer);
    (await analysis)?.stop();
  });
  connection.listen();
}

/** Handlers as the registration functions take them. */
export type Guarded = <P, R>(handler: (analysis: Analysis, params: P) => R | Promise<R>, fallback: R) => (params: P) => Promise<R>;
