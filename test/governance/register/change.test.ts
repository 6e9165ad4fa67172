import assert from 'node:assert/strict';
import { changeDecision, createDecision, decisionPath } from '../../../src/governance/register/change';
import { actorsOf, planIntent } from '../../../src/governance/register/intent';
import { settleDispute } from '../../../src/governance/register/settle';
import { applyTextEdits } from '../../../src/governance/text';
import { readTeamFile } from '../../../src/governance/team-file';
import { finding } from '../../report/sample';
import { accept, decisionOf, file, team, written } from './decisions';

describe('writing decisions', () => {
  it('keeps comments, order and every line it has nothing to say about', () => {
    const text = written([{ as: '@dev', on: '2026-11-21', intent: accept() }]).replace('status:', '# agreed in the round of Friday\nstatus:').replace('links:', 'note_to_self: keep\nlinks:');
    const { edit } = changeDecision(file, text, { status: 'decision-approved', signOff: { role: 'owner', by: '@lead', verdict: 'approved' }, by: '@lead', did: 'approved it' }, '2026-11-22');
    const after = applyTextEdits(text, edit?.edits ?? []);
    const kept = text.split('\n').filter((line) => !/^(?:status|sign_offs):/.test(line));
    const lines = after.split('\n');
    assert.deepEqual(kept.filter((line) => !lines.includes(line)), []);
    assert.deepEqual(decisionOf(after.replace('note_to_self: keep\n', '')).history.map(({ did }) => did), ['asked to accept until 2027-02-19', 'approved it']);
  });

  it('sets the due day from the severity, or the last day of the acceptance', () => {
    const due = (text: string): string | undefined => decisionOf(text).due;
    assert.equal(due(written([{ as: '@dev', on: '2026-11-21', intent: { kind: 'investigate' } }])), '2027-02-19');
    assert.equal(due(written([{ as: '@dev', on: '2026-11-21', intent: { kind: 'investigate' } }], { finding: finding({ severity: 'critical' }) })), '2026-11-28');
    assert.equal(due(written([{ as: '@dev', on: '2026-11-21', intent: accept('2026-12-24') }])), '2026-12-24');
  });

  it('links an entry in place, whatever the file has of links so far', () => {
    const text = written([{ as: '@dev', on: '2026-11-21', intent: { kind: 'investigate' } }]);
    const link = (before: string, to: 'threats' | 'pia', target: string): string => applyTextEdits(before, changeDecision(file, before, { link: { to, target }, by: '@dev', did: `linked it to ${target}` }, '2026-11-22').edit?.edits ?? []);
    const once = link(text, 'threats', 'privacy/tm.yml#T1');
    const twice = link(once, 'pia', 'privacy/pia/PIA-001.md#R-01');
    assert.deepEqual(decisionOf(link(twice, 'threats', 'privacy/tm.yml#T2')).links, { threats: ['privacy/threat-model.otm.yaml#THR-LOG', 'privacy/tm.yml#T1', 'privacy/tm.yml#T2'], pia: ['privacy/pia/PIA-001.md#R-01'] });
    const bare = text.replace(/^links:.*\n(?: {2}.*\n)*/m, '');
    assert.doesNotMatch(bare, /links/);
    assert.deepEqual(decisionOf(link(bare, 'pia', 'privacy/pia/PIA-001.md#R-01')).links, { threats: [], pia: ['privacy/pia/PIA-001.md#R-01'] });
    const empty = bare.replace('status:', 'links: {}\nstatus:');
    assert.deepEqual(decisionOf(link(empty, 'threats', 'privacy/tm.yml#T1')).links.threats, ['privacy/tm.yml#T1']);
    const created = applyTextEdits('', createDecision(file, finding(), { link: { to: 'threats', target: 'privacy/tm.yml#T1' }, by: '@dev', did: 'linked it to privacy/tm.yml#T1' }, team(), '2026-11-22').edits);
    assert.deepEqual([decisionOf(created).status, decisionOf(created).links.threats.includes('privacy/tm.yml#T1')], ['open', true]);
    assert.equal(decisionOf(created).due, undefined, 'a link alone starts no clock');
  });

  it('adds a key behind what the last one gets', () => {
    const text = written([{ as: '@dev', on: '2026-11-21', intent: accept() }]).replace(/^history:\n(?: .*\n)*/m, '');
    assert.doesNotMatch(text, /history/);
    const last = `${text.replace(/^links:.*\n(?: {2}.*\n)*/m, '')}links:\n  pia: []\n  threats:\n    - privacy/tm.yml#T1\n`;
    const { edit } = changeDecision(file, last, { link: { to: 'threats', target: 'privacy/tm.yml#T2' }, by: '@dev', did: 'linked it' }, '2026-11-22');
    const after = decisionOf(applyTextEdits(last, edit?.edits ?? []));
    assert.deepEqual([after.links.threats, after.history.map(({ did }) => did)], [['privacy/tm.yml#T1', 'privacy/tm.yml#T2'], ['linked it']]);
  });

  it('names files by class and fingerprint, and a taken name gets a number', () => {
    assert.equal(decisionPath('privacy/decisions', finding(), new Set()), file);
    assert.equal(decisionPath('privacy/decisions', finding(), new Set([file])), 'privacy/decisions/pii-in-logs-7b0c1f0a-2.yml');
  });

  it('says in a sentence why nothing is written', () => {
    const plan = (intent: Parameters<typeof planIntent>[0]) => planIntent(intent, actorsOf('@dev', team()), undefined, { team: team(), today: '2026-11-21', tier: 2, inApprovedPia: false });
    assert.deepEqual(plan({ kind: 'accept', until: '2028-01-01', reason: 'it can wait for a while', controls: [] }), { problem: 'An acceptance ends within 180 days from today (2026-11-21); 2028-01-01 does not.' });
    assert.deepEqual(plan({ kind: 'accept', until: '2026-12-01', reason: 'later', controls: [] }), { problem: 'A reason has at least 10 characters.' });
    assert.deepEqual(plan({ kind: 'approve' }), { problem: 'No acceptance or dispute waits for a sign-off here. "Accept until a Date" or "Dispute" asks for one.' });
    assert.deepEqual(plan({ kind: 'close' }), { problem: 'There is no decision on this finding yet, so there is nothing to close.' });
  });

  it('gives one handle with several roles the one whose word is missing', () => {
    const who = team({ roles: { owner: '@lead', ciso: '@lead', dpo: '@dpo' } });
    const text = written([{ as: '@dev', on: '2026-11-21', intent: accept() }, { as: '@lead', on: '2026-11-22', intent: { kind: 'approve' } }, { as: '@lead', on: '2026-11-22', intent: { kind: 'approve' } }], { team: who, tier: 3 });
    assert.deepEqual(decisionOf(text).signOffs.map(({ role }) => role), ['owner', 'ciso']);
  });
});

