import { FunctionFlag, MemberFlag, Op, Shows, type AnnotationFact, type MemberFact } from '../../facts';
import { childOf, children, end, field, kind, start, text } from '../nodes';
import { annotated, modifiersOf, type Modifiers } from './attributes';
import { argumentsOf } from './calls';
import { nameText, type Context } from './context';
import { typedValue } from './creation';
import { bodyOf, inFunction, parameters } from './functions';
import { Kind } from './kinds';
import { logMessage } from './messages';
import { propertyMember } from './properties';
import type { OpenType } from './scopes';
import { typeOf } from './types';
import { givenValue } from './variables';

/** A field or property with the value it is declared with. */
export interface Given { name: string; node: number; value: number; type: number }

/** What is known of a type while its members are read. */
export interface Body {
  open: OpenType;
  isInterface: boolean;
  isRecord: boolean;
  isStatic: boolean;
  annotations: readonly AnnotationFact[];
  values: Given[];
  members: MemberFact[];
  textFn: number | undefined;
  /** A record that writes its members itself chooses what is shown. */
  printsMembers: boolean;
}

export const spanOf = (c: Context, node: number): { start: number; end: number } => ({ start: start(c, node), end: end(c, node) });

/** Lowers one member of a type; bodies wait until all members are known. */
export function lowerMember(c: Context, body: Body, node: number, waiting: (() => void)[]): void {
  switch (kind(c, node)) {
    case Kind.field_declaration: case Kind.event_field_declaration: fieldMembers(c, body, node); break;
    case Kind.property_declaration: propertyMember(c, body, node, waiting); break;
    case Kind.enum_member_declaration: enumMember(c, body, node); break;
    case Kind.method_declaration: case Kind.constructor_declaration: case Kind.operator_declaration: case Kind.conversion_operator_declaration: case Kind.destructor_declaration:
      waiting.push(() => { methodMember(c, body, node); });
      break;
    case Kind.indexer_declaration: case Kind.event_declaration: waiting.push(() => { accessorFunctions(c, body, node); }); break;
  }
}

function enumMember(c: Context, body: Body, node: number): void {
  const nameNode = Math.max(field(c, node, c.field.name), node);
  body.members.push({ name: nameText(c, nameNode), flags: MemberFlag.EnumCase | MemberFlag.Static | MemberFlag.HiddenJson | MemberFlag.HiddenText, ...spanOf(c, nameNode) });
}

function fieldMembers(c: Context, body: Body, node: number): void {
  const modifiers = modifiersOf(c, node);
  const declaration = childOf(c, node, Kind.variable_declaration);
  const typeNode = field(c, declaration, c.field.type);
  for (const one of children(c, declaration)) {
    if (kind(c, one) !== Kind.variable_declarator) continue;
    const nameNode = Math.max(field(c, one, c.field.name), one);
    const value = givenValue(c, one);
    addField(c, body, { name: nameText(c, nameNode), nameNode, type: typeOf(c, typeNode), isReadonly: modifiers.words.has('readonly') || modifiers.words.has('const') }, modifiers);
    if (value >= 0) body.values.push({ name: nameText(c, nameNode), node: one, value, type: typeNode });
  }
}

/** Adds a field or automatic property with what its attributes hide. */
export function addField(c: Context, body: Body, at: { name: string; nameNode: number; type: number; isReadonly: boolean }, { words, annotations }: Modifiers): void {
  const isStatic = words.has('static') || words.has('const') || body.isStatic;
  const isPublic = words.has('public') || words.has('internal') || body.isInterface;
  let flags = (isStatic ? MemberFlag.Static : 0) | (isPublic ? 0 : MemberFlag.Private) | (at.isReadonly ? MemberFlag.Readonly : 0);
  if (!words.has('public') && !body.isInterface && !writesJson(annotations) || isStatic || hidesJson(annotations)) flags |= MemberFlag.HiddenJson;
  if (!isPublic || isStatic) flags |= MemberFlag.HiddenText;
  body.members.push({ name: at.name, flags, type: at.type, ...spanOf(c, at.nameNode), ...(annotations.length > 0 ? { annotations } : {}) });
}

/** An attribute that has a member written to JSON that is not public. */
const writesJson = (own: readonly AnnotationFact[]): boolean => ['JsonInclude', 'JsonProperty', 'DataMember'].some((name) => annotated(own, name) !== undefined);

/** `[JsonIgnore]`, unless it names a condition under which the value is left out. */
export function hidesJson(own: readonly AnnotationFact[]): boolean {
  const ignore = annotated(own, 'JsonIgnore');
  if (ignore) return !ignore.args.some((arg) => arg.name === 'Condition' && !/Always$/.test(arg.literal));
  return ['IgnoreDataMember', 'NonSerialized', 'ScriptIgnore', 'BsonIgnore', 'NotLogged', 'LogMasked'].some((name) => annotated(own, name) !== undefined);
}

