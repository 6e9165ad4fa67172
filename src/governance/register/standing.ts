import type { Decision, SignOff, Standing } from '../../model/decision';
import type { TeamFile } from '../../model/governance';

/** What decides whether an acceptance counts, beside the decision itself. */
export interface StandingContext {
  team: TeamFile;
  /** ISO date, UTC. */
  today: string;
  /** 1 to 4. */
  tier: number;
  /** The finding belongs to a risk that an approved assessment states. */
  inApprovedPia: boolean;
}

const dayMs = 86_400_000;

/** How the history tells that somebody asked to accept a risk. */
export const askedToAccept = 'asked to accept';

/** Days from one ISO date to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** The ISO date a number of days after another. */
export function plusDays(from: string, days: number): string {
  return new Date(Date.parse(`${from}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** The role that answers for decisions, and its handle where the team names one. */
export function accountableOf(decision: Pick<Decision, 'raci' | 'owner'>, team: TeamFile): { role: string; handle?: string } {
  const named = decision.raci?.accountable ?? team.raci?.accountable ?? 'owner';
  const handle = named.startsWith('@') ? named : (team.roles[named] ?? (named === 'owner' ? decision.owner : undefined));
  return { role: named, ...(handle === undefined ? {} : { handle }) };
}

/**
 * How a decision stands on a day. An acceptance counts with the decision of the accountable owner; from the sign-off tier on, or where an approved
 * assessment states the risk, also with the CISO's approval and the DPO's recorded advice (GDPR Art. 35(2), 38(6), 39(1)(c): the DPO advises and is
 * not accountable). Where such a role is not named the owner's decision counts, and the notes say so. A dispute counts once a champion agreed.
 */
export function standingOf(decision: Decision, context: StandingContext): Standing {
  const { status, decision: choice } = decision;
  if (status === 'closed') return { state: 'closed', missing: [], notes: [] };
  if (!choice || choice.kind === 'mitigate' || choice.kind === 'escalate') return { state: 'working', missing: [], notes: [] };
  return choice.kind === 'dispute' ? disputeStanding(decision, context.team) : acceptanceStanding(decision, context);
}

function acceptanceStanding(decision: Decision, { team, today, tier, inApprovedPia }: StandingContext): Standing {
  const { signOffs, decision: choice } = decision;
  const until = choice?.until;
  const missing: string[] = [];
  const notes: string[] = [];
  const owner = accountableOf(decision, team);
  const approval = lastOf(signOffs, (signOff) => signOff.role === owner.role || signOff.by === owner.handle);
  const isStrict = tier >= team.acceptance.signOffFromTier || inApprovedPia;
  const ciso = isStrict && team.roles.ciso !== undefined ? lastOf(signOffs, ({ role, by }) => role === 'ciso' || by === team.roles.ciso) : undefined;
  if (approval?.verdict === 'rejected' || ciso?.verdict === 'rejected') return { state: 'rejected', missing, notes };
  if (until !== undefined && until < today) return { state: 'expired', missing, notes };

  if (until === undefined) missing.push('a last day (`until`)');
  else {
    const asked = (decision.history.findLast(({ did }) => did.startsWith(askedToAccept)) ?? decision.history[0])?.on ?? today;
    if (daysBetween(asked, until) > team.acceptance.maxDays) missing.push(`a last day at most ${team.acceptance.maxDays} days ahead`);
  }
  if (owner.role === 'dpo' || (owner.handle !== undefined && owner.handle === team.roles.dpo)) missing.push('an accountable owner who is not the DPO, who advises');
  else if (owner.handle === undefined && owner.role !== 'owner') missing.push(`a handle for the role "${owner.role}" in the team file`);
  else if (owner.handle === undefined) missing.push('an owner');
  else if (approval?.verdict !== 'approved') missing.push(`the decision of ${owner.handle} (${owner.role})`);
  if (isStrict) {
    if (team.roles.ciso === undefined) notes.push('No CISO is named in the team file, so the owner\'s decision counts.');
    else if (ciso?.verdict !== 'approved') missing.push(`the approval of ${team.roles.ciso} (CISO)`);
    if (team.roles.dpo === undefined) notes.push('No DPO is named in the team file, so the owner\'s decision counts without advice.');
    else {
      if (!adviceOf(decision, team)) missing.push(`the advice of ${team.roles.dpo} (DPO)`);
      else if (isAdvisedAgainst(decision, team)) missing.push('a reason why the DPO\'s advice is not followed (`advice_not_followed`)');
    }
  }
  return { state: missing.length > 0 ? 'requested' : 'agreed', missing, notes };
}

function adviceOf({ signOffs }: Decision, { roles }: TeamFile): SignOff | undefined {
  return lastOf(signOffs, ({ role, by }) => role === 'dpo' || by === roles.dpo);
}

/** True where the DPO advised against an acceptance and nobody said yet why that is not followed. */
export function isAdvisedAgainst(decision: Decision, team: TeamFile): boolean {
  const { decision: choice } = decision;
  return choice?.kind === 'accept-until' && adviceOf(decision, team)?.verdict === 'rejected' && choice.adviceNotFollowed === undefined;
}

/** A dispute is settled by the champion; where none is named, by the accountable owner. */
function disputeStanding(decision: Decision, team: TeamFile): Standing {
  const champion = team.roles.champion;
  const judge = champion === undefined ? accountableOf(decision, team) : { role: 'champion', handle: champion };
  const notes = champion === undefined ? ['No champion is named in the team file, so the owner\'s decision counts.'] : [];
  const verdict = lastOf(decision.signOffs, ({ role, by }) => role === judge.role || by === judge.handle)?.verdict;
  if (verdict === 'rejected') return { state: 'rejected', missing: [], notes };
  if (verdict === 'approved') return { state: 'agreed', missing: [], notes };
  return { state: 'requested', missing: [`the decision of ${judge.handle ?? judge.role} (${judge.role})`], notes };
}

/** The last word of a role counts. */
function lastOf(signOffs: readonly SignOff[], fits: (signOff: SignOff) => boolean): SignOff | undefined {
  return signOffs.filter(fits).at(-1);
}
