import * as vscode from 'vscode';
import { requests } from '../server/protocol';
import type { Server } from './client';

/** Scheme of the pages that the extension itself makes; they need no network. */
export const scheme = 'privacy-shipmate';

/** Address of the page of a finding class. */
export function rulePage(id: string): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/rules/${id}.md` });
}

/** Address of the page that tells what was not analysed. */
export const coveragePage = vscode.Uri.from({ scheme, path: '/What was not analysed.md' });

/** Address of the page that explains one place. */
export function explanationPage(uri: vscode.Uri, position: vscode.Position): vscode.Uri {
  const query = JSON.stringify({ uri: uri.toString(), line: position.line, character: position.character });
  return vscode.Uri.from({ scheme, path: '/Why, or why not.md', query });
}

/** Address of the page that tells what personal data a file can reach. */
export function reachablePage(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.from({ scheme, path: '/Personal data reachable from here.md', query: JSON.stringify({ uri: uri.toString(), line: 0, character: 0 }) });
}

/** Shows a page rendered, or as text where no Markdown preview is installed. */
export async function showPage(uri: vscode.Uri): Promise<void> {
  const commands = await vscode.commands.getCommands(true);
  if (commands.includes('markdown.showPreview')) await vscode.commands.executeCommand('markdown.showPreview', uri);
  else await vscode.window.showTextDocument(uri, { preview: true });
}

/** Gives the pages their content. */
export function registerPages(server: Server): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    async provideTextDocumentContent(uri) {
      const rule = /^\/rules\/([a-z0-9-]+)\.md$/.exec(uri.path)?.[1];
      if (rule !== undefined) return (await server.ask(requests.rulePage, { id: rule }))?.markdown ?? '';
      if (uri.path === coveragePage.path) return (await server.ask(requests.coverage, null))?.markdown ?? '';
      const place = placeIn(uri.query);
      if (place && uri.path === reachablePage(uri).path) return (await server.ask(requests.incident, { uri: place.uri, drill: false }))?.markdown ?? '';
      return place ? ((await server.ask(requests.explain, place))?.markdown ?? '') : '';
    },
  };
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, provider),
    server.onStatus(({ scanning }) => {
      if (!scanning) changed.fire(coveragePage);
    }),
  );
}

function placeIn(query: string): { uri: string; position: { line: number; character: number } } | undefined {
  try {
    const { uri, line, character } = JSON.parse(query) as { uri?: unknown; line?: unknown; character?: unknown };
    return typeof uri === 'string' && typeof line === 'number' && typeof character === 'number' ? { uri, position: { line, character } } : undefined;
  } catch {
    return undefined;
  }
}
