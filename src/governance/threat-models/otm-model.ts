import type { Inventory } from '../../model/inventory';
import { cleanPath, coversAny } from '../globs';
import { sortedUnique } from '../text';
import { printBlock } from '../yaml-print';
import type { Printable } from '../yaml-print';
import type { ThreatStub } from './format';
import { dataCategory, slug, threatId } from './names';
import { codeGroups } from './otm-parts';
import { freeId, otmThreat } from './otm-stub';

/** What a new model is drawn from. */
export interface NewOtm {
  /** Where it will stand; a name that ends with `.json` gives JSON, which Threat Dragon opens as it is. */
  file: string;
  project: string;
  /** One per finding. */
  stubs: readonly ThreatStub[];
  inventory?: Pick<Inventory, 'data' | 'flows' | 'assets'>;
  /** What people call a data type. */
  labelOf?: (dataType: string) => string;
}

type Entry = Record<string, Printable>;

const note = 'not judged yet, 0 is a placeholder';
const box = { width: 160, height: 80 };
const gap = 120;

/**
 * A new Open Threat Model of what the code does: the folders that handle personal data and the stores they use, the recipients, the data that flows between
 * them, and a threat for each class and data category. It holds a diagram, so that Threat Dragon's import draws it.
 * @returns the text, and the id of the threat of each stub.
 */
export function newOtm({ file, project, stubs, inventory = { data: [], flows: [], assets: [] }, labelOf = (type) => type }: NewOtm): { text: string; ids: string[] } {
  const taken: string[] = ['tz-application', 'tz-recipients'];
  const idOf = (name: string): string => {
    const id = freeId(slug(name), taken);
    taken.push(id);
    return id;
  };
  const seen = inventory.data.filter(({ strength }) => strength !== 'maybe').map(({ dataType, seenIn }) => ({ dataType, files: seenIn.map((place) => place.file) }));
  const carrying = inventory.flows.filter(({ recipient, dataTypes, safeguards }) => recipient !== undefined && dataTypes.length > 0 && !safeguards.includes('redacted'));
  const groups = codeGroups([...stubs.map((stub) => stub.file), ...seen.flatMap(({ files }) => files), ...carrying.map((flow) => flow.file)], project).map((group) => ({ ...group, id: idOf(group.name) }));
  const groupOf = (path: string): string | undefined => groups.find(({ glob }) => coversAny([glob], path))?.id;
  const stores = inventory.assets.map(({ label, kind, seenIn }) => ({ id: idOf(`${label} ${kind}`), name: label, users: sortedUnique(seenIn.flatMap((place) => groupOf(place.file) ?? [])) })).filter(({ users }) => users.length > 0);
  const names = new Map(carrying.flatMap(({ recipient }) => (recipient ? [[recipient.id, recipient.name] as const] : [])));
  const recipients = new Map(sortedUnique(names.keys()).map((key) => [key, { name: names.get(key) ?? key, id: idOf(names.get(key) ?? key) }]));

  const types = sortedUnique([...seen.map(({ dataType }) => dataType), ...carrying.flatMap(({ dataTypes }) => dataTypes), ...stubs.flatMap(({ dataTypes }) => dataTypes)]);
  const threats = new Map<string, { id: string; stub: ThreatStub; groups: Set<string> }>();
  for (const stub of stubs) {
    const key = threatId(stub.classId, dataCategory(stub.dataTypes));
    const threat = threats.get(key) ?? { id: key, stub, groups: new Set() };
    threat.groups.add(groupOf(stub.file) ?? '');
    threats.set(key, threat);
  }
  const processedIn = (id: string): string[] => sortedUnique([
    ...seen.filter(({ files }) => files.some((path) => groupOf(path) === id)).map(({ dataType }) => dataType),
    ...stubs.filter((stub) => groupOf(stub.file) === id).flatMap(({ dataTypes }) => dataTypes),
  ]).map((type) => `pd-${slug(type)}`);

  const drawn = (id: string, x: number, row: number): Entry => ({ representation: 'data-flow', id: `${id}-box`, position: { x, y: 80 + row * gap }, size: box });
  const components: Entry[] = [
    ...groups.map(({ id, name, glob }, row): Entry => ({
      id, name, type: 'service', parent: { trustZone: 'tz-application' },
      representations: [{ representation: 'repository', id: `${id}-code`, file: cleanPath(glob) }, drawn(id, 80, row)],
      assets: { processed: processedIn(id), stored: [] },
      threats: [...threats.values()].filter((threat) => threat.groups.has(id)).map((threat) => ({ threat: threat.id, state: 'exposed' })),
    })),
    ...stores.map(({ id, name }, row): Entry => ({ id, name, type: 'database', parent: { trustZone: 'tz-application' }, representations: [drawn(id, 320, row)] })),
    ...[...recipients.values()].map(({ id, name }, row): Entry => ({ id, name, type: 'recipient', parent: { trustZone: 'tz-recipients' }, representations: [drawn(id, 620, row)] })),
  ];
  const model: Record<string, Printable> = {
    otmVersion: '0.2.0',
    project: { name: project, id: slug(project) },
    representations: [{ id: 'repository', name: 'Source repository', type: 'code' }, { id: 'data-flow', name: 'Data flow', type: 'diagram', size: { width: 860, height: 120 + Math.max(1, groups.length, stores.length, recipients.size) * gap } }],
    assets: types.map((type) => ({ id: `pd-${slug(type)}`, name: labelOf(type), risk: { confidentiality: 0, integrity: 0, availability: 0, comment: note }, attributes: { dataType: type } })),
    trustZones: [zone('tz-application', 'Application', 40, Math.max(groups.length, stores.length), 480), ...(recipients.size > 0 ? [zone('tz-recipients', 'Recipients', 580, recipients.size, 240)] : [])],
    components,
    dataflows: [...flowsTo(carrying, groupOf, recipients), ...stores.flatMap(({ id, name, users }) => users.map((user) => ({ id: `df-${user}-${id}`, name: `to ${name}`, source: user, destination: id })))],
    threats: [...threats.values()].map(({ id, stub }) => otmThreat(id, stub)),
  };
  return { text: file.endsWith('.json') ? `${JSON.stringify(model, null, 2)}\n` : yamlOf(model), ids: stubs.map((stub) => threats.get(threatId(stub.classId, dataCategory(stub.dataTypes)))?.id ?? '') };
}

