import type { FindingState, Intent, Position, Range, Severity, TextEdit } from '../model';

// The whole seam between editor and server beside standard LSP. Everything is plain data; places are URIs and LSP positions.

/** A custom request: its method and, in the type, what goes in and comes back. */
export interface Request<Params, Result> {
  readonly method: string;
  readonly types?: (params: Params) => Result;
}

/** A custom notification. */
export interface Notification<Params> {
  readonly method: string;
  readonly types?: (params: Params) => void;
}

/** What the server needs to know at its start. */
export interface InitOptions {
  /** False in Restricted Mode: the team file then decides nothing. */
  trusted: boolean;
  /** Today's date (ISO, UTC) when a test fixes it. */
  today?: string;
  /** The compiled rules and grammars as addresses a worker can fetch; only in a browser. */
  assets?: string;
}

/** Names under which threat models stand outside `privacy/`; which of them are read is for the team file, and what they are for their content. */
export const threatModelGlobs = [
  '**/*.{otm,threagile,threat-dragon}.{yml,yaml,json}',
  '**/*{threat,Threat,threagile}*.{yml,yaml,json}',
  '**/{tm,threat-model,threat-models,threatmodel,threatmodels,ThreatDragonModels}/**/*.{yml,yaml,json}',
];

export const problemScopes = ['openFiles', 'changedFiles', 'workspace'] as const;

/** `privacyShipmate.*` as the server reads it. */
export interface Settings {
  enable: boolean;
  problems: {
    scope: (typeof problemScopes)[number];
    show: 'new' | 'all';
    strength: 'likely' | 'certain';
    tests: boolean;
    levels: Record<Severity, 'error' | 'warning' | 'information' | 'none'>;
  };
  codeLens: { enable: boolean };
}

/** Names a finding across the seam. */
export interface FindingRef {
  uri: string;
  fingerprint: string;
}

/** A place in a file that an editor can show. */
export interface Place {
  uri: string;
  range: Range;
  title: string;
}

/** A finding as a view lists it. */
export interface FindingItem extends FindingRef {
  classId: string;
  classTitle: string;
  severity: Severity;
  state: FindingState;
  /** Path from its workspace folder. */
  path: string;
  range: Range;
  sentence: string;
  /** True when people are asked: an ignore comment of a tier that asks for a decision, or a decision that lacks sign-offs. */
  waiting: boolean;
  /** What was decided, in one clause. */
  decision?: string;
}

/** One verified edit, and the findings it clears. */
export interface QuickWin {
  control: string;
  title: string;
  findings: FindingItem[];
}

/** Everything the findings view shows. Ignored findings are not in it. */
export interface Overview {
  quickWins: QuickWin[];
  findings: FindingItem[];
}

/** What the status item and the context keys show. */
export interface Status {
  scanning: boolean;
  /** Set when only a part was analysed, with the reason in a few words. */
  partial?: string;
  /** What was analysed and which calls lead nowhere known, in a few words. */
  coverage: string;
  /** Set after an internal error; the log says more. */
  trouble?: string;
  /** New findings that nobody answered yet. */
  newFindings: number;
  findings: number;
  hasBaseline: boolean;
  hasTeamFile: boolean;
  hasThreatModel: boolean;
  hasPia: boolean;
}

/** Edits of one file; with `create` the file is made with the joined new texts. */
export interface FileChange {
  uri: string;
  create: boolean;
  edits: TextEdit[];
}

/** Files to change, the place to show afterwards, or in one sentence why nothing is changed. */
export interface Changes {
  changes: FileChange[];
  show?: Place;
  message?: string;
}

/** Elements of a threat model a person picks from; none where the model places the threat by itself. */
export interface ThreatPlaces {
  file: string;
  places: { id: string; title: string; detail: string }[];
}

/** A page of Markdown. */
export interface Page {
  markdown: string;
}

/** An assessment of the workspace. */
export interface AssessmentItem {
  uri: string;
  id: string;
  title: string;
}

/** What the questions of a new assessment offer. */
export interface PiaChoices {
  folders: { uri: string; name: string }[];
  /** Paths that may be its scope, the widest first, with what was found there. */
  scopes: { folder: string; glob: string; detail: string }[];
  assessments: AssessmentItem[];
  /** False when the code handles no personal data the analysis saw. */
  anything: boolean;
}

/** What a person can name at a place: something that looks personal and is not. */
export interface Subject {
  name: string;
  path: string;
  range: Range;
}

