import { behind, end, kind, start, text } from '../nodes';
import type { Context } from './context';
import { Kind } from './kinds';

/** Reports `# shipmate-…` comments with what they speak of: their line when they stand behind code, else the next statement. */
export function directives(c: Context, count: number): void {
  if (!c.source.includes('shipmate-')) return;
  for (let node = 0; node < count; node++) {
    if (kind(c, node) !== Kind.Trivia) continue;
    const said = text(c, node).replace(/^#+\s*/, '').trimEnd();
    if (!said.startsWith('shipmate-')) continue;
    const lineStart = c.source.lastIndexOf('\n', start(c, node)) + 1;
    const isBehindCode = /\S/.test(c.source.slice(lineStart, start(c, node)));
    const next = isBehindCode ? -1 : nextStatement(c, node, count);
    const from = isBehindCode ? lineStart : next < 0 ? start(c, node) : start(c, next);
    c.builder.directive(said, start(c, node), end(c, node), from, isBehindCode || next < 0 ? end(c, node) : end(c, next));
  }
}

/** The first node that begins behind a comment; of a body its first statement. */
function nextStatement(c: Context, comment: number, count: number): number {
  let node = behind(c, comment);
  while (node < count && (start(c, node) < end(c, comment) || isBody(kind(c, node)))) node++;
  return node < count ? node : -1;
}

const isBody = (k: number): boolean => k === Kind.Trivia || k === Kind.BodyStatement || k === Kind.BlockBody || k === Kind.Then || k === Kind.Do;
