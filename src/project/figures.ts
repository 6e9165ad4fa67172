import { readBaseline, applyBaseline } from '../governance/baseline';
import { figuresOf, reductionPercent, type Figures, type PastRegister, type Share } from '../governance/register/figures';
import { readDecision } from '../governance/register/read';
import type { Finding } from '../model';
import type { Section } from '../report/figures';
import { baselinePath, decisionsFolder, type Artefacts } from './artefacts';

/** The register as it was at a commit, from its files. */
export function pastRegister(past: { commit: string; date: string; files: readonly { path: string; text: string }[] }): PastRegister {
  const baseline = past.files.find(({ path }) => path === baselinePath);
  const held = baseline && readBaseline(baseline.path, baseline.text).value?.entries.length;
  const decisions = past.files.filter(({ path }) => path.startsWith(`${decisionsFolder}/`)).flatMap(({ path, text }) => readDecision(path, text).value ?? []);
  return { commit: past.commit, date: past.date, decisions, ...(held === undefined ? {} : { baseline: held }) };
}

/** The figures of a workspace today. */
export function figures(findings: readonly Finding[], { decisions, model, team, baseline }: Artefacts, today: string, past: readonly PastRegister[]): Figures {
  const cleared = baseline && applyBaseline(findings, baseline, { rules: baseline.rules, contentHash: () => undefined }).cleared;
  return figuresOf({ findings, decisions, assessments: model.assessments, team, today, past, ...(baseline ? { baseline, cleared: cleared ?? [] } : {}) });
}

const percent = ({ part, whole }: Share): string => (whole === 0 ? '-' : `${Math.round((part / whole) * 100)} % (${part} of ${whole})`);
const days = (value: number | undefined): string => (value === undefined ? '-' : `${value} ${value === 1 ? 'day' : 'days'}`);

/** The figures as parts of a page, in the words both teams use. */
export function figureSections(figures: Figures): Section[] {
  const { baseline, decisions } = figures;
  const summary: [string, string][] = [
    ...(baseline ? [['Gone since the baseline', `${reductionPercent(baseline)} % (${baseline.gone} of ${baseline.held})`], ['New since the baseline', String(baseline.new)]] satisfies [string, string][] : []),
    ['Open findings', String(figures.open)],
    ['Agreed to, and counted apart', String(figures.agreed)],
    ['Median time to decide', days(figures.daysToDecide)],
    ['Median time to contain', days(figures.daysToContain)],
    ['Overdue decisions', String(decisions.overdue)],
    ['Assessments complete (approved)', percent(figures.assessmentsComplete)],
    ['Closed mitigations whose finding is gone', percent(figures.controlsVerified)],
  ];
  return [
    { title: 'Summary', text: `${baseline ? '' : 'There is no baseline yet, so nothing is compared. `shipmate baseline` keeps one. '}A dash stands where there is nothing to measure yet.`, head: ['What', 'Figure'], rows: summary },
    { title: 'Decisions', head: ['State', 'Count'], rows: [['being worked on, handed on or rejected', decisions.open], ['waiting for sign-offs', decisions.waiting], ['agreed', decisions.agreed], ['ended, so that the finding is open again', decisions.ended], ['closed', decisions.closed]].map(([state, count]) => [String(state), String(count)]) },
    {
      title: 'Precision by class', text: figures.precision.length === 0 ? 'Nobody judged a finding yet.' : 'Of the findings somebody judged, those that were right. Settled disputes count against the class.',
      head: ['Class', 'Right'], rows: figures.precision.map(({ classId, ...share }) => [classId, percent(share)]),
    },
    { title: 'Closed by team', text: figures.closedByTeam.length === 0 ? 'Nothing is closed yet.' : 'By role of the team file, never by person.', head: ['Team', 'Closed'], rows: figures.closedByTeam.map(({ team, closed }) => [team, String(closed)]) },
    {
      title: 'Trend', text: figures.trend.length === 0 ? 'Version control holds no earlier register.' : 'From the commits that changed the register, by what their files say.',
      head: ['Day', 'Findings in the baseline', 'Decisions open', 'Decisions agreed', 'Decisions closed'], rows: figures.trend.map(({ date, baseline: held, open, agreed, closed }) => [date, held === undefined ? '-' : String(held), String(open), String(agreed), String(closed)]),
    },
  ];
}
