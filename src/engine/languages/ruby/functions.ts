import { Entry, ParamFlag, VarKind, type FunctionFact, type ParamFact } from '../../facts';
import { behind, children, end, field, kind, start, text, value } from '../nodes';
import { makeActivation, spanOf, type Activation, type Context } from './context';
import { Kind } from './kinds';
import { makeScope, type Scope } from './scopes';

/** Runs something inside a new function; its parameters may grow until it ends. */
export function inFunction(c: Context, fact: FunctionFact, how: { parent: Scope | undefined; isBlock: boolean; method: string }, run: (own: Activation) => void): number {
  const fn = c.builder.beginFunction(fact);
  const { scope, qualified, activation } = c;
  const own = makeActivation(how.isBlock ? activation : undefined, how.method, how.isBlock);
  c.scope = makeScope(how.parent);
  c.activation = own;
  if (fact.qualified !== '') c.qualified = fact.qualified;
  run(own);
  c.builder.params(own.rows);
  c.scope = scope;
  c.qualified = qualified;
  c.activation = activation;
  c.builder.endFunction();
  return fn;
}

interface Late { variable: number; node: number; value: number }

/** Declares the parameters of a method, block or lambda and lowers their defaults; that of a setter takes the name of what it sets. */
export function parameters(c: Context, list: number, rows: ParamFact[], sets = ''): void {
  const late: Late[] = [];
  const apart: { node: number; variable: number }[] = [];
  for (const one of children(c, list)) {
    switch (kind(c, one)) {
      case Kind.Identifier:
        if (kind(c, list) !== Kind.DestructuredParameter) parameter(c, one, one, 0, rows, sets);
        break;
      case Kind.OptionalParameter: late.push({ variable: parameter(c, one, field(c, one, c.field.name), ParamFlag.Optional, rows), node: one, value: field(c, one, c.field.value) }); break;
      case Kind.KeywordParameter: {
        const given = field(c, one, c.field.value);
        late.push({ variable: parameter(c, one, field(c, one, c.field.name), ParamFlag.NamedOnly | (given < 0 ? 0 : ParamFlag.Optional), rows), node: one, value: given });
        break;
      }
      case Kind.SplatParameter: parameter(c, one, field(c, one, c.field.name), ParamFlag.Rest, rows); break;
      case Kind.HashSplatParameter: parameter(c, one, field(c, one, c.field.name), ParamFlag.NamedRest, rows); break;
      case Kind.ForwardParameter: parameter(c, one, one, ParamFlag.Rest, rows); break;
      case Kind.BlockParameter: {
        c.activation.block = parameter(c, one, field(c, one, c.field.name), ParamFlag.Block, rows);
        c.callables.add(c.activation.block);
        break;
      }
      case Kind.DestructuredParameter: apart.push({ node: one, variable: parameter(c, one, -1, 0, rows) }); break;
    }
  }
  for (const one of apart) takeApart(c, one.node, c.builder.ref(one.variable, start(c, one.node), end(c, one.node)));
  for (const one of late) standard(c, one);
}

function parameter(c: Context, node: number, nameNode: number, flags: number, rows: ParamFact[], sets = ''): number {
  const name = nameNode < 0 ? '' : text(c, nameNode);
  const span = spanOf(c, nameNode < 0 ? node : nameNode);
  const variable = c.builder.variable(sets === '' ? name : sets, VarKind.Parameter, span.start, span.end);
  if (name !== '') c.scope.names.set(name, variable);
  rows.push({ name: sets === '' ? name : sets, variable, flags, ...spanOf(c, node) });
  return variable;
}

/** A default value; nil says nothing. */
function standard(c: Context, { variable, node, value: given }: Late): void {
  if (given < 0 || kind(c, given) === Kind.Nil) return;
  const span = [start(c, given), end(c, given)] as const;
  const held = c.builder.ref(variable, start(c, node), start(c, node));
  c.builder.assign(variable, c.builder.choose([held, value(c, given)], ...span), false, ...span);
}

/** `(a, (b, *c))` of a block: the places of what was given. */
function takeApart(c: Context, node: number, from: number): void {
  for (const [place, one] of children(c, node).entries()) {
    const span = [start(c, one), end(c, one)] as const;
    if (kind(c, one) === Kind.DestructuredParameter) takeApart(c, one, c.builder.load(from, String(place), ...span));
    else {
      const nameNode = kind(c, one) === Kind.Identifier ? one : field(c, one, c.field.name);
      if (nameNode < 0) continue;
      const name = text(c, nameNode);
      const variable = c.builder.variable(name, VarKind.Local, ...span);
      c.scope.names.set(name, variable);
      c.builder.assign(variable, kind(c, one) === Kind.SplatParameter ? c.builder.list([{ kind: Entry.Item, value: c.builder.iterate(from, ...span) }], ...span) : c.builder.load(from, String(place), ...span), true, ...span);
    }
  }
}

/** True when a subtree holds a node of a kind outside the methods, classes and lambdas in it. */
export function holds(c: Context, node: number, wanted: number): boolean {
  for (let at = node + 1, last = behind(c, node); at < last; ) {
    const k = kind(c, at);
    if (k === wanted) return true;
    at = k === Kind.Method || k === Kind.SingletonMethod || k === Kind.Class || k === Kind.Module || k === Kind.Lambda ? behind(c, at) : at + 1;
  }
  return false;
}
