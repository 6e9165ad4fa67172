import { FunctionFlag, MemberFlag, Shows, type AnnotationFact, type MemberFact } from '../../facts';
import { childOf, children, end, kind, start, value } from '../nodes';
import { nameOf, type Context } from './context';
import type { Construction } from './constructors';
import { inFunction } from './functions';
import { functionDeclaration, type Lowered } from './functions-declared';
import { Kind } from './kinds';
import { accessors, propertyMember, propertyParts } from './properties';
import type { OpenType } from './scopes';

/** What is known of a type while its members are read. */
export interface Body {
  open: OpenType;
  annotations: readonly AnnotationFact[];
  isInterface: boolean;
  /** Members belong to the type itself: of an object or companion. */
  isStatic: boolean;
  isData: boolean;
  isValue: boolean;
  members: MemberFact[];
  textFn: number | undefined;
}

/** Adds a property; its value waits for the function that makes an instance. The text form of a data class shows only what its constructor takes. */
export function addProperty(c: Context, body: Body, made: Construction, node: number): void {
  const parts = propertyParts(c, node);
  if (parts.name === '') {
    if (parts.value >= 0) made.properties.push(parts);
    return;
  }
  const getter = accessors(c, parts, { owner: body.open, isStatic: body.isStatic });
  if (parts.receiver >= 0) return;
  const isComputed = getter >= 0 && parts.value < 0 && parts.delegate < 0;
  const flags = (body.isStatic ? MemberFlag.Static : 0) | (isComputed ? MemberFlag.Getter : 0) | (body.isData ? MemberFlag.HiddenText : 0);
  body.members.push(propertyMember(c, parts, body.annotations, flags, isComputed ? getter : -1));
  if (parts.value >= 0 || parts.delegate >= 0) made.properties.push(parts);
}

/** Adds a method. */
export function addMethod(c: Context, body: Body, { fn, name, nameNode, words, annotations, parameters }: Lowered): void {
  if (name === 'toString' && parameters === 0) body.textFn = fn;
  body.members.push({
    name: body.open.fields.has(name) ? `${name}()` : name, fn, flags: MemberFlag.Method | (body.isStatic ? MemberFlag.Static : 0) | (words.has('private') ? MemberFlag.Private : 0),
    start: start(c, Math.max(nameNode, 0)), end: end(c, Math.max(nameNode, 0)), ...(annotations.length > 0 ? { annotations } : {}),
  });
}

/** A constant of an enum; its arguments and body are lowered where it stands. */
export function addEntry(c: Context, body: Body, node: number): void {
  const nameNode = childOf(c, node, Kind.Identifier);
  body.members.push({
    name: nameOf(c, nameNode), flags: MemberFlag.EnumCase | MemberFlag.Static | MemberFlag.HiddenJson | MemberFlag.HiddenText, start: start(c, Math.max(nameNode, node)), end: end(c, Math.max(nameNode, node)),
  });
  const content = childOf(c, node, Kind.ClassBody);
  const list = childOf(c, node, Kind.Arguments);
  if (content < 0 && children(c, list).length === 0) return;
  inFunction(c, { name: '', qualified: c.qualified, ownerType: body.open.type, flags: FunctionFlag.FieldInit, start: start(c, node), end: end(c, node) }, () => {
    for (const one of children(c, list)) value(c, one);
  });
  for (const one of children(c, content)) if (kind(c, one) === Kind.Function) functionDeclaration(c, one, { owner: body.open });
}

/** What the text forms of a type show, by its own method and its kind. */
export function showsOf(body: Body, hasSupers: boolean): { text: number; debug: number; textFn?: number; debugFn?: number } {
  if (body.textFn !== undefined) return { text: Shows.Function, debug: Shows.Function, textFn: body.textFn, debugFn: body.textFn };
  const shows = body.isData || body.isValue ? Shows.AllFields : hasSupers || body.isInterface ? Shows.Inherited : Shows.Nothing;
  return { text: shows, debug: shows };
}
