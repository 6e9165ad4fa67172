import { Derived, Literal, Op, Test, VarKind } from '../../facts';
import { child, children, end, field, fields, kind, span, start, statement, statementsOf, text, value } from '../nodes';
import { branches, inScope, type Context } from './context';
import { Kind } from './kinds';
import { typeOf } from './types';

/** Enters a loop or switch; it takes the label in front of it. */
export function openTarget(c: Context): void {
  c.targets.push(c.pendingLabel);
  c.pendingLabel = '';
}

/** Ends the innermost loop or switch. */
export function closeTarget(c: Context, node: number): void {
  c.targets.pop();
  c.builder.control(Op.End, end(c, node), end(c, node));
}

/** `switch x { … }`: a case ends with a break unless it falls through. */
export function switchStatement(c: Context, node: number): void {
  inScope(c, () => {
    const first = field(c, node, c.field.initializer);
    if (first >= 0) statement(c, first);
    const given = field(c, node, c.field.value);
    const subject = given < 0 ? c.builder.constant(Literal.True, 'true', start(c, node), start(c, node)) : value(c, given);
    openTarget(c);
    c.builder.control(Op.Switch, ...span(c, node), subject);
    for (const one of children(c, node)) {
      const k = kind(c, one);
      if (k !== Kind.ExpressionCase && k !== Kind.DefaultCase) continue;
      c.builder.control(Op.Case, ...span(c, one), k === Kind.DefaultCase ? 1 : 0);
      const tested = field(c, one, c.field.value);
      for (const test of tested < 0 ? [] : children(c, tested)) if (kind(c, test) !== Kind.Str) value(c, test);
      caseBody(c, one);
    }
    closeTarget(c, node);
  });
}

/** Statements of a case, then a break. */
function caseBody(c: Context, node: number): void {
  inScope(c, () => {
    let last = -1;
    for (const one of children(c, node)) {
      if (kind(c, one) !== Kind.StatementList) continue;
      statementsOf(c, one);
      last = children(c, one).at(-1) ?? -1;
    }
    if (last < 0 || kind(c, last) !== Kind.Fallthrough) c.builder.control(Op.Break, end(c, node), end(c, node));
  });
}

/** `select { … }` is a switch over what comes first. */
export function selectStatement(c: Context, node: number): void {
  openTarget(c);
  c.builder.control(Op.Switch, ...span(c, node), c.builder.constant(Literal.True, 'true', start(c, node), start(c, node)));
  for (const one of children(c, node)) {
    const k = kind(c, one);
    if (k !== Kind.CommunicationCase && k !== Kind.DefaultCase) continue;
    c.builder.control(Op.Case, ...span(c, one), k === Kind.DefaultCase ? 1 : 0);
    inScope(c, () => {
      const first = field(c, one, c.field.communication);
      if (first >= 0) statement(c, first);
      caseBody(c, one);
    });
  }
  closeTarget(c, node);
}

/** `switch v := x.(type) { … }`: a chain of branches, in each of which the name is the value seen as the type. */
export function typeSwitchStatement(c: Context, node: number): void {
  const b = c.builder;
  inScope(c, () => {
    const first = field(c, node, c.field.initializer);
    if (first >= 0) statement(c, first);
    const subject = value(c, field(c, node, c.field.value));
    const alias = child(c, field(c, node, c.field.alias));
    c.targets.push(c.pendingLabel === '' ? branches : branches + c.pendingLabel);
    c.pendingLabel = '';
    const cases = children(c, node).filter((one) => kind(c, one) === Kind.TypeCase);
    const other = children(c, node).find((one) => kind(c, one) === Kind.DefaultCase);
    for (const [i, one] of cases.entries()) {
      if (i > 0) b.control(Op.Else, ...span(c, one));
      const types = fields(c, one, c.field.type).filter((type) => kind(c, type) !== Kind.Other);
      b.control(Op.If, ...span(c, one), typeTest(c, one, types, subject));
      typeBody(c, one, alias, subject, types.length === 1 ? typeOf(c, types[0] ?? -1) : -1);
    }
    if (other !== undefined) {
      if (cases.length > 0) b.control(Op.Else, ...span(c, other));
      typeBody(c, other, alias, subject, -1);
    }
    for (let i = 0; i < cases.length; i++) b.control(Op.End, end(c, node), end(c, node));
    c.targets.pop();
  });
}

function typeTest(c: Context, node: number, types: readonly number[], subject: number): number {
  const tests = types.map((type) => {
    const seen = typeOf(c, type);
    return text(c, type) === 'nil' ? c.builder.is(subject, Test.Null, -1, ...span(c, type)) : seen < 0 ? c.builder.derive(Derived.Test, [subject], ...span(c, type)) : c.builder.is(subject, Test.Type, seen, ...span(c, type));
  });
  return tests.length === 1 ? (tests[0] ?? subject) : c.builder.derive(Derived.Logic, tests, ...span(c, node));
}

function typeBody(c: Context, node: number, alias: number, subject: number, type: number): void {
  inScope(c, () => {
    if (alias >= 0 && text(c, alias) !== '_') {
      const seen = type < 0 ? subject : c.builder.cast(subject, type, ...span(c, alias));
      const variable = c.builder.variable(text(c, alias), VarKind.Local, ...span(c, alias));
      c.scope.names.set(text(c, alias), variable);
      c.builder.assign(variable, seen, true, ...span(c, alias));
    }
    for (const one of children(c, node)) if (kind(c, one) === Kind.StatementList) statementsOf(c, one);
  });
}

/** A label belongs to the loop or switch behind it; in front of anything else only `goto` could name it. */
export function labeledStatement(c: Context, node: number): void {
  const label = field(c, node, c.field.label);
  const inner = children(c, node).find((one) => one !== label) ?? -1;
  if (inner < 0) return;
  const k = kind(c, inner);
  const isTarget = k === Kind.For || k === Kind.ExpressionSwitch || k === Kind.TypeSwitch || k === Kind.Select;
  c.pendingLabel = isTarget && label >= 0 ? text(c, label) : '';
  statement(c, inner);
  c.pendingLabel = '';
}

/** Operations a jump to a label leaves besides the innermost; without label -1. Type switches are none. */
function outer(c: Context, label: number): number {
  if (label < 0) return -1;
  const at = c.targets.lastIndexOf(text(c, label));
  if (at < 0) return -1;
  return c.targets.slice(at + 1).filter((target) => !target.startsWith(branches)).length;
}

/** `break` out of a type switch goes on behind its branches: nothing to do. */
export function breakStatement(c: Context, node: number): void {
  const label = child(c, node);
  const innermost = c.targets.at(-1) ?? '';
  const leavesBranches = label < 0 ? innermost.startsWith(branches) : c.targets.includes(branches + text(c, label));
  if (!leavesBranches) c.builder.control(Op.Break, ...span(c, node), outer(c, label));
}

export function continueStatement(c: Context, node: number): void {
  c.builder.control(Op.Continue, ...span(c, node), outer(c, child(c, node)));
}
