import { productFolder, readCatalogue } from '../../platform/node/product';
import { parse } from '../arguments';
import type { Console } from '../console';

/** `shipmate rules`: the finding classes, their severity and what they report. */
export function rules(args: readonly string[], console: Console): number {
  parse('rules', args, {});
  const { findings } = readCatalogue(productFolder());
  const width = Math.max(0, ...findings.map(({ id }) => id.length));
  const rows = [...findings].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(8)}  ${title}`);
  console.out(rows.join('\n') + '\n');
  return 0;
}
