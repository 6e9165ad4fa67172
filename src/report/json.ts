import { isComplete, type ControlOffer, type Coverage, type Finding } from '../model';
import { masked, repeatsPersonalData, withoutLiterals } from './mask';
import { byGuess, bySeverity, bySkipReason, byUnseenReason, isHidden, isOpen, overTheBar, type Report } from './report';
import { sentenceOf } from './sentence';

/**
 * The report for programs. `schemaVersion` is raised when a key changes its meaning or goes away. Positions count from 0, characters in
 * UTF-16 units. Edits are those of verified controls; one that would repeat literal personal data is left to the editor.
 */
export function jsonReport(report: Report): string {
  const open = report.findings.filter(isOpen);
  const value = {
    schemaVersion: 1,
    tool: { name: 'Privacy Shipmate', ...report.tool },
    date: report.date,
    summary: {
      analysed: report.coverage.analysed,
      skipped: Object.fromEntries(bySkipReason(report.coverage).map(({ reason, count }) => [reason, count])),
      complete: isComplete(report.coverage),
      unseen: Object.fromEntries(byUnseenReason(report.coverage).map(({ reason, count }) => [reason, count])),
      calls: { resolved: report.coverage.calls.resolved, unresolved: report.coverage.calls.unresolved },
      findings: Object.fromEntries(bySeverity(open).map(({ severity, count }) => [severity, count])),
      bar: report.bar,
      overTheBar: overTheBar(report).length,
      guessed: byGuess(open),
      untriedControls: report.untried,
    },
    findings: report.findings.map((finding) => ({ ...findingValue(finding), sentence: sentenceOf(finding, report.rules.find(({ id }) => id === finding.classId)) })),
    problems: report.problems.map(({ id, file, range, message, level }) => ({ id, file, range, message: masked(message), level })),
    coverage: coverageValue(report.coverage),
  };
  return JSON.stringify(value, undefined, 2) + '\n';
}

function findingValue(finding: Finding): object {
  return {
    ...finding,
    hidden: isHidden(finding),
    fact: masked(finding.fact),
    callee: withoutLiterals(finding.callee),
    flows: finding.flows.map((flow) => ({ ...flow, steps: flow.steps.map((step) => ({ ...step, text: withoutLiterals(step.text) })) })),
    ignore: finding.ignore && { ...finding.ignore, reason: masked(finding.ignore.reason) },
    controls: finding.controls.map(controlValue),
  };
}

function controlValue(control: ControlOffer): object {
  const { id, title, effort, residual, assessment, kind, verified, edits } = control;
  return { id, title: masked(title), effort, residual, assessment, kind, verified, ...(verified && edits !== undefined && !repeatsPersonalData(edits) ? { edits } : {}) };
}

function coverageValue(coverage: Coverage): Coverage {
  const { calls, unseen } = coverage;
  return { ...coverage, unseen: unseen.map((place) => ({ ...place, text: withoutLiterals(place.text) })), calls: { ...calls, examples: calls.examples.map(withoutLiterals) } };
}
