import * as vscode from 'vscode';
import { requests } from '../../server/protocol';
import { make } from '../edits';
import { findingHere } from './finding-here';
import type { Command } from './command';

/** Applies a control of a finding: the one named by the second argument, else that of the tree item. */
export const applyControl: Command = {
  name: 'applyControl',
  async run(reach, argument, control) {
    const ref = await findingHere(reach, argument);
    const named = typeof control === 'string' ? control : (argument as { win?: { control?: string } } | undefined)?.win?.control;
    if (!ref) return;
    const changes = await reach.server.ask(requests.applyControl, { ...ref, control: named ?? '' });
    const [first] = changes?.changes ?? [];
    if (await make(changes) && first) await vscode.window.showTextDocument(vscode.Uri.parse(first.uri), { preview: true });
  },
};
