import { Op, VarKind } from '../../facts';
import { childOf, children, end, field, kind, start, statement, text, value } from '../nodes';
import type { Context } from './context';
import { Kind } from './kinds';
import { declare, inScope } from './scopes';
import { typeOf } from './types';

/** `try` with its `catch` and `finally` parts. */
export function tryStatement(c: Context, node: number): void {
  c.builder.control(Op.Try, start(c, node), end(c, node));
  statement(c, field(c, node, c.field.body));
  catches(c, node);
  const last = childOf(c, node, Kind.Finally);
  if (last >= 0) {
    c.builder.control(Op.Finally, start(c, last), end(c, last));
    statement(c, childOf(c, last, Kind.Block));
  }
  c.builder.control(Op.End, end(c, node), end(c, node));
}

function catches(c: Context, node: number): void {
  for (const one of children(c, node)) {
    if (kind(c, one) !== Kind.Catch) continue;
    inScope(c, () => {
      const parameter = childOf(c, one, Kind.CatchParameter);
      const nameNode = parameter < 0 ? -1 : field(c, parameter, c.field.name);
      const type = parameter < 0 ? -1 : typeOf(c, childOf(c, parameter, Kind.CatchType));
      const variable = declare(c, text(c, nameNode), Math.max(nameNode, one), VarKind.Caught, type);
      c.builder.control(Op.Catch, start(c, one), end(c, one), variable);
      statement(c, field(c, one, c.field.body));
    });
  }
}

/** `try (var out = open()) { … }`: the resources are closed behind it. */
export function tryWithResources(c: Context, node: number): void {
  const b = c.builder;
  inScope(c, () => {
    const opened: { variable: number; node: number }[] = [];
    for (const one of children(c, field(c, node, c.field.resources))) {
      const nameNode = field(c, one, c.field.name);
      if (nameNode < 0) {
        for (const inner of children(c, one)) value(c, inner);
        continue;
      }
      const from = value(c, field(c, one, c.field.value));
      const variable = declare(c, text(c, nameNode), nameNode, VarKind.Local, typeOf(c, field(c, one, c.field.type)));
      b.assign(variable, from, true, start(c, one), end(c, one));
      opened.push({ variable, node: one });
    }
    b.control(Op.Try, start(c, node), end(c, node));
    statement(c, field(c, node, c.field.body));
    catches(c, node);
    const last = childOf(c, node, Kind.Finally);
    const at = last < 0 ? node : last;
    b.control(Op.Finally, start(c, at), end(c, at));
    for (const one of opened.reverse()) {
      const span = [start(c, one.node), end(c, one.node)] as const;
      b.call(Op.Call, b.load(b.ref(one.variable, ...span), 'close', ...span), ...span, [], ...span);
    }
    if (last >= 0) statement(c, childOf(c, last, Kind.Block));
    b.control(Op.End, end(c, node), end(c, node));
  });
}
