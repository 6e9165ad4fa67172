import { Literal, type AnnotationFact } from '../../facts';
import { bare, child, children, end, field, kind, start, text } from '../nodes';
import { dotted, type Context } from './context';
import { Kind } from './kinds';
import { literalText } from './texts';

/** Kind of an annotation's argument that is a name as written, no literal. */
export const nameArgument = -1;

/** The annotation that a name or a call states: its name as written, its literal and named arguments. Undefined for other expressions. */
export function annotationOf(c: Context, node: number): AnnotationFact | undefined {
  const at = bare(c, node);
  if (at < 0) return undefined;
  const isCall = kind(c, at) === Kind.Call;
  const name = dotted(c, isCall ? field(c, at, c.field.function) : at);
  if (name === '') return undefined;
  return { name, args: isCall ? literalArguments(c, field(c, at, c.field.arguments)) : [], start: start(c, at), end: end(c, at) };
}

/** Arguments that are literals, names or lists of them (a list gives one argument per item). */
export function literalArguments(c: Context, list: number): AnnotationFact['args'] {
  const found: AnnotationFact['args'] = [];
  if (list < 0 || kind(c, list) === Kind.Generator) return found;
  for (const one of children(c, list)) {
    const isNamed = kind(c, one) === Kind.KeywordArgument;
    add(c, isNamed ? field(c, one, c.field.value) : one, isNamed ? text(c, field(c, one, c.field.name)) : undefined, found);
  }
  return found;
}

function add(c: Context, node: number, name: string | undefined, found: AnnotationFact['args']): void {
  const at = bare(c, node);
  if (at < 0) return;
  const literal = literalText(c, at);
  if (literal !== undefined) {
    found.push({ name, literal, kind: Literal.Text });
    return;
  }
  switch (kind(c, at)) {
    case Kind.Integer:
    case Kind.Float:
    case Kind.Unary:
      found.push({ name, literal: text(c, at), kind: Literal.Number });
      break;
    case Kind.True:
      found.push({ name, literal: 'True', kind: Literal.True });
      break;
    case Kind.False:
      found.push({ name, literal: 'False', kind: Literal.False });
      break;
    case Kind.None:
      found.push({ name, literal: 'None', kind: Literal.Null });
      break;
    case Kind.List:
    case Kind.Tuple:
    case Kind.Set:
      for (const item of children(c, at)) add(c, item, name, found);
      break;
    case Kind.Call: {
      const called = dotted(c, field(c, at, c.field.function));
      if (called !== '') found.push({ name, literal: called, kind: nameArgument });
      break;
    }
    default: {
      const written = dotted(c, at);
      if (written !== '') found.push({ name, literal: written, kind: nameArgument });
    }
  }
}

/** What `Annotated[T, …]` adds to a type: one annotation for each name or call behind the type. */
export function metadata(c: Context, type: number): AnnotationFact[] {
  if (type < 0 || !c.source.slice(start(c, type), end(c, type)).includes('Annotated')) return [];
  let at = type;
  while (at >= 0 && kind(c, at) === Kind.Type) at = child(c, at);
  if (at < 0) return [];
  const [name = -1, ...rest] = children(c, at);
  if (!/(^|\.)Annotated$/.test(dotted(c, name))) return [];
  const parts = rest.flatMap((one) => (kind(c, one) === Kind.Other ? children(c, one) : [one])).slice(1);
  return parts.map((one) => annotationOf(c, kind(c, one) === Kind.Type ? child(c, one) : one)).filter((one) => one !== undefined);
}

/** Annotations of the decorators of a definition, outermost first. */
export function decoratorFacts(c: Context, decorators: readonly number[]): AnnotationFact[] {
  return decorators.map((one) => annotationOf(c, child(c, one))).filter((one) => one !== undefined);
}
