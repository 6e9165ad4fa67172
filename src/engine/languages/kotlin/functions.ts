import { FunctionFlag, ParamFlag, VarKind, type FunctionFact, type ParamFact } from '../../facts';
import { child, childOf, children, end, kind, start, value } from '../nodes';
import { modifiersOf } from './annotations';
import { lastValue, leaves } from './blocks';
import { nameOf, type Context } from './context';
import { destructure } from './destructuring';
import { isTypeKind, Kind } from './kinds';
import { declare, declareNode, makeScope, type Implicit } from './scopes';
import { isPrimitive, typeOf } from './types';

/** Runs something inside a new function with a scope of its own; gives the function's index. */
export function inFunction(c: Context, fact: FunctionFact, run: () => void, implicit?: Implicit): number {
  const fn = c.builder.beginFunction(fact);
  const { scope, qualified, inlined, targets, backing } = c;
  c.scope = makeScope(scope, undefined, implicit);
  if (fact.qualified !== '') c.qualified = fact.qualified;
  c.inlined = [];
  c.targets = [];
  if ((fact.flags & FunctionFlag.Lambda) === 0) c.backing = '';
  run();
  c.scope = scope;
  c.qualified = qualified;
  c.inlined = inlined;
  c.targets = targets;
  c.backing = backing;
  c.builder.endFunction();
  return fn;
}

/** Parameter rows of a function, and the defaults that stand behind them. */
export interface Parameters { rows: ParamFact[]; defaults: { variable: number; given: number }[] }

/** Declares the parameters of a function in the innermost one. */
export function parametersOf(c: Context, list: number): Parameters {
  const found: Parameters = { rows: [], defaults: [] };
  let modifiers = -1;
  for (const one of children(c, list)) {
    switch (kind(c, one)) {
      case Kind.ParameterModifiers: modifiers = one; break;
      case Kind.Parameter: {
        const typeNode = children(c, one).find((part) => isTypeKind(kind(c, part))) ?? -1;
        const { words, annotations } = modifiersOf(c, one, modifiers);
        modifiers = -1;
        found.rows.push(parameter(c, one, childOf(c, one, Kind.Identifier), typeNode, words.has('vararg') ? ParamFlag.Rest : 0, annotations));
        break;
      }
      default: addDefault(found, one);
    }
  }
  return found;
}

/** Notes the default value of the last parameter. */
export function addDefault(to: Parameters, given: number): void {
  const last = to.rows.at(-1);
  if (!last) return;
  last.flags |= ParamFlag.Optional;
  to.defaults.push({ variable: last.variable, given });
}

/** Declares one parameter. */
export function parameter(c: Context, node: number, nameNode: number, typeNode: number, flags: number, annotations: ParamFact['annotations'] = []): ParamFact {
  const name = nameOf(c, nameNode);
  const type = typeOf(c, typeNode);
  const variable = declare(c, name, Math.max(nameNode, node), VarKind.Parameter, type);
  c.fixed.add(variable);
  if (isPrimitive(c, typeNode)) c.primitives.add(variable);
  return { name, variable, type, flags, start: start(c, node), end: end(c, Math.max(typeNode, node)), ...(annotations.length > 0 ? { annotations } : {}) };
}

/** Gives parameters that were left out their default. */
export function assignDefaults(c: Context, defaults: Parameters['defaults']): void {
  const b = c.builder;
  for (const { variable, given } of defaults) {
    const span = [start(c, given), end(c, given)] as const;
    const own = b.ref(variable, ...span);
    b.assign(variable, b.choose([own, value(c, given)], ...span), false, ...span);
  }
}

/** Lowers the body of a function: an expression is returned. */
export function functionBody(c: Context, body: number): void {
  const inner = child(c, body);
  if (inner < 0) return;
  if (kind(c, inner) === Kind.Block) {
    leaves(c, inner);
    return;
  }
  const register = lastValue(c, inner);
  if (register >= 0) c.builder.return(register, start(c, inner), end(c, inner));
}

/** A lambda as a function; its last expression is returned. Without parameters of its own it has `it`, unless nothing is handed to it. */
export function lambdaValue(c: Context, node: number, name: string, implicitType?: number, hasIt = true): number {
  const list = childOf(c, node, Kind.LambdaParameters);
  const isNamed = /^\w+$/.test(name);
  const fact = { name: isNamed ? name : '', qualified: isNamed ? (c.qualified === '' ? name : `${c.qualified}.${name}`) : c.qualified, flags: FunctionFlag.Lambda, start: start(c, node), end: end(c, node) };
  const fn = inFunction(c, fact, () => {
    const late: (() => void)[] = [];
    c.builder.params(list < 0 ? (hasIt ? [itParameter(c, node, implicitType)] : []) : children(c, list).map((one) => lambdaParameter(c, one, late)));
    for (const run of late) run();
    const register = leaves(c, node);
    if (register >= 0) c.builder.return(register, end(c, node), end(c, node));
  });
  return c.builder.lambda(fn, start(c, node), end(c, node));
}

function itParameter(c: Context, node: number, type = -1): ParamFact {
  const span = { start: start(c, node), end: start(c, node) + 1 };
  const variable = c.builder.variable('it', VarKind.Parameter, span.start, span.end, type);
  c.scope.names.set('it', variable);
  return { name: 'it', variable, type, flags: ParamFlag.Optional, ...span };
}

function lambdaParameter(c: Context, node: number, late: (() => void)[]): ParamFact {
  if (kind(c, node) === Kind.Variables) {
    const variable = c.builder.variable('', VarKind.Parameter, start(c, node), end(c, node));
    late.push(() => { destructure(c, node, c.builder.ref(variable, start(c, node), end(c, node))); });
    return { name: '', variable, flags: ParamFlag.Optional, start: start(c, node), end: end(c, node) };
  }
  const nameNode = childOf(c, node, Kind.Identifier);
  const type = typeOf(c, children(c, node).find((one) => isTypeKind(kind(c, one))) ?? -1);
  const variable = declareNode(c, Math.max(nameNode, node), VarKind.Parameter, type);
  const name = nameOf(c, nameNode);
  return { name: name === '_' ? '' : name, variable, type, flags: ParamFlag.Optional, start: start(c, node), end: end(c, node) };
}

/** `fun(x: Int) = …` as a value. */
export function anonymousFunction(c: Context, node: number): number {
  const fn = inFunction(c, { name: '', qualified: c.qualified, flags: FunctionFlag.Lambda, start: start(c, node), end: end(c, node) }, () => {
    const { rows, defaults } = parametersOf(c, childOf(c, node, Kind.FunctionParameters));
    c.builder.params(rows);
    assignDefaults(c, defaults);
    functionBody(c, childOf(c, node, Kind.FunctionBody));
  });
  return c.builder.lambda(fn, start(c, node), end(c, node));
}
