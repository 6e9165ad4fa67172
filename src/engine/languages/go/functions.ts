import { FunctionFlag, Literal, MemberFlag, Op, VarKind, type FunctionFact } from '../../facts';
import { argumentsOf } from './arguments';
import { bare, behind, child, children, end, field, fields, kind, span, start, statement, text, value } from '../nodes';
import type { Context, Deferred } from './context';
import { ownerOf, receiverName } from './declarations';
import { Kind } from './kinds';
import { parameterRows } from './parameters';
import { resultType, typeOf } from './types';

/** Lowers `func name(…)` of the file; gives its function index. */
export function functionDeclaration(c: Context, node: number): void {
  const nameNode = field(c, node, c.field.name);
  const name = nameNode < 0 ? '' : text(c, nameNode);
  const fn = lowerFunction(c, node, factOf(c, node, name, name, 0));
  const variable = name === '_' || name === 'init' ? undefined : c.module.names.get(name);
  if (variable === undefined) return;
  c.builder.bindVariable(variable, { kind: VarKind.Function, ref: fn });
  c.builder.functionVariable(fn, variable);
}

/** Lowers a method; it becomes a member of the type of its receiver. */
export function methodDeclaration(c: Context, node: number): void {
  const nameNode = field(c, node, c.field.name);
  const name = nameNode < 0 ? '' : text(c, nameNode);
  const owner = ownerOf(c, node);
  const type = receiverName(c, node);
  const fact = factOf(c, node, name, type === '' ? name : `${type}.${name}`, 0);
  const fn = lowerFunction(c, node, owner ? { ...fact, ownerType: owner.index } : fact);
  owner?.members.set(name, { name, fn, flags: MemberFlag.Method, start: start(c, Math.max(nameNode, node)), end: end(c, Math.max(nameNode, node)) });
}

/** A function literal as a value; `name` is what it is bound to, or ''. */
export function functionValue(c: Context, node: number, name = ''): number {
  const qualified = name === '' ? c.qualified : c.qualified === '' ? name : `${c.qualified}.${name}`;
  const fn = lowerFunction(c, node, factOf(c, node, name, qualified, FunctionFlag.Lambda));
  return c.builder.lambda(fn, ...span(c, node));
}

function factOf(c: Context, node: number, name: string, qualified: string, flags: number): FunctionFact {
  const nameNode = field(c, node, c.field.name);
  return {
    name, qualified, flags, start: start(c, node), end: end(c, node), returns: resultType(c, field(c, node, c.field.result)),
    ...(nameNode < 0 ? {} : { nameStart: start(c, nameNode), nameEnd: end(c, nameNode) }),
  };
}

function lowerFunction(c: Context, node: number, fact: FunctionFact): number {
  const b = c.builder;
  const fn = b.beginFunction(fact);
  const { scope, qualified, receiver, results, resultCount, targets, deferred, pendingLabel } = c;
  c.scope = { parent: scope, names: new Map() };
  c.qualified = fact.qualified;
  c.targets = [];
  c.deferred = [];
  c.pendingLabel = '';
  const own = parameterRows(c, field(c, node, c.field.receiver), true);
  if (own.length > 0) c.receiver = own[0]?.variable ?? -1;
  b.params([...own, ...parameterRows(c, field(c, node, c.field.parameters))]);
  c.results = namedResults(c, field(c, node, c.field.result));
  c.resultCount = countOf(c, field(c, node, c.field.result));
  body(c, field(c, node, c.field.body));
  Object.assign(c, { scope, qualified, receiver, results, resultCount, targets, deferred, pendingLabel });
  b.endFunction();
  return fn;
}

/** Number of results that a function declares. */
function countOf(c: Context, list: number): number {
  if (list < 0) return 0;
  if (kind(c, list) !== Kind.ParameterList) return 1;
  return children(c, list).reduce((sum, one) => sum + Math.max(1, fields(c, one, c.field.name).length), 0);
}

/** Declares the named results: variables that hold nothing yet. */
function namedResults(c: Context, list: number): number[] {
  const found: number[] = [];
  if (list < 0 || kind(c, list) !== Kind.ParameterList) return found;
  for (const one of children(c, list)) {
    const type = typeOf(c, field(c, one, c.field.type));
    for (const nameNode of fields(c, one, c.field.name)) {
      const name = text(c, nameNode);
      const variable = c.builder.variable(name === '_' ? '' : name, VarKind.Local, ...span(c, nameNode), type);
      c.scope.names.set(name, variable);
      c.builder.assign(variable, c.builder.constant(Literal.Null, '', ...span(c, nameNode)), true, ...span(c, nameNode));
      found.push(variable);
    }
  }
  return found;
}

/** Body of a function, in the scope of its parameters: `defer` opens a `try` whose `finally` holds the deferred calls, the last one first. */
function body(c: Context, block: number): void {
  if (block < 0) return;
  const ends = end(c, block);
  for (const list of children(c, block)) {
    for (const one of kind(c, list) === Kind.StatementList ? children(c, list) : [list]) bodyStatement(c, one);
  }
  for (const calls of c.deferred.reverse()) {
    c.builder.control(Op.Finally, ends, ends);
    for (const one of calls.reverse()) runDeferred(c, one);
    c.builder.control(Op.End, ends, ends);
  }
}

function bodyStatement(c: Context, node: number): void {
  if (kind(c, node) === Kind.Defer) {
    const call = deferredCall(c, node);
    openTry(c, node);
    if (call) c.deferred.at(-1)?.push(call);
    return;
  }
  if (hasDefer(c, node)) openTry(c, node);
  statement(c, node);
}

/** A `defer` inside a branch or loop: the `try` around it was opened with its statement. */
export function deferStatement(c: Context, node: number): void {
  const call = deferredCall(c, node);
  if (call) c.deferred.at(-1)?.push(call);
}

function hasDefer(c: Context, node: number): boolean {
  for (let one = node + 1, last = behind(c, node); one < last; one++) {
    const k = kind(c, one);
    if (k === Kind.FuncLiteral) one = behind(c, one) - 1;
    else if (k === Kind.Defer) return true;
  }
  return false;
}

/** Opens the `try` of deferred calls. */
function openTry(c: Context, node: number): void {
  c.builder.control(Op.Try, start(c, node), end(c, node));
  c.deferred.push([]);
}

/** Evaluates callee and arguments of a deferred call where it stands. */
function deferredCall(c: Context, node: number): Deferred | undefined {
  const call = bare(c, child(c, node));
  if (call < 0) return undefined;
  if (kind(c, call) !== Kind.Call) {
    value(c, call);
    return undefined;
  }
  const callee = field(c, call, c.field.function);
  return { callee: value(c, callee), node: call, args: argumentsOf(c, field(c, call, c.field.arguments)) };
}

function runDeferred(c: Context, { callee, node, args }: Deferred): void {
  c.builder.call(Op.Call, callee, ...span(c, field(c, node, c.field.function)), args, ...span(c, node));
}
