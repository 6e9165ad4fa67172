import { Derived, Entry, Facet, MemberFlag, Op, type PieceFact } from '../../facts';
import { after, anyInside, child, endAt, expression, kindAt, only, startAt, textAt, typeName, unwrap, type Context } from './context';
import { docBefore } from './docs';
import { Kind } from './kinds';
import { pieces } from './literals';
import { namedValue } from './functions';
import { commonExportName, literalKey } from './references';
import { assignCommonExport } from './commonjs';

/** Stores a value where an identifier, member, subscript or pattern says; `declares` for the declaration of the names, `whole` is the assignment it is part of. */
export function assignTo(c: Context, target: number, value: number, declares: boolean, whole = target): void {
  if (target < 0) return;
  const at = unwrap(c, target);
  const start = startAt(c, at);
  const end = endAt(c, at);
  switch (kindAt(c, at)) {
    case Kind.Identifier: case Kind.ShorthandPattern: assignName(c, at, value, declares); return;
    case Kind.Member: {
      const property = child(c, at, c.fields.property);
      storeMember(c, at, expression(c, child(c, at, c.fields.object)), property < 0 ? '' : textAt(c, property), value);
      return;
    }
    case Kind.Subscript: {
      const object = expression(c, child(c, at, c.fields.object));
      const index = child(c, at, c.fields.index);
      const key = literalKey(c, index);
      if (key === undefined) c.b.storeAt(object, expression(c, index), value, start, end);
      else storeMember(c, whole, object, key, value);
      return;
    }
    case Kind.ObjectPattern: objectPattern(c, at, value, declares); return;
    case Kind.ArrayPattern: arrayPattern(c, at, value, declares); return;
    case Kind.AssignmentPattern: case Kind.ObjectAssignmentPattern:
      assignTo(c, child(c, at, c.fields.left), withDefault(c, child(c, at, c.fields.left), child(c, at, c.fields.right), value), declares);
      return;
    default: {
      const inner = only(c, at);
      if (inner >= 0) assignTo(c, inner, value, declares);
    }
  }
}

/** The name a value takes when it is assigned to this target. */
export function nameOfTarget(c: Context, target: number): string {
  if (target < 0) return '';
  const kind = kindAt(c, target);
  if (kind === Kind.Identifier || kind === Kind.ShorthandPattern) return textAt(c, target);
  if (kind !== Kind.Member) return '';
  const property = child(c, target, c.fields.property);
  return property < 0 ? '' : textAt(c, property);
}

/** A value or, where it is missing, its default. */
export function withDefault(c: Context, name: number, fallback: number, value: number): number {
  if (fallback < 0) return value;
  return c.b.choose([value, namedValue(c, fallback, nameOfTarget(c, name))], startAt(c, fallback), endAt(c, fallback));
}

function assignName(c: Context, node: number, value: number, declares: boolean): void {
  const name = textAt(c, node);
  const variable = c.bindings.get(name);
  const start = startAt(c, node);
  const end = endAt(c, node);
  if (variable !== undefined) c.b.assign(variable, value, declares, start, end);
  else c.b.store(c.b.global('globalThis', start, start), name, value, start, end);
}

function storeMember(c: Context, node: number, object: number, key: string, value: number): void {
  c.b.store(object, key, value, startAt(c, node), endAt(c, node));
}

function objectPattern(c: Context, pattern: number, value: number, declares: boolean): void {
  const taken: string[] = [];
  const keys: number[] = [];
  const end = after(c, pattern);
  for (let at = pattern + 1; at < end; at = after(c, at)) {
    const kind = kindAt(c, at);
    if (kind === Kind.ShorthandPattern) {
      const name = textAt(c, at);
      taken.push(name);
      assignTo(c, at, c.b.load(value, name, startAt(c, at), endAt(c, at)), declares);
    } else if (kind === Kind.ObjectAssignmentPattern) {
      const left = child(c, at, c.fields.left);
      if (left < 0) continue;
      taken.push(textAt(c, left));
      const loaded = c.b.load(value, textAt(c, left), startAt(c, left), endAt(c, left));
      assignTo(c, left, withDefault(c, left, child(c, at, c.fields.right), loaded), declares);
    } else if (kind === Kind.PairPattern) {
      const key = child(c, at, c.fields.key);
      const literal = key < 0 ? undefined : keyText(c, key);
      if (literal !== undefined) taken.push(literal);
      const span = key < 0 ? at : key;
      if (literal === undefined) keys.push(expression(c, only(c, span)));
      const loaded = literal !== undefined
        ? c.b.load(value, literal, startAt(c, span), endAt(c, span))
        : c.b.loadAt(value, keys.at(-1) ?? -1, startAt(c, span), endAt(c, span));
      assignTo(c, child(c, at, c.fields.value), loaded, declares);
    } else if (kind === Kind.RestPattern) {
      const rest = c.b.record([{ kind: Entry.Spread, value, start: startAt(c, at), end: endAt(c, at) }], startAt(c, at), endAt(c, at));
      for (const name of taken) c.b.remove(rest, name, startAt(c, at), endAt(c, at));
      for (const key of keys) c.b.removeAt(rest, key, startAt(c, at), endAt(c, at));
      assignTo(c, only(c, at), rest, declares);
    }
  }
}

