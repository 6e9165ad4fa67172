import type { CodeView } from '../code-view';
import type { Carrier, Replacement } from '../edits';
import { cutAround, labelBefore, placeholders } from '../label-text';
import { quoted, removeFromList, removeLine } from '../source-style';

/** Takes a value out of what holds it. */
export function remove(code: CodeView, carrier: Carrier, variadic: boolean): Replacement[] | undefined {
  switch (carrier.holder) {
    case 'hole': return removeHole(code, carrier.slot);
    case 'operand': return removeOperand(code, carrier.slot);
    case 'keyword': return removeKeyword(code, carrier);
    case 'property': return removeEntry(code, carrier.slot, variadic);
    case 'spread': return [listRemoval(code, code.parent(carrier.slot), carrier.slot)];
    case 'element': return code.kind(code.parent(carrier.slot)) === 'tuple' ? undefined : [listRemoval(code, code.parent(carrier.slot), carrier.slot)];
    case 'argument': return code.kind(carrier.call) === 'binary_operator' ? removeFromPercent(code, carrier) : removeArgument(code, carrier, variadic);
  }
}

const entriesOf = (code: CodeView, list: number): number[] => code.children(list).filter((child) => code.kind(child) !== 'comment');

function listRemoval(code: CodeView, list: number, slot: number): Replacement {
  return removeFromList(code, entriesOf(code, list), slot, code.start(list) + 1, code.end(list) - 1);
}

/** Offsets of the text of a string, inside its quotes. */
function inside(code: CodeView, string: number): { start: number; end: number } {
  const parts = code.children(string);
  const open = parts.find((child) => code.kind(child) === 'string_start');
  const close = parts.find((child) => code.kind(child) === 'string_end');
  return { start: open === undefined ? code.start(string) : code.end(open), end: close === undefined ? code.end(string) : code.start(close) };
}

function removeHole(code: CodeView, slot: number): Replacement[] {
  const string = code.parent(slot);
  const holes = code.children(string).filter((child) => code.kind(child) === 'interpolation');
  const at = holes.indexOf(slot);
  const bounds = inside(code, string);
  const before = holes[at - 1];
  const next = holes[at + 1];
  const from = before === undefined ? bounds.start : code.end(before);
  const to = next === undefined ? bounds.end : code.start(next);
  const behind = code.text.slice(code.end(slot), to);
  const cut = cutAround(code.text.slice(from, code.start(slot)), next === undefined ? behind : `${behind}x`);
  return [{ start: code.start(slot) - cut.before, end: code.end(slot) + Math.min(cut.behind, behind.length), text: '' }];
}

function removeOperand(code: CodeView, slot: number): Replacement[] {
  const around = code.parent(slot);
  const isLeft = code.field(slot) === 'left';
  const left = isLeft ? -1 : lastOperand(code, code.child(around, 'left'));
  const right = isLeft ? code.child(around, 'right') : -1;
  const found: Replacement[] = [{ start: isLeft ? code.start(slot) : code.end(left), end: isLeft ? code.start(right) : code.end(slot), text: '' }];
  if (left >= 0 && code.kind(left) === 'string') {
    const bounds = inside(code, left);
    const outer = code.parent(around);
    const { before } = cutAround(code.text.slice(bounds.start, bounds.end), code.kind(outer) === 'binary_operator' && code.field(around) === 'left' ? 'x' : '');
    if (before > 0) found.unshift({ start: bounds.end - before, end: bounds.end, text: '' });
  }
  return found;
}

function lastOperand(code: CodeView, node: number): number {
  return code.kind(node) === 'binary_operator' ? code.child(node, 'right') : node;
}

