import { Derived, Entry, Facet, type PieceFact } from '../../facts';
import { bare, children, end, field, kind, start, value } from '../nodes';
import { literalKey, memberName, scopeValue } from './access';
import { isWritten, operatorBetween, type Context } from './context';
import { namedValue } from './functions';
import { Kind } from './kinds';
import { assignName, lookup, variableName } from './scopes';
import { operandPieces, piecesValue } from './texts';

/** A place that takes a value. What leads to it is evaluated first, as the language does. */
export function target(c: Context, node: number): (from: number, at: number) => void {
  const b = c.builder;
  const to = bare(c, node);
  if (to < 0) return () => undefined;
  switch (kind(c, to)) {
    case Kind.Variable: {
      const name = variableName(c, to);
      return (from, at) => { if (name !== 'this') assignName(c, name, from, to, at); };
    }
    case Kind.Member: case Kind.NullsafeMember: {
      const object = value(c, field(c, to, c.field.object));
      const name = memberName(c, to);
      const key = name === undefined ? value(c, field(c, to, c.field.name)) : -1;
      return (from, at) => { if (name === undefined) b.storeAt(object, key, from, start(c, at), end(c, at)); else b.store(object, name, from, start(c, at), end(c, at)); };
    }
    case Kind.ScopedProperty: {
      const object = scopeValue(c, field(c, to, c.field.scope));
      const name = variableName(c, field(c, to, c.field.name));
      return (from, at) => { if (name !== '') b.store(object, name, from, start(c, at), end(c, at)); };
    }
    case Kind.Subscript: {
      const [held = -1, index = -1] = children(c, to);
      autoArray(c, held);
      const object = value(c, held);
      if (index < 0) return (from, at) => { b.storeElement(object, from, start(c, at), end(c, at)); };
      const name = literalKey(c, index);
      const key = name === undefined ? value(c, index) : -1;
      return (from, at) => { if (name === undefined) b.storeAt(object, key, from, start(c, at), end(c, at)); else b.store(object, name, from, start(c, at), end(c, at)); };
    }
    case Kind.ByRef: return target(c, children(c, to)[0] ?? -1);
    case Kind.List: case Kind.Array: return (from) => { destructure(c, to, from); };
    default: {
      const name = variableName(c, to);
      if (name === '') value(c, to);
      return (from, at) => { if (name !== '') assignName(c, name, from, to, at); };
    }
  }
}

/** `$a['b'] = …` makes an array of a variable that is not there yet. */
function autoArray(c: Context, node: number): void {
  let at = bare(c, node);
  while (at >= 0 && kind(c, at) === Kind.Subscript) at = bare(c, children(c, at)[0] ?? -1);
  if (at < 0 || kind(c, at) !== Kind.Variable) return;
  const name = variableName(c, at);
  if (name === 'this' || /^_[A-Z]+$|^GLOBALS$/.test(name) || lookup(c, name) !== undefined) return;
  assignName(c, name, c.builder.record([], start(c, at), end(c, at)), at);
}

/** `[$a, , $b]`, `list($a)`, `['key' => $a]`: loads by place or key. */
function destructure(c: Context, node: number, from: number): void {
  const b = c.builder;
  const wrapped = kind(c, node) === Kind.Array;
  const items = wrapped ? children(c, node).flatMap((one) => children(c, one)) : children(c, node);
  let place = 0;
  let at = start(c, node) + 1;
  for (let i = 0; i < items.length; i++) {
    const one = items[i] ?? -1;
    // Places left out leave their commas.
    const commas = c.source.slice(at, start(c, one)).split(',').length - 1;
    place += i === 0 ? commas : Math.max(0, commas - 1);
    const next = items[i + 1] ?? -1;
    const isKeyed = next >= 0 && /^\s*=>/.test(c.source.slice(end(c, one), start(c, next)));
    const to = isKeyed ? next : one;
    const key = isKeyed ? literalKey(c, one) : String(place++);
    const span = [start(c, to), end(c, to)] as const;
    const put = target(c, to);
    put(key === undefined ? b.loadAt(from, value(c, one), ...span) : b.load(from, key, ...span), to);
    at = end(c, to);
    if (isKeyed) i++;
  }
}

/** `a = b`. */
export function assignment(c: Context, node: number): number {
  const left = field(c, node, c.field.left);
  const right = field(c, node, c.field.right);
  if (left < 0 || right < 0) return value(c, left < 0 ? right : left);
  const name = variableName(c, left);
  const put = name === '' ? target(c, left) : undefined;
  const from = copied(c, right, name) ?? namedValue(c, right, name === '' ? (memberName(c, left) ?? '') : name);
  (put ?? target(c, left))(from, node);
  return from;
}

/** An array taken from another variable is one of its own where either is written afterwards. */
function copied(c: Context, node: number, name: string): number | undefined {
  if (kind(c, node) !== Kind.Variable || name === '') return undefined;
  const other = variableName(c, node);
  if (other === 'this' || (!isWritten(c, name) && !isWritten(c, other))) return undefined;
  const span = { start: start(c, node), end: end(c, node) };
  return c.builder.record([{ kind: Entry.Spread, value: value(c, node), ...span }], span.start, span.end);
}

/** `a = &b`: both are one. */
export function reference(c: Context, node: number): number {
  const left = field(c, node, c.field.left);
  const right = field(c, node, c.field.right);
  const put = target(c, left);
  const from = value(c, right);
  put(from, node);
  return from;
}

/** `a .= b`, `a ??= b`, `a += b`. */
export function augmented(c: Context, node: number): number {
  const left = field(c, node, c.field.left);
  const right = field(c, node, c.field.right);
  const span = [start(c, node), end(c, node)] as const;
  if (left < 0 || right < 0) return value(c, left < 0 ? right : left);
  const operator = operatorBetween(c, left, right);
  const name = variableName(c, left);
  const before = value(c, left);
  const put = name === '' ? target(c, left) : target(c, left);
  let from: number;
  if (operator === '.=') {
    const pieces: PieceFact[] = [{ value: before, facet: Facet.Text }];
    operandPieces(c, right, pieces);
    from = piecesValue(c, pieces, node);
  } else if (operator === '??=') from = c.builder.choose([before, namedValue(c, right, name)], ...span);
  else if (operator === '+=' && kind(c, bare(c, right)) === Kind.Array) {
    const given = value(c, right);
    from = c.builder.record([given, before].map((one) => ({ kind: Entry.Spread, value: one, start: span[0], end: span[1] })), ...span);
  } else from = c.builder.derive(Derived.Arithmetic, [before, value(c, right)], ...span);
  put(from, node);
  return from;
}

/** `unset($a['b'])` removes a key, `unset($a)` empties the variable. */
export function unset(c: Context, node: number): void {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const k = kind(c, node);
  if (k === Kind.Subscript) {
    const [held = -1, index = -1] = children(c, node);
    const object = value(c, held);
    const name = index < 0 ? undefined : literalKey(c, index);
    if (name !== undefined) b.remove(object, name, ...span);
    else if (index >= 0) b.removeAt(object, value(c, index), ...span);
  } else if (k === Kind.Member || k === Kind.NullsafeMember) {
    const object = value(c, field(c, node, c.field.object));
    const name = memberName(c, node);
    if (name !== undefined) b.remove(object, name, ...span);
  } else {
    const name = variableName(c, node);
    if (name !== '') assignName(c, name, b.constant(4, 'null', ...span), node);
  }
}
