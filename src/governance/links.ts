import type { Finding, Link } from '../model/finding';
import type { Assessment, AssessmentRisk, GovernanceModel, Threat } from '../model/governance';
import type { Problem } from '../model/problem';
import type { Range } from '../model/place';
import { cleanPath, covers, coversAny, specificity } from './globs';
import { fileProblem } from './text';

/** LINDDUN letters of a finding class, from the compiled rules. */
export type LinddunOf = (classId: string) => readonly string[];

/** The entry a link leads to. */
export interface LinkTarget {
  file: string;
  id: string;
  title: string;
  range: Range;
}

/**
 * Findings with their links to threats and assessments, in the order of the targets. What people stated beats what is derived: a stated link
 * leaves out the derived ones of its kind.
 */
export function linkFindings(findings: readonly Finding[], model: GovernanceModel, linddunOf: LinddunOf): Finding[] {
  return findings.map((finding) => {
    const threats = threatLinks(finding, model.threats, linddunOf(finding.classId));
    return { ...finding, threats, assessments: assessmentLinks(finding, model, threats) };
  });
}

/** Findings by the target of their links, for the way back from a threat or a risk to the code. */
export function backlinks(findings: readonly Finding[]): Map<string, Finding[]> {
  const map = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const { target } of [...finding.threats, ...finding.assessments]) {
      const list = map.get(target);
      if (list) list.push(finding);
      else map.set(target, [finding]);
    }
  }
  return map;
}

function threatLinks(finding: Finding, threats: readonly Threat[], linddun: readonly string[]): Link[] {
  const links = threats.flatMap((threat): Link[] => {
    const how = threatHow(finding, threat, linddun);
    return how ? [{ target: `${threat.file}#${threat.id}`, title: threat.title, how, range: threat.range }] : [];
  });
  return preferStated(links);
}

/** Stated: the threat names the finding, or its class with fitting data on a fitting component. Derived: a LINDDUN category they share, on a component that holds the file. */
function threatHow(finding: Finding, threat: Threat, linddun: readonly string[]): Link['how'] | undefined {
  if (namesPrint(threat.fingerprints, finding)) return 'stated';
  if (!fits(threat.dataTypes, finding.dataTypes)) return undefined;
  if (threat.where !== undefined && !coversAny(threat.where, finding.file)) return undefined;
  // Where no element says which code it stands for, the part of the repository its model speaks for does.
  const held = threat.files.length > 0 ? coversAny(threat.files, finding.file) : threat.where !== undefined;
  if (threat.classes.length > 0) return threat.classes.includes(finding.classId) && (held || threat.files.length === 0) ? 'stated' : undefined;
  return held && threat.linddun.some((letters) => linddun.includes(letters)) ? 'derived' : undefined;
}

function assessmentLinks(finding: Finding, model: GovernanceModel, threats: readonly Link[]): Link[] {
  const risks = model.assessments.flatMap((assessment) =>
    assessment.risks.flatMap((risk): Link[] => {
      const how = riskHow(finding, assessment, risk, threats, model);
      return how ? [{ target: `${assessment.file}#${risk.id}`, title: `${risk.id} · ${risk.title}`, how, range: risk.range }] : [];
    }),
  );
  if (risks.length > 0) return preferStated(risks);
  return closestAssessments(model.assessments, finding.file).map((assessment) => ({
    target: `${assessment.file}#${assessment.id}`, title: `${assessment.id} · ${assessment.title}`, how: 'derived', range: assessment.range,
  }));
}

/** Stated: the risk names the finding, its code, its class with fitting data, or a threat that states it. Derived: a threat that is itself derived. */
function riskHow(finding: Finding, assessment: Assessment, risk: AssessmentRisk, threats: readonly Link[], model: GovernanceModel): Link['how'] | undefined {
  if (namesPrint(risk.findings, finding)) return 'stated';
  if (!fits(risk.dataTypes, finding.dataTypes)) return undefined;
  if (risk.recipient !== '' && risk.recipient !== finding.recipient?.id) return undefined;
  const inScope = assessment.paths.length === 0 || coversAny(assessment.paths, finding.file);
  if (risk.classes.length > 0) return inScope && risk.classes.includes(finding.classId) ? 'stated' : undefined;
  if (risk.evidence.includes(`${finding.file}#${finding.symbol}`)) return 'stated';
  const named = new Set(risk.threats.flatMap((text) => resolveLink(text, model).value ?? []).map((target) => `${target.file}#${target.id}`));
  return threats.find((link) => named.has(link.target))?.how;
}

