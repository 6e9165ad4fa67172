import assert from 'node:assert/strict';
import type { CompletionItem, Location } from 'vscode-languageserver/node';
import { applyTextEdits } from '../../src/governance/text';
import { requests } from '../../src/server/protocol';
import { confirmPath, shop } from './projects';
import { startHarness, type Harness } from './harness';

const dragonPath = 'docs/tm/orders.json';
const threatId = 'b3a50e39-4cbf-4a5b-a2cb-4b0a6dfb3e10';
const element = (id: string, name: string, threats: object[]): object => ({ id, shape: 'process', data: { type: 'tm.Process', name, description: '', hasOpenThreats: threats.length > 0, threats } });
const dragon = `${JSON.stringify({
  version: '2.6.2', summary: { title: 'Orders', id: 0 },
  detail: {
    contributors: [], threatTop: 1, diagramTop: 1, reviewer: '',
    diagrams: [{ id: 0, title: 'Orders', diagramType: 'LINDDUN', cells: [
      element('c1', 'Orders service', [{ id: threatId, number: 1, title: 'Addresses in the log', status: 'Mitigated', severity: 'Medium', type: 'Disclosure of information', modelType: 'LINDDUN', description: '[class=pii-in-logs]', mitigation: '', new: false, score: '' }]),
      element('c2', 'Letters service', []),
    ] }],
  },
}, null, 2)}\n`;
const team = `version: 1\nthreat_models:\n  - {file: ${dragonPath}, where: "src/**"}\n`;
const decisionPath = 'privacy/decisions/pii-in-logs-00000000.yml';
const decision = `version: 1\nlinks: {threats: ["${dragonPath}#T1"], pia: [""]}\n`;
const piaPath = 'privacy/pia/PIA-001-orders.md';
const pia = `---\npia: PIA-001\ntitle: Orders\nscope:\n  paths: ["src/**"]\n  threat_models: []\nprocessing:\n  recipients: []\n---\n# PIA-001\n\n<a id="R-01"></a>\n### R-01 · Logs\n- class: pii-in-logs\n- threats: ${dragonPath}#${threatId}\n`;
const files = { ...shop, 'privacy/shipmate.yml': team, [dragonPath]: dragon, [decisionPath]: decision, [piaPath]: pia };

const lineOf = (text: string, part: string): number => text.split('\n').findIndex((line) => line.includes(part));

