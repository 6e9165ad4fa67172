import { Derived, Entry, Literal, Op, Test, TypeExpr } from '../../facts';
import { callValue, creation, methodReference } from './calls';
import { bare, child, children, end, field, kind, start, text, value, type ValueHandler } from '../nodes';
import { dotted, operatorBetween, type Context } from './context';
import { lambdaValue } from './functions';
import { Kind } from './kinds';
import { instanceTest } from './patterns';
import { lookup, looksLikeType, typeAround, type OpenType } from './scopes';
import { switchValue } from './switches';
import { operandPieces, isText, piecesValue, stringValue, sumValue } from './texts';
import { splitPath, typeOf } from './types';

/** The receiver as seen from the innermost type: itself, or an enclosing instance. */
export function receiverOf(c: Context, type: OpenType, from: number, to: number): number {
  const own = c.builder.self(from, to);
  return type === typeAround(c.scope) ? own : c.builder.cast(own, c.builder.typeExpr(TypeExpr.Name, type.qualified), from, to);
}

/** Value of a bare name: a variable, a member of an enclosing type, a type, or what the package tells. */
export function nameValue(c: Context, name: string, node: number): number {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const found = lookup(c, name);
  if (found && 'variable' in found) return b.ref(found.variable, ...span);
  if (found && 'nested' in found) return b.classValue(found.nested, ...span);
  if (found) return b.load(receiverOf(c, found.member, ...span), name, ...span);
  const around = typeAround(c.scope);
  return looksLikeType(name) || !around ? b.global(name, ...span) : b.load(b.self(...span), name, ...span);
}

const constant = (literal: number): ValueHandler<Context> => (c, node) => c.builder.constant(literal, text(c, node).replace(/(?<=[\d.])[lLfFdD]$/, ''), start(c, node), end(c, node));

function fieldAccess(c: Context, node: number): number {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const object = field(c, node, c.field.object);
  const name = field(c, node, c.field.field);
  if (name >= 0 && kind(c, name) === Kind.This) return b.cast(b.self(...span), b.typeExpr(TypeExpr.Name, text(c, object)), ...span);
  const written = writtenType(c, node);
  if (written >= 0) return written;
  const from = value(c, object);
  if (text(c, name) === 'length' && object >= 0 && kind(c, object) !== Kind.This) return b.derive(Derived.Length, [from], ...span);
  return b.load(from, text(c, name), ...span);
}

/** `java.util.Objects` written out where nothing is called `java`: an import of its own; -1 for other accesses. */
function writtenType(c: Context, node: number): number {
  const first = c.source.charCodeAt(start(c, field(c, node, c.field.field)));
  if (first < 65 || first > 90) return -1;
  const path = dotted(c, node);
  if (!/^[a-z][\w.]*\.[A-Z]\w*$/.test(path)) return -1;
  if (lookup(c, path.slice(0, path.indexOf('.')))) return -1;
  const split = splitPath(path);
  if (!split || split.name.includes('.')) return -1;
  let variable = c.module.names.get(path);
  if (variable === undefined) c.module.names.set(path, (variable = c.builder.importName(split.module, split.name, path, 0, start(c, node), end(c, node))));
  return c.builder.ref(variable, start(c, node), end(c, node));
}

function arrayAccess(c: Context, node: number): number {
  const from = value(c, field(c, node, c.field.array));
  const index = field(c, node, c.field.index);
  if (index >= 0 && kind(c, index) === Kind.Number) return c.builder.load(from, text(c, index), start(c, node), end(c, node));
  return c.builder.loadAt(from, value(c, index), start(c, node), end(c, node));
}

function binaryValue(c: Context, node: number): number {
  const left = field(c, node, c.field.left);
  const right = field(c, node, c.field.right);
  if (left < 0 || right < 0) return value(c, left < 0 ? right : left);
  const operator = operatorBetween(c, left, right);
  if (operator === '+') return sumValue(c, node);
  const from = [value(c, left), value(c, right)];
  const isTest = /^(&&|\|\||[<>]=?|[!=]=)$/.test(operator);
  return c.builder.derive(isTest ? (/^(&&|\|\|)$/.test(operator) ? Derived.Logic : Derived.Compare) : Derived.Arithmetic, from, start(c, node), end(c, node));
}

