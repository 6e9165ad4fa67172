import { Arg, Derived, Literal, Op, TypeExpr, TypeKind, UnseenReason, VarKind, Shows } from '../../facts';
import { behind, child, children, end, field, kind, start, statementsOf, text, value, type StatementHandler } from '../nodes';
import type { Context } from './context';
import { classDefinition } from './classes';
import { condition } from './conditions';
import { functionDefinition } from './functions';
import { Kind } from './kinds';
import { matchStatement } from './matching';
import { aliasName, classOf, lookup } from './scopes';
import { assignTo, assignment, augmented, deletion } from './targets';
import { implicitAlias } from './aliases';
import { typeOf } from './types';
import { tryStatement } from './trying';

function expressionStatement(c: Context, node: number): void {
  for (const one of children(c, node)) {
    const k = kind(c, one);
    if (k === Kind.Assignment) {
      if (!implicitAlias(c, one)) assignment(c, one);
    } else if (k === Kind.AugmentedAssignment) augmented(c, one);
    else if (k !== Kind.Ellipsis && !(k === Kind.Str && isPlain(c, one))) value(c, one);
  }
}

/** True for a string without holes: a documentation text. */
function isPlain(c: Context, node: number): boolean {
  for (let one = node + 1, last = behind(c, node); one < last; one++) if (kind(c, one) === Kind.Interpolation) return false;
  return true;
}

function definition(c: Context, node: number): void {
  const body = classOf(c.scope);
  if (body) {
    body.definitions.push(node);
    return;
  }
  const isDecorated = kind(c, node) === Kind.Decorated;
  const decorators = isDecorated ? children(c, node).filter((one) => kind(c, one) === Kind.Decorator) : [];
  const defined = isDecorated ? field(c, node, c.field.definition) : node;
  if (defined < 0) return;
  if (kind(c, defined) === Kind.Class) classDefinition(c, defined, decorators);
  else functionDefinition(c, defined, decorators);
}

function ifStatement(c: Context, node: number): void {
  const b = c.builder;
  const opened = branch(c, node);
  let depth = 1;
  for (let one = behind(c, opened), last = behind(c, node); one < last; one = behind(c, one)) {
    const k = kind(c, one);
    if (k === Kind.ElifClause) {
      b.control(Op.Else, start(c, one), end(c, one));
      branch(c, one);
      depth++;
    } else if (k === Kind.ElseClause) {
      b.control(Op.Else, start(c, one), end(c, one));
      statementsOf(c, field(c, one, c.field.body));
    }
  }
  for (; depth > 0; depth--) b.control(Op.End, end(c, node), end(c, node));
}

/** Lowers test and body of an `if` or `elif`; gives the last node read. */
function branch(c: Context, node: number): number {
  const tested = field(c, node, c.field.condition);
  const body = field(c, node, c.field.consequence);
  const test = condition(c, tested);
  c.builder.control(Op.If, start(c, node), end(c, node), test.register, test.isNegated ? 1 : 0);
  statementsOf(c, body);
  return body >= 0 ? body : tested >= 0 ? tested : node + 1;
}

function forStatement(c: Context, node: number): void {
  const b = c.builder;
  const left = field(c, node, c.field.left);
  const right = field(c, node, c.field.right);
  const source = value(c, right);
  b.control(Op.Loop, start(c, node), end(c, node));
  assignTo(c, left, b.iterate(source, start(c, Math.max(left, node)), end(c, Math.max(left, node))));
  statementsOf(c, field(c, node, c.field.body));
  b.control(Op.End, end(c, node), end(c, node));
  loopElse(c, node);
}

function whileStatement(c: Context, node: number): void {
  const b = c.builder;
  const tested = field(c, node, c.field.condition);
  b.control(Op.Loop, start(c, node), end(c, node));
  if (tested >= 0 && kind(c, tested) !== Kind.True) {
    const test = condition(c, tested);
    b.control(Op.If, start(c, tested), end(c, tested), test.register, test.isNegated ? 0 : 1);
    b.control(Op.Break, start(c, tested), end(c, tested));
    b.control(Op.End, end(c, tested), end(c, tested));
  }
  statementsOf(c, field(c, node, c.field.body));
  b.control(Op.End, end(c, node), end(c, node));
  loopElse(c, node);
}

/** The `else` of a loop runs unless the loop was left by `break`: it may or may not happen. */
function loopElse(c: Context, node: number): void {
  const other = field(c, node, c.field.alternative);
  if (other < 0) return;
  const span = [start(c, other), end(c, other)] as const;
  c.builder.control(Op.If, ...span, c.builder.derive(Derived.Test, [], ...span));
  statementsOf(c, field(c, other, c.field.body));
  c.builder.control(Op.End, end(c, other), end(c, other));
}

