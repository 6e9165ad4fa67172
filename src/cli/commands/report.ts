import { pastFiles } from '../../platform/node/git';
import { baselinePath, decisionsFolder } from '../../project/artefacts';
import { figures, figureSections, pastRegister } from '../../project/figures';
import { htmlPage, markdownPage } from '../../report/figures';
import { analyse } from '../analyse';
import { analysisOptions, choice, dateOf, parse } from '../arguments';
import type { Console } from '../console';
import { scopeOf } from '../root';
import { writeGiven } from '../write-given';

const formats = ['markdown', 'json', 'html'] as const;

/** Commits the trend looks back. */
const lookBack = 12;

/** `shipmate report`: the figures both teams answer for, against the baseline, with their trend over version control. */
export async function report(args: readonly string[], console: Console): Promise<number> {
  const { values } = parse('report', args, { ...analysisOptions, format: { type: 'string' }, output: { type: 'string' } });
  const format = choice('format', values.format, formats);
  const date = dateOf(values.date);
  const scope = scopeOf([], process.cwd());
  const analysis = await analyse({ scope, date, useCache: values['no-cache'] !== true }, console);
  const past = (await pastFiles(scope.root, [baselinePath, decisionsFolder], lookBack)).map(pastRegister);
  const found = figures(analysis.findings, analysis.artefacts, date, past);
  const title = `Privacy figures, ${date}`;
  const pages = { markdown: () => markdownPage(title, figureSections(found)), html: () => htmlPage(title, figureSections(found)), json: () => `${JSON.stringify({ schemaVersion: 1, date, figures: found }, undefined, 2)}\n` };
  const text = pages[format]();
  if (values.output === undefined) console.out(text);
  else writeGiven(values.output, text);
  return 0;
}
