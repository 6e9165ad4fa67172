import { Op } from '../../facts';
import { behind, child, end, field, kind, start, value } from '../nodes';
import type { Context } from './context';
import { condition } from './conditions';
import { Kind } from './kinds';
import { makeScope } from './scopes';
import { assignTo, declareTarget } from './targets';

/** A comprehension or generator expression: a container that loops fill; its targets live in a scope of their own. */
export function comprehension(c: Context, node: number): number {
  const b = c.builder;
  const body = field(c, node, c.field.body);
  const isMap = body >= 0 && kind(c, body) === Kind.Pair;
  const result = isMap ? b.record([], start(c, node), end(c, node)) : b.list([], start(c, node), end(c, node));
  const outer = c.scope;
  c.scope = makeScope(outer, outer.qualified, false);
  const blocks: number[] = [];
  for (let part = node + 1, last = behind(c, node); part < last; part = behind(c, part)) {
    const span = [start(c, part), end(c, part)] as const;
    if (kind(c, part) === Kind.ForIn) {
      const source = value(c, field(c, part, c.field.right));
      b.control(Op.Loop, ...span);
      const left = field(c, part, c.field.left);
      declareTarget(c, left);
      assignTo(c, left, b.iterate(source, start(c, left), end(c, left)));
      blocks.push(part);
    } else if (kind(c, part) === Kind.IfClause) {
      const test = condition(c, child(c, part));
      b.control(Op.If, ...span, test.register, test.isNegated ? 1 : 0);
      blocks.push(part);
    }
  }
  if (isMap) {
    const key = value(c, field(c, body, c.field.key));
    b.storeAt(result, key, value(c, field(c, body, c.field.value)), start(c, body), end(c, body));
  } else if (body >= 0) b.storeElement(result, value(c, body), start(c, body), end(c, body));
  for (let i = blocks.length - 1; i >= 0; i--) b.control(Op.End, end(c, blocks[i] ?? node), end(c, blocks[i] ?? node));
  c.scope = outer;
  return result;
}
