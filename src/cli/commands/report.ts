import { inventoriesOf } from '../../governance/inventories';
import { pastFiles } from '../../platform/node/git';
import { baselinePath, decisionsFolder } from '../../project/artefacts';
import { shipped } from '../../project/drift';
import { figures, figureSections, pastRegister } from '../../project/figures';
import { dataLabels, inventoryJson, inventorySections } from '../../project/inventories';
import { htmlPage, markdownPage } from '../../report/figures';
import { analyse } from '../analyse';
import { analysisOptions, choice, dateOf, parse } from '../arguments';
import type { Console } from '../console';
import { scopeOf } from '../root';
import { writeGiven } from '../write-given';

const formats = ['markdown', 'json', 'html'] as const;

/** Commits the trend looks back. */
const lookBack = 12;

/** `shipmate report`: the figures both teams answer for, against the baseline, with their trend over version control; then recipients and AI tools beside the team file. */
export async function report(args: readonly string[], console: Console): Promise<number> {
  const { values } = parse('report', args, { ...analysisOptions, format: { type: 'string' }, output: { type: 'string' } });
  const format = choice('format', values.format, formats);
  const date = dateOf(values.date);
  const scope = scopeOf([], process.cwd());
  const analysis = await analyse({ scope, date, useCache: values['no-cache'] !== true }, console);
  const past = (await pastFiles(scope.root, [baselinePath, decisionsFolder], lookBack)).map(pastRegister);
  const found = figures(analysis.findings, analysis.artefacts, date, past);
  const { artefacts: { team }, catalogue, workspace } = analysis;
  const inventories = inventoriesOf(shipped(workspace.inventory(), team.paths.tests), team, date);
  const sections = [...figureSections(found), ...inventorySections(inventories, dataLabels(catalogue, team))];
  const json = { schemaVersion: 1, date, figures: found, ...inventoryJson(inventories) };
  const title = `Privacy figures, ${date}`;
  const pages = { markdown: () => markdownPage(title, sections), html: () => htmlPage(title, sections), json: () => `${JSON.stringify(json, undefined, 2)}\n` };
  const text = pages[format]();
  if (values.output === undefined) console.out(text);
  else writeGiven(values.output, text);
  return 0;
}
