import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { buildClassifier, joinCatalogue } from '../../../src/engine/classify/index';
import type { Classifier } from '../../../src/engine/classify/index';

const FOLDER = join(__dirname, '../../../rules/data-types');

/** The shipped rule files, parsed. */
export function ruleFiles(): { path: string; content: unknown }[] {
  return readdirSync(FOLDER).filter((path) => path.endsWith('.yml')).sort()
    .map((path) => ({ path, content: parse(readFileSync(join(FOLDER, path), 'utf8')) as unknown }));
}

/** A classifier over the shipped rules. */
export function shippedClassifier(): Classifier {
  const { value } = joinCatalogue(ruleFiles());
  if (value === undefined) throw new Error('rules/data-types does not compile');
  return buildClassifier(value);
}
