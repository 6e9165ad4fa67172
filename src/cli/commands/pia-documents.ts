import { join } from 'node:path';
import { completenessProblems, staleBlocks } from '../../governance/assessments/completeness';
import { readDocument } from '../../governance/assessments/document';
import type { PiaFacts } from '../../governance/assessments/facts';
import type { Assessment, Problem } from '../../model';
import { exportFormats, exportPath, exportPia, type ExportFormat } from '../../project/pia-exports';
import { piaFacts } from '../../project/pia-facts';
import { counted } from '../../report/report';
import { problemLine } from '../../report/text';
import { analyse, type Analysis } from '../analyse';
import { analysisOptions, choice, dateOf, parse } from '../arguments';
import type { Console } from '../console';
import { scopeOf } from '../root';
import { UserError } from '../user-error';
import { writeGiven } from '../write-given';

const formats = Object.keys(exportFormats) as [ExportFormat, ...ExportFormat[]];

/** `shipmate pia check [ID]`: exit 1 when an assessment in review, or approved, has something open. */
export async function checkPias(args: readonly string[], console: Console): Promise<number> {
  const { values, positionals } = parse('pia', args, analysisOptions);
  const date = dateOf(values.date);
  const analysis = await analyse({ scope: scopeOf([], process.cwd()), date, useCache: values['no-cache'] !== true }, console);
  const problems: Problem[] = [];
  const chosen = chosenOf(analysis, positionals);
  for (const assessment of chosen) {
    const text = (await analysis.files.read(assessment.file)) ?? '';
    const document = readDocument(assessment.file, text);
    problems.push(...(document ? completenessProblems(document, date) : []), ...staleBlocks(assessment.file, text, factsOf(analysis, assessment, date)));
  }
  for (const problem of problems) console.out(`${problemLine(problem)}\n`);
  console.out(problems.length === 0 ? `${counted(chosen.length, 'assessment')}: nothing is open, and the code says the same.\n` : `${counted(problems.length, 'point')} in ${counted(chosen.length, 'assessment')}.\n`);
  return problems.some(({ level }) => level !== 'information') ? 1 : 0;
}

/** `shipmate pia export [ID] --format FORMAT`: one file beside each assessment, or `--output` for one. */
export async function exportPias(args: readonly string[], console: Console): Promise<number> {
  const { values, positionals } = parse('pia', args, { ...analysisOptions, format: { type: 'string' }, output: { type: 'string' } });
  const format = choice('format', values.format, formats);
  const date = dateOf(values.date);
  const scope = scopeOf([], process.cwd());
  const analysis = await analyse({ scope, date, useCache: values['no-cache'] !== true }, console);
  const chosen = chosenOf(analysis, positionals);
  if (values.output !== undefined && chosen.length > 1) throw new UserError(`${counted(chosen.length, 'assessment')} do not fit one file`, `Name one by its id, such as ${chosen[0]?.id ?? 'PIA-001'}.`);
  for (const assessment of chosen) {
    const text = exportPia(format, assessment, (await analysis.files.read(assessment.file)) ?? '', factsOf(analysis, assessment, date), analysis.artefacts.team);
    if (text === undefined) throw new UserError(`${assessment.file} cannot be read`, '`shipmate scan` tells what is wrong in it.');
    const file = values.output ?? join(scope.root, exportPath(format, assessment));
    writeGiven(file, text);
    console.out(`${values.output ?? exportPath(format, assessment)} written from ${assessment.file}.\n`);
  }
  return 0;
}

function chosenOf({ artefacts }: Analysis, ids: readonly string[]): Assessment[] {
  const { assessments } = artefacts.model;
  const missing = ids.find((id) => !assessments.some((assessment) => assessment.id === id || assessment.file === id));
  if (missing !== undefined) throw new UserError(`${missing} is no assessment here`, `Known: ${assessments.map(({ id }) => id).join(', ') || 'none yet; `shipmate pia new` writes one'}.`);
  if (assessments.length === 0) throw new UserError('There is no assessment yet', '`shipmate pia new` writes one from the code.');
  return ids.length === 0 ? assessments : assessments.filter(({ id, file }) => ids.includes(id) || ids.includes(file));
}

function factsOf(analysis: Analysis, { paths }: Assessment, date: string): PiaFacts {
  return piaFacts(analysis.catalogue, { inventory: analysis.workspace.inventory(), coverage: analysis.coverage, findings: analysis.findings }, paths, date);
}
