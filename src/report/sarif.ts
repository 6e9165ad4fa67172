import type { ArtifactChange, CodeFlow, Fix, Log, PropertyBag, Replacement, ReportingDescriptor, ReportingDescriptorReference, Result, Run, Suppression } from 'sarif';
import type { FileEdits, Finding, FindingDecision, Severity } from '../model';
import { atLeast, isComplete } from '../model';
import { masked, repeatsPersonalData, withoutLiterals } from './mask';
import { byGuess, isOpen, labelOf, type Report, type RuleInfo } from './report';
import { notSeen } from './sarif-notifications';
import { artifactOf, locationOf, physicalOf, regionOf } from './sarif-places';
import { cweIndex, linddunIndex, taxonomiesOf } from './sarif-taxonomies';
import { sentenceOf } from './sentence';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/**
 * The report in SARIF 2.1.0: URIs relative to the workspace root (`SRCROOT`), columns in UTF-16 units from 1, fingerprints without lines,
 * fixes only from verified edits. Nothing in it depends on the machine or the hour.
 */
export function sarifReport(report: Report): string {
  const rules = rulesOf(report);
  const indexOf = new Map(rules.map((rule, i) => [rule.id, i]));
  const infoOf = new Map(report.rules.map((rule) => [rule.id, rule]));
  const run: Run = {
    tool: {
      driver: {
        name: 'Privacy Shipmate',
        semanticVersion: report.tool.version,
        rules,
        supportedTaxonomies: [{ name: 'CWE', index: cweIndex }, { name: 'LINDDUN', index: linddunIndex }],
        properties: { rulesVersion: report.tool.rulesVersion },
      },
    },
    taxonomies: taxonomiesOf(report.rules),
    invocations: [{ executionSuccessful: true, ...notSeen(report) }],
    originalUriBaseIds: { SRCROOT: { description: { text: 'The root of the analysed workspace.' } } },
    columnKind: 'utf16CodeUnits',
    results: report.findings.map((finding) => resultOf(report, finding, indexOf.get(finding.classId) ?? -1, infoOf.get(finding.classId))),
    properties: {
      date: report.date, filesAnalysed: report.coverage.analysed, partial: report.coverage.partial, complete: isComplete(report.coverage), guessed: byGuess(report.findings.filter(isOpen)),
    },
  };
  const log: Log = { $schema: schema, version: '2.1.0', runs: [run] };
  return JSON.stringify(log, undefined, 2) + '\n';
}

