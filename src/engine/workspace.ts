import type { Coverage, Finding, Inventory, Position } from '../model';

/** A file as the engine sees it: facts made by `lowerFile` (in a worker or here), text only while somebody needs sentences or edits. */
export interface FileInput {
  /** Relative to the workspace root, with `/`. */
  path: string;
  facts: ArrayBuffer;
}

/** What the team file adds to the rules, already validated; see governance for how it is read. */
export interface Policy {
  exclude: string[];
  tests: string[];
  ownHosts: string[];
  recipients: { id: string; data: string[] }[];
  dataTypes: { id: string; names: string[]; tier: 1 | 2 | 3 | 4; fideslang?: string }[];
  notPersonal: { name: string; where?: string; reason: string }[];
  safeguards: { function: string; grade: string }[];
}

/** One step of the outside world: new or changed files, files that are gone, another policy. */
export interface Change {
  files?: FileInput[];
  removed?: string[];
  policy?: Policy;
}

/** Why, or why not, at one place of the code. */
export interface Explanation {
  path: string;
  position: Position;
  /** What the code there is taken for, best first. */
  subjects: { text: string; verdict: string; evidence: string[]; /** The fact that would turn the verdict. */ flip?: string }[];
  /** Findings whose flow touches the place. */
  findings: string[];
}

/** A `shipmate-…` comment of a file. */
export interface Directive {
  path: string;
  text: string;
  start: Position;
  end: Position;
  target: { start: Position; end: Position };
}

/** The one mutable thing of the engine. Everything it gives is plain data of the state at that moment. */
export interface Workspace {
  /** Takes a change in; costs no analysis. */
  apply(change: Change): void;
  /** Brings up to `units` functions up to date, in path order; true when nothing is left to do. */
  advance(units: number): boolean;
  /** Findings of one file (only what they need is computed), or of all files in path order. */
  findings(path?: string): Finding[];
  directives(path: string): Directive[];
  coverage(): Coverage;
  inventory(): Inventory;
  explain(path: string, position: Position): Explanation;
  /** Paths in order. */
  files(): string[];
  /** Asks about a state with these files changed, and takes the change back: how controls are verified. */
  whatIf<T>(files: readonly FileInput[], ask: (workspace: Workspace) => T): T;
}
