import { after, endAt, kindAt, startAt, textAt, type Context } from './context';
import { Kind } from './kinds';

/** Comments that start with `shipmate-`: behind code they speak of their line, alone of the next sibling. */
export function readDirectives(c: Context): void {
  if (!c.source.includes('shipmate-')) return;
  const parents: number[] = [];
  for (let node = 0; node < c.count; node++) {
    while (parents.length > 0 && node >= after(c, parents.at(-1) ?? 0)) parents.pop();
    if (kindAt(c, node) === Kind.Comment) {
      const text = textAt(c, node).replace(/^(?:\/\/+|\/\*+|<!--|#!)\s*/, '').replace(/\s*\*+\/$/, '').trim();
      if (text.startsWith('shipmate-')) addDirective(c, node, text, parents);
    }
    parents.push(node);
  }
}

function addDirective(c: Context, node: number, text: string, parents: readonly number[]): void {
  const start = startAt(c, node);
  const end = endAt(c, node);
  const lineStart = c.source.lastIndexOf('\n', start - 1) + 1;
  if (/[^\s{]/.test(c.source.slice(lineStart, start))) {
    const newline = c.source.indexOf('\n', end);
    c.b.directive(text, start, end, lineStart, newline < 0 ? c.source.length : newline);
    return;
  }
  const [from, to] = nextSibling(c, node, parents) ?? [start, end];
  c.b.directive(text, start, end, from, to);
}

/** Span of what follows a comment: decorators together with what they decorate. */
function nextSibling(c: Context, node: number, parents: readonly number[]): [number, number] | undefined {
  let from = node;
  let level = parents.length - 1;
  if (level >= 0 && kindAt(c, parents[level] ?? 0) === Kind.JsxExpression && after(c, node) >= after(c, parents[level] ?? 0)) from = parents[level--] ?? node;
  const parent = parents[level];
  if (parent === undefined) return undefined;
  const stop = after(c, parent);
  let first = -1;
  for (let at = after(c, from); at < stop; at = after(c, at)) {
    const kind = kindAt(c, at);
    if (kind === Kind.Comment || (kind === Kind.JsxText && textAt(c, at).trim() === '')) continue;
    if (first < 0) first = at;
    if (kind !== Kind.Decorator) return [startAt(c, first), endAt(c, at)];
  }
  return first < 0 ? undefined : [startAt(c, first), endAt(c, first)];
}