/** Rules in the order of their ids; a finding of a class nobody described gets a bare rule so that `ruleIndex` holds. */
function rulesOf(report: Report): ReportingDescriptor[] {
  const described = new Map(report.rules.map((rule) => [rule.id, ruleOf(rule)]));
  for (const { classId } of report.findings) if (!described.has(classId)) described.set(classId, { id: classId });
  return [...described.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function ruleOf(rule: RuleInfo): ReportingDescriptor {
  const { docs, references } = rule;
  const severity: Severity = rule.severity === 'by-tier' ? 'medium' : rule.severity;
  const sections = [
    docs.why,
    docs.do && `**Do**: ${docs.do}`,
    docs.dont && `**Instead of**: ${docs.dont}`,
    docs.notWhen && `**Not reported**: ${docs.notWhen}`,
  ].filter(Boolean);
  const cwe = references.cwe.map((id) => `external/cwe/${cweTag(id)}`);
  return {
    id: rule.id,
    name: rule.id.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(''),
    shortDescription: { text: rule.title },
    fullDescription: { text: docs.why === '' ? rule.title : docs.why },
    ...(sections.length > 0 ? { help: { text: sections.join('\n\n').replaceAll('**', ''), markdown: sections.join('\n\n') } } : {}),
    defaultConfiguration: { level: levelOf(severity) },
    relationships: taxaOf(rule).map((target) => ({ target, kinds: ['relevant'] })),
    properties: { tags: ['privacy', ...cwe, ...references.gdpr, ...references.asvs, ...references.nist], precision: 'high', 'security-severity': securitySeverity[severity] },
  };
}

/** Mid points of the bands that code hosts read: critical from 9.0, high from 7.0, medium from 4.0. */
const securitySeverity: Readonly<Record<Severity, string>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.5', info: '0.5' };

function levelOf(severity: Severity): 'warning' | 'note' {
  return atLeast(severity, 'medium') ? 'warning' : 'note';
}

function cweTag(id: string): string {
  return `cwe-${id.replace(/^cwe-/i, '')}`;
}

function taxaOf(rule: RuleInfo): ReportingDescriptorReference[] {
  return [
    ...rule.references.cwe.map((id) => ({ id: id.replace(/^cwe-/i, ''), toolComponent: { name: 'CWE', index: cweIndex } })),
    ...rule.references.linddun.map((id) => ({ id, toolComponent: { name: 'LINDDUN', index: linddunIndex } })),
  ];
}

function resultOf(report: Report, finding: Finding, ruleIndex: number, rule: RuleInfo | undefined): Result {
  const data = finding.dataTypes.map((id) => labelOf(report, id)).join(', ');
  const argument = finding.argument && { id: 1, ...locationOf(finding.file, finding.argument, data === '' ? 'the value' : `carries ${data}`) };
  const fixes = finding.controls.filter(({ verified }) => verified).map(({ title, edits }) => fixOf(title, edits ?? [])).filter((fix) => fix !== undefined);
  return {
    ruleId: finding.classId,
    ruleIndex,
    kind: 'fail',
    level: finding.ignore?.waiting === true ? 'note' : levelOf(finding.severity),
    ...(report.baseline ? { baselineState: finding.state === 'new' ? 'new' as const : 'unchanged' as const } : {}),
    message: { text: sentenceOf(finding, rule) },
    locations: [{
      physicalLocation: physicalOf(finding.file, finding.range),
      ...(finding.symbol === '' ? {} : { logicalLocations: [{ fullyQualifiedName: finding.symbol, kind: 'function' }] }),
    }],
    ...(argument ? { relatedLocations: [argument] } : {}),
    partialFingerprints: { 'shipmate/v1': finding.fingerprint },
    ...(finding.flows.length > 0 ? { codeFlows: finding.flows.map((flow) => codeFlowOf(report, flow)) } : {}),
    ...(fixes.length > 0 ? { fixes } : {}),
    ...(rule ? { taxa: taxaOf(rule) } : {}),
    suppressions: suppressionsOf(finding),
    properties: propertiesOf(finding),
  };
}

function codeFlowOf(report: Report, flow: Finding['flows'][number]): CodeFlow {
  const passed = flow.safeguards.length > 0 ? `, passed: ${flow.safeguards.join(', ')}` : '';
  return {
    message: { text: `${labelOf(report, flow.dataType)} (${flow.strength}${passed})` },
    threadFlows: [{
      locations: flow.steps.map((step) => ({
        importance: step.kind === 'source' || step.kind === 'sink' ? 'essential' as const : 'important' as const,
        location: locationOf(step.file, step.range, `${step.kind}: ${withoutLiterals(step.text)}`),
      })),
    }],
  };
}

/** A fix repeats code; one that would repeat literal personal data is left to the editor. */
function fixOf(title: string, files: readonly FileEdits[]): Fix | undefined {
  if (files.length === 0 || repeatsPersonalData(files)) return undefined;
  const artifactChanges: ArtifactChange[] = files.map(({ file, create, edits }) => ({
    artifactLocation: artifactOf(file),
    replacements: create === true
      ? [{ deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }, insertedContent: { text: edits.map(({ newText }) => newText).join('') } }]
      : edits.map(({ range, newText }): Replacement => ({ deletedRegion: regionOf(range), ...(newText === '' ? {} : { insertedContent: { text: newText } }) })),
  }));
  return { description: { text: masked(title) }, artifactChanges };
}

/** An ignore stands in the source, a decision in a file of its own; one that was rejected or ran out suppresses nothing, and says so. */
function suppressionsOf({ ignore, decision }: Finding): Suppression[] {
  const suppressions: Suppression[] = [];
  if (ignore) {
    const until = ignore.until === undefined ? '' : ` (until ${ignore.until})`;
    suppressions.push({
      kind: 'inSource', status: ignore.waiting ? 'underReview' : 'accepted', justification: masked(ignore.reason) + until,
      location: { physicalLocation: physicalOf(ignore.location.file, ignore.location.range) },
    });
  }
  const status = decision && suppressionStatus(decision);
  if (decision && status) {
    const until = decision.until === undefined ? '' : ` (until ${decision.until})`;
    suppressions.push({ kind: 'external', status, justification: `${masked(decision.reason ?? '')}${until}, ${decision.file}` });
  }
  return suppressions;
}

function suppressionStatus({ state, kind, outgrown }: FindingDecision): Suppression['status'] | undefined {
  if (kind !== 'accept-until' && kind !== 'dispute') return undefined;
  if (state === 'agreed') return outgrown === undefined ? 'accepted' : undefined;
  return state === 'requested' ? 'underReview' : state === 'rejected' ? 'rejected' : undefined;
}

function propertiesOf(finding: Finding): PropertyBag {
  return {
    severity: finding.severity,
    tier: finding.tier,
    strength: finding.strength,
    dataTypes: finding.dataTypes,
    ...(finding.recipient ? { recipient: finding.recipient } : {}),
    controls: finding.controls.map(({ id, effort, residual, verified }) => ({ id, effort, residual, verified })),
    threats: finding.threats.map(({ target }) => target),
    pia: finding.assessments.map(({ target }) => target),
    state: finding.state,
    ...(finding.decision ? { decision: finding.decision.file, ...(finding.decision.due === undefined ? {} : { due: finding.decision.due }) } : {}),
    place: finding.place,
    flowCount: finding.flowCount,
    ...(finding.guessed.length > 0 ? { guessed: finding.guessed } : {}),
  };
}
