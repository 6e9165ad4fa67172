import { Arg, Derived, Op, VarKind } from '../../facts';
import { localType } from './classes';
import { child, childOf, children, end, field, kind, start, statement, statementsOf, text, value, type StatementHandler } from '../nodes';
import type { Context } from './context';
import { condition, namedValue } from './expressions';
import { dimensionsOf, isPrimitive } from './functions';
import { Kind } from './kinds';
import { declare, inScope } from './scopes';
import { switchStatement } from './switches';
import { tryStatement, tryWithResources } from './trying';
import { typeOf } from './types';

/** `Type a = x, b;`: declares the variables; without a value there is no operation. */
export function localVariable(c: Context, node: number): void {
  const typeNode = field(c, node, c.field.type);
  for (const one of children(c, node)) {
    if (kind(c, one) !== Kind.Declarator) continue;
    const nameNode = field(c, one, c.field.name);
    const given = field(c, one, c.field.value);
    const name = text(c, nameNode);
    const from = given < 0 ? -1 : namedValue(c, given, name);
    const variable = declare(c, name, Math.max(nameNode, one), VarKind.Local, typeOf(c, typeNode, dimensionsOf(c, one)));
    if (isPrimitive(c, typeNode)) c.primitives.add(variable);
    if (given >= 0) c.builder.assign(variable, from, true, start(c, one), end(c, one));
  }
}

function ifStatement(c: Context, node: number): void {
  const b = c.builder;
  const test = condition(c, field(c, node, c.field.condition), true);
  b.control(Op.If, start(c, node), end(c, node), test.register, test.isNegated ? 1 : 0);
  const other = field(c, node, c.field.alternative);
  inScope(c, () => {
    if (!test.isNegated) test.late?.();
    statement(c, field(c, node, c.field.consequence));
  });
  if (other >= 0) {
    b.control(Op.Else, start(c, other), end(c, other));
    inScope(c, () => {
      if (test.isNegated) test.late?.();
      statement(c, other);
    });
  }
  b.control(Op.End, end(c, node), end(c, node));
  // `if (!(x instanceof User user)) return;` binds the name for what follows.
  if (test.isNegated && other < 0) test.late?.();
}

/** Leaves the loop when its condition no longer holds. */
function loopTest(c: Context, tested: number): void {
  if (tested < 0 || kind(c, tested) === Kind.True) return;
  const b = c.builder;
  const test = condition(c, tested);
  b.control(Op.If, start(c, tested), end(c, tested), test.register, test.isNegated ? 0 : 1);
  b.control(Op.Break, start(c, tested), end(c, tested));
  b.control(Op.End, end(c, tested), end(c, tested));
}

function inTarget(c: Context, run: () => void): void {
  c.targets.push(c.pendingLabel);
  c.pendingLabel = '';
  inScope(c, run);
  c.targets.pop();
}

function loop(c: Context, node: number, run: () => void): void {
  inTarget(c, () => {
    c.builder.control(Op.Loop, start(c, node), end(c, node));
    run();
    c.builder.control(Op.End, end(c, node), end(c, node));
  });
}

function whileStatement(c: Context, node: number): void {
  loop(c, node, () => {
    loopTest(c, unwrapped(c, field(c, node, c.field.condition)));
    statement(c, field(c, node, c.field.body));
  });
}

function doStatement(c: Context, node: number): void {
  loop(c, node, () => {
    statement(c, field(c, node, c.field.body));
    loopTest(c, unwrapped(c, field(c, node, c.field.condition)));
  });
}

const unwrapped = (c: Context, node: number): number => (node >= 0 && kind(c, node) === Kind.Parenthesized ? child(c, node) : node);

function forStatement(c: Context, node: number): void {
  const of = (number: number): number[] => children(c, node).filter((one) => (c.words[one * 4] ?? 0) >>> 16 === number);
  inScope(c, () => {
    for (const one of of(c.field.init)) statement(c, one);
    loop(c, node, () => {
      loopTest(c, field(c, node, c.field.condition));
      statement(c, field(c, node, c.field.body));
      for (const one of of(c.field.update)) value(c, one);
    });
  });
}

