import { Derived, Entry, Facet, Literal, MemberFlag, VarKind, type PieceFact } from '../../facts';
import { bare, child, children, end, field, kind, start, text, value } from '../nodes';
import { operatorBetween, type Context } from './context';
import { added, literalKey, listOf, nameValue, namedValue, subscripts } from './expressions';
import { Kind } from './kinds';
import { attribute, classOf, lookup, type ClassBody } from './scopes';
import { isText, operandPieces, piecesValue } from './texts';
import { callType, declareField } from './fields';
import { qualifiedType, typeOf } from './types';

const isSequence = (k: number): boolean =>
  k === Kind.PatternList || k === Kind.TuplePattern || k === Kind.ListPattern || k === Kind.Tuple || k === Kind.List || k === Kind.ExpressionList;
const isSplat = (k: number): boolean => k === Kind.ListSplatPattern || k === Kind.ListSplat;

/** Declares the names of a comprehension's target in the innermost scope. */
export function declareTarget(c: Context, node: number): void {
  if (node < 0) return;
  if (kind(c, node) === Kind.Identifier) {
    const variable = c.builder.variable(text(c, node), VarKind.Local, start(c, node), end(c, node));
    c.scope.names.set(text(c, node), variable);
  } else if (isSequence(kind(c, node)) || isSplat(kind(c, node)) || kind(c, node) === Kind.Parenthesized) {
    for (const one of children(c, node)) declareTarget(c, one);
  }
}

/** Assigns a register to a variable; the first assignment declares it. */
export function assignVariable(c: Context, variable: number, register: number, from: number, to: number): void {
  const declares = !c.assigned.has(variable);
  if (declares) c.assigned.add(variable);
  c.builder.assign(variable, register, declares, from, to);
}

/** Assigns a register to a target: a name, a place of an object, or a pattern that takes the value apart. */
export function assignTo(c: Context, node: number, register: number): void {
  if (node < 0) return;
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const k = kind(c, node);
  if (k === Kind.Identifier) assignName(c, text(c, node), register, ...span);
  else if (k === Kind.Attribute) b.store(value(c, field(c, node, c.field.object)), text(c, field(c, node, c.field.attribute)), register, ...span);
  else if (k === Kind.Subscript) storeSubscript(c, node, register);
  else if (k === Kind.Parenthesized) assignTo(c, child(c, node), register);
  else if (isSplat(k)) assignTo(c, child(c, node), b.list([{ kind: Entry.Spread, value: register }], ...span));
  else if (isSequence(k)) unpack(c, children(c, node), register);
  else value(c, node);
}

/** Assigns to a name; in a class body that sets a field of the class. */
export function assignName(c: Context, name: string, register: number, from: number, to: number): void {
  const variable = lookup(c.scope, name);
  if (variable >= 0) assignVariable(c, variable, register, from, to);
  else if (variable === attribute) {
    const body = classOf(c.scope);
    const owner = !body || body.inValues ? c.builder.self(from, to) : c.builder.classValue(body.type, from, to);
    c.builder.store(owner, name, register, from, to);
  }
}

function unpack(c: Context, targets: readonly number[], register: number): void {
  let hasRest = false;
  for (const [i, one] of targets.entries()) {
    const span = [start(c, one), end(c, one)] as const;
    if (isSplat(kind(c, one))) {
      hasRest = true;
      assignTo(c, one, register);
    } else assignTo(c, one, hasRest ? c.builder.iterate(register, ...span) : c.builder.load(register, String(i), ...span));
  }
}

function storeSubscript(c: Context, node: number, register: number): void {
  const object = value(c, field(c, node, c.field.value));
  const keys = subscripts(c, node);
  const only = keys[0] ?? -1;
  const span = [start(c, node), end(c, node)] as const;
  if (keys.length !== 1 || only < 0) {
    c.builder.storeAt(object, listOf(c, keys, node), register, ...span);
    return;
  }
  const key = literalKey(c, only);
  if (key !== undefined) c.builder.store(object, key, register, ...span);
  else if (kind(c, only) === Kind.Slice) {
    for (const bound of children(c, only)) value(c, bound);
    c.builder.storeElement(object, c.builder.iterate(register, ...span), ...span);
  } else c.builder.storeAt(object, value(c, only), register, ...span);
}

/** `a = b = value`, with or without a declared type; `a: T` alone only declares. */
export function assignment(c: Context, node: number): number {
  const targets: number[] = [];
  let at = node;
  let declared = -1;
  while (at >= 0 && kind(c, at) === Kind.Assignment) {
    targets.push(field(c, at, c.field.left));
    if (declared < 0) declared = field(c, at, c.field.type);
    at = field(c, at, c.field.right);
  }
  const first = targets[0] ?? -1;
  const body = classOf(c.scope);
  if (declared >= 0 || body || c.scope.fieldsOf) describe(c, first, declared, at, body);
  if (at < 0 || first < 0) return -1;
  if (targets.length === 1 && isSequence(kind(c, first)) && pairwise(c, first, at)) return -1;
  const name = kind(c, first) === Kind.Identifier ? text(c, first) : kind(c, first) === Kind.Attribute ? text(c, field(c, first, c.field.attribute)) : '';
  const given = namedValue(c, at, name);
  for (const one of targets) assignTo(c, one, given);
  return given;
}

