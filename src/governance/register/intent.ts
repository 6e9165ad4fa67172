import { disputeGrounds, type Decision, type Intent, type Standing } from '../../model/decision';
import type { TeamFile } from '../../model/governance';
import { isDate } from '../team-file';
import type { DecisionChange } from './change';
import { accountableOf, askedToAccept, daysBetween, standingOf, type StandingContext } from './standing';

/** Who does it: a handle with the role it acts in. */
export interface Actor {
  role: string;
  by: string;
}

/** The change that follows, or in one sentence why there is none and what would help. */
export type Planned = { change: DecisionChange; standing: Standing } | { problem: string };

const leastReason = 10;

/**
 * The roles a name can act in: a role of the team file, or all roles of a handle. A handle without a role acts as itself.
 * @param name a role such as `ciso`, or a handle such as `@ciso`.
 */
export function actorsOf(name: string, team: TeamFile): Actor[] {
  if (!name.startsWith('@')) return [{ role: name, by: team.roles[name] ?? name }];
  const roles = Object.entries(team.roles).filter(([, handle]) => handle === name).map(([role]) => role);
  return roles.length > 0 ? roles.map((role) => ({ role, by: name })) : [{ role: 'developer', by: name }];
}

/**
 * What an intent changes in a decision.
 * @param decision the decision there is, if there is one.
 * @param context the day, the tier and the team, by which it is told whether the decision counts afterwards.
 */
export function planIntent(intent: Intent, actors: readonly Actor[], decision: Decision | undefined, context: StandingContext): Planned {
  const [actor] = actors;
  if (!actor) return { problem: 'A role or handle says who decides, such as @payments-lead.' };
  const { by } = actor;
  const done = (change: Omit<DecisionChange, 'by'>): Planned => ({ change: { ...change, by }, standing: afterwards(decision, { ...change, by }, context) });
  switch (intent.kind) {
    case 'investigate': return done({ status: 'investigating', did: 'began to look into it' });
    case 'close': return decision ? done({ status: 'closed', did: told('closed it', intent.note) }) : { problem: 'There is no decision on this finding yet, so there is nothing to close.' };
    case 'mitigate': {
      if (tooShort(intent.reason)) return { problem: reasonAsked };
      return done({
        status: 'remediating', decision: { kind: 'mitigate', reason: intent.reason, controls: intent.controls }, ...(intent.due === undefined ? {} : { due: intent.due }),
        did: intent.controls.length > 0 ? `took on ${intent.controls.join(', ')}` : 'took it on',
      });
    }
    case 'accept': {
      if (tooShort(intent.reason)) return { problem: reasonAsked };
      if (!isDate(intent.until)) return { problem: `"${intent.until}" is no day. The form is 2027-02-19.` };
      const days = daysBetween(context.today, intent.until);
      const { maxDays } = context.team.acceptance;
      if (days < 0 || days > maxDays) return { problem: `An acceptance ends within ${maxDays} days from today (${context.today}); ${intent.until} does not.` };
      return done({
        status: 'decision-requested', decision: { kind: 'accept-until', until: intent.until, reason: intent.reason, controls: intent.controls }, due: intent.until,
        did: `${askedToAccept} until ${intent.until}`,
      });
    }
    case 'dispute': {
      if (tooShort(intent.reason)) return { problem: reasonAsked };
      if (!disputeGrounds.includes(intent.ground)) return { problem: `A dispute has a ground: ${disputeGrounds.join(', ')}.` };
      if (intent.ground === 'wrong-severity' && intent.severity === undefined) return { problem: 'A dispute about the severity names the one that is right.' };
      return done({
        status: 'decision-requested',
        decision: { kind: 'dispute', ground: intent.ground, reason: intent.reason, controls: [], ...(intent.severity === undefined ? {} : { severity: intent.severity }) },
        did: `disputed it (${intent.ground})`,
      });
    }
    case 'escalate': {
      if (tooShort(intent.reason)) return { problem: reasonAsked };
      return done({ status: 'decision-requested', decision: { kind: 'escalate', reason: intent.reason, controls: [] }, did: 'escalated it' });
    }
    case 'approve': case 'reject': return sign(intent, actors, decision, context);
  }
}

