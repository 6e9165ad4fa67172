import { FactsBuilder, FunctionFlag } from '../../facts';
import type { FlatTree, Grammar } from '../../syntax';
import type { Lower } from '../language';
import { after, statement, type Context, type Rules } from './context';
import { declareCommonExports } from './commonjs';
import { readDirectives } from './directives';
import { readDocs } from './docs';
import { hoistBlock, hoistVars, survey } from './hoist';
import { fieldsOf, kindsOf } from './kinds';
import { expressionRules, statementRules, typeRules } from './rules';

/** Prepares the lowering of a grammar of the ECMAScript family: JavaScript, TypeScript and their JSX forms. */
export function prepareEcmascript(grammar: Grammar): Lower {
  const rules: Rules = {
    kinds: kindsOf(grammar), fields: fieldsOf(grammar),
    expressions: grammar.symbols.map((name) => expressionRules.get(name)),
    statements: grammar.symbols.map((name) => statementRules.get(name)),
    types: grammar.symbols.map((name) => typeRules.get(name)),
  };
  return (tree, source) => lowerFile(rules, tree, source);
}

function lowerFile(rules: Rules, tree: FlatTree, source: string): ArrayBuffer {
  const b = new FactsBuilder(source);
  const c: Context = {
    words: tree.words, count: tree.count, source, b, rules, kinds: rules.kinds, fields: rules.fields, bindings: new Map(), log: [], scopeOf: [], scope: 0, scopes: 0,
    qualified: '', targets: [], pendingLabel: '', openConstructor: undefined, lastLambda: -1, namespaceExports: undefined, nameTypes: new Map(), moduleTypes: new Map(),
    boundImports: new Set(), vars: new Map(), assignments: [], functions: [], commonExports: new Map(), deferredExports: [], exported: new Set(), docs: new Map(), docImports: new Set(), documented: -1, displaced: new Map(),
  };
  b.beginFunction({ name: '', qualified: '', flags: FunctionFlag.Module, start: 0, end: source.length });
  survey(c);
  readDirectives(c);
  readDocs(c);
  hoistVars(c, 0);
  hoistBlock(c, 0);
  declareCommonExports(c);
  for (let at = 1, end = after(c, 0); at < end; at = after(c, at)) statement(c, at);
  for (const step of c.deferredExports) step();
  return b.finish();
}
