import type { Decision } from '../../model/decision';
import type { Finding } from '../../model/finding';
import type { Assessment, TeamFile } from '../../model/governance';
import type { Baseline, BaselineEntry } from '../baseline';
import { daysBetween } from './standing';

/** A moment of the register in the past, from version control. */
export interface PastRegister {
  /** ISO date. */
  date: string;
  commit: string;
  /** Findings the baseline listed; undefined where there was none. */
  baseline?: number;
  decisions: readonly Decision[];
}

/** Everything the figures are computed from. */
export interface FiguresInput {
  findings: readonly Finding[];
  decisions: readonly Decision[];
  assessments: readonly Assessment[];
  team: TeamFile;
  baseline?: Baseline;
  /** Entries of the baseline that no finding answers to any more. */
  cleared?: readonly BaselineEntry[];
  today: string;
  /** Oldest first. */
  past: readonly PastRegister[];
}

/** A share, with what it is made of. */
export interface Share {
  part: number;
  whole: number;
}

/** The figures both teams answer for; per team and rule, never per person. */
export interface Figures {
  /** Open findings now, and of them those that somebody agreed to. */
  open: number;
  agreed: number;
  /** Against the fixed baseline: how many it held, how many are gone, how many came since. Accepting reduces nothing. */
  baseline?: { commit: string; held: number; gone: number; new: number; agreed: number };
  /** Median days from the first entry of a decision's history to its decision, and to its end. */
  daysToDecide?: number;
  daysToContain?: number;
  decisions: { open: number; waiting: number; agreed: number; ended: number; closed: number; overdue: number };
  assessmentsComplete: Share;
  /** Closed mitigations whose finding is gone. */
  controlsVerified: Share;
  /** Per class, of the findings somebody judged, those that were right: settled disputes count against it. */
  precision: ({ classId: string } & Share)[];
  /** Closed decisions per role that owns them. */
  closedByTeam: { team: string; closed: number }[];
  trend: { date: string; commit: string; baseline?: number; open: number; agreed: number; closed: number }[];
}

const judgedWrong = new Set(['false-positive', 'not-personal', 'control-elsewhere']);
const approvedPia = new Set(['approved', 'approved-with-conditions']);

/** Computes the figures. Same input, same figures; nothing in them names a person. */
export function figuresOf(input: FiguresInput): Figures {
  const { findings, baseline, today } = input;
  const decisions = input.decisions.filter(isBegun);
  const listed = findings.filter(({ ignore }) => ignore === undefined || ignore.waiting);
  const states = new Map(findings.flatMap(({ decision }) => (decision ? [[decision.file, decision] as const] : [])));
  const stateOf = ({ file, status }: Decision): string => states.get(file)?.state ?? (status === 'closed' ? 'closed' : 'gone');
  const decided = decisions.flatMap((decision) => daysToDecide(decision) ?? []);
  const contained = decisions.flatMap((decision) => daysFrom(decision.history, decision.history.find(({ did }) => did.startsWith('closed'))) ?? []);
  const [toDecide, toContain] = [median(decided), median(contained)];
  const count = (...wanted: string[]): number => decisions.filter((decision) => wanted.includes(stateOf(decision))).length;
  const mitigated = decisions.filter(({ status, decision }) => status === 'closed' && decision?.kind === 'mitigate');
  return {
    open: listed.filter(({ state }) => state !== 'agreed').length,
    agreed: listed.filter(({ state }) => state === 'agreed').length,
    ...(baseline ? {
      baseline: {
        commit: baseline.commit, held: baseline.entries.length, gone: input.cleared?.length ?? 0,
        new: listed.filter(({ state }) => state === 'new').length, agreed: listed.filter(({ state }) => state === 'agreed').length,
      },
    } : {}),
    ...(toDecide === undefined ? {} : { daysToDecide: toDecide }),
    ...(toContain === undefined ? {} : { daysToContain: toContain }),
    decisions: {
      open: count('working', 'rejected'), waiting: count('requested'), agreed: count('agreed'), ended: count('expired'), closed: count('closed'),
      overdue: decisions.filter((decision) => decision.due !== undefined && decision.due < today && ['working', 'requested', 'rejected', 'expired'].includes(stateOf(decision))).length,
    },
    assessmentsComplete: { part: input.assessments.filter(({ status }) => approvedPia.has(status)).length, whole: input.assessments.length },
    controlsVerified: { part: mitigated.filter(({ file }) => !states.has(file)).length, whole: mitigated.length },
    precision: precisionOf(decisions),
    closedByTeam: closedByTeam(decisions, input.team),
    trend: input.past.map(({ date, commit, baseline: held, decisions: then }) => ({
      date, commit, ...(held === undefined ? {} : { baseline: held }),
      open: then.filter((decision) => isBegun(decision) && decision.status !== 'closed' && decision.status !== 'decision-approved').length,
      agreed: then.filter(({ status }) => status === 'decision-approved').length,
      closed: then.filter(({ status }) => status === 'closed').length,
    })),
  };
}

