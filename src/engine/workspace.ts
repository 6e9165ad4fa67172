import { minimatch } from 'minimatch';
import type { Coverage, DataType, Finding, Inventory, Position, Unseen } from '../model';
import { buildClassifier } from './classify';
import { DirectiveCol, UnseenCol } from './facts';
import { explainAt, type Explanation } from './findings/explain';
import { takeInventory } from './findings/inventory';
import { judgeFile, type Judging } from './findings/judge';
import { emptyPolicy, type Policy } from './findings/policy';
import { positionAt, rangeIn, symbolOf } from './findings/positions';
import { reachableFrom } from './findings/reachable';
import { Program, type FileNode, type FunctionNode } from './flow/program';
import { createSolver, type FlowPolicy } from './flow/solve';
import type { Summary } from './flow/summary';
import { Guard, type GuardName } from './flow/value';
import type { Catalogue, LanguageInfo } from './rules/catalogue';
import { indexRules } from './rules/rule-index';

export type { Explanation } from './findings/explain';
export { emptyPolicy, type Policy } from './findings/policy';

/** A file as the engine sees it: facts made by `lowerFile` (in a worker or here), text only while somebody needs sentences or edits. */
export interface FileInput {
  /** Relative to the workspace root, with `/`. */
  path: string;
  facts: ArrayBuffer;
}

/** One step of the outside world: new or changed files, files that are gone, another policy. */
export interface Change {
  files?: FileInput[];
  removed?: string[];
  policy?: Policy;
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
  /** Parts of a file that its text hides from every analysis; free of cost. */
  unseen(path: string): Unseen[];
  inventory(): Inventory;
  explain(path: string, position: Position): Explanation;
  /** Calls of a file that could not be followed. */
  unresolved: (path: string) => number;
  /** Paths in order. */
  files(): string[];
  /** Files that code in these files can reach, themselves included, in path order. */
  reachable(paths: readonly string[]): string[];
  /** Asks about a state with these files changed, and takes the change back: how controls are verified. */
  whatIf<T>(files: readonly FileInput[], ask: (workspace: Workspace) => T): T;
}

/** An empty workspace over a compiled catalogue. */
export function createWorkspace(catalogue: Catalogue): Workspace {
  const index = indexRules(catalogue);
  let policy = emptyPolicy;
  let judging: Judging;
  let solver: ReturnType<typeof createSolver>;
  let program: Program;
  const buffers = new Map<string, ArrayBuffer>();
  let cursor = { file: 0, fn: 0 };
  /** Files handed in whose facts cannot be read. */
  const unread = new Set<string>();

  function start(): void {
    const dataTypes = policy.dataTypes.length === 0 ? catalogue.dataTypes : { ...catalogue.dataTypes, types: [...catalogue.dataTypes.types, ...policy.dataTypes.map(teamType)] };
    program = new Program(index, buildClassifier(dataTypes));
    solver = createSolver(program, flowPolicy(policy));
    judging = { program, policy, configs: () => solver.configs(), clients: () => solver.clients() };
  }
  start();

  const languageOf = (path: string): LanguageInfo | undefined => {
    const dot = path.slice(path.lastIndexOf('.')).toLowerCase();
    return catalogue.languages.find((l) => l.grammars.some((g) => g.extensions.includes(dot)));
  };

  function put(file: FileInput): void {
    const language = languageOf(file.path);
    if (language && program.setFile(file.path, file.facts, language)) {
      buffers.set(file.path, file.facts);
      unread.delete(file.path);
    } else unread.add(file.path);
  }

  function remove(path: string): void {
    buffers.delete(path);
    unread.delete(path);
    program.removeFile(path);
  }

  const ordered = (): string[] => [...program.files.keys()].sort();
  const summariesOf = (file: FileNode): Summary[] => file.functions.filter((fn) => fn.alone).map((fn) => solver.summary(fn));

  function findingsOf(path: string): Finding[] {
    const file = program.files.get(path);
    if (!file) return [];
    const summaries = summariesOf(file);
    return judgeFile(judging, path, summaries.flatMap((s) => s.hits), summaries.flatMap((s) => s.weak));
  }

  /** Weak spots are reported where their literal stands, which may be another file than the one that uses it. */
  function allFindings(): Finding[] {
    const summaries = ordered().flatMap((path) => {
      const file = program.files.get(path);
      return file ? summariesOf(file) : [];
    });
    const hits = groupByFile(summaries.flatMap((s) => s.hits));
    const weak = groupByFile(summaries.flatMap((s) => s.weak));
    return ordered().flatMap((path) => judgeFile(judging, path, hits.get(path) ?? [], weak.get(path) ?? []));
  }

  const workspace: Workspace = {
    apply(change) {
      if (change.policy) {
        const typesChanged = JSON.stringify(change.policy.dataTypes) !== JSON.stringify(policy.dataTypes);
        policy = change.policy;
        if (typesChanged) {
          start();
          for (const [path, facts] of buffers) put({ path, facts });
        } else {
          judging = { program, policy, configs: () => solver.configs(), clients: () => solver.clients() };
          solver.setPolicy(flowPolicy(policy));
        }
      }
      for (const path of change.removed ?? []) remove(path);
      for (const file of change.files ?? []) put(file);
      program.settle();
      cursor = { file: 0, fn: 0 };
    },
    advance(units) {
      const paths = ordered();
      let left = units;
      while (cursor.file < paths.length) {
        const file = program.files.get(paths[cursor.file] ?? '');
        const functions = file?.functions ?? [];
        while (cursor.fn < functions.length) {
          if (left-- <= 0) return false;
          const fn = functions[cursor.fn++];
          if (fn?.alone) solver.summary(fn);
        }
        cursor = { file: cursor.file + 1, fn: 0 };
      }
      return true;
    },
    findings: (path) => (path === undefined ? allFindings() : findingsOf(path)),
    directives(path) {
      const file = program.files.get(path);
      if (!file) return [];
      const { directives, strings, lines } = file.facts;
      const out: Directive[] = [];
      for (let at = 0; at < directives.length; at += DirectiveCol.stride) {
        const place = (column: number): Position => positionAt(lines, directives[at + column] ?? 0);
        out.push({
          path, text: strings[directives[at + DirectiveCol.text] ?? -1] ?? '', start: place(DirectiveCol.start), end: place(DirectiveCol.end),
          target: { start: place(DirectiveCol.targetStart), end: place(DirectiveCol.targetEnd) },
        });
      }
      return out;
    },
    coverage: () => coverageOf(program, ordered(), (fn) => solver.summary(fn), unread),
    unseen(path) {
      const file = program.files.get(path);
      return file ? unseenIn(file) : [];
    },
    inventory: () => takeInventory(judging, ordered().flatMap((path) => {
      const file = program.files.get(path);
      return file ? summariesOf(file) : [];
    })),
    explain: (path, position) => explainAt(judging, solver, path, position, () => findingsOf(path)),
    unresolved(path) {
      const file = program.files.get(path);
      return file ? summariesOf(file).reduce((sum, { calls }) => sum + calls.unresolved, 0) : 0;
    },
    files: ordered,
    reachable: (paths) => reachableFrom(program, paths),
    whatIf(files, ask) {
      const before = files.map(({ path }) => ({ path, facts: buffers.get(path) }));
      const place = cursor;
      workspace.apply({ files: [...files] });
      try {
        return ask(workspace);
      } finally {
        workspace.apply({ files: before.flatMap(({ path, facts }) => (facts ? [{ path, facts }] : [])), removed: before.filter((b) => !b.facts).map((b) => b.path) });
        cursor = place;
      }
    },
  };
  return workspace;
}

