import { ExportKind, FunctionFlag, MemberFlag, Shows, TypeKind, VarKind, type MemberFact } from '../../facts';
import { modifiersOf, type Modifiers } from './annotations';
import { argumentsOf } from './calls';
import { childOf, children, end, field, kind, start, text } from '../nodes';
import type { Context } from './context';
import { inFunction } from './functions';
import { Kind } from './kinds';
import { generated, loggerField, loggerName, recordAccessors } from './lombok';
import { addField, fieldMembers, initialiser, methodMember, showsOf, spanOf, type Body } from './members';
import { makeScope, type OpenType } from './scopes';
import { namedTypeOf, typeOf } from './types';

/** A declared type whose row is made and whose body waits. */
interface Declared { node: number; open: OpenType; modifiers: Modifiers; inner: Declared[]; hasSupers: boolean; body: number }

const isType = (k: number): boolean => k === Kind.Class || k === Kind.Interface || k === Kind.Enum || k === Kind.Record || k === Kind.AnnotationType;

/** Declares the types at the top of a file, exports them and gives their bodies to lower. */
export function declareTypes(c: Context, root: number): (() => void)[] {
  const bodies: (() => void)[] = [];
  for (const node of children(c, root)) {
    if (!isType(kind(c, node))) continue;
    const declared = declareType(c, node, '');
    const { name, type } = declared.open;
    const nameNode = field(c, node, c.field.name);
    c.module.names.set(name, c.builder.variable(name, VarKind.Type, start(c, nameNode), end(c, nameNode), -1, type));
    c.builder.exportName(name, ExportKind.Type, type, start(c, nameNode), end(c, nameNode));
    bodies.push(() => { lowerType(c, declared); });
  }
  return bodies;
}

/** A type declared among statements. */
export function localType(c: Context, node: number): void {
  const declared = declareType(c, node, c.qualified);
  const nameNode = field(c, node, c.field.name);
  c.scope.names.set(declared.open.name, c.builder.variable(declared.open.name, VarKind.Type, start(c, nameNode), end(c, nameNode), -1, declared.open.type));
  lowerType(c, declared);
}

/** The type of `new Base(…) { … }`; gives its row. */
export function anonymousClass(c: Context, node: number, base: number, body: number): number {
  const supers = base < 0 ? [] : [namedTypeOf(c, base)].filter((one) => one >= 0);
  const type = c.builder.type({
    name: '', qualified: c.qualified, kind: TypeKind.Class, supers, text: Shows.Inherited, debug: Shows.Inherited, json: Shows.AllFields, start: start(c, body), end: end(c, body),
  });
  const open = openType(c, '', c.qualified, type, body, -1, undefined);
  lowerType(c, { node, open, modifiers: { words: new Set(), annotations: [] }, inner: innerTypes(c, body, c.qualified, open), hasSupers: true, body });
  return type;
}

const kindsOf: Readonly<Record<number, number>> = { [Kind.Interface]: TypeKind.Interface, [Kind.AnnotationType]: TypeKind.Interface, [Kind.Enum]: TypeKind.Enum, [Kind.Record]: TypeKind.Record };

function declareType(c: Context, node: number, outer: string): Declared {
  const k = kind(c, node);
  const name = text(c, field(c, node, c.field.name));
  const qualified = outer === '' ? name : `${outer}.${name}`;
  const modifiers = modifiersOf(c, node);
  const supers = supersOf(c, node);
  const type = c.builder.type({
    name, qualified, kind: kindsOf[k] ?? TypeKind.Class, supers, text: Shows.Nothing, debug: Shows.Nothing, json: Shows.AllFields, annotations: modifiers.annotations, ...spanOf(c, node),
  });
  const body = field(c, node, c.field.body);
  const components = k === Kind.Record ? field(c, node, c.field.parameters) : -1;
  const open = openType(c, name, qualified, type, body, components, loggerName(modifiers.annotations));
  return { node, open, modifiers, inner: innerTypes(c, body, qualified, open), hasSupers: field(c, node, c.field.superclass) >= 0 || k === Kind.Interface, body };
}

function innerTypes(c: Context, body: number, qualified: string, open: OpenType): Declared[] {
  const inner = bodyParts(c, body).filter((one) => isType(kind(c, one))).map((one) => declareType(c, one, qualified));
  for (const one of inner) (open.nested as Map<string, number>).set(one.open.name, one.open.type);
  return inner;
}

/** Members of a body; those of an enum stand one level deeper behind its constants. */
function bodyParts(c: Context, body: number): number[] {
  return children(c, body).flatMap((one) => (kind(c, one) === Kind.ClassBody ? children(c, one) : [one]));
}

