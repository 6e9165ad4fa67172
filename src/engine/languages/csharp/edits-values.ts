import type { CodeView } from '../code-view';
import type { Carrier, Replacement } from '../edits';
import { cutAround } from '../label-text';
import { removeFromList, removeLine } from '../source-style';

/** Takes a value out of what holds it. */
export function remove(code: CodeView, carrier: Carrier, variadic: boolean): Replacement[] | undefined {
  switch (carrier.holder) {
    case 'operand': return removeOperand(code, carrier.slot);
    case 'element': return [listRemoval(code, code.parent(carrier.slot), carrier.slot)];
    case 'property': return removeProperty(code, carrier.slot);
    case 'argument': case 'keyword': return removeArgument(code, carrier.slot, carrier.call, variadic);
    case 'hole': return code.kind(carrier.slot) === 'interpolation' ? removeHole(code, carrier.slot) : removeArgument(code, carrier.slot, code.parent(code.parent(carrier.slot)), false);
    default: return undefined;
  }
}

const entriesOf = (code: CodeView, list: number): number[] => code.children(list).filter((child) => code.kind(child) !== 'comment');

function listRemoval(code: CodeView, list: number, slot: number): Replacement {
  return removeFromList(code, entriesOf(code, list), slot, code.start(list) + 1, code.end(list) - 1);
}

/** A literal on one line, without the signs of raw and verbatim texts. */
const isLine = (code: CodeView, node: number): boolean => node >= 0 && code.kind(node) === 'string_literal' && code.textOf(node).endsWith('"');

/** An entry of `new { … }`, with the name in front of it. */
function removeProperty(code: CodeView, slot: number): Replacement[] | undefined {
  const around = code.parent(slot);
  const all = entriesOf(code, around);
  const entries: { from: number; to: number; node: number }[] = [];
  for (let i = 0; i < all.length; i++) {
    const one = all[i] ?? -1;
    const next = all[i + 1] ?? -1;
    const isNamed = next >= 0 && code.text.slice(code.end(one), code.start(next)).trim() === '=';
    entries.push({ from: code.start(one), to: code.end(isNamed ? next : one), node: isNamed ? next : one });
    if (isNamed) i++;
  }
  const at = entries.findIndex(({ node }) => node === slot);
  const entry = entries[at];
  if (!entry || entries.length < 2) return undefined;
  const next = entries[at + 1];
  const before = entries[at - 1];
  return [next ? { start: entry.from, end: next.from, text: '' } : { start: before?.to ?? entry.from, end: entry.to, text: '' }];
}

