import type { Finding } from '../model';
import { masked, withoutLiterals } from './mask';
import { bySkipReason, counted, decisionText, isOpen, labelOf, skipWords, type Report } from './report';
import { sentenceOf } from './sentence';
import { recipientText, textSummary } from './text';

/** Findings written out in full; the rest is told as a count so that a review comment stays readable. */
const shownFindings = 50;

/** The report for a pull request or a wiki page. */
export function markdownReport(report: Report): string {
  const open = report.findings.filter(isOpen);
  const waiting = report.findings.filter((finding) => finding.ignore?.waiting === true);
  const lines = ['# Privacy Shipmate', '', ...textSummary(report).split('\n').map((line) => `${escaped(line)}  `), ''];
  if (open.length > 0) lines.push('## Findings', '', ...section(report, open));
  if (waiting.length > 0) lines.push('## Waiting for a decision', '', ...section(report, waiting));
  if (report.problems.length > 0) {
    lines.push('## Problems in privacy files', '');
    for (const problem of report.problems) lines.push(`- ${place(problem.file, problem.range.start)} ${escaped(masked(problem.message))}`);
    lines.push('');
  }
  const skipped = bySkipReason(report.coverage);
  if (skipped.length > 0) {
    lines.push('## Not analysed', '', '| Why | Files and folders |', '|---|---|');
    for (const { reason, count } of skipped) lines.push(`| ${skipWords[reason]} | ${count} |`);
    lines.push('');
  }
  return lines.join('\n');
}

function section(report: Report, findings: readonly Finding[]): string[] {
  const lines = findings.slice(0, shownFindings).flatMap((finding) => entry(report, finding));
  if (findings.length > shownFindings) lines.push(`… and ${counted(findings.length - shownFindings, 'more finding')}.`);
  return [...lines, ''];
}

function entry(report: Report, finding: Finding): string[] {
  const rule = report.rules.find(({ id }) => id === finding.classId);
  const lines = [`- **${escaped(sentenceOf(finding, rule))}**`, `  ${place(finding.file, finding.range.start)} · ${finding.severity} · \`${finding.classId}\``];
  const data = finding.dataTypes.map((id) => labelOf(report, id)).join(', ');
  if (data !== '') lines.push(`  - Data: ${escaped(data)} (${finding.strength})` + (finding.recipient ? `, goes to ${escaped(recipientText(finding.recipient))}` : ''));
  const [flow] = finding.flows;
  if (flow) lines.push(`  - Flow: ${flow.steps.map((step) => code(withoutLiterals(step.text))).join(' → ')}` + (finding.flowCount > 1 ? ` (+${finding.flowCount - 1} more)` : ''));
  for (const control of finding.controls) lines.push(`  - Control: ${escaped(masked(control.title))} (${control.kind === 'edit' ? 'edit' : 'step'}, ${control.effort})`);
  for (const link of finding.threats) lines.push(`  - Threat: ${code(link.target)} ${escaped(masked(link.title))}`);
  for (const link of finding.assessments) lines.push(`  - PIA: ${code(link.target)} ${escaped(masked(link.title))}`);
  if (finding.decision) lines.push(`  - Decision: ${escaped(masked(decisionText(finding.decision)))} ${code(finding.decision.file)}`);
  if (finding.ignore) lines.push(`  - Reason given: ${escaped(masked(finding.ignore.reason))}`);
  return lines;
}

function place(file: string, start: { line: number; character: number }): string {
  return code(`${file}:${start.line + 1}:${start.character + 1}`);
}

/** Code text in backticks, with a fence longer than any run of backticks inside. */
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

/** Text from code or files opens no HTML, table, link or list; code spans in backticks stay as they are. */
function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .split(/(`[^`]*`)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/[<>|*_[\]]/g, (c) => `\\${c}`)))
    .join('');
}