/** Literal text of a property name node; undefined for a computed name. */
export function keyText(c: Context, key: number): string | undefined {
  const kind = kindAt(c, key);
  if (kind === Kind.Computed) return literalKey(c, only(c, key));
  return kind === Kind.String ? literalKey(c, key) : textAt(c, key);
}

function arrayPattern(c: Context, pattern: number, value: number, declares: boolean): void {
  const end = after(c, pattern);
  let place = 0;
  let position = startAt(c, pattern) + 1;
  for (let at = pattern + 1; at < end; at = after(c, at)) {
    for (let i = position; i < startAt(c, at); i++) if (c.source.charCodeAt(i) === 44) place++;
    position = endAt(c, at);
    const kind = kindAt(c, at);
    if (kind === Kind.Comment || kind === Kind.Error) continue;
    const target = kind === Kind.RestPattern ? only(c, at) : at;
    const loaded = kind === Kind.RestPattern
      ? c.b.list([{ kind: Entry.Item, value: c.b.iterate(value, startAt(c, at), endAt(c, at)) }], startAt(c, at), endAt(c, at))
      : c.b.load(value, String(place), startAt(c, at), endAt(c, at));
    assignTo(c, target, loaded, declares);
  }
}

export function assignmentRule(c: Context, node: number): number {
  const left = child(c, node, c.fields.left);
  const right = child(c, node, c.fields.right);
  const target = left < 0 ? -1 : unwrap(c, left);
  if (target >= 0 && kindAt(c, target) === Kind.Member) {
    if (c.commonExports.size > 0) {
      const exported = commonExportName(c, target);
      if (exported !== undefined) return assignCommonExport(c, node, exported, right);
    }
    return assignMember(c, node, target, right);
  }
  const value = namedValue(c, right, nameOfTarget(c, target));
  assignTo(c, target, value, false, node);
  return value;
}

/** `o.f = v`: the object is evaluated first, and the constructor of a class declares its member by it. */
function assignMember(c: Context, node: number, target: number, right: number): number {
  const objectNode = child(c, target, c.fields.object);
  const property = child(c, target, c.fields.property);
  const key = property < 0 ? '' : textAt(c, property);
  const { documented } = c;
  const object = expression(c, objectNode);
  c.documented = documented;
  const value = namedValue(c, right, key);
  c.b.store(object, key, value, startAt(c, node), endAt(c, node));
  if (c.openConstructor && objectNode >= 0 && kindAt(c, objectNode) === Kind.This) declareField(c, property, key, right, docBefore(c, documented)?.type ?? -1);
  return value;
}

function declareField(c: Context, property: number, key: string, right: number, told: number): void {
  const open = c.openConstructor;
  if (!open || property < 0 || open.members.has(key)) return;
  const kind = right < 0 || told >= 0 ? Kind.Other : kindAt(c, right);
  let type = told;
  if (kind === Kind.Identifier) type = open.parameterTypes.get(c.bindings.get(textAt(c, right)) ?? -1) ?? -1;
  else if (kind === Kind.New) type = typeOfNew(c, right);
  open.members.set(key, { name: key, type, flags: key.startsWith('#') ? MemberFlag.Private : 0, start: startAt(c, property), end: endAt(c, property) });
}

/** Type expression for what `new X()` makes: the constructor's name as written; -1 for anything but a path. */
export function typeOfNew(c: Context, value: number): number {
  const constructor = child(c, value, c.fields.constructor);
  const text = constructor < 0 ? '' : textAt(c, constructor);
  return /^[\w$.]+$/.test(text) ? typeName(c, text) : -1;
}

export function augmentedRule(c: Context, node: number): number {
  const left = child(c, node, c.fields.left);
  const right = child(c, node, c.fields.right);
  const start = startAt(c, node);
  const end = endAt(c, node);
  if (left < 0 || right < 0) return expression(c, left < 0 ? right : left);
  const target = unwrap(c, left);
  const operator = c.source.slice(endAt(c, left), startAt(c, right)).trim();
  const before = expression(c, target);
  let value: number;
  if (operator === '||=' || operator === '??=' || operator === '&&=') {
    const isGuarded = anyInside(c, c.assignments, right);
    if (isGuarded) c.b.control(Op.If, start, end, before, operator === '&&=' ? 0 : 1);
    const second = namedValue(c, right, nameOfTarget(c, target));
    if (isGuarded) c.b.control(Op.End, end, end);
    value = c.b.choose([before, second], start, end);
  } else if (operator === '+=' && kindAt(c, unwrap(c, right)) !== Kind.Number) {
    const out: PieceFact[] = [{ value: before, facet: Facet.Text }];
    pieces(c, right, out);
    value = c.b.text(out, start, end);
  } else value = c.b.derive(Derived.Arithmetic, [before, expression(c, right)], start, end);
  assignTo(c, target, value, false);
  return value;
}

export function updateRule(c: Context, node: number): number {
  const argument = child(c, node, c.fields.argument);
  if (argument < 0) return expression(c, -1);
  const value = c.b.derive(Derived.Arithmetic, [expression(c, argument)], startAt(c, node), endAt(c, node));
  assignTo(c, argument, value, false);
  return value;
}
