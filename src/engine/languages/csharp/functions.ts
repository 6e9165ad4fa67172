import { FunctionFlag, Literal, ParamFlag, UnseenReason, VarKind, type FunctionFact, type ParamFact } from '../../facts';
import { children, end, field, fieldOf, kind, start, text, value } from '../nodes';
import { modifiersOf } from './attributes';
import { bodyStatements } from './blocks';
import { nameText, valueIn, type Context } from './context';
import { typedValue } from './creation';
import { Kind } from './kinds';
import { declare, makeScope } from './scopes';
import { typeOf } from './types';

/** Runs something inside a new function with a scope of its own; gives the function's index. */
export function inFunction(c: Context, fact: FunctionFact, run: () => void, result = -1): number {
  const fn = c.builder.beginFunction(fact);
  const { scope, qualified } = c;
  const outer = c.result;
  c.scope = makeScope(scope);
  c.depth++;
  if (fact.qualified !== '') c.qualified = fact.qualified;
  c.result = result;
  run();
  c.scope = scope;
  c.depth--;
  c.qualified = qualified;
  c.result = outer;
  c.builder.endFunction();
  return fn;
}

/** Types that hold numbers and truth values. */
export const isPrimitive = (c: Context, node: number): boolean => node >= 0
  && /^(?:bool|byte|sbyte|short|ushort|int|uint|long|ulong|float|double|decimal|nint|nuint|Int32|Int64|Boolean|Double|Decimal)\??$/.test(text(c, node));

/** Declares the parameters of a method, constructor or lambda in the innermost function. Unnamed ones say nothing themselves: what callers give speaks. */
export function parameters(c: Context, list: number, isUnnamed = false): ParamFact[] {
  const rows: ParamFact[] = [];
  const prologue: (() => void)[] = [];
  if (list >= 0 && kind(c, list) === Kind.implicit_parameter) rows.push(plainParameter(c, list));
  else {
    let restType = -1;
    for (const one of children(c, list)) {
      if (kind(c, one) === Kind.parameter) rows.push(parameter(c, one, prologue));
      // `params T[] rest` stands in the list itself.
      else if (fieldOf(c, one) === c.field.type) restType = one;
      else if (fieldOf(c, one) === c.field.name) rows.push({ ...plainParameter(c, one, typeOf(c, restType)), flags: ParamFlag.Rest });
    }
  }
  c.builder.params(isUnnamed ? rows.map((row) => ({ ...row, name: '' })) : rows);
  for (const run of prologue) run();
  return rows;
}

function plainParameter(c: Context, node: number, type = -1): ParamFact {
  const name = nameText(c, node);
  const variable = declare(c, name, node, VarKind.Parameter, type);
  return { name, variable, type, flags: 0, start: start(c, node), end: end(c, node) };
}

function parameter(c: Context, node: number, prologue: (() => void)[]): ParamFact {
  const nameNode = field(c, node, c.field.name);
  const typeNode = field(c, node, c.field.type);
  const at = Math.max(nameNode, node);
  const name = nameText(c, nameNode);
  const { words, annotations } = modifiersOf(c, node);
  const type = typeOf(c, typeNode);
  const variable = declare(c, name, at, VarKind.Parameter, type);
  if (isPrimitive(c, typeNode)) c.primitives.add(variable);
  const span = [start(c, at), end(c, at)] as const;
  let flags = words.has('params') ? ParamFlag.Rest : 0;
  if (words.has('this')) flags |= ParamFlag.Receiver;
  if (words.has('out')) prologue.push(() => {
    const inside = declare(c, name, at, VarKind.Local, type);
    c.outs.set(inside, variable);
  });
  const given = children(c, node).find((one) => one !== nameNode && one !== typeNode && kind(c, one) !== Kind.modifier && kind(c, one) !== Kind.attribute_list) ?? -1;
  if (given >= 0) {
    flags |= ParamFlag.Optional;
    prologue.push(() => {
      const chosen = c.builder.choose([c.builder.ref(variable, ...span), value(c, given)], start(c, node), end(c, node));
      c.builder.assign(variable, chosen, false, start(c, node), end(c, node));
    });
  }
  return { name, variable, type, flags, start: start(c, node), end: end(c, node), ...(annotations.length > 0 ? { annotations } : {}) };
}

/** Body of a function: statements, or an expression that is given back. */
export function bodyOf(c: Context, node: number, isVoid = false): void {
  if (node < 0) return;
  if (kind(c, node) === Kind.block) bodyStatements(c, node);
  else if (kind(c, node) === Kind.arrow_expression_clause) result(c, node, children(c, node)[0] ?? -1, isVoid);
  else result(c, node, node, isVoid);
}

function result(c: Context, node: number, given: number, isVoid: boolean): void {
  if (given >= 0 && kind(c, given) === Kind.throw_expression) {
    value(c, given);
    return;
  }

  const register = given >= 0 ? typedValue(c, given, isVoid ? -1 : c.result, '') : valueIn(c, node, given);
  if (!isVoid) c.builder.return(register, start(c, Math.max(given, node)), end(c, Math.max(given, node)));
}

/** Functions inside each other that are followed. */
const maxNested = 100;

/** A lambda or anonymous method as a function; its expression body is returned. */
export function lambdaValue(c: Context, node: number, name: string): number {
  if (c.depth > maxNested) {
    c.builder.unseen(UnseenReason.Budget, 'functions too deep', start(c, node), end(c, node));
    return c.builder.constant(Literal.Null, '', start(c, node), end(c, node));
  }
  const isName = /^\w+$/.test(name);
  const body = field(c, node, c.field.body);
  const content = body >= 0 ? body : (children(c, node).find((one) => kind(c, one) === Kind.block) ?? -1);
  const isAsync = /^(?:static\s+)?async\b/.test(c.source.slice(start(c, node), start(c, node) + 20));
  const fn = inFunction(c, {
    name: isName ? name : '', qualified: isName && c.qualified !== '' ? `${c.qualified}.${name}` : isName ? name : c.qualified, flags: FunctionFlag.Lambda | (isAsync ? FunctionFlag.Async : 0), start: start(c, node), end: end(c, node),
  }, () => {
    parameters(c, field(c, node, c.field.parameters));
    if (content >= 0) bodyOf(c, content);
    else c.builder.return(valueIn(c, node, -1), start(c, node), end(c, node));
  });
  return c.builder.lambda(fn, start(c, node), end(c, node));
}

/** A function declared among statements; its variable was declared with the block. */
export function localFunction(c: Context, node: number): void {
  const nameNode = field(c, node, c.field.name);
  const name = nameText(c, nameNode);
  const variable = c.scope.names.get(name) ?? declare(c, name, Math.max(nameNode, node), VarKind.Function);
  const { words, annotations } = modifiersOf(c, node);
  const typeNode = field(c, node, c.field.type);
  const fn = inFunction(c, {
    name, qualified: c.qualified === '' ? name : `${c.qualified}.${name}`, flags: words.has('async') ? FunctionFlag.Async : 0, returns: typeOf(c, typeNode),
    start: start(c, node), end: end(c, node), nameStart: start(c, Math.max(nameNode, node)), nameEnd: end(c, Math.max(nameNode, node)), ...(annotations.length > 0 ? { annotations } : {}),
  }, () => {
    parameters(c, field(c, node, c.field.parameters));
    bodyOf(c, field(c, node, c.field.body));
  }, typeNode);
  c.builder.bindVariable(variable, { kind: VarKind.Function, ref: fn });
  c.builder.functionVariable(fn, variable);
}
