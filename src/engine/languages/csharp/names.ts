import { Derived, Op, TypeExpr } from '../../facts';
import { childOf, children, end, field, kind, start, text, value } from '../nodes';
import { dotted, keywordValue, lastName, nameText, type Context } from './context';
import { Kind } from './kinds';
import { lookup, typeAround, type OpenType } from './scopes';
import { givenArguments } from './texts';

/** The receiver as seen from the innermost type: itself, or an enclosing instance. */
export function receiverOf(c: Context, type: OpenType, from: number, to: number): number {
  const own = c.builder.self(from, to);
  return type === typeAround(c.scope) ? own : c.builder.cast(own, c.builder.typeExpr(TypeExpr.Name, type.qualified), from, to);
}

/** Value of a bare name: a variable, a member of an enclosing type, a type, or what the namespaces in sight tell. */
export function nameValue(c: Context, name: string, node: number, isCall = false): number {
  const b = c.builder;
  const from = start(c, node);
  const to = end(c, node);
  const found = lookup(c, name);
  if (found && 'variable' in found) return b.ref(found.variable, from, to);
  if (found && 'nested' in found) return b.classValue(found.nested, from, to);
  if (found) return b.load(receiverOf(c, found.member, from, to), name, from, to);
  const around = typeAround(c.scope);
  return around && (around.isOpen || isCall) ? b.load(b.self(from, to), name, from, to) : b.global(name, from, to);
}

/** `a.b`: `this.b` and `base.b` have no node in front. */
export function memberAccess(c: Context, node: number, isCalled = false): number {
  const b = c.builder;
  const object = field(c, node, c.field.expression);
  const nameNode = field(c, node, c.field.name);
  const name = lastName(c, nameNode);
  const from = start(c, node);
  const to = end(c, node);
  if (object < 0) return b.load(keywordValue(c, from, Math.max(from, c.source.lastIndexOf('.', start(c, nameNode)))), name, from, to);
  const written = writtenType(c, object);
  if (written >= 0) return b.load(written, name, from, to);
  const holder = value(c, object);
  return isCalled ? b.load(holder, name, from, to) : property(c, object, holder, name, from, to);
}

/** A property of the platform's own types, or a field of any. */
function property(c: Context, object: number, holder: number, name: string, from: number, to: number): number {
  const b = c.builder;
  switch (name) {
    case 'Length': case 'Count': case 'LongLength': return b.derive(Derived.Length, [holder], from, to);
    case 'HasValue': return b.derive(Derived.Test, [holder], from, to);
    // What a call gives once it is done: `FindAsync(id).Result`.
    case 'Result': return kind(c, object) === Kind.invocation_expression ? b.await(holder, from, to) : b.load(holder, name, from, to);
    case 'Item1': case 'Item2': case 'Item3': case 'Item4': return b.load(holder, String(Number(name.slice(4)) - 1), from, to);
    case 'Value': return /(?:options|settings|config|configuration|kvp?|pair|entry)$/i.test(lastName(c, object)) ? holder : b.load(holder, name, from, to);
    case 'Key': return /^(?:kvp?|pair|entry)$/i.test(lastName(c, object)) ? b.derive(Derived.Test, [holder], from, to) : b.load(holder, name, from, to);
    default: return b.load(holder, name, from, to);
  }
}

/** `System.Console` written out where nothing is called `System`: an import of its own; -1 for other accesses. */
export function writtenType(c: Context, node: number): number {
  const k = kind(c, node);
  if (k !== Kind.member_access_expression && k !== Kind.alias_qualified_name && k !== Kind.qualified_name) return -1;
  const path = dotted(c, node);
  const split = path.lastIndexOf('.');
  if (split < 0) return -1;
  const module = path.slice(0, split);
  // A type is named by its namespace where both have one name: `BCrypt.Net.BCrypt`.
  if (!/^(?:System|Microsoft)\b/.test(module) && !c.namespaces.has(module) && !(module.includes('.') && module.startsWith(`${path.slice(split + 1)}.`))) return -1;
  if (lookup(c, module.includes('.') ? module.slice(0, module.indexOf('.')) : module)) return -1;
  let variable = c.module.names.get(path);
  if (variable === undefined) c.module.names.set(path, (variable = c.builder.importName(module, path.slice(split + 1), path, 0, start(c, node), end(c, node))));
  return c.builder.ref(variable, start(c, node), end(c, node));
}

/** `a?.b` and `a?[b]`: what follows is read of the value in front. */
export function conditionalAccess(c: Context, node: number): number {
  const condition = field(c, node, c.field.condition);
  const binding = children(c, node).find((one) => one !== condition) ?? -1;
  const holder = condition < 0 ? keywordValue(c, start(c, node), c.source.indexOf('?', start(c, node))) : value(c, condition);
  if (binding < 0) return holder;
  return bound(c, node, binding, holder);
}

