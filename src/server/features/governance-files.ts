import type { CodeLens, DocumentLink, Location } from 'vscode-languageserver';
import { backlinks, resolveLink } from '../../governance/links';
import { lineStarts, rangeBetween } from '../../governance/text';
import type { Finding, Position, Range } from '../../model';
import type { Folder } from '../folder';
import { counted } from '../../report/report';
import { holds } from './hover';

/** Command of the editor that shows a list of places; the client turns its arguments into the editor's own. */
export const showPlacesCommand = 'editor.action.showReferences';

/** What a governance file can hold: `path#id`, `PIA-001#R-01`; ids are those of any format, UUIDs and tracking keys included, symbols may have dots. */
const linkText = /(?:[\w@.-]+\/)*[\w@.-]+#[\p{L}\p{N}_$][\p{L}\p{N}_$.:@*-]*/gu;

/** A text that leads somewhere; `entry` is the link of the threat, risk or assessment it names. */
export interface FoundLink {
  range: Range;
  target: string;
  location: Location;
  entry?: string;
}

/** Texts in a governance file that lead somewhere: to entries, and to code (`path#symbol`). */
export function linksIn(folder: Folder, text: string): FoundLink[] {
  const starts = lineStarts(text);
  const { model } = folder.artefacts();
  const files = new Set(folder.workspace.files());
  return [...text.matchAll(linkText)].flatMap((match): FoundLink[] => {
    const target = match[0].replace(/[.:@*-]+$/, '');
    const range = rangeBetween(starts, match.index, match.index + target.length);
    const entry = resolveLink(target, model).value;
    if (entry) return [{ range, target, location: { uri: folder.addresses.uriOf(entry.file), range: entry.range }, entry: `${entry.file}#${entry.id}` }];
    const code = codePlace(folder, files, target);
    return code ? [{ range, target, location: code }] : [];
  });
}

/** Where a `path#symbol` stands: a finding in it, else the top of the file. */
function codePlace(folder: Folder, files: ReadonlySet<string>, target: string): Location | undefined {
  const hash = target.lastIndexOf('#');
  const file = target.slice(0, hash);
  const symbol = target.slice(hash + 1);
  if (!files.has(file)) return undefined;
  const finding = folder.all().find((candidate) => candidate.file === file && candidate.symbol === symbol);
  const top = { line: 0, character: 0 };
  return { uri: folder.addresses.uriOf(file), range: finding?.range ?? { start: top, end: top } };
}

/** Links of a governance file; the address carries the line. */
export function documentLinks(folder: Folder, text: string): DocumentLink[] {
  return linksIn(folder, text).map(({ range, target, location: { uri, range: { start } } }) => ({ range, target: `${uri}#${start.line + 1},${start.character + 1}`, tooltip: target }));
}

/** From a link to what it names; from an entry of a threat model or an assessment to the findings linked to it; from an element that names a threat to the threat. */
export function definitionAt(folder: Folder, path: string, text: string, position: Position): Location[] {
  const link = linksIn(folder, text).find(({ range }) => holds(range, position));
  if (link) return [link.location];
  const entries = entriesOf(folder, path);
  const own = entries.filter(({ range }) => holds(range, position));
  if (own.length > 0) return own.flatMap(({ findings }) => findings.map((finding) => locationOf(folder, finding)));
  return entries.filter(({ named }) => named.some((range) => holds(range, position))).map(({ range }) => ({ uri: folder.addresses.uriOf(path), range }));
}

/** Above each entry, how many findings it is linked to. */
export function codeLenses(folder: Folder, path: string): CodeLens[] {
  return entriesOf(folder, path).filter(({ findings }) => findings.length > 0).map(({ range, findings }) => ({
    range,
    command: {
      title: `${counted(findings.length, 'finding')} in the code`,
      command: showPlacesCommand,
      arguments: [folder.addresses.uriOf(path), range.start, findings.map((finding) => locationOf(folder, finding))],
    },
  }));
}

/** An entry of a threat model or an assessment. */
export interface Entry {
  /** `path#native-id` */
  link: string;
  range: Range;
  /** The whole of it, where that is known. */
  block: Range;
  /** Other places of the file that name it. */
  named: Range[];
  findings: Finding[];
}

/** The entries of a governance file with the findings linked to each. */
export function entriesOf(folder: Folder, path: string): Entry[] {
  const { threats, assessments } = folder.artefacts().model;
  const back = backlinks(folder.all().filter(({ ignore }) => !ignore || ignore.waiting));
  const entry = (id: string, range: Range, block: Range, named: Range[]): Entry => ({ link: `${path}#${id}`, range, block, named, findings: back.get(`${path}#${id}`) ?? [] });
  return [
    ...threats.filter(({ file }) => file === path).map(({ id, range, block = range, parts = [] }) => entry(id, range, block, parts.map((part) => part.range))),
    ...assessments.filter(({ file }) => file === path).flatMap(({ id, range, risks }) => [entry(id, range, range, []), ...risks.map((risk) => entry(risk.id, risk.range, risk.range, []))]),
  ];
}

/** The entry a position stands in: on its line, where an element names it, or anywhere in it; the innermost counts. */
export function entryAt(entries: readonly Entry[], position: Position): Entry | undefined {
  return entries.find(({ range }) => onLines(range, position)) ?? entries.find(({ named }) => named.some((range) => onLines(range, position))) ?? entries.findLast(({ block }) => onLines(block, position));
}

/** True when a position is on one of the lines of a range. */
export function onLines({ start, end }: Range, { line }: Position): boolean {
  return line >= start.line && line <= end.line;
}

/** Where the editor shows a finding: the argument that carries the data, else the call. */
export function locationOf(folder: Folder, finding: Finding): Location {
  return { uri: folder.addresses.uriOf(finding.file), range: finding.argument ?? finding.range };
}
