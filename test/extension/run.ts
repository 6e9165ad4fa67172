import { build } from 'esbuild';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runSuiteInElectron } from '../../scripts/host/electron';
import { cacheFolder, projectRoot } from '../../scripts/host/places';
import { runSuite } from '../../scripts/host/run-suite';
import { grepVariable } from '../../scripts/host/suite-protocol';

// npm run test:extension -- [--vsix FILE] [--grep PATTERN] [--timeout SECONDS] [--verbose] [--electron]
// Exit: 0 every test passed, 1 a test failed, 2 no result.

const source = import.meta.dirname;
const bundles = join(cacheFolder, 'suite');

/** Bundles the loader and each `*.test.ts` below this folder for VS Code's extension host. */
async function bundleSuite(): Promise<void> {
  const tests = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
  rmSync(bundles, { recursive: true, force: true });
  await build({
    entryPoints: ['suite.ts', ...tests].map((name) => join(source, name)),
    outdir: bundles,
    outbase: source,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      vsix: { type: 'string' },
      grep: { type: 'string' },
      timeout: { type: 'string', default: '120' },
      verbose: { type: 'boolean', default: false },
      electron: { type: 'boolean', default: false },
    },
  });
  if (values.grep !== undefined) process.env[grepVariable] = values.grep;
  await bundleSuite();
  const suite = { workspace: join(projectRoot, 'examples/clinic'), tests: join(bundles, 'suite') };
  if (values.electron) return runSuiteInElectron(projectRoot, suite);
  const extension = values.vsix === undefined ? { folder: projectRoot } : { vsix: values.vsix };
  return (await runSuite({ ...suite, extension }, Number(values.timeout), values.verbose)).exit;
}

main().then(
  (exit) => { process.exitCode = exit; },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 2;
  },
);
