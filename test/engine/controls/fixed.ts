import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixAll } from '../../../src/engine/controls';
import { readFixture } from '../../support/fixture';
import { root } from '../../support/rules';
import { applied, contextOf } from './harness';

const annotation = /^\s*(?:\/\/|#)\s*(?:[?!]?\s*\^+|<-)/;

/** The files of a fixture without their annotations, before and after the first control of every finding, as one text each. */
export async function fixedText(name: string): Promise<string> {
  const text = readFileSync(join(root, 'test/fixtures', name), 'utf8').split('\n').filter((line) => !annotation.test(line)).join('\n');
  const { files } = readFixture(name, text);
  const context = await contextOf(files);
  const { edits } = fixAll(context, context.workspace.findings());
  const mark = name.endsWith('.py') ? '#' : '//';
  const after = applied(files, edits);
  const paths = Object.keys(files);
  return paths.map((path) => `${paths.length > 1 ? `${mark}- /${path}\n` : ''}${after[path] ?? ''}`).join('');
}
