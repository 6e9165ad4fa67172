import { end, field, kind, start, text, type Handlers, type Nodes } from '../nodes';
import { Kind, type Fields } from './kinds';
import type { Scope } from './scopes';

/** What the lowering knows of the grammar, looked up once. */
export interface Tables extends Handlers<Context> {
  field: Fields;
}

/** The state of lowering one file. */
export interface Context extends Tables, Nodes<Context> {
  scope: Scope;
  module: Scope;
  /** Variable of the receiver of the innermost function, or -1. */
  receiver: number;
  /** Variable caught by the innermost except clause of the function, or -1. */
  caught: number;
  /** Variables that were assigned already: the first assignment declares. */
  assigned: Set<number>;
  /** Variables that stand for classes declared in this file, and the field names of those classes in order. */
  classes: Map<number, string[]>;
  /** Type expressions by their text. */
  types: Map<string, number>;
  /** Name nodes of definitions that need no operation, because they are the first to bind their name. */
  hoisted: Set<number>;
  /** Variables whose first definition was an overload stub. */
  awaiting: Set<number>;
  /** Declared types of parameters, by variable. */
  paramTypes: Map<number, number>;
  isStub: boolean;
}

/** Offset of the first character from `from` on that is no blank, line continuation or comment. */
export function skipBlank(source: string, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const unit = source.charCodeAt(at);
    if (unit === 35) {
      const line = source.indexOf('\n', at);
      at = line < 0 ? to : line;
    } else if (unit === 32 || unit === 10 || unit === 13 || unit === 9 || unit === 92 || unit === 12) at++;
    else break;
  }
  return at;
}

/** Text of an operator that stands between two nodes, its words separated by one blank. */
export function operatorBetween(c: Context, left: number, right: number): string {
  const to = start(c, right);
  let at = skipBlank(c.source, end(c, left), to);
  let operator = '';
  while (at < to) {
    const first = at;
    while (at < to && c.source.charCodeAt(at) > 32 && c.source.charCodeAt(at) !== 35 && c.source.charCodeAt(at) !== 92) at++;
    if (at === first) break;
    operator += (operator === '' ? '' : ' ') + c.source.slice(first, at);
    at = skipBlank(c.source, at, to);
  }
  return operator;
}

/** Name as written of an identifier or a chain of attributes, or ''. */
export function dotted(c: Context, node: number): string {
  if (node < 0) return '';
  const k = kind(c, node);
  if (k === Kind.Identifier) return text(c, node);
  if (k === Kind.DottedName) return text(c, node).replace(/\s+/g, '');
  if (k !== Kind.Attribute) return '';
  const object = dotted(c, field(c, node, c.field.object));
  return object === '' ? '' : `${object}.${text(c, field(c, node, c.field.attribute))}`;
}
