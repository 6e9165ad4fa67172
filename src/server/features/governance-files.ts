import type { CodeLens, DocumentLink, Location } from 'vscode-languageserver';
import { backlinks, resolveLink } from '../../governance/links';
import { lineStarts, rangeBetween } from '../../governance/text';
import type { Finding, Position, Range } from '../../model';
import type { Folder } from '../folder';
import { counted } from '../../report/report';
import { holds } from './hover';

/** Command of the editor that shows a list of places; the client turns its arguments into the editor's own. */
export const showPlacesCommand = 'editor.action.showReferences';

/** What a governance file can hold: `path#id`, `PIA-001#R-01`; ids are kebab-case or upper case, symbols may have dots. */
const linkText = /(?:[\w@.-]+\/)*[\w@.-]+#[\p{L}_$][\p{L}\p{N}_$.:-]*/gu;

interface Found {
  range: Range;
  target: string;
  location: Location;
}

/** Texts in a governance file that lead somewhere: to entries, and to code (`path#symbol`). */
function linksIn(folder: Folder, text: string): Found[] {
  const starts = lineStarts(text);
  const { model } = folder.artefacts();
  const files = new Set(folder.workspace.files());
  return [...text.matchAll(linkText)].flatMap((match): Found[] => {
    const target = match[0].replace(/[.:-]+$/, '');
    const range = rangeBetween(starts, match.index, match.index + target.length);
    const entry = resolveLink(target, model).value;
    if (entry) return [{ range, target, location: { uri: folder.addresses.uriOf(entry.file), range: entry.range } }];
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

/** From a link to what it names; from an entry of a threat model or an assessment to the findings linked to it. */
export function definitionAt(folder: Folder, path: string, text: string, position: Position): Location[] {
  const link = linksIn(folder, text).find(({ range }) => holds(range, position));
  if (link) return [link.location];
  return entriesOf(folder, path).filter(({ range }) => holds(range, position)).flatMap(({ findings }) => findings.map((finding) => locationOf(folder, finding)));
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

/** The entries of a governance file with the findings linked to each. */
function entriesOf(folder: Folder, path: string): { range: Range; findings: Finding[] }[] {
  const { threats, assessments } = folder.artefacts().model;
  const back = backlinks(folder.all().filter(({ ignore }) => !ignore || ignore.waiting));
  const entries = [
    ...threats.filter(({ file }) => file === path).map(({ id, range }) => ({ id, range })),
    ...assessments.filter(({ file }) => file === path).flatMap(({ id, range, risks }) => [{ id, range }, ...risks.map((risk) => ({ id: risk.id, range: risk.range }))]),
  ];
  return entries.map(({ id, range }) => ({ range, findings: back.get(`${path}#${id}`) ?? [] }));
}

function locationOf(folder: Folder, finding: Finding): Location {
  return { uri: folder.addresses.uriOf(finding.file), range: finding.argument ?? finding.range };
}