describe('settled disputes', () => {
  const settle = (ground: 'false-positive' | 'not-personal' | 'control-elsewhere' | 'wrong-severity', details = {}) => {
    const text = written([{ as: '@dev', on: '2026-11-21', intent: { kind: 'dispute', ground, reason: 'the mail box of the shop', ...(ground === 'wrong-severity' ? { severity: 'low' as const } : {}) } }]);
    const { edit } = settleDispute('privacy/shipmate.yml', 'version: 1 # ours\n', decisionOf(text), finding(), details);
    return readTeamFile('privacy/shipmate.yml', applyTextEdits('version: 1 # ours\n', edit?.edits ?? []));
  };

  it('become a rule of the team file, scoped to the file they were about', () => {
    assert.deepEqual(settle('not-personal').value.notPersonal, [{ name: 'email', where: 'src/orders/confirm order.ts', reason: 'the mail box of the shop' }]);
    assert.deepEqual(settle('control-elsewhere', { function: 'src/scrub.ts#scrub', grade: 'masked' }).value.safeguards, [{ function: 'src/scrub.ts#scrub', grade: 'masked' }]);
    assert.deepEqual(settle('wrong-severity').value.rulings.map(({ ruling, severity }) => [ruling, severity]), [['wrong-severity', 'low']]);
    assert.deepEqual(settle('false-positive').value.rulings, [{ classId: 'pii-in-logs', where: 'src/orders/confirm order.ts', symbol: 'confirmOrder', data: ['email'], ruling: 'false-positive', reason: 'the mail box of the shop' }]);
    assert.deepEqual(settle('false-positive').problems, []);
  });
});

describe('a new decision', () => {
  it('is one file with every key on a line of its own', () => {
    const planned = planIntent(accept(), actorsOf('@dev', team()), undefined, { team: team(), today: '2026-11-21', tier: 2, inApprovedPia: false });
    assert.ok('change' in planned);
    const { edits, create } = createDecision(file, finding(), planned.change, team(), '2026-11-21');
    assert.equal(create, true);
    assert.equal(edits[0]?.newText, `version: 1
finding: {class: pii-in-logs, fingerprint: "7b0c1f0a6a2d4e91", path: src/orders/confirm order.ts, symbol: confirmOrder, data: [email], severity: medium, tier: 2}
status: decision-requested
decision: {kind: accept-until, until: 2027-02-19, reason: redaction ships in February, controls: [redact-at-logger]}
owner: "@lead"
due: 2027-02-19
links: {threats: ["privacy/threat-model.otm.yaml#THR-LOG"], pia: []}
sign_offs: []
history:
  - "on": 2026-11-21
    by: "@dev"
    did: asked to accept until 2027-02-19
`);
  });
});
