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

  it('is the fact alone where nothing is on offer', () => {
    assert.equal(sentenceOf(finding({ controls: [] }), undefined), 'Email goes to the log.');
  });
});
