import { writeBaseline } from '../../governance/baseline';
import { currentCommit } from '../../platform/node/git';
import { baselinePath } from '../../project/artefacts';
import { counted } from '../../report/report';
import { problemLine } from '../../report/text';
import { analyse } from '../analyse';
import { analysisOptions, dateOf, parse } from '../arguments';
import type { Console } from '../console';
import { scopeOf } from '../root';
import { writeBelow } from '../write-below';

/** `shipmate baseline`: keeps today's findings in privacy/baseline.yml, so that only new ones ask for attention. */
export async function baseline(args: readonly string[], console: Console): Promise<number> {
  const { values, positionals } = parse('baseline', args, analysisOptions);
  const scope = scopeOf(positionals, process.cwd());
  const analysis = await analyse({ scope, date: dateOf(values.date), useCache: values['no-cache'] !== true }, console);
  const kept = analysis.findings.filter((finding) => finding.ignore === undefined);
  const commit = (await currentCommit(scope.root)) ?? '';
  writeBelow(scope.root, baselinePath, writeBaseline(kept, { commit, rules: analysis.catalogue.version, contentHashes: analysis.contentHashes.values() }));
  console.out(`${counted(kept.length, 'finding')} kept in ${baselinePath}. They stay listed as known; one returns when its line changes.\n`);
  for (const problem of analysis.problems) console.note(problemLine(problem));
  return 0;
}
