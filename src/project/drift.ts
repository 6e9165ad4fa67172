import { placeOf } from '../engine/findings/place';
import { modelDrift } from '../governance/drift';
import { teamDrift } from '../governance/drift-team';
import type { Finding, Inventory, Problem } from '../model';
import type { Artefacts } from './artefacts';

/**
 * Where the code and the governance files of a workspace say different things; each problem sits in the file concerned. Editor, command line and agents ask here.
 * @param seen `findings` are judged; `isComplete` says that the whole workspace was analysed; the inventory is taken only where something is compared with it.
 */
export function driftOf({ team, hasTeamFile, model }: Artefacts, seen: { findings: readonly Finding[]; inventory: () => Inventory; isComplete: boolean }): Problem[] {
  const lists = hasTeamFile && (team.places.recipients ?? team.places.aiTools ?? team.places.dataTypes) !== undefined;
  if (model.threats.length === 0 && model.assessments.length === 0 && !lists) return [];
  const inventory = lists || model.assessments.length > 0 ? seen.inventory() : noInventory;
  return [...modelDrift(model, { ...seen, inventory }), ...(lists ? teamDrift(team, { ...seen, inventory: shipped(inventory, team.paths.tests) }) : [])];
}

const noInventory: Inventory = { data: [], flows: [], safeguards: [], recipients: [], services: [], assets: [] };

/** What an inventory says of code that ships. */
export function shipped(inventory: Inventory, tests: readonly string[]): Inventory {
  const ships = ({ file }: { file: string }): boolean => placeOf(file, tests) === 'code';
  const seen = <T extends { seenIn: { file: string }[] }>(entries: readonly T[]): T[] => entries.map((entry) => ({ ...entry, seenIn: entry.seenIn.filter(ships) })).filter((entry) => entry.seenIn.length > 0);
  return { data: seen(inventory.data), flows: inventory.flows.filter(ships), safeguards: inventory.safeguards.filter(ships), recipients: seen(inventory.recipients), services: seen(inventory.services), assets: seen(inventory.assets) };
}
