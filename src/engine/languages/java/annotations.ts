import { Literal, type AnnotationFact } from '../../facts';
import { childOf, children, end, field, kind, start, text } from '../nodes';
import { dotted, type Context } from './context';
import { Kind } from './kinds';
import { literalText } from './texts';

/** Modifiers and annotations of a declaration. */
export interface Modifiers {
  words: ReadonlySet<string>;
  annotations: AnnotationFact[];
}

const none: Modifiers = { words: new Set(), annotations: [] };

/** Reads the modifiers of a declaration, wherever they stand among its children. */
export function modifiersOf(c: Context, node: number): Modifiers {
  const list = childOf(c, node, Kind.Modifiers);
  if (list < 0) return none;
  const annotations: AnnotationFact[] = [];
  let words = '';
  let from = start(c, list);
  for (const one of children(c, list)) {
    words += c.source.slice(from, start(c, one));
    from = end(c, one);
    const fact = annotationOf(c, one);
    if (fact) annotations.push(fact);
  }
  words += c.source.slice(from, end(c, list));
  return { words: new Set(words.split(/\s+/).filter((word) => word !== '')), annotations };
}

/** An annotation with its literal arguments; a list of literals is one argument for each. */
export function annotationOf(c: Context, node: number): AnnotationFact | undefined {
  const k = kind(c, node);
  if (k !== Kind.Annotation && k !== Kind.MarkerAnnotation) return undefined;
  const fact: AnnotationFact = { name: dotted(c, field(c, node, c.field.name)), args: [], start: start(c, node), end: end(c, node) };
  const list = field(c, node, c.field.arguments);
  for (const one of children(c, list)) {
    if (kind(c, one) === Kind.ElementValuePair) addArgument(c, fact, field(c, one, c.field.value), text(c, field(c, one, c.field.key)));
    else addArgument(c, fact, one);
  }
  return fact;
}

function addArgument(c: Context, fact: AnnotationFact, node: number, name?: string): void {
  if (node < 0) return;
  const named = name === undefined ? {} : { name };
  const literal = literalText(c, node);
  if (literal !== undefined) {
    fact.args.push({ ...named, literal, kind: Literal.Text });
    return;
  }
  switch (kind(c, node)) {
    case Kind.ElementValueArray: for (const one of children(c, node)) addArgument(c, fact, one, name); break;
    case Kind.True: fact.args.push({ ...named, literal: 'true', kind: Literal.True }); break;
    case Kind.False: fact.args.push({ ...named, literal: 'false', kind: Literal.False }); break;
    case Kind.Number: fact.args.push({ ...named, literal: text(c, node), kind: Literal.Number }); break;
    case Kind.Identifier: case Kind.FieldAccess: case Kind.ClassLiteral: fact.args.push({ ...named, literal: text(c, node), kind: Literal.Text }); break;
  }
}

/** An annotation by its simple name: `ToString.Exclude` for `@lombok.ToString.Exclude`. */
export function annotated(list: readonly AnnotationFact[], name: string): AnnotationFact | undefined {
  return list.find((one) => one.name === name || one.name.endsWith(`.${name}`));
}
