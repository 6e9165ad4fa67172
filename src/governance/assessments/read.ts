import type { Assessment, AssessmentRisk } from '../../model/governance';
import { cleanPath } from '../globs';
import { publicClasses } from '../threat-models/names';
import { fileProblem, lineStarts, rangeBetween } from '../text';
import type { Read } from '../text';
import { child, listedAt, rangeOf, readYaml, rootMap, textOf, textsOf } from '../yaml-source';
import { fieldsBetween, listOf, outline, sectionEnd } from './markdown';
import type { Heading, Outline } from './markdown';

/**
 * Reads a privacy impact assessment: Markdown with a YAML front matter.
 * @returns the assessment, or undefined where the text is none; problems are a broken front matter, markers without partner and repeated risk ids.
 */
export function readAssessment(file: string, text: string): Read<Assessment | undefined> {
  const parts = outline(text);
  const top = rangeBetween(lineStarts(text), 0, 0);
  if (!parts.frontMatter) return { value: undefined, problems: [fileProblem(file, top, 'This assessment has no front matter (a block between two lines `---` at the top), so its scope is not known.')] };
  const { source, problems } = readYaml(file, text, ...parts.frontMatter);
  const root = source ? rootMap(source) : undefined;
  if (!source || !root) return { value: undefined, problems: problems.length > 0 ? problems : [fileProblem(file, top, 'The front matter of this assessment has no keys, so its scope is not known.')] };
  for (const stray of parts.strays) problems.push(fileProblem(file, stray.range, `The marker "${stray.id}" has no partner or stands twice, so this block is not updated.`));
  const idNode = child(source, root, 'pia');
  const id = textOf(idNode) ?? /PIA-\d+/.exec(file)?.[0];
  if (id === undefined) problems.push(fileProblem(file, top, 'The front matter has no `pia` id, for example `pia: PIA-001`.'));
  const scope = child(source, root, 'scope');
  const processing = child(source, root, 'processing');
  const data = listedAt(source, processing, 'data', ['type', 'id', 'name']);
  const recipients = listedAt(source, processing, 'recipients', ['id', 'name']);
  const risks = riskHeadings(parts).map(({ heading, risk }) => readRisk(text, parts, heading, risk));
  const seen = new Set<string>();
  for (const risk of risks) {
    if (seen.has(risk.id)) problems.push(fileProblem(file, risk.range, `The risk id "${risk.id}" stands twice, so links to it are ambiguous.`));
    seen.add(risk.id);
  }
  return {
    value: {
      file,
      id: id ?? '',
      range: rangeOf(source, idNode ?? root),
      title: textOf(child(source, root, 'title')) ?? id ?? file,
      status: textOf(child(source, root, 'status')) ?? 'draft',
      paths: textsOf(source, child(source, scope, 'paths')).map(cleanPath),
      risks,
      headings: parts.headings.flatMap((heading) => heading.ids.map((name) => ({ id: name, range: heading.range }))),
      ...(data ? { data } : {}),
      ...(recipients ? { recipients } : {}),
    },
    problems,
  };
}

/** Headings of risks: those with an id `R-nn`, or whose text begins with one. */
export function riskHeadings(parts: Outline): { heading: Heading; risk: string }[] {
  return parts.headings.flatMap((heading) => {
    const risk = heading.ids.find((id) => /^R-\d+$/.test(id)) ?? /^R-\d+(?=\W|$)/.exec(heading.text)?.[0];
    return risk === undefined ? [] : [{ heading, risk }];
  });
}

/** The words that mark evidence as gone, with the day and what was seen last. */
export const goneEvidence = /^gone since (\d{4}-\d{2}-\d{2})(?: \(last seen: (.*)\))?$/;

function readRisk(text: string, parts: Outline, heading: Heading, id: string): AssessmentRisk {
  const fields = fieldsBetween(text, heading.line[1], sectionEnd(text, parts.headings, heading));
  const field = (...names: string[]): string[] => names.flatMap((name) => listOf(fields.get(name)));
  const gone = goneEvidence.exec(fields.get('evidence') ?? '');
  return {
    id,
    title: heading.text.replace(new RegExp(`^${id}\\W*`), '').trim() || id,
    range: heading.range,
    threats: field('threats', 'threat'),
    classes: field('class', 'classes').flatMap(publicClasses),
    dataTypes: field('data'),
    recipient: fields.get('recipient') ?? '',
    findings: field('findings', 'finding').filter((print) => /^[0-9a-f]{8,16}$/.test(print)),
    evidence: gone ? listOf(gone[2]) : field('evidence'),
    ...(gone?.[1] === undefined ? {} : { goneSince: gone[1] }),
  };
}
