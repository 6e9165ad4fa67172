// `npm run bench [-- --quick] [--language X]`: the figures of the product on this machine, as JSON. The product is built first. `--quick` uses a little
// generated code only; `--language` keeps to one language of it.
import { buildSync } from 'esbuild';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fetchPackages, type Corpus } from './corpus/fetch';
import { generatedLanguage, generatedLanguages, generateFile, generateWorkspace, type GeneratedLanguage } from './corpus/generate';
import type { TimeFigures } from './figures';

const root = join(__dirname, '..');
const home = join(root, '.bench');
const cli = join(root, 'dist/cli.js');
interface ScanFigures {
  cpuMs: number;
  lowerCpuMs: number;
  solveCpuMs: number;
  wallMs: number;
  files: number;
  bytes: number;
  lines: number;
  findings: number;
}

type Measure = 'measure-parse' | 'measure-scan' | 'measure-keystrokes' | 'measure-decisions' | 'write-register';

/** Bundles the measuring processes as the product is bundled: modules that are loaded one by one run slower. */
function bundle(...measures: Measure[]): void {
  buildSync({
    entryPoints: measures.map((name) => join(__dirname, `${name}.ts`)), outdir: join(home, 'build'), outExtension: { '.js': '.cjs' },
    bundle: true, platform: 'node', target: 'node20', format: 'cjs',
    // As the product: the CommonJS form of jsonc-parser loads its parts in a way no bundler follows.
    alias: { 'web-tree-sitter': require.resolve('web-tree-sitter'), 'jsonc-parser': require.resolve('jsonc-parser').replace(/umd(.)main\.js$/, 'esm$1main.js') }, logLevel: 'warning',
  });
}

/** Runs one of the measuring processes and gives the JSON it printed. */
function child(measure: Measure, ...args: (string | number)[]): unknown {
  return JSON.parse(execFileSync(process.execPath, [join(home, 'build', `${measure}.cjs`), ...args.map(String)], { cwd: root, encoding: 'utf8', maxBuffer: 1e8 })) as unknown;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));

/**
 * CPU of analysing against CPU of only parsing the same files with the same grammars, in processes of the same kind. They take turns, so that what
 * else the machine does weighs on both.
 */
function coldScan(folder: string, rounds: number): Record<string, number> {
  const runs = Array.from({ length: rounds }, () => ({ parse: child('measure-parse', folder) as { cpuMs: number }, scan: child('measure-scan', folder) as ScanFigures }));
  const of = (figure: keyof ScanFigures): number => median(runs.map(({ scan }) => scan[figure]));
  const parseCpuMs = median(runs.map(({ parse }) => parse.cpuMs));
  return {
    files: of('files'), lines: of('lines'), megabytes: rounded(of('bytes') / 1e6), findings: of('findings'),
    ratioToParse: rounded(median(runs.map(({ parse, scan }) => scan.cpuMs / parse.cpuMs))),
    parseCpuMs: rounded(parseCpuMs, 0), scanCpuMs: rounded(of('cpuMs'), 0), lowerCpuMs: rounded(of('lowerCpuMs'), 0), solveCpuMs: rounded(of('solveCpuMs'), 0),
    megabytesPerSecond: rounded(of('bytes') / 1e3 / of('wallMs')), linesPerSecond: rounded((of('lines') / of('wallMs')) * 1e3, 0),
  };
}

interface ProcessFigures {
  wallMs: number;
  cpuMs: number;
  peakRssMb: number;
}

/** One run of the command line as people start it. */
function command(args: readonly string[]): ProcessFigures {
  const figures = join(home, 'figures.json');
  rmSync(figures, { force: true });
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--require', join(__dirname, 'exit-figures.cjs'), cli, ...args], {
    cwd: root, encoding: 'utf8', env: { ...process.env, BENCH_FIGURES: figures, XDG_CACHE_HOME: join(home, 'cache') }, maxBuffer: 1e9,
  });
  const wallMs = performance.now() - start;
  if (status !== 0 && status !== 1) throw new Error(`shipmate ${args.join(' ')} ended with ${status}: ${stderr}`);
  const { cpuMs, peakRssMb } = JSON.parse(readFileSync(figures, 'utf8')) as Omit<ProcessFigures, 'wallMs'>;
  return { wallMs: rounded(wallMs, 0), cpuMs: rounded(cpuMs, 0), peakRssMb: rounded(peakRssMb, 0) };
}

/** A scan with an empty cache, and the same scan again. */
function commandLine(folder: string): Record<'cold' | 'warm', ProcessFigures> {
  rmSync(join(home, 'cache'), { recursive: true, force: true });
  const args = ['scan', folder, '--format', 'json', '--output', join(home, 'report.json')];
  return { cold: command(args), warm: command(args) };
}

/** Peak memory of a scan of a million lines, in megabytes. */
const memoryBarMb = 600;

/** A million lines with an empty cache and with a full one, and whether the bar of memory holds. The text goes away again. */
function millionLines(language: GeneratedLanguage): object {
  const folder = generateWorkspace(home, language, 1_000_000);
  const figures = commandLine(folder);
  rmSync(folder, { recursive: true });
  return { ...figures, memoryBarMb, isBelowBar: Math.max(figures.cold.peakRssMb, figures.warm.peakRssMb) <= memoryBarMb };
}

