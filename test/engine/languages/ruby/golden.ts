import { printFacts } from '../../../../src/engine/facts/print';
import { language } from '../../../../src/engine/languages/ruby';
import { loweringTests } from '../../../support/lowering';

const { lowering, golden } = loweringTests(language, 'app.rb');
export { golden, lowering };

/** Prints the facts of a source: for writing new expectations. */
export async function printed(source: string): Promise<string> {
  return printFacts((await lowering())(source));
}
