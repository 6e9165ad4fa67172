import type { Catalogue } from '../engine/rules/catalogue';
import type { Directive, FileInput, Workspace } from '../engine/workspace';
import { coversAny } from '../governance/globs';
import type { Coverage, Finding, Problem } from '../model';
import { isArtefact, noArtefacts, policyOf, readArtefacts, type Artefacts } from '../project/artefacts';
import type { Files, Skipped } from '../project/files';
import { driftOf } from '../project/drift';
import { leftOut } from '../project/skip';
import { judge, type Judged } from '../project/judge';
import { artefactsFor, belongingsOf } from '../project/judge-file';
import type { OpenCode, OpenText } from '../project/open-code';
import type { Addresses } from './addresses';
import { byFile, groupsOf } from './by-file';
import type { FactsOfFiles } from './platform';
import type { Step } from './slices';

/** What a folder is made of. */
export interface FolderParts {
  name: string;
  addresses: Addresses;
  catalogue: Catalogue;
  files: Files;
  workspace: Workspace;
  openText: OpenText;
  accepts: (path: string) => boolean;
  /** Facts of files on disk. */
  facts: (paths: readonly string[]) => Promise<FactsOfFiles>;
  /** Files that a file names and that are worth reading, where the whole folder cannot be listed; absent where it can. */
  named?: (path: string, facts: ArrayBuffer) => Promise<string[]>;
  /** Hex hash of a text as it would be on disk. */
  contentHash: (text: string) => Promise<string>;
  slices: { run: (step: Step) => Promise<void> };
  today: () => string;
  trusted: () => boolean;
  /** Why only a part can be seen here, in a few words. */
  partial?: string;
  /** Findings, artefacts or the scan changed. */
  changed: () => void;
  /** Something went wrong behind the scenes. */
  failed: (error: unknown) => void;
}

/** A workspace folder under analysis. Open documents count as they are in the editor. */
export interface Folder {
  readonly name: string;
  readonly addresses: Addresses;
  readonly workspace: Workspace;
  readonly partial: string | undefined;
  artefacts: () => Artefacts;
  isScanning: () => boolean;
  /** Rises with every change; equal numbers mean equal findings. */
  revision: () => number;
  open: (path: string, text: string) => Promise<void>;
  edit: (path: string, text: string) => void;
  close: (path: string) => Promise<void>;
  openPaths: () => string[];
  /** Text of a file: that of the editor, else of the disk. */
  read: (path: string) => Promise<string | undefined>;
  /** Text of an open document. */
  openText: (path: string) => string | undefined;
  readonly files: Files;
  scan: () => Promise<void>;
  /** Files that changed, appeared or went on disk. */
  diskChanged: (paths: readonly string[]) => Promise<void>;
  /** Reads governance files again: those that are named, or all. */
  reloadArtefacts: (paths?: readonly string[]) => Promise<void>;
  /** Findings of a file as of now. */
  findings: (path: string) => Finding[];
  /** Findings of all files as of the last settled state. */
  all: () => readonly Finding[];
  problems: (path: string) => Problem[];
  /** Problems of all files people write beside the code, by path and line. */
  governanceProblems: () => Problem[];
  /** What was seen and what was not, as of the last settled state; free of cost. */
  coverage: () => Coverage;
  /** Findings as of now with the hashes of their lines, and the content hashes of all analysed files: what a baseline is made of. */
  forBaseline: () => Promise<{ findings: Finding[]; contentHashes: string[] }>;
  /** Resolves when the work behind the scenes has caught up, a scan that is under way included. */
  settled: () => Promise<void>;
}

/** Functions one step of a slice brings up to date. */
const unitsPerStep = 4;
/** Files whose facts are handed in within one step of a slice. */
const filesPerStep = 200;

/** Pause in typing after which the whole folder is looked at, in milliseconds. */
const calmMs = 300;

