import type { ReportingDescriptor, ToolComponent } from 'sarif';
import type { RuleInfo } from './report';

/** Positions of the taxonomies in `run.taxonomies`. */
export const cweIndex = 0;
export const linddunIndex = 1;

/** The LINDDUN threat types by our letters (names of linddun.org). */
const linddunNames: Readonly<Record<string, string>> = {
  L: 'Linking',
  I: 'Identifying',
  NR: 'Non-repudiation',
  D: 'Detecting',
  DD: 'Data disclosure',
  U: 'Unawareness and unintervenability',
  NC: 'Non-compliance',
};

/** The two taxonomies rules refer to, each with the entries in use, in order of their ids. */
export function taxonomiesOf(rules: readonly RuleInfo[]): ToolComponent[] {
  const cwe = [...new Set(rules.flatMap(({ references }) => references.cwe.map((id) => id.replace(/^cwe-/i, ''))))].sort((a, b) => Number(a) - Number(b));
  const linddun = [...new Set(rules.flatMap(({ references }) => references.linddun))].sort();
  return [
    {
      name: 'CWE', organization: 'MITRE', informationUri: 'https://cwe.mitre.org/', isComprehensive: false,
      shortDescription: { text: 'Common Weakness Enumeration' },
      taxa: cwe.map((id): ReportingDescriptor => ({ id, helpUri: `https://cwe.mitre.org/data/definitions/${id}.html` })),
    },
    {
      name: 'LINDDUN', organization: 'KU Leuven', informationUri: 'https://linddun.org/', isComprehensive: false,
      shortDescription: { text: 'Privacy threat types' },
      taxa: linddun.map((id): ReportingDescriptor => ({ id, name: linddunNames[id.split('.')[0]?.toUpperCase() ?? ''] ?? id })),
    },
  ];
}
