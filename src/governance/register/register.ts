import type { Decision } from '../../model/decision';
import type { Finding } from '../../model/finding';

/** All decisions of a workspace, and a way to those that can speak of a finding without looking at each. */
export interface Register {
  /** In path order. */
  decisions: readonly Decision[];
  /** Their numbers by class and fingerprint, and by class and file. */
  byKey: ReadonlyMap<string, readonly number[]>;
}

/** Indexes decisions: once per load, so that what is asked at every keystroke costs by the findings asked about. */
export function registerOf(decisions: readonly Decision[]): Register {
  const byKey = new Map<string, number[]>();
  decisions.forEach(({ finding: { classId, fingerprint, path } }, number) => {
    for (const key of [printKey(classId, fingerprint), placeKey(classId, path)]) {
      const list = byKey.get(key);
      if (list) list.push(number);
      else byKey.set(key, [number]);
    }
  });
  return { decisions, byKey };
}

/** Decisions that can speak of one of these findings: of its class, and of its fingerprint or its file. In path order. */
export function decisionsAbout(findings: readonly Finding[], { decisions, byKey }: Register): Decision[] {
  const numbers = new Set<number>();
  for (const { classId, fingerprint, file } of findings) {
    for (const key of [printKey(classId, fingerprint), placeKey(classId, file)]) for (const number of byKey.get(key) ?? []) numbers.add(number);
  }
  return [...numbers].sort((a, b) => a - b).flatMap((number) => decisions[number] ?? []);
}

const printKey = (classId: string, fingerprint: string): string => `# ${classId} ${fingerprint}`;
const placeKey = (classId: string, file: string): string => `/ ${classId} ${file}`;
