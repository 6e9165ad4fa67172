import { FactsBuilder, FunctionFlag } from '../../facts';
import type { FlatTree, Grammar } from '../../syntax';
import type { Language } from '../language';
import { declareTypes } from './classes';
import { children, kind, statement } from '../nodes';
import type { Context, Tables } from './context';
import { javaEdits } from './edits';
import { expressions } from './expressions';
import { declareImports } from './imports';
import { bySymbol, fieldTable, kindTable } from '../grammar-tables';
import { directives, reportErrors } from '../whole-file';
import { fieldNames, Kind, kindNames } from './kinds';
import { makeScope } from './scopes';
import { statements } from './statements';

/** Java: how its trees become facts. */
export const language: Language = {
  id: 'java',
  edits: javaEdits,
  prepare(grammar: Grammar) {
    const tables: Tables = { kinds: kindTable(grammar, kindNames), field: fieldTable(grammar, fieldNames), values: bySymbol(grammar, expressions), statements: bySymbol(grammar, statements) };
    return (tree, source) => lowerFile(tables, tree, source);
  },
};

function lowerFile(tables: Tables, tree: FlatTree, source: string): ArrayBuffer {
  const builder = new FactsBuilder(source);
  const module = makeScope(undefined);
  const c: Context = {
    ...tables, words: tree.words, source, builder, scope: module, module, qualified: '', types: new Map(), primitives: new Set(), yields: undefined, targets: [], pendingLabel: '',
  };
  builder.beginFunction({ name: '', qualified: '', flags: FunctionFlag.Module, start: 0, end: source.length });
  if (tree.count > 0) {
    declareImports(c, 0);
    const bodies = declareTypes(c, 0);
    for (const body of bodies) body();
    // Statements at the top level: classes without a name, and what an incomplete file leaves.
    for (const one of children(c, 0)) if (!isDeclaration(kind(c, one))) statement(c, one);
  }
  directives(c, tree.count, [Kind.Block]);
  if (tree.hasError) reportErrors(c, tree.count);
  builder.endFunction();
  return builder.finish();
}

const isDeclaration = (k: number): boolean => k === Kind.Class || k === Kind.Interface || k === Kind.Enum || k === Kind.Record || k === Kind.AnnotationType || k === Kind.Import || k === Kind.Package;
