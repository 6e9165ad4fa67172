import { ExportKind, Literal, Op, VarKind } from '../../facts';
import { bare, child, children, end, field, kind, start, statement, statementsOf, text, value, type StatementHandler } from '../nodes';
import { constructCall } from './calls';
import { declareType } from './classes';
import { condition } from './conditions';
import type { Context } from './context';
import { docBefore, readDoc } from './docs';
import { functionDefinition } from './functions';
import { Kind } from './kinds';
import { doStatement, forStatement, foreachStatement, whileStatement } from './loops';
import { assignName, declare, lookup, variableName } from './scopes';
import { switchStatement } from './switches';
import { unset } from './targets';
import { tryStatement } from './trying';
import { docType } from './types';

function ifStatement(c: Context, node: number): void {
  typedBefore(c, node);
  const alternatives = children(c, node).filter((one) => kind(c, one) === Kind.ElseIf || kind(c, one) === Kind.Else);
  branch(c, node, alternatives);
}

function branch(c: Context, node: number, rest: readonly number[]): void {
  const b = c.builder;
  const test = condition(c, field(c, node, c.field.condition));
  const body = field(c, node, c.field.body);
  b.control(Op.If, start(c, node), end(c, node), test.register, test.isNegated ? 1 : 0);
  if (!test.isNegated) test.late?.();
  statement(c, body);
  const [next, ...others] = rest;
  if (next !== undefined) {
    b.control(Op.Else, start(c, next), end(c, next));
    if (test.isNegated) test.late?.();
    if (kind(c, next) === Kind.ElseIf) branch(c, next, others);
    else statement(c, field(c, next, c.field.body));
  }
  b.control(Op.End, end(c, node), end(c, node));
  // `if (!$x instanceof User) { return; }` tells the class for what follows.
  if (test.isNegated && next === undefined && leaves(c, body)) test.late?.();
}

/** True when the last statement of a block leaves it. */
function leaves(c: Context, node: number): boolean {
  if (node < 0) return false;
  const k = kind(c, node);
  if (k === Kind.Compound || k === Kind.ColonBlock) return leaves(c, children(c, node).at(-1) ?? -1);
  if (k === Kind.ExpressionStatement) return kind(c, Math.max(0, child(c, node))) === Kind.Throw;
  return k === Kind.Return || k === Kind.Continue || k === Kind.Break || k === Kind.Exit;
}

/** An expression; `@var` in front of an assignment tells what the variable is. */
function expressionStatement(c: Context, node: number): void {
  const one = child(c, node);
  if (one < 0) return;
  if (kind(c, one) !== Kind.Assignment) {
    typedBefore(c, node);
    value(c, one);
    return;
  }
  value(c, one);
  const comment = docBefore(c.source, start(c, node));
  if (comment.includes('@var')) typedByDoc(c, comment, variableName(c, field(c, one, c.field.left)), one);
}

/** `@var` in front of a statement that assigns nothing tells what a variable is that was there before. */
function typedBefore(c: Context, node: number): void {
  const comment = docBefore(c.source, start(c, node));
  if (comment.includes('@var')) typedByDoc(c, comment, '', node);
}

/** Gives a variable the type its doc comment tells. */
function typedByDoc(c: Context, comment: string, only: string, node: number): void {
  for (const [written, type] of readDoc(comment).vars) {
    const name = written === '' ? only : written;
    const told = name === '' ? -1 : docType(c, type, node);
    if (told < 0 || name === 'this') continue;
    const span = [start(c, node), end(c, node)] as const;
    const variable = lookup(c, name) ?? declare(c, name, node);
    c.builder.assign(variable, c.builder.cast(c.builder.ref(variable, ...span), told, ...span), false, ...span);
  }
}

function echo(c: Context, node: number): void {
  const parts = children(c, node).flatMap((one) => (kind(c, one) === Kind.Sequence ? children(c, one) : [one]));
  constructCall(c, node, 'echo', parts);
}

function returnStatement(c: Context, node: number): void {
  typedBefore(c, node);
  const given = child(c, node);
  c.builder.return(given < 0 ? -1 : value(c, given), start(c, node), end(c, node));
}

/** `exit` and `die` end the program; what they are given is shown. */
function exitStatement(c: Context, node: number): void {
  const name = /^die/i.test(c.source.slice(start(c, node), start(c, node) + 3)) ? 'die' : 'exit';
  constructCall(c, node, name, children(c, node));
  c.builder.return(-1, start(c, node), end(c, node));
}

function constDeclaration(c: Context, node: number): void {
  for (const one of children(c, node)) {
    if (kind(c, one) !== Kind.ConstElement) continue;
    const [nameNode = -1, content = -1] = children(c, one);
    const variable = c.constants.get(text(c, nameNode));
    const from = content < 0 ? -1 : value(c, content);
    if (variable !== undefined && from >= 0) c.builder.assign(variable, from, true, start(c, one), end(c, one));
  }
}

