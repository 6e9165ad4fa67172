import { isMap, isScalar, isSeq } from 'yaml';
import type { OffsetEdit } from './text';
import { endOfLine, lineEndOf, startOfLine } from './text';
import { printBlock, printFlow, printScalar } from './yaml-print';
import type { Printable } from './yaml-print';
import { follow, offsetsOf, pairOf, rootMap } from './yaml-source';
import type { Node, YAMLMap, YAMLSeq, YamlSource } from './yaml-source';

/**
 * The edits that append items to the list at a key of a map, in the style the file uses there; every other line stays.
 * @param map the map that holds the key; the key is added at its end when it is missing.
 */
export function appendToList(source: YamlSource, map: YAMLMap, key: string, ...added: Printable[]): OffsetEdit[] {
  return append(source, map, key, added, false);
}

/** The same, with maps below the item on lines of their own. */
export function appendByLine(source: YamlSource, map: YAMLMap, key: string, added: Printable): OffsetEdit[] {
  return append(source, map, key, [added], true);
}

function append(source: YamlSource, map: YAMLMap, key: string, added: readonly Printable[], byLine: boolean): OffsetEdit[] {
  const pair = pairOf(map, key);
  const value = follow(source, pair?.value);
  if (!pair || !isScalar(pair.key)) return addKey(source, map, key, added, byLine);
  if (isSeq(value) && value.items.length > 0) return value.flow ? appendFlow(source, value, added) : appendBlock(source, value, added, byLine);
  return setEmpty(source, map, pair.key, value, added, byLine);
}

/**
 * The edits that replace the list at a key, keeping comments beside the key. A key that is missing is added.
 * @param list the whole new list; an empty one is written `[]`.
 */
export function replaceList(source: YamlSource, map: YAMLMap, key: string, list: readonly Printable[]): OffsetEdit[] {
  const pair = pairOf(map, key);
  const value = follow(source, pair?.value);
  if (!pair || !isScalar(pair.key)) return addKey(source, map, key, list);
  if (!isSeq(value) || value.items.length === 0) return list.length === 0 && isSeq(value) ? [] : setEmpty(source, map, pair.key, value, list);
  if (value.flow) return [spliceOf(source, value, printFlow(list, isJson(source)))];
  const [first] = offsetsOf(source, value);
  const lineStart = startOfLine(source.text, first);
  const last = contentEnd(source, value);
  if (list.length > 0) return [{ start: lineStart, end: last, newText: blockItems(list, first - lineStart, lineEndOf(source.text)) }];
  const [, keyEnd] = offsetsOf(source, pair.key);
  const colon = source.text.indexOf(':', keyEnd) + 1;
  return [
    { start: colon, end: colon, newText: ' []' },
    { start: endBefore(source.text, lineStart), end: last, newText: '' },
  ];
}

/** The edits that set a scalar or flow value at a key of a map; the key is added at its end when it is missing. */
export function setValue(source: YamlSource, map: YAMLMap, key: string, value: Printable): OffsetEdit[] {
  const pair = pairOf(map, key);
  if (!pair || !isScalar(pair.key)) return addKey(source, map, key, value);
  const node = follow(source, pair.value);
  const text = printFlow(value, isJson(source));
  if (node && !(isScalar(node) && node.value === null)) return [{ start: offsetsOf(source, node)[0], end: contentEnd(source, node), newText: text }];
  const [, keyEnd] = offsetsOf(source, pair.key);
  const colon = source.text.indexOf(':', keyEnd) + 1;
  if (isScalar(node) && node.source) return [spliceOf(source, node, text)];
  return [{ start: colon, end: colon, newText: ` ${text}` }];
}

/**
 * The edits that add an entry to the map at a key, by lines, in the style the file uses there; the key is added at the end of the outer map when it is missing.
 * @param name the key of the entry, which the inner map does not have yet.
 */