/** Bytes that scanning and parsing are compared on, at least: less says more of the runtime warming up than of the work. */
const enoughBytes = 5e6;

/** A generated workspace that is large enough for comparing, and no larger. */
function comparable(language: GeneratedLanguage): string {
  const sample = Buffer.byteLength(generateFile(language, 40, 300).text);
  return generateWorkspace(home, language, Math.ceil((enoughBytes * 1.05) / sample) * 300);
}

/** All figures of one language on generated code. */
function figuresOf(language: GeneratedLanguage, isQuick: boolean): Record<string, unknown> {
  const folder = generateWorkspace(home, language, 100_000);
  const count = (lines: number): number => (isQuick ? 100 : 500) / (lines > 1_000 ? 5 : 1);
  const figures = {
    coldScan: coldScan(comparable(language), isQuick ? 1 : 3),
    commandLine: commandLine(folder),
    keystrokes: Object.fromEntries([1_000, 20_000].map((lines) => [`${lines} lines`, child('measure-keystrokes', language, lines, count(lines))])),
    ...(isQuick ? {} : { millionLines: millionLines(language) }),
  };
  console.error(`${language}: done`);
  return figures;
}

interface RegisterFigures {
  decisions: number;
  loadMs: number;
  findings: number;
  keystrokes: TimeFigures;
  pauses: TimeFigures;
}

/** Decisions a register has in the end. */
const manyDecisions = 10_000;

/**
 * What a large register costs: reading it, typing beside it, and the work behind a pause in typing, with none, with many, and with an assessment, a threat
 * model and a team file that are compared with the code as well.
 */
function register(isQuick: boolean): Record<string, unknown> {
  const lines = isQuick ? 30_000 : 100_000;
  const { path } = generateFile('typescript', 3, 300);
  const kinds = { none: [0], decisions: [manyDecisions], models: [0, '--models'], all: [manyDecisions, '--models'] } as const;
  const folders = Object.entries(kinds).map(([kind, args]) => {
    const folder = generateWorkspace(join(home, 'governed', kind), 'typescript', lines);
    child('write-register', folder, ...args);
    return { kind, folder, runs: [] as RegisterFigures[] };
  });
  // They take turns, so that what else the machine does weighs on all.
  for (let round = 0; round < 3; round++) for (const { folder, runs } of folders) runs.push(child('measure-decisions', folder, path, isQuick ? 100 : 400) as RegisterFigures);
  rmSync(join(home, 'governed'), { recursive: true });
  const of = (kind: keyof typeof kinds, figure: (run: RegisterFigures) => number): number => median((folders.find((one) => one.kind === kind)?.runs ?? []).map(figure));
  const times = (figure: 'keystrokes' | 'pauses'): Record<string, object> => Object.fromEntries(folders.map(({ kind }) => {
    const at = (key: 'p50Ms' | 'p95Ms', on = kind): number => of(on as keyof typeof kinds, (run) => run[figure][key]);
    return [kind, { p50Ms: at('p50Ms'), p95Ms: at('p95Ms'), p50Ratio: rounded(at('p50Ms') / at('p50Ms', 'none')), p95Ratio: rounded(at('p95Ms') / at('p95Ms', 'none')) }];
  }));
  const loadMs = of('decisions', (run) => run.loadMs);
  console.error('register: done');
  return { lines, findings: of('none', ({ findings }) => findings), decisions: manyDecisions, loadMs, loadBarMs, isBelowBar: loadMs <= loadBarMs, keystrokes: times('keystrokes'), pauses: times('pauses') };
}

/** What reading that many decisions may take, in milliseconds. */
const loadBarMs = 300;

/** The figures of real packages. */
function figuresOfPackage({ folder }: Corpus): Record<string, unknown> {
  return { coldScan: coldScan(folder, 3), commandLine: commandLine(folder) };
}

function main(isQuick: boolean, only: GeneratedLanguage | undefined): void {
  mkdirSync(home, { recursive: true });
  bundle('measure-parse', 'measure-scan', 'measure-keystrokes', 'measure-decisions', 'write-register');
  const packages = isQuick || only !== undefined ? [] : fetchPackages(home);
  const result = {
    machine: { cpu: cpus()[0]?.model ?? 'unknown', threads: availableParallelism(), node: process.version, platform: process.platform },
    startMs: median(Array.from({ length: 5 }, () => command(['--version']).wallMs)),
    languages: Object.fromEntries((only === undefined ? generatedLanguages : [only]).map((language) => [language, figuresOf(language, isQuick)])),
    ...(only === undefined || only === 'typescript' ? { register: register(isQuick) } : {}),
    packages: Object.fromEntries(packages.map((corpus) => [corpus.name, figuresOfPackage(corpus)])),
  };
  console.log(JSON.stringify(result, null, 2));
}

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, language: { type: 'string' } } });
const only = generatedLanguage(values.language);
if (values.language !== undefined && only === undefined) {
  console.error(`--language ${values.language} is not known. Take one of: ${generatedLanguages.join(', ')}.`);
  process.exitCode = 2;
} else main(values.quick === true, only);
