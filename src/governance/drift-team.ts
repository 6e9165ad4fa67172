import type { Listed, TeamFile } from '../model/governance';
import type { Inventory } from '../model/inventory';
import type { Problem } from '../model/problem';
import { list, type SeenInCode } from './drift';
import { fileProblem, sortedUnique } from './text';

type Recipient = Inventory['recipients'][number];

/** Where the code and the lists of the team file say different things, in both directions: information in the team file, with what to do. */
export function teamDrift(team: TeamFile, { inventory, isComplete }: Omit<SeenInCode, 'findings'>): Problem[] {
  const { recipients, aiTools, dataTypes } = team.places;
  const tell = (range: Problem['range'], message: string, speaksOf: readonly string[] = []): Problem => ({ ...fileProblem(team.file, range, message, 'information'), speaksOf: sortedUnique(speaksOf) });
  const problems: Problem[] = [];
  const entries = [...(recipients?.entries ?? []), ...(aiTools?.entries ?? [])];
  for (const recipient of inventory.recipients) {
    const entry = entries.find((candidate) => isNamed(candidate, recipient));
    const types = sortedUnique(entry ? recipient.dataTypes.filter((type) => !entry.data.includes(type)) : recipient.dataTypes);
    const files = recipient.seenIn.map(({ file }) => file);
    const place = list(files);
    if (entry && types.length > 0) problems.push(tell(entry.range, `${recipient.name} gets ${list(types)} in the code (${place}), which this entry does not name. Added to its \`data\` it is declared.`, files));
    // Only a list makes others undeclared.
    const isAi = recipient.category === 'ai';
    const at = entry ? undefined : ((isAi ? aiTools : undefined) ?? recipients);
    if (at) problems.push(tell(at.range, `${recipient.name} gets ${list(types)} in the code (${place}) and is not listed here. An entry \`{id: ${recipient.id}, data: [${types.join(', ')}]}\` declares it.`, files));
  }
  if (!isComplete) return problems;
  for (const { id, data, range } of entries) {
    if (id !== undefined && data.length > 0 && !inventory.recipients.some((recipient) => isNamed({ names: [id] }, recipient))) {
      problems.push(tell(range, `No personal data was seen on its way to ${id} in the code. The entry can go, or stay for what other systems send.`));
    }
  }
  for (const { id, range } of dataTypes?.entries ?? []) {
    if (id !== undefined && !inventory.data.some(({ dataType }) => dataType === id)) problems.push(tell(range, `${id} was not seen in the code. The entry can go, or other names help to find it.`));
  }
  return problems;
}

function isNamed({ names }: Pick<Listed['entries'][number], 'names'>, { id, name }: Recipient): boolean {
  const wanted = [id.toLowerCase(), name.toLowerCase()];
  return names.some((known) => wanted.includes(known.toLowerCase()));
}