function groupByFile<T extends { site: { fn: { file: FileNode } } }>(items: readonly T[]): Map<string, T[]> {
  const out = new Map<string, T[]>();
  for (const item of items) {
    const { path } = item.site.fn.file;
    const list = out.get(path);
    if (list) list.push(item);
    else out.set(path, [item]);
  }
  return out;
}

function teamType(entry: Policy['dataTypes'][number]): DataType {
  const words = entry.id.replace(/-/g, ' ');
  return { id: entry.id, label: words.charAt(0).toUpperCase() + words.slice(1), tier: entry.tier, fideslang: { key: entry.fideslang ?? 'user', match: 'broader' }, names: { certain: entry.names } };
}

function flowPolicy(policy: Policy): FlowPolicy {
  const safeguards = new Map<string, GuardName>();
  for (const s of policy.safeguards) if (s.grade in Guard) safeguards.set(s.function, s.grade as GuardName);
  const { notPersonal } = policy;
  return {
    safeguards,
    notPersonal: notPersonal.length === 0 ? null : {
      matches: (name, path) => notPersonal.some((n) => n.name.toLowerCase() === name.toLowerCase() && (n.where === undefined || minimatch(path, n.where))),
    },
  };
}

function coverageOf(program: Program, paths: readonly string[], summaryOf: (fn: FunctionNode) => Summary, unread: ReadonlySet<string>): Coverage {
  const unseen: Unseen[] = [];
  const examples = new Map<string, number>();
  const calls = { resolved: 0, unresolved: 0, examples: [] as string[] };
  let lines = 0;
  let bytes = 0;
  for (const path of paths) {
    const file = program.files.get(path);
    if (!file) continue;
    const { facts } = file;
    lines += facts.lines.length;
    bytes += facts.functions[15] ?? 0;
    unseen.push(...unseenIn(file));
    for (const fn of file.functions) {
      if (!fn.alone) continue;
      const summary = summaryOf(fn);
      calls.resolved += summary.calls.resolved;
      calls.unresolved += summary.calls.unresolved;
      for (const site of summary.calls.examples) examples.set(site.callee, (examples.get(site.callee) ?? 0) + 1);
      if (summary.cut) unseen.push({ file: path, range: rangeIn(fn, 0, 0), reason: 'budget', text: symbolOf(fn) });
    }
  }
  // Those that stand in most functions: knowing them would help most.
  calls.examples = [...examples].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 10).map(([callee]) => callee);
  const skipped = [...unread].sort().map((file) => ({ file, reason: 'unsupported' as const }));
  return { analysed: paths.length, bytes, lines, skipped, unseen, calls, partial: false };
}

function unseenIn({ path, facts }: FileNode): Unseen[] {
  const out: Unseen[] = [];
  for (let at = 0; at < facts.unseen.length; at += UnseenCol.stride) {
    const reason = (['syntax-error', 'budget', 'dynamic'] as const)[facts.unseen[at + UnseenCol.reason] ?? 0] ?? 'dynamic';
    const range = { start: positionAt(facts.lines, facts.unseen[at + UnseenCol.start] ?? 0), end: positionAt(facts.lines, facts.unseen[at + UnseenCol.end] ?? 0) };
    out.push({ file: path, range, reason, text: facts.strings[facts.unseen[at + UnseenCol.text] ?? -1] ?? '' });
  }
  return out;
}
