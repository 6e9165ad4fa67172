import assert from 'node:assert/strict';
import { printFacts } from '../../../../src/engine/facts/print';
import { language } from '../../../../src/engine/languages/php';
import { dedent, loweringTests } from '../../../support/lowering';

const { lowering, golden: whole } = loweringTests(language, 'App.php');
export { lowering };

/** A test: the source behind `<?php` gives these printed facts. */
export const golden = (title: string, source: string, expected: string): void => { whole(title, `<?php\n${dedent(source)}`, expected); };

/** A test: the statements of a method with these parameters give these operations, inner functions included. */
export function body(title: string, parameters: string, source: string, expected: string): void {
  it(title, async () => {
    const lower = await lowering();
    const printed = printFacts(lower(`<?php\nclass Desk {\n  function run(${parameters}) {\n${source}\n  }\n}\n`)).trim().split('\n');
    const from = printed.findIndex((line) => line.startsWith('fn Desk.run'));
    assert.equal(dedent(printed.slice(from + 1).join('\n')), dedent(expected));
  });
}
