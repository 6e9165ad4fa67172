import { TypeExpr } from '../../facts';
import { childOf, children, end, kind, start, text } from '../nodes';
import { dotted, type Context } from './context';
import { Kind } from './kinds';

/** Types that hold elements, of which the last argument is what an element is: collections, streams, and boxes of at most one value. */
const lists = new Set([
  'List', 'Set', 'Collection', 'Iterable', 'Iterator', 'ListIterator', 'ArrayList', 'LinkedList', 'HashSet', 'LinkedHashSet', 'TreeSet', 'SortedSet', 'NavigableSet', 'Queue', 'Deque',
  'ArrayDeque', 'PriorityQueue', 'BlockingQueue', 'Vector', 'Stack', 'CopyOnWriteArrayList', 'ImmutableList', 'ImmutableSet', 'SequencedCollection', 'Stream', 'Optional', 'Page', 'Slice', 'Flux', 'Mono',
  'CompletableFuture', 'CompletionStage', 'Future', 'EnumSet', 'Uni', 'Multi', 'Supplier', 'Callable', 'Try', 'Option', 'Entry',
]);
const maps = new Set(['Map', 'HashMap', 'LinkedHashMap', 'TreeMap', 'SortedMap', 'NavigableMap', 'ConcurrentMap', 'ConcurrentHashMap', 'ImmutableMap', 'Hashtable', 'EnumMap', 'WeakHashMap']);

const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** Type expression of a type node, or -1 for `var`, `void` and none. */
export function typeOf(c: Context, node: number, dimensions = 0): number {
  if (node < 0) return -1;
  const k = kind(c, node);
  if (k === Kind.VoidType) return -1;
  const written = text(c, node);
  if (written === 'var') return -1;
  const key = dimensions === 0 ? written : `${written}${'[]'.repeat(dimensions)}`;
  let known = c.types.get(key);
  if (known !== undefined) return known;
  known = make(c, node, k, written);
  for (let i = 0; i < dimensions && known >= 0; i++) known = c.builder.typeExpr(TypeExpr.List, '', [known]);
  c.types.set(key, known);
  return known;
}

function make(c: Context, node: number, k: number, written: string): number {
  const b = c.builder;
  switch (k) {
    case Kind.ArrayType: {
      const [element = -1] = children(c, node);
      let type = typeOf(c, element);
      const depth = (c.source.slice(end(c, element), end(c, node)).match(/\[/g) ?? []).length;
      for (let i = 0; i < depth; i++) type = b.typeExpr(TypeExpr.List, '', type < 0 ? [] : [type]);
      return type;
    }
    case Kind.AnnotatedType: {
      const inner = children(c, node).filter((one) => kind(c, one) !== Kind.Annotation && kind(c, one) !== Kind.MarkerAnnotation);
      return typeOf(c, inner.at(-1) ?? -1);
    }
    case Kind.Wildcard: {
      const bound = children(c, node).filter((one) => kind(c, one) !== Kind.Annotation && kind(c, one) !== Kind.MarkerAnnotation && kind(c, one) !== Kind.Super);
      return bound.length > 0 ? typeOf(c, bound.at(-1) ?? -1) : b.typeExpr(TypeExpr.Name, 'Object');
    }
    case Kind.GenericType: return generic(c, node);
    case Kind.CatchType: {
      const parts = children(c, node).map((one) => typeOf(c, one)).filter((one) => one >= 0);
      return parts.length === 1 ? (parts[0] ?? -1) : b.typeExpr(TypeExpr.Union, '', parts);
    }
    case Kind.ScopedType: return b.typeExpr(TypeExpr.Name, simpleName(c, dotted(c, node), node));
    default: return b.typeExpr(TypeExpr.Name, written.replace(/\s+/g, ''));
  }
}

/** A type by its name, what holds elements too: a super type is asked for by it. */
export function namedTypeOf(c: Context, node: number): number {
  return kind(c, node) === Kind.GenericType ? generic(c, node, true) : typeOf(c, node);
}

function generic(c: Context, node: number, isNamed = false): number {
  const b = c.builder;
  const [base = -1] = children(c, node);
  const name = base < 0 ? '' : kind(c, base) === Kind.ScopedType ? simpleName(c, dotted(c, base), base) : text(c, base);
  const list = childOf(c, node, Kind.TypeArguments);
  const args = children(c, list).map((one) => typeOf(c, one)).filter((one) => one >= 0);
  const last = lastPart(name);
  const inner = isNamed ? undefined : args.at(-1);
  if (inner !== undefined && lists.has(last)) return b.typeExpr(TypeExpr.List, '', [inner]);
  if (inner !== undefined && args.length === 2 && maps.has(last)) return b.typeExpr(TypeExpr.Map, last, args);
  return b.typeExpr(TypeExpr.Name, name, args);
}

/** `com.shop.Order.Line` written out becomes an import of its own; other dotted names stay. */
function simpleName(c: Context, name: string, node: number): string {
  const split = splitPath(name);
  if (!split || split.module === '') return name;
  const local = lastPart(split.name);
  if (!c.module.names.has(local)) c.module.names.set(local, c.builder.importName(split.module, split.name, local, 0, start(c, node), end(c, node)));
  return local;
}

/** Package and path in it of a dotted name: packages are written small by custom, types with a capital. */
export function splitPath(path: string): { module: string; name: string } | undefined {
  const parts = path.split('.');
  let first = parts.findIndex((part) => /^[A-Z]/.test(part));
  if (first < 0) first = parts.length - 1;
  if (first === 0 && parts.length > 1) return { module: '', name: path };
  return { module: parts.slice(0, first).join('.'), name: parts.slice(first).join('.') };
}
