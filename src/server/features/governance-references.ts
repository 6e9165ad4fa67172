import type { Location } from 'vscode-languageserver';
import { resolveLink } from '../../governance/links';
import type { Position } from '../../model';
import type { Folder } from '../folder';
import { entriesOf, entryAt, linksIn, locationOf } from './governance-files';
import { holds } from './hover';

/** Everything that speaks of the entry at a position of a governance file, or of the entry a link there names: findings in the code, risks of assessments, decisions. */
export function referencesAt(folder: Folder, path: string, text: string, position: Position, withDeclaration: boolean): Location[] {
  const link = linksIn(folder, text).find(({ range }) => holds(range, position))?.entry ?? entryAt(entriesOf(folder, path), position)?.link;
  if (link === undefined) return [];
  const file = link.slice(0, link.lastIndexOf('#'));
  const entry = entriesOf(folder, file).find((candidate) => candidate.link === link);
  const own: Location[] = entry ? [entry.range, ...entry.named].map((range) => ({ uri: folder.addresses.uriOf(file), range })) : [];
  return [...(withDeclaration ? own : own.slice(1)), ...(entry?.findings ?? []).map((finding) => locationOf(folder, finding)), ...risksNaming(folder, link), ...decisionsNaming(folder, link)];
}

/** Risks of assessments whose list of threats names an entry. */
export function risksNaming(folder: Folder, link: string): (Location & { title: string })[] {
  return folder.artefacts().model.assessments.flatMap(({ file, id, risks }) => risks
    .filter(({ threats }) => threats.some((text) => leadsTo(folder, text, link)))
    .map((risk) => ({ uri: folder.addresses.uriOf(file), range: risk.range, title: `${id}#${risk.id} · ${risk.title}` })));
}

function decisionsNaming(folder: Folder, link: string): Location[] {
  return folder.artefacts().decisions
    .filter(({ links }) => [...links.threats, ...links.pia].some((text) => leadsTo(folder, text, link)))
    .map(({ file, ranges }) => ({ uri: folder.addresses.uriOf(file), range: ranges.links }));
}

function leadsTo(folder: Folder, text: string, link: string): boolean {
  const target = resolveLink(text, folder.artefacts().model).value;
  return target !== undefined && `${target.file}#${target.id}` === link;
}
