import { createDecision, changeDecision } from '../../../src/governance/register/change';
import { actorsOf, planIntent } from '../../../src/governance/register/intent';
import { readDecision } from '../../../src/governance/register/read';
import { defaultTeamFile } from '../../../src/governance/team-file';
import { applyTextEdits } from '../../../src/governance/text';
import type { Decision, Finding, Intent, TeamFile } from '../../../src/model';
import { finding } from '../../report/sample';

export const file = 'privacy/decisions/pii-in-logs-7b0c1f0a.yml';

/** A team with every role named. */
export function team(over: Partial<TeamFile> = {}): TeamFile {
  return { ...defaultTeamFile('privacy/shipmate.yml'), roles: { owner: '@lead', champion: '@champion', dpo: '@dpo', ciso: '@ciso' }, raci: { accountable: 'owner', responsible: [], consulted: [], informed: [] }, ...over };
}

/** The text of a decision file after people did one thing after the other, each on its day. */
export function written(steps: readonly { as: string; on: string; intent: Intent }[], about: { finding?: Finding; team?: TeamFile; tier?: number } = {}): string {
  const who = about.team ?? team();
  const on = about.finding ?? finding();
  let text: string | undefined;
  for (const { as, on: today, intent } of steps) {
    const decision = text === undefined ? undefined : readDecision(file, text).value;
    const planned = planIntent(intent, actorsOf(as, who), decision, { team: who, today, tier: about.tier ?? on.tier, inApprovedPia: false });
    if ('problem' in planned) throw new Error(planned.problem);
    const edit = text === undefined ? createDecision(file, on, planned.change, who, today) : changeDecision(file, text, planned.change, today).edit;
    text = applyTextEdits(text ?? '', edit?.edits ?? []);
  }
  return text ?? '';
}

/** The decision a text says. */
export function decisionOf(text: string): Decision {
  const { value, problems } = readDecision(file, text);
  if (!value) throw new Error(problems.map(({ message }) => message).join('\n'));
  return value;
}

export const accept = (until = '2027-02-19'): Intent => ({ kind: 'accept', until, reason: 'redaction ships in February', controls: ['redact-at-logger'] });
