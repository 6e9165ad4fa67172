import type { Decision } from '../../model/decision';
import type { Finding } from '../../model/finding';
import { decisionsAbout, type Register } from './register';

/** Decisions with the finding each speaks of, and those no finding answers to. */
export interface Matched {
  byFinding: Map<Finding, Decision>;
  /** Further decisions of a finding that has one already, with that one. */
  doubled: { decision: Decision; first: Decision }[];
  orphaned: Decision[];
}

/**
 * Finds the finding of each decision: same fingerprint in the same file; then the same fingerprint in the nearest path, for files that moved; then,
 * for a renamed function, the only finding left of that class, file and data. Each finding is taken once.
 */
export function matchDecisions(findings: readonly Finding[], register: Register): Matched {
  const byFinding = new Map<Finding, Decision>();
  const doubled: Matched['doubled'] = [];
  const prints = groups(findings, (finding) => `${finding.classId} ${finding.fingerprint}`);
  const places = groups(findings, (finding) => `${finding.classId} ${finding.file}`);
  let open: Decision[] = [];
  const asked = decisionsAbout(findings, register);
  for (const decision of asked) {
    const same = prints.get(`${decision.finding.classId} ${decision.finding.fingerprint}`)?.find(({ file }) => file === decision.finding.path);
    const first = same && byFinding.get(same);
    if (first) doubled.push({ decision, first });
    else if (same) byFinding.set(same, decision);
    else open.push(decision);
  }
  const take = (candidates: (decision: Decision) => Finding | undefined): void => {
    open = open.filter((decision) => {
      const found = candidates(decision);
      if (found) byFinding.set(found, decision);
      return !found;
    });
  };
  take(({ finding }) => nearest(prints.get(`${finding.classId} ${finding.fingerprint}`)?.filter((candidate) => !byFinding.has(candidate)) ?? [], finding.path));
  take(({ finding }) => {
    const left = places.get(`${finding.classId} ${finding.path}`)?.filter((candidate) => !byFinding.has(candidate) && candidate.dataTypes.join() === [...finding.data].sort().join()) ?? [];
    return left.length === 1 ? left[0] : undefined;
  });
  const left = new Set(open);
  const answered = new Set(asked.filter((decision) => !left.has(decision)));
  return { byFinding, doubled, orphaned: register.decisions.filter((decision) => !answered.has(decision)) };
}

function groups(findings: readonly Finding[], keyOf: (finding: Finding) => string): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    const list = found.get(keyOf(finding));
    if (list) list.push(finding);
    else found.set(keyOf(finding), [finding]);
  }
  return found;
}

/** The finding whose path shares most folders with the given one, the first of equals. */
function nearest(findings: readonly Finding[], path: string): Finding | undefined {
  const wanted = new Set(path.split('/'));
  const shared = (finding: Finding): number => finding.file.split('/').filter((part) => wanted.has(part)).length;
  return findings.reduce<Finding | undefined>((best, finding) => (best === undefined || shared(finding) > shared(best) ? finding : best), undefined);
}
