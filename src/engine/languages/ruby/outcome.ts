import { Literal, Op } from '../../facts';
import { children, end, field, kind, start, statement, value } from '../nodes';
import { caseInto, matchInto } from './cases';
import { condition, openIf } from './conditions';
import type { Context } from './context';
import { Kind } from './kinds';
import { rescueModifierInto, tryInto } from './trying';

/** What becomes of the value of a construct: dropped, kept as one of several, or given back by the function. */
export const Mode = { Drop: 0, Keep: 1, Give: 2 } as const;
export interface Outcome { mode: number; registers: number[] }

export const drop: Outcome = { mode: Mode.Drop, registers: [] };
export const give: Outcome = { mode: Mode.Give, registers: [] };

/** Hands a value on; nothing for what never gives one. */
export function deliver(c: Context, register: number, node: number, out: Outcome): void {
  if (register < 0) return;
  if (out.mode === Mode.Keep) out.registers.push(register);
  else if (out.mode === Mode.Give) c.builder.return(register, start(c, node), end(c, node));
}

/** Lowers any statement or expression with what becomes of its value. */
export function into(c: Context, node: number, out: Outcome): void {
  if (node < 0) return;
  switch (kind(c, node)) {
    case Kind.If: case Kind.Unless: case Kind.Elsif: case Kind.Conditional: ifInto(c, node, out); break;
    case Kind.IfModifier: case Kind.UnlessModifier: modifierInto(c, node, out); break;
    case Kind.Case: caseInto(c, node, out); break;
    case Kind.CaseMatch: matchInto(c, node, out); break;
    case Kind.Begin: case Kind.BodyStatement: tryInto(c, node, out); break;
    case Kind.Parenthesized: case Kind.Then: case Kind.Else: case Kind.BlockBody: case Kind.Do: bodyInto(c, children(c, node), out); break;
    case Kind.RescueModifier: rescueModifierInto(c, node, out); break;
    case Kind.Trivia: break;
    case Kind.Error: case Kind.While: case Kind.Until: case Kind.WhileModifier: case Kind.UntilModifier: case Kind.For: case Kind.Return: case Kind.Next: case Kind.Break: statement(c, node); break;
    default: {
      if (out.mode === Mode.Drop) statement(c, node);
      else deliver(c, value(c, node), node, out);
    }
  }
}

/** Statements of which the last gives the value. */
export function bodyInto(c: Context, nodes: readonly number[], out: Outcome): void {
  const last = nodes.length - 1;
  for (const [i, one] of nodes.entries()) into(c, one, i === last ? out : drop);
}

/** Value of a construct with branches: one of what they give. */
export function kept(c: Context, node: number): number {
  const out: Outcome = { mode: Mode.Keep, registers: [] };
  into(c, node, out);
  const [only] = out.registers;
  if (only === undefined) return c.builder.constant(Literal.Null, '', start(c, node), end(c, node));
  return out.registers.length === 1 ? only : c.builder.choose(out.registers, start(c, node), end(c, node));
}

function ifInto(c: Context, node: number, out: Outcome): void {
  const test = condition(c, field(c, node, c.field.condition));
  openIf(c, test, node, kind(c, node) === Kind.Unless);
  into(c, field(c, node, c.field.consequence), out);
  const other = field(c, node, c.field.alternative);
  if (other >= 0) {
    c.builder.control(Op.Else, start(c, other), end(c, other));
    into(c, other, out);
  }
  c.builder.control(Op.End, end(c, node), end(c, node));
}

function modifierInto(c: Context, node: number, out: Outcome): void {
  const test = condition(c, field(c, node, c.field.condition));
  openIf(c, test, node, kind(c, node) === Kind.UnlessModifier);
  into(c, field(c, node, c.field.body), out);
  c.builder.control(Op.End, end(c, node), end(c, node));
}