function zone(id: string, name: string, x: number, rows: number, width: number): Entry {
  return { id, name, risk: { trustRating: 0 }, representations: [{ representation: 'data-flow', id: `${id}-box`, position: { x, y: 40 }, size: { width, height: 40 + Math.max(1, rows) * gap } }] };
}

/** One flow for each folder and recipient, with everything it carries. */
function flowsTo(carrying: Inventory['flows'], groupOf: (path: string) => string | undefined, recipients: ReadonlyMap<string, { id: string; name: string }>): Entry[] {
  const flows = new Map<string, { source: string; to: { id: string; name: string }; types: Set<string> }>();
  for (const { file, recipient, dataTypes } of carrying) {
    const source = groupOf(file);
    const to = recipients.get(recipient?.id ?? '');
    if (source === undefined || !to) continue;
    const flow = flows.get(`${source} ${to.id}`) ?? { source, to, types: new Set() };
    for (const type of dataTypes) flow.types.add(type);
    flows.set(`${source} ${to.id}`, flow);
  }
  return sortedUnique(flows.keys()).flatMap((key) => {
    const flow = flows.get(key);
    return flow ? [{ id: `df-${flow.source}-${flow.to.id}`, name: `to ${flow.to.name}`, source: flow.source, destination: flow.to.id, assets: sortedUnique(flow.types).map((type) => `pd-${slug(type)}`) }] : [];
  });
}

function yamlOf(model: Record<string, Printable>): string {
  const lines = printBlock(model);
  return [
    '# Open Threat Model 0.2. Drafted from the code; names, trust ratings and risks are for people to judge (0 = not judged yet).',
    ...lines.flatMap((line) => (/^(?:representations|assets|trustZones|components|dataflows|threats):/.test(line) ? ['', line] : [line])),
    '',
  ].join('\n');
}
