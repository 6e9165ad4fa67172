import type { DisputeGround, FindingState, Intent, Position, Problem, Range, SafeguardGrade, Severity, TextEdit } from '../model';

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

/** A line of a view that stands for a place: its title, and in a few words what is to know about it. */
export interface ListedPlace extends Place {
  detail: string;
}

/** A decision as a view lists it, with the finding it speaks of. */
export interface DecisionItem extends ListedPlace {
  finding: FindingRef;
}

/** Something that is wrong in a file people write. */
export interface ProblemItem extends ListedPlace {
  level: Problem['level'];
}

/** Everything the governance view shows. */
export interface GovernanceOverview {
  /** Decisions that lack sign-offs, or were handed on. */
  waiting: DecisionItem[];
  /** Past their day, ended, or no longer enough for what the code does; one that waits can be among them. */
  due: DecisionItem[];
  agreed: DecisionItem[];
  threatModels: ListedPlace[];
  assessments: ListedPlace[];
  problems: ProblemItem[];
}

/** A line of the inventory, with the places it was seen at. */
export interface InventoryLine {
  id: string;
  title: string;
  detail: string;
  places: ListedPlace[];
}

/** What naming a recipient in the team file takes: any address of its workspace folder, its id, and the data types it is declared for. */
export interface Declaration {
  uri: string;
  recipient: string;
  data: string[];
}

/** A recipient or an AI tool; with `declare` the team file does not name it, or not for all it gets. */
export interface RecipientLine extends InventoryLine {
  declare?: Declaration;
}

/** Everything the inventory view shows: what code that ships does with personal data. */
export interface InventoryOverview {
  data: InventoryLine[];
  recipients: RecipientLine[];
  aiTools: RecipientLine[];
  stores: InventoryLine[];
}

/** Entries of threat models and assessments a finding can be linked to, those that fit it first. */
export interface LinkChoices {
  entries: { target: string; title: string; detail: string; fits: boolean }[];
  /** Roles of the team file with their handles. */
  roles: DecisionChoices['roles'];
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
  /** Set where an approval settles a dispute: its ground, the name the data came by, and what a safeguard elsewhere can count as. */
  settles?: { ground: DisputeGround; name: string; grades: SafeguardGrade[] };
  /** True where the DPO advised against an acceptance and nobody said yet why that is not followed. */
  isAdvisedAgainst: boolean;
}

export const requests = {
  overview: { method: 'shipmate/overview' } as Request<null, Overview>,
  governance: { method: 'shipmate/governance' } as Request<null, GovernanceOverview>,
  inventory: { method: 'shipmate/inventory' } as Request<null, InventoryOverview>,
  /** Names a recipient in the team file; an AI service is listed among the tools, and people say what it may get. */
  declareRecipient: { method: 'shipmate/declareRecipient' } as Request<Declaration, Changes>,
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
  linkChoices: { method: 'shipmate/linkChoices' } as Request<FindingRef, LinkChoices>,
  /** States in the decision file of a finding which threat or risk it belongs to. */
  linkFinding: { method: 'shipmate/linkFinding' } as Request<FindingRef & { target: string; as: string }, Changes>,
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
