import { Literal, MemberFlag, TypeExpr, type AnnotationFact } from '../../facts';
import { annotationOf, metadata } from './annotations';
import { bare, children, end, field, kind, start, text } from '../nodes';
import { dotted, type Context } from './context';
import { Kind } from './kinds';
import type { ClassBody } from './scopes';
import { qualifiedType } from './types';

/** Type that a call states: the name it calls; with `arguments`, what it is given as type arguments (`Column(String(50))` is Column of String). */
export function callType(c: Context, node: number, withArguments: boolean, depth = 0): number {
  const name = dotted(c, field(c, node, c.field.function));
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (name === '' || (!withArguments && !/^_?\p{Lu}/u.test(last))) return -1;
  const args: number[] = [];
  const list = withArguments && depth < 3 ? field(c, node, c.field.arguments) : -1;
  if (list >= 0 && kind(c, list) !== Kind.Generator) {
    for (const one of children(c, list)) {
      const type = kind(c, one) === Kind.Call ? callType(c, one, true, depth + 1) : nameType(c, one);
      if (type >= 0) args.push(type);
    }
  }
  return c.builder.typeExpr(TypeExpr.Name, name, args);
}

function nameType(c: Context, node: number): number {
  const name = dotted(c, node);
  return name === '' ? -1 : c.builder.typeExpr(TypeExpr.Name, name);
}

const saysFalse = (annotation: AnnotationFact, name: string): boolean => annotation.args.some((arg) => arg.name === name && arg.kind === Literal.False);
const saysTrue = (annotation: AnnotationFact, name: string): boolean => annotation.args.some((arg) => arg.name === name && arg.kind === Literal.True);

/** Adds the member that an assignment or a declaration in a class body states. */
export function declareField(c: Context, body: ClassBody, target: number, declared: number, right: number): void {
  const name = text(c, target);
  const given = right < 0 ? -1 : bare(c, right);
  const isCall = given >= 0 && kind(c, given) === Kind.Call;
  const call = isCall ? annotationOf(c, given) : undefined;
  const annotations = [...metadata(c, declared), ...(call ? [call] : [])];
  const written = declared >= 0 ? qualifiedType(c, declared) : undefined;
  let flags = name.startsWith('_') ? MemberFlag.Private : 0;
  if (body.isEnum && declared < 0) flags |= MemberFlag.EnumCase;
  else if (written?.isClassVar) flags |= MemberFlag.Static;
  if (written?.isFinal) flags |= MemberFlag.Readonly;
  if (written?.isOptional || (body.isPartial && declared >= 0)) flags |= MemberFlag.Optional;
  for (const one of annotations) {
    if (saysFalse(one, 'repr')) flags |= MemberFlag.HiddenText;
    if (saysTrue(one, 'exclude')) flags |= MemberFlag.HiddenJson;
  }
  const type = written ? written.type : isCall && !body.isEnum ? callType(c, given, true) : -1;
  body.members.set(name, { name, type, flags, annotations, start: start(c, target), end: end(c, target) });
}
