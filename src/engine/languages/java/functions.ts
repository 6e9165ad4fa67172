import { FunctionFlag, ParamFlag, VarKind, type FunctionFact, type ParamFact } from '../../facts';
import { modifiersOf } from './annotations';
import { children, end, field, kind, start, statementsOf, text, value } from '../nodes';
import type { Context } from './context';
import { Kind } from './kinds';
import { declare, makeScope } from './scopes';
import { typeOf } from './types';

/** Runs something inside a new function with a scope of its own; gives the function's index. */
export function inFunction(c: Context, fact: FunctionFact, run: () => void): number {
  const fn = c.builder.beginFunction(fact);
  const { scope, qualified, yields, targets } = c;
  c.scope = makeScope(scope);
  if (fact.qualified !== '') c.qualified = fact.qualified;
  c.yields = undefined;
  c.targets = [];
  run();
  c.scope = scope;
  c.qualified = qualified;
  c.yields = yields;
  c.targets = targets;
  c.builder.endFunction();
  return fn;
}

/** Brackets behind a name: `String lines[]`. */
export function dimensionsOf(c: Context, node: number): number {
  const behindName = field(c, node, c.field.dimensions);
  return behindName < 0 ? 0 : (text(c, behindName).match(/\[/g) ?? []).length;
}

/** Declares the parameters of a method, constructor or lambda in the innermost function. */
export function parameters(c: Context, list: number): ParamFact[] {
  const rows: ParamFact[] = [];
  if (list >= 0 && kind(c, list) === Kind.Identifier) rows.push(parameter(c, list, list, -1, 0));
  else for (const one of children(c, list)) {
    switch (kind(c, one)) {
      case Kind.Identifier: rows.push(parameter(c, one, one, -1, 0)); break;
      case Kind.FormalParameter: rows.push(parameter(c, one, field(c, one, c.field.name), typeOf(c, field(c, one, c.field.type), dimensionsOf(c, one)), 0)); break;
      case Kind.SpreadParameter: {
        const parts = children(c, one);
        const declarator = parts.find((part) => kind(c, part) === Kind.Declarator) ?? -1;
        const type = parts.find((part) => kind(c, part) !== Kind.Declarator && kind(c, part) !== Kind.Modifiers) ?? -1;
        rows.push(parameter(c, one, field(c, declarator, c.field.name), typeOf(c, type), ParamFlag.Rest));
        break;
      }
    }
  }
  c.builder.params(rows);
  return rows;
}

function parameter(c: Context, node: number, nameNode: number, type: number, flags: number): ParamFact {
  const name = text(c, nameNode);
  const variable = declare(c, name, Math.max(nameNode, node), VarKind.Parameter, type);
  if (isPrimitive(c, field(c, node, c.field.type))) c.primitives.add(variable);
  const { annotations } = modifiersOf(c, node);
  return { name, variable, type, flags, start: start(c, node), end: end(c, node), ...(annotations.length > 0 ? { annotations } : {}) };
}

/** True for the type node of a number or truth value, boxed or not. */
export const isPrimitive = (c: Context, node: number): boolean => node >= 0
  && (kind(c, node) === Kind.PrimitiveType || /^(Integer|Long|Short|Byte|Double|Float|Boolean|BigDecimal|BigInteger)$/.test(text(c, node)));

/** A lambda as a function; its expression body is returned, or thrown where the call that takes it does so. */
export function lambdaValue(c: Context, node: number, name: string, isThrown = false): number {
  const body = field(c, node, c.field.body);
  const qualified = name === '' || !/^\w+$/.test(name) ? c.qualified : `${c.qualified}.${name}`;
  const fn = inFunction(c, { name: /^\w+$/.test(name) ? name : '', qualified, flags: FunctionFlag.Lambda, start: start(c, node), end: end(c, node) }, () => {
    parameters(c, field(c, node, c.field.parameters));
    if (body >= 0 && kind(c, body) === Kind.Block) statementsOf(c, body);
    else if (isThrown) c.builder.throw(value(c, body), start(c, Math.max(body, node)), end(c, Math.max(body, node)));
    else c.builder.return(value(c, body), start(c, Math.max(body, node)), end(c, Math.max(body, node)));
  });
  return c.builder.lambda(fn, start(c, node), end(c, node));
}
