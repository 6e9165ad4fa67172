import type { Baseline, BaselineEntry } from '../governance/baseline';
import { decisionsAbout, registerOf } from '../governance/register/register';
import type { Decision, Finding } from '../model';
import type { Artefacts } from './artefacts';

/** To which files decisions and entries of the baseline belong, as all findings were judged last. */
export interface Belongings {
  /** By path of the decision. */
  decisions: ReadonlyMap<string, string>;
  entries: ReadonlyMap<BaselineEntry, string>;
  /** Where findings stand: a decision that names one of them exactly is about it, whether or not another one speaks of it already. */
  places: ReadonlySet<string>;
}

/** The belongings of judged findings; `entries` come from judging them. */
export function belongingsOf(findings: readonly Finding[], entries: Belongings['entries']): Belongings {
  const places = new Set(findings.map((finding) => `${printOf(finding)} ${finding.file}`));
  return { decisions: new Map(findings.flatMap(({ decision, file }) => (decision ? [[decision.file, file] as const] : []))), entries, places };
}

/**
 * The governance files as far as they speak of one file. Decisions and the baseline are matched with all findings as a set; what belongs to findings of
 * other files stays with them while somebody types here, so that a keystroke costs by this file and not by the register.
 */
export function artefactsFor(path: string, findings: readonly Finding[], artefacts: Artefacts, belongings: Belongings): Artefacts {
  const prints = new Set(findings.map(printOf));
  // What went to a finding elsewhere comes back to one that is exactly what it names.
  const isFree = (owner: string | undefined, named: { classId: string; fingerprint: string }, at: string): boolean => owner === undefined || owner === path || (at === path && prints.has(printOf(named)));
  const decisions: Decision[] = decisionsAbout(findings, artefacts.register).filter(({ file, finding }) => {
    const isElsewhere = finding.path !== path && belongings.places.has(`${printOf(finding)} ${finding.path}`);
    return !isElsewhere && isFree(belongings.decisions.get(file), finding, finding.path);
  });
  const { baseline } = artefacts;
  if (!baseline) return { ...artefacts, decisions, register: registerOf(decisions) };
  const entries = entriesAbout(path, prints, baseline).filter((entry) => isFree(belongings.entries.get(entry), entry, entry.file));
  return { ...artefacts, decisions, register: registerOf(decisions), baseline: { ...baseline, entries } };
}

/** A baseline stays as it is until it is read anew, and so does what it is looked up by. */
const indexes = new WeakMap<Baseline, Map<string, BaselineEntry[]>>();

function entriesAbout(path: string, prints: ReadonlySet<string>, baseline: Baseline): BaselineEntry[] {
  let index = indexes.get(baseline);
  if (!index) indexes.set(baseline, (index = indexOf(baseline)));
  return [...new Set([...(index.get(`/ ${path}`) ?? []), ...[...prints].flatMap((key) => index.get(key) ?? [])])];
}

function indexOf({ entries }: Baseline): Map<string, BaselineEntry[]> {
  const index = new Map<string, BaselineEntry[]>();
  for (const entry of entries) {
    for (const key of [`/ ${entry.file}`, printOf(entry)]) {
      const list = index.get(key);
      if (list) list.push(entry);
      else index.set(key, [entry]);
    }
  }
  return index;
}

function printOf({ classId, fingerprint }: { classId: string; fingerprint: string }): string {
  return `# ${classId} ${fingerprint}`;
}
