import { relative, resolve, sep } from 'node:path';
import { buildClassifier } from '../../engine/classify';
import { printFacts } from '../../engine/facts/print';
import { summaryText } from '../../engine/flow/print';
import { Program, type FileNode, type Target } from '../../engine/flow/program';
import { createSolver } from '../../engine/flow/solve';
import { languages } from '../../engine/languages/registry';
import { indexRules } from '../../engine/rules/rule-index';
import { allFacts } from '../../platform/node/all-facts';
import { productFolder, readCatalogue, wasmReader } from '../../platform/node/product';
import { walk } from '../../platform/node/walk';
import { createLowering } from '../../project/lowering';
import { choice, parse } from '../arguments';
import type { Console } from '../console';
import { scopeOf } from '../root';
import { UserError } from '../user-error';

const stages: Readonly<Record<'facts' | 'summary' | 'resolve', (file: FileNode, program: Program) => string>> = {
  facts: (file) => printFacts(file.facts),
  summary: summaries,
  resolve: resolutions,
};

/** `shipmate debug facts|summary|resolve FILE`: prints a stage of the analysis of one file, with the rules alone and without the team file. */
export async function debug(args: readonly string[], console: Console): Promise<number> {
  const { positionals } = parse('debug', args, {});
  const stage = choice('stage', positionals[0], ['facts', 'summary', 'resolve']);
  const [, given] = positionals;
  if (given === undefined || positionals.length > 2) throw new UserError('debug takes a stage and a file', 'For example: shipmate debug facts src/orders/confirm.ts');
  const { root } = scopeOf([given], process.cwd());
  const path = relative(root, resolve(given)).split(sep).join('/');
  const program = await programOf(root, path, stage === 'facts');
  const file = program.files.get(path);
  if (!file) throw new UserError(`${given} is not analysed`, '`shipmate scan` tells why files are left out.');
  console.out(stages[stage](file, program));
  return 0;
}

async function programOf(root: string, path: string, isAlone: boolean): Promise<Program> {
  const product = productFolder();
  const catalogue = readCatalogue(product);
  const { accepts } = createLowering(catalogue.languages, languages, wasmReader(product));
  const paths = isAlone ? [path] : walk(root, { accepts, excludes: () => false }).files;
  const { files } = await allFacts({ root, product, languages: catalogue.languages, cacheFolder: undefined }, languages, paths, () => undefined);
  const program = new Program(indexRules(catalogue), buildClassifier(catalogue.dataTypes));
  for (const file of files) {
    const extension = file.path.slice(file.path.lastIndexOf('.')).toLowerCase();
    const language = catalogue.languages.find(({ grammars }) => grammars.some(({ extensions }) => extensions.includes(extension)));
    if (language) program.setFile(file.path, file.facts, language);
  }
  program.settle();
  return program;
}

function summaries(file: FileNode, program: Program): string {
  const solver = createSolver(program, { notPersonal: null, safeguards: new Map() });
  const parts = file.functions.filter(({ alone }) => alone).map((fn) => `${file.path}#${fn.key}\n${summaryText(solver.summary(fn)).replace(/^/gm, '  ')}\n`);
  return parts.join('\n');
}

function resolutions(file: FileNode, program: Program): string {
  const { imports } = program.declarationsOf(file);
  const lines = imports.map(({ module, name }) => `import ${name} from ${module} -> ${targetText(program.exported(file, module, name))}`);
  return lines.map((line) => `${line}\n`).join('');
}

function targetText(target: Target | undefined): string {
  switch (target?.kind) {
    case undefined: return 'not found';
    case 'library': return `library ${target.module}${target.path === '' ? '' : `: ${target.path}`}`;
    case 'module': return target.file.path;
    case 'member': return `member ${target.type.file.path}#${target.type.key}.${target.name}`;
    case 'type': return `type ${target.type.file.path}#${target.type.key}`;
    case 'variable': return `${target.file.path}#${target.name}`;
    case 'function': return `${target.fn.file.path}#${target.fn.key}`;
  }
}
