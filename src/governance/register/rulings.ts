import type { Finding } from '../../model/finding';
import type { Ruling } from '../../model/governance';
import { covers } from '../globs';

/**
 * Findings after the rulings of the team file: settled ones are agreed, those of a disputed severity have the right one. A ruling speaks of its class, its
 * files, its function if it names one, and its data types; a finding with more data stays as it is.
 */
export function applyRulings(findings: readonly Finding[], rulings: readonly Ruling[]): Finding[] {
  if (rulings.length === 0) return [...findings];
  return findings.map((finding) => {
    const ruling = rulings.find((candidate) => speaksOf(candidate, finding));
    if (!ruling) return finding;
    if (ruling.ruling === 'wrong-severity') return ruling.severity === undefined ? finding : { ...finding, severity: ruling.severity };
    return { ...finding, state: 'agreed', ruling: { ruling: ruling.ruling, reason: ruling.reason } };
  });
}

function speaksOf({ classId, where, symbol, data }: Ruling, finding: Finding): boolean {
  return classId === finding.classId && covers(where, finding.file) && (symbol === undefined || symbol === finding.symbol) && finding.dataTypes.every((type) => data.includes(type));
}
