import { modify, parseTree } from 'jsonc-parser';
import type { ParseError } from 'jsonc-parser';
import { isMap, isScalar, isSeq } from 'yaml';
import type { Threat } from '../../model/governance';
import { endOfLine, fileProblem, lineEndOf, sortedUnique, startOfLine } from '../text';
import type { OffsetEdit } from '../text';
import { child, follow, items, offsetsOf, pairOf, rangeOf, rootMap, textOf } from '../yaml-source';
import type { Node, YamlSource } from '../yaml-source';
import type { ThreatModelFormat, ThreatPlace, ThreatStub, ThreatWrite } from './format';
import { dataCategory, linddunLetters, threatDragonTypes } from './names';
import { titleOf } from './otm-stub';
import { statedIn, tokensOf } from './tokens';
import { uuidOf } from './uuid';

/** An element of a diagram with its place in the file. */
interface Cell {
  id: string;
  name: string;
  type: string;
  diagram: string;
  files: string[];
  path: (string | number)[];
  data: Node | undefined;
  threats: { node: Node; id: string | undefined; number: string | undefined }[];
}

/** OWASP Threat Dragon 2 (JSON). Real files keep threats below `data`; those that follow the published schema have them beside it, and are read too. */
export const threatDragon: ThreatModelFormat = {
  name: 'OWASP Threat Dragon 2',
  mark: '`summary` with `detail.diagrams`',
  detect: (source) => child(source, rootMap(source), 'summary') !== undefined && diagramsOf(source) !== undefined,
  read,
  places: (source, stub) => cellsOf(source).filter((cell) => typeFor(cell, stub) !== undefined).map(placeOf),
  write,
};

function read(source: YamlSource): Threat[] {
  if (items(source, diagramsOf(source)).some((diagram) => child(source, diagram, 'diagramJson'))) {
    source.problems.push(fileProblem(source.file, rangeOf(source, child(source, rootMap(source), 'summary')), 'This model was written by Threat Dragon 1. Saved once in Threat Dragon 2 it is read.'));
  }
  const seen = new Set<string>();
  return cellsOf(source).flatMap((cell) => cell.threats.flatMap(({ node, id, number }) => {
    const idNode = child(source, node, 'id') ?? child(source, node, 'threatId') ?? child(source, node, 'number');
    if (id === undefined) {
      source.problems.push(fileProblem(source.file, rangeOf(source, node), 'This threat has neither `id` nor `number`, so nothing can link to it.'));
      return [];
    }
    if (seen.has(id)) source.problems.push(fileProblem(source.file, rangeOf(source, idNode), `The threat id "${id}" stands twice, so links to it are ambiguous. Another id for one of them settles it.`));
    seen.add(id);
    const text = (key: string): string => textOf(child(source, node, key)) ?? '';
    const stated = statedIn(text('description'), text('mitigation'));
    const files = sortedUnique([...cell.files, ...stated.files]);
    const state = text('status');
    const range = rangeOf(source, idNode);
    return [{
      file: source.file, id, range, state, files,
      title: text('title') || id,
      linddun: sortedUnique([...stated.linddun, linddunLetters(text('type')) ?? ''].filter((letters) => letters !== '')),
      classes: stated.classes, dataTypes: stated.dataTypes, fingerprints: stated.fingerprints,
      ...(number === undefined || id === `T${number}` ? {} : { aliases: [`T${number}`] }),
      parts: [{ id: cell.id, files, state, range }],
      block: rangeOf(source, node),
    }];
  }));
}

function diagramsOf(source: YamlSource): Node | undefined {
  const diagrams = child(source, child(source, rootMap(source), 'detail'), 'diagrams');
  return isSeq(diagrams) ? diagrams : undefined;
}

function indexed(source: YamlSource, list: Node | undefined): { node: Node; index: number }[] {
  if (!isSeq(list)) return [];
  return list.items.flatMap((item, index) => {
    const node = follow(source, item);
    return node ? [{ node, index }] : [];
  });
}

