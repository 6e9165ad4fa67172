import { behind, end, kind, start, text } from '../nodes';
import type { Context } from './context';
import { Kind } from './kinds';

/** Reports `// shipmate-…` comments with what they speak of: their line when they stand behind code, else the next statement or declaration. */
export function directives(c: Context, count: number): void {
  if (!c.source.includes('shipmate-')) return;
  for (let node = 0; node < count; node++) {
    if (kind(c, node) !== Kind.Trivia) continue;
    const said = text(c, node).replace(/^(\/\/+|\/\*+)\s*/, '').replace(/\s*\*\/$/, '').trimEnd();
    if (!said.startsWith('shipmate-')) continue;
    const lineStart = c.source.lastIndexOf('\n', start(c, node)) + 1;
    const isBehindCode = c.source.slice(lineStart, start(c, node)).trim() !== '';
    const next = isBehindCode ? -1 : nextStatement(c, node, count);
    const from = isBehindCode ? lineStart : next < 0 ? start(c, node) : start(c, next);
    c.builder.directive(said, start(c, node), end(c, node), from, isBehindCode || next < 0 ? end(c, node) : end(c, next));
  }
}

/** The first node that begins behind a comment; of a block its first statement. */
function nextStatement(c: Context, comment: number, count: number): number {
  let node = behind(c, comment);
  while (node < count && (start(c, node) < end(c, comment) || kind(c, node) === Kind.Trivia || kind(c, node) === Kind.block || kind(c, node) === Kind.declaration_list)) node++;
  return node < count ? node : -1;
}