function supersOf(c: Context, node: number): number[] {
  const found: number[] = [];
  for (const one of children(c, node)) {
    const k = kind(c, one);
    if (k !== Kind.Superclass && k !== Kind.Interfaces) continue;
    const named = k === Kind.Superclass ? children(c, one) : children(c, childOf(c, one, Kind.TypeList));
    for (const each of named) found.push(namedTypeOf(c, each));
  }
  return found.filter((one) => one >= 0);
}

/** Names of the members a body declares, so that bare names find them before they are lowered. */
function openType(c: Context, name: string, qualified: string, type: number, body: number, components: number, logger: string | undefined): OpenType {
  const fields = new Set<string>(logger === undefined ? [] : [logger]);
  const methods = new Set<string>();
  for (const one of children(c, components)) fields.add(text(c, componentName(c, one)));
  for (const one of bodyParts(c, body)) {
    switch (kind(c, one)) {
      case Kind.Field: for (const each of children(c, one)) if (kind(c, each) === Kind.Declarator) fields.add(text(c, field(c, each, c.field.name))); break;
      case Kind.EnumConstant: fields.add(text(c, field(c, one, c.field.name))); break;
      case Kind.Method: methods.add(text(c, field(c, one, c.field.name))); break;
    }
  }
  return { type, name, qualified, fields, methods, nested: new Map() };
}

function componentName(c: Context, node: number): number {
  return field(c, kind(c, node) === Kind.SpreadParameter ? childOf(c, node, Kind.Declarator) : node, c.field.name);
}

function lowerType(c: Context, declared: Declared): void {
  const { node, open, modifiers, inner } = declared;
  const k = kind(c, node);
  const outer = c.scope;
  const { qualified } = c;
  c.scope = makeScope(outer, open);
  c.qualified = open.qualified;
  const body: Body = {
    open, isInterface: k === Kind.Interface || k === Kind.AnnotationType, isRecord: k === Kind.Record, annotations: modifiers.annotations, fields: [], members: [],
    methods: new Set(), constructors: 0, textFn: undefined,
  };
  const parts = bodyParts(c, declared.body);
  if (k === Kind.Record) components(c, body, field(c, node, c.field.parameters));
  body.isRecord = false;
  loggerField(c, body);
  const constants = parts.filter((one) => kind(c, one) === Kind.EnumConstant);
  for (const one of constants) enumConstant(c, body, one);
  for (const one of parts) if (kind(c, one) === Kind.Field) fieldMembers(c, body, one);
  const blocks = parts.filter((one) => kind(c, one) === Kind.Block || kind(c, one) === Kind.StaticInitializer);
  initialiser(c, body, declared.body < 0 ? node : declared.body, blocks);
  for (const one of parts) {
    const part = kind(c, one);
    if (part === Kind.Method || part === Kind.Constructor || part === Kind.CompactConstructor) methodMember(c, body, one);
  }
  if (k === Kind.Record) recordAccessors(c, body);
  else if (k === Kind.Class || k === Kind.Enum) generated(c, body);
  for (const one of inner) lowerType(c, one);
  c.scope = outer;
  c.qualified = qualified;
  c.builder.members(open.type, body.members, showsOf(body, k === Kind.Record, declared.hasSupers));
}

function components(c: Context, body: Body, list: number): void {
  for (const one of children(c, list)) {
    const isRest = kind(c, one) === Kind.SpreadParameter;
    const parts = children(c, one);
    const typeNode = isRest ? (parts.find((part) => kind(c, part) !== Kind.Declarator && kind(c, part) !== Kind.Modifiers) ?? -1) : field(c, one, c.field.type);
    addField(c, body, { node: one, nameNode: componentName(c, one), type: typeOf(c, typeNode, isRest ? 1 : 0), value: -1 }, modifiersOf(c, one));
  }
}

/** A constant of an enum; its arguments and body are lowered where it stands. */
function enumConstant(c: Context, body: Body, node: number): void {
  const nameNode = field(c, node, c.field.name);
  const fact: MemberFact = { name: text(c, nameNode), flags: MemberFlag.EnumCase | MemberFlag.Static | MemberFlag.HiddenJson | MemberFlag.HiddenText, ...spanOf(c, nameNode) };
  body.members.push(fact);
  const content = field(c, node, c.field.body);
  const list = field(c, node, c.field.arguments);
  if (content < 0 && children(c, list).length === 0) return;
  inFunction(c, { name: '', qualified: c.qualified, ownerType: body.open.type, flags: FunctionFlag.FieldInit, ...spanOf(c, node) }, () => {
    argumentsOf(c, list);
    if (content >= 0) c.builder.classValue(anonymousClass(c, node, -1, content), start(c, node), end(c, node));
  });
}

