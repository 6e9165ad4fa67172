import { MemberFlag, Shows, TypeExpr, TypeKind, VarKind, type MemberFact } from '../../facts';
import { child, childOfKind, children, endAt, expression, kindAt, qualify, startAt, textAt, typeOf, unwrap, type Context } from './context';
import { keyText } from './assignments';
import { Kind } from './kinds';
import { stringValue } from './literals';
import { intersectionParts, isMapped, typeMembers } from './types';

const shows = { text: Shows.Nothing, debug: Shows.AllFields, json: Shows.AllFields } as const;

function declareType(c: Context, node: number, kind: number, supers: number[], target = -1): number {
  const nameNode = child(c, node, c.fields.name);
  const name = nameNode < 0 ? '' : textAt(c, nameNode);
  const type = c.b.type({ name, qualified: qualify(c, name), kind, supers, ...shows, target, start: startAt(c, node), end: endAt(c, node) });
  if (c.namespaceExports === undefined && kind !== TypeKind.Enum && !c.moduleTypes.has(name)) c.moduleTypes.set(name, type);
  return type;
}

/** Members of a named type; functions of the members are qualified by it. */
function nameMembers(c: Context, node: number, type: number, bodies: readonly number[]): void {
  const nameNode = child(c, node, c.fields.name);
  const outer = c.qualified;
  c.qualified = qualify(c, nameNode < 0 ? '' : textAt(c, nameNode));
  const members = new Map<string, MemberFact>();
  for (const body of bodies) typeMembers(c, body, type, members);
  c.qualified = outer;
  c.b.members(type, [...members.values()]);
}

export function interfaceStatement(c: Context, node: number): void {
  const clause = childOfKind(c, node, Kind.ExtendsType);
  const supers = clause < 0 ? [] : children(c, clause).map((type) => typeOf(c, type));
  const body = child(c, node, c.fields.body);
  nameMembers(c, node, declareType(c, node, TypeKind.Interface, supers), body < 0 ? [] : [body]);
}

/** An alias of an object type or of an intersection is an interface, any other has a target. */
export function aliasStatement(c: Context, node: number): void {
  const value = child(c, node, c.fields.value);
  const kind = value < 0 ? Kind.Other : kindAt(c, value);
  if (kind === Kind.ObjectType && !isMapped(c, value)) nameMembers(c, node, declareType(c, node, TypeKind.Interface, []), [value]);
  else if (kind === Kind.IntersectionType) {
    const { objects, supers } = intersectionParts(c, value);
    nameMembers(c, node, declareType(c, node, TypeKind.Interface, supers), objects);
  } else declareType(c, node, TypeKind.Alias, [], typeOf(c, value));
}

/** Cases of an enum have the type of their literal value. */
export function enumStatement(c: Context, node: number): void {
  const nameNode = child(c, node, c.fields.name);
  const type = declareType(c, node, TypeKind.Enum, []);
  const variable = nameNode < 0 ? undefined : c.bindings.get(textAt(c, nameNode));
  if (variable !== undefined) c.b.bindVariable(variable, { kind: VarKind.Type, ref: type });
  const body = child(c, node, c.fields.body);
  const members: MemberFact[] = [];
  for (const item of body < 0 ? [] : children(c, body)) {
    const isAssigned = kindAt(c, item) === Kind.EnumAssignment;
    const name = isAssigned ? child(c, item, c.fields.name) : item;
    if (name < 0) continue;
    const value = isAssigned ? child(c, item, c.fields.value) : -1;
    members.push({ name: keyText(c, name) ?? textAt(c, name), type: value < 0 ? -1 : caseType(c, value), flags: MemberFlag.EnumCase, start: startAt(c, name), end: endAt(c, name) });
  }
  c.b.members(type, members);
}

function caseType(c: Context, value: number): number {
  const at = unwrap(c, value);
  const kind = kindAt(c, at);
  if (kind === Kind.String) return c.b.typeExpr(TypeExpr.Literal, stringValue(c, at));
  if (kind === Kind.Number) return c.b.typeExpr(TypeExpr.Literal, textAt(c, at));
  expression(c, at);
  return -1;
}