function staticVariables(c: Context, node: number): void {
  for (const one of children(c, node)) {
    if (kind(c, one) !== Kind.StaticVariable) continue;
    const content = field(c, one, c.field.value);
    const nameNode = field(c, one, c.field.name);
    assignName(c, variableName(c, nameNode), content < 0 ? c.builder.constant(Literal.Null, 'null', start(c, one), end(c, one)) : value(c, content), nameNode, one);
  }
}

/** `global $x`: the variable of the file. */
function globalDeclaration(c: Context, node: number): void {
  for (const one of children(c, node)) {
    const name = variableName(c, one);
    if (name === '') continue;
    const known = c.module.names.get(name);
    if (known === undefined) declare(c, name, one);
    else c.scope.names.set(name, known);
  }
}

/** Jumps out of several loops say how many. */
const jump = (code: number): StatementHandler<Context> => (c, node) => {
  const levels = Number(text(c, bare(c, child(c, node))) || '1');
  c.builder.control(code, start(c, node), end(c, node), levels > 1 ? levels - 1 : -1);
};

/** A type or function declared among statements of a function. */
function lateType(c: Context, node: number): void {
  const known = c.classes.get(text(c, field(c, node, c.field.name)));
  if (known === undefined || !c.lowered.has(node)) declareType(c, node, false)();
}

const block: StatementHandler<Context> = (c, node) => { statementsOf(c, node); };
const nothing: StatementHandler<Context> = () => undefined;

/** How statements are lowered, by the grammar's names. Types at the top level are lowered before. */
export const statements: Readonly<Record<string, StatementHandler<Context>>> = {
  compound_statement: block,
  colon_block: block,
  expression_statement: expressionStatement,
  echo_statement: echo,
  if_statement: ifStatement,
  while_statement: whileStatement,
  do_statement: doStatement,
  for_statement: forStatement,
  foreach_statement: foreachStatement,
  switch_statement: switchStatement,
  try_statement: tryStatement,
  return_statement: returnStatement,
  exit_statement: exitStatement,
  unset_statement: (c, node) => { for (const one of children(c, node)) unset(c, one); },
  global_declaration: globalDeclaration,
  function_static_declaration: staticVariables,
  const_declaration: constDeclaration,
  function_definition: functionDefinition,
  class_declaration: lateType,
  interface_declaration: lateType,
  trait_declaration: lateType,
  enum_declaration: lateType,
  break_statement: jump(Op.Break),
  continue_statement: jump(Op.Continue),
  declare_statement: (c, node) => { for (const one of children(c, node).slice(1)) statement(c, one); },
  namespace_definition: (c, node) => { statementsOf(c, field(c, node, c.field.body)); },
  namespace_use_declaration: nothing,
  goto_statement: nothing,
  named_label_statement: nothing,
  empty_statement: nothing,
  text: nothing,
  text_interpolation: nothing,
};

/** Declares the functions, types and constants of a file before anything runs; gives the bodies of the types. */
export function hoist(c: Context, node: number, bodies: (() => void)[], depth = 0): void {
  for (const one of children(c, node)) {
    switch (kind(c, one)) {
      case Kind.Function: exported(c, field(c, one, c.field.name), c.functions, VarKind.Function); break;
      case Kind.Class: case Kind.Interface: case Kind.Trait: case Kind.Enum:
        c.lowered.add(one);
        bodies.push(declareType(c, one, true));
        break;
      case Kind.Const: for (const each of children(c, one)) if (kind(c, each) === Kind.ConstElement) exported(c, child(c, each), c.constants, VarKind.Local); break;
      case Kind.ExpressionStatement: defined(c, one); break;
      case Kind.Namespace: case Kind.If: case Kind.Else: case Kind.ElseIf: if (depth < 8) hoist(c, field(c, one, c.field.body), bodies, depth + 1); break;
    }
  }
}

function exported(c: Context, nameNode: number, into: Map<string, number>, kindOf: number): void {
  const name = text(c, nameNode);
  if (name === '' || into.has(name)) return;
  const variable = c.builder.variable(name, kindOf, start(c, nameNode), end(c, nameNode));
  into.set(name, variable);
  c.builder.exportName(name, ExportKind.Variable, variable, start(c, nameNode), end(c, nameNode));
}

/** `define('A', …)` at the top level. */
function defined(c: Context, node: number): void {
  const written = c.source.slice(start(c, node), Math.min(end(c, node), start(c, node) + 100));
  const name = /^define\s*\(\s*['"](\w+)['"]/.exec(written)?.[1];
  if (name === undefined || c.constants.has(name)) return;
  const variable = c.builder.variable(name, VarKind.Local, start(c, node), end(c, node));
  c.constants.set(name, variable);
  c.builder.exportName(name, ExportKind.Variable, variable, start(c, node), end(c, node));
}
