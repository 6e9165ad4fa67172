import { isMap } from 'yaml';
import type { Threat } from '../../model/governance';
import { cleanPath } from '../globs';
import { fileProblem, sortedUnique } from '../text';
import { child, items, rangeOf, rootMap, textOf, textsOf } from '../yaml-source';
import type { Node, YamlSource } from '../yaml-source';
import type { ThreatModelFormat } from './format';
import { isMitigated, linddunLetters, linddunOfNode, publicClasses } from './names';
import { writeOtm } from './otm-stub';

/** A component or data flow of a model: what threats can stand on. */
export interface OtmPart {
  kind: 'component' | 'dataflow';
  node: Node;
  id: string;
  files: string[];
  /** Ids of the assets it processes, stores or carries. */
  assets: string[];
  threats: { id: string; state: string; node: Node }[];
}

/** Open Threat Model 0.2, YAML or JSON. Threats stand on components by the code these represent, so nobody picks one. */
export const otm: ThreatModelFormat = {
  name: 'Open Threat Model',
  mark: '`otmVersion`',
  detect: (source) => child(source, rootMap(source), 'otmVersion') !== undefined,
  read: readThreats,
  places: () => [],
  write: (source, stub) => writeOtm(source, stub, readThreats(source), otmParts(source)),
};

/** The threats with the classes, data types and files they speak of; problems are repeated ids and references to nothing. */
function readThreats(source: YamlSource): Threat[] {
  const { file, problems } = source;
  const root = rootMap(source);
  const parts = otmParts(source);
  const dataOf = assetData(source, child(source, root, 'assets'));
  const seen = new Set<string>();
  const threats = items(source, child(source, root, 'threats')).flatMap((node) => {
    const idNode = child(source, node, 'id');
    const id = textOf(idNode);
    if (id === undefined) {
      problems.push(fileProblem(file, rangeOf(source, node), 'This threat has no `id`, so nothing can link to it.'));
      return [];
    }
    if (seen.has(id)) problems.push(fileProblem(file, rangeOf(source, idNode), `The threat id "${id}" stands twice, so links to it are ambiguous. Another id for one of them settles it.`));
    seen.add(id);
    return [{ ...threatOf(source, node, parts.filter((part) => part.threats.some((threat) => threat.id === id)), dataOf), id, range: rangeOf(source, idNode), block: rangeOf(source, node) }];
  });
  for (const part of parts) {
    for (const instance of part.threats.filter(({ id }) => !seen.has(id))) {
      problems.push(fileProblem(file, rangeOf(source, instance.node), `"${part.id}" names the threat "${instance.id}", which this file does not describe.`));
    }
  }
  return threats;
}

function threatOf(source: YamlSource, node: Node, parts: readonly OtmPart[], dataOf: ReadonlyMap<string, string[]>): Omit<Threat, 'id' | 'range'> {
  const attributes = child(source, node, 'attributes');
  const attribute = (...names: string[]): string[] => names.flatMap((name) => textsOf(source, child(source, attributes, name)));
  const id = textOf(child(source, node, 'id')) ?? '';
  const states = parts.flatMap((part) => part.threats.filter((threat) => threat.id === id).map((threat) => threat.state));
  const stated = attribute('data', 'dataType', 'dataTypes');
  const carried = parts.flatMap((part) => part.assets).flatMap((asset) => dataOf.get(asset) ?? []);
  return {
    file: source.file,
    title: textOf(child(source, node, 'name')) ?? id,
    linddun: sortedUnique([...textsOf(source, child(source, node, 'categories')).map(linddunLetters), ...attribute('linddunNode').map(linddunOfNode)].flatMap((letters) => letters ?? [])),
    classes: sortedUnique(attribute('class', 'classes').flatMap(publicClasses)),
    dataTypes: sortedUnique(stated.length > 0 ? stated : carried),
    fingerprints: sortedUnique(attribute('finding', 'findings', 'fingerprint').filter((print) => /^[0-9a-f]{8,16}$/.test(print))),
    files: sortedUnique([...parts.flatMap((part) => part.files), ...attribute('where').map(cleanPath)]),
    state: states.find((state) => !isMitigated(state)) ?? states[0] ?? '',
    parts: parts.flatMap((part) => part.threats.filter((threat) => threat.id === id).map(({ state, node: at }) => ({ id: part.id, files: part.files, state, range: rangeOf(source, child(source, at, 'threat') ?? at) }))),
  };
}

/** Components and data flows with the files behind them; a data flow has the files of both its ends. */
export function otmParts(source: YamlSource): OtmPart[] {
  const root = rootMap(source);
  const code = new Set(items(source, child(source, root, 'representations')).flatMap((node) => (textOf(child(source, node, 'type')) === 'code' ? (textOf(child(source, node, 'id')) ?? []) : [])));
  const components = items(source, child(source, root, 'components')).filter((node) => isMap(node)).map((node) => {
    const representations = items(source, child(source, node, 'representations'));
    // A model that describes no representations still says which files a component stands for.
    const files = representations.flatMap((item) => (code.size === 0 || code.has(textOf(child(source, item, 'representation')) ?? '') ? (textOf(child(source, item, 'file')) ?? []) : []));
    const assets = child(source, node, 'assets');
    return partOf(source, 'component', node, files.map(cleanPath), [...textsOf(source, child(source, assets, 'processed')), ...textsOf(source, child(source, assets, 'stored'))]);
  });
  const filesOf = new Map(components.map((component) => [component.id, component.files]));
  const flows = items(source, child(source, root, 'dataflows')).map((node) => {
    const ends = ['source', 'destination'].flatMap((end) => filesOf.get(textOf(child(source, node, end)) ?? '') ?? []);
    return partOf(source, 'dataflow', node, ends, textsOf(source, child(source, node, 'assets')));
  });
  return [...components, ...flows];
}

function partOf(source: YamlSource, kind: OtmPart['kind'], node: Node, files: string[], assets: string[]): OtmPart {
  const threats = items(source, child(source, node, 'threats')).flatMap((item) => {
    const id = textOf(child(source, item, 'threat'));
    return id === undefined ? [] : [{ id, state: textOf(child(source, item, 'state')) ?? '', node: item }];
  });
  return { kind, node, id: textOf(child(source, node, 'id')) ?? '', files, assets, threats };
}

/** Data types by asset id, from the free attributes of the assets. */
function assetData(source: YamlSource, assets: Node | undefined): Map<string, string[]> {
  return new Map(
    items(source, assets).map((asset) => {
      const attributes = child(source, asset, 'attributes');
      return [textOf(child(source, asset, 'id')) ?? '', ['dataType', 'dataTypes', 'data'].flatMap((key) => textsOf(source, child(source, attributes, key)))];
    }),
  );
}
