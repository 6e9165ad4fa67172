import { Arg, Op } from '../../facts';
import { bare, child, children, end, field, kind, start, text, value } from '../nodes';
import { spanOf, type Context } from './context';
import { Kind } from './kinds';
import type { Written } from './specials';
import { literalText } from './texts';

/**
 * `reject { |key, _| HIDDEN.include?(key) }` and `select { |key, _| key == :id }` of a hash: without the fields of those names, or with no others.
 */
export const byKey = (isKept: boolean) => (c: Context, { node, receiver, list, block }: Written): number | undefined => {
  const asked = receiver < 0 || list >= 0 || block < 0 ? undefined : keyTest(c, block);
  if (!asked) return undefined;
  const b = c.builder;
  const span = spanOf(c, node);
  const object = value(c, receiver);
  const names = value(c, asked.names);
  const callee = b.load(object, asked.isNegated === isKept ? 'except' : 'slice', span.start, span.end);
  return b.call(Op.Call, callee, span.start, span.end, [{ kind: asked.isList ? Arg.Spread : Arg.Positional, value: names, ...spanOf(c, asked.names) }], span.start, span.end);
};

/** What a block with a key and a value asks of the key alone: the names it is compared with. */
function keyTest(c: Context, block: number): { names: number; isList: boolean; isNegated: boolean } | undefined {
  const [key = -1, other = -1] = children(c, field(c, block, c.field.parameters));
  const [only = -1, more = -1] = children(c, field(c, block, c.field.body));
  if (key < 0 || other < 0 || only < 0 || more >= 0 || kind(c, key) !== Kind.Identifier) return undefined;
  const isKey = (node: number): boolean => node >= 0 && new RegExp(`^${text(c, key)}(?:\\.to_(?:s|sym))?$`).test(text(c, node));
  const asked = (at: number, isNegated: boolean): ReturnType<typeof keyTest> => {
    const test = bare(c, at);
    if (kind(c, test) === Kind.Unary && c.source.charCodeAt(start(c, test)) === 33) return asked(child(c, test), !isNegated);
    if (kind(c, test) === Kind.Binary) {
      const left = field(c, test, c.field.left);
      const right = field(c, test, c.field.right);
      const sign = c.source.slice(end(c, left), start(c, right)).trim();
      return isKey(left) && /^[!=]=$/.test(sign) && literalText(c, right) !== undefined ? { names: right, isList: false, isNegated: isNegated !== sign.startsWith('!') } : undefined;
    }
    if (kind(c, test) !== Kind.Call) return undefined;
    const name = text(c, field(c, test, c.field.method));
    const on = field(c, test, c.field.receiver);
    const given = child(c, field(c, test, c.field.arguments));
    if (on < 0 || given < 0) return undefined;
    if (/^(?:include|member|exclude)\?$/.test(name) && isKey(given)) return { names: on, isList: true, isNegated: isNegated !== (name === 'exclude?') };
    return name === 'in?' && isKey(on) ? { names: given, isList: true, isNegated } : undefined;
  };
  return asked(only, false);
}
