import type { ArtifactLocation, Location as SarifLocation, PhysicalLocation, Region } from 'sarif';
import type { Range } from '../model';

/** A workspace path as a relative URI reference. */
export function artifactOf(file: string): ArtifactLocation {
  const wellFormed = file.replace(/\p{Surrogate}/gu, '\ufffd');
  return { uri: wellFormed.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'SRCROOT' };
}

/** Lines and columns from 1, the end column exclusive. */
export function regionOf({ start, end }: Range): Region {
  return { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}

/** A region of a file. */
export function physicalOf(file: string, range: Range): PhysicalLocation {
  return { artifactLocation: artifactOf(file), region: regionOf(range) };
}

/** A region of a file and what stands there. */
export function locationOf(file: string, range: Range, text: string): SarifLocation {
  return { physicalLocation: physicalOf(file, range), message: { text } };
}
