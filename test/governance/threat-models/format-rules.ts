import { parse } from 'yaml';

type Json = Record<string, unknown>;

const isMap = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isMap) : []);

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const linddun = ['Linkability', 'Identifiability', 'Non-repudiation', 'Detectability', 'Disclosure of information', 'Unawareness', 'Non-compliance'];

/** What breaks the rules of Threat Dragon 2 in a model; empty for a sound one. */
export function threatDragonFaults(text: string): string[] {
  const model = JSON.parse(text) as Json;
  const detail = isMap(model.detail) ? model.detail : {};
  const faults = [
    ...(typeof model.version === 'string' && model.version.length <= 10 ? [] : ['version is a text of ten characters at most']),
    ...(isMap(model.summary) && typeof model.summary.title === 'string' ? [] : ['summary.title is a text']),
    ...(['contributors', 'diagrams'].every((key) => Array.isArray(detail[key])) ? [] : ['contributors and diagrams are lists']),
  ];
  const numbers: number[] = [];
  for (const [key, of] of [['diagramTop', 'number'], ['threatTop', 'number'], ['reviewer', 'string']] as const) if (typeof detail[key] !== of) faults.push(`${key} is missing`);
  for (const cell of listOf(detail.diagrams).flatMap((diagram) => listOf(diagram.cells))) {
    const data = isMap(cell.data) ? cell.data : {};
    if (String(cell.id).length < 2 || typeof cell.shape !== 'string' || !Number.isInteger(cell.zIndex)) faults.push(`id, shape and zIndex of ${String(cell.id)}`);
    if (data.hasOpenThreats !== undefined && typeof data.hasOpenThreats !== 'boolean') faults.push(`hasOpenThreats of ${String(cell.id)} is no flag`);
    const threats = listOf(data.threats);
    if (threats.some(({ status }) => status === 'Open') !== (data.hasOpenThreats === true)) faults.push(`hasOpenThreats of ${String(cell.id)}`);
    for (const threat of threats) {
      numbers.push(Number(threat.number));
      if (!uuid.test(String(threat.id))) faults.push(`id ${String(threat.id)}`);
      if (!Number.isInteger(threat.number) || Number(threat.number) < 0) faults.push('number is an integer');
      if (!['NotApplicable', 'Open', 'Mitigated', 'Accepted', 'Transferred', 'Avoided', 'Eliminated'].includes(String(threat.status))) faults.push(`status ${String(threat.status)}`);
      if (!['TBD', 'Low', 'Medium', 'High', 'Critical'].includes(String(threat.severity))) faults.push(`severity ${String(threat.severity)}`);
      if (threat.modelType === 'LINDDUN' && !linddun.includes(String(threat.type))) faults.push(`type ${String(threat.type)}`);
      if (threat.modelType === 'LINDDUN' && data.type === 'tm.Actor' && !['Linkability', 'Identifiability', 'Unawareness'].includes(String(threat.type))) faults.push(`an actor takes no ${String(threat.type)}`);
      for (const key of ['title', 'description', 'mitigation', 'score']) if (typeof threat[key] !== 'string') faults.push(`${key} is a text`);
    }
  }
  if (new Set(numbers).size !== numbers.length) faults.push('a number stands twice');
  if (Number(detail.threatTop) < Math.max(0, ...numbers)) faults.push('threatTop is below a number');
  return faults;
}

const asked = ['id', 'description', 'impact', 'asvs', 'cheat_sheet', 'action', 'mitigation', 'check', 'function', 'stride', 'detection_logic', 'risk_assessment', 'false_positives', 'model_failure_possible_reason', 'cwe', 'risks_identified'];
const askedOfAsset = ['id', 'description', 'type', 'usage', 'used_as_client_by_human', 'out_of_scope', 'size', 'technology', 'internet', 'machine', 'encryption', 'owner', 'confidentiality', 'integrity', 'availability', 'multi_tenant', 'redundant', 'custom_developed_parts', 'data_formats_accepted', 'communication_links'];
const texts = ['id', 'impact', 'asvs', 'cheat_sheet', 'action', 'mitigation', 'check', 'detection_logic', 'risk_assessment', 'false_positives'];
const ofCategory: Readonly<Record<string, readonly string[]>> = {
  function: ['business-side', 'architecture', 'development', 'operations'],
  stride: ['spoofing', 'tampering', 'repudiation', 'information-disclosure', 'denial-of-service', 'elevation-of-privilege'],
};
const words: Readonly<Record<string, readonly string[]>> = {
  severity: ['low', 'medium', 'elevated', 'high', 'critical'],
  exploitation_likelihood: ['unlikely', 'likely', 'very-likely', 'frequent'],
  exploitation_impact: ['low', 'medium', 'high', 'very-high'],
  data_breach_probability: ['improbable', 'possible', 'probable'],
};

