import { evidenceOf } from '../facts';
import { dataTypesOf, keyOf, type ExportInput } from './export-input';

/**
 * The recipients and AI services as CycloneDX 1.7 services with the data that flows to them; classifications are Fideslang keys. AI services carry
 * whether the team file approves them. The serial number follows from the content, so the same code gives the same file.
 */
export function cyclonedxExport({ document, facts, team }: ExportInput): string {
  const application = keyOf(document.title).replace(/_/g, '-');
  const services = facts.inventory.recipients.map(({ id, name, category, country, dataTypes, seenIn }) => {
    const tool = team.aiTools.find((entry) => entry.id === id);
    const declared = team.recipients?.find((entry) => entry.id === id);
    return {
      'bom-ref': `svc-${keyOf(id).replace(/_/g, '-')}`, name, 'x-trust-boundary': true,
      data: [...dataTypes].sort().map((type) => ({ flow: 'inbound', classification: facts.dataType(type)?.category ?? type, name: type, description: `Seen in ${[...new Set(seenIn.map(evidenceOf))].sort().slice(0, 3).join(', ')}` })),
      properties: [
        { name: 'privacy:recipient', value: id }, { name: 'privacy:category', value: category },
        ...(country === undefined ? [] : [{ name: 'privacy:country', value: country }]),
        ...(declared?.contract === undefined ? [] : [{ name: 'privacy:contract', value: declared.contract }]),
        ...(category === 'ai' ? [{ name: 'privacy:ai-tool', value: 'true' }, { name: 'privacy:ai-approval', value: tool?.approvedBy === undefined ? 'pending' : `approved by ${tool.approvedBy}` }] : []),
      ],
    };
  });
  const content = {
    metadata: {
      timestamp: `${facts.date}T00:00:00Z`,
      component: { type: 'application', 'bom-ref': application, name: document.title, properties: dataTypesOf(facts).map((type) => ({ name: 'privacy:data', value: type })) },
    },
    services,
    dependencies: [{ ref: application, dependsOn: services.map((service) => service['bom-ref']) }],
  };
  return `${JSON.stringify({ $schema: 'http://cyclonedx.org/schema/bom-1.7.schema.json', bomFormat: 'CycloneDX', specVersion: '1.7', version: 1, serialNumber: serialOf(JSON.stringify(content)), ...content }, undefined, 2)}\n`;
}

/** A UUID (version 8, RFC 9562: free content) from a text, by FNV-1a in four lanes: it names a content and protects nothing. */
function serialOf(text: string): string {
  const lanes = [0x811c9dc5, 0x9dc5811c, 0x1c9dc581, 0xc5811c9d];
  for (let at = 0; at < text.length; at++) for (let lane = 0; lane < 4; lane++) lanes[lane] = Math.imul((lanes[lane] ?? 0) ^ (text.charCodeAt(at) + lane * at), 0x01000193) >>> 0;
  const hex = lanes.map((lane) => lane.toString(16).padStart(8, '0')).join('');
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 0x3) | 0x8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
