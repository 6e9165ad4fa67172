import { Op, VarKind } from '../../facts';
import { bare, behind, child, children, end, field, kind, start, statementsOf, text } from '../nodes';
import type { Context } from './context';
import { Kind } from './kinds';
import { caughtName } from './scopes';
import { typeOf, unionOf } from './types';

/** `try` with its `except`, `except*`, `else` and `finally` parts; `else` belongs to what is tried. */
export function tryStatement(c: Context, node: number): void {
  const b = c.builder;
  b.control(Op.Try, start(c, node), end(c, node));
  statementsOf(c, field(c, node, c.field.body));
  const parts = children(c, node);
  for (const one of parts) if (kind(c, one) === Kind.ElseClause) statementsOf(c, field(c, one, c.field.body));
  for (const one of parts) {
    if (kind(c, one) === Kind.Except) exceptClause(c, one);
    else if (kind(c, one) === Kind.Finally) {
      b.control(Op.Finally, start(c, one), end(c, one));
      statementsOf(c, lastBlock(c, one));
    }
  }
  b.control(Op.End, end(c, node), end(c, node));
}

function lastBlock(c: Context, node: number): number {
  let found = -1;
  for (let one = node + 1, last = behind(c, node); one < last; one = behind(c, one)) if (kind(c, one) === Kind.Block) found = one;
  return found;
}

/** One handler. Its name lives in the clause alone, so each clause has a variable of its own. */
function exceptClause(c: Context, node: number): void {
  const target = caughtName(c, node);
  const nameNode = target < 0 ? -1 : child(c, target);
  const caughtType = child(c, node);
  const isNamed = nameNode >= 0 && kind(c, nameNode) === Kind.Identifier;
  const hasType = caughtType >= 0 && kind(c, caughtType) !== Kind.Block;
  const name = isNamed ? text(c, nameNode) : '';
  const spanOf = isNamed ? nameNode : node;
  const type = hasType ? exceptionType(c, target >= 0 ? child(c, caughtType) : caughtType) : -1;
  const variable = c.builder.variable(name, VarKind.Caught, start(c, spanOf), isNamed ? end(c, spanOf) : start(c, spanOf) + 6, type);
  c.builder.control(Op.Catch, start(c, node), end(c, node), variable);
  const { names } = c.scope;
  const before = names.get(name);
  const outer = c.caught;
  c.caught = variable;
  c.assigned.add(variable);
  if (isNamed) names.set(name, variable);
  statementsOf(c, lastBlock(c, node));
  c.caught = outer;
  if (!isNamed) return;
  if (before === undefined) names.delete(name);
  else names.set(name, before);
}

function exceptionType(c: Context, node: number): number {
  const at = bare(c, node);
  if (at < 0) return -1;
  return kind(c, at) === Kind.Tuple ? unionOf(c, children(c, at).map((one) => typeOf(c, one))) : typeOf(c, at);
}
