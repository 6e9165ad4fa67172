import { Literal, MemberFlag, Shows, TypeKind, type AnnotationFact, type MemberFact } from '../../facts';
import { child, children, end, field, fields, kind, start, text } from '../nodes';
import type { Context } from './context';
import { Kind } from './kinds';
import { literalText } from './literals';
import { bareName, typeOf } from './types';

/** Fields of a struct, the types it embeds, and the names in the order of literals without keys. */
export interface Shape { members: Map<string, MemberFact>; supers: number[]; order: string[] }

const isUpper = (name: string): boolean => /^\p{Lu}/u.test(name);

/** Reads the fields of a struct type. What begins with a small letter stays out of JSON; an embedded type is a super type and a field that shows nothing twice. */
export function shapeOf(c: Context, struct: number): Shape {
  const shape: Shape = { members: new Map(), supers: [], order: [] };
  for (const one of children(c, child(c, struct))) {
    if (kind(c, one) !== Kind.FieldDeclaration) continue;
    const typeNode = field(c, one, c.field.type);
    const type = typeOf(c, typeNode);
    const tag = literalText(c, field(c, one, c.field.tag));
    const annotations = tag === undefined ? [] : tagFacts(tag, start(c, field(c, one, c.field.tag)), end(c, one));
    const hidden = annotations.some((a) => a.name === 'json' && a.args.length === 1 && a.args[0]?.literal === '-') ? MemberFlag.HiddenJson : 0;
    // The text form of a struct shows a pointer in it as an address.
    const address = typeNode >= 0 && kind(c, typeNode) === Kind.PointerType ? MemberFlag.HiddenText : 0;
    const names = fields(c, one, c.field.name);
    for (const nameNode of names) {
      const name = text(c, nameNode);
      shape.order.push(name);
      if (name === '_') continue;
      const flags = hidden | address | (isUpper(name) ? 0 : MemberFlag.Private | MemberFlag.HiddenJson);
      shape.members.set(name, { name, type, flags, annotations, start: start(c, nameNode), end: end(c, nameNode) });
    }
    if (names.length > 0) continue;
    const name = bareName(c, typeNode);
    if (type >= 0) shape.supers.push(type);
    if (name === '') continue;
    shape.order.push(name);
    const isPointer = c.source.slice(start(c, one), start(c, typeNode)).includes('*');
    shape.members.set(name, { name, type, flags: MemberFlag.HiddenText | MemberFlag.HiddenJson | (isPointer ? MemberFlag.Address : 0), annotations, start: start(c, typeNode), end: end(c, typeNode) });
  }
  return shape;
}

const tagPart = /([\w-]+):"((?:[^"\\]|\\.)*)"/g;

/** Annotations of a field's tag, one per key; each rule of `validate` and `binding` is one of its own name. */
function tagFacts(tag: string, from: number, to: number): AnnotationFact[] {
  const found: AnnotationFact[] = [];
  for (const [, key = '', written = ''] of tag.matchAll(tagPart)) {
    const values = written.split(/[,;]/).map((one) => one.trim());
    if (key === 'validate' || key === 'binding') {
      for (const rule of values) if (/^\w+$/.test(rule)) found.push({ name: rule, args: [], start: from, end: to });
    } else found.push({ name: key, args: values.map((literal) => ({ literal, kind: Literal.Text })), start: from, end: to });
  }
  return found;
}

/** The forms of a struct: what the types it embeds say of theirs is promoted to it. */
export function shownBy(supers: readonly number[]): { text: number; debug: number; json: number } {
  const shows = supers.length > 0 ? Shows.Promoted : Shows.AllFields;
  return { text: shows, debug: shows, json: shows };
}

/** Declares the type of a struct that has no name, and gives its index. */
export function inlineStruct(c: Context, struct: number): number {
  const { members, supers } = shapeOf(c, struct);
  const type = c.builder.type({
    name: '', qualified: c.qualified, kind: TypeKind.Class, supers, ...shownBy(supers), start: start(c, struct), end: end(c, struct),
  });
  c.builder.members(type, [...members.values()]);
  return type;
}
