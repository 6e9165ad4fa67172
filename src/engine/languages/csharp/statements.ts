import { Derived, Op, VarKind } from '../../facts';
import { child, children, end, field, kind, start, statement, value, type StatementHandler } from '../nodes';
import { places } from './assignments';
import { bodyStatements } from './blocks';
import { condition } from './conditions';
import { nameText, valueIn, type Context } from './context';
import { typedValue } from './creation';
import { isPrimitive, localFunction } from './functions';
import { Kind } from './kinds';
import { declare, inScope } from './scopes';
import { switchStatement } from './switches';
import { tryStatement, usingStatement } from './trying';
import { typeOf } from './types';
import { declarators } from './variables';

function ifStatement(c: Context, node: number): void {
  const b = c.builder;
  const test = condition(c, field(c, node, c.field.condition), true);
  b.control(Op.If, start(c, node), end(c, node), test.register, test.isNegated ? 1 : 0);
  const other = field(c, node, c.field.alternative);
  const isNot = isNegated(c, field(c, node, c.field.condition));
  inScope(c, () => {
    if (!isNot) test.late?.();
    statement(c, field(c, node, c.field.consequence));
  });
  if (other >= 0) {
    b.control(Op.Else, start(c, other), end(c, other));
    inScope(c, () => {
      if (isNot) test.late?.();
      statement(c, other);
    });
  }
  b.control(Op.End, end(c, node), end(c, node));
  // `if (x is not User user) return;` binds the name for what follows.
  if (isNot && other < 0) test.late?.();
}

