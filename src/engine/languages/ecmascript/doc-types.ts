import { ImportFlag, MemberFlag, Shows, TypeExpr, TypeKind, type MemberFact } from '../../facts';
import { typeName, type Context } from './context';

/** A type in a doc comment is read where it stands: `at` moves through the source up to `end`. */
export interface DocType { c: Context; at: number; end: number }

/** Names that say nothing of what is in an object. */
const untold = new Set(['', 'Object', 'object', 'any', 'unknown', '*', 'mixed', 'void', 'undefined', 'null', 'never', '?']);
const lists = new Set(['Array', 'ReadonlyArray']);
const maps = new Set(['Object', 'object', 'Record', 'Map', 'ReadonlyMap', 'WeakMap']);
const maxDepth = 6;

/** Passes blanks, and the star that begins a line. */
export function skipBlank(d: DocType): void {
  while (d.at < d.end) {
    const code = d.c.source.charCodeAt(d.at);
    if (code === 10) {
      const line = /^\n[ \t]*\*?/.exec(d.c.source.slice(d.at, Math.min(d.end, d.at + 200)));
      d.at += line?.[0].length ?? 1;
    } else if (code <= 32) d.at++;
    else return;
  }
}

function takes(d: DocType, text: string): boolean {
  skipBlank(d);
  if (d.at + text.length > d.end || !d.c.source.startsWith(text, d.at)) return false;
  d.at += text.length;
  return true;
}

function word(d: DocType, pattern: RegExp): string {
  skipBlank(d);
  pattern.lastIndex = d.at;
  const found = pattern.exec(d.c.source)?.[0] ?? '';
  if (d.at + found.length > d.end) return '';
  d.at += found.length;
  return found;
}

const dottedName = /[\p{L}_$][\p{L}\p{N}_$]*(?:[.~#](?!<)[\p{L}_$][\p{L}\p{N}_$]*)*/uy;
const memberName = /[\p{L}_$][\p{L}\p{N}_$]*|'[^'\n]*'|"[^"\n]*"/uy;
const literalText = /'[^'\n]*'|"[^"\n]*"|`[^`\n]*`|-?\d+(?:\.\d+)?/y;

/** The type expression that begins here, -1 where it says nothing: a union of the parts that say something. */
export function docType(d: DocType, depth = 0): number {
  const parts: number[] = [];
  takes(d, '|');
  do {
    const part = intersection(d, depth);
    if (part >= 0) parts.push(part);
  } while (takes(d, '|'));
  const [first] = parts;
  if (first === undefined) return -1;
  return parts.length === 1 ? first : d.c.b.typeExpr(TypeExpr.Union, '', parts);
}

function intersection(d: DocType, depth: number): number {
  const parts = [postfix(d, depth)];
  while (takes(d, '&')) parts.push(postfix(d, depth));
  const told = parts.filter((part) => part >= 0);
  if (told.length < 2) return told[0] ?? -1;
  return object(d, d.at, [], told);
}

function postfix(d: DocType, depth: number): number {
  while (takes(d, '?') || takes(d, '!') || takes(d, '...'));
  let type = depth > maxDepth ? -1 : primary(d, depth);
  for (;;) {
    if (takes(d, '[]')) type = d.c.b.typeExpr(TypeExpr.List, '', [type < 0 ? typeName(d.c, 'any') : type]);
    else if (d.c.source.charAt(d.at) === '[' && takes(d, '[')) {
      docType(d, depth + 1);
      takes(d, ']');
      type = -1;
    } else if (!takes(d, '=') && !takes(d, '?') && !takes(d, '!')) return type;
  }
}

