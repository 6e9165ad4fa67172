import { Derived, Literal, Op, Test, VarKind } from '../../facts';
import { bare, childOf, children, end, field, fieldOf, kind, start, statement, text, value } from '../nodes';
import { isJump, lastValue } from './blocks';
import { nameOf, operatorBetween, type Context } from './context';
import { isTypeKind, Kind } from './kinds';
import { declare, inScope, lookup } from './scopes';
import { typeOf } from './types';

/** A test with its sign: `!x` is `x` negated, comparing with null asks for null. `casts` are the variables a met test tells the type of. */
export interface Condition { register: number; isNegated: boolean; casts?: SmartCast[] }

/** A variable that is known to be of a type. */
export interface SmartCast { name: string; variable: number; type: number; node: number }

/** The smart cast of a tested expression that is the name of a variable. */
export function smartCast(c: Context, tested: number, type: number): SmartCast[] {
  const at = bare(c, tested);
  if (at < 0 || type < 0 || kind(c, at) !== Kind.Identifier) return [];
  const name = nameOf(c, at);
  const found = lookup(c, name);
  return found && 'variable' in found ? [{ name, variable: found.variable, type, node: at }] : [];
}

/** Lets names stand for what they were found to be, in the scope that is open. */
export function applyCasts(c: Context, casts: readonly SmartCast[] | undefined): void {
  for (const { name, variable, type, node } of casts ?? []) {
    const span = [start(c, node), end(c, node)] as const;
    const seen = c.builder.cast(c.builder.ref(variable, ...span), type, ...span);
    c.builder.assign(declare(c, name, node, VarKind.Local, type), seen, true, ...span);
  }
}

const isNull = (c: Context, node: number): boolean => kind(c, node) === Kind.Identifier && end(c, node) - start(c, node) === 4 && text(c, node) === 'null';

/** Evaluates a condition. Of `a && b` the part that tells a type is what the branch knows. */
export function condition(c: Context, node: number): Condition {
  const at = bare(c, node);
  if (at < 0) return { register: value(c, at), isNegated: false };
  const k = kind(c, at);
  const span = [start(c, at), end(c, at)] as const;
  if (k === Kind.Unary && c.source.charCodeAt(start(c, at)) === 33) {
    const inner = condition(c, field(c, at, c.field.argument));
    return { ...inner, isNegated: !inner.isNegated };
  }
  if (k === Kind.Is) {
    const left = field(c, at, c.field.left);
    const right = field(c, at, c.field.right);
    const tested = value(c, left);
    const type = typeOf(c, right);
    return { register: c.builder.is(tested, Test.Type, type, ...span), isNegated: right >= 0 && operatorBetween(c, left, right) === '!is', casts: smartCast(c, left, type) };
  }
  if (k === Kind.Binary) {
    const left = field(c, at, c.field.left);
    const right = field(c, at, c.field.right);
    const operator = left < 0 || right < 0 ? '' : operatorBetween(c, left, right);
    if (/^[!=]==?$/.test(operator) && (isNull(c, right) || isNull(c, left))) {
      const tested = value(c, isNull(c, right) ? left : right);
      return { register: c.builder.is(tested, Test.Null, -1, ...span), isNegated: operator.startsWith('!') };
    }
    if (/^[!=]==?$/.test(operator)) return { register: c.builder.derive(Derived.Compare, [value(c, left), value(c, right)], ...span), isNegated: false };
    if (operator === '&&') {
      const first = condition(c, left);
      const second = condition(c, right);
      const casts = [first, second].flatMap((one) => (one.isNegated ? [] : (one.casts ?? [])));
      return { register: c.builder.derive(Derived.Logic, [first.register, second.register], ...span), isNegated: false, casts };
    }
  }
  return { register: value(c, at), isNegated: false };
}

/** `if`, as a statement or as a value: the branches give registers, one of which it is. -1 when no branch has a value. */
export function ifValue(c: Context, node: number, isValue: boolean): number {
  const b = c.builder;
  const tested = field(c, node, c.field.condition);
  const test = condition(c, tested);
  const parts = children(c, node).filter((one) => fieldOf(c, one) !== c.field.condition);
  // `if (a) else b` and `if (a);` leave the first part out.
  const hasElse = parts.length > 1 || (parts.length === 1 && /\belse\b/.test(c.source.slice(end(c, Math.max(tested, node)), start(c, parts[0] ?? node))));
  const [yes, no] = parts.length > 1 ? [parts[0] ?? -1, parts[1] ?? -1] : hasElse ? [-1, parts[0] ?? -1] : [parts[0] ?? -1, -1];
  const registers: number[] = [];
  const branch = (one: number, isMet: boolean): void => {
    inScope(c, () => {
      if (isMet) applyCasts(c, test.casts);
      if (!isValue) statement(c, one);
      else {
        const register = lastValue(c, one);
        if (register >= 0) registers.push(register);
      }
    });
  };
  b.control(Op.If, start(c, node), end(c, node), test.register, test.isNegated ? 1 : 0);
  branch(yes, !test.isNegated);
  if (no >= 0) {
    b.control(Op.Else, start(c, no), end(c, no));
    branch(no, test.isNegated);
  }
  b.control(Op.End, end(c, node), end(c, node));
  // `if (x !is User) return`: what follows knows the type.
  if (test.isNegated && no < 0 && leavesFlow(c, yes)) applyCasts(c, test.casts);
  return chosen(c, registers, node, isValue);
}

/** True for a branch whose last statement leaves. */
function leavesFlow(c: Context, node: number): boolean {
  const last = node >= 0 && kind(c, node) === Kind.Block ? (children(c, node).at(-1) ?? -1) : node;
  return last >= 0 && isJump(c, last);
}

/** One of the values of branches. */
export function chosen(c: Context, registers: readonly number[], node: number, isValue: boolean): number {
  if (!isValue || registers.length === 0) return -1;
  return registers.length === 1 ? (registers[0] ?? -1) : c.builder.choose(registers, start(c, node), end(c, node));
}

/** `try` with its `catch` and `finally` parts, as a statement or as a value. */
export function tryValue(c: Context, node: number, isValue: boolean): number {
  const b = c.builder;
  const registers: number[] = [];
  const part = (block: number): void => {
    const register = lastValue(c, block);
    if (register >= 0) registers.push(register);
  };
  b.control(Op.Try, start(c, node), end(c, node));
  part(childOf(c, node, Kind.Block));
  for (const one of children(c, node)) {
    if (kind(c, one) === Kind.Catch) {
      inScope(c, () => {
        const nameNode = childOf(c, one, Kind.Identifier);
        const type = typeOf(c, children(c, one).find((each) => isTypeKind(kind(c, each))) ?? -1);
        const variable = declare(c, nameOf(c, nameNode), Math.max(nameNode, one), VarKind.Caught, type);
        b.control(Op.Catch, start(c, one), end(c, one), variable);
        part(childOf(c, one, Kind.Block));
      });
    } else if (kind(c, one) === Kind.Finally) {
      b.control(Op.Finally, start(c, one), end(c, one));
      statement(c, childOf(c, one, Kind.Block));
    }
  }
  b.control(Op.End, end(c, node), end(c, node));
  return chosen(c, registers, node, isValue);
}

/** Value of an expression that needs one: nothing where a branch has none. */
export function orNothing(c: Context, register: number, node: number): number {
  return register >= 0 ? register : c.builder.constant(Literal.Null, '', start(c, node), end(c, node));
}
