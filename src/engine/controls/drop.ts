import type { CodeView } from '../languages/code-view';
import type { Carrier } from '../languages/edits';
import { changeAll, ownFile, type Attempt } from './attempt';
import type { Case } from './context';
import type { Spot } from './spots';

/** What a delivery needs to arrive: taking it out breaks the call. */
const routing = /^(?:to|cc|bcc|from|from_|replyTo|reply_to|recipients?|to_?emails?|to_?numbers?|phone_?number|destinations?|recipient_list|channel|toaddresses|messaging_service_sid|token|deviceToken)$/i;
const delivers = /mail|sms|push|chat|messag|send|notify/i;

/** Variables that hold a whole message or object. */
const composed = /^(?:\w*(?:message|msg|text|body|payload|prompt|content|html|subject|summary|args|params|fields|meta|context|data|line|details|options|record|entry|row|entries)s?)$/i;

/** True for a place that carries more than one value: a whole object, or a variable that by its name holds a message. */
export const isComposed = ({ types, text }: Spot): boolean => types.length > 1 || types.includes('person-record') || composed.test(text);

/** True for a value under a key that a delivery cannot do without. */
export function isAddress({ finding }: Case, { key }: Carrier): boolean {
  return finding.classId === 'pii-to-third-party' && routing.test(key) && (delivers.test(finding.recipient?.category ?? '') || delivers.test(finding.callee));
}

/** Takes the values out of the call, with the words that lead to them. */
export function dropField(item: Case, spots: readonly Spot[], level: number): Attempt | undefined {
  const { finding } = item;
  // Without its object a request to somebody else says nothing.
  if (finding.classId === 'pii-to-third-party' && (level > 0 || spots.some((spot) => isComposed(spot)))) return undefined;
  const isLog = finding.classId === 'pii-in-logs';
  const draft = changeAll(item, spots, level, (code, carrier) => {
    if (carrier.holder === 'argument' && !mayGo(item, code, carrier)) return undefined;
    if (isAddress(item, carrier)) return undefined;
    return item.edits.remove(code, carrier, isLog);
  });
  return draft && { drafts: ownFile(item, draft.draft), names: draft.names };
}

/** Arguments go from logs, from errors behind the first, and from formatting; elsewhere the ones behind would mean something else. */
function mayGo(item: Case, code: CodeView, carrier: Carrier): boolean {
  if (isFormatting(code, carrier)) return true;
  return isReportedCall(item, code, carrier) && (item.finding.classId === 'pii-in-logs' || item.finding.classId === 'pii-in-exceptions');
}

/** True for values a format text is filled with by its own method or operator. */
export function isFormatting(code: CodeView, { call }: Carrier): boolean {
  return call >= 0 && (code.kind(call) === 'binary_operator' || /['"]\s*\.\s*format$/.test(calleeOf(code, call)));
}

/** True when the call that holds a value is the reported one: edits in front of it may have moved it, so its callee tells. */
export function isReportedCall(item: Case, code: CodeView, { call }: Carrier): boolean {
  return call >= 0 && calleeOf(code, call) === calleeOf(item.code, item.call);
}

/** The callee of a call as written. */
function calleeOf(code: CodeView, call: number): string {
  const [callee = -1] = call < 0 ? [] : code.children(call);
  return callee < 0 ? '' : code.textOf(callee);
}

/** Puts a placeholder text where the values stand. */
export function usePlaceholder(item: Case, spots: readonly Spot[], level: number): Attempt | undefined {
  const draft = changeAll(item, spots, level, (code, carrier, spot) => item.edits.replaceByText(code, carrier, `[${wordFor(spot)}]`));
  return draft && { drafts: ownFile(item, draft.draft), names: draft.names };
}

/** What stands in for a value: its data type, or the last word of its name. */
function wordFor({ types, text }: Spot): string {
  const [only] = types;
  if (only !== undefined && types.length === 1) return only;
  const path = /^[\w$.]+/.exec(text)?.[0].split('.') ?? [];
  return ((text.endsWith(')') ? path[0] : path.at(-1)) ?? 'value').replace(/([a-z])([A-Z])/g, '$1-$2').replaceAll('_', '-').toLowerCase();
}
