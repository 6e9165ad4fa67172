import type { PiaFacts } from './facts';

/** Criteria of WP248 rev.01 (guidelines on DPIA, section III.B) that code can hint at; two hits mean a DPIA is likely needed, which people decide. */
export function dpiaHints({ inventory, dataType }: Pick<PiaFacts, 'inventory' | 'dataType'>): string[] {
  const types = inventory.data.filter(({ strength }) => strength !== 'maybe').map(({ dataType: id }) => id);
  const has = (...ids: string[]): boolean => types.some((type) => ids.includes(type));
  const hints: [boolean, string][] = [
    [has('credit-score', 'performance-review', 'behavioral-profile'), 'evaluation or scoring'],
    [has('location-precise', 'travel-history', 'browsing-history', 'clickstream', 'advertising-id'), 'systematic monitoring'],
    [types.some((id) => dataType(id)?.special === true) || has('criminal-record', 'location-precise', 'card-number', 'iban'), 'sensitive data or data of a highly personal nature'],
    [has('child-data', 'employee-id', 'employment-history', 'salary') || types.some((id) => /^(?:diagnosis|prescription|mental-health|medical-record-number)$/.test(id)), 'data of vulnerable people (children, employees, patients)'],
    [inventory.recipients.some(({ category }) => category === 'ai') || has('face-template', 'fingerprint', 'voiceprint', 'iris', 'genetic'), 'innovative use of technology'],
  ];
  return hints.filter(([isHit]) => isHit).map(([, what]) => what);
}
