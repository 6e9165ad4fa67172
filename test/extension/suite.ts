import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { grepVariable, marksVariable, reportMark, resultMark, type SuiteFigures } from '../../scripts/host/suite-protocol';

/**
 * Called by VS Code in its extension host: runs every test bundle that lies beside this one. Rejects if a test failed,
 * from which VS Code makes its exit code.
 */
export async function run(): Promise<void> {
  const mocha = new Mocha({ timeout: 15_000, reporter: 'spec', grep: process.env[grepVariable] });
  const marked = process.env[marksVariable] !== undefined;
  if (marked) Mocha.reporters.Base.consoleLog = (...line: unknown[]) => { console.log(reportMark + format(...line)); };
  const bundles = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.js')).sort();
  for (const bundle of bundles) mocha.addFile(join(__dirname, bundle));

  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run((failed) => {
      if (marked) console.log(resultMark + JSON.stringify(figuresOf(runner.stats)));
      resolve(failed);
    });
  });
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

function figuresOf(stats: Mocha.Stats | undefined): SuiteFigures {
  const { tests = 0, passes = 0, pending = 0, failures = 0, duration = 0 } = stats ?? {};
  return { tests, passes, pending, failures, duration };
}