/** A file that only links its finding decides nothing, and no day runs by it. */
function isBegun({ status, decision, due }: Decision): boolean {
  return status !== 'open' || decision !== undefined || due !== undefined;
}

/**
 * Days until people had decided for the first time: taken on, or the last word that the first request needed. Undefined while one is missing; words about a
 * later request belong to that one.
 */
function daysToDecide({ status, history }: Decision): number | undefined {
  const asked = (entry: Decision['history'][number]): boolean => /^(?:asked|disputed)/.test(entry.did);
  const first = history.findIndex(asked);
  const next = history.findIndex((entry, at) => at > first && asked(entry));
  const isDecided = next >= 0 || (status !== 'decision-requested' && first >= 0);
  const words = isDecided ? history.slice(first, next < 0 ? undefined : next).filter(({ did }) => /^(?:approved|rejected|advised)/.test(did)) : [];
  return daysFrom(history, history.find(({ did }) => did.startsWith('took')) ?? words.at(-1));
}

/** Days from the first entry of a history, links apart, to another. */
function daysFrom(history: Decision['history'], then: Decision['history'][number] | undefined): number | undefined {
  const first = history.find(({ did }) => !did.startsWith('linked'));
  return first && then ? daysBetween(first.on, then.on) : undefined;
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : sorted.length === 0 ? undefined : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** A dispute that was agreed to says the finding was wrong; one that was rejected, a mitigation or an acceptance says it was right. */
function precisionOf(decisions: readonly Decision[]): Figures['precision'] {
  const classes = new Map<string, Share>();
  for (const { finding, decision, signOffs } of decisions) {
    const verdict = signOffs.findLast(({ verdict: word }) => word !== 'advice')?.verdict;
    if (!decision || decision.kind === 'escalate' || (decision.kind === 'dispute' && verdict === undefined)) continue;
    const wrong = decision.kind === 'dispute' && verdict === 'approved' && judgedWrong.has(decision.ground ?? '');
    const share = classes.get(finding.classId) ?? { part: 0, whole: 0 };
    classes.set(finding.classId, { part: share.part + (wrong ? 0 : 1), whole: share.whole + 1 });
  }
  return [...classes].map(([classId, share]) => ({ classId, ...share })).sort((a, b) => (a.classId < b.classId ? -1 : 1));
}

/** A handle that has a role counts for the role; any other owner is "others", so that no person is counted. */
function closedByTeam(decisions: readonly Decision[], team: TeamFile): Figures['closedByTeam'] {
  const roleOf = (owner: string | undefined): string => Object.entries(team.roles).find(([role, handle]) => handle === owner || role === owner)?.[0] ?? 'others';
  const counts = new Map<string, number>();
  for (const { owner, status } of decisions) if (status === 'closed') counts.set(roleOf(owner), (counts.get(roleOf(owner)) ?? 0) + 1);
  return [...counts].map(([name, closed]) => ({ team: name, closed })).sort((a, b) => (a.team < b.team ? -1 : 1));
}

/** The reduction against the baseline in percent, rounded down: what is gone of what it held. */
export function reductionPercent({ held, gone }: NonNullable<Figures['baseline']>): number {
  return held === 0 ? 0 : Math.floor((gone / held) * 100);
}
