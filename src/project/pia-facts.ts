import type { Catalogue } from '../engine/rules/catalogue';
import type { PiaFacts } from '../governance/assessments/facts';
import type { Coverage, Finding, Inventory } from '../model';

/** What an assessment is written from, taken from an analysis; `date` is ISO, UTC. */
export function piaFacts(catalogue: Catalogue, seen: { inventory: Inventory; coverage: Coverage; findings: readonly Finding[] }, scope: readonly string[], date: string, commit?: string): PiaFacts {
  const types = new Map(catalogue.dataTypes.types.map((type) => [type.id, type]));
  const classes = new Map(catalogue.findings.map(({ id, title }) => [id, title]));
  return {
    ...seen,
    scope,
    date,
    ...(commit === undefined ? {} : { commit }),
    dataType(id) {
      const type = types.get(id);
      return type && { label: type.label, tier: type.tier, category: type.fideslang.key, special: type.specialCategory !== undefined };
    },
    classTitle: (id) => classes.get(id) ?? id,
  };
}
