import { Op, Shows, TypeKind, VarKind, type AnnotationFact } from '../../facts';
import { childOf, children, end, field, kind, start } from '../nodes';
import { modifiersOf } from './annotations';
import { nameOf, type Context } from './context';
import { constructors, type Construction } from './constructors';
import { functionDeclaration, receiverType } from './functions-declared';
import { isTypeKind, Kind } from './kinds';
import { addEntry, addMethod, addProperty, showsOf, type Body } from './members';
import { declare, makeScope, type OpenType } from './scopes';
import { namedTypeOf, typeOf } from './types';

/** A declared type whose row is made and whose body waits. */
export interface Declared { node: number; open: OpenType; words: ReadonlySet<string>; annotations: AnnotationFact[]; inner: Declared[]; hasSupers: boolean }

export const isTypeDeclaration = (k: number): boolean => k === Kind.Class || k === Kind.Object;

/** Declares a type and those in it. */
export function declareType(c: Context, node: number, outer: string): Declared {
  const name = nameOf(c, field(c, node, c.field.name));
  const qualified = outer === '' ? name : `${outer}.${name}`;
  const { words, annotations } = modifiersOf(c, node);
  const supers = supersOf(c, node);
  const isValue = words.has('value') || words.has('inline');
  const components = childOf(c, childOf(c, node, Kind.PrimaryConstructor), Kind.ClassParameters);
  // A value class without a text form of its own is what it holds.
  const held = isValue && childOf(c, node, Kind.ClassBody) < 0 ? typeOf(c, children(c, childOf(c, components, Kind.ClassParameter)).find((one) => isTypeKind(kind(c, one))) ?? -1) : -1;
  const type = c.builder.type({
    name, qualified, kind: held >= 0 ? TypeKind.Alias : kindOf(c, node, words), supers, text: Shows.Nothing, debug: Shows.Nothing, json: Shows.AllFields, annotations, start: start(c, node), end: end(c, node),
    ...(held >= 0 ? { target: held } : {}),
  });
  const open = openType(c, name, qualified, type, node, components);
  const inner = parts(c, node).filter((one) => isTypeDeclaration(kind(c, one))).map((one) => declareType(c, one, qualified));
  for (const one of inner) open.nested.set(one.open.name, one.open.type);
  return { node, open, words, annotations, inner, hasSupers: supers.length > 0 };
}

function kindOf(c: Context, node: number, words: ReadonlySet<string>): number {
  if (words.has('enum') || childOf(c, node, Kind.EnumBody) >= 0) return TypeKind.Enum;
  const name = field(c, node, c.field.name);
  if (/\binterface\s+$/.test(c.source.slice(Math.max(start(c, node), start(c, Math.max(name, node)) - 24), start(c, Math.max(name, node))))) return TypeKind.Interface;
  return words.has('data') ? TypeKind.Record : TypeKind.Class;
}

const bodyOf = (c: Context, node: number): number => Math.max(childOf(c, node, Kind.ClassBody), childOf(c, node, Kind.EnumBody));

/** Members of the body of a type; those of its companion are members like others. */
function parts(c: Context, node: number): number[] {
  return children(c, bodyOf(c, node)).flatMap((one) => (kind(c, one) === Kind.Companion ? parts(c, one) : [one]));
}

function supersOf(c: Context, node: number): number[] {
  const found: number[] = [];
  for (const one of superTypes(c, node)) found.push(namedTypeOf(c, one.type));
  return found.filter((one) => one >= 0);
}

/** Super types with the arguments their constructors get. */
export function superTypes(c: Context, node: number): { type: number; list: number; by: number }[] {
  return children(c, childOf(c, node, Kind.Supers)).flatMap((one) => {
    const made = childOf(c, one, Kind.ConstructorInvocation);
    const delegated = childOf(c, one, Kind.Delegation);
    const holder = made >= 0 ? made : delegated >= 0 ? delegated : one;
    const own = children(c, holder);
    const type = own.find((part) => isTypeKind(kind(c, part))) ?? -1;
    return type < 0 ? [] : [{ type, list: childOf(c, holder, Kind.Arguments), by: delegated < 0 ? -1 : (own.find((part) => part > type && !isTypeKind(kind(c, part))) ?? -1) }];
  });
}

