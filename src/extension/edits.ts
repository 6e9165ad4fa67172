import * as vscode from 'vscode';
import type { Range } from '../model';
import type { Changes, Place } from '../server/protocol';

/**
 * Makes the changes as one undoable step. Governance files are saved, because other people and the command line read them from disk;
 * code stays unsaved like any other edit. Gives false when there was nothing to change or the editor refused.
 */
export async function make(changes: Changes | undefined): Promise<boolean> {
  if (!changes) return false;
  if (changes.message !== undefined) vscode.window.setStatusBarMessage(`Privacy Shipmate: ${changes.message}`, 8000);
  let applied = false;
  if (changes.changes.length > 0) {
    const edit = new vscode.WorkspaceEdit();
    for (const { uri, create, edits } of changes.changes) {
      const target = vscode.Uri.parse(uri);
      if (create) edit.createFile(target, { ignoreIfExists: false, contents: new TextEncoder().encode(edits.map(({ newText }) => newText).join('')) });
      else edit.set(target, edits.map(({ range, newText }) => new vscode.TextEdit(rangeOf(range), newText)));
    }
    applied = await vscode.workspace.applyEdit(edit);
    if (applied) await saveGovernance(changes);
  }
  if (changes.show && (applied || changes.changes.length === 0)) await show(changes.show);
  return applied;
}

async function saveGovernance(changes: Changes): Promise<void> {
  for (const { uri, create } of changes.changes) {
    if (create || !/\.(?:ya?ml|json|md)$/.test(uri)) continue;
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === vscode.Uri.parse(uri).toString());
    await document?.save();
  }
}

/** Opens a place in an editor. */
export async function show(place: Pick<Place, 'uri' | 'range'>): Promise<void> {
  await vscode.window.showTextDocument(vscode.Uri.parse(place.uri), { selection: rangeOf(place.range), preview: true });
}

/** Shows the only place, or asks which one. */
export async function showOneOf(places: readonly Place[], placeHolder: string): Promise<void> {
  const [first] = places;
  if (!first) return;
  if (places.length === 1) return show(first);
  const picked = await vscode.window.showQuickPick(
    places.map((place) => ({ label: place.title, description: vscode.workspace.asRelativePath(vscode.Uri.parse(place.uri)), place })),
    { placeHolder, matchOnDescription: true },
  );
  if (picked) await show(picked.place);
}

export function rangeOf({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
