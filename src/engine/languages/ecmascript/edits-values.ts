import type { CodeView } from '../code-view';
import type { Carrier, Replacement } from '../edits';
import { cutAround, labelBefore, placeholders } from '../label-text';
import { quoted, removeFromList, removeLine } from '../source-style';

/** Takes a value out of what holds it. */
export function remove(code: CodeView, carrier: Carrier, variadic: boolean): Replacement[] | undefined {
  switch (carrier.holder) {
    case 'hole': return removeHole(code, carrier.slot);
    case 'operand': return removeOperand(code, carrier.slot);
    case 'property': return removeEntry(code, carrier.slot, variadic);
    case 'spread': return carrier.call >= 0 ? removeArgument(code, carrier.call, carrier.slot, variadic) : removeEntry(code, carrier.slot, variadic);
    case 'element': return [listRemoval(code, code.parent(carrier.slot), carrier.slot)];
    case 'argument': return removeArgument(code, carrier.call, carrier.slot, variadic);
    default: return undefined;
  }
}

const entriesOf = (code: CodeView, list: number): number[] => code.children(list).filter((child) => code.kind(child) !== 'comment');

function listRemoval(code: CodeView, list: number, slot: number): Replacement {
  return removeFromList(code, entriesOf(code, list), slot, code.start(list) + 1, code.end(list) - 1);
}

function removeHole(code: CodeView, slot: number): Replacement[] {
  const template = code.parent(slot);
  const holes = code.children(template).filter((child) => code.kind(child) === 'template_substitution');
  const at = holes.indexOf(slot);
  const from = at === 0 ? code.start(template) + 1 : code.end(holes[at - 1] ?? template);
  const to = at === holes.length - 1 ? code.end(template) - 1 : code.start(holes[at + 1] ?? template);
  const before = code.text.slice(from, code.start(slot));
  const behind = code.text.slice(code.end(slot), to);
  // Next to another hole there is no end of a part: what stands there goes on.
  const cut = cutAround(before, to === code.end(template) - 1 ? behind : `${behind}x`);
  const end = code.end(slot) + Math.min(cut.behind, behind.length);
  return [{ start: code.start(slot) - cut.before, end, text: '' }];
}

function removeOperand(code: CodeView, slot: number): Replacement[] {
  const around = code.parent(slot);
  const isLeft = code.field(slot) === 'left';
  const left = isLeft ? -1 : lastOperand(code, code.child(around, 'left'));
  const outer = code.parent(around);
  const right = isLeft ? code.child(around, 'right') : code.kind(outer) === 'binary_expression' && code.field(around) === 'left' ? code.child(outer, 'right') : -1;
  const found: Replacement[] = [{ start: isLeft ? code.start(slot) : code.end(left), end: isLeft ? code.start(right) : code.end(slot), text: '' }];
  const text = left >= 0 && code.kind(left) === 'string' ? code.textOf(left).slice(1, -1) : undefined;
  if (text !== undefined) {
    const behind = right >= 0 && code.kind(right) === 'string' ? code.textOf(right).slice(1, -1) : right >= 0 ? 'x' : '';
    const { before } = cutAround(text, behind);
    if (before > 0) found.unshift({ start: code.end(left) - 1 - before, end: code.end(left) - 1, text: '' });
  } else if (isLeft && code.kind(right) === 'string') {
    const cut = cutAround('', code.textOf(right).slice(1, -1));
    if (cut.behind > 0) found.push({ start: code.start(right) + 1, end: code.start(right) + 1 + cut.behind, text: '' });
  }
  return found;
}

function lastOperand(code: CodeView, node: number): number {
  return code.kind(node) === 'binary_expression' ? code.child(node, 'right') : node;
}

/** Takes an entry out of an object; an object left empty goes from a call that has other arguments and takes any number. */
function removeEntry(code: CodeView, slot: number, variadic: boolean): Replacement[] | undefined {
  const object = code.parent(slot);
  if (code.kind(object) !== 'object') return undefined;
  const list = code.parent(object);
  if (entriesOf(code, object).length === 1 && variadic && code.kind(list) === 'arguments' && entriesOf(code, list).length > 1) return [listRemoval(code, list, object)];
  return [listRemoval(code, object, slot)];
}

