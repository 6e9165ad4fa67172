import { Derived, Literal, Op, Test, type PieceFact } from '../../facts';
import { anyInside, child, children, endAt, expression, kindAt, only, startAt, textAt, typeName, unwrap, type Context } from './context';
import { Kind } from './kinds';
import { isTextChain, operatorOf, pieces, plusOperands, stringValue } from './literals';

const compare = new Set(['===', '!==', '==', '!=', '<', '>', '<=', '>=']);

/** A condition: its register, and true when the branch is taken where it does not hold; `shape` is the name whose kind of value it asks for. */
export interface Condition { value: number; negated: boolean; shape?: string }

export function binaryRule(c: Context, node: number): number {
  const left = child(c, node, c.fields.left);
  const right = child(c, node, c.fields.right);
  const start = startAt(c, node);
  const end = endAt(c, node);
  if (left < 0 || right < 0) return c.b.derive(Derived.Test, [left < 0 ? expression(c, right) : expression(c, left)], start, end);
  const operator = operatorOf(c, node, left, right);
  if (operator === '+') return plus(c, node);
  if (operator === '&&' || operator === '||' || operator === '??') {
    const first = expression(c, left);
    const second = guarded(c, right, first, operator === '&&' ? 0 : 1);
    // What `a && b` gives of `a` is falsy: it shows nothing.
    return operator === '&&' ? second : c.b.choose([first, second], start, end);
  }
  const test = testOf(c, node, left, right, operator);
  if (test) return test.negated ? c.b.derive(Derived.Logic, [test.value], start, end) : test.value;
  const kind = compare.has(operator) || operator === 'in' || operator === 'instanceof' ? Derived.Compare : Derived.Arithmetic;
  const first = expression(c, left);
  return c.b.derive(kind, [first, expression(c, right)], start, end);
}

/** Value of an operand that is not always evaluated: a branch only where it assigns something, or where the condition tells of what it reads. */
function guarded(c: Context, node: number, condition: number, negated: number, tells = false): number {
  if (!tells && !anyInside(c, c.assignments, node)) return expression(c, node);
  c.b.control(Op.If, startAt(c, node), endAt(c, node), condition, negated);
  const value = expression(c, node);
  c.b.control(Op.End, endAt(c, node), endAt(c, node));
  return value;
}

function plus(c: Context, node: number): number {
  const operands = plusOperands(c, node);
  if (!isTextChain(c, operands)) return c.b.derive(Derived.Arithmetic, operands.map((operand) => expression(c, operand)), startAt(c, node), endAt(c, node));
  const out: PieceFact[] = [];
  for (const operand of operands) pieces(c, operand, out);
  const first = out[0];
  if (out.length === 1 && first && 'literal' in first) return c.b.constant(Literal.Text, first.literal, startAt(c, node), endAt(c, node));
  return c.b.text(out, startAt(c, node), endAt(c, node));
}

/** instanceof, in, typeof and null tests, which narrow a branch. */
function testOf(c: Context, node: number, left: number, right: number, operator: string): Condition | undefined {
  const start = startAt(c, node);
  const end = endAt(c, node);
  if (operator === 'instanceof') return { value: c.b.is(expression(c, left), Test.Type, typeName(c, textAt(c, right).replace(/\s+/g, '')), start, end), negated: false };
  if (operator === 'in') {
    const kind = kindAt(c, left);
    if (kind !== Kind.String && kind !== Kind.Private) return undefined;
    return { value: c.b.is(expression(c, right), Test.In, c.b.str(kind === Kind.String ? stringValue(c, left) : textAt(c, left)), start, end), negated: false };
  }
  if (operator !== '===' && operator !== '!==' && operator !== '==' && operator !== '!=') return undefined;
  const negated = operator.startsWith('!');
  for (const [a, b] of [[left, right], [right, left]] as const) {
    if (kindAt(c, b) === Kind.Null) return { value: c.b.is(expression(c, a), Test.Null, -1, start, end), negated };
    if (kindAt(c, b) === Kind.String && kindAt(c, a) === Kind.Unary && c.source.startsWith('typeof', startAt(c, a))) {
      const tested = stringValue(c, b);
      const value = expression(c, child(c, a, c.fields.argument));
      const asked = textAt(c, unwrap(c, child(c, a, c.fields.argument)));
      return { value: tested === 'undefined' ? c.b.is(value, Test.Null, -1, start, end) : c.b.is(value, Test.Type, typeName(c, tested), start, end), negated, ...(tested === 'object' ? { shape: asked } : {}) };
    }
  }
  return undefined;
}

