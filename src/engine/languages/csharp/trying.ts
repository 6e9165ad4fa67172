import { Op, VarKind } from '../../facts';
import { child, childOf, children, end, field, kind, start, statement, value } from '../nodes';
import { condition } from './conditions';
import { nameText, type Context } from './context';
import { Kind } from './kinds';
import { declare, inScope } from './scopes';
import { declarators } from './variables';
import { typeOf } from './types';

/** `try` with its `catch` and `finally` parts. */
export function tryStatement(c: Context, node: number): void {
  c.builder.control(Op.Try, start(c, node), end(c, node));
  statement(c, field(c, node, c.field.body));
  for (const one of children(c, node)) if (kind(c, one) === Kind.catch_clause) catchClause(c, one);
  const last = childOf(c, node, Kind.finally_clause);
  if (last >= 0) {
    c.builder.control(Op.Finally, start(c, last), end(c, last));
    statement(c, childOf(c, last, Kind.block));
  }
  c.builder.control(Op.End, end(c, node), end(c, node));
}

function catchClause(c: Context, node: number): void {
  inScope(c, () => {
    const declaration = childOf(c, node, Kind.catch_declaration);
    const nameNode = field(c, declaration, c.field.name);
    const type = typeOf(c, field(c, declaration, c.field.type));
    const variable = nameNode < 0 ? -1 : declare(c, nameText(c, nameNode), nameNode, VarKind.Caught, type);
    c.builder.control(Op.Catch, start(c, node), end(c, node), variable);
    const filter = childOf(c, node, Kind.catch_filter_clause);
    if (filter >= 0) condition(c, child(c, filter));
    statement(c, field(c, node, c.field.body));
  });
}

/** `using (var file = Open()) { … }`: what was opened is disposed of behind it. */
export function usingStatement(c: Context, node: number): void {
  const b = c.builder;
  inScope(c, () => {
    const body = field(c, node, c.field.body);
    const opened: { register: () => number; node: number }[] = [];
    for (const one of children(c, node)) {
      if (one === body) continue;
      if (kind(c, one) === Kind.variable_declaration) {
        for (const { variable, node: at } of declarators(c, one)) opened.push({ register: () => b.ref(variable, start(c, at), end(c, at)), node: at });
      } else {
        const held = value(c, one);
        opened.push({ register: () => held, node: one });
      }
    }
    b.control(Op.Try, start(c, node), end(c, node));
    statement(c, body);
    b.control(Op.Finally, end(c, node), end(c, node));
    for (const one of opened.reverse()) {
      const span = [start(c, one.node), end(c, one.node)] as const;
      b.call(Op.Call, b.load(one.register(), 'Dispose', ...span), ...span, [], ...span);
    }
    b.control(Op.End, end(c, node), end(c, node));
  });
}
