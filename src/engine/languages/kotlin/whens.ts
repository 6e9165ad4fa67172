import { Derived, Op, Test, VarKind } from '../../facts';
import { childOf, children, end, fieldOf, kind, start, statement, value } from '../nodes';
import { lastValue } from './blocks';
import { applyCasts, chosen, condition, smartCast, type Condition, type SmartCast } from './branches';
import { nameOf, type Context } from './context';
import { isTypeKind, Kind } from './kinds';
import { declare, inScope } from './scopes';
import { typeOf } from './types';

/** One arm of a `when`: its conditions (none for `else`) and what stands behind the arrow. */
interface Arm { node: number; conditions: number[]; body: number }

function armsOf(c: Context, node: number): Arm[] {
  return children(c, node).filter((one) => kind(c, one) === Kind.WhenEntry).map((one) => {
    const parts = children(c, one);
    const conditions = parts.filter((part) => fieldOf(c, part) === c.field.condition);
    return { node: one, conditions, body: parts.filter((part) => fieldOf(c, part) !== c.field.condition).at(-1) ?? -1 };
  });
}

/** `when`, as a statement or as a value. -1 when no arm has a value. */
export function whenValue(c: Context, node: number, isValue: boolean): number {
  return inScope(c, () => {
    const subject = subjectOf(c, childOf(c, node, Kind.WhenSubject));
    const arms = armsOf(c, node);
    const registers: number[] = [];
    if (subject && arms.every(({ conditions }) => conditions.every((one) => kind(c, one) !== Kind.TypeTest))) valueCases(c, node, subject, arms, isValue, registers);
    else chain(c, node, subject, arms, isValue, registers);
    return chosen(c, registers, node, isValue);
  });
}

/** Register of the subject, read again for each test, so that a branch knows what was tested. */
interface Subject { read: () => number; casts: (type: number) => SmartCast[] }

function subjectOf(c: Context, node: number): Subject | undefined {
  if (node < 0) return undefined;
  const parts = children(c, node);
  const given = parts.at(-1) ?? -1;
  const variable = childOf(c, node, Kind.Variable);
  const span = [start(c, node), end(c, node)] as const;
  if (variable >= 0 && given >= 0 && given !== variable) {
    const from = value(c, given);
    const nameNode = childOf(c, variable, Kind.Identifier);
    const type = typeOf(c, children(c, variable).find((one) => isTypeKind(kind(c, one))) ?? -1);
    const bound = declare(c, nameOf(c, nameNode), Math.max(nameNode, variable), VarKind.Local, type);
    c.builder.assign(bound, from, true, ...span);
    return { read: () => c.builder.ref(bound, ...span), casts: (seen) => [{ name: nameOf(c, nameNode), variable: bound, type: seen, node: Math.max(nameNode, variable) }] };
  }
  if (given < 0) return undefined;
  const register = value(c, given);
  return { read: () => register, casts: (seen) => smartCast(c, given, seen) };
}

function arm(c: Context, one: Arm, isValue: boolean, registers: number[], casts?: readonly SmartCast[]): void {
  inScope(c, () => {
    applyCasts(c, casts);
    if (!isValue) statement(c, one.body);
    else {
      const register = lastValue(c, one.body);
      if (register >= 0) registers.push(register);
    }
  });
}

function valueCases(c: Context, node: number, subject: Subject, arms: readonly Arm[], isValue: boolean, registers: number[]): void {
  const b = c.builder;
  const tested = subject.read();
  for (const one of arms) for (const each of one.conditions) if (kind(c, each) === Kind.Call) value(c, each);
  b.control(Op.Switch, start(c, node), end(c, node), tested);
  c.targets.push('');
  for (const one of arms) {
    b.control(Op.Case, start(c, one.node), end(c, one.node), one.conditions.length === 0 ? 1 : 0);
    arm(c, one, isValue, registers);
    b.control(Op.Break, end(c, one.node), end(c, one.node));
  }
  c.targets.pop();
  b.control(Op.End, end(c, node), end(c, node));
}

/** Arms that test types or conditions of their own are a chain of `if`. */
function chain(c: Context, node: number, subject: Subject | undefined, arms: readonly Arm[], isValue: boolean, registers: number[]): void {
  const b = c.builder;
  let open = 0;
  for (const one of arms) {
    if (one.conditions.length === 0) {
      arm(c, one, isValue, registers);
      break;
    }
    const tests = one.conditions.map((each) => testOf(c, each, subject));
    const [first] = tests;
    if (!first) continue;
    const isOne = tests.length === 1;
    const register = isOne ? first.register : b.derive(Derived.Logic, tests.map((test) => test.register), start(c, one.node), end(c, one.node));
    b.control(Op.If, start(c, one.node), end(c, one.node), register, isOne && first.isNegated ? 1 : 0);
    open++;
    arm(c, one, isValue, registers, isOne && !first.isNegated ? first.casts : undefined);
    b.control(Op.Else, end(c, one.node), end(c, one.node));
  }
  for (; open > 0; open--) b.control(Op.End, end(c, node), end(c, node));
}

function testOf(c: Context, node: number, subject: Subject | undefined): Condition {
  const span = [start(c, node), end(c, node)] as const;
  if (!subject) return condition(c, node);
  if (kind(c, node) === Kind.TypeTest) {
    const typeNode = children(c, node).find((one) => isTypeKind(kind(c, one))) ?? -1;
    const type = typeOf(c, typeNode);
    return { register: c.builder.is(subject.read(), Test.Type, type, ...span), isNegated: c.source.charCodeAt(span[0]) === 33, casts: type < 0 ? [] : subject.casts(type) };
  }
  const compared = children(c, node).length > 0 && kind(c, node) === Kind.RangeTest ? value(c, children(c, node)[0] ?? -1) : value(c, node);
  return { register: c.builder.derive(Derived.Compare, [subject.read(), compared], ...span), isNegated: false };
}
