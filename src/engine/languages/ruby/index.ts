import { ExportKind, FactsBuilder, FunctionFlag } from '../../facts';
import type { FlatTree, Grammar } from '../../syntax';
import { bySymbol, fieldTable, kindTable } from '../grammar-tables';
import type { Language } from '../language';
import { statementsOf } from '../nodes';
import { directives, reportErrors } from '../whole-file';
import { declareTypes, finishTypes } from './classes';
import { makeActivation, type Context, type Tables } from './context';
import { rubyEdits } from './edits';
import { expressions } from './expressions';
import { Kind, fieldNames, kindNames } from './kinds';
import { topLevelFunctions } from './methods';
import { declareFilters, declareTables } from './schema';
import { makeScope } from './scopes';
import { statements } from './statements';

/** Ruby: how its trees become facts. */
export const language: Language = {
  id: 'ruby',
  edits: rubyEdits,
  prepare(grammar: Grammar) {
    const tables: Tables = {
      kinds: kindTable(grammar, kindNames), field: fieldTable(grammar, fieldNames), values: bySymbol(grammar, expressions), statements: bySymbol(grammar, statements),
      heredocBody: grammar.symbols.indexOf('heredoc_body'),
    };
    return (tree, source) => lowerFile(tables, tree, source);
  },
};

function lowerFile(tables: Tables, tree: FlatTree, source: string): ArrayBuffer {
  const builder = new FactsBuilder(source);
  const module = makeScope(undefined);
  const c: Context = {
    ...tables, words: tree.words, source, builder, scope: module, module, type: undefined, isStatic: false, qualified: '', nesting: [], types: new Map(), typeNames: new Map(),
    activation: makeActivation(undefined, ''), heredocs: undefined, callables: new Set(),
  };
  // A constant is found anywhere in the workspace by its qualified name.
  builder.exportName('Object', ExportKind.Package, -1, 0, 0);
  builder.beginFunction({ name: '', qualified: '', flags: FunctionFlag.Module, start: 0, end: source.length });
  if (tree.count > 0) {
    declareTypes(c, tree.count);
    if (source.includes('create_table') || source.includes('add_column')) declareTables(c, tree.count);
    if (source.includes('.filter_parameters')) declareFilters(c, tree.count);
    topLevelFunctions(c, 0);
    statementsOf(c, 0);
    for (const [name, variable] of module.names) if (/^[A-Z]/.test(name) && !c.types.has(name)) builder.exportName(name, ExportKind.Variable, variable, 0, 0);
    finishTypes(c);
  }
  directives(c, tree.count, [Kind.BodyStatement, Kind.BlockBody, Kind.Then, Kind.Do]);
  if (tree.hasError) reportErrors(c, tree.count);
  builder.endFunction();
  return builder.finish();
}
