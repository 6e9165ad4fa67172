import { FactsBuilder, FunctionFlag, VarKind } from '../../facts';
import type { FlatTree, Grammar } from '../../syntax';
import type { Language } from '../language';
import { children, end, kind, start, statementsOf } from '../nodes';
import type { Context, Tables } from './context';
import { phpEdits } from './edits';
import { expressions } from './expressions';
import { bySymbol, fieldTable, kindTable } from '../grammar-tables';
import { directives, reportErrors } from '../whole-file';
import { fieldNames, Kind, kindNames } from './kinds';
import { declareNames } from './names';
import { makeScope, variableName } from './scopes';
import { hoist, statements } from './statements';

/** PHP: how its trees become facts. */
export const language: Language = {
  id: 'php',
  edits: phpEdits,
  prepare(grammar: Grammar) {
    const tables: Tables = { kinds: kindTable(grammar, kindNames), field: fieldTable(grammar, fieldNames), values: bySymbol(grammar, expressions), statements: bySymbol(grammar, statements) };
    return (tree, source) => lowerFile(tables, tree, source);
  },
};

function lowerFile(tables: Tables, tree: FlatTree, source: string): ArrayBuffer {
  const builder = new FactsBuilder(source);
  const module = makeScope();
  const c: Context = {
    ...tables, words: tree.words, source, builder, scope: module, module, namespace: '', classes: new Map(), functions: new Map(), constants: new Map(), aliases: new Map(), type: undefined,
    isStatic: true, qualified: '', types: new Map(), writes: [], from: 0, to: source.length, lowered: new Set(),
  };
  builder.beginFunction({ name: '', qualified: '', flags: FunctionFlag.Module, start: 0, end: source.length });
  if (tree.count > 0) {
    c.writes = writesOf(c, tree.count);
    declareNames(c, 0);
    const bodies: (() => void)[] = [];
    hoist(c, 0, bodies);
    for (const body of bodies) body();
    statementsOf(c, 0);
  }
  directives(c, tree.count, [Kind.Compound]);
  if (tree.hasError) reportErrors(c, tree.count);
  builder.endFunction();
  return builder.finish();
}

/** Where elements of plain variables are written: `$a['b'] = …`, `unset($a['b'])`. Declares what functions take from the file (`global`) on the way. */
function writesOf(c: Context, count: number): { at: number; name: string }[] {
  const found: { at: number; name: string }[] = [];
  const note = (node: number): void => {
    let at = node;
    if (at < 0 || kind(c, at) !== Kind.Subscript) return;
    while (at >= 0 && kind(c, at) === Kind.Subscript) at = children(c, at)[0] ?? -1;
    if (at >= 0 && kind(c, at) === Kind.Variable) found.push({ at: start(c, at), name: variableName(c, at) });
  };
  for (let node = 0; node < count; node++) {
    switch (kind(c, node)) {
      case Kind.Assignment: case Kind.Augmented: note(node + 1); break;
      case Kind.Unset: for (const one of children(c, node)) note(one); break;
      case Kind.Global:
        for (const one of children(c, node)) {
          const name = variableName(c, one);
          if (name !== '' && !c.module.names.has(name)) c.module.names.set(name, c.builder.variable(name, VarKind.Local, start(c, one), end(c, one)));
        }
        break;
    }
  }
  return found;
}
