import { Op } from '../../facts';
import { bare, children, childOf, end, field, fields, kind, start, value } from '../nodes';
import { condition, openIf, seeAs, typeTest } from './conditions';
import type { Context } from './context';
import { Kind } from './kinds';
import { constantPath } from './names';
import { into, type Outcome } from './outcome';
import { bindPattern, patternTest } from './patterns';

/** `case … when`: a chain of tests where every arm names types or there is no subject, else a switch. */
export function caseInto(c: Context, node: number, out: Outcome): void {
  const subject = field(c, node, c.field.value);
  const arms = children(c, node).filter((one) => kind(c, one) === Kind.When);
  const other = childOf(c, node, Kind.Else);
  const types = arms.length > 0 && arms.every((arm) => patternsOf(c, arm).every((one) => constantPath(c, one) !== ''));
  if (subject < 0 || types) chainInto(c, subject, arms, other, node, out);
  else switchInto(c, subject, arms, other, node, out);
}

const patternsOf = (c: Context, arm: number): number[] => fields(c, arm, c.field.pattern).map((one) => children(c, one)[0] ?? -1);

function chainInto(c: Context, subject: number, arms: readonly number[], other: number, node: number, out: Outcome): void {
  const b = c.builder;
  const tested = subject < 0 ? -1 : value(c, subject);
  for (const arm of arms) {
    const patterns = patternsOf(c, arm);
    const [first = -1] = patterns;
    if (subject >= 0) {
      const register = patterns.map((one) => typeTest(c, tested, one, one))[0] ?? -1;
      b.control(Op.If, start(c, arm), end(c, arm), register, 0);
      if (patterns.length === 1) seeAs(c, subject, first);
    } else openIf(c, condition(c, first), arm, false);
    into(c, field(c, arm, c.field.body), out);
    b.control(Op.Else, end(c, arm), end(c, arm));
  }
  into(c, other, out);
  for (let i = 0; i < arms.length; i++) b.control(Op.End, end(c, node), end(c, node));
}

function switchInto(c: Context, subject: number, arms: readonly number[], other: number, node: number, out: Outcome): void {
  const b = c.builder;
  b.control(Op.Switch, start(c, node), end(c, node), value(c, subject));
  for (const arm of arms) {
    b.control(Op.Case, start(c, arm), end(c, arm), 0);
    for (const one of patternsOf(c, arm)) if (!isLiteral(kind(c, bare(c, one)))) value(c, one);
    into(c, field(c, arm, c.field.body), out);
    b.control(Op.Break, end(c, arm), end(c, arm));
  }
  if (other >= 0) {
    b.control(Op.Case, start(c, other), end(c, other), 1);
    into(c, other, out);
    b.control(Op.Break, end(c, other), end(c, other));
  }
  b.control(Op.End, end(c, node), end(c, node));
}

const isLiteral = (k: number): boolean => k === Kind.Str || k === Kind.Symbol || k === Kind.Integer || k === Kind.Nil || k === Kind.True || k === Kind.False || k === Kind.Constant || k === Kind.Scoped;

/** `case … in`: a chain of tests; names of a pattern are bound where it holds. */
export function matchInto(c: Context, node: number, out: Outcome): void {
  const b = c.builder;
  const tested = value(c, field(c, node, c.field.value));
  const arms = fields(c, node, c.field.clauses);
  for (const arm of arms) {
    const pattern = field(c, arm, c.field.pattern);
    b.control(Op.If, start(c, arm), end(c, arm), patternTest(c, tested, pattern), 0);
    bindPattern(c, tested, pattern);
    const guard = field(c, arm, c.field.guard);
    if (guard >= 0) openIf(c, condition(c, field(c, guard, c.field.condition)), guard, kind(c, guard) === Kind.UnlessGuard);
    into(c, field(c, arm, c.field.body), out);
    if (guard >= 0) b.control(Op.End, end(c, arm), end(c, arm));
    b.control(Op.Else, end(c, arm), end(c, arm));
  }
  into(c, field(c, node, c.field.else), out);
  for (let i = 0; i < arms.length; i++) b.control(Op.End, end(c, node), end(c, node));
}
