import { behind, children, end, kind, start, statement, text, value } from '../nodes';
import type { Context } from './context';
import { ifValue, tryValue } from './branches';
import { Kind } from './kinds';
import { whenValue } from './whens';
import { inScope } from './scopes';

/** True for an expression that leaves: what stands there has no value. */
export function isJump(c: Context, node: number): boolean {
  switch (kind(c, node)) {
    case Kind.Return: case Kind.Throw: return true;
    case Kind.Identifier: return /^(?:break|continue)$/.test(text(c, node));
    case Kind.Labeled: return /^(?:break|continue)@/.test(text(c, node));
    default: return false;
  }
}

const isDeclaration = (k: number): boolean => k === Kind.Property || k === Kind.Function || k === Kind.Class || k === Kind.Object || k === Kind.TypeAlias
  || k === Kind.Assignment || k === Kind.For || k === Kind.While || k === Kind.DoWhile || k === Kind.LambdaParameters;

/** Value of what stands last in a block or branch: -1 for what has none. */
export function lastValue(c: Context, node: number): number {
  if (node < 0) return -1;
  const k = kind(c, node);
  if (k === Kind.Block) return blockValue(c, node);
  if (isDeclaration(k) || isJump(c, node)) {
    statement(c, node);
    return -1;
  }
  if (k === Kind.If) return ifValue(c, node, true);
  if (k === Kind.When) return whenValue(c, node, true);
  if (k === Kind.Try) return tryValue(c, node, true);
  return value(c, node);
}

/** Lowers a block in a scope of its own and gives the value of its last expression, or -1. */
export function blockValue(c: Context, node: number): number {
  return inScope(c, () => leaves(c, node));
}

/** Lowers the statements among the children of a node; gives the value of the last one, or -1. */
export function leaves(c: Context, node: number): number {
  const own = children(c, node).filter((one) => kind(c, one) !== Kind.LambdaParameters);
  const last = own.at(-1) ?? -1;
  let register = -1;
  for (let one = node + 1; one < behind(c, node); one = behind(c, one)) {
    if (kind(c, one) === Kind.LambdaParameters) continue;
    if (one === last) register = lastValue(c, one);
    else statement(c, one);
  }
  return register;
}

/** Span of a node, or of where one was expected. */
export const spanOf = (c: Context, node: number, other: number): [number, number] => [start(c, node < 0 ? other : node), end(c, node < 0 ? other : node)];
