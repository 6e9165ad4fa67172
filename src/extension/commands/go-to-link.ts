import * as vscode from 'vscode';
import { requests } from '../../server/protocol';
import { showOneOf } from '../edits';
import { findingHere } from './finding-here';
import type { Command, Reach } from './command';

/** Opens the threat a finding is linked to. */
export const goToThreat: Command = { name: 'goToThreat', run: (reach, argument) => go(reach, argument, 'threat') };

/** Opens the assessment entry a finding is linked to. */
export const goToPia: Command = { name: 'goToPia', run: (reach, argument) => go(reach, argument, 'assessment') };

async function go(reach: Reach, argument: unknown, to: 'threat' | 'assessment'): Promise<void> {
  const ref = await findingHere(reach, argument);
  if (!ref) return;
  const places = (await reach.server.ask(requests.links, { ...ref, to })) ?? [];
  if (places.length > 0) await showOneOf(places, to === 'threat' ? vscode.l10n.t('Which threat?') : vscode.l10n.t('Which entry of the assessment?'));
  else vscode.window.setStatusBarMessage(vscode.l10n.t('Privacy Shipmate: no entry is linked to this finding yet'), 4000);
}
