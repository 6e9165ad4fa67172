import assert from 'node:assert/strict';
import { printFacts } from '../../../../src/engine/facts/print';
import { language } from '../../../../src/engine/languages/csharp';
import { dedent, loweringTests } from '../../../support/lowering';

export const { lowering, golden } = loweringTests(language, 'App.cs');

/** A test: the statements of a method with these parameters give these operations, inner functions included. */
export function body(title: string, parameters: string, source: string, expected: string): void {
  it(title, async () => {
    const lower = await lowering();
    const printed = printFacts(lower(`class Desk {\n  object Run(${parameters}) {\n${source}\n  }\n}\n`)).trim().split('\n');
    const from = printed.findIndex((line) => line.startsWith('fn Desk.Run'));
    assert.equal(dedent(printed.slice(from + 1).join('\n')), dedent(expected));
  });
}
