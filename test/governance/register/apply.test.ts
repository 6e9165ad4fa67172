import assert from 'node:assert/strict';
import { applyDecisions, registerProblems, type RegisterContext } from '../../../src/governance/register/apply';
import { registerOf } from '../../../src/governance/register/register';
import { applyRulings } from '../../../src/governance/register/rulings';
import type { Decision, Finding, Problem } from '../../../src/model';
import { finding } from '../../report/sample';
import { accept, decisionOf, team, written } from './decisions';

const quiet = (decision: Decision): Decision => ({ ...decision, links: { threats: [], pia: [] } });
const agreed = quiet(decisionOf(written([{ as: '@dev', on: '2026-11-21', intent: accept() }, { as: '@lead', on: '2026-11-22', intent: { kind: 'approve' } }])));

function apply(findings: readonly Finding[], decisions: readonly Decision[], over: Partial<RegisterContext> = {}): { findings: Finding[]; problems: Problem[] } {
  const context = { team: team(), model: { threats: [], assessments: [] }, today: '2026-11-23', isWhole: true, classes: new Set(['pii-in-logs']), controls: new Set(['redact-at-logger']), ...over };
  const { findings: decided, problems } = applyDecisions(findings, registerOf(decisions), context);
  return { findings: decided, problems: [...problems, ...registerProblems(registerOf(decisions), context)] };
}

describe('decisions on findings', () => {
  it('agree to what they name and no more', () => {
    assert.equal(apply([finding()], [agreed]).findings[0]?.state, 'agreed');
    const more = apply([finding({ dataTypes: ['email', 'phone'] })], [agreed]);
    assert.equal(more.findings[0]?.state, 'new');
    assert.match(more.problems[0]?.message ?? '', /phone goes there too, so the finding is open again/);
    const other = apply([finding({ recipient: { id: 'sentry', name: 'Sentry', category: 'telemetry' } })], [agreed]);
    assert.equal(other.findings[0]?.state, 'new');
    const bare = apply([finding()], [{ ...agreed, finding: { ...agreed.finding, safeguards: ['hashed'] } }]);
    assert.match(bare.problems[0]?.message ?? '', /no longer hashed/);
  });

  it('add their links to what a threat states itself, and leave out what was only derived', () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const threat = { file: 'privacy/tm.yml', id: 'T1', title: 'Mail in the log', range, linddun: [], classes: [], dataTypes: [], fingerprints: [], files: [], state: '' };
    const link = (id: string, how: 'stated' | 'derived') => ({ target: `privacy/tm.yml#${id}`, title: id, how, range });
    const threatsOf = (threats: Finding['threats']) => apply([finding({ threats })], [{ ...agreed, links: { threats: ['privacy/tm.yml#T1'], pia: [] } }], { model: { threats: [threat], assessments: [] } }).findings[0]?.threats.map(({ target, how }) => `${target} ${how}`);
    assert.deepEqual(threatsOf([link('T2', 'stated'), link('T3', 'derived')]), ['privacy/tm.yml#T1 stated', 'privacy/tm.yml#T2 stated']);
    assert.deepEqual(threatsOf([link('T1', 'derived')]), ['privacy/tm.yml#T1 stated']);
  });

  it('come back as findings when they end', () => {
    const { findings, problems } = apply([finding()], [agreed], { today: '2027-02-20' });
    assert.equal(findings[0]?.state, 'new');
    assert.deepEqual(problems.filter(({ id }) => id === 'expired-acceptance').map(({ level }) => level), ['warning']);
  });

  it('follow a finding that moved to another file, and one whose function got another name', () => {
    assert.equal(apply([finding({ file: 'src/shop/orders/confirm order.ts' })], [agreed]).findings[0]?.state, 'agreed');
    assert.equal(apply([finding({ fingerprint: '0123456789abcdef', symbol: 'confirm' })], [agreed]).findings[0]?.state, 'agreed');
    // Two that could be it: neither is taken.
    const both = [finding({ fingerprint: '0123456789abcdef' }), finding({ fingerprint: 'fedcba9876543210' })];
    assert.deepEqual(apply(both, [agreed]).findings.map(({ state }) => state), ['new', 'new']);
  });

  it('are told when no finding answers, only after a whole scan, and not once they are closed', () => {
    assert.match(apply([], [agreed]).problems[0]?.message ?? '', /No finding answers/);
    assert.deepEqual(apply([], [agreed], { isWhole: false }).problems, []);
    assert.deepEqual(apply([], [{ ...agreed, status: 'closed' }]).problems, []);
  });

  it('tell what is overdue, claimed without sign-offs, doubled, or closed and there again', () => {
    const requested = quiet(decisionOf(written([{ as: '@dev', on: '2026-11-21', intent: accept() }])));
    const messages = (decisions: Decision[], today = '2026-11-23'): string[] => apply([finding()], decisions, { today }).problems.map(({ message }) => message);
    assert.deepEqual(messages([requested]), ['This decision waits: the decision of @lead (owner) to come.']);
    assert.match(messages([{ ...requested, status: 'decision-approved' }])[0] ?? '', /says approved and does not count yet/);
    assert.match(messages([{ ...requested, due: '2026-11-22' }])[1] ?? '', /was due on 2026-11-22/);
    assert.match(messages([agreed, { ...agreed, file: 'privacy/decisions/other.yml' }])[0] ?? '', /speaks of this finding already/);
    const closed = apply([finding()], [{ ...agreed, status: 'closed', decision: { kind: 'mitigate', reason: 'redaction is on', controls: ['redact-at-logger'] } }]);
    assert.deepEqual(closed.problems.map(({ id }) => id), ['broken-control']);
  });
});

describe('rulings of settled disputes', () => {
  const ruling = { classId: 'pii-in-logs', where: 'src/orders/**', data: ['email'], ruling: 'false-positive' as const, reason: 'the mail box of the shop' };

  it('speak of their class, files and data types', () => {
    const states = (over: Partial<Finding>, rule = ruling): string => applyRulings([finding(over)], [rule])[0]?.state ?? '';
    assert.equal(states({}), 'agreed');
    assert.equal(states({ file: 'src/users/log.ts' }), 'new');
    assert.equal(states({ dataTypes: ['email', 'phone'] }), 'new');
    assert.equal(states({}, { ...ruling, symbol: 'cancel' } as typeof ruling), 'new');
  });

  it('set the severity that was found right', () => {
    assert.equal(applyRulings([finding()], [{ ...ruling, ruling: 'wrong-severity', severity: 'low' }])[0]?.severity, 'low');
  });
});
