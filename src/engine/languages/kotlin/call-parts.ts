import { Arg, type ArgumentFact } from '../../facts';
import { child, childOf, children, end, field, kind, start, text, value } from '../nodes';
import { nameOf, operatorBetween, type Context } from './context';
import { lambdaValue } from './functions';
import { Kind } from './kinds';
import { lookup } from './scopes';

/** A call as it is written: `object.name<Types>(arguments) { lambda }`. Nodes are -1 where a part is missing. */
export interface CallParts {
  node: number;
  /** The whole callee expression. */
  callee: number;
  object: number;
  name: string;
  nameNode: number;
  isSafe: boolean;
  types: number;
  list: number;
  lambda: number;
}

/** `name<Type>(argument)` where the grammar reads two comparisons; undefined for real ones. */
export function comparedParts(c: Context, node: number, left: number, right: number): (CallParts & { type: number }) | undefined {
  if (kind(c, left) !== Kind.Binary || kind(c, right) !== Kind.Parenthesized || c.source.charCodeAt(start(c, right) - 1) !== 62) return undefined;
  const callee = field(c, left, c.field.left);
  const type = field(c, left, c.field.right);
  if (callee < 0 || type < 0 || operatorBetween(c, callee, type) !== '<' || !/^[\w.]*[A-Z]\w*$/.test(text(c, type))) return undefined;
  const found = calleeParts(c, node, callee);
  return found.nameNode < 0 ? undefined : { ...found, list: right, type };
}

/** Takes a call apart; the lambda behind the brackets stands around the call with the brackets in the grammar. */
export function partsOf(c: Context, node: number): CallParts {
  const lambda = childOf(c, node, Kind.AnnotatedLambda);
  const inner = child(c, node);
  const isWrapped = lambda >= 0 && inner >= 0 && kind(c, inner) === Kind.Call && childOf(c, inner, Kind.AnnotatedLambda) < 0 && childOf(c, node, Kind.Arguments) < 0;
  const from = isWrapped ? inner : node;
  const callee = child(c, from);
  return {
    ...calleeParts(c, node, callee), types: childOf(c, from, Kind.TypeArguments), list: childOf(c, from, Kind.Arguments), lambda: lambda < 0 ? -1 : childOf(c, lambda, Kind.Lambda),
  };
}

function calleeParts(c: Context, node: number, callee: number): CallParts {
  const parts: CallParts = { node, callee, object: -1, name: '', nameNode: -1, isSafe: false, types: -1, list: -1, lambda: -1 };
  if (callee < 0) return parts;
  if (kind(c, callee) === Kind.Identifier) {
    parts.nameNode = callee;
    parts.name = nameOf(c, callee);
  } else if (kind(c, callee) === Kind.Navigation) {
    const [object = -1, nameNode = -1] = children(c, callee);
    if (nameNode >= 0 && kind(c, nameNode) === Kind.Identifier) {
      parts.object = object;
      parts.nameNode = nameNode;
      parts.name = nameOf(c, nameNode);
      parts.isSafe = operatorBetween(c, object, nameNode) === '?.';
    }
  }
  return parts;
}

/** Nodes of the arguments in brackets with the names they are given. */
export function argumentNodes(c: Context, list: number): { name: string; value: number; node: number }[] {
  if (list >= 0 && kind(c, list) === Kind.Parenthesized) return children(c, list).map((one) => ({ name: '', value: one, node: one }));
  return children(c, list).flatMap((one) => {
    const [first = -1, second = -1] = children(c, one);
    if (first < 0) return [];
    return second >= 0 && operatorBetween(c, first, second) === '=' ? [{ name: nameOf(c, first), value: second, node: one }] : [{ name: '', value: first, node: one }];
  });
}

/** Arguments of a call as facts, in order; the lambda behind the brackets is the last one. */
export function argumentsOf(c: Context, parts: CallParts, name = ''): ArgumentFact[] {
  const found: ArgumentFact[] = argumentNodes(c, parts.list).map((one) => {
    const span = { start: start(c, one.value), end: end(c, one.value) };
    if (kind(c, one.value) === Kind.Spread) return { kind: Arg.Spread, value: value(c, child(c, one.value)), ...span };
    return one.name === '' ? { kind: Arg.Positional, value: namedValue(c, one.value, ''), ...span } : { kind: Arg.Named, name: one.name, value: namedValue(c, one.value, ''), ...span };
  });
  if (parts.lambda >= 0) found.push({ kind: Arg.Positional, value: lambdaValue(c, parts.lambda, name, undefined, !isHandedNothing(c, parts)), start: start(c, parts.lambda), end: end(c, parts.lambda) });
  return found;
}

/** Functions whose lambda is run without a value by custom: messages that are made when they are wanted, blocks that only run somewhere else. */
const handsNothing = /^(?:trace|debug|info|warn|error|fatal|verbose|v|d|i|w|e|wtf|log|at\w+|require|requireNotNull|check|checkNotNull|assert|lazy|run|launch|async|runBlocking|withContext|coroutineScope|supervisorScope|withTimeout|withTimeoutOrNull|transaction|newSuspendedTransaction|thread|execute|submit|supplyAsync|runAsync|post|getOrPut|orElseGet|orElseThrow|assertThrows|assertFailsWith|measureTime\w*)$/;

/** True for a lambda in which `it` is that of the lambda around. */
const isHandedNothing = (c: Context, { name }: CallParts): boolean => handsNothing.test(name) && lookup(c, 'it') !== undefined;

/** Value of an expression that is bound to a name: a lambda takes the name. */
export function namedValue(c: Context, node: number, name: string): number {
  return node >= 0 && kind(c, node) === Kind.Lambda ? lambdaValue(c, node, name) : value(c, node);
}

