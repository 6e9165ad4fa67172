import type { TeamFile } from '../model/governance';
import { severities } from '../model/severity';
import { globProblem } from './globs';
import { fileProblem, rangeBetween } from './text';
import type { Read } from './text';
import { listedAt, readYaml, rangeOf, rootMap } from './yaml-source';
import type { YAMLMap, YamlSource } from './yaml-source';
import { keys, list, record, text, whole, word } from './yaml-shape';

/** Grades of a safeguard a team can state. */
export const grades = ['masked', 'hashed', 'keyed-hashed', 'encrypted', 'tokenised', 'redacted', 'dropped', 'password-kdf', 'asserted'] as const;

/** True for `path#function`. */
export function isFunctionLink(value: string): boolean {
  return /^[^#]+#[^#]+$/.test(value);
}

/** True for a text that an entry of the team file can have as its id: kebab-case, or a host. */
export function isEntryId(value: string): boolean {
  return /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(value);
}

const id = text('a kebab-case id', isEntryId);
/** A role or a handle; e-mail addresses are kept out of the repository. */
export const handleShape = text('a role or a handle such as "@dpo", not an e-mail address', (value) => value.trim() !== '' && !/\S@\S/.test(value));
const glob = text('a glob such as "src/**" (up to 256 characters, 3 "*" in a part)', (value) => globProblem(value) === undefined);
/** An ISO day that exists. */
export const dateShape = text('a date such as 2027-05-01', isDate);
const duration = text('a duration such as P2Y or P90D', (value) => /^P(?!$)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?$/.test(value));
const host = text('a host such as "api.example.org" or "*.example.org"', (value) => /^(?:\*\.)?[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*(?::\d+)?$/.test(value));
const days = whole(1, 3650);

/** What each key of the team file takes. */
const shape = keys({}, {
  version: whole(1, 1),
  paths: keys({}, { exclude: list(glob), tests: list(glob), own_hosts: list(host) }),
  roles: record(handleShape),
  raci: keys({ accountable: text('one role, and exactly one') }, { responsible: list(text()), consulted: list(text()), informed: list(text()) }),
  due_days: keys({}, { critical: days, high: days, medium: days, low: days }),
  acceptance: keys({}, { max_days: days, sign_off_from_tier: whole(1, 4) }),
  recipients: list(keys({ id }, { data: list(id), role: text(), contract: text() })),
  ai_tools: list(keys({ id }, { data: list(id), approved_by: handleShape, review: dateShape })),
  retention: list(keys({ data: list(id), keep: duration }, { where: glob })),
  data_types: list(keys({ id, names: list(text()) }, { tier: whole(1, 4), fideslang: text(), label: text() })),
  not_personal: list(keys({ name: text(), reason: text('a reason of at least 10 characters', (value) => value.trim().length >= 10) }, { where: glob })),
  rulings: list(keys({ class: text('a finding class'), where: glob, ruling: word(['false-positive', 'control-elsewhere', 'wrong-severity'] as const), reason: text('a reason of at least 10 characters', (value) => value.trim().length >= 10) }, { symbol: text(), data: list(id), severity: word(severities) })),
  safeguards: list(keys({ function: text('`path#function`', isFunctionLink), grade: word(grades) }, { owner: handleShape })),
  threat_models: list(keys({ file: text('a path') }, { where: glob })),
  pia: keys({}, { folder: text('a folder'), language: word(['en']) }),
});

/** What holds where a team states nothing. */
export function defaultTeamFile(file: string): TeamFile {
  return {
    file,
    paths: { exclude: [], tests: [], ownHosts: [] },
    roles: {},
    dueDays: { critical: 7, high: 30, medium: 90, low: 120 },
    acceptance: { maxDays: 180, signOffFromTier: 3 },
    aiTools: [], retention: [], dataTypes: [], notPersonal: [], rulings: [], safeguards: [], threatModels: [],
    pia: { folder: 'privacy/pia', language: 'en' },
    places: {},
  };
}

/**
 * Reads `privacy/shipmate.yml`. Every key is optional; a value that does not fit is left out with a problem at its place, unknown keys warn and stay.
 * A file that cannot be read gives the defaults.
 */
export function readTeamFile(file: string, content: string): Read<TeamFile> {
  const team = defaultTeamFile(file);
  const { source, problems } = readYaml(file, content);
  if (!source || source.doc.contents === null) return { value: team, problems };
  const root = rootMap(source);
  const read = root ? shape(source, root, '') : undefined;
  if (!root) problems.push(fileProblem(file, rangeBetween(source.starts, 0, 0), 'The team file takes keys with values, such as `version: 1`.', 'error'));
  if (!root || !read) return { value: team, problems };
  const roles = read.roles ?? {};
  const raci = read.raci;
  for (const role of raci ? [raci.accountable, ...(raci.responsible ?? []), ...(raci.consulted ?? []), ...(raci.informed ?? [])] : []) {
    if (!Object.hasOwn(roles, role) && !role.startsWith('@')) problems.push(fileProblem(file, rangeOf(source, root), `\`raci\` names the role "${role}", which \`roles\` does not list.`));
  }
  return {
    value: {
      ...team,
      paths: { exclude: read.paths?.exclude ?? [], tests: read.paths?.tests ?? [], ownHosts: read.paths?.own_hosts ?? [] },
      roles,
      ...(raci ? { raci: { accountable: raci.accountable, responsible: raci.responsible ?? [], consulted: raci.consulted ?? [], informed: raci.informed ?? [] } } : {}),
      dueDays: { ...team.dueDays, ...read.due_days },
      acceptance: { maxDays: read.acceptance?.max_days ?? team.acceptance.maxDays, signOffFromTier: read.acceptance?.sign_off_from_tier ?? team.acceptance.signOffFromTier },
      ...(read.recipients ? { recipients: read.recipients.map((entry) => ({ ...entry, data: entry.data ?? [] })) } : {}),
      aiTools: (read.ai_tools ?? []).map(({ id: tool, data, approved_by, review }) => ({ id: tool, data: data ?? [], ...(approved_by ? { approvedBy: approved_by } : {}), ...(review ? { review } : {}) })),
      retention: (read.retention ?? []).map((entry) => ({ ...entry, where: entry.where ?? '**' })),
      dataTypes: (read.data_types ?? []).map((entry) => ({ ...entry, tier: tierOf(entry.tier) })),
      notPersonal: (read.not_personal ?? []).map((entry) => ({ ...entry, where: entry.where ?? '**' })),
      rulings: (read.rulings ?? []).map(({ class: classId, data, ...entry }) => ({ ...entry, classId, data: data ?? [] })),
      safeguards: read.safeguards ?? [],
      threatModels: (read.threat_models ?? []).map((entry) => ({ ...entry, where: entry.where ?? '**' })),
      pia: { folder: read.pia?.folder ?? team.pia.folder, language: read.pia?.language ?? team.pia.language },
      places: placesOf(source, root),
    },
    problems,
  };
}

function placesOf(source: YamlSource, root: YAMLMap | undefined): TeamFile['places'] {
  const keyed = { recipients: 'recipients', aiTools: 'ai_tools', dataTypes: 'data_types', threatModels: 'threat_models' } as const;
  const places: TeamFile['places'] = {};
  for (const name of ['recipients', 'aiTools', 'dataTypes', 'threatModels'] as const) {
    const listed = root && listedAt(source, root, keyed[name], name === 'threatModels' ? ['file'] : ['id']);
    if (listed) places[name] = listed;
  }
  return places;
}

/** True for a day that exists, as YYYY-MM-DD. */
export function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const month = Number(value.slice(5, 7));
  const day = Number(value.slice(8));
  // Day 0 of the next month is the last one of this.
  return month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= new Date(Date.UTC(Number(value.slice(0, 4)), month, 0)).getUTCDate());
}

/** The folder a team file speaks for: the one that holds its `privacy` folder; empty for the root. */
export function teamFolder(teamFile: string): string {
  return teamFile.split('/').slice(0, -2).join('/');
}

/** The team file that counts for a file: the nearest one upwards; team files are never merged. */
export function nearestTeamFile(file: string, teamFiles: readonly string[]): string | undefined {
  const above = teamFiles.filter((candidate) => teamFolder(candidate) === '' || file.startsWith(`${teamFolder(candidate)}/`));
  return above.reduce<string | undefined>((best, candidate) => (best === undefined || teamFolder(candidate).length > teamFolder(best).length ? candidate : best), undefined);
}

/** Data types a team adds have a tier people chose; without one they count as ordinary personal data. */
function tierOf(tier: number | undefined): 1 | 2 | 3 | 4 {
  return tier === 1 || tier === 3 || tier === 4 ? tier : 2;
}
