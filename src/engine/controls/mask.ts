import type { ControlRule } from '../rules/catalogue';
import type { Workspace } from '../workspace';
import { isAddress, isComposed, isReportedCall } from './drop';
import { changeAll, ownFile, shortName, type Attempt } from './attempt';
import type { Case } from './context';
import { currentSpan, replaceIn, type Draft } from './draft';
import type { Replacement } from '../languages/edits';
import type { Spot } from './spots';

const mostMaskers = 4;

/**
 * Ways to wrap the values in a masking function: one the workspace has, else a new one beside its first use. Best first. `tried`: the values were
 * found by trial, so what stands in an inner call may be something else than the value.
 */
export function maskValue(item: Case, spots: readonly Spot[], rule: ControlRule, tried: boolean): Attempt[] {
  if (spots.some((spot) => isComposed(spot) || /^(?:self|this|cls)$/.test(spot.text))) return [];
  const types = new Set(spots.flatMap((spot) => spot.types));
  const attempts: Attempt[] = [];
  const addresses = new Set<Spot>();
  const wrapped = (callees: ReadonlyMap<string, string>): Draft | undefined =>
    changeAll(item, spots, 0, (code, carrier, spot) => {
      // An address has to stay readable, and so has what it stands in.
      if (isAddress(item, carrier)) addresses.add(spot);
      if (addresses.has(spot) || (tried && code.textOf(carrier.node) !== spot.text) || (tried && carrier.holder === 'argument' && !isReportedCall(item, code, carrier))) return undefined;
      return item.edits.wrap(code, carrier, callees.get(spot.types[0] ?? '*') ?? [...callees.values()][0] ?? '');
    })?.draft;
  const names = [...new Set(spots.map(({ text }) => shortName(text)))];
  for (const { name, file } of knownMaskers(item, types)) {
    const draft = wrapped(new Map([['*', name]]));
    if (!draft) continue;
    if (file === item.finding.file) attempts.push({ drafts: ownFile(item, draft), names, helper: name });
    else for (const made of item.edits.importFrom(item.code, name, file)) attempts.push({ drafts: ownFile(item, withInserted(draft, made)), names, helper: name, imports: true });
  }
  const created = withHelpers(item, spots, rule, wrapped);
  return created ? [...attempts, { ...created, names }] : attempts;
}

/** Makes insertions that speak of the original text. */
function withInserted(draft: Draft, made: readonly Replacement[]): Draft {
  let now = draft;
  for (const { start, text } of made) {
    const span = currentSpan(now, start, start) ?? currentSpan(now, Math.max(0, start - 1), start);
    if (span) now = replaceIn(now, [{ start: span.end, end: span.end, text }]);
  }
  return now;
}

/** Wraps in the helpers of the rule and creates those that are not there. */
function withHelpers(item: Case, spots: readonly Spot[], rule: ControlRule, wrapped: (callees: ReadonlyMap<string, string>) => Draft | undefined): Omit<Attempt, 'names'> | undefined {
  const family = item.context.catalogue.languages.find(({ id }) => id === item.language)?.family ?? '';
  const helpers = rule.helpers?.[item.language] ?? rule.helpers?.[family] ?? [];
  const callees = new Map<string, string>();
  for (const type of new Set(spots.map((spot) => spot.types[0] ?? '*'))) {
    const helper = helpers.find(({ data }) => data.includes(type)) ?? helpers.find(({ data }) => data.includes('*'));
    if (!helper) return undefined;
    callees.set(type, helper.name);
  }
  const wanted = helpers.filter(({ name }) => [...callees.values()].includes(name));
  let draft = wrapped(callees);
  for (const helper of wanted) {
    const made = item.edits.insertHelper(item.code, helper.name, helper.code, helper.imports ?? []);
    if (!draft || !made) return undefined;
    draft = withInserted(draft, made);
  }
  const helper = callees.get(spots[0]?.types[0] ?? '*');
  return draft && helper !== undefined ? { drafts: ownFile(item, draft), helper } : undefined;
}

/** Masking functions by name, per file of a workspace; read again where the text is another one. */
const seen = new WeakMap<Workspace, Map<string, { text: string; names: string[] }>>();

function knownMaskers(item: Case, types: ReadonlySet<string>): { name: string; file: string }[] {
  const { context } = item;
  const { workspace } = context;
  const cache = seen.get(workspace) ?? new Map<string, { text: string; names: string[] }>();
  seen.set(workspace, cache);
  const found: { name: string; file: string; rank: number }[] = [];
  const ending = (path: string): string => path.slice(path.lastIndexOf('.'));
  for (const file of workspace.files()) {
    if (!isSameFamily(ending(file), ending(item.finding.file))) continue;
    const text = context.textOf(file);
    if (text === undefined) continue;
    let entry = cache.get(file);
    if (entry?.text !== text) cache.set(file, (entry = { text, names: item.edits.maskers(text) }));
    for (const name of entry.names) {
      const rank = fits(name, types);
      if (rank > 0) found.push({ name, file, rank: rank + (file === item.finding.file ? 4 : 0) });
    }
  }
  return found.sort((a, b) => b.rank - a.rank || (a.file < b.file ? -1 : 1)).slice(0, mostMaskers);
}

const isSameFamily = (a: string, b: string): boolean => (a === '.py') === (b === '.py');

/** 2: made for one of these data types by its name, 1: for any value, 0: for something else. */
function fits(name: string, types: ReadonlySet<string>): number {
  const [, ...rest] = name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase().split('_');
  const words = rest.filter((word) => !['value', 'values', 'text', 'string', 'str', 'pii', 'data', 'sensitive', 'personal', 'field'].includes(word));
  if (words.length === 0) return 1;
  return types.size === 1 && [...types].some((type) => words.every((word) => type.split('-').includes(word) || (word === 'mail' && type === 'email'))) ? 2 : 0;
}