/** Lowers a condition of if, loop or ternary. */
export function condition(c: Context, node: number): Condition {
  const at = node < 0 ? node : unwrap(c, node);
  if (at >= 0 && kindAt(c, at) === Kind.Unary && c.source.charCodeAt(startAt(c, at)) === 33) {
    const inner = condition(c, child(c, at, c.fields.argument));
    return { value: inner.value, negated: !inner.negated };
  }
  if (at >= 0 && kindAt(c, at) === Kind.Binary) {
    const left = child(c, at, c.fields.left);
    const right = child(c, at, c.fields.right);
    if (left >= 0 && right >= 0) {
      const operator = operatorOf(c, at, left, right);
      if (operator === '&&' || operator === '||') {
        const first = condition(c, left);
        let second: Condition;
        if (anyInside(c, c.assignments, right)) {
          c.b.control(Op.If, startAt(c, right), endAt(c, right), first.value, first.negated === (operator === '&&') ? 1 : 0);
          second = condition(c, right);
          c.b.control(Op.End, endAt(c, right), endAt(c, right));
        } else second = condition(c, right);
        const telling = shapeBeside(c, first, left, second, right);
        if (telling) return telling;
        return { value: c.b.derive(Derived.Logic, [first.value, second.value], startAt(c, at), endAt(c, at)), negated: false };
      }
      const test = testOf(c, at, left, right, operator);
      if (test) return test;
    }
  }
  const list = at >= 0 && kindAt(c, at) === Kind.Call ? /^Array\.isArray\(\s*([\w$]+)\s*\)$/.exec(textAt(c, at))?.[1] : undefined;
  if (list !== undefined) return { value: c.b.is(expression(c, only(c, child(c, at, c.fields.arguments))), Test.Type, typeName(c, 'Array'), startAt(c, at), endAt(c, at)), negated: false };
  return { value: expression(c, at), negated: false };
}

/** `value && typeof value === "object"`, `value === null || typeof value !== "object"`: what is nothing has no fields either, so the test of its kind says it all. */
function shapeBeside(c: Context, first: Condition, left: number, second: Condition, right: number): Condition | undefined {
  const [telling, other] = second.shape === undefined ? [first, right] : [second, left];
  const name = telling.shape;
  if (name === undefined) return undefined;
  const text = textAt(c, unwrap(c, other)).replace(/\s+/g, '').replace(/^!+/, '');
  return text === name || /^[!=]==?(?:null|undefined)$/.test(text.startsWith(name) ? text.slice(name.length) : '') ? telling : undefined;
}

