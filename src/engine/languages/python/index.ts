import { ExportKind, FactsBuilder, FunctionFlag } from '../../facts';
import type { FlatTree, Grammar } from '../../syntax';
import type { Language } from '../language';
import { statementsOf } from '../nodes';
import type { Context, Tables } from './context';
import { pythonEdits } from './edits';
import { expressions } from './expressions';
import { bySymbol, fieldTable, kindTable } from '../grammar-tables';
import { directives, reportErrors } from '../whole-file';
import { Kind, fieldNames, kindNames } from './kinds';
import { collect, collectGlobals, declare, makeScope } from './scopes';
import { statements } from './statements';

/** Python: how its trees become facts. */
export const language: Language = {
  id: 'python',
  edits: pythonEdits,
  prepare(grammar: Grammar) {
    const tables: Tables = { kinds: kindTable(grammar, kindNames), field: fieldTable(grammar, fieldNames), values: bySymbol(grammar, expressions), statements: bySymbol(grammar, statements) };
    return (tree, source, path) => lowerModule(tables, tree, source, path);
  },
};

function lowerModule(tables: Tables, tree: FlatTree, source: string, path: string): ArrayBuffer {
  const builder = new FactsBuilder(source);
  const module = makeScope(undefined, '', true);
  const c: Context = {
    ...tables, words: tree.words, source, builder, scope: module, module, receiver: -1, caught: -1, assigned: new Set(), classes: new Map(), types: new Map(),
    hoisted: new Set(), awaiting: new Set(), paramTypes: new Map(), isStub: path.endsWith('.pyi'),
  };
  builder.beginFunction({ name: '', qualified: '', flags: FunctionFlag.Module, start: 0, end: source.length });
  const bindings = collect(c, 0, tree.count);
  if (source.includes('global ')) collectGlobals(c, tree.count, bindings);
  declare(c, bindings);
  if (tree.count > 0) statementsOf(c, 0);
  exportNames(c);
  directives(c, tree.count, [Kind.Block]);
  if (tree.hasError) reportErrors(c, tree.count);
  builder.endFunction();
  return builder.finish();
}

/** Every name of the module can be imported. */
function exportNames(c: Context): void {
  for (const [name, variable] of c.module.names) if (variable >= 0) c.builder.exportName(name, ExportKind.Variable, variable, 0, 0);
}
