import { Arg, Entry, FunctionFlag, Literal, Op, ParamFlag, VarKind, type ArgumentFact, type EntryFact } from '../../facts';
import { anonymousClass } from './classes';
import { child, childOf, children, end, field, kind, start, text, value } from '../nodes';
import type { Context } from './context';
import { nameValue, namedValue, receiverOf } from './expressions';
import { lambdaValue } from './functions';
import { Kind } from './kinds';
import { lookup, looksLikeType, makeScope, typeAround } from './scopes';
import { formatCall, literalText } from './texts';
import { typeOf } from './types';

/** Arguments of a call as facts, in order. `isThrown`: what a lambda gives is thrown by the call. */
export function argumentsOf(c: Context, list: number, isThrown = false): ArgumentFact[] {
  const given = (one: number): number => (isThrown && kind(c, one) === Kind.Lambda ? lambdaValue(c, one, '', true) : namedValue(c, one, ''));
  return children(c, list).map((one) => ({ kind: Arg.Positional, value: given(one), start: start(c, one), end: end(c, one) }));
}

const classNames = /^get(?:Simple|Canonical|Type|Package)?Name$/;

/** A method call; a bare name is one of an enclosing type, of a static import, or inherited. */
export function callValue(c: Context, node: number): number {
  const made = formatCall(c, node) ?? mapCall(c, node);
  if (made !== undefined) return made;
  const b = c.builder;
  const object = field(c, node, c.field.object);
  const nameNode = field(c, node, c.field.name);
  const name = text(c, nameNode);
  // `Passenger.class.getName()` is a text of the code, whatever objects of the class answer.
  if (object >= 0 && kind(c, object) === Kind.ClassLiteral && classNames.test(name)) return b.constant(Literal.Text, text(c, child(c, object)), start(c, node), end(c, node));
  const from = object >= 0 ? start(c, object) : start(c, nameNode);
  const span = [from, end(c, nameNode)] as const;
  const callee = object >= 0 ? b.load(value(c, object), name, ...span) : bareMethod(c, name, nameNode);
  return b.call(Op.Call, callee, ...span, argumentsOf(c, field(c, node, c.field.arguments), name === 'orElseThrow'), start(c, node), end(c, node));
}

function bareMethod(c: Context, name: string, node: number): number {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const found = lookup(c, name, true);
  if (found && 'variable' in found) return b.ref(found.variable, ...span);
  const around = found && 'member' in found ? found.member : typeAround(c.scope);
  return around ? b.load(receiverOf(c, around, ...span), name, ...span) : b.global(name, ...span);
}

/** `new Type(…)`, with a body an anonymous class. */
export function creation(c: Context, node: number): number {
  const b = c.builder;
  const type = field(c, node, c.field.type);
  const body = childOf(c, node, Kind.ClassBody);
  if (body < 0 && isEmptyMap(c, type, field(c, node, c.field.arguments))) return b.record([], start(c, node), end(c, node));
  const span = [start(c, Math.max(type, node)), end(c, Math.max(type, node))] as const;
  const outer = children(c, node)[0] ?? -1;
  if (outer >= 0 && outer !== type && kind(c, outer) !== Kind.Annotation && kind(c, outer) !== Kind.MarkerAnnotation && kind(c, outer) !== Kind.ClassBody && outer < type) value(c, outer);
  const callee = body >= 0 ? b.classValue(anonymousClass(c, node, type, body), ...span) : typeValue(c, type);
  return b.call(Op.New, callee, ...span, argumentsOf(c, field(c, node, c.field.arguments)), start(c, node), end(c, node));
}

/** `new HashMap<>()`: a record without keys yet; a number is its capacity. */
function isEmptyMap(c: Context, type: number, list: number): boolean {
  return type >= 0 && /^(?:java\.util\.)?(?:Linked|Tree|Concurrent)?(?:Hash)?Map\s*(?:<|$)/.test(text(c, type)) && children(c, list).every((one) => kind(c, one) === Kind.Number);
}

