import { Literal, LoadFlag, Op, ParamFlag, VarKind, FunctionFlag, TypeExpr } from '../../facts';
import { bare, child, children, end, kind, start, text, value } from '../nodes';
import { argumentNodes, argumentsOf, comparedParts, partsOf, type CallParts } from './call-parts';
import { collectionCall, copyCall, joinCall } from './collections';
import { dotted, nameOf, operatorBetween, type Context } from './context';
import { formatted } from './formats';
import { Kind } from './kinds';
import { nameValue, receiverOf } from './names';
import { scopeFunction } from './scope-functions';
import { extensionAround, lookup, looksLikeType, makeScope } from './scopes';
import { trimmed } from './texts';
import { argumentTypes, givenType, splitPath } from './types';

/** A call or construction. */
export function callValue(c: Context, node: number): number {
  const parts = partsOf(c, node);
  return partsValue(c, parts, argumentTypes(c, parts.types));
}

/** A call that the grammar took for comparisons: `decode<User>(text)`; undefined for real ones. */
export function comparedCall(c: Context, node: number, left: number, right: number): number | undefined {
  const parts = comparedParts(c, node, left, right);
  return parts && partsValue(c, parts, [c.builder.typeExpr(TypeExpr.Name, text(c, parts.type))]);
}

function partsValue(c: Context, parts: CallParts, types: readonly number[]): number {
  const made = scopeFunction(c, parts) ?? collectionCall(c, parts) ?? copyCall(c, parts) ?? joinCall(c, parts) ?? textCall(c, parts);
  if (made !== undefined) return made;
  const given = plainCall(c, parts);
  const type = types.length === 0 ? -1 : givenType(c, parts.name, types);
  return type < 0 ? given : c.builder.cast(given, type, start(c, parts.node), end(c, parts.node));
}

function plainCall(c: Context, parts: CallParts): number {
  const b = c.builder;
  const { callee, name, node } = parts;
  const span = [start(c, Math.max(callee, node)), end(c, Math.max(callee, node))] as const;
  const around = [start(c, node), end(c, node)] as const;
  if (parts.nameNode < 0) {
    // The value of any other expression is called: `handlers[0](event)`.
    const called = value(c, callee);
    return b.call(Op.Call, called, ...span, argumentsOf(c, parts), ...around);
  }
  if (parts.object < 0) {
    const called = nameValue(c, name, ...span, true);
    return b.call(isMaker(c, name) ? Op.New : Op.Call, called, ...span, argumentsOf(c, parts), ...around);
  }
  const extended = extensionAround(c, name);
  if (extended) {
    const object = { kind: 0, value: value(c, parts.object), start: start(c, parts.object), end: end(c, parts.object) };
    const called = b.load(receiverOf(c, extended, ...span), name, ...span);
    return b.call(Op.Call, called, ...span, [object, ...argumentsOf(c, parts)], ...around);
  }
  const written = writtenType(c, callee);
  const called = written >= 0 ? written : b.load(value(c, parts.object), name, ...span, parts.isSafe);
  return b.call(looksLikeType(name) ? Op.New : Op.Call, called, ...span, argumentsOf(c, parts), ...around);
}

/** True for a bare name that makes an object: it looks like a type and is no function of the file. */
function isMaker(c: Context, name: string): boolean {
  if (!looksLikeType(name)) return false;
  const found = lookup(c, name, true);
  return !found || !('variable' in found) || !c.module.names.has(name) || !c.functionNames.has(name);
}

/** `pattern.format(…)`, `String.format(…)`, `"…".trimIndent()`; undefined for other calls. */
function textCall(c: Context, parts: CallParts): number | undefined {
  if (parts.object < 0) return undefined;
  const literal = trimmed(c, parts.node);
  if (literal !== parts.node) return value(c, literal);
  if (parts.name !== 'format' && parts.name !== 'formatted') return undefined;
  let given = argumentNodes(c, parts.list).map((one) => one.value);
  const first = given[0] ?? -1;
  if (first >= 0 && /^(?:Locale\b|\w*[lL]ocale$)/.test(text(c, first))) given = given.slice(1);
  if (text(c, parts.object) !== 'String') return formatted(c, parts.object, given, parts.node);
  const [format = -1, ...values] = given;
  return format < 0 ? undefined : formatted(c, format, values, parts.node);
}

const classNames = /^(?:name|simpleName|qualifiedName|canonicalName|packageName|typeName)$/;

/** Parts of a map that read like fields and are calls elsewhere. */
const mapParts = /^(?:values|keys|entries)$/;

