import { drillOf } from '../../governance/incident';
import { drillSections, incident, incidentFiles, incidentSections } from '../../project/incident';
import { markdownPage } from '../../report/figures';
import { sameForm } from '../addresses';
import type { Page } from '../protocol';
import { locate, type Session } from '../session';

/** What personal data is reachable from a file, and what Art. 33(3) asks that code can answer; with `drill` led by an exercise. */
export async function incidentPage(session: Session, { uri, drill }: { uri: string; drill: boolean }): Promise<Page> {
  const place = locate(session, sameForm(uri));
  if (!place) return { markdown: 'This file is not part of the workspace.\n' };
  const { folder, path } = place;
  await folder.settled();
  const files = incidentFiles(path, folder.workspace, folder.artefacts());
  if (files.length === 0) return { markdown: `\`${path}\` is not analysed, so nothing is known of what it reaches.\n` };
  const found = incident(path, files, { workspace: folder.workspace, catalogue: session.catalogue, artefacts: folder.artefacts(), findings: folder.all() }, undefined);
  return { markdown: markdownPage(drill ? `Exercise: ${path}` : `Reachable from ${path}`, drill ? [...drillSections(drillOf(found)), ...incidentSections(found)] : incidentSections(found)) };
}
