import { TypeExpr } from '../../facts';
import { end, start } from '../nodes';
import type { Context } from './context';

/** What a declared type says beside the type itself. */
export interface Qualifiers { isClassVar: boolean; isFinal: boolean; isOptional: boolean }

/** A place in the text of a type; annotations in quotes are read by the same parser. */
interface Reader { c: Context; text: string; at: number; qualifiers: Qualifiers }

const lists = new Set([
  'list', 'List', 'set', 'Set', 'frozenset', 'FrozenSet', 'Sequence', 'MutableSequence', 'Iterable', 'Iterator', 'Collection', 'AbstractSet', 'MutableSet', 'deque', 'Deque',
  'AsyncIterable', 'AsyncIterator',
]);
const maps = new Set(['dict', 'Dict', 'Mapping', 'MutableMapping', 'defaultdict', 'DefaultDict', 'OrderedDict']);
const transparent = new Set(['Annotated', 'ClassVar', 'Final', 'Required', 'NotRequired', 'ReadOnly', 'InitVar', 'TypeGuard', 'Unpack']);
const maxNesting = 40;

/** Type expression of an annotation node, or -1 when it says nothing (`None` alone). */
export function typeOf(c: Context, node: number): number {
  return node < 0 ? -1 : typeOfText(c, c.source.slice(start(c, node), end(c, node)));
}

/** As `typeOf`, with ClassVar, Final, NotRequired told apart. */
export function qualifiedType(c: Context, node: number): { type: number } & Qualifiers {
  const qualifiers = { isClassVar: false, isFinal: false, isOptional: false };
  const source = c.source.slice(start(c, node), end(c, node));
  if (!/ClassVar|Final|NotRequired/.test(source)) return { type: typeOfText(c, source), ...qualifiers };
  const type = union({ c, text: source, at: 0, qualifiers }, 0);
  return { type, ...qualifiers };
}

/** Type expression of the text of a type, or -1; equal texts share one. */
export function typeOfText(c: Context, source: string): number {
  const known = c.types.get(source);
  if (known !== undefined) return known;
  const type = union({ c, text: source, at: 0, qualifiers: { isClassVar: false, isFinal: false, isOptional: false } }, 0);
  c.types.set(source, type);
  return type;
}

/** One of several types, None left out; -1 when nothing is left. */
export function unionOf(c: Context, parts: readonly number[]): number {
  const kept = [...new Set(parts)].filter((part) => part >= 0);
  if (kept.length <= 1) return kept[0] ?? -1;
  return c.builder.typeExpr(TypeExpr.Union, '', kept);
}

function skip(r: Reader): number {
  for (; r.at < r.text.length; r.at++) {
    const unit = r.text.charCodeAt(r.at);
    if (unit === 35) {
      const line = r.text.indexOf('\n', r.at);
      r.at = line < 0 ? r.text.length : line;
    }
    if (unit > 32 && unit !== 92) return unit;
  }
  return 0;
}

function union(r: Reader, depth: number): number {
  const parts = [primary(r, depth)];
  while (skip(r) === 124) {
    r.at++;
    parts.push(primary(r, depth));
  }
  return parts.length === 1 ? (parts[0] ?? -1) : unionOf(r.c, parts);
}

