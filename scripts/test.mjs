// `npm test`: every check, one after the other, and one last line with the sum of what ran. Exit 1 when anything failed.
// A step without figures of its own (build, types, lint, package) counts as one failed test when it fails, and as none when it passes.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const vsix = join('.vscode-test', 'privacy-shipmate.vsix');
const bin = (name) => join(root, 'node_modules', ...name.split('/'));

const steps = [
  { title: 'Build', args: [join(root, 'scripts/build.mjs')], needed: true },
  { title: 'Types', args: [bin('typescript/bin/tsc'), '--noEmit'] },
  { title: 'Lint', args: [bin('eslint/bin/eslint.js'), '.'] },
  { title: 'Unit tests', args: [bin('mocha/bin/mocha.js'), '--reporter', 'dot', 'test/**/*.test.ts'], figures: mochaFigures },
  { title: 'Accuracy', args: ['--import', 'tsx', 'scripts/accuracy.ts'] },
  { title: 'Package', args: [bin('@vscode/vsce/vsce'), 'package', '--no-dependencies', '--out', vsix] },
  { title: 'The packaged extension in VS Code', args: ['--import', 'tsx', 'test/extension/run.ts', '--vsix', vsix], figures: suiteFigures },
];

/** The epilogue of mocha's reporters: "12 passing (3s)", "1 failing". */
function mochaFigures(output) {
  const passed = /^ *(\d+) passing/m.exec(output);
  return passed && { passed: Number(passed[1]), failed: Number(/^ *(\d+) failing/m.exec(output)?.[1] ?? 0) };
}

/** The last line of the suite that runs in VS Code: mocha's figures as JSON. */
function suiteFigures(output) {
  const line = output.trimEnd().split('\n').findLast((each) => each.startsWith('{"suite"'));
  const summary = line && JSON.parse(line);
  return summary && { passed: summary.passes, failed: summary.failures };
}

/** Runs a step, shows what it prints as it prints it, and gives its exit code and its output. */
function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => { output += chunk; process.stdout.write(chunk); });
    child.stderr.on('data', (chunk) => process.stderr.write(chunk));
    child.on('error', (error) => resolve({ exit: 1, output: String(error) }));
    child.on('close', (code) => resolve({ exit: code ?? 1, output }));
  });
}

const sum = { passed: 0, failed: 0 };
mkdirSync(dirname(join(root, vsix)), { recursive: true });
rmSync(join(root, vsix), { force: true });
for (const { title, args, figures, needed } of steps) {
  console.log(`\n== ${title}`);
  const began = Date.now();
  const { exit, output } = await run(args);
  const counted = figures?.(output) ?? { passed: 0, failed: 0 };
  sum.passed += counted.passed;
  sum.failed += exit === 0 ? counted.failed : Math.max(counted.failed, 1);
  console.log(`-- ${title}: ${exit === 0 ? 'done' : `failed (exit ${exit})`} in ${Math.round((Date.now() - began) / 1000)} s`);
  if (exit !== 0 && needed) break;
}
console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
if (sum.failed > 0) process.exitCode = 1;
