import { Entry, FunctionFlag, Literal, LoadFlag, Op, ParamFlag, Test, VarKind } from '../../facts';
import { children, end, field, kind, start, value } from '../nodes';
import { spanOf, type Activation, type Context } from './context';
import { holds, inFunction, parameters } from './functions';
import { Kind } from './kinds';
import { give, into } from './outcome';

/** A block or lambda as a function. `isBlock`: its `return` leaves the method around it. */
export function blockValue(c: Context, node: number, isBlock: boolean, name = ''): number {
  if (isBlock) prepareLeaving(c, node);
  const isLambda = kind(c, node) === Kind.Lambda;
  const block = isLambda ? field(c, node, c.field.body) : node;
  const list = field(c, node, c.field.parameters);
  const qualified = name === '' ? c.qualified : `${c.qualified === '' ? '' : `${c.qualified}.`}${name}`;
  const { scope } = c;
  const fn = inFunction(c, { name, qualified, flags: FunctionFlag.Lambda, ...spanOf(c, node) }, { parent: scope, isBlock, method: '' }, (own) => {
    own.isOpen = list < 0;
    if (list >= 0) parameters(c, list, own.rows);
    into(c, field(c, block, c.field.body), give);
  });
  return c.builder.lambda(fn, start(c, node), end(c, node));
}

/** The method activation that a `return` or `yield` here speaks of. */
export function methodOf(c: Context): Activation {
  let at = c.activation;
  while (at.isBlock && at.outer) at = at.outer;
  return at;
}

/** Makes the variable that carries what a `return` inside a block gives out of it. */
function prepareLeaving(c: Context, node: number): void {
  const method = methodOf(c);
  if (method.leaving >= 0 || c.activation !== method || !holds(c, node, Kind.Return)) return;
  method.leaving = c.builder.variable('', VarKind.Local, start(c, node), start(c, node));
}

/** Behind a call with a block: leaves the method when the block did. */
export function leaveAfter(c: Context, block: number, node: number): void {
  const { leaving } = methodOf(c);
  if (leaving < 0 || !holds(c, block, Kind.Return)) return;
  const b = c.builder;
  const at = end(c, node);
  b.control(Op.If, at, at, b.is(b.ref(leaving, at, at), Test.Truthy, -1, at, at));
  b.return(b.ref(leaving, at, at), at, at);
  b.control(Op.End, at, at);
}

/** `return` and `next` inside a block, `return` of a method. */
export function leave(c: Context, node: number): void {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const register = returned(c, node);
  const isReturn = kind(c, node) === Kind.Return;
  const method = methodOf(c);
  if (isReturn && c.activation.isBlock && method.leaving >= 0) b.assign(method.leaving, register, false, ...span);
  b.return(register, ...span);
}

/** What stands behind `return`, `next`, `break`: nothing, one value, or a list. */
export function returned(c: Context, node: number): number {
  const given = children(c, children(c, node)[0] ?? -1);
  const [only = -1] = given;
  const span = [start(c, node), end(c, node)] as const;
  if (given.length <= 1) return only < 0 ? c.builder.constant(Literal.Null, '', ...span) : value(c, only);
  return c.builder.list(given.map((one) => ({ kind: Entry.Item, value: value(c, one) })), ...span);
}

/** `&:email`: a function that asks its parameter. */
export function symbolProc(c: Context, name: string, node: number): number {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const fn = b.beginFunction({ name: '', qualified: c.qualified, flags: FunctionFlag.Lambda, start: span[0], end: span[1] });
  const variable = b.variable('', VarKind.Parameter, ...span);
  b.params([{ name: '', variable, flags: 0, start: span[0], end: span[1] }]);
  b.return(b.load(b.ref(variable, ...span), name, ...span, LoadFlag.Called), ...span);
  b.endFunction();
  return b.lambda(fn, ...span);
}

/** Declares the block parameter of a method that yields without naming it. */
export function silentBlock(c: Context, own: Activation, node: number): void {
  if (own.block >= 0 || !c.source.includes('yield') || !holds(c, node, Kind.Yield)) return;
  const at = start(c, node);
  own.block = c.builder.variable('', VarKind.Parameter, at, at);
  own.rows.push({ name: '', variable: own.block, flags: ParamFlag.Block, start: at, end: at });
}