const reasonAsked = `A reason has at least ${leastReason} characters.`;
const tooShort = (reason: string): boolean => reason.trim().length < leastReason;
const told = (did: string, note: string | undefined): string => (note === undefined || note.trim() === '' ? did : `${did}: ${note.trim()}`);

/** A sign-off: approval, rejection, or the advice of the DPO, who never approves. The decision is approved once nothing is missing. */
function sign(intent: Extract<Intent, { kind: 'approve' | 'reject' }>, actors: readonly Actor[], decision: Decision | undefined, context: StandingContext): Planned {
  const choice = decision?.decision;
  if (!decision || (choice?.kind !== 'accept-until' && choice?.kind !== 'dispute')) return { problem: 'No acceptance or dispute waits for a sign-off here. "Accept until a Date" or "Dispute" asks for one.' };
  if (intent.kind === 'reject' && tooShort(intent.note)) return { problem: reasonAsked };
  const actor = signer(actors, decision, context.team);
  const isAdvice = actor.role === 'dpo';
  const verdict = intent.kind === 'reject' ? 'rejected' : isAdvice ? 'advice' : 'approved';
  const note = intent.note?.trim();
  const words = { approved: 'approved it', rejected: isAdvice ? 'advised against it' : 'rejected it', advice: 'advised' };
  const change: DecisionChange = {
    signOff: { ...actor, verdict, ...(note === undefined || note === '' ? {} : { note }) },
    ...(intent.kind === 'approve' && intent.adviceNotFollowed !== undefined ? { adviceNotFollowed: intent.adviceNotFollowed } : {}),
    by: actor.by, did: told(words[verdict], note),
  };
  const standing = afterwards(decision, change, context);
  const status = standing.state === 'agreed' ? 'decision-approved' : standing.state === 'rejected' ? 'open' : undefined;
  return { change: { ...change, ...(status === undefined ? {} : { status }) }, standing };
}

/** Of several roles of one handle, the one whose word is still missing. */
function signer(actors: readonly Actor[], decision: Decision, team: TeamFile): Actor {
  const wanted = decision.decision?.kind === 'dispute' ? ['champion', accountableOf(decision, team).role] : [accountableOf(decision, team).role, 'ciso', 'dpo'];
  const signed = new Set(decision.signOffs.map(({ role }) => role));
  const fitting = wanted.map((role) => actors.find((actor) => actor.role === role)).filter((actor) => actor !== undefined);
  return fitting.find(({ role }) => !signed.has(role)) ?? fitting[0] ?? actors[0] ?? { role: 'developer', by: '' };
}

/** How the decision stands once the change is made. */
function afterwards(decision: Decision | undefined, change: DecisionChange, context: StandingContext): Standing {
  const empty = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const before: Decision = decision ?? {
    file: '', finding: { classId: '', fingerprint: '', path: '', symbol: '', data: [], safeguards: [] }, status: 'open', links: { threats: [], pia: [] }, signOffs: [], history: [],
    ranges: { finding: empty, status: empty, due: empty, until: empty, signOffs: empty, links: empty },
  };
  const choice = change.decision ?? before.decision;
  const owner = change.owner ?? before.owner ?? context.team.roles.owner;
  return standingOf({
    ...before,
    status: change.status ?? before.status,
    ...(owner === undefined ? {} : { owner }),
    ...(choice ? { decision: { ...choice, ...(change.adviceNotFollowed === undefined ? {} : { adviceNotFollowed: change.adviceNotFollowed }) } } : {}),
    signOffs: change.signOff ? [...before.signOffs, { ...change.signOff, on: context.today }] : before.signOffs,
    history: [...before.history, { on: context.today, by: change.by, did: change.did }],
  }, context);
}