export function addToMap(source: YamlSource, map: YAMLMap, key: string, name: string, value: Printable): OffsetEdit[] {
  const pair = pairOf(map, key);
  const inner = follow(source, pair?.value);
  if (!pair || !isScalar(pair.key)) return addKey(source, map, key, { [name]: value }, true);
  if (isMap(inner) && inner.items.length > 0) return addKey(source, inner, name, value, true);
  const json = isJson(source);
  return fill(source, map, pair.key, inner, json ? printFlow({ [name]: value }, true) : `{${printScalar(name)}: ${printFlow(value, false)}}`, map.flow === true ? undefined : printBlock({ [name]: value }, true));
}

/** True for a file that is written as JSON: its top is a map in braces with quoted keys. */
function isJson(source: YamlSource): boolean {
  const root = rootMap(source);
  if (!root?.flow) return false;
  const key = root.items[0]?.key;
  return source.file.endsWith('.json') || (isScalar(key) && key.type === 'QUOTE_DOUBLE');
}

function spliceOf(source: YamlSource, node: Node, newText: string): OffsetEdit {
  const [start, end] = offsetsOf(source, node);
  return { start, end, newText };
}

function blockItems(list: readonly Printable[], indent: number, lineEnd: string): string {
  return list.flatMap((item) => blockItem(item)).map((line) => ' '.repeat(indent) + line).join(lineEnd);
}

function blockItem(item: Printable, byLine = false): string[] {
  return printBlock(item, byLine).map((line, index) => (index === 0 ? '- ' : '  ') + line);
}

/** Adds a key with its value at the end of a map. */
function addKey(source: YamlSource, map: YAMLMap, key: string, value: Printable, byLine = false): OffsetEdit[] {
  const json = isJson(source);
  if (map.flow) {
    const entry = `${json ? JSON.stringify(key) : printScalar(key)}: ${printFlow(value, json)}`;
    return insertIntoFlow(source, map, map.items.length > 0 ? pairEnd(source, map) : undefined, entry);
  }
  const [first] = offsetsOf(source, map);
  const indent = first - startOfLine(source.text, first);
  const lineEnd = lineEndOf(source.text);
  const at = insertionLine(source, contentEnd(source, map), indent);
  const lines = printBlock({ [key]: value }, byLine).map((line) => ' '.repeat(indent) + line);
  return [{ start: at, end: at, newText: lineEnd + lines.join(lineEnd) }];
}

function pairEnd(source: YamlSource, map: YAMLMap): [number, number] {
  const pair = map.items.at(-1);
  const keyOffsets = offsetsOf(source, isScalar(pair?.key) ? pair.key : undefined);
  const value = pair?.value as Node | null | undefined;
  return [keyOffsets[0], Math.max(keyOffsets[1], value?.range ? offsetsOf(source, value)[1] : 0)];
}

/** Fills a key whose value is missing, null or an empty list. */
function setEmpty(source: YamlSource, map: YAMLMap, key: Node, value: Node | undefined, list: readonly Printable[], byLine = false): OffsetEdit[] {
  const inFlow = map.flow === true || list.length === 0;
  return fill(source, map, key, value, printFlow(list, isJson(source)), inFlow ? undefined : list.flatMap((item) => blockItem(item, byLine)));
}

/** Fills a key whose value is missing, null or empty: with lines below it, or where there are none with a flow text behind it. */
function fill(source: YamlSource, map: YAMLMap, key: Node, value: Node | undefined, flow: string, lines: readonly string[] | undefined): OffsetEdit[] {
  const { text } = source;
  const [keyStart, keyEnd] = offsetsOf(source, key);
  const colon = text.indexOf(':', keyEnd) + 1;
  const [start, end] = value ? offsetsOf(source, value) : [colon, colon];
  const written = end > start && start >= colon;
  if (!lines || map.flow === true) return written ? [{ start, end, newText: flow }] : [{ start: colon, end: colon, newText: ` ${flow}` }];
  const indent = ' '.repeat(keyStart - startOfLine(text, keyStart) + 2);
  const lineEnd = lineEndOf(text);
  const lineStop = endOfLine(text, written ? end : colon);
  const removal: OffsetEdit[] = written ? [{ start: text.slice(colon, start).trim() === '' ? colon : start, end, newText: '' }] : [];
  return [...removal, { start: lineStop, end: lineStop, newText: lineEnd + lines.map((line) => indent + line).join(lineEnd) }];
}

