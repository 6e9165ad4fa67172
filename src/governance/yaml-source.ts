import { isAlias, isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { Document, Node, Pair, ParsedNode, YAMLMap, YAMLSeq } from 'yaml';
import type { Listed } from '../model/governance';
import type { Range } from '../model/place';
import type { Problem } from '../model/problem';
import { fileProblem, findMergeMarker, endOfLine, lineStarts, rangeBetween } from './text';

/** A YAML (or JSON) text that was parsed once, with what is needed to point into it. */
export interface YamlSource {
  file: string;
  /** The whole text of the file; ranges point into it. */
  text: string;
  /** Where the YAML begins in the text: after the opening line of a front matter. */
  base: number;
  starts: number[];
  doc: Document.Parsed;
  problems: Problem[];
  /** How many more references (`*name`) are followed; a file that multiplies itself ends here. */
  aliases: { left: number; told: boolean };
}

const maxLength = 500_000;
const maxDepth = 60;
const maxAliases = 200;

/**
 * Parses YAML or JSON without ever throwing.
 * @param base offset of the YAML part when only `text.slice(base, end)` is YAML.
 * @returns the source, or undefined with the problems that keep it from being read.
 */
export function readYaml(file: string, text: string, base = 0, end = text.length): { source?: YamlSource; problems: Problem[] } {
  const starts = lineStarts(text);
  const at = (start: number, stop: number): Range => rangeBetween(starts, start, stop);
  const language = file.endsWith('.json') ? 'JSON' : 'YAML';
  const fail = (range: Range, message: string): { problems: Problem[] } => ({ problems: [fileProblem(file, range, message, 'error')] });
  if (text.length > maxLength) return fail(at(base, base), 'This file is larger than 500 kB and was not read. Several smaller files are read.');
  const marker = findMergeMarker(text);
  if (marker !== undefined) return fail(at(marker, endOfLine(text, marker)), 'A merge was left open here. Settle it, then the file is read again.');
  const yaml = text.slice(base, end);
  if (tooDeep(yaml)) return fail(at(base, base), `This file nests deeper than ${maxDepth} levels and was not read.`);
  try {
    const doc = parseDocument(yaml, { prettyErrors: false, logLevel: 'silent', uniqueKeys: false, stringKeys: true });
    const problems = [
      ...doc.errors.slice(0, 5).map((error) => fileProblem(file, at(base + error.pos[0], base + error.pos[1]), `Invalid ${language}: ${error.message}. The file is read again once this is mended.`, 'error')),
      ...doc.warnings.slice(0, 5).map((warning) => fileProblem(file, at(base + warning.pos[0], base + warning.pos[1]), `${warning.message}. Tags are not read here; the plain value counts.`)),
    ];
    const repeated = repeatedKey(doc);
    if (repeated) problems.push(fileProblem(file, at(base + repeated.start, base + repeated.end), `The key "${repeated.key}" stands twice in one place. The file is read again once one is left.`, 'error'));
    if (doc.errors.length > 0 || repeated) return { problems };
    return { source: { file, text, base, starts, doc, problems, aliases: { left: maxAliases, told: false } }, problems };
  } catch (error) {
    return fail(at(base, base), `This file cannot be read as ${language}: ${error instanceof Error ? error.message.slice(0, 120) : 'unknown reason'}.`);
  }
}

/** The first key that repeats in its map; the parser's own check takes quadratic time. */
function repeatedKey(doc: Document.Parsed): { key: string; start: number; end: number } | undefined {
  let found: { key: string; start: number; end: number } | undefined;
  visit(doc, {
    Map(_, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name) && name !== '<<') {
          found = { key: name, start: key.range?.[0] ?? 0, end: key.range?.[1] ?? 0 };
          return visit.BREAK;
        }
        seen.add(name);
      }
      return undefined;
    },
  });
  return found;
}

/** Brackets and indentation bound the nesting before a recursive parser sees the text. */
function tooDeep(yaml: string): boolean {
  let brackets = 0;
  for (let at = 0; at < yaml.length; at++) {
    const code = yaml.charCodeAt(at);
    if (code === 91 || code === 123) {
      if (++brackets > maxDepth) return true;
    } else if (code === 93 || code === 125) brackets = Math.max(0, brackets - 1);
  }
  return /^ *(?:[-?] +){61}/m.test(yaml) || deepestIndent(yaml) > 400;
}

