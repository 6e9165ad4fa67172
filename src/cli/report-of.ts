import type { Severity } from '../model';
import type { Report } from '../report/report';
import type { Analysis } from './analyse';
import { version } from './version';

/** The report of an analysis; `untried` counts findings whose controls were not tried out. */
export function reportOf(analysis: Analysis, untried: number, date: string, bar: Severity): Report {
  const { catalogue, artefacts } = analysis;
  const labels = [...catalogue.dataTypes.types, ...artefacts.team.dataTypes].map(({ id, label }) => [id, label ?? id] as const);
  return {
    tool: { version, rulesVersion: catalogue.version },
    date,
    rules: catalogue.findings,
    labels: Object.fromEntries(labels),
    findings: analysis.findings,
    problems: analysis.problems,
    coverage: analysis.coverage,
    untried,
    baseline: artefacts.baseline !== undefined,
    bar,
  };
}
