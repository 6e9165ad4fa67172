import { plusDays, type StandingContext } from '../governance/register/standing';
import { isInApprovedPia } from '../governance/register/apply';
import type { Decision, Finding } from '../model';
import type { Artefacts } from './artefacts';

/** What a decision on a finding is weighed with; for a finding that is gone, what the decision says of it. */
export function contextOf({ team, model }: Artefacts, finding: Finding | undefined, decision: Decision | undefined, today: string): StandingContext {
  return { team, today, tier: finding?.tier ?? decision?.finding.tier ?? 1, inApprovedPia: finding !== undefined && isInApprovedPia(finding, model) };
}

/** The last day an acceptance that is asked for today may have. */
export function lastDay({ team }: Artefacts, today: string): string {
  return plusDays(today, team.acceptance.maxDays);
}
