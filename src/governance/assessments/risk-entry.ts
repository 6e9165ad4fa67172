import { riskLines } from './blocks';
import type { RiskDraft } from './facts';
import { inline } from './markdown';

/** The lines of a new risk: code writes between the markers, severity and likelihood are for people. */
export function riskEntry(id: string, risk: RiskDraft): string[] {
  return [
    `<a id="${id}"></a>`,
    `### ${id} · ${inline(risk.title)}`,
    `<!-- shipmate:begin ${id} -->`,
    ...riskLines(risk),
    `<!-- shipmate:end ${id} -->`,
    '- feared event: unset <!-- PEOPLE: illegitimate-access | unwanted-change | disappearance -->',
    '- severity: unset <!-- PEOPLE: 1 to 4 -->',
    '- likelihood: unset <!-- PEOPLE: 1 to 4 -->',
    '- measures: unset <!-- PEOPLE: ids of section 7, or why none -->',
  ];
}
