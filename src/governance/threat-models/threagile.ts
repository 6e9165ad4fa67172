import { isSeq } from 'yaml';
import type { Threat, ThreatPart } from '../../model/governance';
import { fileProblem, sortedUnique } from '../text';
import { child, entries, items, rangeOf, rootMap, textOf } from '../yaml-source';
import type { Node, YamlSource } from '../yaml-source';
import type { ThreatModelFormat, ThreatPlace } from './format';
import { isMitigated, linddunLetters } from './names';
import { writeThreagile } from './threagile-stub';
import { statedIn } from './tokens';

/** A technical asset or data asset of a model. */
export interface ThreagileAsset extends ThreatPlace {
  /** Data types its texts state. */
  data: string[];
  outOfScope: boolean;
}

/** A risk people identified in a category, with the key its tracking has. */
export interface IdentifiedRisk {
  key: string;
  asset: string;
  keyNode: Node;
}

/** A category of risks people described. */
export interface RiskCategory {
  id: string;
  title: string;
  node: Node;
  idNode: Node | undefined;
  risks: IdentifiedRisk[];
}

/** Threagile (YAML). A category people described is a threat; so is every tracking key, which also names risks that Threagile itself finds. */
export const threagile: ThreatModelFormat = {
  name: 'Threagile',
  mark: '`threagile_version`',
  detect: (source) => child(source, rootMap(source), 'threagile_version') !== undefined,
  read,
  places: (source) => assetsOf(source, 'technical_assets').filter(({ outOfScope }) => !outOfScope),
  write: (source, stub, place) => writeThreagile(source, stub, place, { categories: categoriesOf(source), known: read(source), dataAssets: assetsOf(source, 'data_assets'), tracked: trackingOf(source).map(({ key }) => key) }),
};

function read(source: YamlSource): Threat[] {
  const assets = new Map(assetsOf(source, 'technical_assets').map((asset) => [asset.id, asset]));
  const data = new Map(assetsOf(source, 'data_assets').map((asset) => [asset.id, asset]));
  const tracking = trackingOf(source);
  const seen = new Set<string>();
  const categories = categoriesOf(source).flatMap((category): Threat[] => {
    const { id, node, idNode, risks, title } = category;
    if (id === '') {
      source.problems.push(fileProblem(source.file, rangeOf(source, node), `The risk category "${title}" has no \`id\`, so nothing can link to it.`));
      return [];
    }
    if (seen.has(id)) source.problems.push(fileProblem(source.file, rangeOf(source, idNode), `The category id "${id}" stands twice, so links to it are ambiguous. Another id for one of them settles it.`));
    seen.add(id);
    const text = (key: string): string | undefined => textOf(child(source, node, key));
    const stated = statedIn(text('description'), text('detection_logic'), text('mitigation'), text('risk_assessment'));
    const parts = risks.map(({ key, asset, keyNode }): ThreatPart => {
      const track = tracking.find((entry) => namesKey(entry.key, key));
      return { id: key, files: assets.get(asset)?.files ?? [], state: track?.status ?? 'unchecked', range: rangeOf(source, track?.keyNode ?? keyNode) };
    });
    const carried = risks.flatMap(({ key }) => data.get(key.split('@').at(-1) ?? '')?.data ?? []);
    return [{
      file: source.file, id, title: title || id, range: rangeOf(source, idNode), block: rangeOf(source, node),
      linddun: sortedUnique([...stated.linddun, linddunLetters(text('stride') ?? '') ?? ''].filter((letters) => letters !== '')),
      classes: stated.classes, fingerprints: stated.fingerprints,
      dataTypes: stated.dataTypes.length > 0 ? stated.dataTypes : sortedUnique(carried),
      files: sortedUnique([...parts.flatMap(({ files }) => files), ...stated.files]),
      state: parts.find(({ state }) => !isMitigated(state))?.state ?? parts[0]?.state ?? '',
      parts,
    }];
  });
  const tracked = tracking.filter(({ key }) => !seen.has(key)).map(({ key, keyNode, node, status, texts }): Threat => {
    const { linddun, classes, dataTypes, fingerprints, files } = statedIn(...texts);
    return { file: source.file, id: key, title: key, range: rangeOf(source, keyNode), block: rangeOf(source, node), linddun, classes, dataTypes, fingerprints, files, state: status };
  });
  return [...categories, ...tracked];
}

/** Where categories people described stand: by title up to Threagile 1.0, later in a list of their own that holds the titles. */
export const categoryKeys = ['individual_risk_categories', 'custom_risk_categories'] as const;

/** The categories people described, with the risks they identified in each. */
function categoriesOf(source: YamlSource): RiskCategory[] {
  return categoryKeys.flatMap((key) => {
    const held = child(source, rootMap(source), key);
    return isSeq(held) ? items(source, held).map((node) => ({ title: textOf(child(source, node, 'title')) ?? '', node })) : entries(source, held).map(({ key: title, value: node }) => ({ title, node }));
  }).flatMap(({ title, node }) => {
    if (!node) return [];
    const idNode = child(source, node, 'id');
    const id = textOf(idNode) ?? '';
    const risks = entries(source, child(source, node, 'risks_identified')).map(({ keyNode, value }) => {
      const named = (key: string): string => textOf(child(source, value, `most_relevant_${key}`)) ?? '';
      const asset = named('technical_asset');
      const key = riskKey(id, { asset, link: named('communication_link'), boundary: named('trust_boundary'), runtime: named('shared_runtime'), data: named('data_asset') });
      return { key, asset, keyNode };
    });
    return [{ id, title, node, idNode, risks }];
  });
}

/** The key Threagile gives a risk: its category and what it stands on, absent parts left out. */
export function riskKey(category: string, on: { asset?: string; link?: string; boundary?: string; runtime?: string; data?: string }): string {
  return [category, on.asset, on.link, on.boundary, on.runtime, on.data].filter((part) => part !== undefined && part !== '').join('@');
}

/** True when a tracking key names a risk; `*` stands for one part. */
function namesKey(pattern: string, key: string): boolean {
  if (pattern === key) return true;
  const wanted = pattern.split('@');
  const parts = key.split('@');
  return wanted.length === parts.length && wanted.every((part, at) => part === '*' || part === parts[at]);
}

function trackingOf(source: YamlSource): { key: string; keyNode: Node; node: Node; status: string; texts: string[] }[] {
  return entries(source, child(source, rootMap(source), 'risk_tracking')).map(({ key, keyNode, value }) => ({
    key, keyNode, node: value ?? keyNode,
    status: textOf(child(source, value, 'status')) ?? '',
    texts: ['justification', 'ticket'].flatMap((name) => textOf(child(source, value, name)) ?? []),
  }));
}

function assetsOf(source: YamlSource, list: 'technical_assets' | 'data_assets'): ThreagileAsset[] {
  return entries(source, child(source, rootMap(source), list)).flatMap(({ key: title, value }) => {
    const id = textOf(child(source, value, 'id'));
    if (id === undefined) return [];
    const stated = statedIn(...['description', 'justification_cia_rating'].map((key) => textOf(child(source, value, key))));
    return [{ id, title, detail: textOf(child(source, value, 'type')) ?? '', files: stated.files, data: stated.dataTypes, outOfScope: textOf(child(source, value, 'out_of_scope')) === 'true' }];
  });
}