function appendBlock(source: YamlSource, list: YAMLSeq, added: readonly Printable[], byLine: boolean): OffsetEdit[] {
  const { text } = source;
  const [first] = offsetsOf(source, list);
  const indent = first - startOfLine(text, first);
  const lineEnd = lineEndOf(text);
  const at = insertionLine(source, contentEnd(source, list), indent + 1);
  const sample = follow(source, list.items.at(-1));
  const lines = added.flatMap((item) => (isMap(sample) && sample.flow ? [`- ${printFlow(item, isJson(source))}`] : blockItem(item, byLine)));
  return [{ start: at, end: at, newText: lineEnd + lines.map((line) => ' '.repeat(indent) + line).join(lineEnd) }];
}

function appendFlow(source: YamlSource, list: YAMLSeq, added: readonly Printable[]): OffsetEdit[] {
  const last = list.items.at(-1) as Node | undefined;
  return insertIntoFlow(source, list, last ? offsetsOf(source, last) : undefined, added.map((item) => printFlow(item, isJson(source))).join(', '));
}

/** Adds an entry at the end of a flow list or map: on a line of its own where the last one has its own. */
function insertIntoFlow(source: YamlSource, holder: YAMLSeq | YAMLMap, last: [number, number] | undefined, entry: string): OffsetEdit[] {
  const { text } = source;
  const [open, close] = offsetsOf(source, holder);
  if (!last) return [{ start: open + 1, end: open + 1, newText: entry }];
  const rest = /^[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r)?\s*,|^\s*,/.exec(text.slice(last[1], close))?.[0];
  const comma = rest === undefined ? last[1] : last[1] + rest.length;
  const own = startOfLine(text, last[0]);
  const lead = text.slice(own, last[0]);
  const multiLine = lead.trim() === '' && own > open;
  const separator: OffsetEdit[] = rest === undefined ? [{ start: comma, end: comma, newText: ',' }] : [];
  if (!multiLine) return [...separator, { start: comma, end: comma, newText: ` ${entry}` }];
  const stop = Math.min(endOfLine(text, comma), close - 1);
  return [...separator, { start: stop, end: stop, newText: lineEndOf(text) + lead + entry }];
}

/** The end of what a collection really says: without the comments and blank lines the parser counts to it. */
function contentEnd(source: YamlSource, node: Node): number {
  const end = lastScalarEnd(source, node);
  let at = end;
  while (at > 0 && /\s/.test(source.text[at - 1] ?? '')) at--;
  return at;
}

function lastScalarEnd(source: YamlSource, node: unknown): number {
  if (isMap(node) && !node.flow && node.items.length > 0) {
    const pair = node.items.at(-1);
    const value = pair?.value as Node | null | undefined;
    const keyEnd = isScalar(pair?.key) ? source.text.indexOf(':', offsetsOf(source, pair.key)[1]) + 1 : 0;
    return value ? Math.max(keyEnd, lastScalarEnd(source, value)) : keyEnd;
  }
  if (isSeq(node) && !node.flow && node.items.length > 0) return lastScalarEnd(source, node.items.at(-1));
  return offsetsOf(source, node as Node)[1];
}

/** The end of the line an addition follows: behind comment lines that are indented at least as deep as given. */
function insertionLine(source: YamlSource, offset: number, indent: number): number {
  const { text } = source;
  let at = endOfLine(text, offset);
  for (;;) {
    const comment = /^(?:\r\n|\n|\r)( *)#[^\r\n]*/.exec(text.slice(at, at + 2000));
    if (!comment || (comment[1]?.length ?? 0) < Math.max(indent, 1)) return at;
    at += comment[0].length;
  }
}

function endBefore(text: string, lineStart: number): number {
  if (text[lineStart - 1] === '\n') return text[lineStart - 2] === '\r' ? lineStart - 2 : lineStart - 1;
  return text[lineStart - 1] === '\r' ? lineStart - 1 : lineStart;
}
