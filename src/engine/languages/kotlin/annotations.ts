import { Literal, type AnnotationFact } from '../../facts';
import { bare, childOf, children, end, kind, start, text } from '../nodes';
import { dotted, operatorBetween, type Context } from './context';
import { Kind } from './kinds';
import { literalText } from './texts';

/** Modifiers and annotations of a declaration. */
export interface Modifiers {
  words: ReadonlySet<string>;
  annotations: AnnotationFact[];
}

const none: Modifiers = { words: new Set(), annotations: [] };

/** Reads the modifiers of a declaration; a parameter may have some of its own kind in front of it. */
export function modifiersOf(c: Context, node: number, list = childOf(c, node, Kind.Modifiers)): Modifiers {
  if (list < 0) return none;
  const annotations: AnnotationFact[] = [];
  const words = new Set<string>();
  for (const one of children(c, list)) {
    if (kind(c, one) === Kind.Annotation) annotations.push(...annotationsOf(c, one));
    else words.add(text(c, one));
  }
  return { words, annotations };
}

/** An annotation with its literal arguments; `@field:Json(…)` is told without what it is put on. A list of literals is one argument for each. */
function annotationsOf(c: Context, node: number): AnnotationFact[] {
  const found: AnnotationFact[] = [];
  for (const one of children(c, node)) {
    const k = kind(c, one);
    if (k === Kind.UserType) found.push({ name: dotted(c, one), args: [], start: start(c, node), end: end(c, node) });
    else if (k === Kind.ConstructorInvocation) {
      const fact: AnnotationFact = { name: dotted(c, childOf(c, one, Kind.UserType)), args: [], start: start(c, node), end: end(c, node) };
      for (const each of children(c, childOf(c, one, Kind.Arguments))) addArgument(c, fact, each);
      found.push(fact);
    }
  }
  return found;
}

function addArgument(c: Context, fact: AnnotationFact, node: number): void {
  const [first = -1, second = -1] = children(c, node);
  if (second >= 0 && operatorBetween(c, first, second) === '=') addLiteral(c, fact, second, text(c, first));
  else addLiteral(c, fact, first);
}

function addLiteral(c: Context, fact: AnnotationFact, node: number, name?: string): void {
  const at = bare(c, node);
  if (at < 0) return;
  const named = name === undefined ? {} : { name };
  const literal = literalText(c, at);
  if (literal !== undefined) {
    fact.args.push({ ...named, literal, kind: Literal.Text });
    return;
  }
  const written = text(c, at);
  switch (kind(c, at)) {
    case Kind.Number: fact.args.push({ ...named, literal: written, kind: Literal.Number }); break;
    case Kind.Identifier:
      fact.args.push({ ...named, literal: written, kind: written === 'true' ? Literal.True : written === 'false' ? Literal.False : Literal.Text });
      break;
    case Kind.Navigation: fact.args.push({ ...named, literal: written, kind: Literal.Text }); break;
    // `[a, b]` and `arrayOf(a, b)`.
    case Kind.Call: for (const one of children(c, childOf(c, at, Kind.Arguments))) addLiteral(c, fact, children(c, one)[0] ?? -1, name); break;
    case Kind.Other: for (const one of children(c, at)) addLiteral(c, fact, one, name); break;
  }
}

/** An annotation by its simple name: `ToString.Exclude` for `@lombok.ToString.Exclude`. */
export function annotated(list: readonly AnnotationFact[], name: string): AnnotationFact | undefined {
  return list.find((one) => one.name === name || one.name.endsWith(`.${name}`));
}
