import assert from 'node:assert/strict';
import fc from 'fast-check';
import { outline } from '../../../src/governance/assessments/markdown';
import { updatePia } from '../../../src/governance/assessments/merge';
import { readAssessment } from '../../../src/governance/assessments/read';
import { piaStub } from '../../../src/governance/assessments/stub';
import type { PiaFacts } from '../../../src/governance/assessments/facts';
import { applyTextEdits } from '../../../src/governance/text';
import { finding } from '../samples';
import { clinicFacts, logFinding, sentryFinding } from './facts';

const file = 'privacy/pia/PIA-001-appointments.md';
const meta = { id: 'PIA-001', title: 'Appointments' };
const stub = piaStub(clinicFacts(), meta);

/** Lines that no machine may touch: those outside the front matter and the blocks. */
function ownLines(text: string): string[] {
  const { blocks, frontMatter } = outline(text);
  let rest = '';
  let at = frontMatter?.[1] ?? 0;
  for (const block of blocks) {
    rest += text.slice(at, block.start);
    at = block.end;
  }
  return (rest + text.slice(at)).split(/\r\n|\n|\r/);
}

function isKept(before: readonly string[], after: readonly string[]): boolean {
  let at = 0;
  for (const line of after) if (line === before[at]) at++;
  return at === before.length;
}

function update(text: string, facts: PiaFacts): ReturnType<typeof updatePia> {
  const result = updatePia(file, text, facts);
  assert.equal(applyTextEdits(text, result.edits), result.text, 'edits and text differ');
  return result;
}