function unaryValue(c: Context, node: number): number {
  const operand = field(c, node, c.field.operand);
  const isNot = c.source.charCodeAt(start(c, node)) === 33;
  if (!isNot && operand >= 0 && kind(c, operand) === Kind.Number) return c.builder.constant(Literal.Number, text(c, node), start(c, node), end(c, node));
  return c.builder.derive(isNot ? Derived.Logic : Derived.Arithmetic, [value(c, operand)], start(c, node), end(c, node));
}

function ternaryValue(c: Context, node: number): number {
  condition(c, field(c, node, c.field.condition));
  const from = [value(c, field(c, node, c.field.consequence)), value(c, field(c, node, c.field.alternative))];
  return c.builder.choose(from, start(c, node), end(c, node));
}

/** A test with its sign: `!x` is `x` negated; comparing with null asks for null. `late` binds the names of a pattern where the test holds. */
export interface Condition { register: number; isNegated: boolean; late?: () => void }

/** Evaluates a condition. Patterns bind at once, unless the whole condition is one. */
export function condition(c: Context, node: number, isWhole = false): Condition {
  const at = bare(c, node);
  if (at < 0) return { register: value(c, at), isNegated: false };
  const k = kind(c, at);
  if (k === Kind.Unary && c.source.charCodeAt(start(c, at)) === 33) {
    const inner = condition(c, field(c, at, c.field.operand), isWhole);
    return { ...inner, isNegated: !inner.isNegated };
  }
  if (k === Kind.Instanceof) {
    const test = instanceTest(c, at);
    if (!isWhole) test.bind();
    return { register: test.register, isNegated: false, ...(isWhole ? { late: test.bind } : {}) };
  }
  if (k === Kind.Binary) {
    const left = field(c, at, c.field.left);
    const right = field(c, at, c.field.right);
    const operator = left < 0 || right < 0 ? '' : operatorBetween(c, left, right);
    if ((operator === '==' || operator === '!=') && (kind(c, right) === Kind.Null || kind(c, left) === Kind.Null)) {
      const tested = value(c, kind(c, right) === Kind.Null ? left : right);
      return { register: c.builder.is(tested, Test.Null, -1, start(c, at), end(c, at)), isNegated: operator === '!=' };
    }
  }
  return { register: value(c, at), isNegated: false };
}

function assignmentValue(c: Context, node: number): number {
  const left = field(c, node, c.field.left);
  const right = field(c, node, c.field.right);
  const span = [start(c, node), end(c, node)] as const;
  const operator = left < 0 || right < 0 ? '=' : operatorBetween(c, left, right);
  const given = (): number => (operator === '=' ? namedValue(c, right, text(c, left)) : compound(c, left, right, operator, node));
  const at = bare(c, left);
  const k = at < 0 ? Kind.Other : kind(c, at);
  if (k === Kind.FieldAccess) {
    const holder = value(c, field(c, at, c.field.object));
    const stored = given();
    c.builder.store(holder, text(c, field(c, at, c.field.field)), stored, ...span);
    return stored;
  }
  if (k === Kind.ArrayAccess) {
    const index = field(c, at, c.field.index);
    const holder = value(c, field(c, at, c.field.array));
    const key = index >= 0 && kind(c, index) !== Kind.Number ? value(c, index) : -1;
    const stored = given();
    if (key < 0) c.builder.store(holder, text(c, index), stored, ...span);
    else c.builder.storeAt(holder, key, stored, ...span);
    return stored;
  }
  if (k !== Kind.Identifier) return given();
  const name = text(c, at);
  const found = lookup(c, name);
  if (found && 'variable' in found) {
    const stored = given();
    c.builder.assign(found.variable, stored, false, ...span);
    return stored;
  }
  const around = found && 'member' in found ? found.member : typeAround(c.scope);
  if (!around) return given();
  const holder = receiverOf(c, around, start(c, at), end(c, at));
  const stored = given();
  c.builder.store(holder, name, stored, ...span);
  return stored;
}

function compound(c: Context, left: number, right: number, operator: string, node: number): number {
  const span = [start(c, node), end(c, node)] as const;
  const before = value(c, left);
  if (operator !== '+=' || kind(c, bare(c, right)) === Kind.Number) return c.builder.derive(Derived.Arithmetic, [before, value(c, right)], ...span);
  const found = kind(c, left) === Kind.Identifier ? lookup(c, text(c, left)) : undefined;
  if (!isText(c, right) && found && 'variable' in found && c.primitives.has(found.variable)) return c.builder.derive(Derived.Arithmetic, [before, value(c, right)], ...span);
  const pieces: Parameters<typeof operandPieces>[2] = [{ value: before, facet: 0 }];
  operandPieces(c, right, pieces);
  return piecesValue(c, pieces, node);
}

