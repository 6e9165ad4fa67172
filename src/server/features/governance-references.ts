import type { Location } from 'vscode-languageserver';
import { resolveLink } from '../../governance/links';
import type { Position } from '../../model';
import type { Folder } from '../folder';
import { entriesOf, entryAt, linksIn, locationOf } from './governance-files';
import { holds } from './hover';

/** Everything that speaks of the entry at a position of a governance file, or of the entry a link there names: findings in the code and risks of assessments. */
export function referencesAt(folder: Folder, path: string, text: string, position: Position, withDeclaration: boolean): Location[] {
  const link = linksIn(folder, text).find(({ range }) => holds(range, position))?.entry ?? entryAt(entriesOf(folder, path), position)?.link;
  if (link === undefined) return [];
  const file = link.slice(0, link.lastIndexOf('#'));
  const entry = entriesOf(folder, file).find((candidate) => candidate.link === link);
  const own: Location[] = entry ? [entry.range, ...entry.named].map((range) => ({ uri: folder.addresses.uriOf(file), range })) : [];
  return [...(withDeclaration ? own : own.slice(1)), ...(entry?.findings ?? []).map((finding) => locationOf(folder, finding)), ...risksNaming(folder, link)];
}

/** Risks of assessments whose list of threats names an entry. */
export function risksNaming(folder: Folder, link: string): (Location & { title: string })[] {
  const { model } = folder.artefacts();
  return model.assessments.flatMap(({ file, id, risks }) => risks
    .filter(({ threats }) => threats.some((text) => {
      const target = resolveLink(text, model).value;
      return target !== undefined && `${target.file}#${target.id}` === link;
    }))
    .map((risk) => ({ uri: folder.addresses.uriOf(file), range: risk.range, title: `${id}#${risk.id} · ${risk.title}` })));
}
