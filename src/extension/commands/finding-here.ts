import * as vscode from 'vscode';
import { requests, type FindingItem, type FindingRef } from '../../server/protocol';
import type { Reach } from './command';

/** The finding a command speaks of: given by a code action or a tree item, else the one at the cursor. Says so when there is none. */
export async function findingHere(reach: Reach, argument: unknown): Promise<FindingRef | undefined> {
  const given = reach.view.findingOf(argument) ?? refIn(argument);
  if (given) return { uri: given.uri, fingerprint: given.fingerprint };
  return findingAtCursor(reach);
}

/** The finding at the cursor of the active editor. */
export async function findingAtCursor({ server }: Reach): Promise<FindingItem | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const found = await server.ask(requests.findingAt, { uri: editor.document.uri.toString(), position: editor.selection.active });
  if (!found) vscode.window.setStatusBarMessage(vscode.l10n.t('Privacy Shipmate: no finding at the cursor'), 4000);
  return found ?? undefined;
}

/** A reference, or that of the finding a tree item speaks of. */
function refIn(argument: unknown): FindingRef | undefined {
  if (isRef(argument)) return argument;
  const inner = (argument as { finding?: unknown } | undefined)?.finding;
  return isRef(inner) ? inner : undefined;
}

function isRef(value: unknown): value is FindingRef {
  const candidate = value as Partial<FindingRef> | undefined;
  return typeof candidate?.uri === 'string' && typeof candidate.fingerprint === 'string';
}
