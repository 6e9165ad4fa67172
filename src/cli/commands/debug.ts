import { dirname, relative, resolve } from 'node:path';
import { decodeFacts } from '../../engine/facts';
import { printFacts } from '../../engine/facts/print';
import { languages } from '../../engine/languages/registry';
import { fileFacts } from '../../platform/node/file-facts';
import { productFolder, readCatalogue, wasmReader } from '../../platform/node/product';
import { createLowering } from '../../project/lowering';
import { choice, parse } from '../arguments';
import type { Console } from '../console';
import { UserError } from '../user-error';

/** `shipmate debug facts FILE`: prints a stage of the analysis of one file. */
export async function debug(args: readonly string[], console: Console): Promise<number> {
  const { positionals } = parse('debug', args, {});
  const [stage, file] = positionals;
  choice('stage', stage, ['facts']);
  if (file === undefined || positionals.length > 2) throw new UserError('debug takes a stage and a file', 'For example: shipmate debug facts src/orders/confirm.ts');
  const product = productFolder();
  const lowering = createLowering(readCatalogue(product).languages, languages, wasmReader(product));
  const root = dirname(resolve(file));
  const result = await fileFacts(root, relative(root, resolve(file)), lowering, undefined);
  if ('reason' in result) throw new UserError(`${file} is not analysed: ${result.reason}`, 'Give a source file that a person wrote.');
  const facts = decodeFacts(result.facts);
  if (facts) console.out(printFacts(facts));
  return 0;
}