describe('updating an assessment', () => {
  it('changes nothing while the code is the same', () => {
    assert.deepEqual(update(stub, clinicFacts()), { text: stub, edits: [], added: [], gone: [], problems: [] });
    const crlf = stub.replace(/\n/g, '\r\n');
    assert.equal(update(crlf, clinicFacts()).text, crlf);
  });

  it('marks a risk whose code is gone, once, and takes it back', () => {
    const later = clinicFacts({ findings: [sentryFinding], date: '2026-12-01' });
    const first = update(stub, later);
    assert.deepEqual([first.gone, first.added], [['R-01'], []]);
    assert.match(first.text, /### R-01 · Personal data in logs\n<!-- shipmate:begin R-01 -->\n- class: pii-in-logs\n- data: email\n- evidence: gone since 2026-12-01 \(last seen: `src\/appointments\/book.ts#book`\)\n/);
    assert.equal(readAssessment(file, first.text).value?.risks[0]?.goneSince, '2026-12-01');
    const second = update(first.text, { ...later, date: '2027-01-05' });
    assert.deepEqual([second.gone, second.text.match(/gone since .{10}/g)], [[], ['gone since 2026-12-01']]);
    assert.equal(update(second.text, clinicFacts()).text, stub);
  });

  it('appends new risks behind the last and never uses a number twice', () => {
    const without = stub.replace(/<a id="R-02">[\s\S]*?or why none -->\n\n/, '');
    const findings = [logFinding, sentryFinding, finding({ classId: 'pii-in-url', symbol: 'link' })];
    const { text, added } = update(without, clinicFacts({ findings }));
    assert.deepEqual(added, ['R-03', 'R-04']);
    assert.deepEqual(readAssessment(file, text).value?.risks.map(({ id, classes }) => [id, classes[0]]), [['R-01', 'pii-in-logs'], ['R-03', 'pii-in-url'], ['R-04', 'pii-to-third-party']].sort((a, b) => String(a[0]).localeCompare(String(b[0]))));
    assert.match(text, /or why none -->\n\n<a id="R-03"><\/a>\n### R-03/);
    assert.match(text, /or why none -->\n\n<a id="measures"><\/a>/);
    assert.match(text, /last_risk: 4/);
    assert.deepEqual(update(text, clinicFacts({ findings })).edits, []);
  });

  it('leaves a risk people wrote for the same class alone', () => {
    const own = stub.replace(/<!-- shipmate:(?:begin|end) R-01 -->\n/g, '').replace('- severity: unset', '- severity: 3, agreed with the care team');
    const { text, added } = update(own, clinicFacts({ findings: [logFinding, sentryFinding, finding({ symbol: 'cancel' })] }));
    assert.deepEqual([text, added], [own, []]);
  });

  it('does not draft what was ignored with a reason', () => {
    const ignored = finding({ classId: 'pii-in-url', ignore: { reason: 'the link is internal', location: { file, range: logFinding.range }, waiting: false } });
    assert.deepEqual(update(stub, clinicFacts({ findings: [logFinding, sentryFinding, ignored] })).edits, []);
  });

  it('updates the keys of the code and keeps those of people', () => {
    const own = stub
      .replace('legal_basis: null # PEOPLE', 'legal_basis: Contract # agreed 2026-10-02')
      .replace('      kind: unconfirmed', '      kind: processor   # contract of 2025\n      contract: docs/dpa/sentry.md')
      .replace('roles: {owner: null', 'roles: {owner: "@care-lead"');
    const facts = clinicFacts();
    facts.inventory.data = facts.inventory.data.slice(0, 1);
    facts.inventory.recipients.push({ id: 'twilio', name: 'Twilio', category: 'sms', country: 'US', dataTypes: ['phone-number'], seenIn: facts.inventory.recipients[0]?.seenIn ?? [] });
    const { text } = update(own, facts);
    assert.match(text, /legal_basis: Contract # agreed 2026-10-02\n/);
    assert.match(text, /data: # CODE\n {4}- type: email\n {6}evidence: \["src\/appointments\/book.ts#book"\]\n {2}recipients:/);
    assert.match(text, /kind: processor {3}# contract of 2025\n {6}contract: docs\/dpa\/sentry.md\n {4}- id: twilio\n {6}name: Twilio\n {6}kind: unconfirmed\n {2}transfers/);
    facts.inventory.data = [];
    const none = update(text, facts).text;
    assert.match(none, /data: \[\] # CODE\n {2}recipients/);
    assert.equal(update(none, { ...facts, inventory: { ...facts.inventory, data: clinicFacts().inventory.data.slice(0, 1) } }).text, text);
  });

  it('changes nothing in a text it cannot read', () => {
    for (const broken of ['no front matter', stub.replace('scope:', 'scope: ['), `${stub}<<<<<<< ours\n`]) {
      const result = update(broken, clinicFacts({ findings: [] }));
      assert.equal(result.text, broken);
      assert.ok(result.problems.length > 0);
    }
  });

  it('leaves a block with a broken marker and says so', () => {
    const broken = stub.replace('<!-- shipmate:end data -->', '<!-- end -->');
    const { problems, text } = update(broken, clinicFacts({ findings: [] }));
    assert.ok(isKept(broken.slice(broken.indexOf('begin data'), broken.indexOf('_People:_ Whose')).split('\n').slice(1), text.split('\n')));
    assert.match(problems[0]?.message ?? '', /marker "data" has no partner/);
  });

  const ownLine = fc.oneof(
    fc.string({ unit: 'binary' }).map((text) => text.replace(/[\r\n]/g, ' ')),
    fc.constantFrom('```', '~~~~', '## Our own notes', '### R-07 · Ours', '<a id="R-09"></a>', '- class: pii-in-logs', '- evidence: `a.ts#b`', '---', '| a | b |', '<!-- a note -->', ''),
  );
  const facts = fc.record({
    findings: fc.subarray([logFinding, sentryFinding, finding({ classId: 'pii-in-url', symbol: 'link', dataTypes: ['email'] }), finding({ classId: 'tls-verification-off', symbol: '', dataTypes: [] })]),
    data: fc.nat(3),
    date: fc.constantFrom('2026-11-21', '2027-02-01'),
  }).map(({ findings, data, date }) => {
    const all = clinicFacts({ findings, date });
    return { ...all, inventory: { ...all.inventory, data: all.inventory.data.slice(0, data) } };
  });

  it('keeps every line people wrote, and a second run changes nothing', () => {
    fc.assert(
      fc.property(facts, facts, fc.array(fc.tuple(fc.nat(400), ownLine), { maxLength: 8 }), fc.boolean(), (before, after, inserts, crlf) => {
        const lines = piaStub(before, meta).split('\n');
        const body = lines.indexOf('---', 1) + 1;
        for (const [at, line] of inserts) {
          const place = body + (at % (lines.length - body));
          const text = lines.join('\n');
          const offset = lines.slice(0, place).join('\n').length + 1;
          // People write outside the markers.
          if (!outline(text).blocks.some((block) => offset >= block.start && offset <= block.end)) lines.splice(place, 0, line);
        }
        const text = lines.join(crlf ? '\r\n' : '\n');
        const first = update(text, after);
        assert.ok(isKept(ownLines(text), ownLines(first.text)), 'a line of people is gone');
        const second = update(first.text, after);
        assert.equal(second.text, first.text);
      }),
      { numRuns: 150 },
    );
  });
});