/** Takes an entry out of a dict; a dict left empty goes with the keyword or argument that holds it where the call takes any number. */
function removeEntry(code: CodeView, slot: number, variadic: boolean): Replacement[] {
  const dictionary = code.parent(slot);
  const list = code.parent(dictionary);
  const marks = namedMark(code, callOf(code, slot), code.textOf(code.child(slot, 'key')).replace(/^['"]|['"]$/g, ''));
  if (variadic && entriesOf(code, dictionary).length === 1) {
    if (code.kind(list) === 'argument_list' && entriesOf(code, list).length > 1) return [...marks, listRemoval(code, list, dictionary)];
    const outer = code.parent(list);
    if (code.kind(list) === 'keyword_argument' && code.kind(outer) === 'argument_list' && entriesOf(code, outer).length > 1) return [...marks, listRemoval(code, outer, list)];
  }
  return [...marks, listRemoval(code, dictionary, slot)];
}

/** The call a dict is an argument of, or -1; given by one of its entries. */
function callOf(code: CodeView, entry: number): number {
  const list = code.parent(code.parent(entry));
  return code.kind(list) === 'argument_list' ? code.parent(list) : code.kind(list) === 'keyword_argument' ? code.parent(code.parent(list)) : -1;
}

/** The format text a call of `.format` belongs to, or -1. */
function formatText(code: CodeView, call: number): number {
  const callee = code.kind(call) === 'call' ? code.child(call, 'function') : -1;
  if (callee < 0 || code.kind(callee) !== 'attribute' || code.textOf(code.child(callee, 'attribute')) !== 'format') return -1;
  const object = code.child(callee, 'object');
  return object >= 0 && code.kind(object) === 'string' ? object : -1;
}

function removeKeyword(code: CodeView, { slot, call, key }: Carrier): Replacement[] {
  return [...namedMark(code, call, key), listRemoval(code, code.parent(slot), slot)];
}

/** Takes the place of a named value out of the format text of a call: `{email}` or `%(email)s`. */
function namedMark(code: CodeView, call: number, key: string): Replacement[] {
  const list = call < 0 ? -1 : code.child(call, 'arguments');
  const first = (list < 0 ? [] : entriesOf(code, list)).find((one) => code.kind(one) === 'string') ?? -1;
  const format = formatText(code, call) >= 0 ? formatText(code, call) : first;
  if (format < 0 || code.kind(format) !== 'string') return [];
  const bounds = inside(code, format);
  const text = code.text.slice(bounds.start, bounds.end);
  const mark = new RegExp(`\\{${key}(?:[!:.[][^{}]*)?\\}|%\\(${key}\\)[-+ #0-9.]*[a-zA-Z]`).exec(text);
  if (!mark) return [];
  const end = mark.index + mark[0].length;
  const before = text.slice(0, mark.index);
  const from = Math.max(before.lastIndexOf('}') + 1, /^[^]*%(?:\([^)]*\))?[a-zA-Z]/.exec(before)?.[0].length ?? 0);
  const behind = upTo(text, end, mark[0].charAt(0));
  const cut = cutAround(before.slice(from), behind);
  return [{ start: bounds.start + mark.index - cut.before, end: bounds.start + end + Math.min(cut.behind, text.length - end), text: '' }];
}

/** Text from an offset up to the next placeholder; an `x` stands for the placeholder. */
function upTo(text: string, from: number, mark: string): string {
  const next = text.indexOf(mark, from);
  return next < 0 ? text.slice(from) : `${text.slice(from, next)}x`;
}

function removeMark(code: CodeView, string: number, at: number, sign: '%' | '{'): Replacement | undefined {
  const bounds = inside(code, string);
  const text = code.text.slice(bounds.start, bounds.end);
  const marks = placeholders(text).filter(({ start }) => text[start] === sign);
  const mark = marks[at];
  if (!mark) return undefined;
  const next = marks[at + 1];
  const behind = text.slice(mark.end, next?.start ?? text.length);
  const cut = cutAround(text.slice(marks[at - 1]?.end ?? 0, mark.start), next ? `${behind}x` : behind);
  return { start: bounds.start + mark.start - cut.before, end: bounds.start + mark.end + Math.min(cut.behind, behind.length), text: '' };
}

/** `"… %s" % value` and `"… %s %s" % (a, b)`. */
function removeFromPercent(code: CodeView, { slot, call }: Carrier): Replacement[] | undefined {
  const format = code.child(call, 'left');
  if (format < 0 || code.kind(format) !== 'string') return undefined;
  const tuple = code.parent(slot);
  if (code.kind(tuple) !== 'tuple') {
    const mark = removeMark(code, format, 0, '%');
    return mark && [mark, { start: code.end(format), end: code.end(slot), text: '' }];
  }
  const items = entriesOf(code, tuple);
  const mark = removeMark(code, format, items.indexOf(slot), '%');
  if (!mark) return undefined;
  const rest = items.filter((item) => item !== slot).map((item) => code.textOf(item));
  if (rest.length === 0) return [mark, { start: code.end(format), end: code.end(tuple), text: '' }];
  return [mark, rest.length === 1 ? { start: code.start(tuple), end: code.end(tuple), text: `(${rest[0] ?? ''},)` } : listRemoval(code, tuple, slot)];
}

function removeArgument(code: CodeView, { slot, call }: Carrier, variadic: boolean): Replacement[] | undefined {
  const list = code.parent(slot);
  if (code.kind(list) !== 'argument_list') return undefined;
  const args = entriesOf(code, list);
  const at = args.indexOf(slot);
  const removal = listRemoval(code, list, slot);
  const format = formatText(code, call);
  if (format >= 0) {
    const mark = removeMark(code, format, at, '{');
    return mark && [mark, removal];
  }
  if (!variadic && (at === 0 || at !== args.length - 1)) return undefined;
  if (args.length === 1) {
    const statement = code.parent(call);
    const block = code.parent(statement);
    const isAlone = code.kind(statement) === 'expression_statement' && (code.kind(block) === 'module' || (code.kind(block) === 'block' && code.children(block).length > 1));
    return isAlone && variadic ? [removeLine(code, code.start(statement), code.end(statement))] : undefined;
  }
  const text = args.findIndex((one, place) => place < at && code.kind(one) === 'string');
  const filled = args[text];
  if (filled === undefined) return [removal];
  const mark = removeMark(code, filled, at - text - 1, '%') ?? removeMark(code, filled, at - text - 1, '{');
  if (mark) return [mark, removal];
  const label = args[at - 1];
  if (label !== undefined && code.kind(label) === 'string') {
    const bounds = inside(code, label);
    const words = code.text.slice(bounds.start, bounds.end);
    const { before } = cutAround(words, '');
    const kept = before < words.length ? before : (/\s*[:=-]*\s*$/.exec(words)?.[0].length ?? 0);
    if (kept > 0) return [{ start: bounds.end - kept, end: bounds.end, text: '' }, removal];
  }
  return [removal];
}

/** Puts an expression in place of the value, with the name it stands under where the old one would mislead. */
export function replace(code: CodeView, carrier: Carrier, expression: string, rename?: { key: string; word: string }): Replacement[] | undefined {
  const { node, slot, holder } = carrier;
  const span = { start: code.start(node), end: code.end(node), text: expression };
  if (holder === 'property') {
    const key = code.child(slot, 'key');
    return [...(rename && code.kind(key) === 'string' && namedMark(code, callOf(code, slot), carrier.key).length === 0 ? [{ start: code.start(key), end: code.end(key), text: quoted(code, rename.key) }] : []), span];
  }
  if (holder === 'keyword') {
    const name = code.child(slot, 'name');
    return [...(rename && namedMark(code, carrier.call, carrier.key).length === 0 ? [{ start: code.start(name), end: code.end(name), text: rename.key }] : []), span];
  }
  if (holder === 'spread') {
    if (!rename) return undefined;
    return [{ start: code.start(slot), end: code.end(slot), text: carrier.call >= 0 ? `${rename.key}=${expression}` : `${quoted(code, rename.key)}: ${expression}` }];
  }
  const label = rename && wordBefore(code, carrier);
  return [...(label ? [{ ...label, text: rename.word }] : []), span];
}

/** The word that calls the value by its name in the text in front of it. */
function wordBefore(code: CodeView, { holder, slot, call }: Carrier): { start: number; end: number } | undefined {
  if (holder === 'hole') {
    const string = code.parent(slot);
    const before = code.children(string).filter((child) => code.kind(child) === 'interpolation' && code.end(child) <= code.start(slot)).at(-1);
    const from = before === undefined ? inside(code, string).start : code.end(before);
    const word = labelBefore(code.text.slice(from, code.start(slot)));
    return word && { start: from + word.start, end: from + word.end };
  }
  if (holder !== 'argument') return undefined;
  const list = code.parent(slot);
  const entries = entriesOf(code, list);
  const isPercent = code.kind(call) === 'binary_operator';
  const format = isPercent ? code.child(call, 'left') : formatText(code, call) >= 0 ? formatText(code, call) : (entries.find((one) => code.kind(one) === 'string' && code.start(one) < code.start(slot)) ?? -1);
  if (format < 0 || code.kind(format) !== 'string') return undefined;
  const bounds = inside(code, format);
  const text = code.text.slice(bounds.start, bounds.end);
  const at = isPercent || formatText(code, call) >= 0 ? Math.max(0, code.kind(list) === 'tuple' || !isPercent ? entries.indexOf(slot) : 0) : entries.indexOf(slot) - entries.indexOf(format) - 1;
  const marks = placeholders(text);
  const mark = marks[at];
  if (!mark) return undefined;
  const from = marks[at - 1]?.end ?? 0;
  const word = labelBefore(text.slice(from, mark.start));
  return word && { start: bounds.start + from + word.start, end: bounds.start + from + word.end };
}

/** Puts a fixed text in place of the value. */
export function replaceByText(code: CodeView, carrier: Carrier, text: string): Replacement[] | undefined {
  if (carrier.holder === 'hole') return [{ start: code.start(carrier.slot), end: code.end(carrier.slot), text: text.replace(/[{}]/g, '$&$&') }];
  return carrier.holder === 'spread' ? undefined : replace(code, carrier, quoted(code, text));
}

/** Wraps the value in a call. */
export function wrap(code: CodeView, carrier: Carrier, callee: string): Replacement[] | undefined {
  return carrier.holder === 'spread' ? undefined : replace(code, carrier, `${callee}(${code.textOf(carrier.node)})`);
}
