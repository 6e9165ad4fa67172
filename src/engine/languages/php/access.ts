import { Derived, Entry, Literal, type EntryFact } from '../../facts';
import { bare, child, children, end, field, kind, start, text, value } from '../nodes';
import type { Context } from './context';
import { Kind } from './kinds';
import { classValue, constantValue } from './names';
import { declare, lookup, variableName } from './scopes';
import { literalText } from './texts';

/** The key of a subscript that is written in the code: a text or a number. */
export function literalKey(c: Context, node: number, isBare = false): string | undefined {
  const at = bare(c, node);
  if (at < 0) return undefined;
  const k = kind(c, at);
  if (k === Kind.Integer || (isBare && k === Kind.Name)) return text(c, at);
  return k === Kind.Str || k === Kind.Encapsed ? literalText(c, at) : undefined;
}

/** `$a['key']`, `$a[0]`, `$a[$key]`; `isBare`: names in brackets are texts, as inside of a text. */
export function subscriptValue(c: Context, node: number, isBare = false): number {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const [object = -1, index = -1] = children(c, node);
  const from = kind(c, object) === Kind.Name && isBare ? b.ref(lookup(c, text(c, object)) ?? declare(c, text(c, object), object), ...span) : value(c, object);
  if (index < 0) return from;
  const key = literalKey(c, index, isBare);
  return key === undefined ? b.loadAt(from, value(c, index), ...span) : b.load(from, key, ...span);
}

/** Name of a member, or undefined where it is computed. */
export function memberName(c: Context, node: number): string | undefined {
  const name = field(c, node, c.field.name);
  if (name < 0) return '';
  return kind(c, name) === Kind.Name ? text(c, name) : literalText(c, name);
}

/** `$a->b` and `$a?->b`; also what a method is read from. */
export function memberValue(c: Context, node: number, from = start(c, node), to = end(c, node)): number {
  const b = c.builder;
  const object = value(c, field(c, node, c.field.object));
  const name = memberName(c, node);
  if (name === undefined) return b.loadAt(object, value(c, field(c, node, c.field.name)), from, to);
  const k = kind(c, node);
  return b.load(object, name, from, to, k === Kind.NullsafeMember || k === Kind.NullsafeCall);
}

/** What stands before `::`: a class, or the value of an expression. */
export function scopeValue(c: Context, node: number): number {
  if (node < 0) return value(c, node);
  const k = kind(c, node);
  return k === Kind.Name || k === Kind.QualifiedName || k === Kind.RelativeName || k === Kind.RelativeScope ? classValue(c, node) : value(c, node);
}

/** `A::$b`. */
export function staticProperty(c: Context, node: number): number {
  const span = [start(c, node), end(c, node)] as const;
  const from = scopeValue(c, field(c, node, c.field.scope));
  const name = variableName(c, field(c, node, c.field.name));
  return name === '' ? c.builder.loadAt(from, value(c, field(c, node, c.field.name)), ...span) : c.builder.load(from, name, ...span);
}

/** `A::B`; `A::class` is the class itself, and of an object the name of its class. */
export function classConstant(c: Context, node: number): number {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const [scope = -1, name = -1] = children(c, node);
  const from = scopeValue(c, scope);
  if (name < 0) return from;
  if (text(c, name).toLowerCase() !== 'class') return b.load(from, text(c, name), ...span);
  return scope >= 0 && kind(c, scope) === Kind.Variable ? b.derive(Derived.TypeName, [from], ...span) : from;
}

/** `[…]` and `array(…)`: a record where something has a key, or nothing is known of what is spread. */
export function arrayValue(c: Context, node: number): number {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const items = children(c, node).filter((one) => kind(c, one) === Kind.ArrayElement);
  const parts = items.map((one) => children(c, one));
  const isRecord = parts.length === 0 || parts.some((part) => part.length > 1) || parts.every(([first = -1]) => first >= 0 && kind(c, first) === Kind.Unpacking);
  if (!isRecord) {
    return b.list(parts.map(([first = -1]) => (first >= 0 && kind(c, first) === Kind.Unpacking ? { kind: Entry.Spread, value: value(c, child(c, first)) } : { kind: Entry.Item, value: value(c, first) })), ...span);
  }
  let next = 0;
  return b.record(parts.map(([first = -1, second = -1], i): EntryFact => {
    const at = items[i] ?? node;
    const place = { start: start(c, at), end: end(c, at) };
    if (first >= 0 && kind(c, first) === Kind.Unpacking) return { kind: Entry.Spread, value: value(c, child(c, first)), ...place };
    if (second < 0) return { kind: Entry.Key, key: String(next++), value: value(c, first), ...place };
    const key = literalKey(c, first);
    if (key !== undefined) return { kind: Entry.Key, key, value: value(c, second), ...place };
    const keyValue = value(c, first);
    return { kind: Entry.Computed, keyValue, value: value(c, second), ...place };
  }), ...span);
}

/** A constant by its bare name, those of the language included. */
export function bareName(c: Context, node: number): number {
  const name = text(c, node);
  const span = [start(c, node), end(c, node)] as const;
  if (name === 'PHP_EOL') return c.builder.constant(Literal.Text, '\n', ...span);
  if (name === '__DIR__' || name === '__FILE__') return c.builder.constant(Literal.Text, name === '__DIR__' ? '.' : './file.php', ...span);
  if (/^__(?:LINE|CLASS|FUNCTION|METHOD|NAMESPACE|TRAIT)__$/.test(name)) return c.builder.derive(Derived.TypeName, [], ...span);
  return constantValue(c, node);
}
