import { start } from '../nodes';
import type { Context } from './context';

/** Types a doc comment tells: of parameters and properties by name, of the result, of what follows (`@var`). */
export interface Doc {
  params: ReadonlyMap<string, string>;
  properties: ReadonlyMap<string, string>;
  vars: ReadonlyMap<string, string>;
  returns: string;
}

const none: Doc = { params: new Map(), properties: new Map(), vars: new Map(), returns: '' };

/** The doc comment that ends right before a position, or ''. */
export function docBefore(source: string, position: number): string {
  let at = position - 1;
  while (at >= 0 && source.charCodeAt(at) <= 32) at--;
  if (at < 4 || source.charCodeAt(at) !== 47 || source.charCodeAt(at - 1) !== 42) return '';
  const from = source.lastIndexOf('/*', at - 2);
  return from >= 0 && source.startsWith('/**', from) ? source.slice(from, at + 1) : '';
}

/** What the doc comment in front of a declaration says of types. */
export function docOf(c: Context, node: number): Doc {
  const comment = docBefore(c.source, start(c, node));
  return comment.includes('@') ? readDoc(comment) : none;
}

/** Reads `@param T $x`, `@property T $x`, `@var T`, `@return T`; a type may hold spaces between its brackets. */
export function readDoc(comment: string): Doc {
  const params = new Map<string, string>();
  const properties = new Map<string, string>();
  const vars = new Map<string, string>();
  let returns = '';
  for (const match of comment.matchAll(/@(?:phpstan-|psalm-)?(param|property(?:-read|-write)?|var|return)\s+/g)) {
    const type = readType(comment, match.index + match[0].length);
    if (type === '') continue;
    const rest = comment.slice(match.index + match[0].length + type.length, match.index + match[0].length + type.length + 80);
    const name = /^\s*(?:&|\.\.\.)*\$(\w+)/.exec(rest)?.[1] ?? '';
    const written = type.replace(/\n\s*\*/g, ' ');
    if (match[1] === 'return') returns = written;
    else if (match[1] === 'var') vars.set(name, written);
    else if (name !== '') (match[1] === 'param' ? params : properties).set(name, written);
  }
  return { params, properties, vars, returns };
}

/** The text of a type: up to white space outside of brackets. */
function readType(text: string, from: number): string {
  let depth = 0;
  let at = from;
  for (; at < text.length && at - from < 600; at++) {
    const one = text.charAt(at);
    if ('<{(['.includes(one)) depth++;
    else if ('>})]'.includes(one)) depth--;
    else if (depth === 0 && /[\s*]/.test(one)) {
      // `User | null`: a bar goes on behind a space.
      const next = /^\s*([|&])\s*/.exec(text.slice(at, at + 8));
      if (!next) break;
      at += next[0].length - 1;
    } else if (depth === 0 && at === from && one === '$' && !text.startsWith('$this', at)) return '';
    if (depth < 0) break;
  }
  return text.slice(from, at);
}
