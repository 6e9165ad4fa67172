import assert from 'node:assert/strict';
import { drillOf, hoursLater, incidentOf, type IncidentInput } from '../../src/governance/incident';
import { defaultTeamFile } from '../../src/governance/team-file';
import { finding, range } from '../report/sample';

const at = (file: string, symbol = 'send') => ({ file, range: range(1, 0, 4), symbol });

function input(over: Partial<IncidentInput> = {}): IncidentInput {
  return {
    subject: 'src/mail', files: ['src/mail/send.ts'], reachable: ['src/mail/send.ts', 'src/users.ts'],
    inventory: {
      data: [
        { dataType: 'email', strength: 'certain', seenIn: [{ ...at('src/mail/send.ts'), name: 'user.email' }] },
        { dataType: 'diagnosis', strength: 'certain', seenIn: [{ ...at('src/users.ts', 'load'), name: 'note.diagnosis' }] },
        { dataType: 'iban', strength: 'certain', seenIn: [{ ...at('src/payments.ts'), name: 'iban' }] },
      ],
      flows: [{ ...at('src/mail/send.ts'), dataTypes: ['email'], to: 'mail', recipient: { id: 'sendgrid', name: 'SendGrid', category: 'mail', country: 'US' }, encrypted: true, safeguards: [] }],
      safeguards: [], recipients: [{ id: 'sendgrid', name: 'SendGrid', category: 'mail', country: 'US', dataTypes: ['email'], seenIn: [at('src/mail/send.ts')] }],
      services: [],
      assets: [{ id: 'redis', label: 'Redis', kind: 'cache', seenIn: [{ file: 'src/users.ts', range: range(0, 0, 5) }] }],
    },
    findings: [finding({ file: 'src/mail/send.ts' }), finding({ file: 'src/other.ts' }), finding({ file: 'src/users.ts', state: 'agreed' })],
    model: { threats: [], assessments: [] },
    team: { ...defaultTeamFile('privacy/shipmate.yml'), roles: { dpo: '@dpo', ciso: '@ciso' }, recipients: [{ id: 'sendgrid', data: ['email'], contract: 'docs/sendgrid.md' }] },
    dataType: (id) => ({ label: id, tier: id === 'diagnosis' ? 4 : 2, category: '', special: id === 'diagnosis' }),
    ...over,
  };
}

describe('the incident view', () => {
  it('tells the data in and behind the place, most sensitive first, and nothing from elsewhere', () => {
    const { data, recipients, stores, open } = incidentOf(input());
    assert.deepEqual(data.map(({ type, here }) => [type, here]), [['diagnosis', false], ['email', true]]);
    assert.deepEqual(recipients.map(({ name, contract }) => [name, contract]), [['SendGrid', 'docs/sendgrid.md']]);
    assert.deepEqual(stores.map(({ label }) => label), ['Redis']);
    assert.deepEqual(open.map(({ place }) => place), ['src/mail/send.ts:12']);
  });

  it('runs the 72 hours from a moment a person states, and from nothing else', () => {
    assert.equal(incidentOf(input()).notifyBy, undefined);
    assert.equal(incidentOf(input({ aware: '2027-03-01T10:30+01:00' })).notifyBy, '2027-03-04T09:30Z');
    assert.equal(hoursLater('yesterday', 72), undefined);
  });

  it('makes an exercise of what really leaves, with the people of the team file', () => {
    const drill = drillOf(incidentOf(input()));
    assert.match(drill.scenario, /email that goes to SendGrid/);
    assert.ok(drill.injects.some(({ acts }) => acts === '@dpo'));
    assert.ok(drill.injects.some(({ check }) => check.includes('docs/sendgrid.md')));
    const empty = drillOf(incidentOf(input({ inventory: { data: [], flows: [], safeguards: [], recipients: [], services: [], assets: [] } })));
    assert.match(empty.scenario, /personal data this code handles/);
  });
});
