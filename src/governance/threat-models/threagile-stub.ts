import { isMap } from 'yaml';
import type { Threat } from '../../model/governance';
import { fileProblem } from '../text';
import type { OffsetEdit } from '../text';
import { addToMap, appendByLine } from '../yaml-edit';
import type { Printable } from '../yaml-print';
import { child, pairOf, rangeOf, rootMap } from '../yaml-source';
import type { YAMLMap, YamlSource } from '../yaml-source';
import type { ThreatPlace, ThreatStub, ThreatWrite } from './format';
import { dataCategory, threatId } from './names';
import { freeId, titleOf } from './otm-stub';
import { categoryKeys, riskKey } from './threagile';
import type { RiskCategory, ThreagileAsset } from './threagile';
import { tokensOf } from './tokens';

/** What the model says already. */
export interface ThreagileModel {
  categories: readonly RiskCategory[];
  known: readonly Threat[];
  dataAssets: readonly ThreagileAsset[];
  tracked: readonly string[];
}

/**
 * The edits that describe a category of risks, identify one on a technical asset and track it, all in one: Threagile stops at a tracking key that
 * leads to no risk. What is there already is used.
 */
export function writeThreagile(source: YamlSource, stub: ThreatStub, place: ThreatPlace | undefined, model: ThreagileModel): ThreatWrite {
  const root = rootMap(source);
  if (!root || !place) return { edits: [], problems: [fileProblem(source.file, rangeOf(source, undefined), 'No technical asset of this model was picked, so nothing was added.', 'error')] };
  const category = dataCategory(stub.dataTypes);
  const same = model.known.find((threat) => threat.classes.includes(stub.classId) && dataCategory(threat.dataTypes) === category);
  const described = model.categories.find(({ id }) => id === same?.id);
  const wanted = [stub.classId, category].filter((part) => part !== '').join('-');
  const id = described?.id ?? freeId(wanted, model.categories.map((other) => other.id));
  const identified = described?.risks.find(({ asset }) => asset === place.id);
  const data = model.dataAssets.find((asset) => asset.data.includes(category) || [category, `pd-${category}`].includes(asset.id))?.id;
  const key = identified?.key ?? riskKey(id, { asset: place.id, ...(data === undefined ? {} : { data }) });
  const risk = riskOf(place, data);
  const title = freeId(titleOf(stub), model.categories.map((other) => other.title));
  const riskTitle = `<b>${described?.title ?? title}</b> at <b>${place.title}</b>`;
  const drawn = described
    ? (identified || !isMap(described.node) ? [] : addToMap(source, described.node, 'risks_identified', riskTitle, risk))
    : addCategory(source, root, title, categoryOf(id, stub, { [riskTitle]: risk }));
  const tracked = model.tracked.includes(key) ? [] : addToMap(source, root, 'risk_tracking', key, trackingOf(stub));
  // A key the model gets stands behind all that is added to its last one: both may start at the same place.
  const edits: OffsetEdit[] = pairOf(root, 'risk_tracking') ? [...tracked, ...drawn] : [...drawn, ...tracked];
  return { edits, id, problems: [] };
}

/** Adds a category where the model keeps its own, as the map or the list it is. */
function addCategory(source: YamlSource, root: YAMLMap, title: string, category: Record<string, Printable>): OffsetEdit[] {
  const [early, late] = categoryKeys;
  const key = pairOf(root, early) || !pairOf(root, late) ? early : late;
  const { id = '', ...rest } = category;
  return key === early || isMap(child(source, root, key)) ? addToMap(source, root, key, title, category) : appendByLine(source, root, key, { id, title, ...rest });
}

/** Every key Threagile asks of a category. */
function categoryOf(id: string, stub: ThreatStub, risks: { readonly [title: string]: Printable }): Record<string, Printable> {
  const cwe = Number(/\d+/.exec(stub.cwe[0] ?? '')?.[0] ?? 0);
  return {
    id,
    description: `Draft from the code. People reword it. ${tokensOf(stub)}${stub.linddun.length > 0 ? ` [LINDDUN ${stub.linddun[0] ?? ''}]` : ''}`,
    impact: 'not judged yet',
    asvs: '',
    cheat_sheet: '',
    action: 'not decided yet',
    mitigation: 'not decided yet',
    check: 'not decided yet',
    function: 'development',
    stride: 'information-disclosure',
    detection_logic: 'Seen in the code by Privacy Shipmate.',
    risk_assessment: 'Not judged yet: the ratings of its risks are the defaults of Threagile.',
    false_positives: '',
    model_failure_possible_reason: false,
    cwe,
    risks_identified: risks,
  };
}

function riskOf(place: ThreatPlace, data: string | undefined): Printable {
  return {
    severity: 'medium',
    exploitation_likelihood: 'likely',
    exploitation_impact: 'medium',
    data_breach_probability: 'possible',
    data_breach_technical_assets: [place.id],
    ...(data === undefined ? {} : { most_relevant_data_asset: data }),
    most_relevant_technical_asset: place.id,
  };
}

/** All five fields: Threagile reads a tracking entry only as a whole. */
function trackingOf(stub: ThreatStub): Printable {
  return { status: 'unchecked', justification: 'Draft from the code, not judged yet.', ticket: threatId(stub.classId, dataCategory(stub.dataTypes)), date: stub.date ?? null, checked_by: '' };
}
