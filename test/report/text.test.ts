import assert from 'node:assert/strict';
import { overTheBar } from '../../src/report/report';
import { textReport } from '../../src/report/text';
import { finding, report } from './sample';

describe('text report', () => {
  it('says a finding as a sentence with place, data, flow, controls and links', () => {
    assert.equal(textReport(report([finding()])), [
      'src/orders/confirm order.ts:12:3 medium pii-in-logs: Email goes to the log. We can ship this with `customer.id` instead.',
      '    data      Email (certain)',
      '    flow      customer.email (src/customers/customer.ts:4:10) → contact (10:9) → logger.info(…) (12:3)  (+2 more)',
      '    controls  Log `customer.id` instead of `customer.email` (verified edit, minutes)',
      '              Redact `email` at the logger (a step, hours)',
      '    threat    privacy/threat-model.otm.yaml#THR-LOG Support reads customer mail in logs',
      '    PIA       privacy/pia/PIA-001-orders.md#R-01 Order log',
      '',
      '12 files analysed (1204 lines)',
      'Not analysed: 2 minified, 1 not readable, 1 vendored',
      'Not seen inside files: 1 place with syntax errors',
      'Calls not resolved: 10 of 100, e.g. plugins[name](…)',
      '1 finding: 1 medium; 1 at medium or above',
      '',
    ].join('\n'));
  });

  it('ends with the step of the rule when no control is on offer', () => {
    const sent = finding({ controls: [], fact: 'Email goes to Twilio (SMS, US).', recipient: { id: 'twilio', name: 'Twilio', category: 'sms', country: 'US' } });
    assert.match(textReport(report([sent])), /Email goes to Twilio \(SMS, US\)\. We can ship this once Twilio is named in the team file\./);
  });

  it('tells known, ignored and waiting findings as counts, and only open ones count for the bar', () => {
    const ignore = { reason: 'support needs it until the ticket view ships', location: finding(), waiting: false };
    const one = report([
      finding(), finding({ state: 'known' }), finding({ state: 'newly-seen' }), finding({ ignore }),
      finding({ ignore: { ...ignore, waiting: true }, tier: 4, dataTypes: ['diagnosis'] }), finding({ severity: 'low' }),
    ], { baseline: true });
    const text = textReport(one);
    assert.match(text, /2 findings: 1 medium, 1 low; 1 at medium or above \(1 known in the baseline, 1 newly seen by better rules, 1 ignored with a reason, 1 waiting for a decision\)/);
    assert.equal(overTheBar(one).length, 1);
    assert.equal(text.match(/^src\/orders/gm)?.length, 3, 'two open ones and the one that waits are listed');
  });

  it('tells how many controls were not tried out', () => {
    assert.match(textReport(report([finding(), finding()], { untried: 1 })), /^Controls not tried out: 1 of 2 findings; these name the likeliest one$/m);
  });

  it('shortens long flows in the middle', () => {
    const [flow] = finding().flows;
    assert.ok(flow);
    const steps = Array.from({ length: 12 }, (_, i) => ({ kind: 'step' as const, text: `hop${i}`, file: 'a.ts', range: flow.steps[0]?.range ?? finding().range }));
    const text = textReport(report([finding({ flows: [{ ...flow, steps }] })]));
    assert.match(text, /hop3 \(a\.ts:4:10\) → … 4 steps … → hop8/);
  });

  it('never prints literal personal data', () => {
    const text = textReport(report([finding({ fact: 'jane.doe@example.org goes to the log.', controls: [] })], {
      problems: [{ id: 'file-problem', file: 'privacy/shipmate.yml', range: finding().range, message: 'call +49 30 1234567890', level: 'error' }],
    }));
    assert.doesNotMatch(text, /jane|1234567/);
    assert.match(text, /privacy\/shipmate\.yml:12:3 error file-problem: call …/);
  });
});
