import type { Policy } from '../engine/workspace';
import { readAssessment } from '../governance/assessments/read';
import { readBaseline, type Baseline } from '../governance/baseline';
import { checkLinks } from '../governance/links';
import { readDecision } from '../governance/register/read';
import { registerOf, type Register } from '../governance/register/register';
import { defaultTeamFile, readTeamFile } from '../governance/team-file';
import { readThreatModel } from '../governance/threat-models/models';
import type { Decision, GovernanceModel, Problem, TeamFile } from '../model';
import { noTexts, privacyReader, type PrivacySource, type PrivacyTexts } from './privacy-texts';

export const teamFilePath = 'privacy/shipmate.yml';
export const baselinePath = 'privacy/baseline.yml';
export const threatModelPath = 'privacy/threat-model.otm.yaml';
/** One file per decision, so that merges do not collide. */
export const decisionsFolder = 'privacy/decisions';

/** The governance files of a workspace folder, as they were read. */
export interface Artefacts {
  team: TeamFile;
  hasTeamFile: boolean;
  model: GovernanceModel;
  /** Files that were read as threat models, whether or not they hold a threat. */
  threatModels: string[];
  /** The files as they were read, so that one that did not change is not read again. */
  read: PrivacyTexts;
  isTrusted: boolean;
  baseline: Baseline | undefined;
  /** In path order. */
  decisions: Decision[];
  register: Register;
  problems: Problem[];
}

/** A folder without governance files, or one that is not trusted yet. */
export const noArtefacts: Artefacts = {
  team: defaultTeamFile(teamFilePath), hasTeamFile: false, model: { threats: [], assessments: [] }, threatModels: [], read: noTexts, isTrusted: true, baseline: undefined,
  decisions: [], register: registerOf([]), problems: [],
};

/** What is known when governance files are read again. */
export interface ReadBefore {
  artefacts: Artefacts;
  /** Files that may have changed since; all may have where it is absent. */
  touched?: ReadonlySet<string>;
}

/**
 * Reads the governance files of a folder; one that cannot be read is a problem in its own place.
 * @param trusted false in Restricted Mode: team file, baseline and decisions, which decide what is shown, are then left out.
 * @param before what was read last: a file that is not touched is not read again, and one with the same text not understood again.
 */
export async function readArtefacts(files: PrivacySource, trusted: boolean, { artefacts: before, touched }: ReadBefore = { artefacts: noArtefacts }): Promise<Artefacts> {
  const problems: Problem[] = [];
  const reader = privacyReader(files, before.read, before.isTrusted === trusted ? touched : undefined);
  const teamText = trusted ? await reader.text(teamFilePath) : undefined;
  const team = teamText === undefined ? { value: defaultTeamFile(teamFilePath), problems: [] } : reader.reading('team', teamFilePath, teamText, readTeamFile);
  problems.push(...team.problems);

  const model: GovernanceModel = { threats: [], assessments: [] };
  const threatModels: string[] = [];
  for (const { file, where } of modelsOf(team.value)) {
    const text = await reader.text(file);
    if (text === undefined) {
      const named = team.value.places.threatModels?.entries.find(({ id }) => id === file);
      if (named) problems.push({ id: 'file-problem', file: teamFilePath, range: named.range, message: `There is no file ${file} yet. "Create Threat Model Stub" writes it from the code.`, level: 'information' });
      continue;
    }
    const read = reader.reading('model', file, text, readThreatModel);
    threatModels.push(file);
    model.threats.push(...(where.includes('**') ? read.value : read.value.map((threat) => ({ ...threat, where }))));
    problems.push(...read.problems);
  }
  for (const [file, text] of await reader.all((await reader.below(team.value.pia.folder)).filter((path) => path.endsWith('.md')))) {
    const read = reader.reading('assessment', file, text, readAssessment);
    if (read.value) model.assessments.push(read.value);
    problems.push(...read.problems);
  }
  problems.push(...checkLinks(model));

  const baselineText = trusted ? await reader.text(baselinePath) : undefined;
  const baseline = baselineText === undefined ? undefined : reader.reading('baseline', baselinePath, baselineText, readBaseline);
  problems.push(...(baseline?.problems ?? []));
  const decisions: Decision[] = [];
  const decisionFiles = trusted ? (await reader.below(decisionsFolder)).filter((path) => /\.ya?ml$/.test(path)) : [];
  for (const [file, text] of await reader.all(decisionFiles)) {
    const read = reader.reading('decision', file, text, readDecision);
    if (read.value) decisions.push(read.value);
    problems.push(...read.problems);
  }
  return { team: team.value, hasTeamFile: teamText !== undefined, model, threatModels, read: reader.kept(), isTrusted: trusted, baseline: baseline?.value, decisions, register: registerOf(decisions), problems };
}

/** The threat models a team names, each with all the code it speaks for, or the usual place. */
function modelsOf({ threatModels }: TeamFile): { file: string; where: string[] }[] {
  const files = [...new Set(threatModels.map(({ file }) => file))];
  if (files.length === 0) return [{ file: threatModelPath, where: ['**'] }];
  return files.map((file) => ({ file, where: threatModels.filter((entry) => entry.file === file).map(({ where }) => where) }));
}

/** What a team file adds to the rules. */
export function policyOf({ paths, recipients, aiTools, dataTypes, notPersonal, safeguards }: TeamFile): Policy {
  return { exclude: paths.exclude, tests: paths.tests, ownHosts: paths.ownHosts, recipients: [...(recipients ?? []), ...aiTools], dataTypes, notPersonal, safeguards };
}

/** True for files whose content can change what artefacts say. */
export function isArtefact(path: string, { team }: Artefacts): boolean {
  return path === teamFilePath || path === baselinePath || path === threatModelPath || path.startsWith(`${decisionsFolder}/`) || path.startsWith(`${team.pia.folder}/`) || team.threatModels.some(({ file }) => file === path);
}
