import type { Grammar } from '../syntax';
import { Common } from './nodes';

/** Kind of every symbol number, from kinds by the grammar's names; numbers outside the grammar are nodes the parser could not read. */
export function kindTable(grammar: Grammar, kinds: Readonly<Record<string, number>>): Uint8Array {
  const table = new Uint8Array(65_536).fill(Common.Error, grammar.symbols.length);
  grammar.symbols.forEach((name, symbol) => {
    table[symbol] = (Object.hasOwn(kinds, name) ? kinds[name] : undefined) ?? Common.Other;
  });
  return table;
}

/** Field numbers of the grammar by name. */
export function fieldTable<Name extends string>(grammar: Grammar, names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, grammar.fields.indexOf(name)])) as Record<Name, number>;
}

/** Handlers by symbol number, from handlers by the grammar's names. */
export function bySymbol<T>(grammar: Grammar, handlers: Readonly<Record<string, T>>): (T | undefined)[] {
  return grammar.symbols.map((name) => (Object.hasOwn(handlers, name) ? handlers[name] : undefined));
}
