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
  return (rule?.step ?? '').replaceAll('{recipient}', finding.recipient?.name ?? 'the recipient').replaceAll('{data}', dataWords(finding));
}

/** Data types in the middle of a sentence, from their ids: "email", "email and date of birth", "email and 3 more". */
function dataWords({ dataTypes }: Finding): string {
  const [first, second, ...more] = dataTypes.map((id) => id.replaceAll('-', ' '));
  if (first === undefined) return 'the value';
  if (second === undefined) return first;
  return more.length === 0 ? `${first} and ${second}` : `${first} and ${more.length + 1} more`;
}
