import { Entry, Op } from '../../facts';
import { emptyIn } from './absence';
import { assignment, declarationSpec, expressionsOf, shortDeclaration, step } from './assignments';
import { condition } from './conditions';
import { child, children, end, field, kind, span, statement, statementsOf, value, type StatementHandler } from '../nodes';
import { inScope, type Context } from './context';
import { breakStatement, continueStatement, labeledStatement, selectStatement, switchStatement, typeSwitchStatement } from './control';
import { declareImports } from './imports';
import { declareType, typeSpecs } from './declarations';
import { deferStatement, functionDeclaration, methodDeclaration } from './functions';
import { Kind } from './kinds';
import { forStatement } from './loops';

function block(c: Context, node: number): void {
  inScope(c, () => { statementsOf(c, node); });
}

function ifStatement(c: Context, node: number): void {
  const b = c.builder;
  inScope(c, () => {
    statementIn(c, field(c, node, c.field.initializer));
    const test = condition(c, field(c, node, c.field.condition));
    b.control(Op.If, ...span(c, node), test.register, test.isNegated ? 1 : 0);
    const asked = field(c, node, c.field.condition);
    const consequence = field(c, node, c.field.consequence);
    if (consequence >= 0) emptyIn(c, asked, true, consequence);
    statementIn(c, consequence);
    const other = field(c, node, c.field.alternative);
    if (other >= 0) {
      b.control(Op.Else, ...span(c, other));
      emptyIn(c, asked, false, other);
      statement(c, other);
    }
    b.control(Op.End, end(c, node), end(c, node));
  });
}

const statementIn = (c: Context, node: number): void => { if (node >= 0) statement(c, node); };

function returnStatement(c: Context, node: number): void {
  const b = c.builder;
  const given = expressionsOf(c, child(c, node));
  const registers = given.length > 0 ? given.map((one) => value(c, one)) : c.results.map((variable) => b.ref(variable, ...span(c, node)));
  const [only = -1] = registers;
  // `return f()` hands on each of several results.
  if (registers.length === 1 && c.resultCount > 1) {
    for (let i = 0; i < c.resultCount; i++) registers[i] = b.load(only, String(i), ...span(c, node));
  }
  b.return(registers.length <= 1 ? only : b.list(registers.map((one) => ({ kind: Entry.Item, value: one })), ...span(c, node)), ...span(c, node));
}

function sendStatement(c: Context, node: number): void {
  c.builder.storeElement(value(c, field(c, node, c.field.channel)), value(c, field(c, node, c.field.value)), ...span(c, node));
}

/** `case v, ok := <-ch`. */
function receiveStatement(c: Context, node: number): void {
  const left = field(c, node, c.field.left);
  if (left < 0) value(c, field(c, node, c.field.right));
  else if (c.source.slice(end(c, left), end(c, node)).trimStart().startsWith(':=')) shortDeclaration(c, node);
  else assignment(c, node);
}

/** Types of the file were declared before. */
function typeDeclaration(c: Context, node: number): void {
  if (c.scope !== c.module) for (const spec of typeSpecs(c, node)) declareType(c, spec, false);
}

const specs: StatementHandler<Context> = (c, node) => {
  for (const one of children(c, node)) {
    if (kind(c, one) === Kind.VarList) specs(c, one);
    else if (kind(c, one) === Kind.VarSpec || kind(c, one) === Kind.ConstSpec) declarationSpec(c, one);
  }
};

const nothing: StatementHandler<Context> = () => undefined;
const inner: StatementHandler<Context> = (c, node) => { value(c, child(c, node)); };

/** How statements are lowered, by the grammar's names. Imports and types of the file were declared before. */
export const statements: Readonly<Record<string, StatementHandler<Context>>> = {
  expression_statement: inner,
  go_statement: inner,
  defer_statement: deferStatement,
  short_var_declaration: shortDeclaration,
  assignment_statement: assignment,
  inc_statement: step,
  dec_statement: step,
  var_declaration: specs,
  const_declaration: specs,
  type_declaration: typeDeclaration,
  import_declaration: (c, node) => { if (c.scope !== c.module) declareImports(c, node); },
  package_clause: nothing,
  function_declaration: functionDeclaration,
  method_declaration: methodDeclaration,
  block,
  statement_list: statementsOf,
  if_statement: ifStatement,
  for_statement: forStatement,
  expression_switch_statement: switchStatement,
  type_switch_statement: typeSwitchStatement,
  select_statement: selectStatement,
  send_statement: sendStatement,
  receive_statement: receiveStatement,
  return_statement: returnStatement,
  labeled_statement: labeledStatement,
  break_statement: breakStatement,
  continue_statement: continueStatement,
  fallthrough_statement: nothing,
  goto_statement: nothing,
  empty_statement: nothing,
};
