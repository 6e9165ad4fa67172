import { FunctionFlag, ParamFlag, VarKind, type AnnotationFact } from '../../facts';
import { childOf, children, end, field, kind, start } from '../nodes';
import { modifiersOf } from './annotations';
import { nameOf, type Context } from './context';
import { assignDefaults, functionBody, inFunction, parametersOf } from './functions';
import { isTypeKind, Kind } from './kinds';
import { declare, type Implicit, type OpenType } from './scopes';
import { typeOf } from './types';

/** Where a function stands: in a type, at the top of the file or in another function. */
export interface Place { owner?: OpenType; isStatic?: boolean; isInterface?: boolean }

/** A function that was lowered. */
export interface Lowered { fn: number; name: string; nameNode: number; words: ReadonlySet<string>; annotations: AnnotationFact[]; parameters: number }

/** Type node of the receiver in front of the name of a function or property, or -1. */
export function receiverType(c: Context, node: number, nameNode: number): number {
  return children(c, node).find((one) => isTypeKind(kind(c, one)) && start(c, one) < start(c, nameNode)) ?? -1;
}

/** Lowers a function declaration. An extension has its receiver as first parameter; in a type that is an argument like others. */
export function functionDeclaration(c: Context, node: number, place: Place): Lowered {
  const nameNode = field(c, node, c.field.name);
  const name = nameOf(c, nameNode);
  const { words, annotations } = modifiersOf(c, node);
  const receiver = receiverType(c, node, Math.max(nameNode, node));
  const body = childOf(c, node, Kind.FunctionBody);
  const returns = children(c, node).filter((one) => isTypeKind(kind(c, one)) && start(c, one) > start(c, Math.max(nameNode, node))).at(-1) ?? -1;
  const prefix = place.owner ? place.owner.qualified : c.qualified;
  const flags = (words.has('suspend') ? FunctionFlag.Async : 0) | (place.isStatic ? FunctionFlag.Static : 0) | (words.has('override') ? FunctionFlag.Override : 0)
    | (place.owner && body < 0 && (place.isInterface || words.has('abstract')) ? FunctionFlag.Abstract : 0);
  let parameters = 0;
  const fact = {
    name, qualified: prefix === '' ? name : `${prefix}.${name}`, flags, returns: typeOf(c, returns), start: start(c, node), end: end(c, node),
    nameStart: start(c, Math.max(nameNode, node)), nameEnd: end(c, Math.max(nameNode, node)), ...(place.owner ? { ownerType: place.owner.type } : {}), ...(annotations.length > 0 ? { annotations } : {}),
  };
  const fn = inFunction(c, fact, () => {
    const { rows, defaults } = parametersOf(c, childOf(c, node, Kind.FunctionParameters));
    if (receiver >= 0) rows.unshift(receiverRow(c, receiver, place.owner === undefined));
    c.builder.params(rows);
    assignDefaults(c, defaults);
    functionBody(c, body);
    parameters = rows.length;
  });
  return { fn, name, nameNode, words, annotations, parameters };
}

/** The receiver of an extension: bare names ask it first. */
export function receiverRow(c: Context, typeNode: number, isFlagged: boolean): { name: string; variable: number; type: number; flags: number; start: number; end: number } {
  const type = typeOf(c, typeNode);
  const span = { start: start(c, typeNode), end: end(c, typeNode) };
  const variable = c.builder.variable('this', VarKind.Parameter, span.start, span.end, type);
  const implicit: Implicit = isFlagged ? { seenAs: type } : { variable };
  c.scope.implicit = implicit;
  return { name: 'this', variable, type, flags: isFlagged ? ParamFlag.Receiver : 0, ...span };
}

/** A function among statements: its name is known in its own body. */
export function localFunction(c: Context, node: number): void {
  const nameNode = field(c, node, c.field.name);
  const variable = declare(c, nameOf(c, nameNode), Math.max(nameNode, node), VarKind.Function);
  const { fn } = functionDeclaration(c, node, {});
  c.builder.bindVariable(variable, { ref: fn });
  c.builder.functionVariable(fn, variable);
}
