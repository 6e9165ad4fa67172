import { readFileSync } from 'node:fs';
import { isComplete, type Problem } from '../../model';
import { changedFiles } from '../../platform/node/git';
import { jsonReport } from '../../report/json';
import { markdownReport } from '../../report/markdown';
import { overTheBar, type Report } from '../../report/report';
import { sarifReport } from '../../report/sarif';
import { textReport, textSummary } from '../../report/text';
import { analyse, type Analysis } from '../analyse';
import { analysisOptions, barOf, choice, dateOf, parse, withChangedRef } from '../arguments';
import type { Console } from '../console';
import { planControls } from '../plan-controls';
import { reportOf } from '../report-of';
import { scopeOf } from '../root';
import { UserError } from '../user-error';
import { writeGiven } from '../write-given';

const formats = ['text', 'json', 'sarif', 'markdown'] as const;
const writers: Readonly<Record<(typeof formats)[number], (report: Report) => string>> = { text: textReport, json: jsonReport, sarif: sarifReport, markdown: markdownReport };

/** `shipmate scan`: exit code 4 when asked for full coverage and a part was not seen, else 1 when new findings stand at the bar, else 0. */
export async function scan(args: readonly string[], console: Console): Promise<number> {
  const { values, positionals } = parse('scan', withChangedRef(args), {
    ...analysisOptions, format: { type: 'string' }, output: { type: 'string' }, baseline: { type: 'string' }, changed: { type: 'string' }, 'fail-on': { type: 'string' }, 'strict-coverage': { type: 'boolean' },
  });
  const started = performance.now();
  const format = choice('format', values.format, formats);
  const bar = barOf(values['fail-on']);
  const date = dateOf(values.date);
  const scope = scopeOf(positionals, process.cwd());
  const changed = values.changed === undefined ? undefined : await changedSince(scope.root, values.changed);
  const baseline = values.baseline === undefined ? undefined : { file: values.baseline, text: readGiven(values.baseline) };
  const analysis = await analyse({ scope, date, useCache: values['no-cache'] !== true, ...(baseline ? { baseline } : {}) }, console);
  const shown = changed ? only(analysis, changed) : analysis;
  const { findings, untried } = await planControls(shown, shown.findings, console);
  const report = reportOf({ ...shown, findings }, untried, date, bar);

  const text = writers[format](report);
  if (values.output === undefined) console.out(text);
  else writeGiven(values.output, text);
  if (format !== 'text' || values.output !== undefined) console.note(textSummary(report));
  console.note(`Done in ${((performance.now() - started) / 1000).toFixed(1)} s${values.output === undefined ? '' : `, report in ${values.output}`}`);
  // Whoever asks for full coverage wants to know first that there is none: findings of a part say nothing about the rest.
  if (values['strict-coverage'] === true && !isComplete(report.coverage)) return 4;
  return overTheBar(report).length > 0 ? 1 : 0;
}

async function changedSince(root: string, ref: string): Promise<ReadonlySet<string>> {
  const changed = await changedFiles(root, ref);
  if (!changed) throw new UserError(`git cannot tell what changed since ${ref}`, 'Run it inside a repository, with a commit or branch that exists: --changed=main.');
  return new Set(changed);
}

/** What a change is about: findings in its files, problems in its files, and in others where they come from its files. */
function only(analysis: Analysis, changed: ReadonlySet<string>): Analysis {
  const isAbout = ({ file, speaksOf = [] }: Problem): boolean => changed.has(file) || speaksOf.some((path) => changed.has(path));
  return { ...analysis, findings: analysis.findings.filter(({ file }) => changed.has(file)), problems: analysis.problems.filter(isAbout) };
}

function readGiven(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UserError(`${file} cannot be read`, 'Give the baseline as a file that exists; `shipmate baseline` writes one.');
  }
}
