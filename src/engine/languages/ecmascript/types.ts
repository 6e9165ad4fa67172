import { MemberFlag, FunctionFlag, Shows, TypeExpr, TypeKind, type MemberFact } from '../../facts';
import { after, child, childOfKind, children, endAt, kindAt, only, startAt, textAt, typeName, typeOf, type Context } from './context';
import { keyText } from './assignments';
import { importedType } from './doc-types';
import { lowerFunction } from './functions';
import { Kind } from './kinds';
import { stringValue } from './literals';

const lists = new Set(['Array', 'ReadonlyArray']);
const maps = new Set(['Record', 'Map', 'ReadonlyMap', 'WeakMap']);

export const innerType = (c: Context, node: number): number => {
  const inner = only(c, node);
  return inner < 0 ? typeName(c, '') : typeOf(c, inner);
};
const untold = new Set(['any', 'unknown', 'object', 'Object', '{}']);

/** `: T` behind a name; a type that says nothing of the value is none. */
export const annotatedType = (c: Context, node: number): number => {
  const inner = only(c, node);
  return inner >= 0 && untold.has(textAt(c, inner)) ? -1 : innerType(c, node);
};
export const nameType = (c: Context, node: number): number => typeName(c, namePath(c, node));
export const fixedType = (name: string) => (c: Context): number => typeName(c, name);
export const listType = (c: Context, node: number): number => c.b.typeExpr(TypeExpr.List, '', [innerType(c, node)]);

