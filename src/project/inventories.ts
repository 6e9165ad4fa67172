import type { Catalogue } from '../engine/rules/catalogue';
import type { AiToolEntry, Inventories, RecipientEntry } from '../governance/inventories';
import type { Location, TeamFile } from '../model';
import type { Section } from '../report/figures';
import { masked } from '../report/mask';

/** Places of an entry that are named; the number of the others is told. */
const mostPlaces = 5;

/** The label of a data type, of the rules or of the team. */
export function dataLabels(catalogue: Pick<Catalogue, 'dataTypes'>, team: TeamFile): (id: string) => string {
  const labels = new Map([...catalogue.dataTypes.types, ...team.dataTypes].map(({ id, label }) => [id, label ?? id]));
  return (id) => labels.get(id) ?? id;
}

/** The inventories as parts of a page: who gets personal data, and which AI tools are in use. */
export function inventorySections({ recipients, aiTools }: Inventories, labelOf: (id: string) => string): Section[] {
  const data = (types: readonly string[]): string => (types.length === 0 ? '-' : types.map(labelOf).join(', '));
  return [
    {
      title: 'Recipients', text: recipients.length === 0 ? 'No recipient was seen, and the team file declares none.' : 'What the code sends, set beside `recipients` of the team file. "Declare Recipient" in the editor adds an entry.',
      head: ['Recipient', 'Country', 'Declared', 'Data', 'Role', 'Contract', 'Places'],
      rows: recipients.map((entry) => [entry.name, entry.country ?? '-', declaredText(entry, data), data(entry.data), entry.role ?? '-', entry.contract ?? '-', placesText(entry.seenIn)]),
    },
    {
      title: 'AI tools', text: aiTools.length === 0 ? 'No AI tool was seen, and the team file lists none.' : 'By SDK or endpoint, set beside `ai_tools` of the team file. An entry with `approved_by` and its data approves a tool.',
      head: ['Tool', 'Country', 'Approved', 'Review', 'Through', 'Data', 'Places'],
      rows: aiTools.map((entry) => [entry.name, entry.country ?? '-', approvedText(entry, data), reviewText(entry), entry.through.join(', ') || '-', data(entry.data), placesText(entry.seenIn)]),
    },
  ];
}

function declaredText({ declared, undeclared }: RecipientEntry, data: (types: readonly string[]) => string): string {
  return { declared: 'yes', 'in-part': `not for ${data(undeclared)}`, 'not-declared': 'no' }[declared];
}

function approvedText({ approval, isListed, approvedBy, unapproved }: AiToolEntry, data: (types: readonly string[]) => string): string {
  const by = `by ${approvedBy ?? '-'}`;
  return { approved: by, 'in-part': `${by}, not for ${data(unapproved)}`, pending: isListed ? 'pending' : 'pending, not listed' }[approval];
}

function reviewText({ review, reviewDue }: AiToolEntry): string {
  return review === undefined ? '-' : reviewDue ? `was due on ${review}` : review;
}

function placesText(seenIn: readonly Location[]): string {
  const named = seenIn.slice(0, mostPlaces).map(placeText).join(', ');
  return seenIn.length === 0 ? 'not seen in the code' : seenIn.length > mostPlaces ? `${named} and ${seenIn.length - mostPlaces} more` : named;
}

/** The inventories as other programs read them: places are `path:line`, lines from 1. */
export function inventoryJson({ recipients, aiTools }: Inventories): object {
  const plain = ({ seenIn, ...entry }: RecipientEntry | AiToolEntry): object => ({ ...entry, id: masked(entry.id), name: masked(entry.name), places: seenIn.map(placeText) });
  return { recipients: recipients.map(plain), aiTools: aiTools.map(plain) };
}

const placeText = ({ file, range }: Location): string => `${file}:${range.start.line + 1}`;
