import { coversAny } from '../governance/globs';
import { applyTextEdits } from '../governance/text';
import type { ThreatStub } from '../governance/threat-models/format';
import { addThreatStub, threatPlaces } from '../governance/threat-models/models';
import { newOtm } from '../governance/threat-models/otm-model';
import type { Catalogue } from '../engine/rules/catalogue';
import type { Finding, Inventory, Problem } from '../model';
import { threatModelPath, type Artefacts } from './artefacts';
import { labelOfType } from './data-types';
import { shipped } from './drift';

/** What a threat model is drawn from. */
export interface Drawing {
  catalogue: Catalogue;
  artefacts: Artefacts;
  /** All of the workspace; those that are ignored or do not stand in code are left out. */
  findings: readonly Finding[];
  inventory: Inventory;
  /** Name of the project, for models that are new. */
  project: string;
  /** Today, as YYYY-MM-DD. */
  date: string;
  read: (file: string) => Promise<string | undefined>;
}

/** Texts of the threat models of a workspace with what the code adds to them. */
export interface ThreatDrafts {
  /** Models that change, with the text before where there is one. */
  texts: { file: string; before: string | undefined; text: string }[];
  /** Findings that wait for a person to pick the element that carries their threat. */
  unplaced: number;
  /** Nothing was found that a threat could speak of. */
  isEmpty: boolean;
  /** The models that were looked at, whether they change or not. */
  models: string[];
  /** Set where a model cannot be read: then nothing changes. */
  problems: Problem[];
}

/** The threat model for a file: the first whose scope in the team file names it; where the team names none, the one that was read, or the usual place. */
export function modelFor({ team, threatModels }: Artefacts, path: string): string | undefined {
  return team.threatModels.length > 0 ? team.threatModels.find(({ where }) => coversAny([where], path))?.file : (threatModels[0] ?? threatModelPath);
}

/** What a draft threat says of a finding. */
export function stubOf(catalogue: Catalogue, finding: Finding, date: string): ThreatStub {
  const rule = catalogue.findings.find(({ id }) => id === finding.classId);
  return {
    classId: finding.classId, classTitle: rule?.title ?? finding.classId, linddun: rule?.references.linddun ?? [], cwe: rule?.references.cwe ?? [],
    dataTypes: finding.dataTypes, file: finding.file, date,
  };
}

/**
 * A model that is not there is drawn from the code it speaks for; one that is gets a draft for every finding of code that no threat speaks of yet, one per class
 * and data category. Where a person has to pick the element, nothing is added.
 */
export async function draftThreatModels(drawing: Drawing): Promise<ThreatDrafts> {
  const { artefacts } = drawing;
  const findings = drawing.findings.filter((finding) => finding.place === 'code' && !finding.ignore);
  const { team } = artefacts;
  const models = team.threatModels.length > 0 ? [...new Set(team.threatModels.map(({ file }) => file))] : [modelFor(artefacts, '') ?? threatModelPath];
  const drafts: ThreatDrafts = { texts: [], unplaced: 0, isEmpty: true, models, problems: [] };
  for (const file of models) {
    const before = await drawing.read(file);
    const own = findings.filter((finding) => modelFor(artefacts, finding.file) === file);
    const after = before === undefined || before.trim() === '' ? newModel(drawing, file, own) : withDrafts(drawing, file, before, own);
    if ('problems' in after) return { ...drafts, texts: [], problems: after.problems };
    drafts.unplaced += after.unplaced;
    drafts.isEmpty &&= after.text === undefined;
    if (after.text !== undefined && after.text !== before) drafts.texts.push({ file, before, text: after.text });
  }
  return drafts;
}

/** The text of a model, absent where there is nothing to say, and how many findings wait for a person to pick their element. */
type Drafted = { text?: string; unplaced: number } | { problems: Problem[] };

function withDrafts({ catalogue, date, project }: Drawing, file: string, before: string, findings: readonly Finding[]): Drafted {
  let text = before;
  let unplaced = 0;
  for (const finding of findings.filter(({ threats }) => threats.length === 0)) {
    const stub = stubOf(catalogue, finding, date);
    if (threatPlaces(file, text, stub).length > 0) {
      unplaced++;
      continue;
    }
    const { edit, problems } = addThreatStub(file, text, stub, project);
    if (problems.some(({ level }) => level === 'error')) return { problems };
    if (edit) text = applyTextEdits(text, edit.edits);
  }
  return { text, unplaced };
}

function newModel({ catalogue, artefacts, inventory: seen, project, date }: Drawing, file: string, findings: readonly Finding[]): Drafted {
  const speaksFor = (place: { file: string }): boolean => modelFor(artefacts, place.file) === file;
  const all = shipped(seen, artefacts.team.paths.tests);
  const inventory = {
    data: all.data.map((item) => ({ ...item, seenIn: item.seenIn.filter(speaksFor) })).filter(({ seenIn }) => seenIn.length > 0),
    flows: all.flows.filter(speaksFor),
    assets: all.assets.map((item) => ({ ...item, seenIn: item.seenIn.filter(speaksFor) })),
  };
  if (findings.length === 0 && inventory.data.length === 0) return { unplaced: 0 };
  return { text: newOtm({ file, project, stubs: findings.map((finding) => stubOf(catalogue, finding, date)), inventory, labelOf: (type) => labelOfType(catalogue, artefacts, type) }).text, unplaced: 0 };
}
