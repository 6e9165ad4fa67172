import { ExportKind, FactsBuilder, FunctionFlag, VarKind } from '../../facts';
import type { FlatTree, Grammar } from '../../syntax';
import type { Language } from '../language';
import { children, field, fields, kind, span, statementsOf, text } from '../nodes';
import type { Context, Tables } from './context';
import { declareType, finishType, receiverName, typeSpecs } from './declarations';
import { goEdits } from './edits';
import { expressions } from './expressions';
import { declareImports } from './imports';
import { bySymbol, fieldTable, kindTable } from '../grammar-tables';
import { directives, reportErrors } from '../whole-file';
import { fieldNames, Kind, kindNames } from './kinds';
import { statements } from './statements';

/** Go: how its trees become facts. */
export const language: Language = {
  id: 'go',
  edits: goEdits,
  prepare(grammar: Grammar) {
    const tables: Tables = { kinds: kindTable(grammar, kindNames), field: fieldTable(grammar, fieldNames), values: bySymbol(grammar, expressions), statements: bySymbol(grammar, statements) };
    return (tree, source) => lowerFile(tables, tree, source);
  },
};

function lowerFile(tables: Tables, tree: FlatTree, source: string): ArrayBuffer {
  const builder = new FactsBuilder(source);
  const module = { parent: undefined, names: new Map<string, number>() };
  const c: Context = {
    ...tables, words: tree.words, source, builder, scope: module, module, qualified: '', receiver: -1, results: [], resultCount: 0, targets: [], pendingLabel: '', deferred: [],
    declared: new Map(), typeVariables: new Set(), types: new Map(), modules: new Map(), typeNodes: new Map(), presence: new Map(),
  };
  builder.beginFunction({ name: '', qualified: '', flags: FunctionFlag.Module, start: 0, end: source.length });
  if (tree.count > 0) {
    const exported = declareNames(c);
    statementsOf(c, 0);
    for (const one of c.declared.values()) if (!one.isLocal) finishType(c, one);
    for (const name of exported) builder.exportName(name, ExportKind.Variable, module.names.get(name) ?? -1, 0, 0);
  }
  directives(c, tree.count, [Kind.StatementList, Kind.Block], /[^\s{]/);
  if (tree.hasError) reportErrors(c, tree.count);
  builder.endFunction();
  return builder.finish();
}

/** Declares what the file declares at the top, in any order of the text; gives the names other files of the package see. */
function declareNames(c: Context): Set<string> {
  const top = children(c, 0);
  const exported = new Set<string>();
  const methods = new Set<string>();
  for (const one of top) {
    if (kind(c, one) === Kind.ImportDeclaration) declareImports(c, one);
    else if (kind(c, one) === Kind.Method) methods.add(receiverName(c, one));
  }
  for (const one of top) {
    if (kind(c, one) === Kind.Function) declare(c, field(c, one, c.field.name), VarKind.Function, exported);
    else if (kind(c, one) === Kind.VarDeclaration || kind(c, one) === Kind.ConstDeclaration) declareSpecs(c, one, exported);
    else if (kind(c, one) === Kind.TypeDeclaration) {
      for (const spec of typeSpecs(c, one)) {
        const nameNode = field(c, spec, c.field.name);
        if (nameNode < 0) continue;
        declareType(c, spec, methods.has(text(c, nameNode)));
        exported.add(text(c, nameNode));
      }
    }
  }
  return exported;
}

function declareSpecs(c: Context, declaration: number, exported: Set<string>): void {
  for (const one of children(c, declaration)) {
    if (kind(c, one) === Kind.VarList) declareSpecs(c, one, exported);
    else if (kind(c, one) === Kind.VarSpec || kind(c, one) === Kind.ConstSpec) {
      for (const name of fields(c, one, c.field.name)) if (kind(c, name) === Kind.Identifier) declare(c, name, VarKind.Local, exported);
    }
  }
}

function declare(c: Context, nameNode: number, what: number, exported: Set<string>): void {
  const name = nameNode < 0 ? '_' : text(c, nameNode);
  if (name === '_' || name === 'init' || c.module.names.has(name)) return;
  c.module.names.set(name, c.builder.variable(name, what, ...span(c, nameNode)));
  exported.add(name);
}
