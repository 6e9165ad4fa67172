import assert from 'node:assert/strict';
import { classify } from '../../../src/engine/classify/index';
import { shippedClassifier } from './catalogue';
import { NO, YES } from './names';

const classifier = shippedClassifier();
const read = (name: string): string => {
  const verdict = classify(classifier, { name, role: 'field' });
  return verdict === undefined || verdict.strength === 'maybe' ? 'nothing' : verdict.dataType;
};
const words = (text: string): string[] => text.split(' ');

describe('names alone', () => {
  for (const [dataType, names] of Object.entries(YES)) {
    it(`reads ${dataType}`, () => {
      assert.deepEqual(Object.fromEntries(words(names).map((name) => [name, read(name)])), Object.fromEntries(words(names).map((name) => [name, dataType])));
    });
  }
  for (const [category, names] of Object.entries(NO)) {
    it(`is silent about what only sounds like ${category}`, () => {
      assert.deepEqual(Object.fromEntries(words(names).map((name) => [name, read(name)])), Object.fromEntries(words(names).map((name) => [name, 'nothing'])));
    });
  }
});
