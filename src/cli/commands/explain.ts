import { relative, resolve, sep } from 'node:path';
import type { Explanation } from '../../engine/workspace';
import type { Finding } from '../../model';
import { masked } from '../../report/mask';
import { skipWords } from '../../report/report';
import { sentenceOf } from '../../report/sentence';
import { analyse, type Analysis } from '../analyse';
import { analysisOptions, dateOf, parse } from '../arguments';
import type { Console } from '../console';
import { planControls } from '../plan-controls';
import { scopeOf } from '../root';
import { UserError } from '../user-error';

/** `shipmate explain FILE:LINE[:COL]`: why something there is, or is not, taken for personal data. Without a column, every name of the line. */
export async function explain(args: readonly string[], console: Console): Promise<number> {
  const { values, positionals } = parse('explain', args, analysisOptions);
  const place = /^(.+?):(\d+)(?::(\d+))?$/.exec(positionals[0] ?? '');
  if (!place || positionals.length !== 1) throw new UserError('explain takes one place', 'For example: shipmate explain src/orders/confirm.ts:12:5');
  const [, file = '', line = '', column] = place;
  const { root } = scopeOf([file], process.cwd());
  const path = relative(root, resolve(file)).split(sep).join('/');
  const analysis = await analyse({ scope: { root, within: undefined }, date: dateOf(values.date), useCache: values['no-cache'] !== true }, console);
  const text = (await analysis.files.read(path))?.split(/\r\n|\r|\n/)[Number(line) - 1];
  if (text === undefined) throw new UserError(`${file} has no line ${line}`, 'Lines and columns count from 1.');
  const skipped = analysis.coverage.skipped.find(({ file: left }) => left === path || (left.endsWith('/') && path.startsWith(left)));
  if (skipped) {
    console.out(`${path} was not analysed: ${skipWords[skipped.reason]}.\n`);
    return 0;
  }
  const columns = column === undefined ? [...text.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu)].map(({ index }) => index) : [Number(column) - 1];
  const answers = columns.map((character) => analysis.workspace.explain(path, { line: Number(line) - 1, character }));
  const prints = new Set(answers.flatMap(({ findings }) => findings));
  const { findings } = await planControls(analysis, analysis.findings.filter(({ fingerprint }) => prints.has(fingerprint)), console);
  console.out(explanationText(`${path}:${line}${column === undefined ? '' : `:${column}`}`, answers, findings, analysis));
  return 0;
}

function explanationText(place: string, answers: readonly Explanation[], findings: readonly Finding[], analysis: Analysis): string {
  const subjects = new Map(answers.flatMap(({ subjects: all }) => all).map((subject) => [`${subject.text} ${subject.verdict}`, subject]));
  const lines = [place];
  for (const { text, verdict, evidence, flip } of subjects.values()) {
    lines.push(masked(`  ${text}: ${verdict}`), ...evidence.map((reason) => masked(`    - ${reason}`)), ...(flip === undefined ? [] : [masked(`    otherwise: ${flip}`)]));
  }
  if (subjects.size === 0) lines.push('  Nothing here is a value the analysis follows.');
  lines.push(...findings.map((finding) => findingLine(finding, analysis)));
  return lines.join('\n') + '\n';
}

function findingLine(finding: Finding, analysis: Analysis): string {
  const rule = analysis.catalogue.findings.find(({ id }) => id === finding.classId);
  return `  ${finding.file}:${finding.range.start.line + 1}:${finding.range.start.character + 1} ${finding.severity} ${finding.classId}: ${sentenceOf(finding, rule)}`;
}