function bound(c: Context, node: number, binding: number, holder: number): number {
  const b = c.builder;
  const from = start(c, node);
  const to = end(c, binding);
  switch (kind(c, binding)) {
    case Kind.member_binding_expression: {
      const name = lastName(c, binding);
      return name === 'Length' || name === 'Count' ? b.derive(Derived.Length, [holder], from, to) : b.load(holder, name, from, to, true);
    }
    case Kind.element_binding_expression: return elementOf(c, holder, binding, from, to);
    default: return b.choose([holder, value(c, binding)], from, to);
  }
}

/** `a[b]`, `a["x"]`, `a[^1]`, `a[1..^2]`. */
export function elementAccess(c: Context, node: number): number {
  const object = field(c, node, c.field.expression);
  const holder = object < 0 ? keywordValue(c, start(c, node), start(c, field(c, node, c.field.subscript))) : value(c, object);
  if (object >= 0 && /[cC]onfig(?:uration)?$/.test(lastName(c, object))) return indexer(c, node, holder, end(c, object));
  return elementOf(c, holder, field(c, node, c.field.subscript), start(c, node), end(c, node));
}

/** A setting read by its key is a call of the indexer: the key names a setting and no data. */
function indexer(c: Context, node: number, holder: number, to: number): number {
  const b = c.builder;
  const args = givenArguments(c, field(c, node, c.field.subscript)).map((one) => ({ kind: 0, value: value(c, one), start: start(c, one), end: end(c, one) }));
  return b.call(Op.Call, b.load(holder, 'get_Item', start(c, node), to), start(c, node), to, args, start(c, node), end(c, node));
}

export function elementOf(c: Context, holder: number, list: number, from: number, to: number): number {
  const b = c.builder;
  const [index = -1] = givenArguments(c, list);
  if (index < 0) return b.loadAt(holder, value(c, -1), from, to);
  if (kind(c, index) === Kind.range_expression) return slice(c, holder, index, from, to);
  if (kind(c, index) === Kind.integer_literal) return b.load(holder, text(c, index), from, to);
  if (kind(c, index) === Kind.prefix_unary_expression && text(c, index).startsWith('^')) return b.load(holder, '-1', from, to);
  return b.loadAt(holder, value(c, index), from, to);
}

/** A part of a text or list: `__slice__` with its bounds. */
function slice(c: Context, holder: number, range: number, from: number, to: number): number {
  const b = c.builder;
  const [first = -1, second = -1] = children(c, range);
  const isStart = first >= 0 && (second >= 0 || start(c, first) === start(c, range));
  const args = [isStart ? first : -1, isStart ? second : first].map((one, i) => ({ one, name: i === 0 ? 'start' : 'stop' })).filter(({ one }) => one >= 0)
    .map(({ one, name }) => ({ kind: 1, name, value: value(c, one), start: start(c, one), end: end(c, one) }));
  return b.call(Op.Call, b.load(holder, '__slice__', from, to), from, to, args, from, to);
}

/** A type as a value: what is constructed, or whose static member is meant. */
export function typeValue(c: Context, node: number): number {
  const b = c.builder;
  if (node < 0) return b.global('', 0, 0);
  const span = [start(c, node), end(c, node)] as const;
  switch (kind(c, node)) {
    case Kind.identifier: return typeNamed(c, nameText(c, node), node);
    case Kind.generic_name: return typeNamed(c, lastName(c, childOf(c, node, Kind.identifier)), node);
    case Kind.nullable_type: return typeValue(c, field(c, node, c.field.type));
    case Kind.qualified_name: case Kind.alias_qualified_name: {
      const written = writtenType(c, node);
      if (written >= 0) return written;
      const qualifier = field(c, node, c.field.qualifier);
      const name = lastName(c, node);
      return qualifier < 0 ? typeNamed(c, name, node) : b.load(typeValue(c, qualifier), name, ...span);
    }
    default: return b.global(text(c, node).replace(/\s+/g, ''), ...span);
  }
}

function typeNamed(c: Context, name: string, node: number): number {
  const found = lookup(c, name);
  const span = [start(c, node), end(c, node)] as const;
  if (found && 'variable' in found) return c.builder.ref(found.variable, ...span);
  return found && 'nested' in found ? c.builder.classValue(found.nested, ...span) : c.builder.global(name, ...span);
}

/** Operator in front of an operand: `!`, `-`, `&`, `^`. */
export const signOf = (c: Context, node: number): string => /^[^\w\s("'@$[]+/.exec(c.source.slice(start(c, node), start(c, node) + 3))?.[0] ?? '';

