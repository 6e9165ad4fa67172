import type { CodeView } from '../code-view';
import type { Carrier, Replacement } from '../edits';
import { cutAround, labelBefore, placeholders } from '../label-text';
import { removeFromList, removeLine } from '../source-style';
import { whereUsed } from './edits-uses';

const isString = (code: CodeView, node: number): boolean => code.kind(node) === 'interpreted_string_literal' || code.kind(node) === 'raw_string_literal';
const entriesOf = (code: CodeView, list: number): number[] => code.children(list).filter((child) => code.kind(child) !== 'comment');
/** Calls that take a format text and its values. */
const formats = /(?:^|\.)(?:\w*[a-z]f|Msgf|F?Errorf|Sugar)$/;

/** Takes a value out of what holds it. An element of a slice and spread values stay: their place or number has a meaning. */
export function remove(code: CodeView, carrier: Carrier, variadic: boolean): Replacement[] | undefined {
  return whereUsed(code, removal(code, carrier, variadic));
}

function removal(code: CodeView, carrier: Carrier, variadic: boolean): Replacement[] | undefined {
  switch (carrier.holder) {
    case 'operand': return removeOperand(code, carrier.slot);
    case 'property': return [listRemoval(code, code.parent(carrier.slot), carrier.slot)];
    case 'argument': return removeArgument(code, carrier, variadic);
    default: return undefined;
  }
}

function listRemoval(code: CodeView, list: number, slot: number): Replacement {
  const entries = entriesOf(code, list);
  const at = entries.indexOf(slot);
  const next = entries[at + 1];
  // An entry with a line of its own goes with its line.
  const lineStart = code.text.lastIndexOf('\n', code.start(slot) - 1) + 1;
  const newline = code.text.indexOf('\n', code.end(slot));
  const isAlone = newline >= 0 && code.text.slice(lineStart, code.start(slot)).trim() === '' && /^\s*,\s*$/.test(code.text.slice(code.end(slot), newline));
  if (isAlone && (next === undefined || code.start(next) > newline)) return { start: lineStart, end: newline + 1, text: '' };
  return removeFromList(code, entries, slot, code.start(list) + 1, code.end(list) - 1);
}

function removeOperand(code: CodeView, slot: number): Replacement[] {
  const around = code.parent(slot);
  const isLeft = code.field(slot) === 'left';
  const left = isLeft ? -1 : lastOperand(code, code.child(around, 'left'));
  const right = isLeft ? code.child(around, 'right') : -1;
  const found: Replacement[] = [{ start: isLeft ? code.start(slot) : code.end(left), end: isLeft ? code.start(right) : code.end(slot), text: '' }];
  if (left >= 0 && isString(code, left)) {
    const words = code.text.slice(code.start(left) + 1, code.end(left) - 1);
    const { before } = cutAround(words, code.kind(code.parent(around)) === 'binary_expression' && code.field(around) === 'left' ? 'x' : '');
    if (before > 0) found.unshift({ start: code.end(left) - 1 - before, end: code.end(left) - 1, text: '' });
  }
  return found;
}

function lastOperand(code: CodeView, node: number): number {
  return code.kind(node) === 'binary_expression' ? code.child(node, 'right') : node;
}

/** Place of the format text among the arguments of a call, or -1. */
function formatAt(code: CodeView, call: number, args: readonly number[]): number {
  const at = args.findIndex((one) => isString(code, one));
  return at >= 0 && formats.test(code.textOf(code.child(call, 'function'))) ? at : -1;
}

function removeArgument(code: CodeView, { slot, call }: Carrier, variadic: boolean): Replacement[] | undefined {
  const list = code.parent(slot);
  if (code.kind(list) !== 'argument_list') return undefined;
  const args = entriesOf(code, list);
  const at = args.indexOf(slot);
  const format = formatAt(code, call, args);
  const filled = args[format];
  if (filled !== undefined && at > format) {
    const mark = removeMark(code, filled, at - format - 1);
    const isAll = mark !== undefined && mark.start === code.start(filled) + 1 && mark.end === code.end(filled) - 1;
    const around = code.parent(call);
    if (isAll && code.kind(around) === 'expression_statement') return [removeLine(code, code.start(around), code.end(around))];
    return mark && [mark, listRemoval(code, list, slot)];
  }
  const link = chainLink(code, call, args, at);
  if (link) return [{ start: link, end: code.end(call), text: '' }];
  if (!variadic) return undefined;
  if (args.length === 1) {
    const statement = code.parent(call);
    return code.kind(statement) === 'expression_statement' ? [removeLine(code, code.start(statement), code.end(statement))] : undefined;
  }
  const before = args[at - 1];
  // `"email", email` of a structured logger is one pair.
  if (before !== undefined && isString(code, before) && at % 2 === 0 && isPaired(code, args)) return [{ start: code.start(before), end: args[at + 1] === undefined ? code.end(slot) : code.start(args[at + 1] ?? slot), text: '' }].map((cut) => (args[at + 1] === undefined ? { ...cut, start: code.end(args[at - 2] ?? before) } : cut));
  return [listRemoval(code, list, slot)];
}

/** Where `.Str("email", value)` begins in a chain of calls, or 0: the key goes with its value. */
function chainLink(code: CodeView, call: number, args: readonly number[], at: number): number {
  const callee = code.child(call, 'function');
  const [key = -1] = args;
  if (at !== 1 || args.length !== 2 || !isString(code, key) || code.kind(callee) !== 'selector_expression' || code.kind(code.parent(call)) !== 'selector_expression') return 0;
  return code.end(code.child(callee, 'operand'));
}

/** True where every second argument from the second on is a text: a message and pairs of key and value. */
function isPaired(code: CodeView, args: readonly number[]): boolean {
  return args.length % 2 === 1 && args.every((one, i) => (i > 0 && i % 2 === 0) || isString(code, one));
}

