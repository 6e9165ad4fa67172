import assert from 'node:assert/strict';
import { jsonReport } from '../../src/report/json';
import { withoutLiterals } from '../../src/report/mask';
import { markdownReport } from '../../src/report/markdown';
import { finding, range, report } from './sample';

describe('JSON report', () => {
  it('has a schema version, a summary and every finding with its sentence', () => {
    const value = JSON.parse(jsonReport(report([finding(), finding({ ignore: { reason: 'agreed with support', location: finding(), waiting: false } })]))) as {
      schemaVersion: number; summary: object; findings: { sentence: string; hidden: boolean; controls: { verified: boolean; edits?: object[] }[] }[];
    };
    assert.equal(value.schemaVersion, 1);
    assert.deepEqual(value.summary, {
      analysed: 12, skipped: { minified: 2, unreadable: 1, vendored: 1 }, complete: false, unseen: { 'syntax-error': 1 }, calls: { resolved: 90, unresolved: 10 },
      findings: { medium: 1 }, bar: 'medium', overTheBar: 1, guessed: { receiverName: 0, onlyMethod: 0 }, untriedControls: 0,
    });
    assert.deepEqual(value.findings.map(({ hidden }) => hidden), [false, true]);
    assert.equal(value.findings[0]?.sentence, 'Email goes to the log. We can ship this with `customer.id` instead.');
    assert.deepEqual(value.findings[0].controls.map(({ verified, edits }) => [verified, edits?.length]), [[true, 1], [false, undefined]]);
  });

  it('counts the open findings that rest on a guess, by what was guessed', () => {
    const findings = [finding({ guessed: [5] }), finding({ guessed: [5, 6] }), finding({ guessed: [6], state: 'known' }), finding()];
    const { summary } = JSON.parse(jsonReport(report(findings))) as { summary: { guessed: object } };
    assert.deepEqual(summary.guessed, { receiverName: 2, onlyMethod: 1 });
  });

  it('leaves an edit to the editor that would repeat personal data', () => {
    const [control] = finding().controls;
    assert.ok(control);
    const edits = [{ file: 'a.ts', edits: [{ range: range(0, 0, 1), newText: "'ann@mail.test'" }] }];
    assert.doesNotMatch(jsonReport(report([finding({ controls: [{ ...control, edits }] })])), /ann@mail|newText/);
  });
});

describe('literals in code', () => {
  it('lose their text in every report', () => {
    assert.equal(withoutLiterals(`fetch("https://a.example/?q=\\"x" + 'it', \`hi \${name}\`)`), 'fetch("…" + \'…\', `…`)');
    assert.equal(withoutLiterals("it's open"), "it's open");
    assert.equal(withoutLiterals('call(4915112345678)'), 'call(…)');
  });
});

describe('Markdown report', () => {
  it('opens no markup from code, file names or titles', () => {
    const hostile = finding({
      fact: 'Email goes to <script>alert(1)</script> [x](http://example.org).',
      flows: [{ dataType: 'email', strength: 'certain', safeguards: [], steps: [{ kind: 'source', text: 'a`b`', file: 'a.ts', range: range(0, 0, 1) }] }],
    });
    const text = markdownReport(report([hostile]));
    assert.match(text, /\\<script\\>/);
    assert.match(text, /\\\[x\\\]/);
    assert.match(text, /`` a`…` ``/);
  });

  it('keeps to fifty findings and tells the rest', () => {
    const text = markdownReport(report(Array.from({ length: 53 }, () => finding())));
    assert.equal(text.match(/^- \*\*/gm)?.length, 50);
    assert.match(text, /… and 3 more findings\./);
  });
});