/** A name as written; of `import('./types').User` the name it is imported under. */
function namePath(c: Context, node: number): string {
  const text = textAt(c, node).replace(/\s+/g, '');
  const [, module, path] = (text.startsWith('import(') && /^import\(['"`]([^'"`]+)['"`]\)\.?(.*)$/.exec(text)) || [];
  return module === undefined ? text : importedType(c, module, path ?? '', startAt(c, node), endAt(c, node));
}

/** `Promise<T>`: lists and maps have kinds of their own. */
export function genericType(c: Context, node: number): number {
  const name = child(c, node, c.fields.name);
  const list = childOfKind(c, node, Kind.TypeArguments);
  const text = name < 0 ? '' : namePath(c, name);
  const args = list < 0 ? [] : children(c, list).map((arg) => typeOf(c, arg));
  return c.b.typeExpr(lists.has(text) ? TypeExpr.List : maps.has(text) ? TypeExpr.Map : TypeExpr.Name, lists.has(text) ? '' : text, args);
}

/** Members of a union without nested unions, null and undefined. */
export function unionType(c: Context, node: number): number {
  const parts: number[] = [];
  const open = [node];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (kindAt(c, at) === Kind.UnionType) open.push(...children(c, at).reverse());
    else if (!isNothing(c, at)) parts.push(typeOf(c, at));
  }
  const first = parts[0];
  if (first === undefined) return typeName(c, 'null');
  return parts.length === 1 ? first : c.b.typeExpr(TypeExpr.Union, '', parts);
}

function isNothing(c: Context, node: number): boolean {
  const inner = kindAt(c, node) === Kind.LiteralType ? only(c, node) : -1;
  return inner >= 0 && kindAt(c, inner) === Kind.Null;
}

export function literalType(c: Context, node: number): number {
  const inner = only(c, node);
  if (inner < 0) return nameType(c, node);
  if (kindAt(c, inner) === Kind.String) return c.b.typeExpr(TypeExpr.Literal, stringValue(c, inner));
  return kindAt(c, inner) === Kind.Null ? nameType(c, inner) : c.b.typeExpr(TypeExpr.Literal, textAt(c, inner));
}

/** Arguments are the parameter types, then the result. */
export function functionType(c: Context, node: number): number {
  const list = child(c, node, c.fields.parameters);
  const args = list < 0 ? [] : children(c, list).map((parameter) => {
    const type = child(c, parameter, c.fields.type);
    return type < 0 ? typeName(c, 'any') : typeOf(c, type);
  });
  const result = child(c, node, c.fields.return_type);
  const made = result < 0 ? child(c, node, c.fields.type) : result;
  return c.b.typeExpr(TypeExpr.Function, '', [...args, made < 0 ? typeName(c, 'any') : typeOf(c, made)]);
}

export function tupleType(c: Context, node: number): number {
  return c.b.typeExpr(TypeExpr.Tuple, '', children(c, node).map((item) => {
    const kind = kindAt(c, item);
    const type = kind === Kind.RequiredParameter || kind === Kind.OptionalParameter ? child(c, item, c.fields.type) : item;
    return type < 0 ? typeName(c, 'any') : typeOf(c, type);
  }));
}

/** Both results of a conditional type are possible. */
export function conditionalType(c: Context, node: number): number {
  return c.b.typeExpr(TypeExpr.Union, '', [typeOf(c, child(c, node, c.fields.consequence)), typeOf(c, child(c, node, c.fields.alternative))].filter((type) => type >= 0));
}

/** `T['key']`: the name `[]` with the type and the key. */
export const lookupType = (c: Context, node: number): number => c.b.typeExpr(TypeExpr.Name, '[]', children(c, node).map((part) => typeOf(c, part)));
export const keyOfType = (c: Context, node: number): number => c.b.typeExpr(TypeExpr.Name, 'keyof', [innerType(c, node)]);
export const queryType = (c: Context, node: number): number => typeName(c, `typeof ${textAt(c, node).slice(6).replace(/\s+/g, '')}`);

/** An inline object type, a map for a lone index signature, `Partial<T>` for a mapped type that keeps the members of T. */
export function objectType(c: Context, node: number): number {
  const parts = children(c, node);
  const first = parts[0];
  if (parts.length === 1 && first !== undefined && kindAt(c, first) === Kind.IndexSignature) return indexType(c, first);
  return declareAnonymous(c, [node], []);
}

function indexType(c: Context, signature: number): number {
  const mapped = childOfKind(c, signature, Kind.MappedClause);
  const value = child(c, signature, c.fields.type);
  const keys = mapped < 0 ? -1 : child(c, mapped, c.fields.type);
  if (keys >= 0 && value >= 0 && kindAt(c, keys) === Kind.KeyOf) {
    const inner = only(c, value);
    if (inner >= 0 && kindAt(c, inner) === Kind.LookupType) return c.b.typeExpr(TypeExpr.Name, 'Partial', [innerType(c, keys)]);
  }
  const key = keys >= 0 ? keys : mapped < 0 ? signature + 1 : -1;
  const keyType = mapped < 0 ? keyTypeOf(c, signature) : typeOf(c, key);
  return c.b.typeExpr(TypeExpr.Map, '', [keyType, value < 0 ? typeName(c, 'any') : typeOf(c, value)]);
}

function keyTypeOf(c: Context, signature: number): number {
  const value = child(c, signature, c.fields.type);
  const types = children(c, signature).filter((at) => at !== value && kindAt(c, at) !== Kind.Identifier);
  return types[0] === undefined ? typeName(c, 'string') : typeOf(c, types[0]);
}

/** Object types of an intersection become one, the named parts its super types. */
export function intersectionType(c: Context, node: number): number {
  const { objects, supers } = intersectionParts(c, node);
  return declareAnonymous(c, objects, supers);
}

/** Takes an intersection apart: its inline object types, and type expressions of the other parts. */
export function intersectionParts(c: Context, node: number): { objects: number[]; supers: number[] } {
  const objects: number[] = [];
  const supers: number[] = [];
  const open = [node];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const kind = kindAt(c, at);
    if (kind === Kind.IntersectionType) open.push(...children(c, at).reverse());
    else if (kind === Kind.ObjectType && !isMapped(c, at)) objects.push(at);
    else supers.push(typeOf(c, at));
  }
  return { objects, supers };
}

/** True for an object type that has a lone index signature or is mapped: it has no members of its own. */
export function isMapped(c: Context, node: number): boolean {
  const parts = children(c, node);
  return parts.length === 1 && kindAt(c, parts[0] ?? node) === Kind.IndexSignature;
}

function declareAnonymous(c: Context, objects: readonly number[], supers: number[]): number {
  const at = objects[0] ?? -1;
  const start = at < 0 ? 0 : startAt(c, at);
  const type = c.b.type({ name: '', qualified: '', kind: TypeKind.Interface, supers, text: Shows.Nothing, debug: Shows.AllFields, json: Shows.AllFields, start, end: at < 0 ? 0 : endAt(c, at) });
  const members = new Map<string, MemberFact>();
  for (const object of objects) typeMembers(c, object, type, members);
  c.b.members(type, [...members.values()]);
  return c.b.typeExpr(TypeExpr.Object, '', [], type);
}

/** Reads the members of an interface body or object type; methods become functions without a body. */
export function typeMembers(c: Context, body: number, type: number, members: Map<string, MemberFact>): void {
  for (let node = body + 1, stop = after(c, body); node < stop; node = after(c, node)) {
    const kind = kindAt(c, node);
    if (kind !== Kind.PropertySignature && kind !== Kind.MethodSignature) continue;
    const nameNode = child(c, node, c.fields.name);
    if (nameNode < 0) continue;
    const name = keyText(c, nameNode) ?? textAt(c, nameNode).slice(1, -1);
    const span = { start: startAt(c, nameNode), end: endAt(c, nameNode) };
    const head = startAt(c, node) < span.start ? c.source.slice(startAt(c, node), span.start) : '';
    const optional = c.source.charCodeAt(span.end) === 63 ? MemberFlag.Optional : 0;
    if (kind === Kind.PropertySignature) {
      members.set(name, { name, type: typeOf(c, child(c, node, c.fields.type)), flags: optional | (head.includes('readonly') ? MemberFlag.Readonly : 0), ...span });
      continue;
    }
    const isGetter = /^get\s/.test(head);
    const fn = lowerFunction(c, node, { name, flags: FunctionFlag.Abstract | (isGetter ? FunctionFlag.Getter : 0), ownerType: type, nameNode });
    if (isGetter) members.set(name, { name, type: typeOf(c, child(c, node, c.fields.return_type)), flags: MemberFlag.Getter, fn, ...span });
    else members.set(name, { name, flags: optional | MemberFlag.Method, fn, ...span });
  }
}
