import assert from 'node:assert/strict';
import { sentenceOf } from '../../src/report/sentence';
import { finding } from './sample';

describe('sentence', () => {
  const redact = { step: 'once the logger redacts {data}' };
  const bare = (dataTypes: string[]): string => sentenceOf(finding({ controls: [], dataTypes }), redact);

  it('ends with the best control, or with the step of the rule', () => {
    assert.equal(sentenceOf(finding(), redact), 'Email goes to the log. We can ship this with `customer.id` instead.');
    assert.equal(bare(['email']), 'Email goes to the log. We can ship this once the logger redacts email.');
    assert.equal(bare(['date-of-birth', 'email']), 'Email goes to the log. We can ship this once the logger redacts date of birth and email.');
    assert.equal(bare(['date-of-birth', 'email', 'phone']), 'Email goes to the log. We can ship this once the logger redacts date of birth and 2 more.');
  });

  it('does not ask for what the team file has', () => {
    const declare = { step: 'once the team file names {recipient}' };
    const sent = (declared?: string[]): string => sentenceOf(finding({ controls: [], dataTypes: ['diagnosis', 'phone'], fact: 'Data goes to Twilio.', recipient: { id: 'twilio', name: 'Twilio', category: 'sms', ...(declared ? { declared } : {}) } }), declare);
    assert.equal(sent(), 'Data goes to Twilio. We can ship this once the team file names Twilio.');
    assert.equal(sent(['phone']), 'Data goes to Twilio. We can ship this once the team file names diagnosis for Twilio.');
    assert.equal(sent(['diagnosis', 'phone']), 'Data goes to Twilio. We can ship this as agreed in the team file.');
  });

  it('shortens a path to its last word where the whole would be too long, and to a pronoun where that is too long as well', () => {
    const offer = (fact: string, code: string): string => sentenceOf(finding({ fact, controls: [{ id: 'drop-field', title: '', phrase: `with ${code} left out`, effort: 'minutes', residual: '', assessment: 'minimisation', kind: 'step', verified: false }] }), undefined);
    const fact = 'Diagnosis and phone number go to Twilio (SMS, US).';
    assert.equal(offer(fact, '`visit.last.diagnosis`'), `${fact} We can ship this with \`diagnosis\` left out.`);
    assert.equal(offer(fact, '`describeTheLastVisitOf(patient)`'), `${fact} We can ship this with it left out.`);
    assert.equal(offer('Email goes to the log.', '`visit.last.email`'), 'Email goes to the log. We can ship this with `visit.last.email` left out.');
  });

  it('is the fact alone where nothing is on offer', () => {
    assert.equal(sentenceOf(finding({ controls: [] }), undefined), 'Email goes to the log.');
  });
});