function enhancedFor(c: Context, node: number): void {
  const b = c.builder;
  const from = value(c, field(c, node, c.field.value));
  const nameNode = field(c, node, c.field.name);
  const typeNode = field(c, node, c.field.type);
  loop(c, node, () => {
    const span = [start(c, Math.max(nameNode, node)), end(c, Math.max(nameNode, node))] as const;
    const item = b.iterate(from, ...span);
    const variable = declare(c, text(c, nameNode), Math.max(nameNode, node), VarKind.Local, typeOf(c, typeNode, dimensionsOf(c, node)));
    if (isPrimitive(c, typeNode)) c.primitives.add(variable);
    b.assign(variable, item, true, ...span);
    statement(c, field(c, node, c.field.body));
  });
}

function labeled(c: Context, node: number): void {
  const [label = -1, inner = -1] = children(c, node);
  c.pendingLabel = text(c, label);
  statement(c, inner);
  c.pendingLabel = '';
}

const jump = (code: number): StatementHandler<Context> => (c, node) => {
  const label = text(c, childOf(c, node, Kind.Identifier));
  const at = label === '' ? -1 : c.targets.lastIndexOf(label);
  c.builder.control(code, start(c, node), end(c, node), at < 0 ? -1 : c.targets.length - 1 - at);
};

function yieldStatement(c: Context, node: number): void {
  const given = value(c, child(c, node));
  c.yields?.push(given);
}

function assertStatement(c: Context, node: number): void {
  const b = c.builder;
  const [tested = -1, message = -1] = children(c, node);
  const span = [start(c, node), end(c, node)] as const;
  const test = condition(c, tested);
  b.control(Op.If, ...span, test.register, test.isNegated ? 0 : 1);
  const callee = b.global('AssertionError', ...span);
  const args = message < 0 ? [] : [{ kind: Arg.Positional, value: value(c, message), start: start(c, message), end: end(c, message) }];
  b.throw(b.call(Op.New, callee, span[0], span[0] + 6, args, ...span), ...span);
  b.control(Op.End, end(c, node), end(c, node));
}

function synchronizedStatement(c: Context, node: number): void {
  for (const one of children(c, node)) {
    if (kind(c, one) === Kind.Block) statement(c, one);
    else c.builder.derive(Derived.Test, [value(c, one)], start(c, one), end(c, one));
  }
}

const block: StatementHandler<Context> = (c, node) => { inScope(c, () => { statementsOf(c, node); }); };
const nothing: StatementHandler<Context> = () => undefined;

/** How statements are lowered, by the grammar's names. Types, imports and the package at the top level were read before. */
export const statements: Readonly<Record<string, StatementHandler<Context>>> = {
  block,
  constructor_body: block,
  local_variable_declaration: localVariable,
  field_declaration: localVariable,
  expression_statement: (c, node) => { for (const one of children(c, node)) value(c, one); },
  if_statement: ifStatement,
  while_statement: whileStatement,
  do_statement: doStatement,
  for_statement: forStatement,
  enhanced_for_statement: enhancedFor,
  labeled_statement: labeled,
  switch_expression: (c, node) => { inTarget(c, () => { switchStatement(c, node); }); },
  try_statement: tryStatement,
  try_with_resources_statement: tryWithResources,
  synchronized_statement: synchronizedStatement,
  return_statement: (c, node) => {
    const given = child(c, node);
    c.builder.return(given < 0 ? -1 : value(c, given), start(c, node), end(c, node));
  },
  throw_statement: (c, node) => { c.builder.throw(value(c, child(c, node)), start(c, node), end(c, node)); },
  yield_statement: yieldStatement,
  assert_statement: assertStatement,
  break_statement: jump(Op.Break),
  continue_statement: jump(Op.Continue),
  class_declaration: localType,
  interface_declaration: localType,
  enum_declaration: localType,
  record_declaration: localType,
  annotation_type_declaration: nothing,
  package_declaration: nothing,
  import_declaration: nothing,
  module_declaration: nothing,
};
