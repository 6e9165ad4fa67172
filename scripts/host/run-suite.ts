import { join } from 'node:path';
import { format } from 'node:util';
import { cacheFolder } from './places';
import { startHost, type Host, type HostOptions } from './start-host';
import { marksVariable, reportMark, resultMark, type SuiteFigures } from './suite-protocol';

/** Exit codes of a run: every test passed, a test failed, there is no result. */
export type SuiteExit = 0 | 1 | 2;

type Outcome = { exit: SuiteExit; reason?: string };

/** The last console line of a run, for the command that sums up several suites. */
export type SuiteSummary = SuiteFigures & { suite: 'extension'; exit: SuiteExit };

const noFigures: SuiteFigures = { tests: 0, passes: 0, pending: 0, failures: 0, duration: 0 };

/**
 * Runs the suite `options.tests` in a real VS Code. Prints mocha's report while it runs and, as the last line, one JSON
 * object of type SuiteSummary. Never throws: a host that cannot start, dies or takes longer than `seconds` gives exit 2.
 * With `verbose` the workbench's own log is printed as it comes, else only after a run that was not green.
 */
export async function runSuite(options: HostOptions & { tests: string }, seconds: number, verbose: boolean): Promise<SuiteSummary> {
  const log: string[] = [];
  let figures: SuiteFigures | undefined;
  let host: Host | undefined;
  let outcome: Outcome;
  const { promise, settle } = firstOutcome();
  try {
    // MOCHA_COLORS is mocha's own; the extension host has no terminal to look at.
    const colors: Record<string, string> = process.stdout.isTTY ? { MOCHA_COLORS: '1' } : {};
    host = await startHost({ ...options, env: { ...options.env, ...colors, [marksVariable]: '1' } });
    // Counted from here: a first run installs VS Code before.
    setTimeout(() => { settle({ exit: 2, reason: `no result after ${seconds} s` }); }, seconds * 1000).unref();
    void host.server.ended.then((reason) => { settle({ exit: 2, reason }); });
    host.page.on('crash', () => { settle({ exit: 2, reason: 'the browser page crashed' }); });
    host.page.on('close', () => { settle({ exit: 2, reason: 'the browser was closed, or the run was interrupted' }); });
    // VS Code calls these two functions when it runs extension tests in a browser.
    await host.page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
      const text = format(...args);
      if (text.startsWith(reportMark)) console.log(text.slice(reportMark.length));
      else if (text.startsWith(resultMark)) figures = JSON.parse(text.slice(resultMark.length)) as SuiteFigures;
      else note(log, `[${type}] ${text}`, verbose);
    });
    await host.page.exposeFunction('codeAutomationExit', (code: number) => { settle({ exit: code === 0 ? 0 : 1 }); });
    await host.page.goto(host.url);
    outcome = judge(await promise, await figuresIn(() => figures));
    if (outcome.exit !== 0) await report(host, outcome, log, verbose);
    if (host.outside.size > 0) console.warn(`The workbench asked for other machines (refused): ${[...host.outside].join(', ')}`);
  } catch (error) {
    console.error(error);
    outcome = { exit: 2 };
  } finally {
    await host?.close();
  }
  const summary: SuiteSummary = { suite: 'extension', ...(figures ?? noFigures), exit: outcome.exit };
  console.log(JSON.stringify(summary));
  return summary;
}

/** The first thing that ends a run. */
function firstOutcome(): { promise: Promise<Outcome>; settle: (outcome: Outcome) => void } {
  let settle: (outcome: Outcome) => void = () => undefined;
  const promise = new Promise<Outcome>((resolve) => { settle = resolve; });
  return { promise, settle };
}

/** Mocha's figures travel apart from the exit code and may come a moment later. */
async function figuresIn(read: () => SuiteFigures | undefined): Promise<SuiteFigures | undefined> {
  for (let tries = 0; tries < 20 && read() === undefined; tries++) await new Promise((resolve) => setTimeout(resolve, 100));
  return read();
}

/** VS Code reports success too when its extension host dies: only mocha's own figures make a run green. */
function judge(outcome: Outcome, figures: SuiteFigures | undefined): Outcome {
  if (outcome.exit === 2) return outcome;
  if (figures === undefined) return { exit: 2, reason: 'mocha gave no figures: the suite did not load, or the extension host ended before its end' };
  if (figures.failures > 0) return { exit: 1, reason: `${figures.failures} failed` };
  if (figures.passes === 0) return { exit: 1, reason: 'no test ran' };
  return outcome;
}

async function report(host: Host, outcome: Outcome, log: string[], verbose: boolean): Promise<void> {
  console.error(`Extension suite: ${outcome.reason ?? 'VS Code reported a failure'}`);
  if (!verbose) console.error(`--- log of the workbench and the extension host ---\n${log.join('\n').slice(-6000)}`);
  if (outcome.exit === 2) {
    console.error(`--- log of the server ---\n${host.server.log().slice(-4000)}`);
    const picture = join(cacheFolder, 'no-result.png');
    const taken = await host.page.screenshot({ path: picture, timeout: 5000 }).then(() => true, () => false);
    if (taken) console.error(`The workbench at the end: ${picture}`);
  }
}

/** Frames of VS Code's minified code and of Node itself; they name nothing of ours. */
const foreignFrame = /\n\s+at .*(\/vscode\/out\/|\/static\/out\/|\(node:|\/node_modules\/@vscode\/).*/g;

/** News, and native parts which the host is installed without. */
const expected = /^\[info\]|build\/Release\/watchdog|Could not locate the bindings file/;

/** Keeps a console line of VS Code for the report, without what says nothing about the tests. */
function note(log: string[], line: string, verbose: boolean): void {
  if (verbose) console.error(line);
  else if (!expected.test(line)) log.push(line.replace(foreignFrame, ''));
}
