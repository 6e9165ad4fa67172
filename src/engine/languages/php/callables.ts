import { Arg, FunctionFlag, Op, ParamFlag, VarKind } from '../../facts';
import { bare, child, children, end, kind, start, value } from '../nodes';
import { scopeValue } from './access';
import type { Context } from './context';
import { namedValue } from './functions';
import { Kind } from './kinds';
import { makeScope } from './scopes';
import { literalText } from './texts';

/** A function of one parameter that calls what `callee` gives: `strlen(...)`, `'trim'`, `[$this, 'mask']`. */
export function partialCall(c: Context, node: number, callee: () => number, span: readonly [number, number]): number {
  const b = c.builder;
  const all = [start(c, node), end(c, node)] as const;
  const outer = c.scope;
  const fn = b.beginFunction({ name: '', qualified: c.qualified, flags: FunctionFlag.Lambda, start: all[0], end: all[1] });
  c.scope = makeScope(outer);
  const variable = b.variable('', VarKind.Parameter, ...all);
  b.params([{ name: '', variable, flags: ParamFlag.Optional, start: all[0], end: all[1] }]);
  const called = callee();
  const argument = [{ kind: Arg.Positional, value: b.ref(variable, ...all), start: all[0], end: all[1] }];
  b.return(b.call(Op.Call, called, ...span, argument, ...all), ...all);
  c.scope = outer;
  b.endFunction();
  return b.lambda(fn, ...all);
}

/** Where a text or a pair names a function, the function read from it; undefined for other values. */
function readCallable(c: Context, node: number): (() => number) | undefined {
  const at = bare(c, node);
  if (at < 0) return undefined;
  const span = [start(c, at), end(c, at)] as const;
  const b = c.builder;
  const name = literalText(c, at);
  if (name !== undefined) {
    const parts = /^\\?(?:([\w\\]+)::)?(\w+)$/.exec(name);
    if (!parts) return undefined;
    const [, owner, method = ''] = parts;
    if (owner === undefined) return () => b.global(method, ...span);
    const last = owner.slice(owner.lastIndexOf('\\') + 1);
    return () => b.load(b.global(last, ...span), method, ...span);
  }
  if (kind(c, at) !== Kind.Array) return undefined;
  const items = children(c, at).map((one) => (children(c, one).length === 1 ? child(c, one) : -1));
  const [object = -1, nameNode = -1] = items;
  const method = items.length === 2 && object >= 0 ? literalText(c, nameNode) : undefined;
  if (method === undefined) return undefined;
  const written = literalText(c, object);
  return () => b.load(written === undefined ? scopeValue(c, object) : b.global(written.slice(written.lastIndexOf('\\') + 1), ...span), method.replace(/^.*::/, ''), ...span);
}

/** An argument that may name a function. */
export function callableArgument(c: Context, node: number): number {
  const read = readCallable(c, node);
  return read ? partialCall(c, node, read, [start(c, node), end(c, node)]) : namedValue(c, node, '');
}

/** What is called where the callee is a value. */
export function callableCallee(c: Context, node: number): number {
  const read = readCallable(c, node);
  return read ? read() : value(c, node);
}
