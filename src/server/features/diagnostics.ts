import { DiagnosticSeverity, type Diagnostic, type DiagnosticRelatedInformation } from 'vscode-languageserver';
import { severities, STRENGTH_ORDER, type Finding, type Problem, type Range } from '../../model';
import type { Settings } from '../protocol';

/** What diagnostics need to know beside the findings. */
export interface DiagnosticContext {
  settings: Settings['problems'];
  uriOf: (path: string) => string;
  sentenceOf: (finding: Finding) => string;
  labelOf: (dataType: string) => string;
}

export const diagnosticSource = 'Privacy Shipmate';

/** Longest message of a squiggle. */
const longest = 100;
/** Flow steps told beside a diagnostic; the hover and the step commands know them all. */
const mostSteps = 12;

const levels = { error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, information: DiagnosticSeverity.Information } as const;

/** The diagnostics of one file: one per call, led by its most severe finding, in the order of the text. */
export function diagnosticsOf(findings: readonly Finding[], context: DiagnosticContext): Diagnostic[] {
  const shown = findings.filter((finding) => isShown(finding, context.settings)).sort(bySeverity);
  const calls = new Map<string, Finding[]>();
  for (const finding of shown) {
    const key = callKey(finding.range);
    const list = calls.get(key);
    if (list) list.push(finding);
    else calls.set(key, [finding]);
  }
  return [...calls.values()].flatMap((list) => diagnosticOf(list, context)).sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
}

/** True when a finding belongs in Problems under these settings. */
export function isShown(finding: Finding, settings: Settings['problems']): boolean {
  if (finding.ignore && !finding.ignore.waiting) return false;
  if (settings.show === 'new' && finding.state !== 'new') return false;
  if (!settings.tests && finding.place !== 'code') return false;
  return STRENGTH_ORDER[finding.strength] >= STRENGTH_ORDER[settings.strength] && levelOf(finding, settings) !== 'none';
}

/** Findings with one key stand at one call and share a squiggle. */
export function callKey({ start, end }: Range): string {
  return `${start.line}:${start.character}-${end.line}:${end.character}`;
}

/** Most severe first; equal ones keep the order of their classes. */
export function bySeverity(a: Finding, b: Finding): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity);
}

function levelOf(finding: Finding, settings: Settings['problems']): Settings['problems']['levels']['high'] {
  const level = settings.levels[finding.severity];
  return finding.ignore && level !== 'none' ? 'information' : level;
}

/** Where the squiggle stands: the argument, or the name of the call where that is spread over lines. Half a page of squiggles reads as half a page of mistakes. */
export function squiggleOf({ argument, range, callee }: Finding): Range {
  return argument && argument.start.line === argument.end.line ? argument : lastLineOf(range, callee);
}

function lastLineOf(range: Range, callee: string): Range {
  if (range.start.line === range.end.line) return range;
  const name = /[\w$]*$/.exec(callee)?.[0] ?? '';
  return { start: { line: range.end.line, character: Math.max(0, range.end.character - name.length) }, end: range.end };
}

function diagnosticOf(list: readonly Finding[], context: DiagnosticContext): Diagnostic[] {
  const [lead] = list;
  const level = lead && levelOf(lead, context.settings);
  if (!lead || level === undefined || level === 'none') return [];
  return [{
    range: squiggleOf(lead),
    severity: levels[level],
    code: lead.classId,
    codeDescription: { href: `privacy-shipmate:/rules/${lead.classId}.md` },
    source: diagnosticSource,
    message: messageOf(lead, list.length - 1, context),
    relatedInformation: relatedTo(lead, context),
    data: lead.fingerprint,
  }];
}

/** The sentence, shortened to the fact where it would be too long. */
function messageOf(lead: Finding, more: number, context: DiagnosticContext): string {
  const end = lead.ignore ? ' Waiting for a decision.' : more > 0 ? ` (+${more} more)` : '';
  const sentence = lead.ignore ? lead.fact : context.sentenceOf(lead);
  const text = sentence.length + end.length <= longest ? sentence : lead.fact;
  return text.length + end.length <= longest ? text + end : `${text.slice(0, longest - end.length - 1)}…${end}`;
}

/** First the argument that carries the data, then the steps of the first flow, then the threats it is linked to. */
function relatedTo(finding: Finding, context: DiagnosticContext): DiagnosticRelatedInformation[] {
  const at = (file: string, range: Range, message: string): DiagnosticRelatedInformation => ({ location: { uri: context.uriOf(file), range }, message });
  const data = finding.dataTypes.map((type) => context.labelOf(type)).join(', ');
  const steps = finding.flows[0]?.steps ?? [];
  const shown = steps.length > mostSteps ? [...steps.slice(0, mostSteps / 2), ...steps.slice(-mostSteps / 2)] : steps;
  return [
    ...(finding.argument && data !== '' ? [at(finding.file, finding.argument, `carries ${data}`)] : []),
    ...shown.map((step) => at(step.file, step.range, `${step.kind}: ${step.text}`)),
    ...finding.threats.map((link) => at(pathOfTarget(link.target), link.range, `threat: ${link.title}`)),
  ];
}

/** The file of a link `path#native-id`. */
export function pathOfTarget(target: string): string {
  return target.slice(0, target.lastIndexOf('#'));
}

const problemLevels = { error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, information: DiagnosticSeverity.Information } as const;

/** Problems of a file people wrote, as diagnostics. */
export function problemDiagnostics(problems: readonly Problem[]): Diagnostic[] {
  return problems.map(({ id, range, message, level }) => ({ range, severity: problemLevels[level], code: id, source: diagnosticSource, message }));
}