/** `a.b`, `a?.b`, `a::b`: a member, a type of a package that is written out, or a reference. */
export function navigationValue(c: Context, node: number): number {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const [object = -1, nameNode = -1] = children(c, node);
  if (nameNode < 0) return value(c, object);
  const operator = operatorBetween(c, object, nameNode);
  const name = nameOf(c, nameNode);
  if (operator.endsWith('::')) return name === 'class' ? value(c, object) : referenceValue(c, node, object, name);
  // `User::class.java` is the class.
  if (/^java(?:Class|ObjectType)?$/.test(name) && kind(c, object) === Kind.Navigation && text(c, object).endsWith('::class')) return value(c, object);
  // `User::class.java.name` is a text of the code, whatever objects of the class have.
  const named = classNames.test(name) ? /^([\w.]+)::class(?:\.java(?:Object)?(?:Type)?)?$/.exec(text(c, object)) : null;
  if (named) return b.constant(Literal.Text, named[1] ?? '', ...span);
  const written = writtenType(c, node);
  const how = (operator === '?.' ? LoadFlag.Optional : 0) | (mapParts.test(name) ? LoadFlag.Called : 0);
  return written >= 0 ? written : b.load(value(c, object), name, ...span, how);
}

/** `java.util.UUID` written out where nothing is called `java`: an import of its own; -1 for other accesses. */
function writtenType(c: Context, node: number): number {
  const nameNode = children(c, node)[1] ?? -1;
  const first = nameNode < 0 ? 0 : c.source.charCodeAt(start(c, nameNode));
  if (first < 65 || first > 90) return -1;
  const path = text(c, node);
  if (!/^[a-z][\w.]*\.[A-Z]\w*$/.test(path) || lookup(c, path.slice(0, path.indexOf('.')))) return -1;
  const split = splitPath(path);
  // A small name in front may be a variable; packages that code is written under have two parts and more.
  if (!split || split.name.includes('.') || !split.module.includes('.')) return -1;
  let variable = c.module.names.get(path);
  if (variable === undefined) c.module.names.set(path, (variable = c.builder.importName(split.module, split.name, path, 0, start(c, node), end(c, node))));
  return c.builder.ref(variable, start(c, node), end(c, node));
}

/** `::name`, `::Type`. */
export function functionReference(c: Context, node: number): number {
  const parts = children(c, node);
  const nameNode = parts.at(-1) ?? -1;
  const name = nameNode < 0 ? '' : nameOf(c, nameNode);
  if (parts.length > 1) return referenceValue(c, node, parts[0] ?? -1, name);
  if (!looksLikeType(name)) return nameValue(c, name, start(c, node), end(c, node), true);
  return taking(c, node, -1, (given) => {
    const span = [start(c, node), end(c, node)] as const;
    return c.builder.call(Op.New, nameValue(c, name, ...span, true), ...span, [{ kind: 0, value: given, start: span[0], end: span[1] }], ...span);
  });
}

/** `mapper::toRow` is a function of the object; `User::email` one of its argument, which reads or calls. */
function referenceValue(c: Context, node: number, object: number, name: string): number {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const owner = dotted(c, bare(c, object));
  const isType = looksLikeType(owner.slice(owner.lastIndexOf('.') + 1)) && !c.objects.has(owner);
  if (!isType) return b.load(value(c, object), name, ...span);
  return taking(c, node, b.typeExpr(TypeExpr.Name, owner), (given) => {
    const read = b.load(given, name, ...span);
    if (!/^(?:get|is|has|as|to|with)(?=[A-Z])|^(?:trim|lowercase|uppercase|toString|describe)$/.test(name)) return read;
    return b.call(Op.Call, read, ...span, [], ...span);
  });
}

/** A lambda of one parameter. */
function taking(c: Context, node: number, type: number, run: (given: number) => number): number {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const fn = b.beginFunction({ name: '', qualified: c.qualified, flags: FunctionFlag.Lambda, start: span[0], end: span[1] });
  const outer = c.scope;
  c.scope = makeScope(outer);
  const variable = b.variable('', VarKind.Parameter, ...span, type);
  b.params([{ name: '', variable, type, flags: ParamFlag.Optional, start: span[0], end: span[1] }]);
  b.return(run(b.ref(variable, ...span)), ...span);
  c.scope = outer;
  b.endFunction();
  return b.lambda(fn, ...span);
}

/** `a shl b`, `users.email eq email`: a call of a member of the left side. */
export function infixCall(c: Context, node: number, left: number, nameNode: number, right: number): number {
  const b = c.builder;
  const span = [start(c, left), end(c, nameNode)] as const;
  const called = b.load(value(c, left), nameOf(c, nameNode), ...span);
  return b.call(Op.Call, called, ...span, [{ kind: 0, value: value(c, right), start: start(c, right), end: end(c, right) }], start(c, node), end(c, node));
}

/** First named child, for wrappers of one expression. */
export const inner = (c: Context, node: number): number => value(c, child(c, node));
