import assert from 'node:assert/strict';
import { figuresOf, reductionPercent, type FiguresInput } from '../../../src/governance/register/figures';
import type { Decision } from '../../../src/model';
import { finding } from '../../report/sample';
import { accept, decisionOf, team, written } from './decisions';

const agreed = decisionOf(written([{ as: '@dev', on: '2026-11-01', intent: accept('2027-02-19') }, { as: '@lead', on: '2026-11-09', intent: { kind: 'approve' } }]));
const closed = decisionOf(written([{ as: '@dev', on: '2026-11-01', intent: { kind: 'mitigate', reason: 'redaction at the logger', controls: ['redact-at-logger'] } }, { as: '@dev', on: '2026-11-21', intent: { kind: 'close' } }]));
const disputed = (as: 'approve' | 'reject'): Decision => decisionOf(written([
  { as: '@dev', on: '2026-11-01', intent: { kind: 'dispute', ground: 'false-positive', reason: 'the mail box of the shop' } },
  { as: '@champion', on: '2026-11-03', intent: as === 'approve' ? { kind: 'approve' } : { kind: 'reject', note: 'people write to it' } },
]));
const named = (decision: Decision, name: string): Decision => ({ ...decision, file: `privacy/decisions/${name}.yml` });

function input(over: Partial<FiguresInput> = {}): FiguresInput {
  return { findings: [], decisions: [], assessments: [], team: team(), today: '2026-11-23', past: [], ...over };
}

describe('figures', () => {
  it('count what is gone of the baseline, and acceptance apart', () => {
    const entry = { fingerprint: '7b0c1f0a6a2d4e91', lineHash: '', classId: 'pii-in-logs', file: 'a.ts' };
    const baseline = { commit: 'c1', rules: 'r1', entries: [entry, entry, entry, entry], contents: new Set<string>() };
    const figures = figuresOf(input({ findings: [finding({ state: 'known' }), finding({ state: 'agreed' }), finding({ state: 'new' })], baseline, cleared: [entry] }));
    assert.deepEqual(figures.baseline, { commit: 'c1', held: 4, gone: 1, new: 1, agreed: 1 });
    assert.equal(reductionPercent({ commit: '', held: 3, gone: 1, new: 0, agreed: 2 }), 33);
    assert.deepEqual([figures.open, figures.agreed], [2, 1]);
  });

  it('measure days to decide and to contain, and what is overdue', () => {
    const figures = figuresOf(input({
      decisions: [named(agreed, 'a'), named(closed, 'b'), { ...named(agreed, 'c'), due: '2026-11-22' }],
      findings: [finding({ decision: { file: 'privacy/decisions/c.yml', status: 'decision-requested', state: 'requested', missing: [] } })],
    }));
    assert.equal(figures.daysToDecide, 8);
    assert.equal(figures.daysToContain, 20);
    assert.equal(figures.decisions.overdue, 1);
    assert.deepEqual(figures.controlsVerified, { part: 1, whole: 1 });
  });

  it('take the last word a request needed for the decision, and none while one is missing', () => {
    const entry = (on: string, did: string): Decision['history'][number] => ({ on, by: '@x', did });
    const history = [entry('2026-11-01', 'asked to accept until 2027-02-19'), entry('2026-11-02', 'approved it'), entry('2026-11-11', 'advised: fine')];
    const days = (over: Partial<Decision>): number | undefined => figuresOf(input({ decisions: [{ ...named(agreed, 'a'), history, ...over }] })).daysToDecide;
    assert.deepEqual([days({}), days({ status: 'decision-requested' })], [10, undefined]);
    assert.equal(days({ status: 'decision-requested', history: [...history, entry('2027-02-19', 'asked to accept until 2027-05-01'), entry('2027-02-20', 'approved it')] }), 10, 'a later request is not the first');
  });

  it('do not count a file that only links its finding, and no day runs by it', () => {
    const link = { on: '2026-10-01', by: '@dev', did: 'linked it to privacy/tm.yml#T1' };
    const { due, decision, ...bare } = named(agreed, 'a');
    const linked: Decision = { ...bare, status: 'open', history: [link], signOffs: [] };
    const figures = figuresOf(input({ decisions: [linked, { ...bare, due, decision, file: 'privacy/decisions/b.yml', history: [link, ...agreed.history] }] }));
    assert.deepEqual([figures.daysToDecide, figures.decisions.open, figures.decisions.overdue], [8, 0, 0]);
    assert.deepEqual(figuresOf(input({ past: [{ date: '2026-10-02', commit: 'c', decisions: [linked] }] })).trend.map(({ open }) => open), [0]);
  });

  it('hold a settled dispute against its class, and count teams by role, never by person', () => {
    const figures = figuresOf(input({ decisions: [named(agreed, 'a'), named(disputed('approve'), 'b'), named(disputed('reject'), 'c'), { ...named(closed, 'd'), owner: '@somebody' }, named(closed, 'e')] }));
    assert.deepEqual(figures.precision, [{ classId: 'pii-in-logs', part: 4, whole: 5 }]);
    assert.deepEqual(figures.closedByTeam, [{ team: 'others', closed: 1 }, { team: 'owner', closed: 1 }]);
    assert.doesNotMatch(JSON.stringify(figures), /somebody/);
  });

  it('say nothing where there is nothing', () => {
    const figures = figuresOf(input());
    assert.equal(figures.baseline, undefined);
    assert.equal(figures.daysToDecide, undefined);
    assert.deepEqual(figures.precision, []);
  });
});