function cellsOf(source: YamlSource): Cell[] {
  return indexed(source, diagramsOf(source)).flatMap(({ node: diagram, index: d }) => indexed(source, child(source, diagram, 'cells')).map(({ node, index: c }): Cell => {
    const data = child(source, node, 'data');
    const threats = [...items(source, child(source, data, 'threats')), ...items(source, child(source, node, 'threats'))].map((threat) => {
      const number = textOf(child(source, threat, 'number'));
      const id = textOf(child(source, threat, 'id')) || textOf(child(source, threat, 'threatId')) || (number === undefined ? undefined : `T${number}`);
      return { node: threat, id, number };
    });
    return {
      id: textOf(child(source, node, 'id')) ?? '', name: textOf(child(source, data, 'name')) ?? '', type: textOf(child(source, data, 'type')) ?? shapes[textOf(child(source, node, 'shape')) ?? ''] ?? '',
      diagram: textOf(child(source, diagram, 'title')) ?? '', files: statedIn(textOf(child(source, data, 'description'))).files, path: ['detail', 'diagrams', d, 'cells', c, 'data'], data, threats,
    };
  }));
}

/** Other tools leave the type out and draw only the shape. */
const shapes: Readonly<Record<string, string>> = { actor: 'tm.Actor', process: 'tm.Process', store: 'tm.Store', flow: 'tm.Flow' };
const kinds: Readonly<Record<string, string>> = { 'tm.Actor': 'actor', 'tm.Process': 'process', 'tm.Store': 'store', 'tm.Flow': 'data flow' };

function placeOf({ id, name, type, diagram, files }: Cell): ThreatPlace {
  return { id, title: name === '' ? id : name.replace(/\s+/g, ' '), detail: [kinds[type] ?? type, diagram].filter((part) => part !== '').join(' · '), files };
}

/** The first LINDDUN category of the stub that Threat Dragon offers for such an element; boundaries and notes take none. */
function typeFor({ type }: Cell, { linddun }: ThreatStub): string | undefined {
  if (!Object.hasOwn(kinds, type)) return undefined;
  const letters = linddun.find((letter) => (type === 'tm.Actor' ? ['L', 'I', 'U'].includes(letter) : letter !== 'U'));
  return letters === undefined ? undefined : threatDragonTypes[letters];
}

function write(source: YamlSource, stub: ThreatStub, place: ThreatPlace | undefined): ThreatWrite {
  const { text, file } = source;
  const cells = cellsOf(source);
  const cell = cells.find(({ id }) => id === place?.id);
  const type = cell && typeFor(cell, stub);
  if (!cell || type === undefined) return { edits: [], problems: [fileProblem(file, rangeOf(source, undefined), 'No element of this model was picked that takes such a threat, so nothing was added.', 'error')] };
  const errors: ParseError[] = [];
  parseTree(text, errors, { allowTrailingComma: true });
  if (errors.length > 0) return { edits: [], problems: [fileProblem(file, rangeOf(source, undefined), 'This model is not plain JSON, so nothing was added to it. Saved once in Threat Dragon it can be edited.', 'error')] };
  const id = uuidOf(stub.classId, dataCategory(stub.dataTypes), cell.id);
  const known = read(source).find((threat) => threat.id === id || (threat.parts?.[0]?.id === cell.id && threat.classes.includes(stub.classId) && dataCategory(threat.dataTypes) === dataCategory(stub.dataTypes)));
  if (known) return { edits: [], id: known.id, problems: [] };
  const detail = child(source, rootMap(source), 'detail');
  const top = Math.max(0, ...[textOf(child(source, detail, 'threatTop')), ...cells.flatMap(({ threats }) => threats.map(({ number }) => number))].map(Number).filter(Number.isInteger));
  const threat = {
    id, number: top + 1, title: titleOf(stub), status: 'Open', severity: 'TBD', type,
    description: `Draft from the code. People reword it and judge its severity. ${tokensOf(stub)}`,
    mitigation: '', modelType: 'LINDDUN', new: false, score: '',
  };
  const list = child(source, cell.data, 'threats');
  const open = isTrue(child(source, cell.data, 'hasOpenThreats')) ? {} : { hasOpenThreats: true };
  const edits: OffsetEdit[] = [
    ...(isSeq(list) ? [...inserted(source, [...cell.path, 'threats', -1], list, threat), ...set(source, cell.data, cell.path, open)] : set(source, cell.data, cell.path, { ...open, threats: [threat] })),
    ...set(source, detail, ['detail'], { threatTop: top + 1 }),
  ];
  return { edits, id, problems: [] };
}

