import { VarKind } from '../../facts';
import { childOf, children, end, field, fieldOf, kind, start } from '../nodes';
import { places } from './assignments';
import { nameText, valueIn, type Context } from './context';
import { typedValue } from './creation';
import { isPrimitive } from './functions';
import { Kind } from './kinds';
import { declare } from './scopes';
import { typeOf } from './types';

/** What a declarator gives its name: the expression behind the sign, or -1. */
export function givenValue(c: Context, declarator: number): number {
  return children(c, declarator).find((one) => fieldOf(c, one) !== c.field.name && kind(c, one) !== Kind.tuple_pattern && kind(c, one) !== Kind.bracketed_argument_list) ?? -1;
}

/** `Type a = x, b` and `var (a, b) = x`: declares the variables; without a value there is no operation. */
export function declarators(c: Context, node: number): { variable: number; node: number }[] {
  const found: { variable: number; node: number }[] = [];
  const typeNode = field(c, node, c.field.type);
  for (const one of children(c, node)) {
    if (kind(c, one) !== Kind.variable_declarator) continue;
    const nameNode = field(c, one, c.field.name);
    const given = givenValue(c, one);
    const isGiven = given >= 0 || /=\s*this$/.test(c.source.slice(Math.max(start(c, one), end(c, one) - 10), end(c, one)));
    const pattern = childOf(c, one, Kind.tuple_pattern);
    if (pattern >= 0) {
      places(c, children(c, pattern), valueIn(c, one, given), one, true);
      continue;
    }
    const name = nameText(c, nameNode);
    const from = !isGiven ? -1 : given < 0 ? valueIn(c, one, -1) : typedValue(c, given, typeNode, name);
    const variable = declare(c, name, Math.max(nameNode, one), VarKind.Local, typeOf(c, typeNode));
    if (isPrimitive(c, typeNode)) c.primitives.add(variable);
    if (from >= 0) c.builder.assign(variable, from, true, start(c, one), end(c, one));
    found.push({ variable, node: one });
  }
  return found;
}
