import { Op, Test, TypeExpr, VarKind } from '../../facts';
import { childOf, children, end, field, kind, start, text, value } from '../nodes';
import type { Context } from './context';
import { Kind } from './kinds';
import { declare } from './scopes';
import { typeOf } from './types';

/** A type test and what binds its names where it holds. */
export interface PatternTest { register: number; bind: () => void }

/** `x instanceof Type name`, `x instanceof Record(…)`. */
export function instanceTest(c: Context, node: number): PatternTest {
  const tested = value(c, field(c, node, c.field.left));
  const pattern = field(c, node, c.field.pattern);
  if (pattern >= 0) return recordTest(c, tested, pattern, node);
  const type = typeOf(c, field(c, node, c.field.right));
  const name = field(c, node, c.field.name);
  return typeTest(c, tested, type, name, node);
}

/** A `pattern` of a switch label. */
export function patternTest(c: Context, tested: number, pattern: number): PatternTest {
  const inner = kind(c, pattern) === Kind.Pattern ? (children(c, pattern)[0] ?? -1) : pattern;
  if (inner >= 0 && kind(c, inner) === Kind.RecordPattern) return recordTest(c, tested, inner, inner);
  const parts = children(c, inner);
  const name = parts.find((one) => kind(c, one) === Kind.Identifier) ?? -1;
  return typeTest(c, tested, typeOf(c, parts.find((one) => one !== name && kind(c, one) !== Kind.Modifiers) ?? -1), name, inner);
}

function typeTest(c: Context, tested: number, type: number, name: number, node: number): PatternTest {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const register = b.is(tested, Test.Type, type, ...span);
  return {
    register,
    bind: () => {
      if (name < 0) return;
      const seen = type < 0 ? tested : b.cast(tested, type, ...span);
      b.assign(declare(c, text(c, name), name, VarKind.Local, type), seen, true, ...span);
    },
  };
}

function recordTest(c: Context, tested: number, pattern: number, node: number): PatternTest {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const [nameNode = -1] = children(c, pattern);
  const type = kind(c, nameNode) === Kind.GenericType ? typeOf(c, nameNode) : b.typeExpr(TypeExpr.Name, text(c, nameNode));
  const register = b.is(tested, Test.Type, type, ...span);
  return { register, bind: () => { bindComponents(c, tested, pattern); } };
}

/** Components count as the places of the record. */
function bindComponents(c: Context, tested: number, pattern: number): void {
  const b = c.builder;
  const body = childOf(c, pattern, Kind.RecordPatternBody);
  for (const [place, one] of children(c, body).entries()) {
    const from = b.load(tested, String(place), start(c, one), end(c, one));
    if (kind(c, one) === Kind.RecordPattern) {
      bindComponents(c, from, one);
      continue;
    }
    const parts = children(c, one);
    const name = parts.filter((part) => kind(c, part) === Kind.Identifier).at(-1) ?? -1;
    if (name < 0) continue;
    const type = typeOf(c, parts.find((part) => part !== name) ?? -1);
    b.assign(declare(c, text(c, name), name, VarKind.Local, type), from, true, start(c, one), end(c, one));
  }
}

/** Opens `if` on a test and binds its names. */
export function openIf(c: Context, test: PatternTest, node: number): void {
  c.builder.control(Op.If, start(c, node), end(c, node), test.register);
  test.bind();
}
