import assert from 'node:assert/strict';
import fc from 'fast-check';
import { classify, explain, joinCatalogue, personOwner, splitName } from '../../../src/engine/classify/index';
import type { Role } from '../../../src/engine/classify/index';
import { STRENGTH_ORDER } from '../../../src/model/data-type';
import { ruleFiles, shippedClassifier } from './catalogue';

const classifier = shippedClassifier();
const word = fc.oneof(
  fc.string(), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }),
  fc.constantFrom('email', '__proto__', 'constructor', 'toString', '', '___', '名前', '\u0000', 'ʼ', 'Ǆemail', 'E_MAIL_'.repeat(50)),
);
const query = fc.record({
  name: word,
  role: fc.constantFrom<Role[]>('field', 'parameter', 'variable', 'result', 'key'),
  owner: fc.option(word, { nil: undefined }),
  ownerType: fc.option(word, { nil: undefined }),
  siblings: fc.option(fc.array(word, { maxLength: 4 }), { nil: undefined }),
  type: fc.option(word, { nil: undefined }),
  annotations: fc.option(fc.array(word, { maxLength: 3 }), { nil: undefined }),
});

describe('the classifier on anything', () => {
  it('never throws, repeats itself and agrees with its explanation', () => {
    fc.assert(fc.property(query, (q) => {
      const once = classify(classifier, q);
      assert.deepEqual(classify(classifier, q), once);
      assert.deepEqual(explain(classifier, q).verdict, once);
      if (once !== undefined) assert.ok(once.strength in STRENGTH_ORDER && classifier.lexicon.types.has(once.dataType));
      personOwner(classifier, q.name);
    }), { numRuns: 2000 });
  });
  it('gives lower-case tokens whatever it splits', () => {
    fc.assert(fc.property(word, (text) => { assert.ok(splitName(text).every((token) => token !== '' && token === token.toLowerCase())); }));
  });
});

describe('splitName', () => {
  const cases: Readonly<Record<string, string>> = {
    eMail: 'email', EMail: 'email', 'e-mail': 'email', userIDs: 'user id', IPAddress: 'ip address', userEmailAddresses: 'user email address',
    phone_numbers2: 'phone number 2', ALLERGIES: 'allergy', 'prénom': 'prenom', iPhone: 'iphone', LinkedInUrl: 'linkedin url', HTTPServerIP: 'http server ip',
    IPv4Address: 'ip 4 address', children: 'child', addressLine1: 'address line 1', Straße: 'strasse', diagnoses: 'diagnosis', SSNs: 'ssn', '': '',
  };
  for (const [name, tokens] of Object.entries(cases)) it(`${name}: ${tokens}`, () => { assert.equal(splitName(name).join(' '), tokens); });
});

describe('the shipped rules', () => {
  it('join without a problem into 116 data types', () => {
    const { value, problems } = joinCatalogue(ruleFiles());
    assert.deepEqual(problems, []);
    assert.equal(value?.types.length, 116);
  });
  it('tell a name claimed twice', () => {
    const type = { tier: 2, fideslang: { key: 'user', match: 'exact' }, names: { likely: ['shoe size'] } };
    const { problems } = joinCatalogue([{ path: 'a.yml', content: [{ id: 'a', label: 'A', ...type }, { id: 'b', label: 'B', ...type }] }]);
    assert.deepEqual(problems, ['name "shoe size" is claimed by a and b', 'the language lists are missing']);
  });
});

describe('speed', () => {
  it('reads a name it has met in well under two microseconds', () => {
    const names = ['email', 'index', 'emailTemplate', 'name', 'value', 'i', 'handler', 'phoneNumber', 'request', 'options'];
    const queries = names.map((name) => ({ name, role: 'field' as const }));
    const rounds = 100_000;
    for (const q of queries) classify(classifier, q);
    const begin = process.hrtime.bigint();
    for (let round = 0; round < rounds; round++) for (const q of queries) classify(classifier, q);
    const perCall = Number(process.hrtime.bigint() - begin) / (rounds * queries.length);
    assert.ok(perCall < 2000, `${perCall.toFixed(0)} ns per call`);
  });
});
