import { Literal, type AnnotationFact } from '../../facts';
import { childOf, children, end, field, kind, start, text } from '../nodes';
import { dotted, nameText, type Context } from './context';
import { Kind } from './kinds';
import { literalText } from './texts';

/** Modifiers and attributes of a declaration. */
export interface Modifiers {
  words: ReadonlySet<string>;
  annotations: AnnotationFact[];
}

/** Reads the modifiers and attributes of a declaration. */
export function modifiersOf(c: Context, node: number): Modifiers {
  const words = new Set<string>();
  const annotations: AnnotationFact[] = [];
  for (const one of children(c, node)) {
    const k = kind(c, one);
    if (k === Kind.modifier) words.add(text(c, one));
    else if (k === Kind.attribute_list) for (const each of children(c, one)) if (kind(c, each) === Kind.attribute) annotations.push(attributeOf(c, each));
  }
  return { words, annotations };
}

function attributeOf(c: Context, node: number): AnnotationFact {
  const fact: AnnotationFact = { name: dotted(c, field(c, node, c.field.name)).replace(/(?<=\w)Attribute$/, ''), args: [], start: start(c, node), end: end(c, node) };
  for (const one of children(c, childOf(c, node, Kind.attribute_argument_list))) {
    const nameNode = field(c, one, c.field.name);
    const given = children(c, one).find((part) => part !== nameNode) ?? -1;
    if (given < 0) continue;
    const named = nameNode < 0 ? {} : { name: nameText(c, nameNode) };
    const literal = literalText(c, given);
    if (literal !== undefined) fact.args.push({ ...named, literal, kind: Literal.Text });
    else if (kind(c, given) === Kind.boolean_literal) fact.args.push({ ...named, literal: text(c, given), kind: text(c, given) === 'true' ? Literal.True : Literal.False });
    else if (kind(c, given) === Kind.integer_literal) fact.args.push({ ...named, literal: text(c, given), kind: Literal.Number });
    else if (end(c, given) - start(c, given) < 200) fact.args.push({ ...named, literal: text(c, given), kind: Literal.Text });
  }
  return fact;
}

/** An attribute by its simple name. */
export function annotated(list: readonly AnnotationFact[], name: string): AnnotationFact | undefined {
  return list.find((one) => one.name === name || one.name.endsWith(`.${name}`));
}
