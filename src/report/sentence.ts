import type { Finding } from '../model';
import { masked } from './mask';
import type { RuleInfo } from './report';

/**
 * The sentence of a finding: the fact, then the offer. A control on offer ends it with its own phrase ("with …" for an edit,
 * "once …" for a person's step); without one the rule's step does.
 */
export function sentenceOf(finding: Finding, rule: Pick<RuleInfo, 'step'> | undefined): string {
  const phrase = finding.controls[0]?.phrase ?? stepOf(finding, rule);
  return masked(phrase === '' ? finding.fact : `${finding.fact} We can ship this ${phrase}.`);
}

function stepOf(finding: Finding, rule: Pick<RuleInfo, 'step'> | undefined): string {
  return (rule?.step ?? '').replaceAll('{recipient}', finding.recipient?.name ?? 'the recipient');
}
