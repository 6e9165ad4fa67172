import { ExportKind, FunctionFlag, MemberFlag, Shows, TypeKind, type MemberFact } from '../../facts';
import { attributesOf } from './attributes';
import { childOf, children, end, field, kind, start, text, value } from '../nodes';
import type { Context, OpenType } from './context';
import { docOf } from './docs';
import { inFunction } from './functions';
import { Kind } from './kinds';
import { initialiser, methodMember, propertyMembers, spanOf, type Body } from './members';
import { modelMembers, relationMembers, validatedMember } from './models';
import { makeScope, variableName } from './scopes';
import { docType, namedType } from './types';

/** A declared type whose row is made and whose body waits. */
interface Declared { node: number; open: OpenType; hasSupers: boolean }

export const isType = (k: number): boolean => k === Kind.Class || k === Kind.Interface || k === Kind.Trait || k === Kind.Enum;

/** Declares a type under its name; gives what lowers its body. */
export function declareType(c: Context, node: number, isExported: boolean): () => void {
  const nameNode = field(c, node, c.field.name);
  const at = Math.max(nameNode, node);
  const declared = typeRow(c, node, text(c, nameNode));
  const { name, type } = declared.open;
  c.classes.set(name, c.builder.variable(name, 4, start(c, at), end(c, at), -1, type));
  if (isExported) c.builder.exportName(name, ExportKind.Type, type, start(c, at), end(c, at));
  return () => { lowerType(c, declared); };
}

/** The type of `new class (…) extends Base { … }`; gives its row. */
export function anonymousClass(c: Context, node: number): number {
  const declared = typeRow(c, node, '', c.qualified);
  lowerType(c, declared);
  return declared.open.type;
}

function typeRow(c: Context, node: number, name: string, qualified = name): Declared {
  const k = kind(c, node);
  const annotations = attributesOf(c, node);
  const supers = supersOf(c, node);
  const kindOf = k === Kind.Interface ? TypeKind.Interface : k === Kind.Enum ? TypeKind.Enum : TypeKind.Class;
  const type = c.builder.type({
    name, qualified, kind: kindOf, supers, text: Shows.Nothing, debug: Shows.AllFields, json: Shows.AllFields, annotations, ...spanOf(c, node),
  });
  return { node, open: { type, name, qualified, fields: new Set() }, hasSupers: supers.length > 0 };
}

/** The parent first, then traits, then interfaces. */
function supersOf(c: Context, node: number): number[] {
  const named = (list: number): number[] => children(c, list).filter((one) => isName(kind(c, one))).map((one) => namedType(c, one));
  const traits = children(c, field(c, node, c.field.body)).filter((one) => kind(c, one) === Kind.UseTrait).flatMap(named);
  return [...named(childOf(c, node, Kind.BaseClause)), ...traits, ...named(childOf(c, node, Kind.InterfaceClause))].filter((one) => one >= 0);
}

const isName = (k: number): boolean => k === Kind.Name || k === Kind.QualifiedName || k === Kind.RelativeName;

function lowerType(c: Context, { node, open, hasSupers }: Declared): void {
  const { type, isStatic, qualified } = c;
  c.type = open;
  c.isStatic = false;
  c.qualified = open.qualified;
  const content = field(c, node, c.field.body);
  const parts = children(c, content);
  const body: Body = { open, isInterface: kind(c, node) === Kind.Interface, members: [], values: [], textFn: undefined, debugFn: undefined, jsonFn: undefined };
  fieldNames(c, open, parts);
  if (hasSupers) relationMembers(c, body, parts);
  for (const one of parts) {
    switch (kind(c, one)) {
      case Kind.Property: propertyMembers(c, body, one); break;
      case Kind.Const: constants(c, body, one); break;
      case Kind.EnumCase: enumCase(c, body, one); break;
    }
  }
  for (const one of parts) if (kind(c, one) === Kind.Method) methodMember(c, body, one);
  documented(c, body, node);
  if (hasSupers) {
    modelMembers(c, body, parts);
    validatedMember(c, body, parts);
  }
  initialiser(c, body, content < 0 ? node : content);
  c.type = type;
  c.isStatic = isStatic;
  c.qualified = qualified;
  c.builder.members(open.type, body.members, {
    ...(body.textFn === undefined ? { text: hasSupers ? Shows.Inherited : Shows.Nothing } : { text: Shows.Function, textFn: body.textFn }),
    ...(body.debugFn === undefined ? {} : { debug: Shows.Function, debugFn: body.debugFn }),
    ...(body.jsonFn === undefined ? {} : { json: Shows.Function, jsonFn: body.jsonFn }),
  });
}

/** Names of the fields of a type, promoted parameters included: known before its methods are. */
function fieldNames(c: Context, open: OpenType, parts: readonly number[]): void {
  for (const one of parts) {
    if (kind(c, one) === Kind.Property) {
      for (const each of children(c, one)) if (kind(c, each) === Kind.PropertyElement) open.fields.add(variableName(c, field(c, each, c.field.name)));
    } else if (kind(c, one) === Kind.Method && text(c, field(c, one, c.field.name)).toLowerCase() === '__construct') {
      for (const each of children(c, field(c, one, c.field.parameters))) if (kind(c, each) === Kind.PromotedParameter) open.fields.add(variableName(c, field(c, each, c.field.name)));
    }
  }
}

/** Properties that a doc comment tells of: what `__get` or a base class answers. */
function documented(c: Context, body: Body, node: number): void {
  for (const [name, written] of docOf(c, node).properties) {
    if (body.open.fields.has(name)) continue;
    body.open.fields.add(name);
    const type = docType(c, written, node);
    body.members.push({ name, flags: 0, ...(type >= 0 ? { type } : {}), ...spanOf(c, node) });
  }
}

const hidden = MemberFlag.Static | MemberFlag.Readonly | MemberFlag.HiddenText | MemberFlag.HiddenJson;

function constants(c: Context, body: Body, node: number): void {
  for (const one of children(c, node)) {
    if (kind(c, one) !== Kind.ConstElement) continue;
    const [nameNode = -1, content = -1] = children(c, one);
    body.members.push({ name: text(c, nameNode), flags: hidden, ...spanOf(c, Math.max(nameNode, one)) });
    if (content >= 0) body.values.push({ name: text(c, nameNode), node: one, content });
  }
}

function enumCase(c: Context, body: Body, node: number): void {
  const nameNode = field(c, node, c.field.name);
  const annotations = attributesOf(c, node);
  const fact: MemberFact = { name: text(c, nameNode), flags: hidden | MemberFlag.EnumCase, ...spanOf(c, Math.max(nameNode, node)), ...(annotations.length > 0 ? { annotations } : {}) };
  body.members.push(fact);
  const content = field(c, node, c.field.value);
  if (content < 0) return;
  inFunction(c, { name: '', qualified: c.qualified, ownerType: body.open.type, flags: FunctionFlag.FieldInit, ...spanOf(c, node) }, makeScope(), () => { value(c, content); });
}