function isTrue(node: Node | undefined): boolean {
  return isScalar(node) && node.value === true;
}

/** The edits that set keys of an object; those it does not have yet stand behind its last one, laid out as it is. Nothing else of the text is formatted anew. */
function set(source: YamlSource, holder: Node | undefined, path: readonly (string | number)[], values: Readonly<Record<string, unknown>>): OffsetEdit[] {
  const { text } = source;
  const modified = (at: readonly (string | number)[], value: unknown): OffsetEdit[] => modify(text, [...at], value, {}).map(({ offset, length, content }) => ({ start: offset, end: offset + length, newText: content }));
  const pairs = isMap(holder) ? holder.items : [];
  const known = Object.entries(values).filter(([key]) => isMap(holder) && pairOf(holder, key));
  const missing = Object.entries(values).filter(([key]) => !isMap(holder) || !pairOf(holder, key));
  const edits = known.flatMap(([key, value]) => modified([...path, key], value));
  const last = pairs.at(-1);
  if (missing.length === 0) return edits;
  if (!last || !isScalar(last.key)) return [...edits, ...modified(path, Object.fromEntries(missing))];
  const lead = leadOf(source, last.key);
  const [, end] = offsetsOf(source, isScalar(last.value) || isMap(last.value) || isSeq(last.value) ? last.value : last.key);
  const before = lead === undefined ? ' ' : `${lineEndOf(text)}${lead}`;
  return [...edits, { start: end, end, newText: missing.map(([key, value]) => `,${before}${JSON.stringify(key)}: ${laidOut(source, value, lead)}`).join('') }];
}

/** The blanks before a node that is the first on its line. */
function leadOf(source: YamlSource, node: Node | undefined): string | undefined {
  const { text } = source;
  const [start] = offsetsOf(source, node);
  const lead = text.slice(startOfLine(text, start), start);
  return lead.trim() === '' ? lead : undefined;
}

/** A value as the file writes its own: on lines with its indent, where the key before it starts a line. */
function laidOut(source: YamlSource, value: unknown, lead: string | undefined): string {
  const first = rootMap(source)?.items[0]?.key;
  const unit = lead === undefined || !isScalar(first) ? undefined : leadOf(source, first);
  return JSON.stringify(value, null, unit).split('\n').join(`${lineEndOf(source.text)}${lead ?? ''}`);
}

/** The edit that appends to a list, laid out as its last entry is. */
function inserted(source: YamlSource, path: (string | number)[], list: Node, value: unknown): OffsetEdit[] {
  const { text } = source;
  const last = isSeq(list) ? follow(source, list.items.at(-1)) : undefined;
  if (!last) {
    const [start, end] = offsetsOf(source, list);
    const lead = text.slice(start + 1, end - 1).trim() === '' ? /^[ \t]*(?="threats"\s*:\s*$)/.exec(text.slice(startOfLine(text, start), start))?.[0] : undefined;
    if (lead !== undefined) return [{ start, end, newText: laidOut(source, [value], lead) }];
  }
  return modify(text, path, value, { isArrayInsertion: true }).map(({ offset, length, content }) => {
    const plain = { start: offset, end: offset + length, newText: content };
    if (!last) return plain;
    const [start, end] = offsetsOf(source, last);
    const lead = text.slice(startOfLine(text, start), start);
    const isSpread = lead.trim() === '' && endOfLine(text, start) < end;
    if (lead.trim() !== '' && !isSpread) return plain;
    const lineEnd = lineEndOf(text);
    const inner = /^[ \t]*/.exec(text.slice(endOfLine(text, start) + lineEnd.length))?.[0] ?? '';
    const unit = isSpread && inner.startsWith(lead) && inner.length > lead.length ? inner.slice(lead.length) : undefined;
    const lines = (unit === undefined ? JSON.stringify(value) : JSON.stringify(value, null, unit)).split('\n');
    return { ...plain, newText: `,${lineEnd}${lines.map((line) => lead + line).join(lineEnd)}` };
  });
}
