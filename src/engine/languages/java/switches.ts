import { Derived, Literal, Op, type FactsBuilder } from '../../facts';
import { childOf, children, end, field, kind, start, statement, value } from '../nodes';
import type { Context } from './context';
import { Kind } from './kinds';
import { patternTest, type PatternTest } from './patterns';
import { inScope } from './scopes';

/** One arm: its labels, and the statements or the value behind it. `isRule` for `->`. */
interface Arm { node: number; labels: number[]; parts: number[]; isRule: boolean }

function armsOf(c: Context, node: number): Arm[] {
  return children(c, field(c, node, c.field.body)).filter((one) => kind(c, one) === Kind.SwitchRule || kind(c, one) === Kind.SwitchGroup).map((one) => {
    const parts = children(c, one);
    return { node: one, labels: parts.filter((part) => kind(c, part) === Kind.SwitchLabel), parts: parts.filter((part) => kind(c, part) !== Kind.SwitchLabel), isRule: kind(c, one) === Kind.SwitchRule };
  });
}

const patternOf = (c: Context, arm: Arm): number => arm.labels.map((label) => childOf(c, label, Kind.Pattern)).find((one) => one >= 0) ?? -1;

/** A switch used as a value: the arms compute registers, one of which it is. */
export function switchValue(c: Context, node: number): number {
  const { yields } = c;
  c.yields = [];
  c.targets.push('');
  lowerSwitch(c, node, true);
  c.targets.pop();
  const given = c.yields;
  c.yields = yields;
  return given.length > 0 ? c.builder.choose(given, start(c, node), end(c, node)) : c.builder.constant(Literal.Null, '', start(c, node), end(c, node));
}

/** A switch that is a statement. */
export function switchStatement(c: Context, node: number): void {
  lowerSwitch(c, node, false);
}

function lowerSwitch(c: Context, node: number, isValue: boolean): void {
  const subject = value(c, field(c, node, c.field.condition));
  const arms = armsOf(c, node);
  if (arms.some((arm) => patternOf(c, arm) >= 0)) typeChain(c, node, subject, arms, isValue);
  else valueCases(c, node, subject, arms, isValue);
}

function body(c: Context, arm: Arm, isValue: boolean): void {
  for (const part of arm.parts) {
    if (arm.isRule && isValue && kind(c, part) === Kind.ExpressionStatement) {
      for (const one of children(c, part)) c.yields?.push(value(c, one));
    } else statement(c, part);
  }
}

const isDefault = (c: Context, label: number): boolean => children(c, label).length === 0 || /^(case\s+null\s*,\s*)?default\b/.test(c.source.slice(start(c, label), end(c, label)));

function valueCases(c: Context, node: number, subject: number, arms: readonly Arm[], isValue: boolean): void {
  const b = c.builder;
  b.control(Op.Switch, start(c, node), end(c, node), subject);
  for (const arm of arms) {
    b.control(Op.Case, start(c, arm.node), end(c, arm.node), arm.labels.some((label) => isDefault(c, label)) ? 1 : 0);
    inScope(c, () => { body(c, arm, isValue); });
    if (arm.isRule && !endsFlow(c, arm)) b.control(Op.Break, end(c, arm.node), end(c, arm.node));
  }
  b.control(Op.End, end(c, node), end(c, node));
}

const endsFlow = (c: Context, arm: Arm): boolean => arm.parts.some((part) => kind(c, part) === Kind.Throw);

/** Arms that test types are a chain of `if`; values among them are compared in it. */
function typeChain(c: Context, node: number, subject: number, arms: readonly Arm[], isValue: boolean): void {
  const b = c.builder;
  let open = 0;
  for (const arm of arms) {
    const pattern = patternOf(c, arm);
    if (pattern < 0 && arm.labels.some((label) => isDefault(c, label))) {
      inScope(c, () => { body(c, arm, isValue); });
      break;
    }
    const test = pattern < 0 ? compare(b, subject, start(c, arm.node), end(c, arm.node)) : patternTest(c, subject, pattern);
    b.control(Op.If, start(c, arm.node), end(c, arm.node), test.register);
    open++;
    inScope(c, () => {
      test.bind();
      for (const label of arm.labels) {
        const guard = childOf(c, label, Kind.Guard);
        if (guard >= 0) for (const one of children(c, guard)) value(c, one);
      }
      body(c, arm, isValue);
    });
    b.control(Op.Else, end(c, arm.node), end(c, arm.node));
  }
  for (; open > 0; open--) b.control(Op.End, end(c, node), end(c, node));
}

function compare(b: FactsBuilder, subject: number, from: number, to: number): PatternTest {
  return { register: b.derive(Derived.Compare, [subject], from, to), bind: () => undefined };
}
