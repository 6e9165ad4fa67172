import { Derived, Op, Test, VarKind } from '../../facts';
import { childOf, children, end, field, kind, start, text, value } from '../nodes';
import { nameText, type Context } from './context';
import { Kind } from './kinds';
import { declare, lookup } from './scopes';
import { typeOf } from './types';

/** A test and what binds its names where it holds. */
export interface PatternTest { register: number; isNegated: boolean; bind: () => void }

const nothing = (): void => undefined;

/** `x is …`. */
export function patternTest(c: Context, tested: number, pattern: number): PatternTest {
  const span = [start(c, pattern), end(c, pattern)] as const;
  switch (kind(c, pattern)) {
    case Kind.declaration_pattern: {
      const typeNode = field(c, pattern, c.field.type);
      const bind = (): void => { bindName(c, field(c, pattern, c.field.name), tested, typeOf(c, typeNode)); };
      return isVar(c, typeNode) ? { ...always(c, span), bind } : { register: typeTest(c, tested, typeNode, span), isNegated: false, bind };
    }
    case Kind.type_pattern: return { register: typeTest(c, tested, field(c, pattern, c.field.type), span), isNegated: false, bind: nothing };
    case Kind.recursive_pattern: return recursive(c, tested, pattern, span);
    case Kind.negated_pattern: {
      const inner = patternTest(c, tested, children(c, pattern)[0] ?? -1);
      return { ...inner, isNegated: !inner.isNegated };
    }
    case Kind.parenthesized_pattern: return patternTest(c, tested, children(c, pattern)[0] ?? -1);
    case Kind.and_pattern: {
      const left = patternTest(c, tested, field(c, pattern, c.field.left));
      const right = patternTest(c, tested, field(c, pattern, c.field.right));
      return { ...left, bind: () => { left.bind(); right.bind(); } };
    }
    case Kind.constant_pattern: return constantTest(c, tested, pattern, span);
    case Kind.discard: return always(c, span);
    case Kind.list_pattern: return { ...always(c, span), bind: () => { bindPlaces(c, tested, children(c, pattern)); } };
    case Kind.var_pattern: return { ...always(c, span), bind: () => { bindVar(c, tested, pattern); } };
    default: return { register: compared(c, tested, pattern, span), isNegated: false, bind: nothing };
  }
}

const isVar = (c: Context, node: number): boolean => node < 0 || kind(c, node) === Kind.implicit_type || text(c, node) === 'var';

function always(c: Context, [from, to]: readonly [number, number]): PatternTest {
  return { register: c.builder.derive(Derived.Test, [], from, to), isNegated: false, bind: nothing };
}

function compared(c: Context, tested: number, pattern: number, [from, to]: readonly [number, number]): number {
  const others = children(c, pattern).map((one) => (isPattern(kind(c, one)) ? patternTest(c, tested, one).register : value(c, one)));
  return c.builder.derive(Derived.Compare, [tested, ...others], from, to);
}

const isPattern = (k: number): boolean => k === Kind.constant_pattern || k === Kind.declaration_pattern || k === Kind.recursive_pattern || k === Kind.negated_pattern || k === Kind.and_pattern || k === Kind.or_pattern
  || k === Kind.parenthesized_pattern || k === Kind.relational_pattern || k === Kind.type_pattern || k === Kind.list_pattern || k === Kind.discard || k === Kind.var_pattern;

function typeTest(c: Context, tested: number, typeNode: number, [from, to]: readonly [number, number]): number {
  const type = typeOf(c, typeNode);
  return type < 0 ? c.builder.derive(Derived.Test, [tested], from, to) : c.builder.is(tested, Test.Type, type, from, to);
}

/** A constant; a name that is no variable and no member of the type is another type. */
function constantTest(c: Context, tested: number, pattern: number, span: readonly [number, number]): PatternTest {
  const [given = -1] = children(c, pattern);
  if (given >= 0 && kind(c, given) === Kind.null_literal) return { register: c.builder.is(tested, Test.Null, -1, ...span), isNegated: false, bind: nothing };
  const found = given >= 0 && kind(c, given) === Kind.identifier ? lookup(c, nameText(c, given)) : undefined;
  const isType = given >= 0 && (kind(c, given) === Kind.predefined_type || kind(c, given) === Kind.generic_name || (kind(c, given) === Kind.identifier && (found === undefined || 'nested' in found)));
  if (isType) return { register: typeTest(c, tested, given, span), isNegated: false, bind: nothing };
  return { register: compared(c, tested, pattern, span), isNegated: false, bind: nothing };
}

/** `Customer { Email: var email } customer`, `(var a, _)`, `{ }`. */
function recursive(c: Context, tested: number, pattern: number, span: readonly [number, number]): PatternTest {
  const b = c.builder;
  const typeNode = field(c, pattern, c.field.type);
  const type = typeOf(c, typeNode);
  const isTyped = typeNode >= 0 && type >= 0;
  const register = isTyped ? b.is(tested, Test.Type, type, ...span) : b.is(tested, Test.Null, -1, ...span);
  return {
    register, isNegated: !isTyped,
    bind: () => {
      const seen = isTyped ? b.cast(tested, type, ...span) : tested;
      bindPlaces(c, seen, children(c, childOf(c, pattern, Kind.positional_pattern_clause)));
      for (const one of children(c, childOf(c, pattern, Kind.property_pattern_clause))) bindProperty(c, seen, one);
      bindName(c, field(c, pattern, c.field.name), seen, type);
    },
  };
}

function bindProperty(c: Context, seen: number, node: number): void {
  const [path = -1, inner = -1] = children(c, node);
  if (inner < 0) return;
  const names = text(c, path).split('.').map((part) => part.trim());
  const from = names.reduce((held, name) => c.builder.load(held, name, start(c, path), end(c, path)), seen);
  patternTest(c, from, inner).bind();
}

/** Parts of a positional or list pattern, in order. */
function bindPlaces(c: Context, seen: number, parts: readonly number[]): void {
  for (const [place, one] of parts.entries()) {
    const inner = kind(c, one) === Kind.subpattern ? (children(c, one).at(-1) ?? -1) : one;
    if (inner < 0 || kind(c, inner) === Kind.discard) continue;
    patternTest(c, c.builder.load(seen, String(place), start(c, one), end(c, one)), inner).bind();
  }
}

/** `var (a, b)`. */
function bindVar(c: Context, tested: number, node: number): void {
  for (const one of children(c, node)) {
    if (kind(c, one) === Kind.identifier) bindName(c, one, tested, -1);
    else for (const [place, inner] of children(c, one).entries()) {
      if (kind(c, inner) === Kind.identifier) bindName(c, inner, c.builder.load(tested, String(place), start(c, inner), end(c, inner)), -1);
    }
  }
}

function bindName(c: Context, nameNode: number, tested: number, type: number): void {
  if (nameNode < 0 || kind(c, nameNode) === Kind.discard || text(c, nameNode) === '_') return;
  const span = [start(c, nameNode), end(c, nameNode)] as const;
  const seen = type < 0 ? tested : c.builder.cast(tested, type, ...span);
  c.builder.assign(declare(c, nameText(c, nameNode), nameNode, VarKind.Local, type), seen, true, ...span);
}

/** Opens `if` on a test and binds its names. */
export function openIf(c: Context, test: PatternTest, node: number): void {
  c.builder.control(Op.If, start(c, node), end(c, node), test.register, test.isNegated ? 1 : 0);
  test.bind();
}

