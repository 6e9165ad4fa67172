import { Arg, Derived, Entry, Literal, Op, type EntryFact } from '../../facts';
import { after, child, children, endAt, expression, kindAt, only, startAt, textAt, type Context } from './context';
import { namedValue } from './functions';
import { Kind } from './kinds';

/** `<Component a={b}>…</Component>` is a call with one record; an element of the page itself only shows what it holds. */
export function jsxRule(c: Context, node: number): number {
  const opening = child(c, node, c.fields.open_tag);
  const head = opening < 0 ? node : opening;
  const name = child(c, head, c.fields.name);
  const isComponent = name >= 0 && (kindAt(c, name) === Kind.Member || (kindAt(c, name) === Kind.Identifier && /^[A-Z$_]/.test(textAt(c, name))));
  const callee = isComponent ? expression(c, name) : -1;
  const entries = attributes(c, head, name);
  const values = opening < 0 ? [] : jsxChildren(c, node);
  const start = startAt(c, node);
  const end = endAt(c, node);
  if (callee < 0) return c.b.derive(Derived.Test, [...entries.map((entry) => entry.value), ...values], start, end);
  const [first] = values;
  if (first !== undefined) {
    const value = values.length === 1 ? first : c.b.list(values.map((item) => ({ kind: Entry.Item, value: item })), start, end);
    entries.push({ kind: Entry.Key, key: 'children', value, start: endAt(c, head), end });
  }
  const props = c.b.record(entries, startAt(c, head), endAt(c, head));
  const argument = { kind: Arg.Positional, value: props, start: startAt(c, head), end: endAt(c, head) };
  return c.b.call(Op.Call, callee, startAt(c, name), endAt(c, name), [argument], start, end);
}

function attributes(c: Context, head: number, name: number): EntryFact[] {
  const out: EntryFact[] = [];
  for (const node of children(c, head)) {
    if (node === name) continue;
    const kind = kindAt(c, node);
    const span = { start: startAt(c, node), end: endAt(c, node) };
    if (kind === Kind.JsxExpression) {
      const inner = only(c, node);
      if (inner >= 0) out.push({ kind: Entry.Spread, value: expression(c, kindAt(c, inner) === Kind.Spread ? only(c, inner) : inner), ...span });
    } else if (kind === Kind.JsxAttribute) {
      const [key, value] = children(c, node);
      if (key === undefined) continue;
      const text = textAt(c, key);
      out.push({ kind: Entry.Key, key: text, value: value === undefined ? c.b.constant(Literal.True, 'true', span.start, span.end) : attributeValue(c, value, text), ...span });
    }
  }
  return out;
}

function attributeValue(c: Context, node: number, name: string): number {
  if (kindAt(c, node) !== Kind.JsxExpression) return expression(c, node);
  return namedValue(c, only(c, node), name);
}

function jsxChildren(c: Context, node: number): number[] {
  const out: number[] = [];
  for (let at = node + 1, end = after(c, node); at < end; at = after(c, at)) {
    const kind = kindAt(c, at);
    if (kind === Kind.JsxOpening || kind === Kind.JsxClosing || kind === Kind.Comment) continue;
    if (kind === Kind.JsxText) {
      const text = textAt(c, at).trim();
      if (text !== '') out.push(c.b.constant(Literal.Text, text, startAt(c, at), endAt(c, at)));
    } else if (kind === Kind.JsxExpression) {
      const inner = only(c, at);
      if (inner >= 0) out.push(expression(c, kindAt(c, inner) === Kind.Spread ? only(c, inner) : inner));
    } else if (c.rules.expressions[(c.words[at * 4] ?? 0) & 0xffff]) out.push(expression(c, at));
  }
  return out;
}
