import { Entry, FunctionFlag, Literal, ParamFlag, VarKind, type FunctionFact, type ParamFact } from '../../facts';
import { attributesOf } from './attributes';
import { childOf, children, end, field, kind, start, statementsOf, text, value } from '../nodes';
import { isWritten, type Context, type Scope } from './context';
import { docOf, type Doc } from './docs';
import { Kind } from './kinds';
import { declare, lookup, makeScope, variableName } from './scopes';
import { typeOf, typeOrDoc } from './types';

/** Runs something inside a new function with variables of its own; gives the function's index. */
export function inFunction(c: Context, fact: FunctionFact, scope: Scope, run: () => void): number {
  const fn = c.builder.beginFunction(fact);
  const { scope: outer, qualified, from, to } = c;
  c.scope = scope;
  c.from = fact.start;
  c.to = fact.end;
  if (fact.qualified !== '') c.qualified = fact.qualified;
  run();
  c.scope = outer;
  c.qualified = qualified;
  c.from = from;
  c.to = to;
  c.builder.endFunction();
  return fn;
}

/** A parameter that is a property too. */
export interface Promoted { name: string; variable: number; node: number; type: number }

/** Declares the parameters of a function, with their defaults; gives those that are properties. */
export function parameters(c: Context, list: number, doc: Doc): Promoted[] {
  const rows: ParamFact[] = [];
  const promoted: Promoted[] = [];
  const defaults: { variable: number; node: number; content: number }[] = [];
  const arrays: { name: string; variable: number; node: number }[] = [];
  for (const one of children(c, list)) {
    const k = kind(c, one);
    if (k !== Kind.SimpleParameter && k !== Kind.PromotedParameter && k !== Kind.VariadicParameter) continue;
    let nameNode = field(c, one, c.field.name);
    if (nameNode >= 0 && kind(c, nameNode) === Kind.ByRef) nameNode = children(c, nameNode)[0] ?? -1;
    const name = variableName(c, nameNode);
    const typeNode = field(c, one, c.field.type);
    const type = typeOrDoc(c, typeNode, doc.params.get(name));
    const variable = declare(c, name, Math.max(nameNode, one), VarKind.Parameter, type);
    const content = field(c, one, c.field.default_value);
    const annotations = attributesOf(c, one);
    const isRest = k === Kind.VariadicParameter;
    rows.push({
      name, variable, type, flags: isRest ? ParamFlag.Rest : content >= 0 ? ParamFlag.Optional : 0, start: start(c, one), end: end(c, one), ...(annotations.length > 0 ? { annotations } : {}),
    });
    if (content >= 0) defaults.push({ variable, node: one, content });
    if (k === Kind.PromotedParameter) promoted.push({ name, variable, node: one, type });
    const isByRef = field(c, one, c.field.reference_modifier) >= 0;
    if (!isByRef && !isRest && (typeNode < 0 || /^\??array$/i.test(text(c, typeNode))) && isWritten(c, name)) arrays.push({ name, variable, node: one });
  }
  c.builder.params(rows);
  for (const { variable, node, content } of defaults) {
    const span = [start(c, node), end(c, node)] as const;
    const given = c.builder.ref(variable, ...span);
    c.builder.assign(variable, c.builder.choose([given, value(c, content)], ...span), false, ...span);
  }
  // Arrays are handed over as values: what is written into one here is not seen outside.
  for (const { variable, node } of arrays) {
    const span = { start: start(c, node), end: end(c, node) };
    c.builder.assign(variable, c.builder.record([{ kind: Entry.Spread, value: c.builder.ref(variable, span.start, span.end), ...span }], span.start, span.end), false, span.start, span.end);
  }
  return promoted;
}

/** True when a `yield` stands in a body, not in a function inside of it. */
export function isGenerator(c: Context, body: number): boolean {
  return body >= 0 && /\byield\b/.test(text(c, body));
}

/** A function with a name. */
export function functionDefinition(c: Context, node: number): void {
  const nameNode = field(c, node, c.field.name);
  const name = text(c, nameNode);
  const body = field(c, node, c.field.body);
  const doc = docOf(c, node);
  const annotations = attributesOf(c, node);
  const returns = typeOrDoc(c, field(c, node, c.field.return_type), doc.returns);
  const { type, isStatic } = c;
  c.type = undefined;
  c.isStatic = true;
  const fn = inFunction(c, {
    name, qualified: name, flags: isGenerator(c, body) ? FunctionFlag.Generator : 0, returns, start: start(c, node), end: end(c, node),
    nameStart: start(c, Math.max(nameNode, node)), nameEnd: end(c, Math.max(nameNode, node)), ...(annotations.length > 0 ? { annotations } : {}),
  }, makeScope(), () => {
    parameters(c, field(c, node, c.field.parameters), doc);
    statementsOf(c, body);
  });
  c.type = type;
  c.isStatic = isStatic;
  const variable = c.functions.get(name);
  if (variable === undefined) return;
  c.builder.bindVariable(variable, { ref: fn });
  c.builder.functionVariable(fn, variable);
}

/** `function () use ($x) { … }` and `fn () => …` as values. */
export function lambdaValue(c: Context, node: number, name: string): number {
  const isArrow = kind(c, node) === Kind.Arrow;
  const body = field(c, node, c.field.body);
  const given = /^\w+$/.test(name) ? name : '';
  const scope = makeScope(isArrow ? c.scope : undefined);
  if (!isArrow) captures(c, node, scope);
  const doc = docOf(c, node);
  const fn = inFunction(c, {
    name: given, qualified: given === '' ? c.qualified : `${c.qualified}${c.qualified === '' ? '' : '.'}${given}`, returns: typeOf(c, field(c, node, c.field.return_type)),
    flags: FunctionFlag.Lambda | (!isArrow && isGenerator(c, body) ? FunctionFlag.Generator : 0), start: start(c, node), end: end(c, node),
  }, scope, () => {
    parameters(c, field(c, node, c.field.parameters), doc);
    if (!isArrow) statementsOf(c, body);
    else c.builder.return(body < 0 ? c.builder.constant(Literal.Null, '', end(c, node), end(c, node)) : value(c, body), start(c, Math.max(body, node)), end(c, Math.max(body, node)));
  });
  return c.builder.lambda(fn, start(c, node), end(c, node));
}

/** Variables a closure takes along. */
function captures(c: Context, node: number, scope: Scope): void {
  const list = childOf(c, node, Kind.UseClause);
  for (const one of children(c, list)) {
    const at = kind(c, one) === Kind.ByRef ? (children(c, one)[0] ?? -1) : one;
    const name = variableName(c, at);
    if (name !== '') scope.names.set(name, lookup(c, name) ?? declare(c, name, at));
  }
}

/** Value of an expression that is bound to a name: a function takes the name. */
export function namedValue(c: Context, node: number, name: string): number {
  const k = node < 0 ? Kind.Other : kind(c, node);
  return k === Kind.Closure || k === Kind.Arrow ? lambdaValue(c, node, name) : value(c, node);
}
