import * as vscode from 'vscode';
import { explanationPage, showPage } from '../pages';
import type { Command } from './command';

/** Explains why the code at the cursor is taken for personal data, or why not. */
export const explainHere: Command = {
  name: 'explainHere',
  async run(_reach, argument) {
    const given = argument as { uri?: unknown; line?: unknown; character?: unknown } | undefined;
    if (typeof given?.uri === 'string' && typeof given.line === 'number' && typeof given.character === 'number') {
      await showPage(explanationPage(vscode.Uri.parse(given.uri), new vscode.Position(given.line, given.character)));
      return;
    }
    const editor = vscode.window.activeTextEditor;
    if (editor) await showPage(explanationPage(editor.document.uri, editor.selection.active));
  },
};
