import type { CodeView } from '../code-view';
import type { Carrier, Replacement } from '../edits';
import { cutAround, placeholders } from '../label-text';
import { quoted, removeFromList, removeLine } from '../source-style';

/** Takes a value out of what holds it. */
export function remove(code: CodeView, carrier: Carrier, variadic: boolean): Replacement[] | undefined {
  switch (carrier.holder) {
    case 'hole': return carrier.call < 0 ? removeHole(code, carrier.slot) : removeArgument(code, carrier, false);
    case 'operand': return removeOperand(code, carrier.slot);
    case 'property': return removeEntry(code, carrier, variadic);
    case 'element': case 'spread': case 'keyword': return [listRemoval(code, code.parent(carrier.slot), carrier.slot)];
    case 'argument': return removeArgument(code, carrier, variadic);
  }
}

const entriesOf = (code: CodeView, list: number): number[] => code.children(list).filter((child) => code.kind(child) !== 'comment');

function listRemoval(code: CodeView, list: number, slot: number): Replacement {
  const open = code.start(list) + (/^array\s*\(/i.exec(code.textOf(list))?.[0].length ?? 1);
  return removeFromList(code, entriesOf(code, list), slot, open, code.end(list) - 1);
}

/** Offsets of a hole of a text, braces included. */
function holeAt(code: CodeView, slot: number): { start: number; end: number } {
  const isBraced = code.text.charAt(code.start(slot) - 1) === '{' && code.text.charAt(code.end(slot)) === '}';
  return isBraced ? { start: code.start(slot) - 1, end: code.end(slot) + 1 } : { start: code.start(slot), end: code.end(slot) };
}

function removeHole(code: CodeView, slot: number): Replacement[] {
  const string = code.parent(slot);
  const holes = code.children(string).filter((child) => !/^(?:string_content|escape_sequence)$/.test(code.kind(child)));
  const at = holes.indexOf(slot);
  const before = holes[at - 1];
  const next = holes[at + 1];
  const place = holeAt(code, slot);
  const from = before === undefined ? code.start(string) + 1 : holeAt(code, before).end;
  const to = next === undefined ? code.end(string) - 1 : holeAt(code, next).start;
  const behind = code.text.slice(place.end, to);
  const cut = cutAround(code.text.slice(from, place.start), next === undefined ? behind : `${behind}x`);
  return [{ start: place.start - cut.before, end: place.end + Math.min(cut.behind, behind.length), text: '' }];
}

const isLine = (code: CodeView, node: number): boolean => node >= 0 && (code.kind(node) === 'string' || (code.kind(node) === 'encapsed_string' && code.children(node).every((one) => /^(?:string_content|escape_sequence)$/.test(code.kind(one)))));

function removeOperand(code: CodeView, slot: number): Replacement[] {
  const around = code.parent(slot);
  const isLeft = code.field(slot) === 'left';
  const left = isLeft ? -1 : lastOperand(code, code.child(around, 'left'));
  const outer = code.parent(around);
  const right = isLeft ? code.child(around, 'right') : code.kind(outer) === 'binary_expression' && code.field(around) === 'left' ? code.child(outer, 'right') : -1;
  const found: Replacement[] = [{ start: isLeft ? code.start(slot) : code.end(left), end: isLeft ? code.start(right) : code.end(slot), text: '' }];
  if (isLine(code, left)) {
    const behind = isLine(code, right) ? code.textOf(right).slice(1, -1) : right >= 0 ? 'x' : '';
    const { before } = cutAround(code.textOf(left).slice(1, -1), behind);
    if (before > 0) found.unshift({ start: code.end(left) - 1 - before, end: code.end(left) - 1, text: '' });
  }
  return found;
}

function lastOperand(code: CodeView, node: number): number {
  return code.kind(node) === 'binary_expression' ? code.child(node, 'right') : node;
}

/** Takes an entry out of an array; where the message names it in braces, that place goes too, and an array left empty goes with its argument. */
function removeEntry(code: CodeView, { slot, key }: Carrier, variadic: boolean): Replacement[] {
  const array = code.parent(slot);
  const argument = code.parent(array);
  const list = code.parent(argument);
  const isArgument = code.kind(argument) === 'argument' && code.kind(list) === 'arguments';
  const marks = isArgument ? namedMark(code, code.children(code.children(list)[0] ?? -1)[0] ?? -1, key) : [];
  if (variadic && isArgument && entriesOf(code, array).length === 1 && entriesOf(code, list).length > 1) return [...marks, listRemoval(code, list, argument)];
  return [...marks, listRemoval(code, array, slot)];
}

/** Takes `{key}` out of the message of a logger. */
function namedMark(code: CodeView, string: number, key: string): Replacement[] {
  if (!isLine(code, string) || !/^\w+$/.test(key)) return [];
  const text = code.textOf(string).slice(1, -1);
  const at = text.indexOf(`{${key}}`);
  if (at < 0) return [];
  const end = at + key.length + 2;
  const from = text.lastIndexOf('}', at) + 1;
  const next = text.indexOf('{', end);
  const cut = cutAround(text.slice(from, at), next < 0 ? text.slice(end) : `${text.slice(end, next)}x`);
  const base = code.start(string) + 1;
  return [{ start: base + at - cut.before, end: base + Math.min(end + cut.behind, text.length), text: '' }];
}

/** Functions that take any number of values, none of which needs another. */
const anyNumber = /^(?:debug|info|notice|warning|error|critical|alert|emergency|var_dump|dump|dd|sprintf)$/;

function removeArgument(code: CodeView, { slot, call }: Carrier, variadic: boolean): Replacement[] | undefined {
  const list = code.parent(slot);
  if (code.kind(list) !== 'arguments') return undefined;
  const args = entriesOf(code, list);
  const at = args.indexOf(slot);
  const name = code.textOf(code.child(call, code.kind(call) === 'function_call_expression' ? 'function' : 'name'));
  const format = code.children(args[0] ?? -1)[0] ?? -1;
  if (name === 'sprintf' && at > 0) {
    const mark = isLine(code, format) ? removeMark(code, format, at - 1) : undefined;
    return mark && [mark, listRemoval(code, list, slot)];
  }
  if (!variadic || code.kind(call) === 'object_creation_expression') return undefined;
  if (args.length > 1) return at === 0 || !anyNumber.test(name) ? undefined : [listRemoval(code, list, slot)];
  const statement = code.parent(call);
  return code.kind(statement) === 'expression_statement' ? [removeLine(code, code.start(statement), code.end(statement))] : undefined;
}

/** Takes one `%s` out of a pattern, with the words that lead to it; numbered places are left alone. */
function removeMark(code: CodeView, string: number, index: number): Replacement | undefined {
  const text = code.textOf(string).slice(1, -1);
  if (/%\d+\$/.test(text)) return undefined;
  const marks = placeholders(text).filter(({ start }) => text.charAt(start) === '%');
  const mark = marks[index];
  if (!mark) return undefined;
  const next = marks[index + 1];
  const behind = text.slice(mark.end, next?.start ?? text.length);
  const cut = cutAround(text.slice(marks[index - 1]?.end ?? 0, mark.start), next ? `${behind}x` : behind);
  const base = code.start(string) + 1;
  return { start: base + mark.start - cut.before, end: base + mark.end + Math.min(cut.behind, behind.length), text: '' };
}

/** In a text only names and fields can stand, in braces. */
const inText = (code: CodeView, { holder, slot, call }: Carrier): boolean => holder === 'hole' && call < 0 && code.kind(code.parent(slot)) === 'encapsed_string';

/** Puts an expression in place of the value; `key` renames the entry it stands under. */
export function replace(code: CodeView, carrier: Carrier, expression: string, rename?: { key: string; word: string }): Replacement[] | undefined {
  const { node, slot } = carrier;
  if (inText(code, carrier)) {
    if (!/^\$\w/.test(expression)) return undefined;
    const place = holeAt(code, slot);
    return [{ ...place, text: `{${expression}}` }];
  }
  const made: Replacement[] = [{ start: code.start(node), end: code.end(node), text: expression }];
  const [key = -1] = carrier.holder === 'property' ? code.children(slot) : [];
  if (rename && key >= 0) made.unshift({ start: code.start(key), end: code.end(key), text: quoted(code, rename.key) });
  return made;
}

/** Puts a fixed text in place of the value. */
export function replaceByText(code: CodeView, carrier: Carrier, text: string): Replacement[] | undefined {
  if (inText(code, carrier)) return [{ ...holeAt(code, carrier.slot), text: text.replace(/["\\$]/g, '\\$&') }];
  return [{ start: code.start(carrier.node), end: code.end(carrier.node), text: quoted(code, text) }];
}

/** Wraps the value in a call; inside of a text no call can stand. */
export function wrap(code: CodeView, carrier: Carrier, callee: string): Replacement[] | undefined {
  return inText(code, carrier) ? undefined : [{ start: code.start(carrier.node), end: code.end(carrier.node), text: `${callee}(${code.textOf(carrier.node)})` }];
}