/** Names of the members a type declares, so that bare names find them before they are lowered. */
function openType(c: Context, name: string, qualified: string, type: number, node: number, components: number): OpenType {
  const open: OpenType = { type, name, qualified, fields: new Set(), methods: new Set(), extensions: new Set(), nested: new Map() };
  for (const one of children(c, components)) if (kind(c, one) === Kind.ClassParameter && isProperty(c, one)) open.fields.add(nameOf(c, childOf(c, one, Kind.Identifier)));
  for (const one of parts(c, node)) {
    switch (kind(c, one)) {
      case Kind.Property: {
        const variable = childOf(c, one, Kind.Variable);
        if (variable >= 0 && receiverType(c, one, variable) < 0) open.fields.add(nameOf(c, childOf(c, variable, Kind.Identifier)));
        break;
      }
      case Kind.EnumEntry: open.fields.add(nameOf(c, childOf(c, one, Kind.Identifier))); break;
      case Kind.Function: {
        const nameNode = field(c, one, c.field.name);
        (nameNode >= 0 && receiverType(c, one, nameNode) >= 0 ? open.extensions : open.methods).add(nameOf(c, nameNode));
        break;
      }
    }
  }
  return open;
}

/** True for a constructor parameter with `val` or `var` in front. */
export function isProperty(c: Context, node: number): boolean {
  const modifiers = childOf(c, node, Kind.Modifiers);
  const nameNode = childOf(c, node, Kind.Identifier);
  return nameNode >= 0 && /\b(?:val|var)\s/.test(c.source.slice(modifiers < 0 ? start(c, node) : end(c, modifiers), start(c, nameNode)));
}

/** Lowers the body of a declared type. */
export function lowerType(c: Context, declared: Declared): void {
  const { node, open, words, annotations, inner } = declared;
  const outer = c.scope;
  const { qualified, backing } = c;
  c.scope = makeScope(outer, open);
  c.qualified = open.qualified;
  c.backing = '';
  const isObject = kind(c, node) === Kind.Object;
  const isInterface = kindOf(c, node, words) === TypeKind.Interface;
  const body: Body = { open, annotations, isInterface, isStatic: isObject, isData: words.has('data') && !isObject, isValue: words.has('value') || words.has('inline'), members: [], textFn: undefined };
  const made: Construction = { node, isStatic: isObject, components: childOf(c, childOf(c, node, Kind.PrimaryConstructor), Kind.ClassParameters), properties: [], blocks: [], secondary: [] };
  constructors.components(c, body, made);
  collect(c, body, made, bodyOf(c, node));
  constructors.lower(c, body, made);
  methods(c, body, bodyOf(c, node));
  for (const one of inner) lowerType(c, one);
  c.scope = outer;
  c.qualified = qualified;
  c.backing = backing;
  c.builder.members(open.type, body.members, showsOf(body, declared.hasSupers));
}

/** Notes properties, blocks and constructors; companions are part of their type. */
function collect(c: Context, body: Body, made: Construction, holder: number): void {
  for (const one of children(c, holder)) {
    switch (kind(c, one)) {
      case Kind.Property: addProperty(c, body, made, one); break;
      case Kind.EnumEntry: addEntry(c, body, one); break;
      case Kind.Initializer: made.blocks.push(one); break;
      case Kind.SecondaryConstructor: made.secondary.push(one); break;
      case Kind.Companion: {
        const { isStatic } = body;
        const companion: Construction = { ...made, isStatic: true, properties: [], blocks: [] };
        body.isStatic = true;
        collect(c, body, companion, childOf(c, one, Kind.ClassBody));
        constructors.initialise(c, body, companion, one);
        body.isStatic = isStatic;
        break;
      }
    }
  }
}

function methods(c: Context, body: Body, holder: number): void {
  for (const one of children(c, holder)) {
    const k = kind(c, one);
    if (k === Kind.Function) {
      const lowered = functionDeclaration(c, one, { owner: body.open, isStatic: body.isStatic, isInterface: body.isInterface });
      addMethod(c, body, lowered);
    } else if (k === Kind.Companion) {
      const { isStatic } = body;
      body.isStatic = true;
      methods(c, body, childOf(c, one, Kind.ClassBody));
      body.isStatic = isStatic;
    }
  }
}

/** A type declared among statements. */
export function localType(c: Context, node: number): void {
  const declared = declareType(c, node, c.qualified);
  const nameNode = field(c, node, c.field.name);
  const variable = declare(c, declared.open.name, Math.max(nameNode, node), VarKind.Type);
  c.builder.bindVariable(variable, { ref: declared.open.type });
  lowerType(c, declared);
}

/** `object : Base(x) { … }` as a value. */
export function anonymousObject(c: Context, node: number): number {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const type = b.type({ name: '', qualified: c.qualified, kind: TypeKind.Class, supers: supersOf(c, node), text: Shows.Inherited, debug: Shows.Inherited, json: Shows.AllFields, start: span[0], end: span[1] });
  const open = openType(c, '', c.qualified, type, node, -1);
  const inner = parts(c, node).filter((one) => isTypeDeclaration(kind(c, one))).map((one) => declareType(c, one, c.qualified));
  lowerType(c, { node, open, words: new Set(), annotations: [], inner, hasSupers: true });
  const made = b.classValue(type, ...span);
  return b.call(Op.New, made, span[0], Math.min(span[1], span[0] + 6), [], ...span);
}
