import { FunctionFlag, MemberFlag, Shows, type AnnotationFact, type MemberFact } from '../../facts';
import { annotated, modifiersOf, type Modifiers } from './annotations';
import { children, end, field, kind, start, statement, statementsOf, text } from '../nodes';
import type { Context } from './context';
import { namedValue } from './expressions';
import { dimensionsOf, inFunction, parameters } from './functions';
import { Kind } from './kinds';
import type { OpenType } from './scopes';
import { typeOf } from './types';

/** A field of a type as what is generated from it needs it. */
export interface FieldRow { name: string; type: number; node: number; nameNode: number; isStatic: boolean; isFinal: boolean; value: number; annotations: readonly AnnotationFact[]; fact: MemberFact }

/** What is known of a type while its members are read. */
export interface Body {
  open: OpenType;
  isInterface: boolean;
  isRecord: boolean;
  annotations: readonly AnnotationFact[];
  fields: FieldRow[];
  members: MemberFact[];
  methods: Set<string>;
  constructors: number;
  textFn: number | undefined;
}

export const spanOf = (c: Context, node: number): { start: number; end: number } => ({ start: start(c, node), end: end(c, node) });

/** Adds the fields of a `field_declaration`. */
export function fieldMembers(c: Context, body: Body, node: number): void {
  const modifiers = modifiersOf(c, node);
  const typeNode = field(c, node, c.field.type);
  for (const one of children(c, node)) {
    if (kind(c, one) !== Kind.Declarator) continue;
    const nameNode = field(c, one, c.field.name);
    addField(c, body, { node: one, nameNode, type: typeOf(c, typeNode, dimensionsOf(c, one)), value: field(c, one, c.field.value) }, modifiers);
  }
}

/** Adds one field with what its annotations hide. */
export function addField(c: Context, body: Body, at: { node: number; nameNode: number; type: number; value: number }, { words, annotations }: Modifiers): void {
  const isStatic = words.has('static') || body.isInterface;
  const isFinal = words.has('final') || body.isInterface || body.isRecord;
  const name = text(c, at.nameNode);
  let flags = (isStatic ? MemberFlag.Static : 0) | (words.has('private') || body.isRecord ? MemberFlag.Private : 0) | (isFinal ? MemberFlag.Readonly : 0);
  if (hidesJson(body.annotations, annotations, name) || words.has('transient') || isStatic) flags |= MemberFlag.HiddenJson;
  if (hidesText(body.annotations, annotations, name) || isStatic) flags |= MemberFlag.HiddenText;
  const fact: MemberFact = { name, flags, type: at.type, ...spanOf(c, Math.max(at.nameNode, at.node)), ...(annotations.length > 0 ? { annotations } : {}) };
  body.members.push(fact);
  body.fields.push({ name, type: at.type, node: at.node, nameNode: at.nameNode, isStatic, isFinal, value: at.value, annotations, fact });
}

function hidesJson(ofType: readonly AnnotationFact[], own: readonly AnnotationFact[], name: string): boolean {
  const ignore = annotated(own, 'JsonIgnore');
  if (ignore && !ignore.args.some((arg) => arg.literal === 'false')) return true;
  if (annotated(own, 'JsonProperty')?.args.some((arg) => arg.name === 'access' && /WRITE_ONLY$/.test(arg.literal))) return true;
  return annotated(ofType, 'JsonIgnoreProperties')?.args.some((arg) => arg.literal === name && (arg.name === undefined || arg.name === 'value')) === true;
}

function hidesText(ofType: readonly AnnotationFact[], own: readonly AnnotationFact[], name: string): boolean {
  if (annotated(own, 'ToString.Exclude')) return true;
  const shown = annotated(ofType, 'ToString');
  if (!shown) return false;
  if (shown.args.some((arg) => arg.name === 'exclude' && arg.literal === name)) return true;
  const of = shown.args.filter((arg) => arg.name === 'of');
  if (of.length > 0) return !of.some((arg) => arg.literal === name);
  return shown.args.some((arg) => arg.name === 'onlyExplicitlyIncluded' && arg.literal === 'true') && !annotated(own, 'ToString.Include');
}

