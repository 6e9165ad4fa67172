import { FactsBuilder, FunctionFlag } from '../../facts';
import type { FlatTree, Grammar } from '../../syntax';
import { bySymbol, fieldTable, kindTable } from '../grammar-tables';
import type { Language } from '../language';
import { children, statement } from '../nodes';
import { directives, reportErrors } from '../whole-file';
import { hoist } from './blocks';
import { declareTypes } from './classes';
import type { Context, Tables } from './context';
import { csharpEdits } from './edits';
import { expressions } from './expressions';
import { declareNames } from './imports';
import { Kind, fieldNames, kindNames } from './kinds';
import { makeScope } from './scopes';
import { statements } from './statements';

/** C#: how its trees become facts. */
export const language: Language = {
  id: 'csharp',
  edits: csharpEdits,
  prepare(grammar: Grammar) {
    const tables: Tables = { kinds: kindTable(grammar, kindNames), field: fieldTable(grammar, fieldNames), values: bySymbol(grammar, expressions), statements: bySymbol(grammar, statements) };
    return (tree, source) => lowerFile(tables, tree, source);
  },
};

function lowerFile(tables: Tables, tree: FlatTree, source: string): ArrayBuffer {
  const builder = new FactsBuilder(source);
  const module = makeScope(undefined);
  const c: Context = { ...tables, words: tree.words, source, builder, scope: module, module, qualified: '', types: new Map(), primitives: new Set(), outs: new Map(), namespaces: new Set(), result: -1, depth: 0 };
  builder.beginFunction({ name: '', qualified: '', flags: FunctionFlag.Module, start: 0, end: source.length });
  if (tree.count > 0) {
    const bodies = declareTypes(c, declareNames(c, 0));
    hoist(c, 0);
    // Statements at the top level are the program's entry.
    for (const one of children(c, 0)) statement(c, one);
    for (const body of bodies) body();
  }
  directives(c, tree.count, [Kind.block, Kind.declaration_list]);
  if (tree.hasError) reportErrors(c, tree.count);
  builder.endFunction();
  return builder.finish();
}
