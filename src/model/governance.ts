import type { SafeguardGrade } from './finding';
import type { Range } from './place';
import type { Severity } from './severity';

/** A threat of a threat model. */
export interface Threat {
  file: string;
  /** The id native to the format, unique in the file. */
  id: string;
  title: string;
  range: Range;
  /** LINDDUN letters in our spelling: L I NR D DD U NC. */
  linddun: string[];
  /** Finding classes the entry states, e.g. from OTM attributes. */
  classes: string[];
  /** Data types the entry states or its assets carry. */
  dataTypes: string[];
  /** Fingerprints of findings (8 or more leading digits) the entry names in its attributes. */
  fingerprints: string[];
  /** Files, folders or globs of the components the threat stands on. */
  files: string[];
  /** What the model says about it, in the words of its format: exposed, mitigated, Open, in-progress, ... */
  state: string;
  /** Other ids that links may use, such as `T12` for the number Threat Dragon shows. */
  aliases?: string[];
  /** Globs of the code its model speaks for, from the team file; absent where it speaks for all. */
  where?: string[];
  /** Where it stands in the model, each place with a state of its own. */
  parts?: ThreatPart[];
  /** The whole entry. */
  block?: Range;
}

/** A component, data flow or cell a threat stands on. */
export interface ThreatPart {
  id: string;
  files: string[];
  state: string;
  range: Range;
}

/** One risk of an assessment. */
export interface AssessmentRisk {
  id: string;
  title: string;
  range: Range;
  threats: string[];
  classes: string[];
  dataTypes: string[];
  /** Id of the recipient the risk speaks of; empty when it speaks of none or of all. */
  recipient: string;
  /** Fingerprints of findings (8 or more leading digits) people named. */
  findings: string[];
  /** `path#symbol` */
  evidence: string[];
  /** The day since which the code behind it is gone, if it is. */
  goneSince?: string;
}

/** A privacy impact assessment. */
export interface Assessment {
  file: string;
  id: string;
  /** Where the id stands. */
  range: Range;
  title: string;
  status: string;
  /** Globs of the code it covers. */
  paths: string[];
  risks: AssessmentRisk[];
  headings: { id: string; range: Range }[];
  /** Data types and recipients the front matter lists; absent where it has no such key. */
  data?: Listed;
  recipients?: Listed;
}

/** A list in a file people write: where its key stands, and its entries under every name they have there. */
export interface Listed {
  range: Range;
  entries: { /** What its first naming key says; absent where the entry has only another name. */ id?: string; names: string[]; data: string[]; range: Range }[];
}

/** What governance knows of a workspace. */
export interface GovernanceModel {
  threats: Threat[];
  assessments: Assessment[];
}

/** Severities that have a due date. */
export type DueSeverity = 'critical' | 'high' | 'medium' | 'low';

/** What a team states about its code and its people in `privacy/shipmate.yml`; absent keys have their default. */
export interface TeamFile {
  file: string;
  paths: { exclude: string[]; tests: string[]; ownHosts: string[] };
  /** Role to handle; never an e-mail address. */
  roles: Record<string, string>;
  raci?: { accountable: string; responsible: string[]; consulted: string[]; informed: string[] };
  /** Days until a finding of a severity is due. */
  dueDays: Record<DueSeverity, number>;
  acceptance: { maxDays: number; signOffFromTier: number };
  /** Absent when the team lists none: only a list makes other recipients undeclared. */
  recipients?: DeclaredRecipient[];
  aiTools: { id: string; data: string[]; approvedBy?: string; review?: string }[];
  /** `keep` is an ISO 8601 duration. */
  retention: { data: string[]; keep: string; where: string }[];
  dataTypes: { id: string; names: string[]; tier: 1 | 2 | 3 | 4; fideslang?: string; label?: string }[];
  notPersonal: NotPersonal[];
  rulings: Ruling[];
  safeguards: { function: string; grade: SafeguardGrade; owner?: string }[];
  threatModels: { file: string; where: string }[];
  pia: { folder: string; language: string };
  /** Where the lists that code is compared with stand in the file; a list that is not there has no place. */
  places: { recipients?: Listed; aiTools?: Listed; dataTypes?: Listed; threatModels?: Listed };
}

/** A recipient the team knows, with the data types it may get. */
export interface DeclaredRecipient {
  id: string;
  data: string[];
  role?: string;
  contract?: string;
}

/** A name that is no personal data in the files of a glob. */
export interface NotPersonal {
  name: string;
  where: string;
  reason: string;
}

/** What a settled dispute says of a class in some files, or in one function there. */
export interface Ruling {
  classId: string;
  where: string;
  symbol?: string;
  /** It speaks of findings with these data types and no others. */
  data: string[];
  ruling: 'false-positive' | 'control-elsewhere' | 'wrong-severity';
  /** The right one, of `wrong-severity`. */
  severity?: Severity;
  reason: string;
}
