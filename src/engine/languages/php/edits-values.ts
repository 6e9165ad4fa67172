import type { CodeView } from '../code-view';
import type { Carrier, Replacement } from '../edits';
import { cutAround, placeholders } from '../label-text';
import { removeFromList, removeLine } from '../source-style';

/** Takes a value out of what holds it. */
export function remove(code: CodeView, carrier: Carrier, variadic: boolean): Replacement[] | undefined {
  switch (carrier.holder) {
    case 'operand': return removeOperand(code, carrier.slot);
    case 'element': return [listRemoval(code, code.parent(carrier.slot), carrier.slot)];
    case 'argument': return removeArgument(code, carrier.slot, carrier.call, variadic);
    case 'hole': return removeArgument(code, carrier.slot, code.parent(code.parent(carrier.slot)), false);
    default: return undefined;
  }
}

const entriesOf = (code: CodeView, list: number): number[] => code.children(list).filter((child) => !code.kind(child).endsWith('_comment'));

function listRemoval(code: CodeView, list: number, slot: number): Replacement {
  return removeFromList(code, entriesOf(code, list), slot, code.start(list) + 1, code.end(list) - 1);
}

/** A literal on one line; text blocks are left alone. */
const isLine = (code: CodeView, node: number): boolean => node >= 0 && code.kind(node) === 'string_literal' && !code.textOf(node).startsWith('"""');

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

/** The pattern that `pattern.formatted(…)` fills, or -1. */
function formatText(code: CodeView, call: number): number {
  const name = code.kind(call) === 'method_invocation' ? code.child(call, 'name') : -1;
  const object = name >= 0 && code.textOf(name) === 'formatted' ? code.child(call, 'object') : -1;
  return isLine(code, object) ? object : -1;
}

/** Methods that take any number of arguments, none of which needs another. */
const anyNumber = /^(?:trace|debug|info|warn|error|fatal|severe|warning|fine|finer|finest|log|printf|format|println|print)$/;

function removeArgument(code: CodeView, slot: number, call: number, variadic: boolean): Replacement[] | undefined {
  const list = code.parent(slot);
  if (code.kind(list) !== 'argument_list') return undefined;
  const args = entriesOf(code, list);
  const at = args.indexOf(slot);
  const outside = formatText(code, call);
  const place = outside >= 0 ? -1 : args.findIndex((one, index) => index < at && code.kind(one) === 'string_literal');
  const format = outside >= 0 ? outside : (args[place] ?? -1);
  const removal = listRemoval(code, list, slot);
  const mark = isLine(code, format) ? removeMark(code, format, at - place - 1) : undefined;
  if (mark) return [mark, removal];
  if (!variadic || code.kind(call) === 'object_creation_expression') return undefined;
  const name = code.kind(call) === 'method_invocation' ? code.textOf(code.child(call, 'name')) : '';
  if (args.length > 1) return (format >= 0 && !isLine(code, format)) || at === 0 || !anyNumber.test(name) ? undefined : [removal];
  const statement = code.parent(call);
  const isAlone = code.kind(statement) === 'expression_statement' && code.kind(code.parent(statement)) === 'block';
  return isAlone ? [removeLine(code, code.start(statement), code.end(statement))] : undefined;
}

/** Takes one `{}` or `%s` out of a pattern, with the words that lead to it; numbered places are left alone. */
function removeMark(code: CodeView, string: number, index: number): Replacement | undefined {
  const text = code.textOf(string).slice(1, -1);
  if (/%\d+\$|\{\d/.test(text)) return undefined;
  const marks = placeholders(text).filter(({ start, end }) => text.slice(start, end) !== '%n');
  const mark = marks[index];
  if (!mark) return undefined;
  const next = marks[index + 1];
  const cut = cutAround(text.slice(marks[index - 1]?.end ?? 0, mark.start), next ? `${text.slice(mark.end, next.start)}x` : text.slice(mark.end));
  const base = code.start(string) + 1;
  return { start: base + mark.start - cut.before, end: base + Math.min(mark.end + cut.behind, text.length), text: '' };
}

/** Puts an expression in place of the value. */
export function replace(code: CodeView, { node }: Carrier, expression: string): Replacement[] | undefined {
  return [{ start: code.start(node), end: code.end(node), text: expression }];
}

/** Puts a fixed text in place of the value. */
export function replaceByText(code: CodeView, carrier: Carrier, text: string): Replacement[] | undefined {
  return replace(code, carrier, JSON.stringify(text));
}

/** Wraps the value in a call. */
export function wrap(code: CodeView, carrier: Carrier, callee: string): Replacement[] | undefined {
  return replace(code, carrier, `${callee}(${code.textOf(carrier.node)})`);
}