function removeArgument(code: CodeView, call: number, slot: number, variadic: boolean): Replacement[] | undefined {
  const list = code.child(call, 'arguments');
  const args = entriesOf(code, list);
  const at = args.indexOf(slot);
  if (at < 0 || (!variadic && at !== args.length - 1)) return undefined;
  if (args.length === 1) {
    const statement = code.parent(call);
    const block = code.parent(statement);
    const isAlone = code.kind(statement) === 'expression_statement' && /^(?:statement_block|program)$/.test(code.kind(block));
    return isAlone && variadic ? [removeLine(code, code.start(statement), code.end(statement))] : undefined;
  }
  if (at === 0 && !variadic) return undefined;
  const removal = listRemoval(code, list, slot);
  const place = args.findIndex((one, index) => index < at && /^(?:string|template_string)$/.test(code.kind(one)));
  const first = args[place];
  if (first === undefined) return [removal];
  const format = code.textOf(first);
  const marks = placeholders(format).filter(({ start }) => format[start] === '%');
  const index = at - place - 1;
  const mark = marks[index];
  if (mark) {
    const cut = cutAround(format.slice(marks[index - 1]?.end ?? 1, mark.start), format.slice(mark.end, marks[index + 1]?.start ?? -1));
    return [{ start: code.start(first) + mark.start - cut.before, end: code.start(first) + mark.end + cut.behind, text: '' }, removal];
  }
  const label = args[at - 1];
  if (label !== undefined && code.kind(label) === 'string') {
    const text = code.textOf(label).slice(1, -1);
    const { before } = cutAround(text, '');
    const kept = before < text.length ? before : (/\s*[:=-]*\s*$/.exec(text)?.[0].length ?? 0);
    if (kept > 0) return [{ start: code.end(label) - 1 - kept, end: code.end(label) - 1, text: '' }, removal];
  }
  return [removal];
}

/** Puts an expression in place of the value, with the name it stands under where the old one would mislead. */
export function replace(code: CodeView, carrier: Carrier, expression: string, rename?: { key: string; word: string }): Replacement[] | undefined {
  const { node, slot, holder } = carrier;
  const span = { start: code.start(node), end: code.end(node) };
  if (holder === 'property') {
    if (slot === node) return [{ ...span, text: `${rename?.key ?? carrier.key}: ${expression}` }];
    const key = code.child(slot, 'key');
    return [...(rename && /^(?:property_identifier|string)$/.test(code.kind(key)) ? [{ start: code.start(key), end: code.end(key), text: rename.key }] : []), { ...span, text: expression }];
  }
  if (holder === 'spread') return carrier.call >= 0 || !rename ? undefined : [{ start: code.start(slot), end: code.end(slot), text: `${rename.key}: ${expression}` }];
  const label = rename && wordBefore(code, carrier);
  return [...(label ? [{ ...label, text: rename.word }] : []), { ...span, text: expression }];
}

/** The word that calls the value by its name in the text in front of it. */
function wordBefore(code: CodeView, { holder, slot }: Carrier): { start: number; end: number } | undefined {
  let to = code.start(slot);
  let from: number;
  if (holder === 'hole') {
    const before = code.children(code.parent(slot)).filter((child) => code.end(child) <= to && code.kind(child) === 'template_substitution').at(-1);
    from = before === undefined ? code.start(code.parent(slot)) + 1 : code.end(before);
  } else if (holder === 'operand' && code.field(slot) === 'right') {
    const left = lastOperand(code, code.child(code.parent(slot), 'left'));
    if (code.kind(left) !== 'string') return undefined;
    from = code.start(left) + 1;
    to = code.end(left) - 1;
  } else if (holder === 'argument') {
    const args = entriesOf(code, code.parent(slot));
    const label = args[args.indexOf(slot) - 1];
    if (label === undefined || code.kind(label) !== 'string') return undefined;
    from = code.start(label) + 1;
    to = code.end(label) - 1;
  } else return undefined;
  const word = labelBefore(code.text.slice(from, to));
  return word && { start: from + word.start, end: from + word.end };
}

/** Puts a fixed text in place of the value. */
export function replaceByText(code: CodeView, carrier: Carrier, text: string): Replacement[] | undefined {
  const { node, slot, holder } = carrier;
  if (holder === 'hole') return [{ start: code.start(slot), end: code.end(slot), text: text.replace(/[`\\]|\$\{/g, '\\$&') }];
  return holder === 'spread' ? undefined : replace(code, { ...carrier, node, slot }, quoted(code, text));
}

/** Wraps the value in a call. */
export function wrap(code: CodeView, carrier: Carrier, callee: string): Replacement[] | undefined {
  return carrier.holder === 'spread' ? undefined : replace(code, carrier, `${callee}(${code.textOf(carrier.node)})`);
}
