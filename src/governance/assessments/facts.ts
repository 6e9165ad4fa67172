import type { Coverage } from '../../model/coverage';
import type { Finding } from '../../model/finding';
import type { Inventory } from '../../model/inventory';
import { coversAny } from '../globs';
import { sortedUnique } from '../text';

/** What the assessment says about a kind of data, from the compiled rules. */
export interface DataTypeFacts {
  label: string;
  tier: number;
  /** Key of the Fideslang taxonomy. */
  category: string;
  special: boolean;
}

/** Everything an assessment is written from. The date is an input: ISO, UTC. */
export interface PiaFacts {
  inventory: Inventory;
  coverage: Coverage;
  findings: readonly Finding[];
  /** Globs of the code it covers. */
  scope: readonly string[];
  date: string;
  commit?: string;
  dataType: (id: string) => DataTypeFacts | undefined;
  /** Title of a finding class: "Personal data in logs". */
  classTitle: (id: string) => string;
}

/** The facts that lie in the scope of the assessment. */
export function inScope(facts: PiaFacts): PiaFacts {
  const within = (place: { file: string }): boolean => coversAny(facts.scope, place.file);
  const { inventory, coverage } = facts;
  const seen = <T extends { seenIn: { file: string }[] }>(list: readonly T[]): T[] =>
    list.map((entry) => ({ ...entry, seenIn: entry.seenIn.filter(within) })).filter((entry) => entry.seenIn.length > 0);
  return {
    ...facts,
    findings: facts.findings.filter(within),
    inventory: {
      data: seen(inventory.data),
      flows: inventory.flows.filter(within),
      safeguards: inventory.safeguards.filter(within),
      recipients: seen(inventory.recipients),
      services: seen(inventory.services),
      assets: seen(inventory.assets),
    },
    coverage: { ...coverage, skipped: coverage.skipped.filter(within), unseen: coverage.unseen.filter(within) },
  };
}

/** `path#symbol`, or the path alone at module level. A line is never part of it, so that evidence outlives edits. */
export function evidenceOf(place: { file: string; symbol?: string }): string {
  return place.symbol ? `${place.file}#${place.symbol}` : place.file;
}

/** A draft risk: what one class of findings says about one recipient. */
export interface RiskDraft {
  classId: string;
  recipient: string;
  title: string;
  dataTypes: string[];
  threats: string[];
  evidence: string[];
  /** Every finding behind it was ignored with a reason: it is not drafted anew. */
  ignored: boolean;
}

/** Draft risks of findings in code (not tests, examples or docs), one per class and recipient, in order of class and recipient. */
export function riskDrafts(findings: readonly Finding[], classTitle: PiaFacts['classTitle']): RiskDraft[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.place !== 'code') continue;
    const key = `${finding.classId} ${finding.recipient?.id ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return sortedUnique(groups.keys()).flatMap((key) => {
    const group = groups.get(key) ?? [];
    const [first] = group;
    if (!first) return [];
    const title = classTitle(first.classId);
    return [{
      classId: first.classId,
      recipient: first.recipient?.id ?? '',
      title: first.recipient ? `${title} (${first.recipient.name})` : title,
      dataTypes: sortedUnique(group.flatMap((finding) => finding.dataTypes)),
      // A derived link stays out: written down it would read as if people had stated it.
      threats: sortedUnique(group.flatMap((finding) => finding.threats.filter((link) => link.how === 'stated').map((link) => link.target))),
      evidence: sortedUnique(group.map(evidenceOf)),
      ignored: group.every((finding) => finding.ignore !== undefined && !finding.ignore.waiting),
    }];
  });
}
