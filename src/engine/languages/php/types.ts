import { MemberFlag, Shows, TypeExpr, TypeKind } from '../../facts';
import { children, end, kind, start, text } from '../nodes';
import type { Context } from './context';
import { Kind } from './kinds';
import { localName } from './names';

/** Types that say nothing of what is inside. */
const vague = new Set(['array', 'mixed', 'object', 'iterable', 'callable', 'void', 'never', 'null', 'false', 'resource', 'closure', 'non-empty-array', 'list', 'scalar']);
/** Types that hold elements, of which the last argument is what an element is. */
const lists = new Set(['array', 'list', 'non-empty-list', 'non-empty-array', 'iterable', 'Traversable', 'Iterator', 'IteratorAggregate', 'Generator', 'Collection', 'EloquentCollection', 'LazyCollection', 'ArrayCollection',
  'ArrayIterator', 'ArrayObject', 'Paginator', 'LengthAwarePaginator', 'CursorPaginator', 'SplObjectStorage', 'Sequence', 'Ds\\Vector', 'Promise', 'PromiseInterface', 'SupportCollection']);
const texts = new Set(['non-empty-string', 'numeric-string', 'class-string', 'literal-string', 'lowercase-string', 'truthy-string']);
const numbers = new Set(['integer', 'positive-int', 'negative-int', 'non-negative-int', 'double']);

/** Type expression of a type node, or -1 where it says nothing. */
export function typeOf(c: Context, node: number): number {
  if (node < 0) return -1;
  switch (kind(c, node)) {
    case Kind.BottomType: return -1;
    case Kind.PrimitiveType: return named(c, text(c, node), node);
    case Kind.OptionalType: return typeOf(c, children(c, node)[0] ?? -1);
    case Kind.UnionType: case Kind.TypeList: return union(c, children(c, node).map((one) => typeOf(c, one)));
    case Kind.IntersectionType: return children(c, node).map((one) => typeOf(c, one)).find((one) => one >= 0) ?? -1;
    default: return named(c, text(c, node), node);
  }
}

/** The declared type, or what the doc comment tells where that says more. */
export function typeOrDoc(c: Context, node: number, doc: string | undefined): number {
  const own = typeOf(c, node);
  if (doc === undefined || doc === '') return own;
  if (own >= 0 && !/[<[{]/.test(doc)) return own;
  const told = docType(c, doc, node);
  return told >= 0 ? told : own;
}

function union(c: Context, parts: readonly number[]): number {
  const known = [...new Set(parts.filter((one) => one >= 0))];
  return known.length <= 1 ? (known[0] ?? -1) : c.builder.typeExpr(TypeExpr.Union, '', known);
}

function expression(c: Context, key: string, make: () => number): number {
  let known = c.types.get(key);
  if (known === undefined) c.types.set(key, (known = make()));
  return known;
}

function named(c: Context, written: string, node: number): number {
  const word = written.toLowerCase();
  if (vague.has(word)) return -1;
  if (word === 'self' || word === 'static' || word === '$this') {
    const own = c.type?.qualified ?? '';
    return own === '' ? -1 : expression(c, own, () => c.builder.typeExpr(TypeExpr.Name, own));
  }
  if (word === 'parent') return -1;
  return expression(c, written, () => c.builder.typeExpr(TypeExpr.Name, simple(c, written, node)));
}

function simple(c: Context, written: string, node: number): string {
  if (texts.has(written)) return 'string';
  if (numbers.has(written)) return 'int';
  if (written === 'boolean' || written === 'true') return 'bool';
  return written.includes('\\') ? localName(c, written, Math.max(0, node)) : written;
}

/** A type by its name as super types and annotations use it. */
export function namedType(c: Context, node: number): number {
  return named(c, text(c, node), node);
}

/** Type expression of a type as doc comments write it: `User[]`, `array<int, User>`, `array{email: string}`, `?User`, `User|null`. */
export function docType(c: Context, written: string, node: number, depth = 0): number {
  const type = written.trim().replace(/^\((.*)\)$/s, '$1');
  if (type === '' || depth > 6) return -1;
  return expression(c, c.type && /self|static|\$this/.test(type) ? `${c.type.qualified} ${type}` : `@${type}`, () => readType(c, type, node, depth));
}

function readType(c: Context, type: string, node: number, depth: number): number {
  const b = c.builder;
  const options = divide(type, '|');
  if (options.length > 1) return union(c, options.map((one) => docType(c, one, node, depth + 1)));
  const [first = ''] = divide(type, '&');
  if (first !== type) return docType(c, first, node, depth + 1);
  if (type.startsWith('?')) return docType(c, type.slice(1), node, depth + 1);
  if (type.endsWith('[]')) {
    const element = docType(c, type.slice(0, -2), node, depth + 1);
    return b.typeExpr(TypeExpr.List, '', element < 0 ? [] : [element]);
  }
  const shape = /^(?:array|object|list)\s*\{([\s\S]*)\}$/i.exec(type);
  if (shape) return shapeType(c, shape[1] ?? '', node, depth);
  const generic = /^([\w\\-]+)\s*<([\s\S]*)>$/.exec(type);
  if (!generic) return /^[\w\\$-]+$/.test(type) ? named(c, type, node) : -1;
  const name = generic[1] ?? '';
  const args = divide(generic[2] ?? '', ',');
  const inner = args.map((one) => docType(c, one, node, depth + 1));
  const last = name.slice(name.lastIndexOf('\\') + 1);
  if (lists.has(last)) {
    const element = inner.at(-1) ?? -1;
    if (/^(?:non-empty-)?array$/.test(last) && inner.length === 2 && /^(?:[\w-]*string|array-key)$/.test(args[0]?.trim() ?? '') && element >= 0) return b.typeExpr(TypeExpr.Map, '', [inner[0] ?? element, element].map((one) => (one < 0 ? element : one)));
    return b.typeExpr(TypeExpr.List, '', element < 0 ? [] : [element]);
  }
  if (texts.has(name)) return b.typeExpr(TypeExpr.Name, 'string');
  if (vague.has(last.toLowerCase())) return -1;
  return b.typeExpr(TypeExpr.Name, simple(c, name, node), inner.filter((one) => one >= 0));
}

/** `array{email: string, phone?: string}`: a type of its own. */
function shapeType(c: Context, content: string, node: number, depth: number): number {
  const at = Math.max(0, node);
  const span = { start: start(c, at), end: end(c, at) };
  const members = divide(content, ',').flatMap((entry) => {
    const match = /^\s*['"]?([\w-]+)['"]?(\?)?\s*:\s*([\s\S]+)$/.exec(entry);
    return match ? [{ name: match[1] ?? '', type: docType(c, match[3] ?? '', node, depth + 1), flags: match[2] ? MemberFlag.Optional : 0, ...span }] : [];
  });
  const type = c.builder.type({ name: '', qualified: '', kind: TypeKind.Interface, text: Shows.Nothing, debug: Shows.AllFields, json: Shows.AllFields, ...span });
  c.builder.members(type, members);
  return c.builder.typeExpr(TypeExpr.Object, '', [], type);
}

/** Parts between a sign that stands outside of brackets. */
function divide(text: string, sign: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const one = text.charAt(at);
    if ('<{(['.includes(one)) depth++;
    else if ('>})]'.includes(one)) depth--;
    else if (one === sign && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return parts.filter((part) => part.trim() !== '');
}
