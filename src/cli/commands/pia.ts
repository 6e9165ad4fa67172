import { basename } from 'node:path';
import { inScope, type PiaFacts } from '../../governance/assessments/facts';
import { updatePia } from '../../governance/assessments/merge';
import { nextPiaId, piaPath } from '../../governance/assessments/numbering';
import { piaStub } from '../../governance/assessments/stub';
import type { Assessment } from '../../model';
import { currentCommit } from '../../platform/node/git';
import { piaFacts } from '../../project/pia-facts';
import { counted } from '../../report/report';
import { analyse, type Analysis } from '../analyse';
import { analysisOptions, dateOf, parse } from '../arguments';
import type { Console } from '../console';
import { scopeOf, type Scope } from '../root';
import { UserError } from '../user-error';
import { writeBelow } from '../write-below';
import { checkPias, exportPias } from './pia-documents';

const actions = ['new', 'update', 'check', 'export'] as const;

/**
 * `shipmate pia [new|update|check|export]`. Without an action it writes an assessment, or updates the one there is.
 */
export async function pia(args: readonly string[], console: Console): Promise<number> {
  const action = actions.find((known) => known === args[0]);
  const rest = action === undefined ? args : args.slice(1);
  if (action === 'check') return checkPias(rest, console);
  if (action === 'export') return exportPias(rest, console);
  return writePia(rest, action, console);
}

/**
 * Writes an assessment of what the code does, or updates the one that has this title or covers these paths. People's text stays.
 * Where the code shows no personal data it says so and writes only with `--empty`.
 */
async function writePia(args: readonly string[], action: 'new' | 'update' | undefined, console: Console): Promise<number> {
  const { values, positionals } = parse('pia', args, { ...analysisOptions, title: { type: 'string' }, empty: { type: 'boolean' } });
  const scope = scopeOf(positionals, process.cwd());
  const date = dateOf(values.date);
  // Data flows across the whole workspace; the paths only say what the assessment covers.
  const analysis = await analyse({ scope: { ...scope, within: undefined }, date, useCache: values['no-cache'] !== true }, console);
  const globs = scope.within?.map((path) => (path.endsWith('/') ? `${path}**` : path)) ?? ['**'];
  const seen = { inventory: analysis.workspace.inventory(), coverage: analysis.coverage, findings: analysis.findings };
  const facts = piaFacts(analysis.catalogue, seen, globs, date, await currentCommit(scope.root));
  const known = analysis.artefacts.model.assessments.find((assessment) => (values.title === undefined ? hasScope(assessment, globs) : assessment.title === values.title));
  if (known && action === 'new') throw new UserError(`${known.file} covers these paths already`, 'Update it with `shipmate pia update`, or give another --title.');
  if (known) return update(scope, analysis, known, facts, console);
  if (action === 'update') throw new UserError('No assessment covers these paths', '`shipmate pia new` writes one.');

  if (isEmpty(inScope(facts)) && values.empty !== true) {
    console.out('The analysis saw no personal data here. `shipmate pia --empty` writes an assessment with the questions alone.\n');
    return 0;
  }
  const title = values.title ?? titleOf(scope);
  const { team } = analysis.artefacts;
  const existing = await analysis.files.below(team.pia.folder);
  const id = nextPiaId([...existing, ...(await Promise.all(existing.map(async (file) => (await analysis.files.read(file)) ?? '')))]);
  const file = piaPath(team.pia.folder, id, title);
  writeBelow(scope.root, file, piaStub(facts, { id, title, roles: team.roles, threatModels: analysis.artefacts.threatModels }));
  const { data, recipients } = inScope(facts).inventory;
  console.out(`${file} written: ${counted(data.length, 'kind')} of personal data, ${counted(recipients.length, 'recipient')}. Purpose, legal basis and the other questions are open for people.\n`);
  return 0;
}

async function update(scope: Scope, analysis: Analysis, known: Assessment, facts: PiaFacts, console: Console): Promise<number> {
  const before = (await analysis.files.read(known.file)) ?? '';
  const { text, added, gone, problems } = updatePia(known.file, before, facts);
  if (text !== before) writeBelow(scope.root, known.file, text);
  const changes = [added.length > 0 ? `risks added: ${added.join(', ')}` : '', gone.length > 0 ? `code gone: ${gone.join(', ')}` : ''].filter(Boolean);
  console.out(`${known.file} ${text === before ? 'is up to date' : 'updated'}${changes.length > 0 ? ` (${changes.join('; ')})` : ''}.\n`);
  for (const problem of problems) console.note(`${problem.file}:${problem.range.start.line + 1}: ${problem.message}`);
  return 0;
}

function isEmpty({ inventory, findings }: PiaFacts): boolean {
  return inventory.data.length === 0 && inventory.flows.length === 0 && findings.length === 0;
}

function hasScope({ paths }: Assessment, globs: readonly string[]): boolean {
  return paths.length === globs.length && globs.every((glob) => paths.includes(glob));
}

function titleOf({ root, within }: Scope): string {
  const name = basename(within?.length === 1 ? (within[0] ?? root).replace(/\/$/, '') : root);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