/** True for `x is not …` and `!(x is …)`: names of the pattern are bound where it fails. */
function isNegated(c: Context, node: number): boolean {
  return node >= 0 && /^\(*!|\bis\s+not\b/.test(c.source.slice(start(c, node), end(c, node)));
}

/** Leaves the loop when its condition no longer holds. */
function loopTest(c: Context, tested: number): void {
  if (tested < 0 || kind(c, tested) === Kind.boolean_literal) return;
  const b = c.builder;
  const test = condition(c, tested);
  b.control(Op.If, start(c, tested), end(c, tested), test.register, test.isNegated ? 0 : 1);
  b.control(Op.Break, start(c, tested), end(c, tested));
  b.control(Op.End, end(c, tested), end(c, tested));
}

function loop(c: Context, node: number, run: () => void): void {
  inScope(c, () => {
    c.builder.control(Op.Loop, start(c, node), end(c, node));
    run();
    c.builder.control(Op.End, end(c, node), end(c, node));
  });
}

function forStatement(c: Context, node: number): void {
  const of = (number: number): number[] => children(c, node).filter((one) => (c.words[one * 4] ?? 0) >>> 16 === number);
  inScope(c, () => {
    for (const one of of(c.field.initializer)) statement(c, one);
    loop(c, node, () => {
      loopTest(c, field(c, node, c.field.condition));
      statement(c, field(c, node, c.field.body));
      for (const one of of(c.field.update)) value(c, one);
    });
  });
}

function foreachStatement(c: Context, node: number): void {
  const b = c.builder;
  const right = field(c, node, c.field.right);
  const from = valueIn(c, right < 0 ? node : right, right);
  const left = field(c, node, c.field.left);
  const typeNode = field(c, node, c.field.type);
  const at = Math.max(left, node);
  loop(c, node, () => {
    const span = [start(c, at), end(c, at)] as const;
    const item = b.iterate(from, ...span);
    if (left >= 0 && (kind(c, left) === Kind.tuple_pattern || kind(c, left) === Kind.tuple_expression)) entryOf(c, left, item);
    else {
      const variable = declare(c, nameText(c, left), at, VarKind.Local, typeOf(c, typeNode));
      if (isPrimitive(c, typeNode)) c.primitives.add(variable);
      b.assign(variable, item, true, ...span);
    }
    statement(c, field(c, node, c.field.body));
  });
}

/** `var (key, value)`: going through a map gives its values; other tuples have places. */
function entryOf(c: Context, left: number, item: number): void {
  const [key = -1, held = -1, ...more] = children(c, left);
  const isEntry = more.length === 0 && held >= 0 && kind(c, held) === Kind.identifier && /^(?:_|k|key|\w*Key|id|\w+Id|code|name)$/.test(nameText(c, key));
  if (!isEntry) {
    places(c, children(c, left), item, left, true);
    return;
  }
  if (kind(c, key) === Kind.identifier) c.builder.assign(declare(c, nameText(c, key), key), c.builder.derive(Derived.Test, [item], start(c, key), end(c, key)), true, start(c, key), end(c, key));
  c.builder.assign(declare(c, nameText(c, held), held), item, true, start(c, held), end(c, held));
}

const block: StatementHandler<Context> = (c, node) => { inScope(c, () => { bodyStatements(c, node); }); };
const nothing: StatementHandler<Context> = () => undefined;
const inside: StatementHandler<Context> = (c, node) => {
  for (const one of children(c, node)) if ((c.words[one * 4] ?? 0) >>> 16 !== c.field.condition) statement(c, one);
};

/** How statements are lowered, by the grammar's names. Types and namespaces were read before. */
export const statements: Readonly<Record<string, StatementHandler<Context>>> = {
  block,
  global_statement: inside,
  preproc_if: inside,
  preproc_elif: inside,
  preproc_else: inside,
  labeled_statement: (c, node) => { for (const one of children(c, node).slice(1)) statement(c, one); },
  local_declaration_statement: (c, node) => { for (const one of children(c, node)) if (kind(c, one) === Kind.variable_declaration) declarators(c, one); },
  variable_declaration: (c, node) => { declarators(c, node); },
  local_function_statement: localFunction,
  expression_statement: (c, node) => { for (const one of children(c, node)) value(c, one); },
  empty_statement: nothing,
  if_statement: ifStatement,
  while_statement: (c, node) => {
    loop(c, node, () => {
      loopTest(c, field(c, node, c.field.condition));
      statement(c, field(c, node, c.field.body));
    });
  },
  do_statement: (c, node) => {
    loop(c, node, () => {
      statement(c, field(c, node, c.field.body));
      loopTest(c, field(c, node, c.field.condition));
    });
  },
  for_statement: forStatement,
  foreach_statement: foreachStatement,
  switch_statement: switchStatement,
  try_statement: tryStatement,
  using_statement: usingStatement,
  lock_statement: (c, node) => {
    for (const one of children(c, node)) {
      if (kind(c, one) === Kind.block) statement(c, one);
      else value(c, one);
    }
  },
  checked_statement: inside,
  unsafe_statement: inside,
  fixed_statement: (c, node) => { inScope(c, () => { inside(c, node); }); },
  return_statement: (c, node) => {
    const given = child(c, node);
    const isKeyword = given < 0 && /\b(?:this|base)\s*;$/.test(c.source.slice(start(c, node), end(c, node)));
    c.builder.return(given >= 0 ? typedValue(c, given, c.result, '') : isKeyword ? valueIn(c, node, -1) : -1, start(c, node), end(c, node));
  },
  throw_statement: (c, node) => { c.builder.throw(valueIn(c, node, child(c, node)), start(c, node), end(c, node)); },
  yield_statement: (c, node) => {
    const given = child(c, node);
    if (given >= 0 || !/^yield\s+break/.test(c.source.slice(start(c, node), end(c, node)))) c.builder.yield(valueIn(c, node, given), start(c, node), end(c, node));
    else c.builder.return(-1, start(c, node), end(c, node));
  },
  break_statement: (c, node) => { c.builder.control(Op.Break, start(c, node), end(c, node)); },
  continue_statement: (c, node) => { c.builder.control(Op.Continue, start(c, node), end(c, node)); },
  goto_statement: (c, node) => {
    if (/^goto\s+(?:case|default)\b/.test(c.source.slice(start(c, node), end(c, node)))) c.builder.control(Op.Break, start(c, node), end(c, node));
  },
  class_declaration: nothing,
  struct_declaration: nothing,
  interface_declaration: nothing,
  enum_declaration: nothing,
  record_declaration: nothing,
  delegate_declaration: nothing,
  namespace_declaration: nothing,
  file_scoped_namespace_declaration: nothing,
  using_directive: nothing,
  global_attribute: nothing,
};
