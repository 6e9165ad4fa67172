import { Op, VarKind } from '../../facts';
import { childOf, children, end, field, kind, start, statement } from '../nodes';
import type { Context } from './context';
import { Kind } from './kinds';
import { declare, variableName } from './scopes';
import { typeOf } from './types';

/** `try` with its `catch` and `finally` parts. */
export function tryStatement(c: Context, node: number): void {
  c.builder.control(Op.Try, start(c, node), end(c, node));
  statement(c, field(c, node, c.field.body));
  for (const one of children(c, node)) {
    if (kind(c, one) !== Kind.Catch) continue;
    const nameNode = field(c, one, c.field.name);
    const type = typeOf(c, field(c, one, c.field.type));
    const variable = nameNode < 0 ? -1 : declare(c, variableName(c, nameNode), nameNode, VarKind.Caught, type);
    c.builder.control(Op.Catch, start(c, one), end(c, one), variable);
    statement(c, field(c, one, c.field.body));
  }
  const last = childOf(c, node, Kind.Finally);
  if (last >= 0) {
    c.builder.control(Op.Finally, start(c, last), end(c, last));
    statement(c, field(c, last, c.field.body));
  }
  c.builder.control(Op.End, end(c, node), end(c, node));
}
