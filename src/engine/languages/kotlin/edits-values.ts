import type { CodeView } from '../code-view';
import type { Carrier, Replacement } from '../edits';
import { cutAround, placeholders } from '../label-text';
import { removeFromList, removeLine } from '../source-style';

/** Takes a value out of what holds it. */
export function remove(code: CodeView, carrier: Carrier, variadic: boolean): Replacement[] | undefined {
  switch (carrier.holder) {
    case 'hole': return removeHole(code, carrier.slot);
    case 'operand': return removeOperand(code, carrier.slot);
    case 'property': return [listRemoval(code, code.parent(carrier.slot), carrier.slot)];
    case 'argument': case 'keyword': return removeArgument(code, carrier, variadic);
    default: return undefined;
  }
}

const entriesOf = (code: CodeView, list: number): number[] => code.children(list).filter((child) => !code.kind(child).endsWith('_comment'));

function listRemoval(code: CodeView, list: number, slot: number): Replacement {
  return removeFromList(code, entriesOf(code, list), slot, code.start(list) + 1, code.end(list) - 1);
}

/** True for the sign in front of a name that is put into a text: `$email`. */
export const isSign = (code: CodeView, node: number): boolean => code.kind(node) === 'string_content' && code.textOf(node) === '$';

/** Where a hole stands with its signs. */
export function holeSpan(code: CodeView, slot: number): { start: number; end: number } {
  const start = code.start(slot);
  if (!isSign(code, slot)) return { start, end: code.end(slot) };
  const name = /^\$(?:`[^`]+`|[\p{L}_][\p{L}\p{N}_]*)/u.exec(code.text.slice(start, start + 200))?.[0] ?? '$';
  return { start, end: start + name.length };
}

/** A literal on one line; raw strings are left alone. */
const isLine = (code: CodeView, node: number): boolean => node >= 0 && code.kind(node) === 'string_literal';

function removeHole(code: CodeView, slot: number): Replacement[] | undefined {
  const string = code.parent(slot);
  if (!isLine(code, string)) return undefined;
  const hole = holeSpan(code, slot);
  const before = code.text.slice(code.start(string) + 1, hole.start);
  const behind = code.text.slice(hole.end, code.end(string) - 1);
  const from = Math.max(before.lastIndexOf('}') + 1, ...[...before.matchAll(/\$\w+/g)].map((match) => match.index + match[0].length), 0);
  const next = behind.indexOf('$');
  const cut = cutAround(before.slice(from), next < 0 ? behind : `${behind.slice(0, next)}x`);
  return [{ start: hole.start - cut.before, end: Math.min(hole.end + cut.behind, code.end(string) - 1), text: '' }];
}

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

/** Methods that take any number of arguments, none of which needs another. */
const anyNumber = /(?:^|\.)(?:trace|debug|info|warn|error|fatal|severe|warning|log|println|print|v|d|i|w|e)$/;

function removeArgument(code: CodeView, { slot, call, holder }: Carrier, variadic: boolean): Replacement[] | undefined {
  const list = code.parent(slot);
  if (code.kind(list) !== 'value_arguments' || call < 0) return undefined;
  const args = entriesOf(code, list);
  const at = args.indexOf(slot);
  const removal = listRemoval(code, list, slot);
  const place = args.findIndex((one, index) => index < at && isLine(code, code.children(one)[0] ?? -1));
  const format = place < 0 ? -1 : (code.children(args[place] ?? -1)[0] ?? -1);
  const mark = isLine(code, format) ? removeMark(code, format, at - place - 1) : undefined;
  if (mark) return [mark, removal];
  const callee = code.textOf(code.children(call)[0] ?? -1);
  if (!variadic || !anyNumber.test(callee) || holder === 'keyword') return undefined;
  if (args.length > 1) return at === 0 ? undefined : [removal];
  return code.kind(code.parent(call)) === 'block' ? [removeLine(code, code.start(call), code.end(call))] : undefined;
}

/** Takes one `{}` or `%s` out of a pattern, with the words that lead to it; numbered places are left alone. */
function removeMark(code: CodeView, string: number, index: number): Replacement | undefined {
  const text = code.textOf(string).slice(1, -1);
  if (/%\d+\$|\{\d|\$/.test(text)) return undefined;
  const marks = placeholders(text).filter(({ start, end }) => text.slice(start, end) !== '%n');
  const mark = marks[index];
  if (!mark) return undefined;
  const next = marks[index + 1];
  const cut = cutAround(text.slice(marks[index - 1]?.end ?? 0, mark.start), next ? `${text.slice(mark.end, next.start)}x` : text.slice(mark.end));
  const base = code.start(string) + 1;
  return { start: base + mark.start - cut.before, end: base + Math.min(mark.end + cut.behind, text.length), text: '' };
}

/** Puts an expression in place of the value; a name behind a single `$` gets brackets where it needs them. */
export function replace(code: CodeView, { node, slot, holder }: Carrier, expression: string): Replacement[] | undefined {
  if (holder !== 'hole' || !isSign(code, slot)) return [{ start: code.start(node), end: code.end(node), text: expression }];
  return [{ ...holeSpan(code, slot), text: /^\w+$/.test(expression) ? `$${expression}` : `\${${expression}}` }];
}

/** Puts a fixed text in place of the value. */
export function replaceByText(code: CodeView, carrier: Carrier, text: string): Replacement[] | undefined {
  if (carrier.holder === 'hole') return [{ ...holeSpan(code, carrier.slot), text: text.replace(/["\\$]/g, '\\$&') }];
  return replace(code, carrier, JSON.stringify(text).replaceAll('$', '\\$'));
}

/** Wraps the value in a call. */
export function wrap(code: CodeView, carrier: Carrier, callee: string): Replacement[] | undefined {
  const isName = carrier.holder === 'hole' && isSign(code, carrier.slot);
  const span = holeSpan(code, carrier.slot);
  return replace(code, carrier, `${callee}(${isName ? code.text.slice(span.start + 1, span.end) : code.textOf(carrier.node)})`);
}