describe('threat models in the server', () => {
  let server: Harness;
  beforeEach(async () => {
    server = await startHarness(files);
    await server.scanned();
    for (const [path, text] of [[dragonPath, dragon], [piaPath, pia], [decisionPath, decision], ['privacy/shipmate.yml', team]] as const) await server.open(path, text);
  });
  afterEach(() => server.stop());

  const position = (text: string, part: string, offset = 0): { line: number; character: number } => {
    const line = lineOf(text, part);
    return { line, character: (text.split('\n')[line]?.indexOf(part) ?? 0) + offset };
  };
  const complete = async (path: string, at: { line: number; character: number }): Promise<string[]> => {
    const items: CompletionItem[] = await server.client.sendRequest('textDocument/completion', { textDocument: { uri: server.uri(path) }, position: at });
    return items.map(({ textEdit }) => textEdit?.newText ?? '');
  };

  it('tell at a threat what it is, which findings link to it and which risks name it', async () => {
    const at = position(dragon, threatId, 3);
    const text = await server.hover(dragonPath, at.line, at.character);
    for (const part of [/\*\*Addresses in the log\*\*/, /Mitigated/, /LINDDUN DD/, /1 finding in the code/, /confirm\.ts:5/, /PIA-001\\#R-01/]) assert.match(text, part);
    const link = position(pia, threatId, 3);
    assert.equal(await server.hover(piaPath, link.line, link.character), text);
  });

  it('lead from anywhere in a threat to the findings and risks that refer to it', async () => {
    const ask = (path: string, at: object, includeDeclaration = false): Promise<Location[]> => server.client.sendRequest('textDocument/references', { textDocument: { uri: server.uri(path) }, position: at, context: { includeDeclaration } });
    const found = await ask(dragonPath, position(dragon, '"severity": "Medium"'));
    assert.deepEqual(found.map(({ uri }) => uri).filter((uri) => uri !== server.uri(dragonPath)), [server.uri(confirmPath), server.uri(piaPath)]);
    assert.ok((await ask(piaPath, position(pia, threatId, 1), true)).some(({ uri }) => uri === server.uri(dragonPath)));
    assert.deepEqual(await ask(dragonPath, position(dragon, '"title": "Orders"')), []);
  });

  it('are gone to from a decision by the number Threat Dragon shows', async () => {
    const [target]: Location[] = await server.client.sendRequest('textDocument/definition', { textDocument: { uri: server.uri(decisionPath) }, position: position(decision, '#T1', 1) });
    assert.deepEqual([target?.uri, target?.range.start.line], [server.uri(dragonPath), lineOf(dragon, threatId)]);
  });

  it('complete ids where links are written, and nothing elsewhere', async () => {
    const whole = `${dragonPath}#${threatId}`;
    assert.deepEqual(await complete(piaPath, position(pia, '- threats: ', 11)), [whole]);
    assert.deepEqual(await complete(piaPath, position(pia, 'threat_models: []', 16)), [dragonPath]);
    assert.deepEqual(await complete(decisionPath, position(decision, '#T1', 2)), [whole]);
    assert.deepEqual(await complete(decisionPath, position(decision, 'pia: [""]', 7)), [`${piaPath}#PIA-001`, `${piaPath}#R-01`]);
    assert.deepEqual(await complete('privacy/shipmate.yml', position(team, 'file: ', 6)), [dragonPath]);
    assert.deepEqual(await complete(piaPath, position(pia, '- class: ', 9)), []);
    assert.deepEqual(await complete('privacy/shipmate.yml', position(team, 'version', 3)), []);
    const byLines = 'version: 1\nlinks:\n  threats:\n    - x\n  pia:\n    - y\n';
    await server.type(decisionPath, decision, byLines);
    assert.deepEqual(await complete(decisionPath, position(byLines, '- x', 3)), [whole]);
    assert.deepEqual(await complete(decisionPath, position(byLines, '- y', 3)), [`${piaPath}#PIA-001`, `${piaPath}#R-01`]);
  });

  it('show drift at the line of the threat', async () => {
    const [problem] = await server.diagnostics(dragonPath);
    assert.deepEqual([problem?.code, problem?.range.start.line], ['threat-model-drift', lineOf(dragon, threatId)]);
  });

  it('take a threat on the element a person picks, and only that', async () => {
    const [item] = (await server.ask(requests.overview, null)).findings;
    assert.ok(item);
    const ref = { uri: item.uri, fingerprint: item.fingerprint };
    const { file, places } = await server.ask(requests.threatPlaces, ref);
    assert.deepEqual([file, places.map(({ title }) => title)], [dragonPath, ['Orders service', 'Letters service']]);
    assert.match((await server.ask(requests.addThreat, ref)).message ?? '', /No element/);
    const { changes, show } = await server.ask(requests.addThreat, { ...ref, place: 'c2' });
    const after = applyTextEdits(dragon, changes[0]?.edits ?? []);
    assert.equal((JSON.parse(after) as { detail: { threatTop: number } }).detail.threatTop, 2);
    assert.equal(show?.uri, server.uri(dragonPath));
  });
});

describe('a workspace without a threat model', () => {
  it('gets one drawn from its code', async () => {
    const server = await startHarness(shop);
    await server.scanned();
    const { changes } = await server.ask(requests.createThreatModel, null);
    const text = changes[0]?.edits[0]?.newText ?? '';
    for (const part of [/^otmVersion: "0.2.0"$/m, /id: THR-LOG-EMAIL/, /file: "src\/orders\/\*\*"/, /type: diagram/, /id: pd-email/]) assert.match(text, part);
    assert.deepEqual([changes[0]?.uri, changes[0]?.create], [server.uri('privacy/threat-model.otm.yaml'), true]);
    await server.stop();
  });
});