/** The function that sets fields where they are declared; nothing when no field has a value. */
export function initialiser(c: Context, body: Body, node: number): void {
  if (body.values.length === 0) return;
  inFunction(c, { name: '', qualified: body.open.qualified, ownerType: body.open.type, flags: FunctionFlag.FieldInit, ...spanOf(c, node) }, () => {
    for (const one of body.values) {
      const span = [start(c, one.node), end(c, one.node)] as const;
      const self = c.builder.self(...span);
      c.builder.store(self, one.name, typedValue(c, one.value, one.type, one.name), ...span);
    }
  });
}

const generators = /^I(?:Async)?Enumer(?:able|ator)\b/;

/** Lowers a method, constructor or operator and adds it to the members. */
function methodMember(c: Context, body: Body, node: number): void {
  const k = kind(c, node);
  const nameNode = Math.max(field(c, node, c.field.name), node);
  const modifiers = modifiersOf(c, node);
  const { words, annotations } = modifiers;
  const isConstructor = k === Kind.constructor_declaration && !words.has('static');
  const isMethod = k === Kind.method_declaration;
  const name = isMethod || isConstructor ? nameText(c, nameNode) : k === Kind.destructor_declaration ? 'Finalize' : k === Kind.constructor_declaration ? 'cctor' : 'op';
  const content = field(c, node, c.field.body);
  const list = field(c, node, c.field.parameters);
  const typeNode = isMethod ? field(c, node, c.field.returns) : field(c, node, c.field.type);
  const message = isMethod && content < 0 ? annotated(annotations, 'LoggerMessage') : undefined;
  const flags = (isConstructor ? FunctionFlag.Constructor : 0) | (words.has('static') ? FunctionFlag.Static : 0) | (content < 0 && message === undefined ? FunctionFlag.Abstract : 0)
    | (words.has('override') ? FunctionFlag.Override : 0) | (words.has('async') ? FunctionFlag.Async : 0) | (typeNode >= 0 && generators.test(text(c, typeNode)) && /\byield\b/.test(text(c, content)) ? FunctionFlag.Generator : 0);
  const fn = inFunction(c, {
    name, qualified: `${body.open.qualified}.${name}`, ownerType: body.open.type, flags, returns: isConstructor ? -1 : typeOf(c, typeNode),
    ...spanOf(c, node), nameStart: start(c, nameNode), nameEnd: end(c, nameNode), ...(annotations.length > 0 ? { annotations } : {}),
  }, () => {
    const rows = parameters(c, list, message !== undefined);
    if (isConstructor) chained(c, body, childOf(c, node, Kind.constructor_initializer));
    if (message) logMessage(c, body, message, rows, nameNode);
    bodyOf(c, content, isConstructor || k === Kind.destructor_declaration || text(c, typeNode) === 'void');
    if (name === 'ToString' && rows.length === 0) body.textFn = c.builder.functionIndex;
    if (name === 'PrintMembers' && rows.length === 1) body.printsMembers = true;
  }, typeNode);
  if (!isMethod) return;
  body.members.push({
    name, fn, flags: MemberFlag.Method | (words.has('static') ? MemberFlag.Static : 0) | (words.has('private') ? MemberFlag.Private : 0), ...spanOf(c, nameNode), ...(annotations.length > 0 ? { annotations } : {}),
  });
}

/** `: base(…)` and `: this(…)` of a constructor. */
function chained(c: Context, body: Body, node: number): void {
  if (node < 0) return;
  const span = [start(c, node), end(c, node)] as const;
  const list = childOf(c, node, Kind.argument_list);
  const isBase = /^:\s*base\b/.test(text(c, node));
  const callee = isBase ? c.builder.superValue(...span) : c.builder.load(c.builder.self(...span), body.open.name, ...span);
  c.builder.call(Op.Call, callee, ...span, argumentsOf(c, list, []), ...span);
}

/** Accessors of an indexer or event, as functions of their own. */
function accessorFunctions(c: Context, body: Body, node: number): void {
  const arrow = field(c, node, c.field.value);
  const list = field(c, node, c.field.parameters);
  const contents = arrow >= 0 ? [arrow] : children(c, field(c, node, c.field.accessors)).map((one) => field(c, one, c.field.body)).filter((one) => one >= 0);
  for (const content of contents) {
    inFunction(c, { name: 'Item', qualified: `${body.open.qualified}.Item`, ownerType: body.open.type, flags: 0, returns: typeOf(c, field(c, node, c.field.type)), ...spanOf(c, node) }, () => {
      parameters(c, list);
      bodyOf(c, content);
    });
  }
}

/** What the text forms of a type show, by its own method and its kind. */
export function showsOf(body: Body, hasBase: boolean): { text: number; debug: number; textFn?: number; debugFn?: number } {
  if (body.textFn !== undefined) return { text: Shows.Function, debug: Shows.Function, textFn: body.textFn, debugFn: body.textFn };
  const shows = body.printsMembers ? Shows.Nothing : body.isRecord ? Shows.AllFields : hasBase ? Shows.Inherited : Shows.Nothing;
  return { text: shows, debug: shows };
}
