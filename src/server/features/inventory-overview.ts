import { inventoriesOf, type AiToolEntry, type RecipientEntry } from '../../governance/inventories';
import { isEntryId } from '../../governance/team-file';
import type { Location } from '../../model';
import { shipped } from '../../project/drift';
import { counted } from '../../report/report';
import type { Folder } from '../folder';
import type { InventoryLine, InventoryOverview, ListedPlace, RecipientLine } from '../protocol';
import { labelOf, type Session } from '../session';

/** Everything the inventory view shows, of all folders: what code that ships does with personal data, set beside the team file. */
export async function inventoryOverview(session: Session): Promise<InventoryOverview> {
  await Promise.all(session.folders().map((folder) => folder.settled()));
  const parts = session.folders().map((folder) => ofFolder(session, folder));
  return {
    data: parts.flatMap(({ data }) => data), recipients: parts.flatMap(({ recipients }) => recipients),
    aiTools: parts.flatMap(({ aiTools }) => aiTools), stores: parts.flatMap(({ stores }) => stores),
  };
}

function ofFolder(session: Session, folder: Folder): InventoryOverview {
  const { team } = folder.artefacts();
  const inventory = shipped(folder.workspace.inventory(), team.paths.tests);
  const { recipients, aiTools } = inventoriesOf(inventory, team, session.today());
  const idOf = (id: string): string => `${folder.addresses.root} ${id}`;
  const tiers = new Map([...session.catalogue.dataTypes.types, ...team.dataTypes].map(({ id, tier }) => [id, tier]));
  const labels = (types: readonly string[]): string => types.map((type) => labelOf(session, folder, type)).join(', ');
  const placesOf = (seen: readonly Location[]): ListedPlace[] => seen.map((place) => placeIn(folder, place));
  return {
    data: inventory.data.map(({ dataType, strength, seenIn }): InventoryLine => ({
      id: idOf(dataType), title: labelOf(session, folder, dataType),
      detail: [`tier ${tiers.get(dataType) ?? '-'}`, strength === 'certain' ? '' : strength, counted(seenIn.length, 'place')].filter(Boolean).join(', '),
      places: seenIn.map((place) => ({ ...placeIn(folder, place), detail: place.name })),
    })),
    recipients: recipients.map((entry): RecipientLine => ({
      id: idOf(entry.id), title: entry.name, detail: recipientText(entry, labels), places: placesOf(entry.seenIn),
      ...(entry.undeclared.length > 0 && isEntryId(entry.id) ? { declare: { uri: folder.addresses.root, recipient: entry.id, data: entry.undeclared } } : {}),
    })),
    aiTools: aiTools.map((entry): RecipientLine => ({
      id: idOf(entry.id), title: entry.name, detail: toolText(entry, labels), places: placesOf(entry.seenIn),
      ...(!entry.isListed && isEntryId(entry.id) ? { declare: { uri: folder.addresses.root, recipient: entry.id, data: [] } } : {}),
    })),
    stores: inventory.assets.map(({ id, label, kind, seenIn }) => ({ id: idOf(id), title: label, detail: kind, places: placesOf(seenIn) })),
  };
}

function recipientText({ declared, undeclared, data, country, seenIn }: RecipientEntry, labels: (types: readonly string[]) => string): string {
  const stands = { declared: 'declared', 'in-part': `declared, not for ${labels(undeclared)}`, 'not-declared': 'not declared' }[declared];
  return [stands, country ?? '', declared === 'in-part' && data.length === undeclared.length ? '' : labels(data), seenIn.length === 0 ? 'not seen in the code' : ''].filter(Boolean).join(' · ');
}

function toolText({ approval, isListed, unapproved, approvedBy, review, reviewDue, through, data }: AiToolEntry, labels: (types: readonly string[]) => string): string {
  const stands = { approved: `approved by ${approvedBy ?? ''}`, 'in-part': `approved by ${approvedBy ?? ''}, not for ${labels(unapproved)}`, pending: isListed ? 'pending' : 'pending, not listed' }[approval];
  return [
    stands, review === undefined ? '' : `review ${reviewDue ? 'was due on ' : ''}${review}`, through.join(' and '),
    through.length === 0 ? 'not seen in the code' : data.length === 0 ? 'no personal data seen' : approval === 'in-part' && data.length === unapproved.length ? '' : labels(data),
  ].filter(Boolean).join(' · ');
}

function placeIn(folder: Folder, { file, range }: Location): ListedPlace {
  return { uri: folder.addresses.uriOf(file), range, title: `${file}:${range.start.line + 1}`, detail: '' };
}
