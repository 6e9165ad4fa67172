/** Structural demands of SARIF 2.1.0 on the parts we write, walked by hand: required keys, closed vocabularies, indexes that hold. */
export function sarifFaults(log: unknown): string[] {
  const faults: string[] = [];
  const root = object(log);
  check(faults, root['version'] === '2.1.0', 'version');
  check(faults, String(root['$schema']).endsWith('sarif-schema-2.1.0.json'), '$schema');
  for (const run of list(root['runs'])) runFaults(faults, object(run));
  return faults;
}

type Bag = Record<string, unknown>;

function runFaults(faults: string[], run: Bag): void {
  const driver = object(object(run['tool'])['driver']);
  const rules = list(driver['rules']).map(object);
  const taxonomies = list(run['taxonomies']).map(object);
  check(faults, typeof driver['name'] === 'string', 'driver.name');
  check(faults, /^\d+\.\d+\.\d+/.test(String(driver['semanticVersion'])), 'driver.semanticVersion');
  check(faults, new Set(rules.map((rule) => rule['id'])).size === rules.length, 'rule ids are unique');
  check(faults, run['columnKind'] === 'utf16CodeUnits', 'columnKind');
  check(faults, object(run['originalUriBaseIds'])['SRCROOT'] !== undefined, 'SRCROOT');
  for (const rule of rules) {
    for (const relation of list(rule['relationships']).map(object)) taxonFaults(faults, object(relation['target']), taxonomies);
  }
  for (const invocation of list(run['invocations']).map(object)) {
    check(faults, typeof invocation['executionSuccessful'] === 'boolean', 'executionSuccessful');
    for (const note of [...list(invocation['toolExecutionNotifications']), ...list(invocation['toolConfigurationNotifications'])].map(object)) {
      check(faults, typeof object(note['message'])['text'] === 'string', 'notification.message');
      check(faults, ['none', 'note', 'warning', 'error'].includes(String(note['level'])), 'notification.level');
      for (const location of list(note['locations'])) locationFaults(faults, object(location));
    }
  }
  for (const result of list(run['results']).map(object)) resultFaults(faults, result, rules, taxonomies);
}

function resultFaults(faults: string[], result: Bag, rules: Bag[], taxonomies: Bag[]): void {
  check(faults, rules[Number(result['ruleIndex'])]?.['id'] === result['ruleId'], 'ruleIndex points to ruleId');
  check(faults, typeof object(result['message'])['text'] === 'string', 'result.message');
  check(faults, ['note', 'warning'].includes(String(result['level'])), 'result.level');
  check(faults, result['kind'] === 'fail', 'a level other than none asks for kind fail');
  check(faults, typeof object(result['partialFingerprints'])['shipmate/v1'] === 'string', 'fingerprint');
  check(faults, list(result['locations']).length === 1, 'one location');
  const flows = list(result['codeFlows']).map(object).flatMap((flow) => list(flow['threadFlows']).map(object));
  const steps = flows.flatMap((flow) => list(flow['locations']).map(object));
  check(faults, flows.every((flow) => list(flow['locations']).length > 0), 'a thread flow has locations');
  check(faults, steps.every((step) => ['essential', 'important', 'unimportant'].includes(String(step['importance']))), 'importance');
  for (const location of [...list(result['locations']), ...list(result['relatedLocations']), ...steps.map((step) => step['location'])]) locationFaults(faults, object(location));
  for (const taxon of list(result['taxa'])) taxonFaults(faults, object(taxon), taxonomies);
  for (const suppression of list(result['suppressions']).map(object)) {
    check(faults, ['inSource', 'external'].includes(String(suppression['kind'])), 'suppression.kind');
    check(faults, ['accepted', 'underReview', 'rejected'].includes(String(suppression['status'])), 'suppression.status');
  }
  for (const change of list(result['fixes']).map(object).flatMap((fix) => list(fix['artifactChanges']).map(object))) {
    artifactFaults(faults, object(change['artifactLocation']));
    check(faults, list(change['replacements']).length > 0, 'an artifact change replaces something');
    for (const replacement of list(change['replacements']).map(object)) regionFaults(faults, object(replacement['deletedRegion']));
  }
}

function locationFaults(faults: string[], location: Bag): void {
  const place = object(location['physicalLocation']);
  artifactFaults(faults, object(place['artifactLocation']));
  if (place['region'] !== undefined) regionFaults(faults, object(place['region']));
}

function artifactFaults(faults: string[], artifact: Bag): void {
  const uri = String(artifact['uri']);
  check(faults, !uri.startsWith('/') && !uri.includes('\\') && !uri.includes(' ') && artifact['uriBaseId'] === 'SRCROOT', `uri ${uri}`);
}

function regionFaults(faults: string[], region: Bag): void {
  const [startLine, startColumn, endLine, endColumn] = ['startLine', 'startColumn', 'endLine', 'endColumn'].map((key) => Number(region[key]));
  const inOrder = Number(startLine) < Number(endLine) || (startLine === endLine && Number(startColumn) <= Number(endColumn));
  check(faults, Number(startLine) >= 1 && Number(startColumn) >= 1 && inOrder, 'region');
}

function taxonFaults(faults: string[], reference: Bag, taxonomies: Bag[]): void {
  const component = object(reference['toolComponent']);
  const taxonomy = taxonomies[Number(component['index'])];
  check(faults, taxonomy?.['name'] === component['name'] && list(taxonomy?.['taxa']).some((taxon) => object(taxon)['id'] === reference['id']), `taxon ${String(reference['id'])}`);
}

function check(faults: string[], holds: boolean, what: string): void {
  if (!holds) faults.push(what);
}

function object(value: unknown): Bag {
  return typeof value === 'object' && value !== null ? (value as Bag) : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
