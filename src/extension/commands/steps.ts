import * as vscode from 'vscode';
import { requests, type Place } from '../../server/protocol';
import { rangeOf, show } from '../edits';
import { findingHere } from './finding-here';
import type { Command, Reach } from './command';

/** The flow that is being walked, and where. */
let walk: { places: Place[]; at: number } | undefined;

/** Goes to the next step of the flow at the cursor, or of the one that is being walked. */
export const nextStep: Command = { name: 'nextStep', run: (reach, argument) => go(reach, argument, 1) };

/** Goes to the step before. */
export const previousStep: Command = { name: 'previousStep', run: (reach, argument) => go(reach, argument, -1) };

async function go(reach: Reach, argument: unknown, by: 1 | -1): Promise<void> {
  if (argument !== undefined && reach.view.findingOf(argument) !== undefined) walk = undefined;
  if (!walk || !isAt(walk.places[walk.at])) {
    const ref = await findingHere(reach, argument);
    const places = ref && (await reach.server.ask(requests.steps, ref));
    if (!places || places.length === 0) return;
    // From the reporting place, which is the last step, "next" begins at the source.
    walk = { places, at: by === 1 ? -1 : places.length - 1 };
  }
  const at = Math.min(Math.max(walk.at + by, 0), walk.places.length - 1);
  walk.at = at;
  const place = walk.places[at];
  if (!place) return;
  await show(place);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Step {0} of {1}: {2}', at + 1, walk.places.length, place.title), 8000);
}

/** True while the cursor still stands where the last step put it. */
function isAt(place: Place | undefined): boolean {
  const editor = vscode.window.activeTextEditor;
  return place !== undefined && editor?.document.uri.toString() === vscode.Uri.parse(place.uri).toString() && rangeOf(place.range).contains(editor.selection.active);
}
