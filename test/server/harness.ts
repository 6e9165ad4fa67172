import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  createConnection, createProtocolConnection, StreamMessageReader, StreamMessageWriter,
  type ClientCapabilities, type CodeAction, type CodeActionContext, type Diagnostic, type DocumentDiagnosticReport, type Hover, type ProtocolConnection, type Range,
} from 'vscode-languageserver/node';
import { notifications, type Notification, type Request, type Settings, type Status } from '../../src/server/protocol';
import { nodePlatform } from '../../src/server/node-platform';
import { startServer } from '../../src/server/start';

/** A server on a temporary workspace, with an editor's side that says what it saw. */
export interface Harness {
  root: string;
  client: ProtocolConnection;
  status(): Status | undefined;
  /** Everything the server asked the editor to show as a message; must stay empty. */
  popups: string[];
  log: string[];
  uri(path: string): string;
  ask<P, R>(request: Request<P, R>, params: P): Promise<R>;
  tell<P>(notification: Notification<P>, params: P): Promise<void>;
  open(path: string, text: string): Promise<void>;
  /** Replaces the first occurrence of a text in an open document, as typing does. */
  type(path: string, from: string, to: string): Promise<void>;
  diagnostics(path: string): Promise<Diagnostic[]>;
  actions(path: string, range: Range, only?: string[]): Promise<CodeAction[]>;
  resolve(action: CodeAction): Promise<CodeAction>;
  hover(path: string, line: number, character: number): Promise<string>;
  set(settings: DeepPartial<Settings>): Promise<void>;
  scanned(): Promise<void>;
  stop(): Promise<void>;
}

type DeepPartial<T> = { [K in keyof T]?: T[K] extends object ? DeepPartial<T[K]> : T[K] };

/** What the editor of the tests can do. */
const capabilities: ClientCapabilities = {
  workspace: { workspaceFolders: true, diagnostics: { refreshSupport: true }, codeLens: { refreshSupport: true } },
  textDocument: { diagnostic: { dynamicRegistration: false, relatedDocumentSupport: true } },
};

/** Writes the files into a temporary folder and starts a server on it. */
export async function startHarness(files: Readonly<Record<string, string>>, options: { trusted?: boolean; isLoose?: boolean } = {}): Promise<Harness> {
  const root = mkdtempSync(join(tmpdir(), 'shipmate-server-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  startServer(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), nodePlatform());
  const client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));

  let status: Status | undefined;
  const waiting: (() => void)[] = [];
  const popups: string[] = [];
  const log: string[] = [];
  const texts = new Map<string, { text: string; version: number }>();
  client.onNotification(notifications.status.method, (next: Status) => {
    status = next;
    if (!next.scanning) for (const resolve of waiting.splice(0)) resolve();
  });
  client.onNotification('window/showMessage', ({ message }: { message: string }) => { popups.push(message); });
  client.onRequest('window/showMessageRequest', ({ message }: { message: string }) => {
    popups.push(message);
    return null;
  });
  client.onNotification('window/logMessage', ({ message }: { message: string }) => { log.push(message); });
  client.onRequest('workspace/diagnostic/refresh', () => null);
  client.onRequest('workspace/codeLens/refresh', () => null);
  client.listen();

  const uri = (path: string): string => pathToFileURL(join(root, path)).toString();
  await client.sendRequest('initialize', {
    processId: null, rootUri: null, capabilities,
    workspaceFolders: options.isLoose === true ? null : [{ uri: pathToFileURL(root).toString(), name: 'clinic' }],
    initializationOptions: { trusted: options.trusted ?? true, today: '2026-11-21' },
  });
  await client.sendNotification('initialized', {});

  const harness: Harness = {
    root, client, popups, log, uri,
    status: () => status,
    ask: (request, params) => client.sendRequest(request.method, params),
    tell: (notification, params) => client.sendNotification(notification.method, params),
    async open(path, text) {
      texts.set(path, { text, version: 1 });
      await client.sendNotification('textDocument/didOpen', { textDocument: { uri: uri(path), languageId: path.endsWith('.py') ? 'python' : 'typescript', version: 1, text } });
    },
    async type(path, from, to) {
      const document = texts.get(path);
      assert.ok(document, `${path} is not open`);
      const at = document.text.indexOf(from);
      assert.ok(at >= 0, `"${from}" is not in ${path}`);
      const range = { start: positionAt(document.text, at), end: positionAt(document.text, at + from.length) };
      document.text = document.text.slice(0, at) + to + document.text.slice(at + from.length);
      document.version++;
      await client.sendNotification('textDocument/didChange', { textDocument: { uri: uri(path), version: document.version }, contentChanges: [{ range, text: to }] });
    },
    async diagnostics(path) {
      const report: DocumentDiagnosticReport = await client.sendRequest('textDocument/diagnostic', { textDocument: { uri: uri(path) } });
      assert.equal(report.kind, 'full');
      return report.items;
    },
    async actions(path, range, only) {
      const context: CodeActionContext = { diagnostics: await harness.diagnostics(path), ...(only ? { only } : {}) };
      return client.sendRequest('textDocument/codeAction', { textDocument: { uri: uri(path) }, range, context });
    },
    resolve: (action) => client.sendRequest('codeAction/resolve', action),
    async hover(path, line, character) {
      const hover: Hover | null = await client.sendRequest('textDocument/hover', { textDocument: { uri: uri(path) }, position: { line, character } });
      return hover && typeof hover.contents === 'object' && 'value' in hover.contents ? hover.contents.value : '';
    },
    set: (settings) => client.sendNotification('workspace/didChangeConfiguration', { settings: { privacyShipmate: settings } }),
    scanned: () => (status && !status.scanning ? Promise.resolve() : new Promise((resolve) => { waiting.push(resolve); })),
    async stop() {
      await client.sendRequest('shutdown');
      client.end();
      client.dispose();
      rmSync(root, { recursive: true, force: true });
    },
  };
  return harness;
}

function positionAt(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
