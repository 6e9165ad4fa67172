import { Op, VarKind } from '../../facts';
import { child, children, end, field, kind, start } from '../nodes';
import { assign } from './assignments';
import type { Context } from './context';
import { Kind } from './kinds';
import { constantPath, typeNamed } from './names';
import { bodyInto, drop, into, type Outcome } from './outcome';

/** A body with its `rescue`, `else` and `ensure` parts; without them just its statements. */
export function tryInto(c: Context, node: number, out: Outcome): void {
  const parts = children(c, node);
  const handlers = parts.filter((one) => kind(c, one) === Kind.Rescue || kind(c, one) === Kind.Ensure);
  if (handlers.length === 0) {
    bodyInto(c, parts, out);
    return;
  }
  const b = c.builder;
  const body = parts.filter((one) => !isHandler(kind(c, one)));
  const other = parts.find((one) => kind(c, one) === Kind.Else) ?? -1;
  b.control(Op.Try, start(c, node), end(c, node));
  bodyInto(c, body, other < 0 ? out : drop);
  into(c, other, out);
  for (const one of handlers) {
    if (kind(c, one) === Kind.Rescue) rescue(c, one, out);
    else {
      b.control(Op.Finally, start(c, one), end(c, one));
      bodyInto(c, children(c, one), drop);
    }
  }
  b.control(Op.End, end(c, node), end(c, node));
}

const isHandler = (k: number): boolean => k === Kind.Rescue || k === Kind.Ensure || k === Kind.Else;

/** `rescue Type, Other => e`. */
function rescue(c: Context, node: number, out: Outcome): void {
  const b = c.builder;
  const target = child(c, field(c, node, c.field.variable));
  const types = children(c, field(c, node, c.field.exceptions)).map((one) => constantPath(c, one)).filter((path) => path !== '');
  const [only] = types;
  const at = target < 0 ? node : target;
  const isPlain = target >= 0 && kind(c, target) === Kind.Identifier;
  const name = isPlain ? c.source.slice(start(c, target), end(c, target)) : '';
  const variable = b.variable(name, VarKind.Caught, start(c, at), isPlain ? end(c, at) : start(c, at), types.length === 1 && only !== undefined ? typeNamed(c, only) : -1);
  if (isPlain) c.scope.names.set(name, variable);
  b.control(Op.Catch, start(c, node), end(c, node), variable);
  if (target >= 0 && !isPlain) assign(c, target, b.ref(variable, start(c, at), end(c, at)), start(c, at), end(c, at));
  into(c, field(c, node, c.field.body), out);
}

/** `value rescue other`. */
export function rescueModifierInto(c: Context, node: number, out: Outcome): void {
  const b = c.builder;
  const handler = field(c, node, c.field.handler);
  b.control(Op.Try, start(c, node), end(c, node));
  into(c, field(c, node, c.field.body), out);
  b.control(Op.Catch, start(c, Math.max(handler, node)), end(c, node), b.variable('', VarKind.Caught, end(c, node), end(c, node)));
  into(c, handler, out);
  b.control(Op.End, end(c, node), end(c, node));
}
