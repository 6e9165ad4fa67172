import { isMap } from 'yaml';
import type { FileEdits } from '../../model/edit';
import type { Problem } from '../../model/problem';
import { coversAny } from '../globs';
import { fileProblem, toTextEdits } from '../text';
import type { OffsetEdit } from '../text';
import { appendToList } from '../yaml-edit';
import { printBlock } from '../yaml-print';
import type { Printable } from '../yaml-print';
import { readYaml, rootMap } from '../yaml-source';
import { dataCategory, threatId } from './names';
import { otmParts, readOtm } from './otm';

/** What a threat stub says: a class of finding, the data it is about and the code it was seen in. */
export interface ThreatStub {
  classId: string;
  /** What the class is called: "Personal data in logs". */
  classTitle: string;
  linddun: readonly string[];
  cwe: readonly string[];
  dataTypes: readonly string[];
  /** The file the finding is in. */
  file: string;
}

/** The edit, and the link to the threat it adds or finds. */
export interface ThreatStubEdit {
  /** Absent when the model already says it, or cannot be read. */
  edit?: FileEdits;
  /** `path#native-id`; absent when the model cannot be read. */
  target?: string;
  problems: Problem[];
}

/**
 * The minimal edit that adds a draft threat to an Open Threat Model, one per class and data category, and notes it on the components that hold
 * the file. A threat that states the class and data already is reused.
 * @param text the model as it is, or undefined to create it.
 * @param project name for a model that is created.
 */
export function addThreatStub(file: string, text: string | undefined, stub: ThreatStub, project: string): ThreatStubEdit {
  const category = dataCategory(stub.dataTypes);
  if (text === undefined || text.trim() === '') {
    const id = threatId(stub.classId, category);
    const newText = newModel(project, id, stub);
    const edits = text === undefined ? [{ range: emptyRange, newText }] : toTextEdits(text, [{ start: 0, end: text.length, newText }]);
    return { edit: { file, create: text === undefined, edits }, target: `${file}#${id}`, problems: [] };
  }
  const { source, problems } = readYaml(file, text);
  const root = source ? rootMap(source) : undefined;
  if (!source || !root) return { problems: problems.length > 0 ? problems : [fileProblem(file, emptyRange, 'This threat model is not a map of keys, so nothing was added to it.', 'error')] };
  const known = readOtm(file, text).value;
  const same = known.find((threat) => threat.classes.includes(stub.classId) && dataCategory(threat.dataTypes) === category && (threat.files.length === 0 || coversAny(threat.files, stub.file)))
    ?? known.find((threat) => threat.id === threatId(stub.classId, category) && threat.classes.includes(stub.classId));
  const id = same?.id ?? freeId(threatId(stub.classId, category), known.map((threat) => threat.id));
  const edits: OffsetEdit[] = same ? [] : appendToList(source, root, 'threats', stubThreat(id, stub));
  for (const part of otmParts(source)) {
    // A data flow has two ends and belongs to neither, so a draft is noted on components only.
    const holds = part.kind === 'component' && coversAny(part.files, stub.file);
    if (holds && isMap(part.node) && !part.threats.some((threat) => threat.id === id)) edits.push(...appendToList(source, part.node, 'threats', { threat: id, state: 'exposed' }));
  }
  const target = `${file}#${id}`;
  return edits.length === 0 ? { target, problems } : { edit: { file, edits: toTextEdits(text, edits) }, target, problems };
}

const emptyRange = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function freeId(wanted: string, taken: readonly string[]): string {
  let id = wanted;
  for (let count = 2; taken.includes(id); count++) id = `${wanted}-${count}`;
  return id;
}

/** `likelihood` may be null in the format, `impact` may not: 0 is written and said to be a placeholder. */
function stubThreat(id: string, stub: ThreatStub): Printable {
  return {
    id,
    name: stub.dataTypes.length > 0 ? `${stub.classTitle}: ${stub.dataTypes.join(', ')}` : stub.classTitle,
    description: 'Draft from the code. People reword it and judge likelihood and impact.',
    categories: stub.linddun.map((letters) => `LINDDUN-${letters}`),
    cwes: [...stub.cwe],
    risk: { likelihood: null, impact: 0, impactComment: 'not judged yet, 0 is a placeholder' },
    attributes: { class: stub.classId, ...(stub.dataTypes.length > 0 ? { data: stub.dataTypes.join(', ') } : {}) },
  };
}

function newModel(project: string, id: string, stub: ThreatStub): string {
  const folder = stub.file.includes('/') ? stub.file.slice(0, stub.file.lastIndexOf('/')) : '';
  const name = folder.split('/').at(-1) ?? '';
  const component = slug(name === '' || name === 'src' ? project : name);
  const lines = printBlock({
    otmVersion: '0.2.0',
    project: { name: project, id: slug(project) },
    representations: [{ id: 'repository', name: 'Source repository', type: 'code' }],
    trustZones: [{ id: 'application', name: 'Application', risk: { trustRating: 0 } }],
    components: [
      {
        id: component,
        name: component,
        type: 'code',
        parent: { trustZone: 'application' },
        representations: [{ representation: 'repository', id: `${component}-code`, file: folder === '' ? '*' : `${folder}/**` }],
        threats: [{ threat: id, state: 'exposed' }],
      },
    ],
    threats: [stubThreat(id, stub)],
  });
  return [
    '# Open Threat Model 0.2. Drafted from the code; names, trust ratings and risks are for people to judge (0 = not judged yet).',
    ...lines.flatMap((line) => (/^(?:representations|trustZones|components|threats):/.test(line) ? ['', line] : [line])),
    '',
  ].join('\n');
}

/** Kebab-case of a name, for ids. */
function slug(name: string): string {
  return name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'project';
}
