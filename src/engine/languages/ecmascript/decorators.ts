import { Literal, type AnnotationFact } from '../../facts';
import { anyInside, child, children, endAt, expression, kindAt, only, startAt, textAt, unwrap, type Context } from './context';
import { keyText } from './assignments';
import { Kind } from './kinds';
import { literalKey } from './references';

/** Annotations among some nodes; the others are passed over. Arguments that hold functions are evaluated, so that their bodies are seen. */
export function annotationsOf(c: Context, nodes: readonly number[]): AnnotationFact[] | undefined {
  let found: AnnotationFact[] | undefined;
  for (const node of nodes) {
    if (kindAt(c, node) !== Kind.Decorator) continue;
    if (anyInside(c, c.functions, node)) expression(c, only(c, node));
    (found ??= []).push(annotation(c, node));
  }
  return found;
}

function annotation(c: Context, node: number): AnnotationFact {
  const inner = only(c, node);
  const callee = inner >= 0 && kindAt(c, inner) === Kind.Call ? child(c, inner, c.fields.function) : inner;
  const list = inner >= 0 && kindAt(c, inner) === Kind.Call ? child(c, inner, c.fields.arguments) : -1;
  const args: AnnotationFact['args'] = [];
  if (list >= 0) for (const argument of children(c, list)) literalArguments(c, argument, args);
  return { name: callee < 0 ? '' : textAt(c, callee).replace(/\s+/g, ''), args, start: startAt(c, node), end: endAt(c, node) };
}

/** A literal is an argument, an object literal gives its literal properties by name. */
function literalArguments(c: Context, argument: number, out: AnnotationFact['args']): void {
  if (kindAt(c, argument) !== Kind.Object) {
    const literal = literalOf(c, argument);
    if (literal) out.push(literal);
    return;
  }
  for (const pair of children(c, argument)) {
    if (kindAt(c, pair) !== Kind.Pair) continue;
    const key = child(c, pair, c.fields.key);
    const value = child(c, pair, c.fields.value);
    const name = key < 0 ? undefined : keyText(c, key);
    const literal = value < 0 ? undefined : literalOf(c, value);
    if (name !== undefined && literal) out.push({ name, ...literal });
  }
}

function literalOf(c: Context, node: number): { literal: string; kind: number } | undefined {
  const at = unwrap(c, node);
  switch (kindAt(c, at)) {
    case Kind.String: case Kind.Template: {
      const text = literalKey(c, at);
      return text === undefined ? undefined : { literal: text, kind: Literal.Text };
    }
    case Kind.Number: return { literal: textAt(c, at), kind: Literal.Number };
    case Kind.True: return { literal: 'true', kind: Literal.True };
    case Kind.False: return { literal: 'false', kind: Literal.False };
    case Kind.Null: return { literal: textAt(c, at), kind: Literal.Null };
    case Kind.Regex: return { literal: textAt(c, at), kind: Literal.Pattern };
    default: return undefined;
  }
}
