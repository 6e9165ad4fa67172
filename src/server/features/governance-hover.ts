import type { Finding, Position, Threat } from '../../model';
import { counted } from '../../report/report';
import type { Folder } from '../folder';
import { entriesOf, linksIn, onLines, type Entry } from './governance-files';
import { risksNaming } from './governance-references';
import { code, holds, text } from './hover';

const mostListed = 8;

/**
 * What the entry at a place of a governance file says, or the entry a link there names: its title and state, the findings in the code that link to it, and the
 * risks that name it. Undefined where there is neither.
 */
export function governanceHover(folder: Folder, path: string, content: string, position: Position, sentenceOf: (finding: Finding) => string): string | undefined {
  const link = linksIn(folder, content).find(({ range }) => holds(range, position))?.entry;
  if (link !== undefined) return hoverOf(folder, entriesOf(folder, link.slice(0, link.lastIndexOf('#'))).find((entry) => entry.link === link), sentenceOf);
  return hoverOf(folder, entriesOf(folder, path).find(({ range, named }) => [range, ...named].some((place) => onLines(place, position))), sentenceOf);
}

function hoverOf(folder: Folder, entry: Entry | undefined, sentenceOf: (finding: Finding) => string): string | undefined {
  if (!entry) return undefined;
  const { model } = folder.artefacts();
  const at = entry.link.lastIndexOf('#');
  const [file, id] = [entry.link.slice(0, at), entry.link.slice(at + 1)];
  const threat = model.threats.find((candidate) => candidate.file === file && candidate.id === id);
  const assessment = model.assessments.find((candidate) => candidate.file === file);
  const risk = assessment?.risks.find((candidate) => candidate.id === id);
  const title = threat?.title ?? risk?.title ?? assessment?.title ?? id;
  const about = threat ? aboutThreat(threat) : [risk ? `Risk of ${assessment?.id ?? ''}` : 'Assessment', risk?.dataTypes.join(', ') ?? ''].filter((part) => part !== '').join(' · ');
  const places = entry.findings.slice(0, mostListed).map((finding) => `- ${text(sentenceOf(finding))} ([${finding.file}:${finding.range.start.line + 1}](${folder.addresses.uriOf(finding.file)}#${finding.range.start.line + 1}))`);
  const rest = entry.findings.length - places.length;
  const findings = entry.findings.length === 0 ? 'No finding in the code links to it.' : [`${counted(entry.findings.length, 'finding')} in the code:`, '', ...places, ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n');
  const risks = risksNaming(folder, entry.link).slice(0, mostListed).map(({ uri, range, title: name }) => `PIA: [${text(name)}](${uri}#${range.start.line + 1})`).join('  \n');
  return [`**${text(title)}** ${code(id)}`, text(about), findings, risks].filter((part) => part !== '').join('\n\n');
}

function aboutThreat({ state, linddun, dataTypes, classes, files }: Threat): string {
  return ['Threat', state, linddun.length > 0 ? `LINDDUN ${linddun.join(', ')}` : '', classes.join(', '), dataTypes.join(', '), files.length > 0 ? `stands on ${files.slice(0, 3).join(', ')}` : ''].filter((part) => part !== '').join(' · ');
}
