import type { Finding, Flow, Problem, Range } from '../model';
import { masked, withoutLiterals } from './mask';
import { byGuess, bySeverity, bySkipReason, byUnseenReason, counted, decisionText, isHidden, isOpen, labelOf, overTheBar, skipWords, type Report } from './report';
import { sentenceOf } from './sentence';

/** Steps of one flow that are printed; the middle of a longer one is told as a count. */
const shownSteps = 8;

/**
 * The report for people in a terminal: one head line per finding (`file:line:column severity class: sentence`, which the
 * editor's problem matcher reads), its details indented below, then what was seen and what was not.
 */
export function textReport(report: Report): string {
  const open = report.findings.filter(isOpen);
  const waiting = report.findings.filter((finding) => finding.ignore?.waiting === true);
  const blocks = [...open, ...waiting].map((finding) => findingBlock(report, finding));
  const problems = report.problems.map(problemLine);
  return [...blocks, ...(problems.length > 0 ? [problems.join('\n')] : []), textSummary(report)].join('\n\n') + '\n';
}

/** The closing lines: what was analysed, skipped and why, which calls stayed unresolved, what was found. */
export function textSummary(report: Report): string {
  const { coverage } = report;
  const skipped = bySkipReason(coverage);
  const lines = [
    `${counted(coverage.analysed, 'file')} analysed (${counted(coverage.lines, 'line')})` + (coverage.partial ? ', a part of the workspace' : ''),
    ...(skipped.length > 0 ? [`Not analysed: ${skipped.map(({ reason, count }) => `${count} ${skipWords[reason]}`).join(', ')}`] : []),
    ...unseenLine(report),
    ...(coverage.calls.unresolved > 0 ? [callsLine(report)] : []),
    ...(report.untried > 0 ? [`Controls not tried out: ${report.untried} of ${counted(report.findings.length, 'finding')}; these name the likeliest one`] : []),
    foundLine(report),
    ...guessedLine(report),
  ];
  return lines.join('\n');
}

function findingBlock(report: Report, finding: Finding): string {
  const rule = report.rules.find(({ id }) => id === finding.classId);
  const head = `${at(finding.file, finding.range)} ${finding.severity} ${finding.classId}: ${sentenceOf(finding, rule)}`;
  return [head, ...details(report, finding).map(([name, text]) => `    ${name.padEnd(9)} ${text}`)].join('\n');
}

function details(report: Report, finding: Finding): [string, string][] {
  const rows: [string, string][] = [];
  if (finding.dataTypes.length > 0) rows.push(['data', `${finding.dataTypes.map((id) => labelOf(report, id)).join(', ')} (${finding.strength})`]);
  if (finding.recipient) rows.push(['goes to', recipientText(finding.recipient)]);
  const [first] = finding.flows;
  if (first) rows.push(['flow', flowText(finding, first)]);
  finding.controls.forEach((control, i) => {
    const proof = control.kind === 'step' ? 'a step' : control.verified ? 'verified edit' : 'edit';
    rows.push([i === 0 ? 'controls' : '', masked(`${control.title} (${proof}, ${control.effort})`)]);
  });
  for (const link of finding.threats) rows.push(['threat', masked(`${link.target} ${link.title}`)]);
  for (const link of finding.assessments) rows.push(['PIA', masked(`${link.target} ${link.title}`)]);
  if (finding.decision) rows.push(['decision', masked(`${decisionText(finding.decision)} (${finding.decision.file})`)]);
  if (finding.ignore) rows.push(['ignored', masked(`${finding.ignore.reason}: waiting for a decision`)]);
  if (finding.place !== 'code') rows.push(['place', finding.place]);
  return rows;
}

/** "Twilio (sms, US)". */
export function recipientText(recipient: NonNullable<Finding['recipient']>): string {
  const about = [recipient.category === 'unknown' ? '' : recipient.category, recipient.country].filter(Boolean).join(', ');
  return about === '' ? recipient.name : `${recipient.name} (${about})`;
}

function flowText(finding: Finding, flow: Flow): string {
  const { steps } = flow;
  const omitted = steps.length - shownSteps;
  const shown = omitted > 0 ? [...steps.slice(0, shownSteps / 2), ...steps.slice(-shownSteps / 2)] : steps;
  const words = shown.map((step) => {
    const place = step.file === finding.file ? lineColumn(step.range) : at(step.file, step.range);
    return `${withoutLiterals(step.text)} (${place})`;
  });
  if (omitted > 0) words.splice(shownSteps / 2, 0, `… ${counted(omitted, 'step')} …`);
  const more = finding.flowCount > 1 ? `  (+${finding.flowCount - 1} more)` : '';
  return words.join(' → ') + more;
}

/** A problem of a file people wrote, in one line that names its place. */
export function problemLine(problem: Problem): string {
  return masked(`${at(problem.file, problem.range)} ${problem.level} ${problem.id}: ${problem.message}`);
}

function unseenLine(report: Report): string[] {
  const words = { 'syntax-error': 'with syntax errors', budget: 'cut by a budget', dynamic: 'decided only at run time' } as const;
  const parts = byUnseenReason(report.coverage);
  return parts.length === 0 ? [] : [`Not seen inside files: ${parts.map(({ reason, count }) => `${counted(count, 'place')} ${words[reason]}`).join(', ')}`];
}

function callsLine(report: Report): string {
  const { resolved, unresolved, examples } = report.coverage.calls;
  const named = examples.length > 0 ? `, e.g. ${examples.slice(0, 3).map(withoutLiterals).join(', ')}` : '';
  return `Calls not resolved: ${unresolved} of ${resolved + unresolved}${named}`;
}

function foundLine(report: Report): string {
  const open = report.findings.filter(isOpen);
  const by = bySeverity(open).map(({ severity, count }) => `${count} ${severity}`).join(', ');
  const others = [
    [report.findings.filter((finding) => !finding.ignore && finding.state === 'known').length, 'known in the baseline'],
    [report.findings.filter((finding) => !finding.ignore && finding.state === 'newly-seen').length, 'newly seen by better rules'],
    [report.findings.filter((finding) => !finding.ignore && finding.state === 'agreed').length, 'agreed'],
    [report.findings.filter(isHidden).length, 'ignored with a reason'],
    [report.findings.filter((finding) => finding.ignore?.waiting === true).length, 'waiting for a decision'],
  ] as const;
  const rest = others.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  const over = overTheBar(report).length;
  const main = open.length === 0 ? 'Nothing new found in what was analysed' : `${counted(open.length, 'finding')}: ${by}; ${over} at ${report.bar} or above`;
  return rest.length > 0 ? `${main} (${rest.join(', ')})` : main;
}

function guessedLine(report: Report): string[] {
  const { receiverName, onlyMethod } = byGuess(report.findings.filter(isOpen));
  const parts = [...(receiverName > 0 ? [`${receiverName} on the name of a receiver`] : []), ...(onlyMethod > 0 ? [`${onlyMethod} on the only method of its name`] : [])];
  return parts.length === 0 ? [] : [`Resting on a guess: ${parts.join(', ')}`];
}

function at(file: string, range: Range): string {
  return `${file}:${lineColumn(range)}`;
}

function lineColumn(range: Range): string {
  return `${range.start.line + 1}:${range.start.character + 1}`;
}
