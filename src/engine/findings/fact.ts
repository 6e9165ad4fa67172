import type { FindingClass } from '../rules/catalogue';

/** Labels as a list a person would say: "Email", "Email and phone number", "Email, phone number and 2 more". */
export function listOf(labels: readonly string[]): string {
  const [first = 'Personal data', ...rest] = labels;
  const lower = rest.map((l) => (/^[A-Z][a-z]/.test(l) ? l.charAt(0).toLowerCase() + l.slice(1) : l));
  if (lower.length === 0) return first;
  if (lower.length === 1) return `${first} and ${lower[0] ?? ''}`;
  if (lower.length === 2) return `${first}, ${lower[0] ?? ''} and ${lower[1] ?? ''}`;
  return `${first}, ${lower[0] ?? ''} and ${String(lower.length - 1)} more`;
}

/** The fact of the sentence, with what is known filled in; a likely reading begins "Looks like". */
export function factOf(rule: FindingClass, labels: readonly string[], parts: { recipient: string; callee: string; value: string; likely: boolean }): string {
  const goes = labels.length > 1 ? 'go' : 'goes';
  const text = rule.fact
    .replaceAll('{data}', listOf(labels)).replaceAll('{goes}', goes).replaceAll('{recipient}', parts.recipient).replaceAll('{callee}', parts.callee).replaceAll('{value}', parts.value);
  if (!parts.likely || !rule.fact.includes('{data}')) return text;
  const start = /^[A-Z][A-Z]/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
  return `Looks like ${start}`;
}
