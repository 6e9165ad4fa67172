import type { Catalogue } from '../engine/rules/catalogue';
import type { Artefacts } from './artefacts';

/** What a data type of the rules or of the team is called; its id where neither knows it. */
export function labelOfType(catalogue: Catalogue, { team }: Artefacts, dataType: string): string {
  const named = ({ id }: { id: string }): boolean => id === dataType;
  return (catalogue.dataTypes.types.find(named) ?? team.dataTypes.find(named))?.label ?? dataType;
}
