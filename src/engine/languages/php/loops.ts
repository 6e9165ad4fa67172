import { Derived, Op } from '../../facts';
import { children, end, field, fieldOf, kind, start, statement, value } from '../nodes';
import { condition } from './conditions';
import type { Context } from './context';
import { Kind } from './kinds';
import { docBefore, readDoc } from './docs';
import { variableName } from './scopes';
import { target } from './targets';
import { docType } from './types';

/** Leaves the loop when its condition no longer holds. */
function loopTest(c: Context, tested: number): void {
  if (tested < 0) return;
  const b = c.builder;
  const test = condition(c, tested);
  b.control(Op.If, start(c, tested), end(c, tested), test.register, test.isNegated ? 0 : 1);
  b.control(Op.Break, start(c, tested), end(c, tested));
  b.control(Op.End, end(c, tested), end(c, tested));
}

function loop(c: Context, node: number, run: () => void): void {
  c.builder.control(Op.Loop, start(c, node), end(c, node));
  run();
  c.builder.control(Op.End, end(c, node), end(c, node));
}

const isAlways = (c: Context, node: number): boolean => /^\(?\s*(?:true|1)\s*\)?$/i.test(c.source.slice(start(c, node), end(c, node)));

export function whileStatement(c: Context, node: number): void {
  const tested = field(c, node, c.field.condition);
  loop(c, node, () => {
    if (tested >= 0 && !isAlways(c, tested)) loopTest(c, tested);
    statement(c, field(c, node, c.field.body));
  });
}

export function doStatement(c: Context, node: number): void {
  loop(c, node, () => {
    statement(c, field(c, node, c.field.body));
    loopTest(c, field(c, node, c.field.condition));
  });
}

export function forStatement(c: Context, node: number): void {
  const of = (number: number): number[] => children(c, node).filter((one) => fieldOf(c, one) === number);
  for (const one of of(c.field.initialize)) value(c, one);
  loop(c, node, () => {
    for (const one of of(c.field.condition)) loopTest(c, kind(c, one) === Kind.Sequence ? (children(c, one).at(-1) ?? one) : one);
    for (const one of of(c.field.body)) statement(c, one);
    for (const one of of(c.field.update)) value(c, one);
  });
}

/** A key is what its name says, unless that only says that it is one: `$masterKey` of settings opens nothing. */
function keyOf(c: Context, key: number): number {
  const span = [start(c, key), end(c, key)] as const;
  return /key$/i.test(variableName(c, key)) ? c.builder.derive(Derived.Test, [], ...span) : c.builder.choose([], ...span);
}

/** `foreach ($rows as $key => $row)`; a key is read by its own name. */
export function foreachStatement(c: Context, node: number): void {
  const b = c.builder;
  const body = field(c, node, c.field.body);
  const [over = -1, item = -1] = children(c, node).filter((one) => one !== body);
  const from = value(c, over);
  const comment = docBefore(c.source, start(c, node));
  const doc = comment.includes('@var') ? readDoc(comment).vars : undefined;
  loop(c, node, () => {
    const isPair = item >= 0 && kind(c, item) === Kind.Pair;
    const [key = -1, held = -1] = isPair ? children(c, item) : [-1, item];
    const at = held < 0 ? node : held;
    const span = [start(c, at), end(c, at)] as const;
    const element = b.iterate(from, ...span);
    if (key >= 0) target(c, key)(keyOf(c, key), key);
    const told = doc?.get(variableName(c, held)) ?? doc?.get('');
    const type = told === undefined ? -1 : docType(c, told, node);
    if (held >= 0) target(c, held)(type < 0 ? element : b.cast(element, type, ...span), held);
    statement(c, body);
  });
}
