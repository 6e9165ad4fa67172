import type { Coverage, Finding, FindingDecision, Problem, Severity, SkipReason, Unseen } from '../model';
import { atLeast, severities } from '../model';

/** What a report says of a finding class, as its rule file states it. */
export interface RuleInfo {
  id: string;
  title: string;
  severity: Severity | 'by-tier';
  /** Ends the sentence when no control is on offer; may hold `{recipient}` and `{data}`. */
  step: string;
  references: { cwe: readonly string[]; linddun: readonly string[]; gdpr: readonly string[]; asvs: readonly string[]; nist: readonly string[] };
  docs: { why: string; do: string; dont: string; notWhen: string };
}

/** Everything a report is made of. Every format is a pure function of it, so the same scan gives the same bytes. */
export interface Report {
  tool: { version: string; rulesVersion: string };
  /** ISO date that decided which decisions and ignores have run out. */
  date: string;
  rules: readonly RuleInfo[];
  /** Labels of data types by id: "Email", "Date of birth". */
  labels: Readonly<Record<string, string>>;
  /** In path order; ignored ones too, with their `ignore`. */
  findings: readonly Finding[];
  /** Problems in the files people wrote (privacy/, comments). */
  problems: readonly Problem[];
  coverage: Coverage;
  /** Findings whose controls were not tried out because there are too many; they name the likeliest one, which is not verified. */
  untried: number;
  /** True when findings were compared with a baseline. */
  baseline: boolean;
  /** The lowest severity that asks for action. */
  bar: Severity;
}

/** True when a comment in the code hides the finding. From tier 3 on it stays visible and waits for a decision. */
export function isHidden(finding: Finding): boolean {
  return finding.ignore !== undefined && !finding.ignore.waiting;
}

/** True when the finding waits for somebody to act on it: new, and not answered by an ignore comment. */
export function isOpen(finding: Finding): boolean {
  return finding.ignore === undefined && finding.state === 'new';
}

/** Open findings at least as severe as the bar: these decide the exit code. */
export function overTheBar(report: Report): Finding[] {
  return report.findings.filter((finding) => isOpen(finding) && atLeast(finding.severity, report.bar));
}

/** Counts by severity, most severe first, only those that occur. */
export function bySeverity(findings: readonly Finding[]): { severity: Severity; count: number }[] {
  return severities
    .map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0);
}

/** Counts of skipped files and folders by reason, most frequent first, then by name. */
export function bySkipReason(coverage: Coverage): { reason: SkipReason; count: number }[] {
  const counts = new Map<SkipReason, number>();
  for (const { reason } of coverage.skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}

/** Counts of parts that were not seen by reason, only those that occur. */
export function byUnseenReason(coverage: Coverage): { reason: Unseen['reason']; count: number }[] {
  return (['syntax-error', 'budget', 'dynamic'] as const)
    .map((reason) => ({ reason, count: coverage.unseen.filter((unseen) => unseen.reason === reason).length }))
    .filter(({ count }) => count > 0);
}

/** Findings whose every way to the place was guessed: by the name of a receiver (`logger`), or as the only method of its name. */
export function byGuess(findings: readonly Finding[]): { receiverName: number; onlyMethod: number } {
  const restOn = (rung: 5 | 6): number => findings.filter(({ guessed }) => guessed.includes(rung)).length;
  return { receiverName: restOn(5), onlyMethod: restOn(6) };
}

/** How each skip reason reads in a sentence: "12 minified". */
export const skipWords: Readonly<Record<SkipReason, string>> = {
  'ignored-by-git': 'ignored by git',
  minified: 'minified',
  generated: 'generated',
  vendored: 'vendored',
  'too-large': 'larger than 1 MB',
  binary: 'binary',
  unreadable: 'not readable',
  excluded: 'excluded by the team file',
  'link-loop': 'links out of the folder or back into it',
  unsupported: 'in languages not read yet',
};

/** The label of a data type, or its id when nobody named it. */
export function labelOf(report: Report, dataType: string): string {
  return report.labels[dataType] ?? dataType;
}

/** "1 finding", "2 findings". */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** What was decided about a finding, in one clause: "accepted until 2027-02-19, agreed". */
export function decisionText({ kind, until, state, missing, due, owner, outgrown }: FindingDecision): string {
  const words: Record<NonNullable<FindingDecision['kind']>, string> = {
    'accept-until': `accept until ${until ?? '(no day yet)'}`, dispute: 'dispute', mitigate: 'being mitigated', escalate: 'escalated',
  };
  const what = kind === undefined ? 'being looked into' : words[kind];
  const how = { agreed: 'agreed', requested: `waits for ${missing.join('; ')}`, expired: 'ended', rejected: 'rejected', working: '', closed: 'closed' }[state];
  const by = [due === undefined || due === until ? '' : `due ${due}`, owner ?? ''].filter(Boolean).join(', ');
  return [what, outgrown === undefined ? how : `no longer enough: ${outgrown}`, by].filter(Boolean).join(', ');
}
