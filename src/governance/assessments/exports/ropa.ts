import { dataTypesOf, type ExportInput } from './export-input';

/** One line of a register of processing activities: the fields of GDPR Art. 30(1), empty where only people can answer. */
function record({ document, facts, team }: ExportInput): [field: string, value: string][] {
  const recipients = facts.inventory.recipients.map(({ id, name }) => { const role = team.recipients?.find((entry) => entry.id === id)?.role; return role === undefined ? name : `${name} (${role})`; });
  const retention = team.retention.filter(({ data }) => data.some((type) => dataTypesOf(facts).includes(type))).map(({ data, keep }) => `${data.join(', ')}: ${keep}`);
  return [
    ['Processing', `${document.title} (${document.id})`],
    ['Responsible', document.roles.owner ?? team.roles.owner ?? ''],
    ['Data protection officer', document.roles.dpo ?? team.roles.dpo ?? ''],
    ['Purposes', document.purposes.join(', ')],
    ['Legal basis', document.legalBasis],
    ['Categories of data subjects', document.dataSubjects.join(', ')],
    ['Categories of personal data', dataTypesOf(facts).map((id) => facts.dataType(id)?.label ?? id).join(', ')],
    ['Special categories', dataTypesOf(facts).filter((id) => facts.dataType(id)?.special === true).map((id) => facts.dataType(id)?.label ?? id).join(', ')],
    ['Recipients', recipients.join(', ')],
    ['Countries', [...new Set(facts.inventory.recipients.flatMap(({ country }) => country ?? []))].sort().join(', ')],
    ['Transfers and their ground', document.transfers.join('; ')],
    ['Time limits for erasure', [...document.retention, ...retention].join('; ')],
    ['Security measures seen', [...new Set(facts.inventory.safeguards.map(({ grade }) => grade))].sort().join(', ')],
    ['Assessment', `${document.file} (${document.status})`],
  ];
}

/** The register of processing as a Markdown table, one column per assessment field. */
export function ropaMarkdown(inputs: readonly ExportInput[]): string {
  const cell = (text: string): string => text.replace(/\s+/g, ' ').replace(/\|/g, '\\|').replace(/</g, '&lt;');
  return ['# Register of processing activities', '', ...inputs.flatMap((input) => [`## ${cell(input.document.title)}`, '', '| Field | Entry |', '|---|---|', ...record(input).map(([field, value]) => `| ${field} | ${cell(value)} |`), ''])].join('\n');
}

/** The same as CSV (RFC 4180), one line per processing. Cells that a spreadsheet would run as a formula are led by an apostrophe. */
export function ropaCsv(inputs: readonly ExportInput[]): string {
  const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
  const [first] = inputs;
  if (!first) return '';
  const lines = [record(first).map(([field]) => cell(field)), ...inputs.map((input) => record(input).map(([, value]) => cell(value)))];
  return lines.map((line) => line.join(',')).join('\r\n') + '\r\n';
}
