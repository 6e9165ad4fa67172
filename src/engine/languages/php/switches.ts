import { Derived, Literal, Op } from '../../facts';
import { bare, children, end, field, fieldOf, kind, start, statement, value } from '../nodes';
import { condition } from './conditions';
import type { Context } from './context';
import { Kind } from './kinds';

/** A `switch`. */
export function switchStatement(c: Context, node: number): void {
  const b = c.builder;
  const subject = value(c, field(c, node, c.field.condition));
  b.control(Op.Switch, start(c, node), end(c, node), subject);
  for (const one of children(c, field(c, node, c.field.body))) {
    const isCase = kind(c, one) === Kind.Case;
    if (!isCase && kind(c, one) !== Kind.Default) continue;
    b.control(Op.Case, start(c, one), end(c, one), isCase ? 0 : 1);
    const tested = isCase ? field(c, one, c.field.value) : -1;
    if (tested >= 0 && kind(c, tested) !== Kind.Str && kind(c, tested) !== Kind.Integer) value(c, tested);
    for (const part of children(c, one)) if (part !== tested) statement(c, part);
  }
  b.control(Op.End, end(c, node), end(c, node));
}

/** `match ($x) { … }`: a switch whose arms give values; arms of `match (true)` are conditions. */
export function matchValue(c: Context, node: number): number {
  const tested = bare(c, field(c, node, c.field.condition));
  const arms = children(c, field(c, node, c.field.body)).filter((one) => kind(c, one) === Kind.MatchArm || kind(c, one) === Kind.MatchDefault);
  const given: number[] = [];
  if (tested >= 0 && kind(c, tested) === Kind.Boolean) conditions(c, node, arms, given);
  else cases(c, node, tested, arms, given);
  return given.length > 0 ? c.builder.choose(given, start(c, node), end(c, node)) : c.builder.constant(Literal.Null, '', start(c, node), end(c, node));
}

function arm(c: Context, node: number, given: number[]): void {
  const result = field(c, node, c.field.return_expression);
  if (result < 0) return;
  const register = value(c, result);
  if (kind(c, bare(c, result)) !== Kind.Throw) given.push(register);
}

function cases(c: Context, node: number, tested: number, arms: readonly number[], given: number[]): void {
  const b = c.builder;
  b.control(Op.Switch, start(c, node), end(c, node), value(c, tested));
  for (const one of arms) {
    b.control(Op.Case, start(c, one), end(c, one), kind(c, one) === Kind.MatchDefault ? 1 : 0);
    arm(c, one, given);
    b.control(Op.Break, end(c, one), end(c, one));
  }
  b.control(Op.End, end(c, node), end(c, node));
}

function conditions(c: Context, node: number, arms: readonly number[], given: number[]): void {
  const b = c.builder;
  let open = 0;
  for (const one of arms) {
    if (kind(c, one) === Kind.MatchDefault) {
      arm(c, one, given);
      break;
    }
    const list = children(c, one).find((part) => fieldOf(c, part) === c.field.conditional_expressions) ?? -1;
    const tests = children(c, list).map((part) => condition(c, part));
    const [first] = tests;
    const register = first === undefined || tests.length > 1 ? b.derive(Derived.Logic, tests.map((test) => test.register), start(c, one), end(c, one)) : first.register;
    b.control(Op.If, start(c, one), end(c, one), register, tests.length === 1 && first?.isNegated ? 1 : 0);
    open++;
    if (tests.length === 1 && first && !first.isNegated) first.late?.();
    arm(c, one, given);
    b.control(Op.Else, end(c, one), end(c, one));
  }
  for (; open > 0; open--) b.control(Op.End, end(c, node), end(c, node));
}
