import { Arg, Derived, Op } from '../../facts';
import { assignTo, declareVariable, expressionsOf } from './assignments';
import { condition } from './conditions';
import { bare, child, children, end, field, kind, span, statement, text, value } from '../nodes';
import { inScope, lookup, type Context } from './context';
import { closeTarget, openTarget } from './control';
import { Kind } from './kinds';

/** `for` in its four forms. */
export function forStatement(c: Context, node: number): void {
  const body = field(c, node, c.field.body);
  const head = children(c, node).find((one) => one !== body && kind(c, one) !== Kind.Block) ?? -1;
  const k = head < 0 ? Kind.Other : kind(c, head);
  inScope(c, () => {
    if (k === Kind.RangeClause) {
      rangeLoop(c, node, head, body);
      return;
    }
    const tested = k === Kind.ForClause ? field(c, head, c.field.condition) : head;
    const first = k === Kind.ForClause ? field(c, head, c.field.initializer) : -1;
    if (first >= 0) statement(c, first);
    openTarget(c);
    c.builder.control(Op.Loop, ...span(c, node));
    if (tested >= 0) leaveUnless(c, tested);
    if (body >= 0) statement(c, body);
    const update = k === Kind.ForClause ? field(c, head, c.field.update) : -1;
    if (update >= 0) statement(c, update);
    closeTarget(c, node);
  });
}

function leaveUnless(c: Context, tested: number): void {
  const b = c.builder;
  const test = condition(c, tested);
  b.control(Op.If, ...span(c, tested), test.register, test.isNegated ? 0 : 1);
  b.control(Op.Break, ...span(c, tested));
  b.control(Op.End, end(c, tested), end(c, tested));
}

function rangeLoop(c: Context, node: number, clause: number, body: number): void {
  const b = c.builder;
  const left = field(c, clause, c.field.left);
  const right = field(c, clause, c.field.right);
  const source = value(c, right);
  openTarget(c);
  b.control(Op.Loop, ...span(c, node));
  const targets = expressionsOf(c, left);
  const declares = left >= 0 && c.source.slice(end(c, left), end(c, clause)).trimStart().startsWith(':=');
  const [first = -1, second = -1] = targets;
  if (first >= 0 && text(c, first) !== '_') {
    const isName = second >= 0 && namesValue(text(c, first), text(c, second));
    place(c, first, second < 0 && isChannel(c, right) ? b.iterate(source, ...span(c, first)) : isName ? b.derive(Derived.Test, [source], ...span(c, first)) : keyValue(c, first, source), declares);
  }
  if (second >= 0 && text(c, second) !== '_') place(c, second, b.iterate(source, ...span(c, second)), declares);
  if (body >= 0) statement(c, body);
  closeTarget(c, node);
}

/** The key or index: `__key__` of what is gone through, which speaks by the name it gets; an index by its name says nothing. */
function keyValue(c: Context, node: number, source: number): number {
  const b = c.builder;
  const at = span(c, node);
  if (/^(?:[ijn]|idx|index)$/.test(text(c, node))) return b.derive(Derived.Test, [source], ...at);
  const callee = b.global('__key__', ...at);
  return b.call(Op.Call, callee, ...at, [{ kind: Arg.Positional, value: source, start: at[0], end: at[1] }], ...at);
}

/** True for a key that is called after its value: `secretName, secret` tells which one, not what it is. */
const namesValue = (key: string, given: string): boolean => given.length > 2 && (key === `${given}Key` || key === `${given}Name`);

function place(c: Context, node: number, register: number, declares: boolean): void {
  if (declares) declareVariable(c, node, register, -1, -1);
  else assignTo(c, node, register);
}

/** True for a name that was declared as a channel, and for what a function gives: an iterator or a channel. */
function isChannel(c: Context, node: number): boolean {
  const at = bare(c, node);
  if (at < 0) return false;
  if (kind(c, at) === Kind.Call) return true;
  if (kind(c, at) === Kind.Selector) return /(?:ch|chan|channel|queue|events|jobs|messages)$/i.test(text(c, child(c, at, 1)));
  const type = kind(c, at) === Kind.Identifier ? c.typeNodes.get(lookup(c, text(c, at))) : undefined;
  return type === undefined ? /^(?:ch|chan|channel|\w+Ch|\w+Chan)$/.test(text(c, at)) : kind(c, type) === Kind.ChannelType;
}
