import { Arg, Derived, Entry, Literal, Op, UnseenReason, type ArgumentFact, type EntryFact } from '../../facts';
import { bare, child, children, end, field, kind, start, text, value } from '../nodes';
import type { Context } from './context';
import { instanceTest } from './conditions';
import { literalKey, namedValue } from './expressions';
import { Kind } from './kinds';
import { lookup } from './scopes';
import { conversion, formatCall, joinCall } from './texts';
import { typeOf } from './types';

/** Arguments of a call as facts, in order. */
export function argumentsOf(c: Context, list: number): ArgumentFact[] {
  if (list < 0) return [];
  if (kind(c, list) === Kind.Generator) return [{ kind: Arg.Positional, value: value(c, list), start: start(c, list), end: end(c, list) }];
  return children(c, list).map((one) => {
    const span = { start: start(c, one), end: end(c, one) };
    switch (kind(c, one)) {
      case Kind.KeywordArgument: {
        const name = text(c, field(c, one, c.field.name));
        return { kind: Arg.Named, name, value: namedValue(c, field(c, one, c.field.value), name), ...span };
      }
      case Kind.ListSplat:
      case Kind.ParenthesizedListSplat:
        return { kind: Arg.Spread, value: value(c, child(c, one)), ...span };
      case Kind.DictionarySplat:
        return { kind: Arg.NamedSpread, value: value(c, child(c, one)), ...span };
      default:
        return { kind: Arg.Positional, value: value(c, one), ...span };
    }
  });
}

/** A call; built-ins that convert, test or reach into an object are lowered to what they do. */
export function callValue(c: Context, node: number): number {
  const callee = field(c, node, c.field.function);
  const args = field(c, node, c.field.arguments);
  if (callee < 0) return value(c, args);
  const k = kind(c, callee);
  let code: typeof Op.Call | typeof Op.New = Op.Call;
  if (k === Kind.Identifier) {
    const name = text(c, callee);
    const variable = lookup(c.scope, name);
    if (variable === -1) {
      const known = builtin(c, name, node, args);
      if (known >= 0) return known;
    } else if (c.classes.has(variable)) code = Op.New;
    else if (name === 'cast' && variable >= 0) {
      const seen = castValue(c, node, args);
      if (seen >= 0) return seen;
    }
  } else if (k === Kind.Attribute) {
    const known = method(c, node, callee, args);
    if (known >= 0) return known;
  }
  const register = value(c, callee);
  return c.builder.call(code, register, start(c, callee), end(c, callee), argumentsOf(c, args), start(c, node), end(c, node));
}

function method(c: Context, node: number, callee: number, args: number): number {
  const object = bare(c, field(c, callee, c.field.object));
  if (object < 0) return -1;
  const k = kind(c, object);
  const name = field(c, callee, c.field.attribute);
  if (k === Kind.Str || k === Kind.ConcatenatedString) {
    const called = text(c, name);
    if (called === 'format' || called === 'format_map') return formatCall(c, node, callee, args);
    if (called === 'join') return joinCall(c, node, callee, args);
  } else if (k === Kind.Identifier && end(c, name) - start(c, name) === 4 && text(c, name) === 'cast' && /^(t|typing)$/.test(text(c, object))) {
    return castValue(c, node, args);
  }
  return -1;
}

function castValue(c: Context, node: number, args: number): number {
  const [type = -1, given = -1] = args < 0 ? [] : children(c, args);
  if (given < 0 || kind(c, given) === Kind.KeywordArgument || children(c, args).length !== 2) return -1;
  const seen = value(c, given);
  const declared = typeOf(c, type);
  return declared < 0 ? seen : c.builder.cast(seen, declared, start(c, node), end(c, node));
}

/** A call of a name that no scope declares. -1 when it stays an ordinary call. */
function builtin(c: Context, name: string, node: number, list: number): number {
  if (list < 0 || kind(c, list) === Kind.Generator) return -1;
  switch (name) {
    case 'super':
      return c.builder.superValue(start(c, node), end(c, node));
    case 'isinstance':
    case 'issubclass':
      return instanceTest(c, node, children(c, list));
    case 'dict':
      return dictCall(c, node, list);
    case 'getattr':
    case 'setattr':
    case 'delattr':
      return attributeCall(c, name, node, children(c, list));
    case 'hasattr':
    case 'callable':
      return c.builder.derive(Derived.Test, children(c, list).map((one) => value(c, one)), start(c, node), end(c, node));
    case 'eval':
    case 'exec':
    case '__import__':
      c.builder.unseen(UnseenReason.Dynamic, name, start(c, node), end(c, node));
      return -1;
    case 'str': case 'format': case 'repr': case 'ascii': case 'len': case 'list': case 'tuple': case 'set': case 'frozenset': case 'vars':
      return conversion(c, name, node, children(c, list));
    default:
      return -1;
  }
}

/** `dict(a=1, **more)` and `dict(other)`. */
function dictCall(c: Context, node: number, list: number): number {
  const args = children(c, list);
  if (args.some((one) => kind(c, one) === Kind.ListSplat)) return -1;
  const entries: EntryFact[] = args.map((one) => {
    const span = { start: start(c, one), end: end(c, one) };
    const k = kind(c, one);
    if (k !== Kind.KeywordArgument) return { kind: Entry.Spread, value: value(c, k === Kind.DictionarySplat ? child(c, one) : one), ...span };
    const key = text(c, field(c, one, c.field.name));
    return { kind: Entry.Key, key, value: namedValue(c, field(c, one, c.field.value), key), ...span };
  });
  return c.builder.record(entries, start(c, node), end(c, node));
}

/** `getattr`, `setattr`, `delattr`: loads, stores and deletes by a name that may be a literal. */
function attributeCall(c: Context, name: string, node: number, args: readonly number[]): number {
  const [of = -1, key = -1, third = -1] = args;
  if (key < 0 || args.some((one) => kind(c, one) === Kind.ListSplat)) return -1;
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const object = value(c, of);
  const literal = kind(c, key) === Kind.Integer ? undefined : literalKey(c, key);
  const at = literal === undefined ? value(c, key) : -1;
  if (name === 'getattr') {
    const found = literal === undefined ? b.loadAt(object, at, ...span) : b.load(object, literal, ...span);
    return third < 0 ? found : b.choose([found, value(c, third)], ...span);
  }
  if (name === 'setattr') {
    const given = value(c, third);
    if (literal === undefined) b.storeAt(object, at, given, ...span);
    else b.store(object, literal, given, ...span);
  } else if (literal === undefined) b.removeAt(object, at, ...span);
  else b.remove(object, literal, ...span);
  return b.constant(Literal.Null, '', ...span);
}
