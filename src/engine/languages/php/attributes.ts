import { Literal, type AnnotationFact } from '../../facts';
import { children, end, field, kind, start, text } from '../nodes';
import type { Context } from './context';
import { Kind } from './kinds';
import { literalText } from './texts';

/** Attributes of a declaration with their literal arguments: `#[ORM\Column(type: 'string')]` is `@ORM.Column("string")`. */
export function attributesOf(c: Context, node: number): AnnotationFact[] {
  const list = field(c, node, c.field.attributes);
  if (list < 0) return [];
  return children(c, list).flatMap((group) => children(c, group)).filter((one) => kind(c, one) === Kind.Attribute).map((one) => attribute(c, one));
}

function attribute(c: Context, node: number): AnnotationFact {
  const name = text(c, children(c, node)[0] ?? -1).replace(/^\\|\s+/g, '').replaceAll('\\', '.');
  const fact: AnnotationFact = { name, args: [], start: start(c, node), end: end(c, node) };
  for (const one of children(c, field(c, node, c.field.parameters))) {
    if (kind(c, one) !== Kind.Argument) continue;
    const nameNode = field(c, one, c.field.name);
    addArgument(c, fact, children(c, one).find((part) => part !== nameNode) ?? -1, nameNode < 0 ? undefined : text(c, nameNode));
  }
  return fact;
}

function addArgument(c: Context, fact: AnnotationFact, node: number, name?: string): void {
  if (node < 0) return;
  const given = name === undefined ? {} : { name };
  const literal = literalText(c, node);
  if (literal !== undefined) {
    fact.args.push({ ...given, literal, kind: Literal.Text });
    return;
  }
  switch (kind(c, node)) {
    case Kind.Array: for (const one of children(c, node)) addArgument(c, fact, children(c, one).at(-1) ?? -1, name); break;
    case Kind.Boolean: fact.args.push({ ...given, literal: text(c, node).toLowerCase(), kind: /^t/i.test(text(c, node)) ? Literal.True : Literal.False }); break;
    case Kind.Integer: case Kind.Float: fact.args.push({ ...given, literal: text(c, node), kind: Literal.Number }); break;
    case Kind.ClassConstant: case Kind.Name: fact.args.push({ ...given, literal: text(c, node), kind: Literal.Text }); break;
  }
}

/** An attribute by its last name, whatever it is imported as. */
export function hasAttribute(list: readonly AnnotationFact[], name: string): AnnotationFact | undefined {
  return list.find((one) => one.name === name || one.name.endsWith(`.${name}`));
}
