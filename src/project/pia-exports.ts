import { cnilExport } from '../governance/assessments/exports/cnil';
import { cyclonedxExport } from '../governance/assessments/exports/cyclonedx';
import type { ExportInput } from '../governance/assessments/exports/export-input';
import { fidesExport } from '../governance/assessments/exports/fides';
import { ropaCsv, ropaMarkdown } from '../governance/assessments/exports/ropa';
import { readDocument } from '../governance/assessments/document';
import { inScope, type PiaFacts } from '../governance/assessments/facts';
import type { Assessment, TeamFile } from '../model';

/** What an assessment can be handed on as, with the end of the file's name. */
export const exportFormats = { cnil: '.cnil.json', fides: '.fides.yml', cyclonedx: '.cdx.json', ropa: '.ropa.md', 'ropa-csv': '.ropa.csv' } as const;
export type ExportFormat = keyof typeof exportFormats;

const writers: Readonly<Record<ExportFormat, (input: ExportInput) => string>> = {
  cnil: cnilExport, fides: fidesExport, cyclonedx: cyclonedxExport, ropa: (input) => ropaMarkdown([input]), 'ropa-csv': (input) => ropaCsv([input]),
};

/** The text of an export; undefined where the assessment cannot be read. `facts` are those of the whole workspace. */
export function exportPia(format: ExportFormat, assessment: Assessment, text: string, facts: PiaFacts, team: TeamFile): string | undefined {
  const document = readDocument(assessment.file, text);
  return document && writers[format]({ document, facts: inScope({ ...facts, scope: assessment.paths }), team });
}

/** Where an export is written: beside its assessment. */
export function exportPath(format: ExportFormat, { file }: Assessment): string {
  return file.replace(/\.md$/, exportFormats[format]);
}
