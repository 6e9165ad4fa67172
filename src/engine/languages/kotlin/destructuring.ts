import { VarKind } from '../../facts';
import { childOf, children, end, kind, start } from '../nodes';
import { nameOf, type Context } from './context';
import { isTypeKind, Kind } from './kinds';
import { declareNode } from './scopes';
import { typeOf } from './types';

/** `val (a, _, c) = from`: the places of what is taken apart, by number. */
export function destructure(c: Context, node: number, from: number): void {
  const b = c.builder;
  for (const [place, one] of children(c, node).filter((each) => kind(c, each) === Kind.Variable).entries()) {
    const nameNode = childOf(c, one, Kind.Identifier);
    if (nameNode < 0 || nameOf(c, nameNode) === '_') continue;
    const span = [start(c, one), end(c, one)] as const;
    const part = b.load(from, String(place), ...span);
    const type = typeOf(c, children(c, one).find((each) => isTypeKind(kind(c, each))) ?? -1);
    b.assign(declareNode(c, nameNode, VarKind.Local, type), part, true, ...span);
  }
}