/** Assessments whose scope names the file most closely; more than one only where their globs are equally close. */
export function closestAssessments(assessments: readonly Assessment[], file: string): Assessment[] {
  let best: [number, number] = [-1, -1];
  let closest: Assessment[] = [];
  for (const assessment of assessments) {
    for (const glob of assessment.paths) {
      if (!covers(glob, file)) continue;
      const rank = specificity(glob);
      const order = rank[0] - best[0] || rank[1] - best[1];
      if (order > 0) {
        best = rank;
        closest = [assessment];
      } else if (order === 0 && !closest.includes(assessment)) closest.push(assessment);
    }
  }
  return closest;
}

/**
 * The entry a link text leads to: `path#native-id`, `PIA-001#R-01`, or a bare id that is unique.
 * @returns the entry, or why there is none, ready to be shown at the place of the link.
 */
export function resolveLink(text: string, model: GovernanceModel): { value?: LinkTarget; problem?: string } {
  const trimmed = text.trim();
  const hash = trimmed.indexOf('#');
  const holder = hash < 0 ? '' : trimmed.slice(0, hash);
  const id = hash < 0 ? trimmed : trimmed.slice(hash + 1);
  const held = targets(model).filter((target) => holder === '' || target.file === cleanPath(holder) || target.owner === holder);
  const own = held.filter((target) => target.id === id);
  const found = own.length > 0 ? own : held.filter((target) => target.aliases.includes(id));
  const [first] = found;
  if (!first) return { problem: `"${trimmed}" leads to no threat or risk.` };
  if (found.length > 1) return { problem: `"${trimmed}" is an ambiguous link: ${found.slice(0, 3).map((target) => `${target.file}#${target.id}`).join(', ')}. The path in front settles it.` };
  return { value: { file: first.file, id: first.id, title: first.title, range: first.range } };
}

/** Problems of the links people wrote into assessments. */
export function checkLinks(model: GovernanceModel): Problem[] {
  return model.assessments.flatMap((assessment) =>
    assessment.risks.flatMap((risk) =>
      risk.threats.flatMap((text) => {
        const { problem } = resolveLink(text, model);
        return problem === undefined ? [] : [fileProblem(assessment.file, risk.range, `${risk.id}: ${problem}`)];
      }),
    ),
  );
}

/** Everything a link can lead to; headings only where no risk has their id. */
function targets(model: GovernanceModel): (LinkTarget & { owner: string; aliases: readonly string[] })[] {
  const threats = model.threats.map(({ file, id, title, range, aliases = [] }) => ({ file, id, title, range, owner: '', aliases }));
  const assessments = model.assessments.flatMap((assessment) => {
    const { file, id: owner } = assessment;
    const risks = assessment.risks.map(({ id, title, range }) => ({ file, id, title, range, owner, aliases: [] }));
    const taken = new Set(risks.map((risk) => risk.id));
    const headings = assessment.headings.filter((heading) => !taken.has(heading.id)).map(({ id, range }) => ({ file, id, title: id, range, owner, aliases: [] }));
    return [{ file, id: owner, title: assessment.title, range: assessment.range, owner, aliases: [] }, ...risks, ...headings];
  });
  return [...threats, ...assessments];
}

function preferStated(links: readonly Link[]): Link[] {
  const stated = links.filter((link) => link.how === 'stated');
  return [...(stated.length > 0 ? stated : links)].sort((a, b) => (a.target < b.target ? -1 : a.target > b.target ? 1 : 0));
}

/** An entry that names no data speaks of all; a finding without data fits every entry. */
function fits(entry: readonly string[], finding: readonly string[]): boolean {
  return entry.length === 0 || finding.length === 0 || entry.some((type) => finding.includes(type));
}

function namesPrint(prints: readonly string[], finding: Finding): boolean {
  return prints.some((print) => finding.fingerprint.startsWith(print));
}
