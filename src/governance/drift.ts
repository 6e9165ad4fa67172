import type { Finding } from '../model/finding';
import type { Assessment, GovernanceModel, Threat } from '../model/governance';
import type { Inventory } from '../model/inventory';
import type { Problem } from '../model/problem';
import { coversAny } from './globs';
import { sortedUnique } from './text';
import { isMitigated } from './threat-models/names';

/** What the code shows, for comparing it with what people wrote. */
export interface SeenInCode {
  /** Linked to threats and assessments. */
  findings: readonly Finding[];
  inventory: Pick<Inventory, 'data' | 'recipients'>;
  /** True when the whole workspace was analysed. Only then does "not seen" say anything. */
  isComplete: boolean;
}

/** Where the code and the team's threat models and assessments say different things, in both directions; each problem stands at the line concerned. */
export function modelDrift(model: GovernanceModel, seen: SeenInCode): Problem[] {
  return [...model.threats.flatMap((threat) => threatDrift(threat, seen)), ...model.assessments.filter(({ status }) => status !== 'retired').flatMap((assessment) => assessmentDrift(assessment, seen))];
}

/** A threat that is marked mitigated while open findings link to it: its control is not there, or no longer. */
function threatDrift(threat: Threat, { findings }: SeenInCode): Problem[] {
  const target = `${threat.file}#${threat.id}`;
  const states = (finding: Finding): boolean => finding.threats.some((link) => link.target === target && link.how === 'stated');
  const open = findings.filter((finding) => isOpen(finding) && finding.threats.some((link) => link.target === target) && (states(finding) || sharesData(threat, finding)));
  if (open.length === 0) return [];
  const places = threat.parts && threat.parts.length > 0 ? threat.parts : [{ files: [], state: threat.state, range: threat.range }];
  return places.filter(({ state }) => isMitigated(state)).flatMap(({ files, state, range }): Problem[] => {
    const here = open.filter((finding) => files.length === 0 || coversAny(files, finding.file));
    if (here.length === 0) return [];
    return [{
      id: 'threat-model-drift', file: threat.file, range,
      // What is only derived from a category may well be another threat.
      level: here.some(states) ? 'warning' : 'information',
      speaksOf: sortedUnique(here.map(({ file: path }) => path)),
      message: `"${threat.title}" is marked ${state.toLowerCase()}, and ${here.length === 1 ? 'a finding in the code links' : `${here.length} findings in the code link`} to it: ${list(here.map(describe))}. A control there or another state here settles it.`,
    }];
  });
}

function isOpen({ place, ignore, state }: Finding): boolean {
  return place === 'code' && (!ignore || ignore.waiting) && state !== 'agreed';
}

function sharesData({ dataTypes }: Threat, finding: Finding): boolean {
  return dataTypes.some((type) => finding.dataTypes.includes(type));
}

function describe({ file, range, classId, dataTypes }: Finding): string {
  return `${file}:${range.start.line + 1} (${classId}${dataTypes.length > 0 ? `: ${dataTypes.join(', ')}` : ''})`;
}

/** Makes a problem of an assessment; `speaksOf` are the code files it comes from. */
type Drift = (range: Problem['range'], message: string, level: Problem['level'], speaksOf?: readonly string[]) => Problem;

function assessmentDrift(assessment: Assessment, seen: SeenInCode): Problem[] {
  const within = ({ file }: { file: string }): boolean => assessment.paths.length === 0 || coversAny(assessment.paths, file);
  const drift: Drift = (range, message, level, speaksOf = []) => ({ id: 'assessment-drift', file: assessment.file, range, message, level, speaksOf: sortedUnique(speaksOf) });
  const placesOf = ({ seenIn }: { seenIn: readonly { file: string }[] }): string[] => seenIn.filter(within).map(({ file }) => file);
  const data = seen.inventory.data.filter(({ strength, seenIn }) => strength !== 'maybe' && seenIn.some(within)).map(({ dataType, seenIn }) => ({ names: [dataType], label: dataType, files: placesOf({ seenIn }) }));
  const recipients = seen.inventory.recipients.filter(({ seenIn }) => seenIn.some(within)).map(({ id, name, seenIn }) => ({ names: [id, name], label: name, files: placesOf({ seenIn }) }));
  const problems: Problem[] = [];
  for (const [listed, found, word] of [[assessment.data, data, 'kind of personal data'], [assessment.recipients, recipients, 'recipient']] as const) {
    if (!listed) continue;
    const known = new Set(listed.entries.flatMap(({ names }) => names.map(lower)));
    const missing = found.filter(({ names }) => !names.some((name) => known.has(lower(name))));
    if (missing.length > 0) {
      const fact = listed.entries.length === 0 ? `This assessment lists no ${word}` : `This list lacks what the code shows`;
      problems.push(drift(listed.range, `${fact}, and the code ${word === 'recipient' ? 'sends data to' : 'handles'} ${list(missing.map(({ label, files }) => `${label} (${files[0] ?? ''})`))}. "Update PIA from Code" adds it for people to confirm.`, 'warning', missing.flatMap(({ files }) => files)));
    }
    if (!seen.isComplete) continue;
    const there = new Set(found.flatMap(({ names }) => names.map(lower)));
    for (const { id, names, range } of listed.entries) {
      if (id !== undefined && !names.some((name) => there.has(lower(name)))) problems.push(drift(range, `${id} is listed here and was not seen in the code of this scope. "Update PIA from Code" brings the list up to date; an entry people keep for other systems can stay.`, 'information'));
    }
  }
  return [...problems, ...(seen.isComplete ? goneEvidence(assessment, seen.findings.filter(within), drift) : [])];
}

/** Risks whose code is no longer there, and nobody noted it yet. */
function goneEvidence({ risks }: Assessment, findings: readonly Finding[], drift: Drift): Problem[] {
  return risks
    .filter(({ evidence, classes, goneSince }) => evidence.length > 0 && classes.length > 0 && goneSince === undefined)
    .filter(({ classes, recipient }) => !findings.some((finding) => classes.includes(finding.classId) && (recipient === '' || finding.recipient?.id === recipient)))
    .map(({ id, range, evidence }) => drift(range, `${id}: the code behind it is gone (last seen: ${list(evidence)}). "Update PIA from Code" notes since when.`, 'information', evidence.map((place) => place.split('#', 1)[0] ?? place)));
}

/** The first five, and how many more there are. */
export function list(parts: readonly string[]): string {
  const unique = sortedUnique(parts);
  return unique.slice(0, 5).join(', ') + (unique.length > 5 ? ` and ${unique.length - 5} more` : '');
}

function lower(name: string): string {
  return name.toLowerCase();
}
