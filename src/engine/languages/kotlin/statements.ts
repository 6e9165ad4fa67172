import { Op, VarKind } from '../../facts';
import { child, childOf, children, end, field, kind, start, statement, text, value, type StatementHandler } from '../nodes';
import { assignment } from './assignments';
import { blockValue, leaves } from './blocks';
import { condition, ifValue, tryValue } from './branches';
import { localType } from './classes';
import type { Context } from './context';
import { destructure } from './destructuring';
import { localFunction } from './functions-declared';
import { isTypeKind, Kind } from './kinds';
import { accessors, computedValue, initialValue, notePrimitive, propertyParts } from './properties';
import { declare, declareNode, inScope } from './scopes';
import { typeOf } from './types';
import { whenValue } from './whens';

/** `val a: Type = x`, `val (a, b) = x`, `val a by x`; without a value there is no operation. */
export function localProperty(c: Context, node: number): void {
  const parts = propertyParts(c, node);
  if (parts.name === '') {
    if (parts.value >= 0) destructure(c, childOf(c, node, Kind.Variables), value(c, parts.value));
    return;
  }
  const getter = accessors(c, parts, {});
  if (parts.receiver >= 0) return;
  const hasValue = parts.value >= 0 || parts.delegate >= 0;
  const from = hasValue ? initialValue(c, parts) : getter >= 0 ? computedValue(c, parts, getter) : -1;
  // At the top of a file the variable was declared before.
  const known = c.scope === c.module ? c.scope.names.get(parts.name) : undefined;
  const variable = known ?? declare(c, parts.name, parts.nameNode, VarKind.Local, typeOf(c, parts.typeNode));
  notePrimitive(c, parts, variable);
  if (from >= 0) c.builder.assign(variable, from, true, start(c, node), end(c, node));
}

function loop(c: Context, node: number, run: () => void): void {
  const own = childOf(c, node, Kind.Label);
  c.targets.push(own >= 0 ? text(c, own).replace('@', '') : c.pendingLabel);
  c.pendingLabel = '';
  inScope(c, () => {
    c.builder.control(Op.Loop, start(c, node), end(c, node));
    run();
    c.builder.control(Op.End, end(c, node), end(c, node));
  });
  c.targets.pop();
}

/** Leaves the loop when its condition no longer holds. */
function loopTest(c: Context, tested: number): void {
  if (tested < 0 || text(c, tested) === 'true') return;
  const test = condition(c, tested);
  c.builder.control(Op.If, start(c, tested), end(c, tested), test.register, test.isNegated ? 0 : 1);
  c.builder.control(Op.Break, start(c, tested), end(c, tested));
  c.builder.control(Op.End, end(c, tested), end(c, tested));
}

/** The body of a loop: what stands last and is neither label, variable nor condition. */
function bodyOf(c: Context, node: number, besides: readonly number[]): number {
  return children(c, node).filter((one) => kind(c, one) !== Kind.Label && kind(c, one) !== Kind.Annotation && !besides.includes(one)).at(-1) ?? -1;
}

function whileStatement(c: Context, node: number): void {
  const tested = field(c, node, c.field.condition);
  loop(c, node, () => {
    loopTest(c, tested);
    statement(c, bodyOf(c, node, [tested]));
  });
}

function doStatement(c: Context, node: number): void {
  const tested = field(c, node, c.field.condition);
  loop(c, node, () => {
    statement(c, bodyOf(c, node, [tested]));
    loopTest(c, tested);
  });
}

/** `for (x in xs)`, `for ((a, b) in xs)`. */
function forStatement(c: Context, node: number): void {
  const b = c.builder;
  const single = childOf(c, node, Kind.Variable);
  const several = childOf(c, node, Kind.Variables);
  const bound = Math.max(single, several);
  const over = children(c, node).find((one) => one > bound) ?? -1;
  const from = value(c, over);
  loop(c, node, () => {
    const span = [start(c, Math.max(bound, node)), end(c, Math.max(bound, node))] as const;
    const item = b.iterate(from, ...span);
    if (several >= 0) destructure(c, several, item);
    else {
      const nameNode = childOf(c, single, Kind.Identifier);
      const type = typeOf(c, children(c, single).find((one) => isTypeKind(kind(c, one))) ?? -1);
      b.assign(declareNode(c, Math.max(nameNode, node), VarKind.Local, type), item, true, ...span);
    }
    statement(c, bodyOf(c, node, [single, several, over]));
  });
}

function labeled(c: Context, node: number): void {
  const parts = children(c, node);
  const last = parts.at(-1) ?? -1;
  const label = childOf(c, node, Kind.Label);
  if (last < 0 || kind(c, last) === Kind.Identifier) {
    value(c, node);
    return;
  }
  c.pendingLabel = text(c, label).replace('@', '');
  statement(c, last);
  c.pendingLabel = '';
}

const block: StatementHandler<Context> = (c, node) => { blockValue(c, node); };
const nothing: StatementHandler<Context> = () => undefined;

/** How statements are lowered, by the grammar's names. Declarations at the top level were read before. */
export const statements: Readonly<Record<string, StatementHandler<Context>>> = {
  block,
  function_body: (c, node) => { leaves(c, node); },
  property_declaration: localProperty,
  function_declaration: localFunction,
  class_declaration: localType,
  object_declaration: localType,
  type_alias: nothing,
  assignment,
  if_expression: (c, node) => { ifValue(c, node, false); },
  when_expression: (c, node) => { whenValue(c, node, false); },
  try_expression: (c, node) => { tryValue(c, node, false); },
  for_statement: forStatement,
  while_statement: whileStatement,
  do_while_statement: doStatement,
  labeled_expression: labeled,
  call_expression: (c, node) => { value(c, node); },
  return_expression: (c, node) => { value(c, node); },
  throw_expression: (c, node) => { value(c, node); },
  annotated_expression: (c, node) => { statement(c, children(c, node).at(-1) ?? -1); },
  anonymous_initializer: (c, node) => { statement(c, child(c, node)); },
  package_header: nothing,
  import: nothing,
  file_annotation: nothing,
};