function primary(d: DocType, depth: number): number {
  if (takes(d, '{')) return objectType(d, depth);
  if (takes(d, '[')) {
    const items = listOf(d, ']', depth);
    return d.c.b.typeExpr(TypeExpr.Tuple, '', items.map((item) => (item < 0 ? typeName(d.c, 'any') : item)));
  }
  if (takes(d, '(')) return bracketed(d, depth);
  if (takes(d, '*')) return -1;
  const literal = word(d, literalText);
  if (literal !== '') return d.c.b.typeExpr(TypeExpr.Literal, literal.replace(/^['"`]|['"`]$/g, ''));
  const name = word(d, dottedName);
  if (name === 'import' && takes(d, '(')) return imported(d, depth);
  if (name === 'typeof' || name === 'keyof' || name === 'readonly' || name === 'unique') {
    const inner = postfix(d, depth + 1);
    return name === 'readonly' ? inner : -1;
  }
  if (name === 'function' && takes(d, '(')) {
    listOf(d, ')', depth);
    if (takes(d, ':')) docType(d, depth + 1);
    return d.c.b.typeExpr(TypeExpr.Function, '', []);
  }
  if (takes(d, '.<') || takes(d, '<')) return generic(d, name, listOf(d, '>', depth));
  return untold.has(name) ? -1 : typeName(d.c, name);
}

function generic(d: DocType, name: string, args: number[]): number {
  const given = args.map((arg) => (arg < 0 ? typeName(d.c, 'any') : arg));
  if (lists.has(name)) return d.c.b.typeExpr(TypeExpr.List, '', given);
  if (maps.has(name)) return d.c.b.typeExpr(TypeExpr.Map, '', given);
  return d.c.b.typeExpr(TypeExpr.Name, name, given);
}

/** Types between commas up to the closing sign. */
function listOf(d: DocType, closing: string, depth: number): number[] {
  const out: number[] = [];
  while (d.at < d.end && !takes(d, closing)) {
    const before = d.at;
    out.push(docType(d, depth + 1));
    // `name: T` of a parameter or a place.
    if (takes(d, '?:') || takes(d, ':')) out[out.length - 1] = docType(d, depth + 1);
    takes(d, ',');
    if (d.at === before) d.at++;
  }
  return out;
}

/** `(A | B)`, or the parameters of `(a: A) => B`. */
function bracketed(d: DocType, depth: number): number {
  const inner = listOf(d, ')', depth);
  if (!takes(d, '=>')) return inner[0] ?? -1;
  docType(d, depth + 1);
  return d.c.b.typeExpr(TypeExpr.Function, '', []);
}

/** `import('./types').User`: an import of the name under one that only this type uses. */
function imported(d: DocType, depth: number): number {
  const start = d.at;
  const module = word(d, literalText).slice(1, -1);
  takes(d, ')');
  const path = takes(d, '.') ? word(d, dottedName) : '';
  const type = importedType(d.c, module, path, start, d.at);
  return takes(d, '<') ? generic(d, type, listOf(d, '>', depth)) : typeName(d.c, type);
}

/** Binds a name of another module for types alone, and gives what it goes by here. */
export function importedType(c: Context, module: string, path: string, start: number, end: number): string {
  const [name = '', ...rest] = path.split('.');
  const local = `${name}@${module.replace(/\./g, '')}`;
  if (!c.docImports.has(local)) {
    c.docImports.add(local);
    c.b.importName(module, name === '' ? '*' : name, local, ImportFlag.TypeOnly, start, end);
  }
  return [local, ...rest].join('.');
}

function objectType(d: DocType, depth: number): number {
  const start = d.at;
  const members: MemberFact[] = [];
  while (d.at < d.end && !takes(d, '}')) {
    const before = d.at;
    if (takes(d, '[')) {
      docType(d, depth + 1);
      if (takes(d, ':')) docType(d, depth + 1);
      takes(d, ']');
      if (takes(d, ':')) {
        const value = docType(d, depth + 1);
        takes(d, '}');
        return d.c.b.typeExpr(TypeExpr.Map, '', [typeName(d.c, 'string'), value < 0 ? typeName(d.c, 'any') : value]);
      }
    }
    const name = word(d, memberName);
    const at = d.at - name.length;
    const optional = takes(d, '?');
    const type = takes(d, ':') ? docType(d, depth + 1) : -1;
    if (name !== '') members.push({ name: name.replace(/^['"]|['"]$/g, ''), type, flags: optional ? MemberFlag.Optional : 0, start: at, end: at + name.length });
    if (!takes(d, ',')) takes(d, ';');
    if (d.at === before) d.at++;
  }
  return members.length === 0 ? -1 : object(d, start, members, []);
}

/** An anonymous type with these members. */
export function object(d: Pick<DocType, 'c' | 'at'>, start: number, members: readonly MemberFact[], supers: number[]): number {
  const { b } = d.c;
  const type = b.type({ name: '', qualified: '', kind: TypeKind.Interface, supers, text: Shows.Nothing, debug: Shows.AllFields, json: Shows.AllFields, start, end: d.at });
  b.members(type, members);
  return b.typeExpr(TypeExpr.Object, '', [], type);
}