/** A hole of `$"…"`, with the words that lead to it. */
function removeHole(code: CodeView, slot: number): Replacement[] | undefined {
  const text = code.parent(slot);
  const written = code.textOf(text);
  if (!/^\$@?"(?!"")|^@\$"/.test(written)) return undefined;
  const open = written.indexOf('"') + 1;
  const holes = code.children(text).filter((child) => code.kind(child) === 'interpolation');
  const at = holes.indexOf(slot);
  const from = at === 0 ? code.start(text) + open : code.end(holes[at - 1] ?? text);
  const to = at === holes.length - 1 ? code.end(text) - 1 : code.start(holes[at + 1] ?? text);
  const behind = code.text.slice(code.end(slot), to);
  const cut = cutAround(code.text.slice(from, code.start(slot)), at === holes.length - 1 ? behind : `${behind}x`);
  return [{ start: code.start(slot) - cut.before, end: Math.min(code.end(slot) + cut.behind, to), text: '' }];
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

const loggers = /(?:^|\.)(?:Log(?:Trace|Debug|Information|Warning|Error|Critical)?|Verbose|Trace|Debug|Info|Information|Warn|Warning|Error|Fatal|WriteLine|Write|ForContext)$/;

function removeArgument(code: CodeView, slot: number, call: number, variadic: boolean): Replacement[] | undefined {
  const list = code.parent(slot);
  if (code.kind(list) !== 'argument_list') return undefined;
  const args = entriesOf(code, list);
  const at = args.indexOf(slot);
  const place = args.findIndex((one, index) => index < at && isLine(code, code.children(one).at(-1) ?? -1));
  const format = place < 0 ? -1 : (code.children(args[place] ?? -1).at(-1) ?? -1);
  const removal = listRemoval(code, list, slot);
  const mark = format >= 0 ? removeMark(code, format, at - place - 1) : undefined;
  if (mark) return [mark, removal];
  if (!variadic || code.kind(call) !== 'invocation_expression' || !loggers.test(code.textOf(code.child(call, 'function')).replace(/\?/g, ''))) return undefined;
  if (args.length > 1) return undefined;
  const statement = code.parent(call);
  const isAlone = code.kind(statement) === 'expression_statement' && code.kind(code.parent(statement)) === 'block';
  return isAlone ? [removeLine(code, code.start(statement), code.end(statement))] : undefined;
}

/** Takes one `{Name}` out of a message template, with the words that lead to it; numbered places are left alone. */
function removeMark(code: CodeView, string: number, index: number): Replacement | undefined {
  const text = code.textOf(string).slice(1, -1);
  if (/\{\d/.test(text)) return undefined;
  const marks = [...text.matchAll(/\{\{|\}\}|\{[@$]?\w+[^{}]*\}/g)].filter(([all]) => all !== '{{' && all !== '}}').map((match) => ({ start: match.index, end: match.index + match[0].length }));
  const mark = marks[index];
  if (!mark) return undefined;
  const next = marks[index + 1];
  const cut = cutAround(text.slice(marks[index - 1]?.end ?? 0, mark.start), next ? `${text.slice(mark.end, next.start)}x` : text.slice(mark.end));
  const base = code.start(string) + 1;
  return { start: base + mark.start - cut.before, end: base + Math.min(mark.end + cut.behind, text.length), text: '' };
}

/** Puts an expression in place of the value. */
export function replace(code: CodeView, { node, holder, slot }: Carrier, expression: string, rename?: { key: string; word: string }): Replacement[] | undefined {
  const found = [{ start: code.start(node), end: code.end(node), text: expression }];
  if (!rename || (holder !== 'argument' && holder !== 'hole') || code.kind(slot) !== 'argument') return found;
  const template = renamedMark(code, slot, expression);
  return template ? [template, ...found] : found;
}

/** The place of a message template that speaks of the value takes the name of what stands there now. */
function renamedMark(code: CodeView, slot: number, expression: string): Replacement | undefined {
  const args = entriesOf(code, code.parent(slot));
  const at = args.indexOf(slot);
  const place = args.findIndex((one, index) => index < at && isLine(code, code.children(one).at(-1) ?? -1));
  const string = place < 0 ? -1 : (code.children(args[place] ?? -1).at(-1) ?? -1);
  if (string < 0) return undefined;
  const mark = [...code.textOf(string).matchAll(/\{([A-Za-z]\w*)[^{}]*\}/g)][at - place - 1];
  const parts = /(\w+)\.(\w+)$/.exec(expression);
  if (!mark || !parts) return undefined;
  const [, of = '', member = ''] = parts;
  const name = /^id$/i.test(member) ? `${of.replace(/^_/, '').charAt(0).toUpperCase()}${of.replace(/^_/, '').slice(1)}Id` : member;
  const from = code.start(string) + mark.index + 1;
  return { start: from, end: from + (mark[1] ?? '').length, text: name };
}

/** Puts a fixed text in place of the value. */
export function replaceByText(code: CodeView, carrier: Carrier, text: string): Replacement[] | undefined {
  return replace(code, carrier, JSON.stringify(text));
}

/** Wraps the value in a call. */
export function wrap(code: CodeView, carrier: Carrier, callee: string): Replacement[] | undefined {
  return replace(code, carrier, `${callee}(${code.textOf(carrier.node)})`);
}
