import { ExportKind, MemberFlag, Shows, TypeExpr, TypeKind, type MemberFact } from '../../facts';
import { kindAt, startAt, endAt, typeName, type Context } from './context';
import { docType, importedType, object, skipBlank, type DocType } from './doc-types';
import { Kind } from './kinds';

/** A tag of a doc comment with a type: `@param {User} [user]`. */
interface Tag { word: string; type: number; /** Its type lists fields. */ isObject: boolean; name: string; nameAt: number }

/** What a doc comment says of what follows it. */
export interface Doc {
  params: readonly Tag[];
  type: number;
  returns: number;
}

const tagPattern = /@(param|arg|argument|prop|property|type|typedef|returns?|import)\b/g;
/** Tags read of one comment. */
const maxTags = 256;
const telling = /@(?:param|arg|argument|type|typedef|returns?|import)\b/;

/**
 * Finds the doc comments of a file in a language without types of its own: declares the types they define, and notes
 * where the others stand, by the position of the code behind them.
 */
export function readDocs(c: Context): void {
  if (c.fields.return_type >= 0 || !c.source.includes('/**')) return;
  for (let node = 0; node < c.count; node++) {
    if (kindAt(c, node) !== Kind.Comment) continue;
    const start = startAt(c, node);
    const end = endAt(c, node);
    if (!c.source.startsWith('/**', start)) continue;
    const text = c.source.slice(start, end);
    if (!telling.test(text)) continue;
    if (text.includes('@typedef')) declareTypes(c, start, end);
    else if (text.includes('@import')) importNames(c, start, end);
    else c.docs.set(codeBehind(c, end), { start, end, doc: undefined });
  }
}

function codeBehind(c: Context, end: number): number {
  let at = end;
  while (c.source.charCodeAt(at) <= 32) at++;
  return at;
}

/** The doc comment in front of a node, read when it is first asked for. */
export function docBefore(c: Context, node: number): Doc | undefined {
  if (c.docs.size === 0 || node < 0) return undefined;
  const found = c.docs.get(startAt(c, node));
  return found && (found.doc ??= readDoc(c, found.start, found.end));
}

function readDoc(c: Context, start: number, end: number): Doc {
  const params: Tag[] = [];
  let type = -1;
  let returns = -1;
  for (const tag of tagsOf(c, start, end)) {
    if (tag.word.startsWith('return')) returns = tag.type;
    else if (tag.word === 'type') ({ type } = tag);
    else if (tag.word.startsWith('par') || tag.word.startsWith('arg')) params.push(tag);
  }
  return { params, type, returns };
}

