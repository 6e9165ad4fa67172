import assert from 'node:assert/strict';
import { standingOf } from '../../../src/governance/register/standing';
import type { Standing } from '../../../src/model';
import { accept, decisionOf, team, written } from './decisions';

const on = '2026-11-22';
const approve = (as: string, over: object = {}) => ({ as, on, intent: { kind: 'approve' as const, ...over } });
const reject = (as: string) => ({ as, on, intent: { kind: 'reject' as const, note: 'a contract comes first' } });
const asked = { as: '@dev', on: '2026-11-21', intent: accept() };

function stand(steps: Parameters<typeof written>[0], over: { tier?: number; today?: string; inApprovedPia?: boolean; who?: ReturnType<typeof team> } = {}): Standing {
  const who = over.who ?? team();
  return standingOf(decisionOf(written(steps, { team: who, tier: over.tier ?? 2 })), { team: who, today: over.today ?? '2026-11-23', tier: over.tier ?? 2, inApprovedPia: over.inApprovedPia ?? false });
}

describe('an acceptance', () => {
  it('waits for the accountable owner, and counts with the decision of the owner below the sign-off tier', () => {
    assert.deepEqual(stand([asked]), { state: 'requested', missing: ['the decision of @lead (owner)'], notes: [] });
    assert.equal(stand([asked, approve('@lead')]).state, 'agreed');
    assert.equal(stand([asked, approve('@champion')]).state, 'requested');
  });

  it('asks for CISO and DPO from tier 3 on, and where an approved assessment states the risk', () => {
    const missing = ['the approval of @ciso (CISO)', 'the advice of @dpo (DPO)'];
    assert.deepEqual(stand([asked, approve('@lead')], { tier: 3 }).missing, missing);
    assert.deepEqual(stand([asked, approve('@lead')], { inApprovedPia: true }).missing, missing);
    assert.equal(stand([asked, approve('@lead'), approve('ciso'), approve('@dpo')], { tier: 4 }).state, 'agreed');
  });

  it('records advice that is not followed with a reason', () => {
    const against = [asked, approve('@lead'), approve('@ciso'), reject('@dpo')];
    assert.deepEqual(stand(against, { tier: 3 }).missing, ['a reason why the DPO\'s advice is not followed (`advice_not_followed`)']);
    assert.equal(stand([...against, approve('@lead', { adviceNotFollowed: 'a pilot with ten people who agreed' })], { tier: 3 }).state, 'agreed');
  });

  it('is rejected by the owner or the CISO, whose last word counts', () => {
    assert.equal(stand([asked, reject('@lead')]).state, 'rejected');
    assert.equal(stand([asked, approve('@lead'), reject('@ciso')], { tier: 3 }).state, 'rejected');
    assert.equal(stand([asked, reject('@lead'), approve('@lead')]).state, 'agreed');
  });

  it('ends after its last day', () => {
    const steps = [asked, approve('@lead')];
    assert.equal(stand(steps, { today: '2027-02-19' }).state, 'agreed');
    assert.equal(stand(steps, { today: '2027-02-20' }).state, 'expired');
  });

  it('takes the decision of the owner where no other role is named, and says so', () => {
    const who = team({ roles: { owner: '@lead' } });
    const { state, notes } = stand([asked, approve('@lead')], { tier: 4, who });
    assert.equal(state, 'agreed');
    assert.deepEqual(notes, ['No CISO is named in the team file, so the owner\'s decision counts.', 'No DPO is named in the team file, so the owner\'s decision counts without advice.']);
  });

  it('never makes the DPO accountable', () => {
    const who = team({ raci: { accountable: 'dpo', responsible: [], consulted: [], informed: [] } });
    assert.deepEqual(stand([asked, approve('@dpo')], { who }).missing, ['an accountable owner who is not the DPO, who advises']);
  });
});

describe('a dispute', () => {
  const dispute = { as: '@dev', on: '2026-11-21', intent: { kind: 'dispute' as const, ground: 'not-personal' as const, reason: 'the contact page of the shop' } };

  it('is settled by the champion', () => {
    assert.deepEqual(stand([dispute]).missing, ['the decision of @champion (champion)']);
    assert.equal(stand([dispute, approve('@champion')]).state, 'agreed');
    assert.equal(stand([dispute, reject('@champion')]).state, 'rejected');
  });
});
