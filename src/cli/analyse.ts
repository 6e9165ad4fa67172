import { languages } from '../engine/languages/registry';
import type { Catalogue } from '../engine/rules/catalogue';
import { createWorkspace, type Workspace } from '../engine/workspace';
import { readBaseline } from '../governance/baseline';
import { coversAny } from '../governance/globs';
import type { Coverage, Finding, Problem } from '../model';
import { allFacts } from '../platform/node/all-facts';
import { cacheFolder } from '../platform/node/cache-folder';
import { diskFiles } from '../platform/node/disk-files';
import { productFolder, readCatalogue, wasmReader } from '../platform/node/product';
import { policyOf, readArtefacts, type Artefacts } from '../project/artefacts';
import type { Files } from '../project/files';
import { judge } from '../project/judge';
import { createLowering } from '../project/lowering';
import { driftOf } from '../project/drift';
import type { Console } from './console';
import type { Scope } from './root';
import { UserError } from './user-error';

/** Functions that are solved between two signs of progress. */
const slice = 500;

export interface AnalyseOptions {
  scope: Scope;
  date: string;
  useCache: boolean;
  /** A baseline other than that of the workspace, as its name and text. */
  baseline?: { file: string; text: string };
}

/** A workspace on disk, analysed. */
export interface Analysis {
  /** Absolute; all paths are relative to it. */
  root: string;
  catalogue: Catalogue;
  workspace: Workspace;
  files: Files;
  artefacts: Artefacts;
  /** Judged; controls are planned for those that are shown. */
  findings: Finding[];
  problems: Problem[];
  coverage: Coverage;
  contentHashes: ReadonlyMap<string, string>;
}

/** Reads, analyses and judges a workspace. */
export async function analyse(options: AnalyseOptions, console: Console): Promise<Analysis> {
  const { scope, date } = options;
  const product = productFolder();
  const catalogue = readCatalogue(product);
  const files = diskFiles(scope.root, scope.within);
  const artefacts = withBaseline(await readArtefacts(files, true), options.baseline);
  const { exclude } = artefacts.team.paths;
  const { accepts } = createLowering(catalogue.languages, languages, wasmReader(product));
  const listing = await files.list({ accepts, excludes: (path) => coversAny(exclude, path) });
  const start = { root: scope.root, product, languages: catalogue.languages, cacheFolder: options.useCache ? cacheFolder(process.platform, process.env) : undefined };
  const facts = await allFacts(start, languages, listing.files, (done) => {
    console.progress(`Reading ${done} of ${listing.files.length} files`);
  });

  const workspace = createWorkspace(catalogue);
  workspace.apply({ files: facts.files, policy: policyOf(artefacts.team) });
  for (let done = slice; !workspace.advance(slice); done += slice) console.progress(`Following personal data through ${done} functions`);
  const found = workspace.findings();
  const texts = await linesOf(files, found);
  const judged = judge(found, {
    catalogue, artefacts, today: date,
    directives: workspace.files().flatMap((path) => workspace.directives(path)),
    linesOf: (file) => texts.get(file),
    contentHash: (file) => facts.hashes.get(file),
    isWhole: scope.within === undefined,
  });
  const drift = driftOf(artefacts, { findings: judged.findings, inventory: () => workspace.inventory(), isComplete: scope.within === undefined });
  const seen = workspace.coverage();
  const skipped = [...seen.skipped, ...listing.skipped, ...facts.skipped].sort((a, b) => (a.file < b.file ? -1 : 1));
  return {
    root: scope.root, catalogue, workspace, files, artefacts, findings: judged.findings, problems: [...artefacts.problems, ...judged.problems, ...drift], coverage: { ...seen, skipped }, contentHashes: facts.hashes,
  };
}

function withBaseline(artefacts: Artefacts, given: AnalyseOptions['baseline']): Artefacts {
  if (!given) return artefacts;
  const { value, problems } = readBaseline(given.file, given.text);
  if (!value) throw new UserError(`${given.file} is not a baseline`, '`shipmate baseline` writes one.');
  return { ...artefacts, baseline: value, problems: [...artefacts.problems, ...problems] };
}

async function linesOf(files: Files, findings: readonly Finding[]): Promise<Map<string, string[]>> {
  const lines = new Map<string, string[]>();
  for (const file of new Set(findings.map((finding) => finding.file))) {
    const text = await files.read(file);
    if (text !== undefined) lines.set(file, text.split(/\r\n|\r|\n/));
  }
  return lines;
}