/** Distinct growing indentations, a bound of block nesting. */
function deepestIndent(yaml: string): number {
  let deepest = 0;
  for (const line of yaml.matchAll(/^ +(?=[^ #\r\n])/gm)) deepest = Math.max(deepest, line[0].length);
  return deepest;
}

/** The node itself, or what a reference stands for; undefined once too many references were followed. */
export function follow(source: YamlSource, node: unknown): Node | undefined {
  let current = node;
  while (isAlias(current)) {
    if (source.aliases.left-- <= 0) {
      if (!source.aliases.told) source.problems.push(fileProblem(source.file, rangeOf(source, current), `More than ${maxAliases} references (*name); the rest was not read. Write the values out.`, 'error'));
      source.aliases.told = true;
      return undefined;
    }
    current = current.resolve(source.doc);
  }
  return isMap(current) || isSeq(current) || isScalar(current) ? current : undefined;
}

/** The top map of a file, if there is one. */
export function rootMap(source: YamlSource): YAMLMap | undefined {
  const root = follow(source, source.doc.contents);
  return isMap(root) ? root : undefined;
}

/** The value of a key of a map, or of a map that is merged into it (`<<`). */
export function child(source: YamlSource, map: Node | undefined, key: string): Node | undefined {
  if (!isMap(map)) return undefined;
  const pair = pairOf(map, key) ?? (pairOf(map, '<<') ? mergedPair(source, map, key) : undefined);
  return follow(source, pair?.value);
}

/** Maps looked through for one merged key; merges that lead in circles end here. */
const maxMerges = 50;

function mergedPair(source: YamlSource, map: YAMLMap, key: string): Pair | undefined {
  const waiting: unknown[] = [pairOf(map, '<<')?.value];
  for (let seen = 0; waiting.length > 0 && seen < maxMerges; seen++) {
    const next = waiting.shift();
    const node = isAlias(next) ? next.resolve(source.doc) : next;
    if (isSeq(node)) waiting.unshift(...node.items);
    if (!isMap(node)) continue;
    const pair = pairOf(node, key);
    if (pair) return pair;
    waiting.push(pairOf(node, '<<')?.value);
  }
  return undefined;
}

/** The pair of a key of a map. */
export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => (isScalar(pair.key) ? String(pair.key.value) : '') === key);
}

/** Keys and values of a map, each key with its node for pointing at it. */
export function entries(source: YamlSource, map: Node | undefined): { key: string; keyNode: Node; value: Node | undefined }[] {
  if (!isMap(map)) return [];
  return map.items.flatMap((pair) => (isScalar(pair.key) ? [{ key: String(pair.key.value), keyNode: pair.key, value: follow(source, pair.value) }] : []));
}

/** Items of a list; a missing or empty value has none. */
export function items(source: YamlSource, node: Node | undefined): Node[] {
  return isSeq(node) ? node.items.flatMap((item) => follow(source, item) ?? []) : [];
}

/** The text of a scalar: numbers and booleans as written by JSON, nothing for null. */
export function textOf(node: Node | undefined): string | undefined {
  if (!isScalar(node) || node.value === null || node.value === undefined) return undefined;
  return typeof node.value === 'string' ? node.value : JSON.stringify(node.value);
}

/** Texts of a list, or of one text with commas. */
export function textsOf(source: YamlSource, node: Node | undefined): string[] {
  const texts = isSeq(node) ? items(source, node).map(textOf) : (textOf(node)?.split(',') ?? []);
  return texts.flatMap((text) => text?.trim() || []);
}

/**
 * A list at a key of a map, with the places of the key and of each entry; undefined where the key is missing or holds no list.
 * @param names keys of an entry that name it; a text entry names itself.
 */
export function listedAt(source: YamlSource, map: Node | undefined, key: string, names: readonly string[]): Listed | undefined {
  const pair = isMap(map) ? pairOf(map, key) : undefined;
  const list = follow(source, pair?.value);
  if (!pair || !isScalar(pair.key) || !(isSeq(list) || (isScalar(list) && list.value === null) || list === undefined)) return undefined;
  const entriesOfList = items(source, list).map((item) => {
    const nodes = isScalar(item) ? [item] : names.map((name) => child(source, item, name));
    const id = isScalar(item) ? undefined : textOf(nodes[0]);
    return { ...(id === undefined ? {} : { id }), names: nodes.flatMap((node) => textOf(node) ?? []), data: textsOf(source, child(source, item, 'data')), range: rangeOf(source, nodes.find((node) => node) ?? item) };
  }).filter(({ names: found }) => found.length > 0);
  return { range: rangeOf(source, pair.key), entries: entriesOfList };
}

/** The range of a node's value in the file. */
export function rangeOf(source: YamlSource, node: Node | undefined): Range {
  const [start, end] = offsetsOf(source, node);
  return rangeBetween(source.starts, start, end);
}

/** Start and end of a node's value as offsets of the file. */
export function offsetsOf(source: YamlSource, node: Node | undefined): [start: number, end: number] {
  const range = node?.range;
  return range ? [source.base + range[0], source.base + range[1]] : [source.base, source.base];
}

export type { Node, Pair, ParsedNode, YAMLMap, YAMLSeq };