/** The function that sets fields where they are declared, static blocks included; nothing when no field has a value. */
export function initialiser(c: Context, body: Body, node: number, blocks: readonly number[]): void {
  const given = body.fields.filter((one) => one.value >= 0);
  if (given.length === 0 && blocks.length === 0) return;
  inFunction(c, { name: '', qualified: body.open.qualified, ownerType: body.open.type, flags: FunctionFlag.FieldInit, ...spanOf(c, node) }, () => {
    for (const one of given) {
      const span = [start(c, one.node), end(c, one.node)] as const;
      const self = c.builder.self(...span);
      c.builder.store(self, one.name, namedValue(c, one.value, one.name), ...span);
    }
    for (const one of blocks) {
      if (kind(c, one) === Kind.Block) statement(c, one);
      else for (const inner of children(c, one)) statement(c, inner);
    }
  });
}

/** Lowers a method or constructor and adds it to the members. */
export function methodMember(c: Context, body: Body, node: number): void {
  const k = kind(c, node);
  const nameNode = field(c, node, c.field.name);
  const name = text(c, nameNode);
  const { words, annotations } = modifiersOf(c, node);
  const isConstructor = k !== Kind.Method;
  const content = field(c, node, c.field.body);
  const flags = (isConstructor ? FunctionFlag.Constructor : 0) | (words.has('static') ? FunctionFlag.Static : 0) | (content < 0 && !isConstructor ? FunctionFlag.Abstract : 0)
    | (annotated(annotations, 'Override') ? FunctionFlag.Override : 0);
  const fn = inFunction(c, {
    name, qualified: `${body.open.qualified}.${name}`, ownerType: body.open.type, flags, returns: isConstructor ? -1 : typeOf(c, field(c, node, c.field.type), dimensionsOf(c, node)),
    ...spanOf(c, node), nameStart: start(c, Math.max(nameNode, node)), nameEnd: end(c, Math.max(nameNode, node)), ...(annotations.length > 0 ? { annotations } : {}),
  }, () => {
    const list = field(c, node, c.field.parameters);
    const rows = k === Kind.CompactConstructor ? [] : parameters(c, list);
    if (k === Kind.CompactConstructor) compactParameters(c, body);
    statementsOf(c, content);
    if (k === Kind.CompactConstructor) storeComponents(c, body, node);
    if (!isConstructor && name === 'toString' && rows.length === 0) body.textFn = c.builder.functionIndex;
  });
  if (isConstructor) {
    body.constructors++;
    return;
  }
  const memberName = body.open.fields.has(name) ? `${name}()` : name;
  const member: MemberFact = {
    name: memberName, fn, flags: MemberFlag.Method | (words.has('static') ? MemberFlag.Static : 0) | (words.has('private') ? MemberFlag.Private : 0), ...spanOf(c, Math.max(nameNode, node)),
    ...(annotations.length > 0 ? { annotations } : {}),
  };
  body.methods.add(name);
  body.members.push(member);
}

/** A compact constructor has the components of the record as parameters. */
function compactParameters(c: Context, body: Body): void {
  c.builder.params(body.fields.filter((one) => !one.isStatic).map((one) => {
    const span = spanOf(c, one.nameNode);
    const variable = c.builder.variable(one.name, 1, span.start, span.end, one.type);
    c.scope.names.set(one.name, variable);
    return { name: one.name, variable, type: one.type, flags: 0, ...span };
  }));
}

function storeComponents(c: Context, body: Body, node: number): void {
  const at = end(c, node);
  for (const one of body.fields) {
    const variable = one.isStatic ? undefined : c.scope.names.get(one.name);
    if (variable === undefined) continue;
    const self = c.builder.self(at, at);
    c.builder.store(self, one.name, c.builder.ref(variable, at, at), at, at);
  }
}

/** What the text forms of a type show, by its own method, its annotations and its kind. */
export function showsOf(body: Body, isRecord: boolean, hasSupers: boolean): { text: number; debug: number; textFn?: number; debugFn?: number } {
  if (body.textFn !== undefined) return { text: Shows.Function, debug: Shows.Function, textFn: body.textFn, debugFn: body.textFn };
  const isData = isRecord || ['Data', 'Value', 'ToString'].some((name) => annotated(body.annotations, name));
  const shows = isData ? Shows.AllFields : hasSupers ? Shows.Inherited : Shows.Nothing;
  return { text: shows, debug: shows };
}