const word = /[\p{L}_][\p{L}\p{N}_]*(?:\s*\.\s*[\p{L}_][\p{L}\p{N}_]*)*/uy;
const quoted = /[rRbBuU]{0,2}("""|'''|"|')([\s\S]*?)\1/y;

function primary(r: Reader, depth: number): number {
  const unit = skip(r);
  if (depth > maxNesting) {
    r.at = r.text.length;
    return -1;
  }
  quoted.lastIndex = r.at;
  const inner = quoted.exec(r.text);
  if (inner) {
    r.at = quoted.lastIndex;
    return union({ ...r, text: inner[2] ?? '', at: 0 }, depth + 1);
  }
  if (unit === 91 || unit === 40) return r.c.builder.typeExpr(TypeExpr.Tuple, '', bracketed(r, depth + 1));
  if (unit === 42) {
    while (skip(r) === 42) r.at++;
    return primary(r, depth);
  }
  word.lastIndex = r.at;
  const found = word.exec(r.text);
  if (!found) {
    passOver(r);
    return -1;
  }
  r.at = word.lastIndex;
  const name = found[0].replace(/\s+/g, '');
  const next = skip(r);
  if (next === 40) passOver(r);
  if (name === 'None') return -1;
  if (next !== 91) {
    note(r, name);
    return unsaid.test(name) ? -1 : r.c.builder.typeExpr(TypeExpr.Name, name);
  }
  return generic(r, name, depth + 1);
}

/** Qualifiers that stand alone: the type is that of the value. */
const unsaid = /^(\w+\.)?(Final|ClassVar|TypeAlias)$/;

function note(r: Reader, name: string): void {
  if (name.endsWith('ClassVar')) r.qualifiers.isClassVar = true;
  else if (name.endsWith('Final')) r.qualifiers.isFinal = true;
  else if (name.endsWith('NotRequired')) r.qualifiers.isOptional = true;
}

function generic(r: Reader, name: string, depth: number): number {
  const short = name.slice(name.lastIndexOf('.') + 1);
  if (short === 'Literal') return literals(r);
  note(r, name);
  const { builder } = r.c;
  if (transparent.has(short)) return bracketed(r, depth)[0] ?? -1;
  const before = r.at;
  const args = bracketed(r, depth);
  if (short === 'Optional') return args[0] ?? -1;
  if (short === 'Union') return unionOf(r.c, args);
  if (lists.has(short)) return builder.typeExpr(TypeExpr.List, name, args.slice(0, 1));
  if (maps.has(short)) return builder.typeExpr(TypeExpr.Map, name, args);
  if (short === 'tuple' || short === 'Tuple') {
    const isOpen = /,\s*\.\.\.\s*\]$/.test(r.text.slice(before, r.at));
    return isOpen ? builder.typeExpr(TypeExpr.List, name, args.slice(0, 1)) : builder.typeExpr(TypeExpr.Tuple, name, args);
  }
  if (short === 'Callable') return builder.typeExpr(TypeExpr.Function, name, args.slice(-1));
  return builder.typeExpr(TypeExpr.Name, name, args);
}

/** Types between brackets, the brackets included in what is read. */
function bracketed(r: Reader, depth: number): number[] {
  const found: number[] = [];
  r.at++;
  for (let unit = skip(r); unit !== 0 && unit !== 93 && unit !== 41; unit = skip(r)) {
    if (unit === 44) {
      r.at++;
      continue;
    }
    const before = r.at;
    found.push(union(r, depth));
    if (r.at === before) r.at++;
  }
  r.at++;
  return found;
}

function literals(r: Reader): number {
  const from = r.at;
  passOver(r);
  const found: number[] = [];
  for (const match of r.text.slice(from + 1, r.at - 1).matchAll(/("|')(.*?)\1|[^\s,'"]+/gs)) {
    if (match[0] !== 'None') found.push(r.c.builder.typeExpr(TypeExpr.Literal, match[1] === undefined ? match[0] : (match[2] ?? '')));
  }
  return unionOf(r.c, found);
}

/** Goes behind something that is no type: a call's arguments, a number, an ellipsis. */
function passOver(r: Reader): void {
  let open = 0;
  for (; r.at < r.text.length; r.at++) {
    const unit = r.text.charCodeAt(r.at);
    if (unit === 34 || unit === 39) {
      quoted.lastIndex = r.at;
      if (quoted.test(r.text)) r.at = quoted.lastIndex - 1;
    } else if (unit === 40 || unit === 91 || unit === 123) open++;
    else if (unit === 41 || unit === 93 || unit === 125) {
      if (open === 0) return;
      if (--open === 0) {
        r.at++;
        return;
      }
    } else if (open === 0 && (unit === 44 || unit === 124)) return;
  }
}
