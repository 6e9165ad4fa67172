import { UnseenReason } from '../facts';
import { errorSymbol } from '../syntax';
import { Common, behind, end, kind, start, text, type Nodes } from './nodes';

type File = Pick<Nodes<never>, 'words' | 'kinds' | 'source' | 'builder'>;

/**
 * Reports `shipmate-…` comments with what they speak of: their line when they stand behind code, else the next statement or declaration, of one of
 * the kinds in `bodies` the first inside. `code` finds what counts as code in front of a comment.
 */
export function directives(c: File, count: number, bodies: readonly number[], code = /\S/): void {
  if (!c.source.includes('shipmate-')) return;
  for (let node = 0; node < count; node++) {
    if (kind(c, node) !== Common.Trivia) continue;
    const said = text(c, node).replace(/^(?:\/\/+|#+|\/\*+)\s*/, '').replace(/\s*\*+\/$/, '').trimEnd();
    if (!said.startsWith('shipmate-')) continue;
    const lineStart = c.source.lastIndexOf('\n', start(c, node)) + 1;
    const isBehindCode = code.test(c.source.slice(lineStart, start(c, node)));
    const next = isBehindCode ? -1 : nextStatement(c, node, count, bodies);
    const from = isBehindCode ? lineStart : next < 0 ? start(c, node) : start(c, next);
    c.builder.directive(said, start(c, node), end(c, node), from, isBehindCode || next < 0 ? end(c, node) : end(c, next));
  }
}

function nextStatement(c: File, comment: number, count: number, bodies: readonly number[]): number {
  let node = behind(c, comment);
  while (node < count && (start(c, node) < end(c, comment) || kind(c, node) === Common.Trivia || bodies.includes(kind(c, node)))) node++;
  return node < count ? node : -1;
}

/** Reports the parts the parser could not read, the outermost only. */
export function reportErrors(c: File, count: number): void {
  for (let node = 0; node < count; ) {
    if (((c.words[node * 4] ?? 0) & 0xffff) === errorSymbol) {
      c.builder.unseen(UnseenReason.Syntax, '', start(c, node), end(c, node));
      node = behind(c, node);
    } else node++;
  }
}
