import type { CodeView } from '../languages/code-view';
import type { Carrier } from '../languages/edits';
import { changeAll, namesOf, ownFile, type Attempt } from './attempt';
import type { Case } from './context';
import type { Spot } from './spots';

/** What a delivery needs to arrive: taking it out breaks the call. */
const routing = /^(?:to|cc|bcc|from|from_|replyTo|reply_to|recipients?|to_?emails?|to_?numbers?|phone_?number|destinations?|recipient_list|channel|toaddresses|messaging_service_sid|token|deviceToken)$/i;
const deliveries = new Set(['mail', 'sms', 'push', 'chat']);

/** True for a value under a key that a delivery cannot do without. */
export function isAddress({ finding }: Case, { key }: Carrier): boolean {
  return routing.test(key) && deliveries.has(finding.recipient?.category ?? '');
}

/** Takes the values out of the call, with the words that lead to them. */
export function dropField(item: Case, spots: readonly Spot[], level: number): Attempt | undefined {
  const { finding } = item;
  // Without its object a request to somebody else says nothing.
  if (finding.classId === 'pii-to-third-party' && spots.some(({ types }) => types.length > 1)) return undefined;
  const isLog = finding.classId === 'pii-in-logs';
  const draft = changeAll(item, spots, level, (code, carrier) => {
    if (carrier.holder === 'argument' && !mayGo(item, code, carrier)) return undefined;
    if (isAddress(item, carrier)) return undefined;
    return item.edits.remove(code, carrier, isLog);
  });
  return draft && { drafts: ownFile(item, draft), names: namesOf(spots) };
}

/** Arguments go from logs, from errors behind the first, and from formatting; elsewhere the ones behind would mean something else. */
function mayGo(item: Case, code: CodeView, { call }: Carrier): boolean {
  if (code.kind(call) === 'binary_operator' || /['"]\s*\.\s*format$/.test(calleeOf(code, call))) return true;
  const isReported = calleeOf(code, call) === calleeOf(item.code, item.call);
  return isReported && (item.finding.classId === 'pii-in-logs' || item.finding.classId === 'pii-in-exceptions');
}

/** The callee of a call as written. */
function calleeOf(code: CodeView, call: number): string {
  const [callee = -1] = call < 0 ? [] : code.children(call);
  return callee < 0 ? '' : code.textOf(callee);
}

/** Puts a placeholder text where the values stand. */
export function usePlaceholder(item: Case, spots: readonly Spot[], level: number): Attempt | undefined {
  const draft = changeAll(item, spots, level, (code, carrier, spot) => item.edits.replaceByText(code, carrier, `[${wordFor(spot)}]`));
  return draft && { drafts: ownFile(item, draft), names: namesOf(spots) };
}

/** What stands in for a value: its data type, or the last word of its name. */
function wordFor({ types, text }: Spot): string {
  const [only] = types;
  if (only !== undefined && types.length === 1) return only;
  return (/[\w$]+$/.exec(text)?.[0] ?? 'value').replace(/([a-z])([A-Z])/g, '$1-$2').replaceAll('_', '-').toLowerCase();
}