/** Value of an expression that is bound to a name: a lambda takes the name. */
export function namedValue(c: Context, node: number, name: string): number {
  return node >= 0 && kind(c, node) === Kind.Lambda ? lambdaValue(c, node, name) : value(c, node);
}

function arrayItems(c: Context, node: number, list: number): number {
  return c.builder.list(children(c, list).map((one) => ({ kind: Entry.Item, value: value(c, one) })), start(c, node), end(c, node));
}

function arrayCreation(c: Context, node: number): number {
  const list = field(c, node, c.field.value);
  for (const one of children(c, node)) if (kind(c, one) === Kind.DimensionsExpr) value(c, child(c, one));
  return arrayItems(c, node, list);
}

function castValue(c: Context, node: number): number {
  const type = typeOf(c, field(c, node, c.field.type));
  const from = value(c, field(c, node, c.field.value));
  return type < 0 ? from : c.builder.cast(from, type, start(c, node), end(c, node));
}

const inner: ValueHandler<Context> = (c, node) => value(c, child(c, node));

/** How expressions are lowered, by the grammar's names. */
export const expressions: Readonly<Record<string, ValueHandler<Context>>> = {
  identifier: (c, node) => nameValue(c, text(c, node), node),
  type_identifier: (c, node) => nameValue(c, text(c, node), node),
  decimal_integer_literal: constant(Literal.Number),
  hex_integer_literal: constant(Literal.Number),
  octal_integer_literal: constant(Literal.Number),
  binary_integer_literal: constant(Literal.Number),
  decimal_floating_point_literal: constant(Literal.Number),
  hex_floating_point_literal: constant(Literal.Number),
  true: constant(Literal.True),
  false: constant(Literal.False),
  null_literal: constant(Literal.Null),
  string_literal: stringValue,
  character_literal: stringValue,
  this: (c, node) => c.builder.self(start(c, node), end(c, node)),
  super: (c, node) => c.builder.superValue(start(c, node), end(c, node)),
  field_access: fieldAccess,
  array_access: arrayAccess,
  method_invocation: callValue,
  object_creation_expression: creation,
  method_reference: methodReference,
  lambda_expression: (c, node) => lambdaValue(c, node, ''),
  binary_expression: binaryValue,
  unary_expression: unaryValue,
  update_expression: (c, node) => c.builder.derive(Derived.Arithmetic, [value(c, child(c, node))], start(c, node), end(c, node)),
  ternary_expression: ternaryValue,
  assignment_expression: assignmentValue,
  parenthesized_expression: inner,
  cast_expression: castValue,
  instanceof_expression: (c, node) => condition(c, node).register,
  switch_expression: switchValue,
  array_creation_expression: arrayCreation,
  array_initializer: (c, node) => arrayItems(c, node, node),
  element_value_array_initializer: (c, node) => arrayItems(c, node, node),
  class_literal: (c, node) => {
    const type = child(c, node);
    return type >= 0 && (kind(c, type) === Kind.TypeIdentifier || kind(c, type) === Kind.Identifier)
      ? nameValue(c, text(c, type), node)
      : c.builder.global(text(c, type).replace(/[\s[\]]+/g, ''), start(c, node), end(c, node));
  },
  explicit_constructor_invocation: (c, node) => explicitConstructor(c, node),
};

/** `super(…)` and `this(…)` at the head of a constructor. */
function explicitConstructor(c: Context, node: number): number {
  const called = field(c, node, c.field.constructor);
  const span = [start(c, Math.max(called, node)), end(c, Math.max(called, node))] as const;
  const isSuper = called >= 0 && kind(c, called) === Kind.Super;
  const around = typeAround(c.scope);
  const callee = isSuper ? c.builder.superValue(...span) : c.builder.load(c.builder.self(...span), around?.name ?? 'this', ...span);
  const args = children(c, field(c, node, c.field.arguments)).map((one) => ({ kind: 0, value: value(c, one), start: start(c, one), end: end(c, one) }));
  return c.builder.call(Op.Call, callee, ...span, args, start(c, node), end(c, node));
}
