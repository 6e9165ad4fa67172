import { Op } from '../../facts';
import { child, children, end, field, kind, start, statementsOf, text, value, type StatementHandler } from '../nodes';
import { assign } from './assignments';
import { leave, returned } from './blocks';
import { classBody } from './classes';
import { condition } from './conditions';
import type { Context } from './context';
import { Kind } from './kinds';
import { aliasForm, methodStatement } from './methods';
import { drop, into } from './outcome';

const control: StatementHandler<Context> = (c, node) => { into(c, node, drop); };

/** `while`, `until`: the condition is asked inside the loop. */
function whileLoop(c: Context, node: number): void {
  const b = c.builder;
  const isUntil = kind(c, node) === Kind.Until || kind(c, node) === Kind.UntilModifier;
  b.control(Op.Loop, start(c, node), end(c, node));
  const asked = field(c, node, c.field.condition);
  const test = condition(c, asked);
  b.control(Op.If, start(c, Math.max(asked, node)), end(c, Math.max(asked, node)), test.register, test.isNegated === isUntil ? 1 : 0);
  b.control(Op.Break, start(c, node), start(c, node));
  b.control(Op.End, start(c, node), start(c, node));
  into(c, field(c, node, c.field.body), drop);
  b.control(Op.End, end(c, node), end(c, node));
}

/** `for a, b in list`. */
function forLoop(c: Context, node: number): void {
  const b = c.builder;
  const pattern = field(c, node, c.field.pattern);
  const over = child(c, field(c, node, c.field.value));
  const from = value(c, over);
  b.control(Op.Loop, start(c, node), end(c, node));
  assign(c, pattern, b.iterate(from, start(c, Math.max(over, node)), end(c, Math.max(over, node))), start(c, node), end(c, Math.max(pattern, node)));
  into(c, field(c, node, c.field.body), drop);
  b.control(Op.End, end(c, node), end(c, node));
}

/** `break` of a loop; of a block it gives the call its value. */
function breakOut(c: Context, node: number): void {
  if (c.activation.isBlock) c.builder.return(returned(c, node), start(c, node), end(c, node));
  else c.builder.control(Op.Break, start(c, node), end(c, node));
}

/** `next` of a loop; a block gives its value. */
function next(c: Context, node: number): void {
  if (c.activation.isBlock) leave(c, node);
  else c.builder.control(Op.Continue, start(c, node), end(c, node));
}

/** `alias new old`: a text form under another name. */
function alias(c: Context, node: number): void {
  const [made = -1, old = -1] = children(c, node);
  if (c.type) aliasForm(c.type, text(c, made).replace(/^:/, ''), text(c, old).replace(/^:/, ''));
}

const nothing: StatementHandler<Context> = () => undefined;

/** Statements by the names of the grammar; what is missing is an expression. */
export const statements: Readonly<Record<string, StatementHandler<Context>>> = {
  program: statementsOf, if: control, unless: control, elsif: control, if_modifier: control, unless_modifier: control, rescue_modifier: control, case: control, case_match: control,
  begin: control, body_statement: control, then: control, else: control, block_body: control, do: control, parenthesized_statements: control, conditional: control,
  while: whileLoop, until: whileLoop, while_modifier: whileLoop, until_modifier: whileLoop, for: forLoop, return: leave, next, break: breakOut,
  class: classBody, module: classBody, singleton_class: classBody, method: methodStatement, singleton_method: methodStatement, alias, undef: nothing, heredoc_body: nothing,
  begin_block: statementsOf, end_block: statementsOf,
};
