import type { TeamFile } from '../../../model/governance';
import type { AssessmentDocument } from '../document';
import type { PiaFacts } from '../facts';

/** Everything an export is made of: what people wrote, what the code shows in the scope of the assessment, what the team file states. */
export interface ExportInput {
  document: AssessmentDocument;
  /** Already cut to the scope. */
  facts: PiaFacts;
  team: TeamFile;
}

/** A key of letters, digits and underscores, for formats that take no others. */
export function keyOf(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '') || 'system';
}

/** Data types of the code that are sure enough to be stated, in order. */
export function dataTypesOf({ inventory }: PiaFacts): string[] {
  return [...new Set(inventory.data.filter(({ strength }) => strength !== 'maybe').map(({ dataType }) => dataType))].sort();
}