/** What the questions about a decision offer. */
export interface DecisionChoices {
  /** Roles of the team file with their handles. */
  roles: { role: string; handle: string }[];
  /** The last day an acceptance may have, ISO date. */
  lastDay: string;
  /** Controls of the finding, best first. */
  controls: { id: string; title: string }[];
  /** What is decided so far, in one clause; absent where nothing is. */
  decided?: string;
  severity: Severity;
}

export const requests = {
  overview: { method: 'shipmate/overview' } as Request<null, Overview>,
  scan: { method: 'shipmate/scan' } as Request<null, null>,
  coverage: { method: 'shipmate/coverage' } as Request<null, Page>,
  rulePage: { method: 'shipmate/rulePage' } as Request<{ id: string }, Page>,
  explain: { method: 'shipmate/explain' } as Request<{ uri: string; position: Position }, Page>,
  findingAt: { method: 'shipmate/findingAt' } as Request<{ uri: string; position: Position }, FindingItem | null>,
  subjectAt: { method: 'shipmate/subjectAt' } as Request<{ uri: string; position: Position }, Subject | null>,
  /** The steps of a finding's first flow, source first. */
  steps: { method: 'shipmate/steps' } as Request<FindingRef, Place[]>,
  /** Entries of the threat model, or of assessments, a finding is linked to. */
  links: { method: 'shipmate/links' } as Request<FindingRef & { to: 'threat' | 'assessment' }, Place[]>,
  applyControl: { method: 'shipmate/applyControl' } as Request<FindingRef & { control: string }, Changes>,
  ignore: { method: 'shipmate/ignore' } as Request<FindingRef & { reason: string; until?: string }, Changes>,
  notPersonal: { method: 'shipmate/notPersonal' } as Request<{ uri: string; name: string; where: string; reason: string }, Changes>,
  decisionChoices: { method: 'shipmate/decisionChoices' } as Request<FindingRef, DecisionChoices | null>,
  /** Writes what a role or handle decides about a finding into its decision file; a settled dispute goes into the team file too. */
  decide: { method: 'shipmate/decide' } as Request<FindingRef & { intent: Intent; as: string }, Changes>,
  keepBaseline: { method: 'shipmate/keepBaseline' } as Request<null, Changes>,
  threatPlaces: { method: 'shipmate/threatPlaces' } as Request<FindingRef, ThreatPlaces>,
  addThreat: { method: 'shipmate/addThreat' } as Request<FindingRef & { place?: string }, Changes>,
  addPiaRisk: { method: 'shipmate/addPiaRisk' } as Request<FindingRef, Changes>,
  createThreatModel: { method: 'shipmate/createThreatModel' } as Request<null, Changes>,
  piaChoices: { method: 'shipmate/piaChoices' } as Request<null, PiaChoices>,
  createPia: { method: 'shipmate/createPia' } as Request<{ folder: string; title: string; paths: string[] }, Changes>,
  updatePia: { method: 'shipmate/updatePia' } as Request<{ uri: string }, Changes>,
  /** An export beside its assessment: cnil, fides, cyclonedx, ropa, ropa-csv. */
  exportPia: { method: 'shipmate/exportPia' } as Request<{ uri: string; format: string }, Changes>,
  /** What code can tell of an incident at a place, as a page; with `drill` as an exercise. */
  incident: { method: 'shipmate/incident' } as Request<{ uri: string; drill: boolean }, Page>,
  teamFile: { method: 'shipmate/teamFile' } as Request<{ uri?: string }, Changes>,
};

/** Asked by the server of the editor: files of a workspace that no path leads to (browser). Null when there is none. */
export const clientRequests = {
  readFile: { method: 'shipmate/readFile' } as Request<{ uri: string }, { text: string } | null>,
  /** URIs of files below a folder that fit a glob, at most `limit`. */
  findFiles: { method: 'shipmate/findFiles' } as Request<{ folder: string; glob: string; limit: number }, string[]>,
};

export const notifications = {
  /** Server to editor. */
  status: { method: 'shipmate/status' } as Notification<Status>,
  /** Editor to server: the workspace is trusted from now on. */
  trusted: { method: 'shipmate/trusted' } as Notification<null>,
  /** Editor to server: files that differ from the last commit, for `problems.scope` "changedFiles". */
  changedFiles: { method: 'shipmate/changedFiles' } as Notification<{ uris: string[] }>,
};
