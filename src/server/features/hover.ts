import type { Finding, Position, Range } from '../../model';
import type { Explanation } from '../../engine/workspace';
import { decisionText, type RuleInfo } from '../../report/report';
import { bySeverity, pathOfTarget } from './diagnostics';

/** What a hover needs to know beside the findings. */
export interface HoverContext {
  uriOf: (path: string) => string;
  sentenceOf: (finding: Finding) => string;
  labelOf: (dataType: string) => string;
  ruleOf: (classId: string) => RuleInfo | undefined;
}

const mostSteps = 8;

/** True when a position lies in a range, its end included. */
export function holds(range: Range, position: Position): boolean {
  const { start, end } = range;
  const afterStart = position.line > start.line || (position.line === start.line && position.character >= start.character);
  return afterStart && (position.line < end.line || (position.line === end.line && position.character <= end.character));
}

/** Findings at a position, most severe first: on the call, or on the argument the editor underlines. */
export function findingsAt(findings: readonly Finding[], position: Position): Finding[] {
  return findings.filter((finding) => holds(finding.range, position) || (finding.argument !== undefined && holds(finding.argument, position))).sort(bySeverity);
}

/** The hover of the findings at one call: sentence, way of the data, controls, law, links and history of each. */
export function findingHover(findings: readonly Finding[], context: HoverContext): string {
  return findings.map((finding) => oneHover(finding, context)).join('\n\n---\n\n');
}

function oneHover(finding: Finding, context: HoverContext): string {
  const rule = context.ruleOf(finding.classId);
  const parts = [
    `**${text(context.sentenceOf(finding))}**`,
    flowOf(finding, context),
    controlsOf(finding),
    whoOf(finding, context),
    linksOf(finding, context),
    historyOf(finding),
    decisionOf(finding, context),
    rule ? `${commandLink(rule.title, 'openRule', [finding.classId])}${referencesOf(rule)}` : '',
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function flowOf(finding: Finding, context: HoverContext): string {
  const [flow] = finding.flows;
  if (!flow || flow.steps.length < 2) return '';
  const { steps } = flow;
  const shown = steps.length > mostSteps ? [...steps.slice(0, mostSteps / 2), undefined, ...steps.slice(-mostSteps / 2)] : steps;
  const words = shown.map((step) => {
    if (!step) return '…';
    const place = step.file === finding.file ? `line ${step.range.start.line + 1}` : `${step.file.slice(step.file.lastIndexOf('/') + 1)}:${step.range.start.line + 1}`;
    return `${code(step.text)} ([${place}](${context.uriOf(step.file)}#${step.range.start.line + 1},${step.range.start.character + 1}))`;
  });
  const more = finding.flowCount > 1 ? ` · ${finding.flowCount - 1} more` : '';
  return words.join(' → ') + more;
}

function controlsOf(finding: Finding): string {
  if (finding.controls.length === 0) return '';
  return finding.controls.slice(0, 4).map(({ title, kind, effort, residual }) => `- ${text(title)}${kind === 'step' ? ' (a step)' : ''} · ${effort} · ${text(residual)}`).join('\n');
}

function whoOf(finding: Finding, context: HoverContext): string {
  const data = finding.dataTypes.map((type) => context.labelOf(type)).join(', ');
  const recipient = finding.recipient && `${finding.recipient.name}${finding.recipient.country === undefined ? '' : `, ${finding.recipient.country}`}`;
  const how = finding.strength === 'likely' ? 'likely' : '';
  return [data === '' ? '' : `${text(data)}${how === '' ? '' : ` (${how})`}`, `tier ${finding.tier}`, recipient === undefined ? '' : `to ${text(recipient)}`].filter((part) => part !== '').join(' · ');
}

function linksOf(finding: Finding, context: HoverContext): string {
  const links = [...finding.threats.map((link) => ({ link, kind: 'Threat' })), ...finding.assessments.map((link) => ({ link, kind: 'PIA' }))];
  return links.slice(0, 6).map(({ link, kind }) => {
    const address = `${context.uriOf(pathOfTarget(link.target))}#${link.range.start.line + 1},${link.range.start.character + 1}`;
    return `${kind}: [${text(link.title)}](${address})${link.how === 'derived' ? ' (derived)' : ''}`;
  }).join('  \n');
}

function historyOf(finding: Finding): string {
  const states = { new: '', known: 'Known: in the baseline.', 'newly-seen': 'Newly seen: better rules found it in code that was there before.', agreed: 'Agreed.' } as const;
  const ignored = finding.ignore ? `Ignored: ${text(finding.ignore.reason)}${finding.ignore.until === undefined ? '' : ` (until ${finding.ignore.until})`}${finding.ignore.waiting ? '. Waiting for a decision.' : ''}` : '';
  return [states[finding.state], ignored].filter((part) => part !== '').join(' ');
}

/** What was decided, with the way to its file. */
function decisionOf({ decision }: Finding, context: HoverContext): string {
  return decision ? `Decision: [${text(decisionText(decision))}](${context.uriOf(decision.file)})` : '';
}

function referencesOf(rule: RuleInfo): string {
  const { gdpr, cwe, linddun } = rule.references;
  const list = [gdpr.length > 0 ? `GDPR ${gdpr.join(', ')}` : '', cwe.join(', '), linddun.length > 0 ? `LINDDUN ${linddun.join(', ')}` : ''].filter((part) => part !== '');
  return list.length === 0 ? '' : ` · ${list.join(' · ')}`;
}

/** Why, or why not: what the code at a place is taken for, with the evidence and what would turn it. Empty when there is nothing to say. */
export function explanationText(explanation: Explanation, heading = ''): string {
  const blocks = explanation.subjects.map(({ text: subject, verdict, evidence, flip }) =>
    [`${code(subject)}: ${text(verdict)}`, ...evidence.map((line) => `- ${text(line)}`), ...(flip === undefined ? [] : [`- would turn it: ${text(flip)}`])].join('\n'),
  );
  return blocks.length === 0 ? '' : [heading, ...blocks].filter((part) => part !== '').join('\n\n');
}

/** A link that runs a command of the extension. */
function commandLink(title: string, command: string, args: readonly unknown[]): string {
  return `[${text(title)}](command:privacyShipmate.${command}?${encodeURIComponent(JSON.stringify(args))})`;
}

/** Text that Markdown shows as it is; spans between backticks stay code. */
export function text(value: string): string {
  return value.split('`').map((part, at) => (at % 2 === 1 ? `\`${part}\`` : part.replace(/[\\*_[\]<>#|]/g, '\\$&'))).join('');
}

/** Text as code, whatever backticks it holds. */
export function code(value: string): string {
  return value.includes('`') ? `\`\` ${value} \`\`` : `\`${value}\``;
}
