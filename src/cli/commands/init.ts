import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { teamFilePath } from '../../project/artefacts';
import { newTeamFile } from '../../project/new-team-file';
import { draftThreatModels } from '../../project/threat-models';
import { counted } from '../../report/report';
import { analyse } from '../analyse';
import { analysisOptions, dateOf, parse } from '../arguments';
import type { Console } from '../console';
import { scopeOf } from '../root';
import { UserError } from '../user-error';
import { writeBelow } from '../write-below';

/**
 * `shipmate init [FOLDER]`: what a workspace needs to begin with, drawn from its code: a team file, and a threat model with a draft for every finding that no
 * threat speaks of yet. What is there already stays; run again it adds only what is missing.
 */
export async function init(args: readonly string[], console: Console): Promise<number> {
  const { values, positionals } = parse('init', args, analysisOptions);
  const scope = { ...scopeOf(positionals, process.cwd()), within: undefined };
  const date = dateOf(values.date);
  const analysis = await analyse({ scope, date, useCache: values['no-cache'] !== true }, console);
  const { texts, unplaced, isEmpty, models, problems } = await draftThreatModels({
    catalogue: analysis.catalogue, artefacts: analysis.artefacts, findings: analysis.findings, inventory: analysis.workspace.inventory(),
    project: basename(scope.root), date, read: (file) => analysis.files.read(file),
  });
  const [problem] = problems;
  if (problem) throw new UserError(`${problem.file}:${problem.range.start.line + 1}: ${problem.message}`, 'Mend the file, then run `shipmate init` again; nothing was written.');

  if (existsSync(join(scope.root, teamFilePath))) console.out(`${teamFilePath} is there already.\n`);
  else {
    writeBelow(scope.root, teamFilePath, newTeamFile);
    console.out(`${teamFilePath} written. Every key is optional.\n`);
  }
  for (const { file, before, text } of texts) {
    writeBelow(scope.root, file, text);
    console.out(`${file} ${before === undefined ? 'drawn from the code' : 'has a draft for every finding that no threat spoke of'}.\n`);
  }
  if (texts.length === 0) console.out(isEmpty ? 'Nothing was found that a threat could speak of, so no threat model is written.\n' : `${models.join(', ')}: every finding has its threat already.\n`);
  if (unplaced > 0) console.out(`${counted(unplaced, 'finding')} ${unplaced === 1 ? 'waits' : 'wait'} for an element to carry the threat: *Add Threat* in the editor asks which one.\n`);
  return 0;
}
