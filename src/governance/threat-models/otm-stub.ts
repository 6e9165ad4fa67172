import { isMap } from 'yaml';
import type { Threat } from '../../model/governance';
import { coversAny } from '../globs';
import { fileProblem } from '../text';
import type { OffsetEdit } from '../text';
import { appendToList } from '../yaml-edit';
import type { Printable } from '../yaml-print';
import { rangeOf, rootMap } from '../yaml-source';
import type { YamlSource } from '../yaml-source';
import type { ThreatStub, ThreatWrite } from './format';
import { dataCategory, strideOf, threatId } from './names';
import type { OtmPart } from './otm';

/**
 * The edits that add a draft threat to an Open Threat Model, one per class and data category, and note it on the components that hold the file.
 * A threat that states the class and data already is reused.
 */
export function writeOtm(source: YamlSource, stub: ThreatStub, known: readonly Threat[], parts: readonly OtmPart[]): ThreatWrite {
  const root = rootMap(source);
  if (!root) return { edits: [], problems: [fileProblem(source.file, rangeOf(source, undefined), 'This threat model is not a map of keys, so nothing was added to it.', 'error')] };
  const same = sameThreat(known, stub) ?? known.find((threat) => threat.id === threatId(stub.classId, dataCategory(stub.dataTypes)) && threat.classes.includes(stub.classId));
  const id = same?.id ?? freeId(threatId(stub.classId, dataCategory(stub.dataTypes)), known.map((threat) => threat.id));
  const edits: OffsetEdit[] = [];
  for (const part of parts) {
    // A data flow has two ends and belongs to neither, so a draft is noted on components only.
    const holds = part.kind === 'component' && coversAny(part.files, stub.file);
    if (holds && isMap(part.node) && !part.threats.some((threat) => threat.id === id)) edits.push(...appendToList(source, part.node, 'threats', { threat: id, state: 'exposed' }));
  }
  // Behind the notes: where components stand last and the model gets its first threat, both start at the same place.
  if (!same) edits.push(...appendToList(source, root, 'threats', otmThreat(id, stub)));
  return { edits, id, problems: [] };
}

/** The threat that states the class and data of a stub already, for its file or for all. */
export function sameThreat(known: readonly Threat[], stub: ThreatStub): Threat | undefined {
  const category = dataCategory(stub.dataTypes);
  return known.find((threat) => threat.classes.includes(stub.classId) && dataCategory(threat.dataTypes) === category && (threat.files.length === 0 || coversAny(threat.files, stub.file)));
}

/** The id, or the first numbered one that is not taken. */
export function freeId(id: string, taken: readonly string[]): string {
  if (!taken.includes(id)) return id;
  let number = 2;
  while (taken.includes(`${id}-${number}`)) number++;
  return `${id}-${number}`;
}

/** A draft threat as an Open Threat Model has it: the categories of LINDDUN first, then those of STRIDE. */
export function otmThreat(id: string, stub: ThreatStub): Printable {
  return {
    id,
    name: titleOf(stub),
    description: 'Draft from the code. People reword it and judge likelihood and impact.',
    categories: [...stub.linddun.map((letters) => `LINDDUN-${letters}`), ...strideOf(stub.classId).map((letter) => `STRIDE-${letter}`)],
    cwes: [...stub.cwe],
    risk: { likelihood: null, impact: 0, impactComment: 'not judged yet, 0 is a placeholder' },
    attributes: { class: stub.classId, ...(stub.dataTypes.length > 0 ? { data: stub.dataTypes.join(', ') } : {}) },
  };
}

/** What a draft threat is called: its class and data. */
export function titleOf({ classTitle, dataTypes }: Pick<ThreatStub, 'classTitle' | 'dataTypes'>): string {
  return dataTypes.length > 0 ? `${classTitle}: ${dataTypes.join(', ')}` : classTitle;
}
