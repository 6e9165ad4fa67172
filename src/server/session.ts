import { labelOfType } from '../project/data-types';
import type { Catalogue } from '../engine/rules/catalogue';
import type { Finding, Position } from '../model';
import { sentenceOf } from '../report/sentence';
import { sameForm } from './addresses';
import { findingsAt } from './features/hover';
import type { Controls } from './controls';
import type { Folder } from './folder';
import type { Offers } from './offers';
import type { FindingRef, Settings } from './protocol';

/** What features see of the server. */
export interface Session {
  readonly catalogue: Catalogue;
  readonly offers: Offers;
  readonly controls: Controls;
  settings: () => Settings;
  folders: () => readonly Folder[];
  /** Files that differ from the last commit, for the scope of Problems. */
  changedFiles: () => ReadonlySet<string>;
  today: () => string;
  commitOf: (folder: Folder) => Promise<string | undefined>;
}

/** A file of a folder. */
export interface InFolder {
  folder: Folder;
  path: string;
}

/** Where a URI lies; the innermost folder counts. */
export function locate(session: Session, uri: string): InFolder | undefined {
  const places = session.folders().flatMap((folder): InFolder[] => {
    const path = folder.addresses.pathOf(uri);
    return path === undefined ? [] : [{ folder, path }];
  });
  return places.sort((a, b) => a.path.length - b.path.length)[0];
}

/** The finding a reference names, as of now. */
export function findingOf(session: Session, ref: FindingRef): (InFolder & { finding: Finding }) | undefined {
  const place = locate(session, sameForm(ref.uri));
  const finding = place?.folder.findings(place.path).find(({ fingerprint }) => fingerprint === ref.fingerprint);
  return place && finding && { ...place, finding };
}

/** Findings at a place, most severe first, worded with the controls known so far. */
export function findingsHere(session: Session, { folder, path }: InFolder, position: Position): Finding[] {
  return findingsAt(folder.findings(path), position).map((finding) => session.offers.worded(folder, finding));
}

/** The sentence of a finding by the compiled rules. */
export function sentence(session: Session, finding: Finding): string {
  return sentenceOf(finding, session.catalogue.findings.find(({ id }) => id === finding.classId));
}

/** The label of a data type, of the rules or of the team. */
export function labelOf(session: Session, folder: Folder, dataType: string): string {
  return labelOfType(session.catalogue, folder.artefacts(), dataType);
}
