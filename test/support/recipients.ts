import type { Workspace } from '../../src/engine/workspace';

/** Recipients and data that findings of a workspace name and its inventory does not, as `place: recipient, data`: an assessment would then say less than a finding. */
export function missingInInventory(workspace: Workspace): string[] {
  const known = new Map(workspace.inventory().recipients.map(({ id, dataTypes }) => [id, dataTypes]));
  return workspace.findings().flatMap(({ file, range, recipient, dataTypes }) => {
    if (!recipient) return [];
    const missing = dataTypes.filter((type) => known.get(recipient.id)?.includes(type) !== true);
    return missing.length === 0 ? [] : [`${file}:${range.start.line + 1}: ${recipient.id}, ${missing.join(', ')}`];
  });
}
