import { printBlock, type Printable } from '../../yaml-print';
import { dataTypesOf, keyOf, type ExportInput } from './export-input';

/**
 * The processing as Fides manifests (fideslang 3.1): a dataset per store, a system for the code and one per recipient. `data_use` is mandatory in the format
 * while code knows no purpose: the neutral default is written and marked for people to confirm.
 */
export function fidesExport({ document, facts, team }: ExportInput): string {
  const category = (id: string): string => facts.dataType(id)?.category ?? 'user';
  const categories = (ids: readonly string[]): string[] => [...new Set(ids.map(category))].sort();
  const types = dataTypesOf(facts);
  const system = keyOf(document.title);
  const stores = facts.inventory.assets.map(({ id, label }) => ({ key: `${system}_${keyOf(id)}`, label }));
  const recipients = facts.inventory.recipients.map(({ id, name, dataTypes }) => ({ key: keyOf(id), name, categories: categories(dataTypes), contract: team.recipients?.find((entry) => entry.id === id)?.contract }));
  const subjects = document.dataSubjects.map(keyOf);
  const used = categories(types);
  const value: Printable = {
    ...(stores.length === 0 ? {} : {
      dataset: stores.map(({ key, label }) => ({
        fides_key: key, organization_fides_key: 'default_organization', name: label, description: 'Drafted from the code; collections and fields are for people to complete',
        collections: [{ name: 'seen_in_code', fields: types.map((id) => ({ name: keyOf(id), data_categories: [category(id)] })) }],
      })),
    }),
    system: [
      ...recipients.map(({ key, name }) => ({ fides_key: key, name, system_type: 'Third Party', privacy_declarations: [] })),
      {
        fides_key: system, name: document.title, system_type: 'Service',
        ...(stores.length === 0 ? {} : { dataset_references: stores.map(({ key }) => key) }),
        ...(recipients.length === 0 ? {} : { egress: recipients.map(({ key, categories: sent }) => ({ fides_key: key, type: 'system', data_categories: sent })) }),
        dpa_location: document.file, dpa_progress: document.status,
        privacy_declarations: used.length === 0 ? [] : [{
          name: document.purposes[0] ?? document.title, data_categories: used, data_use: 'essential.service', ...(subjects.length === 0 ? {} : { data_subjects: subjects }),
          ...(recipients.length === 0 ? {} : { egress: recipients.map(({ key }) => key), data_shared_with_third_parties: true, third_parties: recipients.map(({ name }) => name).join(', '), shared_categories: [...new Set(recipients.flatMap((recipient) => recipient.categories))].sort() }),
        }],
      },
    ],
  };
  return [
    '# Fides manifests (fideslang 3.1), drafted from the code and the assessment. `data_use: essential.service` is a default that people confirm.',
    ...printBlock(value),
    '',
  ].join('\n');
}