function withStatement(c: Context, node: number): void {
  for (const clause of children(c, node)) {
    if (kind(c, clause) !== Kind.WithClause) continue;
    for (const item of children(c, clause)) value(c, kind(c, item) === Kind.WithItem ? field(c, item, c.field.value) : item);
  }
  statementsOf(c, field(c, node, c.field.body));
}

function returnStatement(c: Context, node: number): void {
  const given = child(c, node);
  c.builder.return(given < 0 ? -1 : value(c, given), start(c, node), end(c, node));
}

function raiseStatement(c: Context, node: number): void {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const raised = child(c, node);
  if (raised < 0) {
    b.throw(c.caught >= 0 ? b.ref(c.caught, ...span) : b.constant(Literal.Null, '', ...span), ...span);
    return;
  }
  const thrown = value(c, raised);
  const cause = field(c, node, c.field.cause);
  if (cause >= 0) b.store(thrown, '__cause__', value(c, cause), start(c, cause), end(c, cause));
  b.throw(thrown, ...span);
}

function assertStatement(c: Context, node: number): void {
  const b = c.builder;
  const tested = child(c, node);
  const message = child(c, node, 1);
  const span = [start(c, node), end(c, node)] as const;
  const test = condition(c, tested);
  b.control(Op.If, ...span, test.register, test.isNegated ? 0 : 1);
  const callee = b.global('AssertionError', ...span);
  const args = message < 0 ? [] : [{ kind: Arg.Positional, value: value(c, message), start: start(c, message), end: end(c, message) }];
  b.throw(b.call(Op.Call, callee, span[0], span[0] + 6, args, ...span), ...span);
  b.control(Op.End, end(c, node), end(c, node));
}

/** `print "x", y` and `print >> stream, x` of Python 2. */
function printStatement(c: Context, node: number): void {
  const from = start(c, node);
  const callee = c.builder.global('print', from, from + 5);
  const args = children(c, node).map((one) => {
    const isStream = kind(c, one) === Kind.Chevron;
    const span = { start: start(c, one), end: end(c, one) };
    return isStream ? { kind: Arg.Named, name: 'file', value: value(c, child(c, one)), ...span } : { kind: Arg.Positional, value: value(c, one), ...span };
  });
  c.builder.call(Op.Call, callee, from, from + 5, args, from, end(c, node));
}

function execStatement(c: Context, node: number): void {
  c.builder.unseen(UnseenReason.Dynamic, 'exec', start(c, node), end(c, node));
  for (const one of children(c, node)) value(c, one);
}

function typeAlias(c: Context, node: number): void {
  const nameNode = aliasName(c, node);
  if (nameNode < 0) return;
  const name = text(c, nameNode);
  const target = typeOf(c, field(c, node, c.field.right));
  const qualified = c.scope.qualified === '' ? name : `${c.scope.qualified}.${name}`;
  const type = c.builder.type({
    name, qualified, kind: TypeKind.Alias, text: Shows.Inherited, debug: Shows.Inherited, json: Shows.Inherited,
    target: target >= 0 ? target : c.builder.typeExpr(TypeExpr.Name, 'None'), start: start(c, node), end: end(c, node),
  });
  const variable = lookup(c.scope, name);
  if (variable >= 0) c.builder.bindVariable(variable, { kind: VarKind.Type, ref: type });
}

const nothing: StatementHandler<Context> = () => undefined;
const jump = (code: number): StatementHandler<Context> => (c, node) => c.builder.control(code, start(c, node), end(c, node));

/** How statements are lowered, by the grammar's names. Imports and `global` were read when the names of the scope were collected. */
export const statements: Readonly<Record<string, StatementHandler<Context>>> = {
  expression_statement: expressionStatement,
  function_definition: definition,
  class_definition: definition,
  decorated_definition: definition,
  if_statement: ifStatement,
  for_statement: forStatement,
  while_statement: whileStatement,
  with_statement: withStatement,
  try_statement: tryStatement,
  match_statement: matchStatement,
  return_statement: returnStatement,
  raise_statement: raiseStatement,
  assert_statement: assertStatement,
  delete_statement: deletion,
  print_statement: printStatement,
  exec_statement: execStatement,
  type_alias_statement: typeAlias,
  break_statement: jump(Op.Break),
  continue_statement: jump(Op.Continue),
  pass_statement: nothing,
  import_statement: nothing,
  import_from_statement: nothing,
  future_import_statement: nothing,
  global_statement: nothing,
  nonlocal_statement: nothing,
  block: statementsOf,
};