/** What Threagile would stop at in the risks of a model; keys of risks it finds itself are given. */
export function threagileFaults(text: string, ownRisks: readonly string[] = []): string[] {
  const model = parse(text, { merge: true }) as Json;
  const assets = Object.values(isMap(model.technical_assets) ? model.technical_assets : {}).filter(isMap).map(({ id }) => id);
  const dataAssets = Object.values(isMap(model.data_assets) ? model.data_assets : {}).filter(isMap).map(({ id }) => id);
  const faults = Object.values(isMap(model.technical_assets) ? model.technical_assets : {}).filter(isMap).flatMap((asset) => askedOfAsset.filter((key) => asset[key] === undefined).map((key) => `${String(asset.id)} lacks ${key}`));
  const keys = new Set<string>(ownRisks);
  if (model.individual_risk_categories && model.custom_risk_categories) faults.push('categories of two versions');
  const ids: string[] = [];
  const titled = listOf(model.custom_risk_categories);
  for (const { title } of titled) if (typeof title !== 'string' || title === '') faults.push('a listed category has a title');
  for (const category of [...Object.values(isMap(model.individual_risk_categories) ? model.individual_risk_categories : {}).filter(isMap), ...titled]) {
    ids.push(String(category.id));
    if (!/^[a-zA-Z0-9-]+$/.test(String(category.id))) faults.push(`id ${String(category.id)}`);
    for (const key of texts) if (typeof category[key] !== 'string') faults.push(`${key} is a text`);
    for (const [key, known] of Object.entries(ofCategory)) if (!known.includes(String(category[key]))) faults.push(`${key} ${String(category[key])}`);
    if (typeof category.model_failure_possible_reason !== 'boolean') faults.push('model_failure_possible_reason is a flag');
    for (const key of asked) if (category[key] === undefined || category[key] === null) faults.push(`${String(category.id)} lacks ${key}`);
    if (!Number.isInteger(category.cwe)) faults.push('cwe is an integer');
    for (const risk of Object.values(isMap(category.risks_identified) ? category.risks_identified : {}).filter(isMap)) {
      for (const [key, known] of Object.entries(words)) if (!known.includes(String(risk[key]))) faults.push(`${key} ${String(risk[key])}`);
      const on = ['technical_asset', 'communication_link', 'trust_boundary', 'shared_runtime', 'data_asset'].flatMap((key) => (typeof risk[`most_relevant_${key}`] === 'string' ? [String(risk[`most_relevant_${key}`])] : []));
      if (!assets.includes(risk.most_relevant_technical_asset)) faults.push('an unknown technical asset');
      if (risk.most_relevant_data_asset !== undefined && !dataAssets.includes(risk.most_relevant_data_asset)) faults.push('an unknown data asset');
      keys.add([String(category.id), ...on].join('@'));
    }
  }
  if (new Set(ids).size !== ids.length) faults.push('a category id stands twice');
  for (const [key, entry] of Object.entries(isMap(model.risk_tracking) ? model.risk_tracking : {})) {
    if (!keys.has(key)) faults.push(`orphaned tracking of ${key}`);
    for (const field of ['status', 'justification', 'ticket', 'date', 'checked_by']) if (!isMap(entry) || entry[field] === undefined) faults.push(`${key} lacks ${field}`);
    if (isMap(entry) && !['unchecked', 'in-discussion', 'accepted', 'in-progress', 'mitigated', 'false-positive'].includes(String(entry.status))) faults.push(`status ${String(entry.status)}`);
    if (isMap(entry) && entry.date !== null && (typeof entry.date !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(entry.date))) faults.push(`date of ${key}`);
  }
  return faults;
}

/** The lines of a text that are not in the text before; every line before has to be there unchanged and in order. */
export function newLines(before: string, after: string): string[] {
  const old = before.split('\n');
  let at = 0;
  const fresh = after.split('\n').filter((line) => {
    if (line !== old[at]) return true;
    at++;
    return false;
  });
  if (at !== old.length) throw new Error(`a line of the person is gone or changed: ${old[at] ?? ''}`);
  return fresh;
}
