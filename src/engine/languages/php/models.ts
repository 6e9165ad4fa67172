import { Entry, MemberFlag, TypeExpr, type MemberFact } from '../../facts';
import { child, children, end, field, kind, start, text } from '../nodes';
import { literalKey } from './access';
import type { Context } from './context';
import { inFunction } from './functions';
import { Kind } from './kinds';
import { spanOf, type Body } from './members';
import { makeScope, variableName } from './scopes';
import { literalText } from './texts';
import { docType } from './types';

/** What the casts of a model make of a column. */
const castTypes: Readonly<Record<string, string>> = {
  bool: 'bool', boolean: 'bool', int: 'int', integer: 'int', float: 'float', double: 'float', decimal: 'float', real: 'float', timestamp: 'int', date: 'DateTimeInterface', datetime: 'DateTimeInterface',
  immutable_date: 'DateTimeInterface', immutable_datetime: 'DateTimeInterface', string: 'string', hashed: 'string', encrypted: 'string',
};

/**
 * Relations of a model: the method `profile` that returns `$this->hasOne(Profile::class)` is read as a property too, which holds what it leads to.
 * Source: the documentation of Laravel, "Eloquent: Relationships". Known before the methods are lowered.
 */
export function relationMembers(c: Context, body: Body, parts: readonly number[]): void {
  for (const one of parts) {
    const content = kind(c, one) === Kind.Method ? field(c, one, c.field.body) : -1;
    const relation = content < 0 ? null : /return\s+\$this\s*->\s*(has|belongs|morph)(One|To|Many|ToMany|OneThrough|ManyThrough|edByMany)\(\s*(\\?\w[\w\\]*)::class/.exec(text(c, content).slice(0, 400));
    if (!relation) continue;
    const name = text(c, field(c, one, c.field.name));
    if (body.open.fields.has(name)) continue;
    body.open.fields.add(name);
    const type = docType(c, relation[3] ?? '', one);
    const isMany = /Many/.test(relation[2] ?? '');
    body.members.push({ name, flags: MemberFlag.HiddenText | MemberFlag.HiddenJson, type: isMany && type >= 0 ? c.builder.typeExpr(TypeExpr.List, '', [type]) : type, ...spanOf(c, one) });
  }
}

/**
 * Columns of a model that are told by its lists of names: `$fillable`, `$hidden`, `$visible` and the keys of `$casts` (Eloquent). A hidden one, or one that is not
 * among the visible, is not shown in texts and JSON. Source: the documentation of Laravel, "Eloquent: Serialization".
 */
export function modelMembers(c: Context, body: Body, parts: readonly number[]): void {
  const columns = new Map<string, { node: number; type: string }>();
  let hidden: ReadonlySet<string> = new Set();
  let visible: ReadonlySet<string> | undefined;
  for (const one of parts) {
    if (kind(c, one) !== Kind.Property) continue;
    for (const each of children(c, one)) {
      const list = kind(c, each) === Kind.PropertyElement ? field(c, each, c.field.default_value) : -1;
      if (list < 0 || kind(c, list) !== Kind.Array) continue;
      const name = variableName(c, field(c, each, c.field.name));
      if (name === 'casts') {
        for (const item of children(c, list)) {
          const [key = -1, cast = -1] = children(c, item);
          const column = cast < 0 ? undefined : literalKey(c, key);
          if (column !== undefined) columns.set(column, { node: item, type: castTypes[(literalText(c, cast) ?? '').replace(/:.*/, '')] ?? '' });
        }
        continue;
      }
      if (name !== 'fillable' && name !== 'hidden' && name !== 'visible') continue;
      const names = children(c, list).flatMap((item) => literalText(c, child(c, item)) ?? []);
      for (const [i, column] of names.entries()) if (!columns.has(column)) columns.set(column, { node: children(c, list)[i] ?? list, type: '' });
      if (name === 'hidden') hidden = new Set(names);
      else if (name === 'visible') visible = new Set(names);
    }
  }
  for (const [name, { node, type }] of columns) {
    if (body.open.fields.has(name)) continue;
    body.open.fields.add(name);
    const isHidden = hidden.has(name) || (visible !== undefined && !visible.has(name));
    const fact: MemberFact = { name, flags: isHidden ? MemberFlag.HiddenJson | MemberFlag.HiddenText : 0, ...spanOf(c, node) };
    if (type !== '') fact.type = c.builder.typeExpr(TypeExpr.Name, type);
    body.members.push(fact);
  }
}

/**
 * What a form request gives as `validated()`: the fields that the array of its method `rules` names. Keys of nested fields are left out.
 * Source: the documentation of Laravel, "Validation: Form Request Validation".
 */
export function validatedMember(c: Context, body: Body, parts: readonly number[]): void {
  const methods = parts.filter((one) => kind(c, one) === Kind.Method);
  const nameOf = (one: number): string => text(c, field(c, one, c.field.name));
  const rules = methods.find((one) => nameOf(one) === 'rules') ?? -1;
  if (rules < 0 || methods.some((one) => nameOf(one) === 'validated')) return;
  const given = children(c, field(c, rules, c.field.body)).find((one) => kind(c, one) === Kind.Return) ?? -1;
  const list = given < 0 ? -1 : child(c, given);
  if (list < 0 || kind(c, list) !== Kind.Array) return;
  const keys = children(c, list).flatMap((item) => {
    const [key = -1, rule = -1] = children(c, item);
    const name = rule < 0 ? undefined : literalKey(c, key);
    return name !== undefined && /^\w+$/.test(name) ? [{ name, ...spanOf(c, item) }] : [];
  });
  if (keys.length === 0) return;
  const span = [start(c, list), end(c, list)] as const;
  const fn = inFunction(c, { name: 'validated', qualified: `${body.open.qualified}.validated`, ownerType: body.open.type, flags: 0, start: span[0], end: span[1] }, makeScope(), () => {
    const b = c.builder;
    const self = b.self(...span);
    b.params([]);
    b.return(b.record(keys.map(({ name, start: from, end: to }) => ({ kind: Entry.Key, key: name, value: b.load(self, name, from, to), start: from, end: to })), ...span), ...span);
  });
  body.members.push({ name: 'validated', fn, flags: MemberFlag.Method, start: span[0], end: span[1] });
}
