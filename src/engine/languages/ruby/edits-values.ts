import type { CodeView } from '../code-view';
import type { Carrier, Replacement } from '../edits';
import { cutAround, labelBefore } from '../label-text';
import { quoted, removeFromList, removeLine } from '../source-style';

const entriesOf = (code: CodeView, list: number): number[] => code.children(list).filter((child) => code.kind(child) !== 'comment');

/** Takes a value out of what holds it. An element of a list and spread values stay: their place or number has a meaning. */
export function remove(code: CodeView, carrier: Carrier, variadic: boolean): Replacement[] | undefined {
  const { slot, call } = carrier;
  switch (carrier.holder) {
    case 'hole': return removeHole(code, slot);
    case 'operand': return removeOperand(code, slot);
    case 'keyword': case 'property': return removeEntry(code, slot);
    case 'argument': {
      if (!variadic) return undefined;
      const list = code.parent(slot);
      const entries = entriesOf(code, list);
      if (entries.length > 1) return removeEntry(code, slot);
      return isStatement(code, call) && code.child(call, 'block') < 0 ? [removeLine(code, code.start(call), code.end(call))] : undefined;
    }
    default: return undefined;
  }
}

const isStatement = (code: CodeView, node: number): boolean => node > 0 && /^(?:body_statement|block_body|program|then|else|do|ensure|begin)$/.test(code.kind(code.parent(node)));

/** An entry of a hash or argument list; one that stands alone goes only where brackets stay behind. */
function removeEntry(code: CodeView, slot: number): Replacement[] | undefined {
  const list = code.parent(slot);
  const entries = entriesOf(code, list);
  const hasBrackets = /^[({]/.test(code.textOf(list));
  if (entries.length === 1 && !hasBrackets) return undefined;
  return [removeFromList(code, entries, slot, code.start(list) + 1, code.end(list) - 1)];
}

/** `#{…}` with the words that lead to it. */
function removeHole(code: CodeView, slot: number): Replacement[] | undefined {
  const around = code.parent(slot);
  const parts = code.children(around);
  const at = parts.indexOf(slot);
  const before = parts[at - 1];
  const behind = parts[at + 1];
  if (parts.length === 1) return undefined;
  const leading = before !== undefined && code.kind(before) === 'string_content' ? code.textOf(before) : '';
  const trailing = behind !== undefined ? code.textOf(behind) : '';
  const cut = cutAround(leading, trailing);
  return [{ start: code.start(slot) - cut.before, end: code.end(slot) + (behind !== undefined && code.kind(behind) === 'string_content' ? cut.behind : 0), text: '' }];
}

function removeOperand(code: CodeView, slot: number): Replacement[] | undefined {
  const around = code.parent(slot);
  const left = code.child(around, 'left');
  const right = code.child(around, 'right');
  if (left < 0 || right < 0) return undefined;
  if (slot === left) return [{ start: code.start(left), end: code.start(right), text: '' }];
  const end = code.kind(left) === 'binary' ? code.child(left, 'right') : left;
  const found: Replacement[] = [{ start: code.end(left), end: code.end(right), text: '' }];
  if (code.kind(end) === 'string' && code.children(end).length === 1) {
    const { before } = cutAround(code.text.slice(code.start(end) + 1, code.end(end) - 1), '');
    if (before > 0) found.unshift({ start: code.end(end) - 1 - before, end: code.end(end) - 1, text: '' });
  }
  return found;
}

/** Puts an expression in place of the value, with the name it stands under where the old one would mislead. */
export function replace(code: CodeView, carrier: Carrier, expression: string, rename?: { key: string; word: string }): Replacement[] | undefined {
  const { node, slot, holder } = carrier;
  const span = { start: code.start(node), end: code.end(node), text: expression };
  if (holder === 'spread' || holder === 'element') return undefined;
  if (!rename) return [span];
  if (holder === 'property' || holder === 'keyword') {
    const key = code.child(slot, 'key');
    const written = code.textOf(key);
    const name = /^['"]/.test(written) ? `${written.slice(0, 1)}${rename.key}${written.slice(-1)}` : written.startsWith(':') ? `:${rename.key}` : rename.key;
    return [{ start: code.start(key), end: code.end(key), text: name }, span];
  }
  const word = holder === 'hole' ? wordBefore(code, slot) : undefined;
  return [...(word ? [{ ...word, text: rename.word }] : []), span];
}

/** The word that calls the value by its name in the text in front of it. */
function wordBefore(code: CodeView, slot: number): { start: number; end: number } | undefined {
  const parts = code.children(code.parent(slot));
  const before = parts[parts.indexOf(slot) - 1];
  if (before === undefined || code.kind(before) !== 'string_content') return undefined;
  const word = labelBefore(code.textOf(before));
  return word && { start: code.start(before) + word.start, end: code.start(before) + word.end };
}

/** Puts a fixed text in place of the value; in a text it stands there as it is. */
export function replaceByText(code: CodeView, carrier: Carrier, text: string): Replacement[] | undefined {
  if (carrier.holder === 'hole') return [{ start: code.start(carrier.slot), end: code.end(carrier.slot), text }];
  return replace(code, carrier, quoted(code, text));
}

/** Wraps the value in a call. */
export function wrap(code: CodeView, carrier: Carrier, callee: string): Replacement[] | undefined {
  return replace(code, carrier, `${callee}(${code.textOf(carrier.node)})`);
}