/** `Map.of("email", email, …)`: a record; undefined for other calls. */
function mapCall(c: Context, node: number): number | undefined {
  const object = field(c, node, c.field.object);
  if (object < 0 || end(c, object) - start(c, object) !== 3 || text(c, object) !== 'Map' || text(c, field(c, node, c.field.name)) !== 'of') return undefined;
  const given = children(c, field(c, node, c.field.arguments));
  const entries: EntryFact[] = [];
  for (let i = 0; i + 1 < given.length; i += 2) {
    const [key = -1, held = -1] = given.slice(i, i + 2);
    const name = literalText(c, key);
    const span = { start: start(c, key), end: end(c, held) };
    if (name !== undefined) entries.push({ kind: Entry.Key, key: name, value: namedValue(c, held, name), ...span });
    else {
      const keyValue = value(c, key);
      entries.push({ kind: Entry.Computed, keyValue, value: value(c, held), ...span });
    }
  }
  return c.builder.record(entries, start(c, node), end(c, node));
}

/** A type as a value: what is constructed, or whose static method is meant. */
export function typeValue(c: Context, node: number): number {
  const b = c.builder;
  if (node < 0) return b.global('', 0, 0);
  const span = [start(c, node), end(c, node)] as const;
  switch (kind(c, node)) {
    case Kind.GenericType: case Kind.AnnotatedType: return typeValue(c, children(c, node).find((one) => kind(c, one) === Kind.TypeIdentifier || kind(c, one) === Kind.ScopedType || kind(c, one) === Kind.GenericType) ?? -1);
    case Kind.ScopedType: {
      // Registers an import where a package is written out.
      typeOf(c, node);
      const parts = text(c, node).replace(/\s+/g, '').split('.');
      const first = parts.findIndex((part) => /^[A-Z]/.test(part));
      const [head = '', ...rest] = parts.slice(Math.max(first, 0));
      const local = first > 0 && rest.length > 0 && !lookup(c, head) ? rest.splice(0).at(-1) ?? head : head;
      return rest.reduce((from, part) => b.load(from, part, ...span), nameValue(c, local, node));
    }
    case Kind.TypeIdentifier: case Kind.Identifier: return nameValue(c, text(c, node), node);
    default: return b.global(text(c, node).replace(/\s+/g, ''), ...span);
  }
}

/** Names of methods that are asked of the object itself, where only a type and a name are written. */
const instanceNames = /^(get|is|has|as|with)(?=[A-Z]|$)|^(trim|strip|toLowerCase|toUpperCase|toString|name|length|size|isEmpty|isBlank|intValue|longValue|stream|entrySet|close|toList|describe|chars)$/;

/** `User::getEmail`, `this::send`, `Mask::email`, `User::new`: a function of one parameter, the object or the argument. */
export function methodReference(c: Context, node: number): number {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const [left = -1] = children(c, node);
  const name = /(\w+)\s*$/.exec(text(c, node))?.[1] ?? '';
  const isType = left >= 0 && (kind(c, left) !== Kind.Identifier ? kind(c, left) === Kind.GenericType || kind(c, left) === Kind.ScopedType || kind(c, left) === Kind.TypeIdentifier : isTypeName(c, text(c, left)));
  const fn = b.beginFunction({ name: '', qualified: c.qualified, flags: FunctionFlag.Lambda, start: span[0], end: span[1] });
  const outer = c.scope;
  c.scope = makeScope(outer);
  const type = isType && name !== 'new' && instanceNames.test(name) ? typeOf(c, left) : -1;
  const parameter = b.variable('', VarKind.Parameter, ...span, isType && name !== 'new' && instanceNames.test(name) ? namedType(c, left, type) : -1);
  b.params([{ name: '', variable: parameter, flags: ParamFlag.Optional, start: span[0], end: span[1] }]);
  const given = b.ref(parameter, ...span);
  const argument = [{ kind: Arg.Positional, value: given, start: span[0], end: span[1] }];
  let result: number;
  if (name === 'new') result = b.call(Op.New, typeValue(c, left), start(c, left), end(c, left), argument, ...span);
  else if (isType && instanceNames.test(name)) {
    const typed = b.cast(given, namedType(c, left, type), ...span);
    result = b.call(Op.Call, b.load(typed, name, ...span), ...span, [], ...span);
  } else {
    const from = isType ? typeValue(c, left) : value(c, left);
    result = b.call(Op.Call, b.load(from, name, ...span), ...span, argument, ...span);
  }
  b.return(result, ...span);
  c.scope = outer;
  b.endFunction();
  return b.lambda(fn, ...span);
}

function namedType(c: Context, node: number, known: number): number {
  return known >= 0 ? known : typeOf(c, node);
}

function isTypeName(c: Context, name: string): boolean {
  const found = lookup(c, name);
  return found ? 'nested' in found || ('variable' in found && looksLikeType(name)) : looksLikeType(name);
}
