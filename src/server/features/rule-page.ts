import type { Catalogue, FindingClass } from '../../engine/rules/catalogue';
import { text } from './hover';

const names: Readonly<Record<string, string>> = { typescript: 'TypeScript', javascript: 'JavaScript', python: 'Python' };

/** The page of a finding class: why it matters, what to do, examples, controls and references. Undefined for an id nobody knows. */
export function rulePage(catalogue: Catalogue, id: string): string | undefined {
  const rule = catalogue.findings.find((candidate) => candidate.id === id);
  if (!rule) return undefined;
  const { docs } = rule;
  return [
    `# ${text(rule.title)}`,
    `\`${rule.id}\``,
    section('Why it matters', docs.why),
    section('What ships well', docs.do),
    section('Instead of', docs.dont),
    section('Not reported', docs.notWhen),
    examples(rule),
    controls(catalogue, rule),
    references(rule),
  ].filter((part) => part !== '').join('\n\n') + '\n';
}

function section(title: string, body: string): string {
  return body.trim() === '' ? '' : `## ${title}\n\n${body.trim()}`;
}

function examples({ docs }: FindingClass): string {
  const languages = [...new Set([...Object.keys(docs.bad), ...Object.keys(docs.good)])].sort();
  const blocks = languages.flatMap((language) => {
    const block = (title: string, source: string | undefined): string[] => (source === undefined ? [] : [`${title} (${names[language] ?? language}):\n\n\`\`\`${language}\n${source.trimEnd()}\n\`\`\``]);
    return [...block('Reported', docs.bad[language]), ...block('Fine', docs.good[language])];
  });
  return blocks.length === 0 ? '' : `## Examples\n\n${blocks.join('\n\n')}`;
}

function controls(catalogue: Catalogue, rule: FindingClass): string {
  const rows = rule.controls.flatMap((id) => {
    const control = catalogue.controls.find((candidate) => candidate.id === id);
    return control ? [`| \`${id}\` | ${cell(control.docs)} | ${control.effort} | ${cell(control.residual)} |`] : [];
  });
  return rows.length === 0 ? '' : `## Controls\n\n| control | what it does | effort | what stays |\n|---|---|---|---|\n${rows.join('\n')}`;
}

function cell(value: string): string {
  return value.trim().replace(/\s+/g, ' ').replaceAll('|', '\\|');
}

function references({ references: refs }: FindingClass): string {
  const rows = [['GDPR', refs.gdpr], ['CWE', refs.cwe], ['LINDDUN', refs.linddun], ['OWASP ASVS', refs.asvs], ['NIST', refs.nist]] as const;
  const lines = rows.filter(([, list]) => list.length > 0).map(([name, list]) => `- ${name}: ${list.join(', ')}`);
  return lines.length === 0 ? '' : `## References\n\n${lines.join('\n')}`;
}
