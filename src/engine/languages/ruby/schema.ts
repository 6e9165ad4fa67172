import { ExportKind, Shows, TypeKind, type MemberFact } from '../../facts';
import { children, end, field, kind, start, text } from '../nodes';
import { spanOf, type Context, type OpenType } from './context';
import { className } from './inflection';
import { Kind } from './kinds';
import { typeNamed } from './names';
import { literalText } from './texts';

/** Declares the columns of tables as fields of the classes that stand for them: `create_table "users"` adds to `User`. */
export function declareTables(c: Context, count: number): void {
  for (let node = 0; node < count; node++) {
    if (kind(c, node) !== Kind.Call || field(c, node, c.field.receiver) >= 0) continue;
    const method = text(c, field(c, node, c.field.method));
    if (method !== 'create_table' && method !== 'add_column' && method !== 'change_table') continue;
    const [table = -1, column = -1, type = -1] = children(c, field(c, node, c.field.arguments));
    const name = literalText(c, table);
    if (name === undefined || !/^\w+$/.test(name)) continue;
    const { members } = typeOfTable(c, name, node);
    if (method === 'add_column') addColumn(c, members, literalText(c, column), literalText(c, type) ?? '', column);
    else columns(c, members, field(c, field(c, node, c.field.block), c.field.body));
  }
}

function columns(c: Context, members: Map<string, MemberFact>, body: number): void {
  for (const one of children(c, body)) {
    if (kind(c, one) !== Kind.Call) continue;
    const type = text(c, field(c, one, c.field.method));
    if (type === 'index' || type === 'check_constraint' || type === 'foreign_key') continue;
    const given = children(c, field(c, one, c.field.arguments));
    const [first = -1, second = -1] = given;
    if (type === 'column') addColumn(c, members, literalText(c, first), literalText(c, second) ?? '', first);
    else if (type === 'references' || type === 'belongs_to') addColumn(c, members, `${literalText(c, first) ?? ''}_id`, 'bigint', first);
    else for (const name of given) if (kind(c, name) !== Kind.Pair) addColumn(c, members, literalText(c, name), type, name);
  }
}

function addColumn(c: Context, members: Map<string, MemberFact>, name: string | undefined, type: string, node: number): void {
  if (name === undefined || name === '' || members.has(name)) return;
  members.set(name, { name, flags: 0, type: type === '' ? -1 : typeNamed(c, type), ...spanOf(c, node) });
}

function typeOfTable(c: Context, table: string, node: number): OpenType {
  const name = className(table, true);
  const known = c.types.get(name);
  if (known) return known;
  const type = c.builder.type({ name, qualified: name, kind: TypeKind.Class, text: Shows.Nothing, debug: Shows.AllFields, json: Shows.AllFields, ...spanOf(c, node) });
  c.builder.exportName(name, ExportKind.Type, type, start(c, node), end(c, node));
  const open: OpenType = { type, name, qualified: name, members: new Map(), constants: new Set(), late: {}, filtered: new Set(), isMixin: false };
  c.types.set(name, open);
  return open;
}