function tagsOf(c: Context, start: number, end: number): Tag[] {
  const out: Tag[] = [];
  for (const found of c.source.slice(start, end - 2).matchAll(tagPattern)) {
    const d: DocType = { c, at: start + found.index + found[0].length, end: end - 2 };
    skipBlank(d);
    let type = -1;
    let isObject = false;
    if (c.source.charAt(d.at) === '{') {
      isObject = /^\{\s*\{/.test(c.source.slice(d.at, d.at + 40));
      const close = closing(c.source, d.at, d.end);
      type = docType({ c, at: d.at + 1, end: close });
      d.at = close + 1;
    }
    skipBlank(d);
    const name = /^\[?\s*([\p{L}\p{N}_$.[\]]+)/u.exec(c.source.slice(d.at, Math.min(d.end, d.at + 120)));
    if (out.length >= maxTags) break;
    out.push({ word: found[1] ?? '', type, isObject, name: name?.[1]?.replace(/\]$/, '') ?? '', nameAt: d.at });
  }
  return out;
}

/** The brace that closes the one at `from`. */
function closing(source: string, from: number, end: number): number {
  let depth = 0;
  for (let at = from; at < end; at++) {
    const code = source.charCodeAt(at);
    if (code === 123) depth++;
    else if (code === 125 && --depth === 0) return at;
  }
  return end;
}

/** `@typedef {T} Name`, or `@typedef {object} Name` with its `@property` tags behind it. */
function declareTypes(c: Context, start: number, end: number): void {
  const tags = tagsOf(c, start, end);
  for (const [index, tag] of tags.entries()) {
    if (tag.word !== 'typedef' || tag.name === '') continue;
    const after = tags.slice(index + 1);
    const next = after.findIndex((t) => t.word === 'typedef');
    const properties = (next < 0 ? after : after.slice(0, next)).filter((t) => t.word.startsWith('prop') && t.name !== '');
    const members = membersOf(c, properties, '');
    const isAlias = tag.type >= 0 && members.length === 0 && !tag.isObject;
    const type = c.b.type({
      name: tag.name, qualified: tag.name, kind: isAlias ? TypeKind.Alias : TypeKind.Interface, supers: tag.type >= 0 && !isAlias ? [tag.type] : [], text: Shows.Nothing, debug: Shows.AllFields,
      json: Shows.AllFields, ...(isAlias ? { target: tag.type } : {}), start: tag.nameAt, end: tag.nameAt + tag.name.length,
    });
    c.b.members(type, members);
    if (c.moduleTypes.has(tag.name)) continue;
    c.moduleTypes.set(tag.name, type);
    c.b.exportName(tag.name, ExportKind.Type, type, tag.nameAt, tag.nameAt + tag.name.length);
  }
}

/** Members that tags tell under a name: `email` and `address.street`, of lists `orders[].id`. */
function membersOf(c: Context, tags: readonly Tag[], under: string): MemberFact[] {
  const out: MemberFact[] = [];
  for (const tag of tags) {
    if (!tag.name.startsWith(under)) continue;
    const name = tag.name.slice(under.length);
    if (name === '' || /[.[]/.test(name)) continue;
    out.push({ name, type: withMembers(c, tag, tags), flags: c.source.charAt(tag.nameAt) === '[' ? MemberFlag.Optional : 0, start: tag.nameAt, end: tag.nameAt + tag.name.length });
  }
  return out;
}

/** The type of a tag; where other tags tell its fields, an object of those. */
function withMembers(c: Context, tag: Tag, tags: readonly Tag[]): number {
  const isList = tags.some((t) => t.name.startsWith(`${tag.name}[].`));
  const inner = tags.some((t) => t.name.startsWith(`${tag.name}.`)) || isList ? membersOf(c, tags, `${tag.name}${isList ? '[]' : ''}.`) : [];
  if (inner.length === 0) return tag.type;
  const made = object({ c, at: tag.nameAt + tag.name.length }, tag.nameAt, inner, []);
  return isList ? c.b.typeExpr(TypeExpr.List, '', [made]) : made;
}

/** `@import {User, Order as Placed} from './types'`. */
function importNames(c: Context, start: number, end: number): void {
  for (const found of c.source.slice(start, end).matchAll(/@import\s*\{([^}]*)\}\s*from\s*['"]([^'"\n]+)['"]/g)) {
    for (const part of (found[1] ?? '').split(',')) {
      const [name = '', local = name] = part.trim().split(/\s+as\s+/);
      if (name === '' || c.moduleTypes.has(local)) continue;
      const target = typeName(c, importedType(c, found[2] ?? '', name, start, end));
      c.moduleTypes.set(local, c.b.type({ name: local, qualified: local, kind: TypeKind.Alias, supers: [], text: Shows.Nothing, debug: Shows.AllFields, json: Shows.AllFields, target, start, end }));
    }
  }
}

/** The type a doc comment tells of a parameter: by its name, of one without a name by its place. */
export function docOfParameter(c: Context, doc: Doc | undefined, name: string, place: number): number {
  if (!doc) return -1;
  const whole = doc.params.filter((tag) => !/[.[]/.test(tag.name));
  const tag = name === '' ? whole[place] : doc.params.find((t) => t.name === name);
  return tag ? withMembers(c, tag, doc.params) : -1;
}
