import { ExportKind, MemberFlag, Shows, TypeKind, type MemberFact } from '../../facts';
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

/** Where the columns of all records that are filtered stand, by parts of their names. */
const allRecords = 'ApplicationRecord';

/**
 * `config.filter_parameters += [:passw, :email]`: what is filtered from requests is kept out of the inspected form of every record as well,
 * where a part of its name says so. Source: Rails guides, "Configuring Rails Applications", config.filter_parameters.
 */
export function declareFilters(c: Context, count: number): void {
  for (let node = 0; node < count; node++) {
    const k = kind(c, node);
    if (k !== Kind.Assignment && k !== Kind.OperatorAssignment && k !== Kind.Call) continue;
    const names = filteredParts(c, node, k === Kind.Call);
    if (names.length === 0) continue;
    const { members } = c.types.get(allRecords) ?? openType(c, allRecords, node, ['ActiveRecord.Base']);
    for (const part of names) members.set(`*${part}`, { name: `*${part}`, flags: MemberFlag.Static | MemberFlag.HiddenText | MemberFlag.HiddenJson | MemberFlag.HidesAlike, ...spanOf(c, node) });
  }
}

function filteredParts(c: Context, node: number, isCall: boolean): string[] {
  const target = isCall ? field(c, node, c.field.receiver) : field(c, node, c.field.left);
  if (target < 0 || !/\.filter_parameters$/.test(c.source.slice(Math.max(start(c, target), end(c, target) - 24), end(c, target)))) return [];
  const given = isCall ? (/^(?:concat|push|append)$/.test(text(c, field(c, node, c.field.method))) ? children(c, field(c, node, c.field.arguments)) : []) : [field(c, node, c.field.right)];
  return given.flatMap((one) => (kind(c, one) === Kind.Array || kind(c, one) === Kind.SymbolArray ? children(c, one) : [one])).flatMap((one) => {
    const part = literalText(c, one);
    return part !== undefined && /^\w+$/.test(part) ? [part.toLowerCase()] : [];
  });
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
  return c.types.get(name) ?? openType(c, name, node, []);
}

/** A part of a class that is written elsewhere. */
function openType(c: Context, name: string, node: number, supers: readonly string[]): OpenType {
  const type = c.builder.type({
    name, qualified: name, kind: TypeKind.Class, supers: supers.map((one) => typeNamed(c, one)), text: Shows.Nothing, debug: Shows.AllFields, json: Shows.AllFields, ...spanOf(c, node),
  });
  c.builder.exportName(name, ExportKind.Type, type, start(c, node), end(c, node));
  const open: OpenType = { type, name, qualified: name, members: new Map(), constants: new Set(), late: {}, filtered: new Set(), isMixin: false };
  c.types.set(name, open);
  return open;
}
