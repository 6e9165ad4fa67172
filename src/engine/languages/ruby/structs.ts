import { Shows, TypeKind, type MemberFact } from '../../facts';
import { children, end, field, kind, start, text } from '../nodes';
import { inType } from './classes';
import { spanOf, type Context, type OpenType } from './context';
import { Kind } from './kinds';
import { methodsOfBlock } from './methods';
import { literalText } from './texts';

/** Fields of `Struct.new(:a, :b)` and `Data.define(:a)`, undefined for anything else. */
export function structFields(c: Context, node: number): { name: string; node: number }[] | undefined {
  if (node < 0 || kind(c, node) !== Kind.Call) return undefined;
  const receiver = field(c, node, c.field.receiver);
  if (receiver < 0) return undefined;
  const owner = text(c, receiver);
  const method = text(c, field(c, node, c.field.method));
  if (!(owner === 'Struct' && method === 'new') && !(owner === 'Data' && method === 'define')) return undefined;
  const fields: { name: string; node: number }[] = [];
  for (const one of children(c, field(c, node, c.field.arguments))) {
    const name = kind(c, one) === Kind.Symbol ? literalText(c, one) : undefined;
    if (name !== undefined) fields.push({ name, node: one });
  }
  return fields;
}

/** A struct as a value: the type that was declared for its constant, or one without a name. */
export function structValue(c: Context, node: number): number | undefined {
  const fields = structFields(c, node);
  if (!fields) return undefined;
  const b = c.builder;
  const open = declaredFor(c, node) ?? unnamed(c, fields, node);
  const block = field(c, node, c.field.block);
  if (block >= 0) inType(c, open, node, () => { methodsOfBlock(c, block, false); });
  return b.classValue(open.type, start(c, node), end(c, node));
}

/** The type of `Name = Struct.new(…)`, told by where the call stands. */
function declaredFor(c: Context, node: number): OpenType | undefined {
  const before = c.source.slice(Math.max(0, start(c, node) - 200), start(c, node));
  const name = /\b([A-Z]\w*)\s*=\s*$/.exec(before)?.[1];
  if (name === undefined) return undefined;
  const [around = ''] = c.nesting;
  return c.types.get(around === '' ? name : `${around}.${name}`) ?? c.types.get(name);
}

function unnamed(c: Context, fields: readonly { name: string; node: number }[], node: number): OpenType {
  const qualified = `${c.qualified}.${String(start(c, node))}`;
  const type = c.builder.type({ name: '', qualified, kind: TypeKind.Class, text: Shows.AllFields, debug: Shows.AllFields, json: Shows.AllFields, ...spanOf(c, node) });
  const members = new Map<string, MemberFact>(fields.map((one) => [one.name, { name: one.name, flags: 0, ...spanOf(c, one.node) }]));
  const open: OpenType = { type, name: '', qualified, members, constants: new Set(), late: {}, filtered: new Set(), isMixin: false };
  c.types.set(qualified, open);
  return open;
}
