import type { ControlRule } from '../../rules/catalogue';
import type { Attempt } from '../attempt';
import { spanOf, viewOf, type Case } from '../context';
import { styleOf, type Helpers } from './helpers';
import { readPractice, type Check, type Home } from './practice';
import { isOverwritten, rehashOf, type Rehash } from './rehash';
import { fitsColumn, isForeign } from './workspace';
import { draftsOf } from './write';

/**
 * Stores passwords by the platform's scrypt, verifies both forms where old hashes were compared, and replaces an old hash when its owner logs in.
 * Nothing unless every use of the hash is understood and the code shows how a record is saved.
 */
export function usePasswordKdf(item: Case, rule: ControlRule): Attempt[] {
  const family = item.context.catalogue.languages.find(({ id }) => id === item.language)?.family ?? '';
  const [make, verify, isOld] = rule.helpers?.[item.language] ?? rule.helpers?.[family] ?? [];
  if (item.call < 0 || !make || !verify || !isOld) return [];
  return homesOf(item).flatMap((home) => attemptAt(item, home, { make, verify, isOld }));
}

/** The call of the finding, and where its flow ends when that is another place. */
function homesOf(item: Case): Home[] {
  const { context, finding, edits } = item;
  const found: Home[] = [{ path: finding.file, code: item.code, call: item.call }];
  const last = finding.flows[0]?.steps.at(-1);
  const text = last && context.textOf(last.file);
  const view = text === undefined ? undefined : viewOf(context, last?.file ?? '', text);
  if (!last || text === undefined || !view) return found;
  const span = spanOf(text, last.range);
  const call = edits.callAt(view.code, span.start, span.end);
  return call < 0 || (last.file === finding.file && call === item.call) ? found : [...found, { path: last.file, code: view.code, call }];
}

function attemptAt(item: Case, home: Home, helpers: Helpers): Attempt[] {
  const practice = readPractice(item, home, helpers);
  const stored = practice?.checks.map(({ comparison }) => comparison.stored) ?? [];
  if (!practice || stored.length === 0 || stored.some((one) => one.includes('$')) || isForeign(item, home.path, practice.known, stored) || !stored.every((one) => fitsColumn(item, one))) return [];
  const rehashes = new Map<Check, Rehash>();
  for (const check of practice.checks) {
    if (isOverwritten(check.code, check.comparison)) continue;
    const found = rehashOf(check.code, check.comparison, check.password, styleOf(check.code, helpers).stop);
    if (!found) return [];
    rehashes.set(check, found);
  }
  const drafts = rehashes.size > 0 ? draftsOf(item, helpers, practice, rehashes) : undefined;
  const [first] = practice.checks;
  return drafts && first ? [{ drafts, names: [first.password], helper: 'scrypt' }] : [];
}
