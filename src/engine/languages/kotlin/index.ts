import { ExportKind, FactsBuilder, FunctionFlag, Shows, TypeKind, VarKind } from '../../facts';
import type { FlatTree, Grammar } from '../../syntax';
import { bySymbol, fieldTable, kindTable } from '../grammar-tables';
import type { Language } from '../language';
import { behind, childOf, children, end, field, kind, start, statement } from '../nodes';
import { directives, reportErrors } from '../whole-file';
import { declareType, isTypeDeclaration, lowerType } from './classes';
import { nameOf, type Context, type Tables } from './context';
import { kotlinEdits } from './edits';
import { expressions } from './expressions';
import { functionDeclaration, receiverType } from './functions-declared';
import { declareImports } from './imports';
import { fieldNames, isTypeKind, Kind, kindNames } from './kinds';
import { makeScope } from './scopes';
import { statements } from './statements';
import { typeOf } from './types';

/** Kotlin: how its trees become facts. */
export const language: Language = {
  id: 'kotlin',
  edits: kotlinEdits,
  prepare(grammar: Grammar) {
    const tables: Tables = { kinds: kindTable(grammar, kindNames), field: fieldTable(grammar, fieldNames), values: bySymbol(grammar, expressions), statements: bySymbol(grammar, statements) };
    return (tree, source) => lowerFile(tables, tree, source);
  },
};

function lowerFile(tables: Tables, tree: FlatTree, source: string): ArrayBuffer {
  const builder = new FactsBuilder(source);
  const module = makeScope(undefined);
  const c: Context = {
    ...tables, words: tree.words, source, builder, scope: module, module, qualified: '', types: new Map(), primitives: new Set(), fixed: new Set(), functionNames: new Set(), objects: new Set(), inlined: [], targets: [],
    pendingLabel: '', backing: '',
  };
  builder.beginFunction({ name: '', qualified: '', flags: FunctionFlag.Module, start: 0, end: source.length });
  if (tree.count > 0) {
    declareImports(c, 0);
    const bodies = declareTop(c, 0);
    for (const body of bodies) body();
    for (const one of children(c, 0)) if (!isDeclaration(kind(c, one))) statement(c, one);
    // What stands beside a part that could not be read.
    for (let one = 1; one < behind(c, 0); one = behind(c, one)) if (kind(c, one) === Kind.Error) statement(c, one);
  }
  directives(c, tree.count, [Kind.Block, Kind.ClassBody]);
  if (tree.hasError) reportErrors(c, tree.count);
  builder.endFunction();
  return builder.finish();
}

const isDeclaration = (k: number): boolean => isTypeDeclaration(k) || k === Kind.Function || k === Kind.TypeAlias || k === Kind.Import || k === Kind.Package;

/** Declares and exports what stands at the top of a file; gives the bodies to lower. Extensions are found by their receiver, not by name. */
function declareTop(c: Context, root: number): (() => void)[] {
  const b = c.builder;
  const bodies: (() => void)[] = [];
  for (const node of children(c, root)) {
    const k = kind(c, node);
    const nameNode = k === Kind.Property ? childOf(c, childOf(c, node, Kind.Variable), Kind.Identifier) : field(c, node, k === Kind.TypeAlias ? c.field.type : c.field.name);
    if (nameNode < 0) continue;
    const name = nameOf(c, nameNode);
    const span = [start(c, nameNode), end(c, nameNode)] as const;
    if (isTypeDeclaration(k)) {
      const declared = declareType(c, node, '');
      c.module.names.set(name, b.variable(name, VarKind.Type, ...span, -1, declared.open.type));
      b.exportName(name, ExportKind.Type, declared.open.type, ...span);
      if (k === Kind.Object) c.objects.add(name);
      bodies.push(() => { lowerType(c, declared); });
    } else if (k === Kind.TypeAlias) typeAlias(c, node, name, span);
    else if (receiverType(c, node, nameNode) >= 0) {
      if (k === Kind.Function) bodies.push(() => { functionDeclaration(c, node, {}); });
    } else if (k === Kind.Function) {
      const variable = b.variable(name, VarKind.Function, ...span);
      c.functionNames.add(name);
      c.module.names.set(name, variable);
      b.exportName(name, ExportKind.Variable, variable, ...span);
      bodies.push(() => {
        const { fn } = functionDeclaration(c, node, {});
        b.bindVariable(variable, { ref: fn });
        b.functionVariable(fn, variable);
      });
    } else if (k === Kind.Property) {
      const type = typeOf(c, children(c, childOf(c, node, Kind.Variable)).find((one) => isTypeKind(kind(c, one))) ?? -1);
      const variable = b.variable(name, VarKind.Local, ...span, type);
      c.module.names.set(name, variable);
      b.exportName(name, ExportKind.Variable, variable, ...span);
    }
  }
  return bodies;
}

function typeAlias(c: Context, node: number, name: string, span: readonly [number, number]): void {
  const target = typeOf(c, children(c, node).find((one) => isTypeKind(kind(c, one))) ?? -1);
  const type = c.builder.type({ name, qualified: name, kind: TypeKind.Alias, text: Shows.Nothing, debug: Shows.Nothing, json: Shows.Nothing, start: start(c, node), end: end(c, node), ...(target >= 0 ? { target } : {}) });
  c.module.names.set(name, c.builder.variable(name, VarKind.Type, ...span, -1, type));
  c.builder.exportName(name, ExportKind.Type, type, ...span);
}
