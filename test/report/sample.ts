import type { Finding, Range } from '../../src/model';
import type { Report, RuleInfo } from '../../src/report/report';

export function range(line: number, from: number, to: number): Range {
  return { start: { line, character: from }, end: { line, character: to } };
}

export function rule(id: string): RuleInfo {
  return {
    id,
    title: 'Personal data in the log',
    severity: 'by-tier',
    step: 'once {recipient} is named in the team file',
    references: { cwe: ['CWE-532'], linddun: ['DD'], gdpr: ['Art. 25(1)'], asvs: ['V16.2.5'], nist: ['AU-3(3)'] },
    docs: { why: 'Logs live long and are read by many.', do: 'Log a stable id.', dont: 'Log the person.', notWhen: 'The value is masked.' },
  };
}

/** An e-mail that reaches the log two calls on, with a verified edit and a person's step on offer. */
export function finding(over: Partial<Finding> = {}): Finding {
  const file = 'src/orders/confirm order.ts';
  return {
    classId: 'pii-in-logs', fingerprint: '7b0c1f0a6a2d4e91', file, range: range(11, 2, 13), argument: range(11, 14, 21), symbol: 'confirmOrder',
    callee: 'logger.info', severity: 'medium', tier: 2, strength: 'certain', dataTypes: ['email'],
    flows: [{
      dataType: 'email', strength: 'certain', safeguards: [],
      steps: [
        { kind: 'source', text: 'customer.email', file: 'src/customers/customer.ts', range: range(3, 9, 23) },
        { kind: 'step', text: 'contact', file, range: range(9, 8, 15) },
        { kind: 'sink', text: 'logger.info(…)', file, range: range(11, 2, 13) },
      ],
    }],
    flowCount: 3, fact: 'Email goes to the log.', place: 'code', state: 'new', guessed: [],
    threats: [{ target: 'privacy/threat-model.otm.yaml#THR-LOG', title: 'Support reads customer mail in logs', how: 'stated', range: range(4, 0, 3) }],
    assessments: [{ target: 'privacy/pia/PIA-001-orders.md#R-01', title: 'Order log', how: 'derived', range: range(8, 0, 3) }],
    controls: [
      {
        id: 'log-stable-id', title: 'Log `customer.id` instead of `customer.email`', phrase: 'with `customer.id` instead', effort: 'minutes', residual: 'none',
        assessment: 'minimisation', kind: 'edit', verified: true, edits: [{ file, edits: [{ range: range(11, 14, 21), newText: 'customer.id' }] }],
      },
      { id: 'redact-at-logger', title: 'Redact `email` at the logger', phrase: 'once the logger redacts `email`', effort: 'hours', residual: 'none', assessment: 'minimisation', kind: 'step', verified: false },
    ],
    ...over,
  };
}

export function report(findings: Finding[], over: Partial<Report> = {}): Report {
  return {
    tool: { version: '0.1.0', rulesVersion: 'r1' },
    date: '2026-11-21',
    rules: [rule('pii-in-logs')],
    labels: { email: 'Email', diagnosis: 'Diagnosis' },
    findings,
    problems: [],
    coverage: {
      analysed: 12, bytes: 40_000, lines: 1_204,
      skipped: [{ file: 'dist/app.min.js', reason: 'minified' }, { file: 'node_modules/', reason: 'vendored' }, { file: 'locked.py', reason: 'unreadable' }, { file: 'web/lib.min.js', reason: 'minified' }],
      unseen: [{ file: 'src/broken.ts', range: range(2, 0, 9), reason: 'syntax-error', text: '' }],
      calls: { resolved: 90, unresolved: 10, examples: ['plugins[name](…)'] },
      partial: false,
    },
    untried: 0,
    baseline: false,
    bar: 'medium',
    ...over,
  };
}
