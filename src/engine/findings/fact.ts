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

/** Facts longer than this leave no room for the offer: sentence and offer together stay within 100 characters. */
const roomForFact = 52;

/** What fills the holes of a fact; the recipient with and without what is known of it. */
export interface FactParts {
  recipient: string;
  shortRecipient: string;
  callee: string;
  value: string;
  likely: boolean;
}

/** The fact of the sentence, with what is known filled in and shortened where it runs long; a likely reading begins "Looks like". */
export function factOf(rule: FindingClass, labels: readonly string[], parts: FactParts): string {
  const [first] = labels;
  const short = labels.length > 1 && first !== undefined ? `${first} and ${String(labels.length - 1)} more` : listOf(labels);
  const forms = [
    filled(rule, labels, listOf(labels), parts.recipient, parts), filled(rule, labels, short, parts.recipient, parts), filled(rule, labels, short, parts.shortRecipient, parts),
  ];
  return forms.find((form) => form.length <= roomForFact) ?? forms.at(-1) ?? '';
}

function filled(rule: FindingClass, labels: readonly string[], data: string, recipient: string, parts: FactParts): string {
  const goes = `go${labels.length > 1 ? '' : 'es'}`;
  const text = rule.fact
    .replaceAll('{data}', data).replaceAll('{goes}', goes).replaceAll('{recipient}', recipient).replaceAll('{callee}', parts.callee).replaceAll('{value}', parts.value);
  if (!parts.likely || !rule.fact.includes('{data}')) return text;
  const start = /^[A-Z][A-Z]/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
  return `Looks like ${start}`;
}