/** Creates the folder; nothing is analysed until documents are opened or `scan` is called. */
export function createFolder(parts: FolderParts): Folder {
  const { addresses, catalogue, workspace, files } = parts;
  const texts = new Map<string, string>();
  const trees = new Map<string, OpenCode>();
  let artefacts = noArtefacts;
  let skipped: Skipped[] = [];
  const hashes = new Map<string, string>();
  let all: readonly Finding[] = [];
  let seen: Coverage = { analysed: 0, bytes: 0, lines: 0, skipped: [], unseen: [], calls: { resolved: 0, unresolved: 0, examples: [] }, partial: false };
  /** Problems of comments and decisions as all findings were judged last, and those of the comments of files that were typed in since. */
  let judgedProblems: readonly Problem[] = [];
  const typedProblems = new Map<string, Problem[]>();
  let drift: readonly Problem[] = [];
  const told = byFile<Problem>();
  let scans = 0;
  let hasScanned = false;
  let revision = 0;
  let memo = { revision: -1, byPath: new Map<string, Finding[]>() };
  /** All findings of the revision they are true of, by path. */
  let whole = { revision: -1, byPath: new Map<string, Finding[]>() };
  let belongings = belongingsOf([], new Map());
  let calm: ReturnType<typeof setTimeout> | undefined;
  /** Governance files that were typed in and not read again yet. */
  const touched = new Set<string>();
  let reloading: Promise<unknown> = Promise.resolve();
  let scanning: Promise<unknown> = Promise.resolve();
  let settling: Promise<void> | undefined;
  let waiting = 0;

  const read = async (path: string): Promise<string | undefined> => texts.get(path) ?? files.read(path);

  /** Finishes what changed, in slices, then everything that depends on all findings. Calls in between share one more round. */
  const settle = (): Promise<void> => {
    if (settling) {
      waiting++;
      return settling;
    }
    settling = (async () => {
      do {
        waiting = 0;
        await parts.slices.run(() => workspace.advance(unitsPerStep));
        await finishAll();
        parts.changed();
        if (waiting === 0) await compare();
      } while (waiting > 0);
    })().catch(parts.failed).finally(() => { settling = undefined; });
    return settling;
  };

  const judged = (found: readonly Finding[], directives: readonly Directive[], linesOf: (file: string) => readonly string[] | undefined, weighed?: Artefacts): Judged =>
    judge(found, { catalogue, artefacts: weighed ?? artefacts, directives, today: parts.today(), linesOf, contentHash: (file) => hashes.get(file), isWhole: weighed === undefined && isComplete() });

  const isComplete = (): boolean => hasScanned && parts.partial === undefined;

  const finishAll = async (): Promise<void> => {
    const begun = revision;
    const found = workspace.findings();
    const paths = new Set([...found.map(({ file }) => file), ...trees.keys()]);
    const lines = new Map<string, string[]>();
    // Lines are compared with a baseline only, so texts are read only for one.
    for (const path of artefacts.baseline ? paths : trees.keys()) {
      const text = await read(path);
      if (text !== undefined) lines.set(path, linesIn(text));
    }
    if (artefacts.baseline && artefacts.baseline.rules !== catalogue.version) await hashOpen();
    const result = judged(found, [...paths].flatMap((path) => workspace.directives(path)), (file) => lines.get(file));
    all = result.findings;
    seen = workspace.coverage();
    judgedProblems = result.problems;
    typedProblems.clear();
    belongings = belongingsOf(all, result.taken);
    // Somebody may have typed while texts were read: then this is true of what was there before.
    const isNow = revision === begun;
    revision++;
    if (isNow) whole = { revision, byPath: groupsOf(all) };
  };

  /** Compares the code with the governance files, in a slice of its own: nobody who types waits for it, and a newer state is compared when it has settled. */
  const compare = async (): Promise<void> => {
    const begun = revision;
    let found = drift;
    await parts.slices.run(() => {
      if (revision === begun) found = driftOf(artefacts, { findings: all, inventory: () => workspace.inventory(), isComplete: isComplete() });
      return true;
    });
    if (JSON.stringify(found) === JSON.stringify(drift)) return;
    drift = found;
    parts.changed();
  };

  const hashOpen = async (): Promise<void> => {
    for (const path of trees.keys()) {
      const text = texts.get(path);
      if (text !== undefined) hashes.set(path, await parts.contentHash(text));
    }
  };

  const apply = (inputs: FileInput[], removed: string[] = []): void => {
    workspace.apply({ files: inputs, removed });
    revision++;
  };

  const takeFromDisk = async (paths: readonly string[]): Promise<void> => {
    const got = await parts.facts(paths.filter((path) => !trees.has(path)));
    const inputs = got.files.filter(({ path }) => !trees.has(path));
    let at = 0;
    await parts.slices.run(() => {
      apply(inputs.slice(at, at + filesPerStep));
      at += filesPerStep;
      return at >= inputs.length;
    });
    for (const [path, hash] of got.hashes) hashes.set(path, hash);
    const asked = new Set(paths);
    skipped = [...skipped.filter(({ file }) => !asked.has(file)), ...got.skipped];
  };

  /** Reads governance files again, those that are named or all, one time after the other. */
  const reload = (paths?: readonly string[]): Promise<boolean> => {
    const next = reloading.then(() => readAgain(paths && new Set(paths)));
    reloading = next.catch(() => undefined);
    return next;
  };

  const readAll = async (paths: readonly string[]): Promise<(string | undefined)[]> => {
    const onDisk = files.readAll ? await files.readAll(paths) : await Promise.all(paths.map((path) => files.read(path)));
    return paths.map((path, at) => texts.get(path) ?? onDisk[at]);
  };

  const readAgain = async (paths: ReadonlySet<string> | undefined): Promise<boolean> => {
    const before = JSON.stringify(policyOf(artefacts.team));
    artefacts = await readArtefacts({ read, readAll, below: (folder) => files.below(folder), isThere: async (path) => (await files.read(path)) !== undefined }, parts.trusted(), { artefacts, ...(paths ? { touched: paths } : {}) });
    const policy = policyOf(artefacts.team);
    if (JSON.stringify(policy) === before) return false;
    workspace.apply({ policy });
    return true;
  };

  /** What a pause in typing is for. */
  const rest = async (): Promise<void> => {
    clearTimeout(calm);
    calm = undefined;
    const paths = [...touched];
    touched.clear();
    await (paths.length > 0 ? folder.reloadArtefacts(paths) : settle());
  };

  const takeNamed = async (path: string, facts: ArrayBuffer): Promise<void> => {
    const known = new Set(workspace.files());
    const wanted = ((await parts.named?.(path, facts)) ?? []).filter((candidate) => !known.has(candidate));
    if (wanted.length > 0) await takeFromDisk(wanted);
  };

  /** Reads and analyses the whole folder. */
  const scanAll = async (): Promise<void> => {
    scans++;
    parts.changed();
    try {
      await reload();
      if (!parts.named) {
        const listing = await files.list({ accepts: parts.accepts, excludes: (path) => coversAny(artefacts.team.paths.exclude, path) });
        const listed = new Set([...listing.files, ...trees.keys()]);
        workspace.apply({ removed: workspace.files().filter((path) => !listed.has(path)) });
        skipped = listing.skipped;
        await takeFromDisk(listing.files);
        hasScanned = true;
      }
      await settle();
    } finally {
      scans--;
      parts.changed();
    }
  };

  const folder: Folder = {
    name: parts.name,
    addresses,
    workspace,
    partial: parts.partial,
    files,
    artefacts: () => artefacts,
    isScanning: () => scans > 0,
    revision: () => revision,
    async open(path, text) {
      texts.set(path, text);
      if (isArtefact(path, artefacts)) return folder.reloadArtefacts([path]);
      if (coversAny(artefacts.team.paths.exclude, path)) return;
      // What a scan leaves out is left out here as well: an open bundle of megabytes holds up nobody.
      const reason = parts.accepts(path) ? leftOut(path, text) : undefined;
      if (reason !== undefined) {
        if (trees.has(path)) return;
        skipped = [...skipped.filter(({ file }) => file !== path), { file: path, reason }];
        apply([], [path]);
        void settle();
        return;
      }
      const code = await parts.openText(path, text);
      // Meanwhile it may have been closed, or typed in.
      const now = texts.get(path);
      if (!code || now === undefined || trees.has(path)) {
        code?.close();
        return;
      }
      trees.set(path, code);
      const facts = now === text ? code.facts() : code.edit(now);
      apply([{ path, facts }]);
      await takeNamed(path, facts);
      void settle();
    },
    edit(path, text) {
      texts.set(path, text);
      const tree = trees.get(path);
      if (tree) {
        apply([{ path, facts: tree.edit(text) }]);
      } else if (isArtefact(path, artefacts)) touched.add(path);
      else return;
      // The open file is answered for at once; what depends on it follows when typing pauses.
      clearTimeout(calm);
      calm = setTimeout(() => { void rest().catch(parts.failed); }, calmMs);
    },
    async close(path) {
      texts.delete(path);
      const tree = trees.get(path);
      trees.delete(path);
      tree?.close();
      await folder.diskChanged([path]);
    },
    openPaths: () => [...texts.keys()].sort(),
    read,
    openText: (path) => texts.get(path),
    scan() {
      const run = scanAll();
      scanning = run.catch(() => undefined);
      return run;
    },
    async diskChanged(paths) {
      const written = paths.filter((path) => isArtefact(path, artefacts));
      if (written.length > 0) await folder.reloadArtefacts(written);
      const code = paths.filter((path) => parts.accepts(path) && !trees.has(path) && !path.startsWith('privacy/'));
      if (code.length === 0) return;
      const known = new Set(workspace.files());
      const there = await Promise.all(code.map(async (path) => ((await files.read(path)) === undefined ? undefined : path)));
      const kept = there.filter((path) => path !== undefined);
      const gone = code.filter((path) => known.has(path) && !kept.includes(path));
      if (gone.length > 0) apply([], gone);
      // New files come in by a listing, which knows what git ignores.
      const fresh = kept.filter((path) => !known.has(path));
      if (fresh.length > 0 && !parts.named) return folder.scan();
      await takeFromDisk(kept.filter((path) => known.has(path)));
      await settle();
    },
    async reloadArtefacts(paths) {
      const excluded = artefacts.team.paths.exclude.join('\n');
      await reload(paths);
      if (artefacts.team.paths.exclude.join('\n') !== excluded) return folder.scan();
      await settle();
    },
    findings(path) {
      if (whole.revision === revision) return whole.byPath.get(path) ?? [];
      if (memo.revision !== revision) memo = { revision, byPath: new Map() };
      const known = memo.byPath.get(path);
      if (known) return known;
      const text = texts.get(path);
      const lines = text === undefined ? undefined : linesIn(text);
      const found = workspace.findings(path);
      const { findings: result, problems } = judged(found, workspace.directives(path), (file) => (file === path ? lines : undefined), artefactsFor(path, found, artefacts, belongings));
      typedProblems.set(path, problems.filter((problem) => problem.file === path));
      memo.byPath.set(path, result);
      return result;
    },
    all: () => all,
    problems: (path) => [...told.of(artefacts.problems, path), ...(typedProblems.get(path) ?? told.of(judgedProblems, path)), ...told.of(drift, path)],
    governanceProblems: () => [...artefacts.problems, ...judgedProblems, ...drift]
      .filter(({ file }) => isArtefact(file, artefacts))
      .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.range.start.line - b.range.start.line)),
    coverage: () => ({ ...seen, skipped: [...seen.skipped, ...skipped], partial: seen.partial || parts.partial !== undefined }),
    async forBaseline() {
      await folder.settled();
      await hashOpen();
      const found = workspace.findings();
      const lines = new Map<string, string[]>();
      for (const path of new Set(found.map(({ file }) => file))) {
        const text = await read(path);
        if (text !== undefined) lines.set(path, linesIn(text));
      }
      const { findings } = judged(found, workspace.files().flatMap((path) => workspace.directives(path)), (file) => lines.get(file));
      return { findings, contentHashes: workspace.files().flatMap((path) => hashes.get(path) ?? []) };
    },
    async settled() {
      if (calm !== undefined) void rest().catch(parts.failed);
      await scanning;
      await reloading;
      while (settling) await settling;
    },
  };
  return folder;
}

/** The lines of a text, without their ends. */
function linesIn(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}
