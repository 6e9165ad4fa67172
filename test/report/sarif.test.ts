import assert from 'node:assert/strict';
import type { Log, Run } from 'sarif';
import { sarifReport } from '../../src/report/sarif';
import { finding, range, report, rule } from './sample';
import { sarifFaults } from './sarif-structure';

function runOf(text: string): Run {
  const [run] = (JSON.parse(text) as Log).runs;
  assert.ok(run);
  return run;
}

describe('SARIF report', () => {
  const ignore = { reason: 'shown to the person themselves only', until: '2027-01-31', location: { file: 'src/a.ts', range: range(1, 0, 4) }, waiting: false };

  it('keeps to the structure of 2.1.0', () => {
    const all = [finding(), finding({ ignore }), finding({ argument: undefined, flows: [], flowCount: 0, symbol: '', controls: [], dataTypes: [] }), finding({ classId: 'cleartext-transport' })];
    const problem = { id: 'file-problem' as const, file: 'privacy/shipmate.yml', range: range(0, 0, 1), message: 'unexpected end', level: 'information' as const };
    assert.deepEqual(sarifFaults(JSON.parse(sarifReport(report(all, { problems: [problem] })))), []);
    assert.deepEqual(sarifFaults(JSON.parse(sarifReport(report([])))), []);
  });

  it('names the callee as region, the argument first among related places, and every step of the flow', () => {
    const [result] = runOf(sarifReport(report([finding()]))).results ?? [];
    assert.deepEqual(result?.locations?.[0]?.physicalLocation, {
      artifactLocation: { uri: 'src/orders/confirm%20order.ts', uriBaseId: 'SRCROOT' },
      region: { startLine: 12, startColumn: 3, endLine: 12, endColumn: 14 },
    });
    assert.equal(result.relatedLocations?.[0]?.physicalLocation?.region?.startColumn, 15);
    const steps = result.codeFlows?.[0]?.threadFlows[0]?.locations.map((step) => [step.importance, step.location?.message?.text]);
    assert.deepEqual(steps, [['essential', 'source: customer.email'], ['important', 'step: contact'], ['essential', 'sink: logger.info(…)']]);
    assert.deepEqual(result.partialFingerprints, { 'shipmate/v1': '7b0c1f0a6a2d4e91' });
  });

  it('carries the agreed properties', () => {
    const [result] = runOf(sarifReport(report([finding()]))).results ?? [];
    assert.deepEqual(result?.properties, {
      severity: 'medium', tier: 2, strength: 'certain', dataTypes: ['email'],
      controls: [
        { id: 'log-stable-id', effort: 'minutes', residual: 'none', verified: true },
        { id: 'redact-at-logger', effort: 'hours', residual: 'none', verified: false },
      ],
      threats: ['privacy/threat-model.otm.yaml#THR-LOG'], pia: ['privacy/pia/PIA-001-orders.md#R-01'], state: 'new', place: 'code', flowCount: 3,
    });
  });

  it('offers verified edits as fixes, and none that would repeat personal data', () => {
    const [offer] = finding().controls;
    assert.ok(offer);
    const unverified = { ...offer, verified: false };
    const literal = { ...offer, edits: [{ file: 'a.ts', edits: [{ range: range(0, 0, 1), newText: "send('jane@example.org')" }] }] };
    const created = { ...offer, edits: [{ file: 'src/mask.ts', create: true, edits: [{ range: range(0, 0, 0), newText: 'export {};\n' }] }] };
    const [result] = runOf(sarifReport(report([finding({ controls: [offer, unverified, literal, created] })]))).results ?? [];
    assert.deepEqual(result?.fixes?.map(({ artifactChanges }) => artifactChanges[0]?.replacements[0]), [
      { deletedRegion: { startLine: 12, startColumn: 15, endLine: 12, endColumn: 22 }, insertedContent: { text: 'customer.id' } },
      { deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }, insertedContent: { text: 'export {};\n' } },
    ]);
  });

  it('says warning from medium up and note below, and note for what waits for a decision', () => {
    const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
    const findings = [...severities.map((severity) => finding({ severity })), finding({ severity: 'high', ignore: { ...ignore, waiting: true } })];
    assert.deepEqual(runOf(sarifReport(report(findings))).results?.map(({ level }) => level), ['warning', 'warning', 'warning', 'note', 'note', 'note']);
  });

  it('turns ignores into suppressions with their reason', () => {
    const results = runOf(sarifReport(report([finding({ ignore }), finding({ ignore: { ...ignore, waiting: true } }), finding()]))).results;
    assert.deepEqual(results?.map(({ suppressions }) => suppressions?.map(({ kind, status }) => [kind, status])), [[['inSource', 'accepted']], [['inSource', 'underReview']], []]);
    assert.equal(results[0]?.suppressions?.[0]?.justification, 'shown to the person themselves only (until 2027-01-31)');
  });

  it('tells the state against a baseline only where there is one', () => {
    const findings = [finding(), finding({ state: 'known' }), finding({ state: 'newly-seen' })];
    assert.deepEqual(runOf(sarifReport(report(findings, { baseline: true }))).results?.map(({ baselineState }) => baselineState), ['new', 'unchanged', 'unchanged']);
    assert.equal(runOf(sarifReport(report(findings))).results?.[0]?.baselineState, undefined);
  });

  it('tells what was not seen', () => {
    const [invocation] = runOf(sarifReport(report([]))).invocations ?? [];
    assert.deepEqual(invocation?.toolExecutionNotifications?.map(({ descriptor, message }) => [descriptor?.id, message.text]), [
      ['not-analysed/minified', 'Not analysed: 2 minified.'],
      ['not-analysed/unreadable', 'Not analysed: 1 not readable.'],
      ['not-analysed/vendored', 'Not analysed: 1 vendored.'],
      ['not-seen/syntax-error', 'Not read because of a syntax error: 1 place.'],
      ['not-seen/unresolved-calls', 'Calls not resolved: 10 of 100, for example plugins[name](…).'],
    ]);
    const { properties } = runOf(sarifReport(report([finding({ guessed: [5] })])));
    assert.deepEqual(properties, { date: '2026-11-21', filesAnalysed: 12, partial: false, complete: false, guessed: { receiverName: 1, onlyMethod: 0 } });
  });

  it('tells controls that were not tried out', () => {
    const [invocation] = runOf(sarifReport(report([finding()], { untried: 1 }))).invocations ?? [];
    const told = invocation?.toolExecutionNotifications?.find(({ descriptor }) => descriptor?.id === 'not-tried/controls');
    assert.equal(told?.message.text, 'Controls not tried out: 1 of 1 finding; these name the likeliest one.');
  });

  it('relates rules to both taxonomies and grades them for code hosts', () => {
    const run = runOf(sarifReport(report([finding()])));
    const [described] = run.tool.driver.rules ?? [];
    assert.deepEqual(described?.relationships?.map(({ target }) => [target.toolComponent?.name, target.id]), [['CWE', '532'], ['LINDDUN', 'DD']]);
    assert.deepEqual(described.properties?.tags?.slice(0, 2), ['privacy', 'external/cwe/cwe-532']);
    assert.equal(described.properties['security-severity'], '5.5');
    assert.deepEqual(run.taxonomies?.map(({ name, taxa }) => [name, taxa?.map(({ id }) => id)]), [['CWE', ['532']], ['LINDDUN', ['DD']]]);
  });

  it('gives the same bytes for the same report', () => {
    assert.equal(sarifReport(report([finding()])), sarifReport(report([finding()], { rules: [{ ...rule('pii-in-logs') }] })));
  });
});
