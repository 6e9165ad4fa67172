import * as vscode from 'vscode';
import { requests } from '../../server/protocol';
import { make } from '../edits';
import { findingHere } from './finding-here';
import type { Command } from './command';

/** Adds a draft threat for a finding to the threat model and shows it; where the model cannot tell which of its elements carries it, a person picks one. */
export const addThreat: Command = {
  name: 'addThreat',
  async run(reach, argument) {
    const ref = await findingHere(reach, argument);
    if (!ref) return;
    const { file, places } = (await reach.server.ask(requests.threatPlaces, ref)) ?? { file: '', places: [] };
    if (places.length === 0) {
      await make(await reach.server.ask(requests.addThreat, ref));
      return;
    }
    const items = places.map(({ id, title, detail }) => ({ label: title, description: detail, id }));
    const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Add threat to {0}', file), placeHolder: vscode.l10n.t('Which element carries it?'), matchOnDescription: true });
    if (picked) await make(await reach.server.ask(requests.addThreat, { ...ref, place: picked.id }));
  },
};
