import type { SafeguardGrade } from './finding';
import type { Severity } from './severity';
import type { Range } from './place';

export const decisionStatuses = ['open', 'investigating', 'remediating', 'decision-requested', 'decision-approved', 'closed'] as const;
export type DecisionStatus = (typeof decisionStatuses)[number];

export const decisionKinds = ['mitigate', 'accept-until', 'dispute', 'escalate'] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** Why a finding is disputed; a settled dispute becomes a scoped rule of the team file where its ground allows one. */
export const disputeGrounds = ['false-positive', 'not-personal', 'control-elsewhere', 'wrong-severity'] as const;
export type DisputeGround = (typeof disputeGrounds)[number];

export const verdicts = ['approved', 'rejected', 'advice'] as const;
export type Verdict = (typeof verdicts)[number];

/** What one role said about a decision. The name is a claim; the change that adds it is what a review approves. */
export interface SignOff {
  role: string;
  /** A role or handle. */
  by: string;
  /** ISO date. */
  on: string;
  verdict: Verdict;
  note?: string;
}

/** What people decided, or ask others to decide, about a finding. */
export interface Choice {
  kind: DecisionKind;
  /** Last day of an acceptance, ISO date. */
  until?: string;
  reason: string;
  /** Ids of controls that hold meanwhile, or that were promised. */
  controls: string[];
  /** Of a dispute. */
  ground?: DisputeGround;
  /** The severity a dispute holds to be right. */
  severity?: Severity;
  /** Why the DPO's advice was not followed. */
  adviceNotFollowed?: string;
}

/** The finding a decision speaks of, as it was when somebody wrote it: what it covers, and nothing more. */
export interface DecidedFinding {
  classId: string;
  fingerprint: string;
  path: string;
  symbol: string;
  data: string[];
  /** Safeguards every flow passed when it was decided. */
  safeguards: string[];
  /** Id of the recipient; absent where the finding had none. */
  recipient?: string;
  severity?: Severity;
  tier?: number;
}

/** One decision file: `privacy/decisions/<class>-<first 8 of fingerprint>.yml`. */
export interface Decision {
  file: string;
  finding: DecidedFinding;
  status: DecisionStatus;
  decision?: Choice;
  owner?: string;
  /** ISO date. */
  due?: string;
  raci?: { accountable: string; responsible: string[]; consulted: string[]; informed: string[] };
  links: { threats: string[]; pia: string[] };
  signOffs: SignOff[];
  /** Append-only. */
  history: { on: string; by: string; did: string }[];
  /** Where the parts stand, for problems. */
  ranges: { finding: Range; status: Range; due: Range; until: Range; signOffs: Range; links: Range };
}

/** How a decision stands on a day: what of it counts, and what is missing for it to count. */
export interface Standing {
  /**
   * `agreed`: an acceptance or a dispute that counts. `requested`: it waits for sign-offs. `expired`: its last day has passed.
   * `rejected`: somebody who has a say said no. `working`: people are on it. `closed`: done.
   */
  state: 'agreed' | 'requested' | 'expired' | 'rejected' | 'working' | 'closed';
  /** Sentences about what is missing, for `requested`. */
  missing: string[];
  /** Who counts where no role is named, and similar; shown with the decision. */
  notes: string[];
}

/** What a finding shows of its decision. */
export interface FindingDecision {
  file: string;
  status: DecisionStatus;
  kind?: DecisionKind;
  state: Standing['state'];
  reason?: string;
  until?: string;
  due?: string;
  owner?: string;
  missing: string[];
  /** Set when the finding has more data, another recipient or less protection than was decided. */
  outgrown?: string;
}

/** What the rule that a settled dispute becomes needs beyond the dispute, where a person says it. */
export interface SettleDetails {
  /** The name that is no personal data; the name the data came by when absent. */
  name?: string;
  /** `path#function` of the safeguard that is elsewhere, and its grade. */
  function?: string;
  grade?: SafeguardGrade;
}

/** What somebody wants to do about a finding. */
export type Intent =
  | { kind: 'investigate' }
  | { kind: 'mitigate'; reason: string; controls: string[]; due?: string }
  | { kind: 'accept'; until: string; reason: string; controls: string[] }
  | { kind: 'dispute'; ground: DisputeGround; reason: string; severity?: Severity }
  | { kind: 'escalate'; reason: string }
  | { kind: 'approve'; note?: string; adviceNotFollowed?: string; settle?: SettleDetails }
  | { kind: 'reject'; note: string }
  | { kind: 'close'; note?: string };