/** What an assignment declares: the type of a variable, a member of the class, a field that the constructor sets. */
function describe(c: Context, target: number, declared: number, right: number, body: ClassBody | undefined): void {
  if (target < 0) return;
  if (kind(c, target) === Kind.Identifier) {
    if (body) declareField(c, body, target, declared, right);
    else {
      const variable = lookup(c.scope, text(c, target));
      const { type } = qualifiedType(c, declared);
      if (variable >= 0 && type >= 0) c.builder.bindVariable(variable, { type });
    }
    return;
  }
  const owner = c.scope.fieldsOf;
  if (!owner || kind(c, target) !== Kind.Attribute || c.receiver < 0) return;
  const object = field(c, target, c.field.object);
  if (kind(c, object) !== Kind.Identifier || lookup(c.scope, text(c, object)) !== c.receiver) return;
  const name = text(c, field(c, target, c.field.attribute));
  const type = declared >= 0 ? typeOf(c, declared) : right < 0 ? -1 : valueType(c, right);
  const known = owner.members.get(name);
  if (known && (known.type ?? -1) >= 0) return;
  const flags = name.startsWith('_') ? MemberFlag.Private : 0;
  if (known) known.type = type;
  else owner.members.set(name, { name, type, flags, start: start(c, target), end: end(c, target) });
}

/** Type of what a constructor puts into a field: of its parameter, or the class it builds; -1 if neither. */
function valueType(c: Context, node: number): number {
  let at = bare(c, node);
  if (at >= 0 && kind(c, at) === Kind.Boolean) at = bare(c, field(c, at, c.field.left));
  if (at < 0) return -1;
  if (kind(c, at) === Kind.Identifier) return c.paramTypes.get(lookup(c.scope, text(c, at))) ?? -1;
  return kind(c, at) === Kind.Call ? callType(c, at, false) : -1;
}

/** `a, b = x, y`: all values first, then the targets one by one. False when the shapes differ. */
function pairwise(c: Context, left: number, right: number): boolean {
  const source = bare(c, right);
  const k = source < 0 ? Kind.Other : kind(c, source);
  if (k !== Kind.Tuple && k !== Kind.ExpressionList && k !== Kind.List) return false;
  const targets = children(c, left);
  const values = children(c, source);
  if (targets.length !== values.length || targets.some((one) => isSplat(kind(c, one))) || values.some((one) => isSplat(kind(c, one)))) return false;
  const registers = values.map((one) => value(c, one));
  for (const [i, one] of targets.entries()) assignTo(c, one, registers[i] ?? -1);
  return true;
}

/** `a += b` and the like: the target is read, combined and written. */
export function augmented(c: Context, node: number): number {
  const b = c.builder;
  const left = field(c, node, c.field.left);
  const right = field(c, node, c.field.right);
  if (left < 0 || right < 0) return value(c, right);
  const operator = operatorBetween(c, left, right);
  const span = [start(c, node), end(c, node)] as const;
  const before = kind(c, left) === Kind.Identifier ? nameValue(c, text(c, left), left) : value(c, left);
  let result: number;
  if (operator === '+=' && isText(c, right)) {
    const pieces: PieceFact[] = [{ value: before, facet: Facet.Text }];
    operandPieces(c, right, pieces);
    result = piecesValue(c, pieces, node);
  } else {
    const given = value(c, right);
    if (operator === '+=') result = added(c, [left, right], [before, given], node);
    else if (operator === '|=') result = b.choose([before, given], ...span);
    else result = b.derive(Derived.Arithmetic, [before, given], ...span);
  }
  assignTo(c, left, result);
  return result;
}

/** `del x, a.b, c["d"]`: places are removed, names become nothing. */
export function deletion(c: Context, node: number): void {
  for (const one of children(c, node)) {
    const k = kind(c, one);
    const span = [start(c, one), end(c, one)] as const;
    if (isSequence(k) || k === Kind.Parenthesized) deletion(c, one);
    else if (k === Kind.Attribute) c.builder.remove(value(c, field(c, one, c.field.object)), text(c, field(c, one, c.field.attribute)), ...span);
    else if (k === Kind.Subscript) {
      const object = value(c, field(c, one, c.field.value));
      const key = subscripts(c, one)[0] ?? -1;
      const name = literalKey(c, key);
      if (name !== undefined) c.builder.remove(object, name, ...span);
      else c.builder.removeAt(object, value(c, key), ...span);
    } else if (k === Kind.Identifier) assignName(c, text(c, one), c.builder.constant(Literal.Null, '', ...span), ...span);
    else value(c, one);
  }
}
