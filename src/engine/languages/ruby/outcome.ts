import { Literal, Op } from '../../facts';
import { children, end, field, kind, start, statement, text, value } from '../nodes';
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
  const isUnless = kind(c, node) === Kind.Unless;
  openIf(c, test, node, isUnless);
  into(c, field(c, node, c.field.consequence), out);
  const other = field(c, node, c.field.alternative);
  if (other >= 0) {
    c.builder.control(Op.Else, start(c, other), end(c, other));
    if (test.isNegated !== isUnless) test.late?.();
    into(c, other, out);
  }
  c.builder.control(Op.End, end(c, node), end(c, node));
  if (other < 0 && test.isNegated !== isUnless && leaves(c, field(c, node, c.field.consequence))) test.late?.();
}

function modifierInto(c: Context, node: number, out: Outcome): void {
  const test = condition(c, field(c, node, c.field.condition));
  const isUnless = kind(c, node) === Kind.UnlessModifier;
  const body = field(c, node, c.field.body);
  openIf(c, test, node, isUnless);
  into(c, body, out);
  c.builder.control(Op.End, end(c, node), end(c, node));
  if (test.isNegated !== isUnless && leaves(c, body)) test.late?.();
}

/** True for a statement behind which the function does not go on. */
function leaves(c: Context, node: number): boolean {
  const last = node >= 0 && kind(c, node) === Kind.Then ? (children(c, node).at(-1) ?? -1) : node;
  if (last < 0) return false;
  const k = kind(c, last);
  return k === Kind.Return || k === Kind.Next || k === Kind.Break || (k === Kind.Call && /^(?:raise|fail)$/.test(text(c, field(c, last, c.field.method))));
}
