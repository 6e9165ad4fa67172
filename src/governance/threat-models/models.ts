import type { FileEdits } from '../../model/edit';
import type { Threat } from '../../model/governance';
import type { Problem } from '../../model/problem';
import { coversAny } from '../globs';
import { fileProblem, toTextEdits } from '../text';
import type { Read } from '../text';
import { readYaml, rootMap } from '../yaml-source';
import type { YamlSource } from '../yaml-source';
import type { ThreatModelFormat, ThreatPlace, ThreatStub } from './format';
import { otm } from './otm';
import { newOtm } from './otm-model';
import { threagile } from './threagile';
import { threatDragon } from './threat-dragon';

/** The formats that are read and written, in the order they are tried. */
export const formats: readonly ThreatModelFormat[] = [otm, threatDragon, threagile];

/** The edit, and the link to the threat it adds or finds. */
export interface ThreatStubEdit {
  /** Absent when the model already says it, or cannot be read. */
  edit?: FileEdits;
  /** `path#native-id`; absent when nothing was added. */
  target?: string;
  problems: Problem[];
}

/** Reads a threat model of any format; its content decides which. Problems are invalid text, repeated ids, references to nothing and unknown formats. */
export function readThreatModel(file: string, text: string): Read<Threat[]> {
  const { source, format, problems } = open(file, text);
  return { value: source && format ? format.read(source) : [], problems };
}

/** True for a text that is a threat model of a known format. */
export function isThreatModel(file: string, text: string): boolean {
  return formats.some(({ mark }) => [...mark.matchAll(/`(\w+)/g)].every(([, word]) => text.includes(word ?? ''))) && open(file, text).format !== undefined;
}

/** Elements of a model a person picks from before a threat is added; empty where none has to be picked. */
export function threatPlaces(file: string, text: string, stub: ThreatStub): ThreatPlace[] {
  const { source, format } = open(file, text);
  if (!source || !format) return [];
  const places = format.places(source, stub);
  return chosen(places, stub) ? [] : places;
}

/**
 * The minimal edit that adds a draft threat to a model of any format, one per class, data category and component. A threat that states them already is reused.
 * @param text the model as it is, or undefined to create an Open Threat Model.
 * @param project name for a model that is created.
 * @param place id of the element a person picked.
 */
export function addThreatStub(file: string, text: string | undefined, stub: ThreatStub, project: string, place?: string): ThreatStubEdit {
  if (text === undefined || text.trim() === '') {
    const { text: newText, ids } = newOtm({ file, project, stubs: [stub] });
    const edits = text === undefined ? [{ range: top, newText }] : toTextEdits(text, [{ start: 0, end: text.length, newText }]);
    return { edit: { file, create: text === undefined, edits }, target: `${file}#${ids[0] ?? ''}`, problems: [] };
  }
  const { source, format, problems } = open(file, text);
  if (!source || !format) return { problems: problems.map((problem) => ({ ...problem, level: 'error' })) };
  const places = format.places(source, stub);
  const written = format.write(source, stub, place === undefined ? chosen(places, stub) : places.find(({ id }) => id === place));
  const told = [...problems.filter(({ level }) => level === 'error'), ...written.problems];
  if (written.id === undefined) return { problems: told };
  const target = `${file}#${written.id}`;
  return written.edits.length === 0 ? { target, problems: told } : { edit: { file, edits: toTextEdits(text, written.edits) }, target, problems: told };
}

const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** The element that stands for the file, or the only one there is. */
function chosen(places: readonly ThreatPlace[], stub: ThreatStub): ThreatPlace | undefined {
  return places.find(({ files }) => coversAny(files, stub.file)) ?? (places.length === 1 ? places[0] : undefined);
}

function open(file: string, text: string): { source?: YamlSource; format?: ThreatModelFormat; problems: Problem[] } {
  const { source, problems } = readYaml(file, text);
  if (!source) return { problems };
  const root = rootMap(source);
  const format = root ? formats.find(({ detect }) => detect(source)) : undefined;
  if (!format) {
    const known = formats.map(({ name, mark }) => `${name} (${mark})`).join(', ');
    problems.push(fileProblem(file, top, `This file is none of the threat models that are read here: ${known}. Its content decides, not its name.`));
    return { problems };
  }
  return { source, format, problems };
}