function removeMark(code: CodeView, string: number, at: number): Replacement | undefined {
  const from = code.start(string) + 1;
  const text = code.text.slice(from, code.end(string) - 1);
  if (/%(?:\[|[-+# 0]*\*)/.test(text)) return undefined;
  const marks = placeholders(text).filter(({ start }) => text[start] === '%');
  const mark = marks[at];
  if (!mark) return undefined;
  const next = marks[at + 1];
  const behind = text.slice(mark.end, next?.start ?? text.length);
  const cut = cutAround(text.slice(marks[at - 1]?.end ?? 0, mark.start), next ? `${behind}x` : behind);
  return { start: from + mark.start - cut.before, end: from + mark.end + Math.min(cut.behind, behind.length), text: '' };
}

/** Puts an expression in place of the value, with the name it stands under where the old one would mislead. */
export function replace(code: CodeView, carrier: Carrier, expression: string, rename?: { key: string; word: string }): Replacement[] | undefined {
  return whereUsed(code, replacement(code, carrier, expression, rename));
}

function replacement(code: CodeView, carrier: Carrier, expression: string, rename?: { key: string; word: string }): Replacement[] | undefined {
  const { node, slot, holder } = carrier;
  const span = { start: code.start(node), end: code.end(node), text: expression };
  if (holder === 'spread' || holder === 'element') return undefined;
  if (holder === 'property') {
    const key = code.child(slot, 'key');
    const written = code.textOf(key);
    // The field of a struct has its type and cannot be another one.
    if (rename && !/^["`]/.test(written)) return undefined;
    return [...(rename ? [{ start: code.start(key), end: code.end(key), text: `"${rename.key}"` }] : []), span];
  }
  if (rename && holder === 'argument') {
    const field = namedField(code, carrier, expression, rename.key);
    if (field) return field;
  }
  const label = rename && wordBefore(code, carrier);
  const verb = rename && verbOf(code, carrier);
  return [...(label ? [{ ...label, text: rename.word }] : []), ...(verb ? [verb] : []), span];
}

/** `zap.String("email", x)` and `.Str("email", x)` become a field of any type under another key. */
function namedField(code: CodeView, { node, slot, call }: Carrier, expression: string, key: string): Replacement[] | undefined {
  if (code.kind(node) === 'call_expression') {
    const callee = code.child(node, 'function');
    const args = entriesOf(code, code.child(node, 'arguments'));
    const isField = args.length === 2 && isString(code, args[0] ?? node) && /^\w+\.(?:String|Stringer|Any|ByteString|Reflect|Object)$/.test(code.textOf(callee));
    return isField ? [{ start: code.start(node), end: code.end(node), text: `${code.textOf(code.child(callee, 'operand'))}.Any("${key}", ${expression})` }] : undefined;
  }
  const args = entriesOf(code, code.parent(slot));
  if (chainLink(code, call, args, args.indexOf(slot)) === 0) return undefined;
  const method = code.child(code.child(call, 'function'), 'field');
  const word = args[0] ?? slot;
  return [
    ...(/^(?:Str|Strs|Stringer|Bytes)$/.test(code.textOf(method)) ? [{ start: code.start(method), end: code.end(method), text: 'Interface' }] : []),
    { start: code.start(word), end: code.end(word), text: `"${key}"` }, { start: code.start(node), end: code.end(node), text: expression },
  ];
}

/** `%s` and `%q` become `%v`, which shows an id of any type. */
function verbOf(code: CodeView, { slot, call }: Carrier): Replacement | undefined {
  const list = code.parent(slot);
  if (call < 0 || code.kind(list) !== 'argument_list') return undefined;
  const args = entriesOf(code, list);
  const format = formatAt(code, call, args);
  const filled = args[format];
  if (filled === undefined) return undefined;
  const from = code.start(filled) + 1;
  const text = code.text.slice(from, code.end(filled) - 1);
  const mark = placeholders(text).filter(({ start }) => text[start] === '%')[args.indexOf(slot) - format - 1];
  return mark && /[sq]$/.test(text.slice(mark.start, mark.end)) ? { start: from + mark.end - 1, end: from + mark.end, text: 'v' } : undefined;
}

/** The word that calls the value by its name in the text in front of it: in the format, or the key of a pair. */
function wordBefore(code: CodeView, { holder, slot, call }: Carrier): { start: number; end: number } | undefined {
  if (holder !== 'argument') return undefined;
  const args = entriesOf(code, code.parent(slot));
  const format = formatAt(code, call, args);
  const at = args.indexOf(slot);
  const filled = args[format];
  if (filled === undefined || at <= format) {
    const key = args[at - 1];
    return key !== undefined && at % 2 === 0 && isPaired(code, args) ? { start: code.start(key) + 1, end: code.end(key) - 1 } : undefined;
  }
  const from = code.start(filled) + 1;
  const text = code.text.slice(from, code.end(filled) - 1);
  const marks = placeholders(text);
  const mark = marks[at - format - 1];
  if (!mark) return undefined;
  const open = marks[at - format - 2]?.end ?? 0;
  const word = labelBefore(text.slice(open, mark.start));
  return word && { start: from + open + word.start, end: from + open + word.end };
}

/** Puts a fixed text in place of the value. */
export function replaceByText(code: CodeView, carrier: Carrier, text: string): Replacement[] | undefined {
  return replace(code, carrier, JSON.stringify(text));
}

/** Wraps the value in a call. */
export function wrap(code: CodeView, carrier: Carrier, callee: string): Replacement[] | undefined {
  return replace(code, carrier, `${callee}(${code.textOf(carrier.node)})`);
}