/** A list that is asked for a key: `SENSITIVE.has(key)`. */
const asksKey = /^[\s(!]*[\w$.]+\.(?:has|includes)\(/;

export function ternaryRule(c: Context, node: number): number {
  const asked = child(c, node, c.fields.condition);
  const test = condition(c, asked);
  const tells = asked >= 0 && asksKey.test(textAt(c, asked));
  const consequence = child(c, node, c.fields.consequence);
  const alternative = child(c, node, c.fields.alternative);
  const first = consequence < 0 ? test.value : guarded(c, consequence, test.value, test.negated ? 1 : 0, tells);
  const second = alternative < 0 ? test.value : guarded(c, alternative, test.value, test.negated ? 0 : 1, tells);
  return c.b.choose([first, second], startAt(c, node), endAt(c, node));
}

export function unaryRule(c: Context, node: number): number {
  const argument = child(c, node, c.fields.argument);
  const start = startAt(c, node);
  const end = endAt(c, node);
  if (argument < 0) return c.b.derive(Derived.Test, [], start, end);
  switch (c.source.charCodeAt(start)) {
    case 33: return c.b.derive(Derived.Logic, [expression(c, argument)], start, end);
    case 116: return c.b.derive(Derived.TypeName, [expression(c, argument)], start, end);
    case 118: expression(c, argument); return c.b.constant(Literal.Null, 'undefined', start, end);
    case 100: return deleteRule(c, argument, start, end);
    default:
      if (kindAt(c, argument) === Kind.Number) return c.b.constant(Literal.Number, textAt(c, node), start, end);
      return c.b.derive(Derived.Arithmetic, [expression(c, argument)], start, end);
  }
}

function deleteRule(c: Context, argument: number, start: number, end: number): number {
  const at = unwrap(c, argument);
  const kind = kindAt(c, at);
  if (kind === Kind.Member || kind === Kind.Subscript) {
    const object = expression(c, child(c, at, c.fields.object));
    const key = kind === Kind.Member ? child(c, at, c.fields.property) : child(c, at, c.fields.index);
    const keyKind = key < 0 ? Kind.Other : kindAt(c, key);
    if (kind === Kind.Member) c.b.remove(object, key < 0 ? '' : textAt(c, key), start, end);
    else if (keyKind === Kind.String) c.b.remove(object, stringValue(c, key), start, end);
    else if (keyKind === Kind.Number) c.b.remove(object, textAt(c, key), start, end);
    else c.b.removeAt(object, expression(c, key), start, end);
  } else expression(c, at);
  return c.b.constant(Literal.True, 'true', start, end);
}

export function awaitRule(c: Context, node: number): number {
  return c.b.await(expression(c, only(c, node)), startAt(c, node), endAt(c, node));
}

/** `yield v` gives back what the generator is sent, which effects libraries make from v. */
export function yieldRule(c: Context, node: number): number {
  const value = only(c, node);
  if (value < 0) {
    const nothing = c.b.constant(Literal.Null, 'undefined', startAt(c, node), endAt(c, node));
    c.b.yield(nothing, startAt(c, node), endAt(c, node));
    return nothing;
  }
  let yielded = expression(c, value);
  if (c.source.slice(startAt(c, node) + 5, startAt(c, value)).includes('*')) yielded = c.b.iterate(yielded, startAt(c, value), endAt(c, value));
  c.b.yield(yielded, startAt(c, node), endAt(c, node));
  return yielded;
}

/** Lowers an expression whose value nobody uses: `a && b()` and `a ? b() : c()` are branches then. */
export function effect(c: Context, node: number): void {
  if (node < 0) return;
  const at = unwrap(c, node);
  const rule = kindAt(c, at);
  if (rule === Kind.Binary) {
    const left = child(c, at, c.fields.left);
    const right = child(c, at, c.fields.right);
    const operator = left >= 0 && right >= 0 ? operatorOf(c, at, left, right) : '';
    if (operator === '&&' || operator === '||' || operator === '??') {
      const test = condition(c, left);
      c.b.control(Op.If, startAt(c, at), endAt(c, at), test.value, test.negated === (operator === '&&') ? 1 : 0);
      effect(c, right);
      c.b.control(Op.End, endAt(c, at), endAt(c, at));
      return;
    }
  }
  const alternative = rule === Kind.Other ? child(c, at, c.fields.alternative) : -1;
  if (alternative >= 0) {
    const test = condition(c, child(c, at, c.fields.condition));
    c.b.control(Op.If, startAt(c, at), endAt(c, at), test.value, test.negated ? 1 : 0);
    effect(c, child(c, at, c.fields.consequence));
    c.b.control(Op.Else, startAt(c, alternative), startAt(c, alternative));
    effect(c, alternative);
    c.b.control(Op.End, endAt(c, at), endAt(c, at));
    return;
  }
  expression(c, at);
}

/** `a, b`: effects, then the last value. */
export function sequenceRule(c: Context, node: number): number {
  const parts = children(c, node);
  const last = parts.pop();
  for (const part of parts) effect(c, part);
  return expression(c, last ?? -1);
}
