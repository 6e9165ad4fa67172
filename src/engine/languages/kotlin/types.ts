import { TypeExpr } from '../../facts';
import { childOf, children, end, kind, start, text } from '../nodes';
import type { Context } from './context';
import { isTypeKind, Kind } from './kinds';

/** Types that hold elements, of which the last argument is what an element is: collections, streams, and boxes of at most one value. */
const lists = new Set([
  'List', 'MutableList', 'Set', 'MutableSet', 'Collection', 'MutableCollection', 'Iterable', 'MutableIterable', 'Iterator', 'Sequence', 'Array', 'ArrayList', 'LinkedList', 'HashSet',
  'LinkedHashSet', 'TreeSet', 'SortedSet', 'Queue', 'Deque', 'ArrayDeque', 'PriorityQueue', 'BlockingQueue', 'Stack', 'CopyOnWriteArrayList', 'PersistentList', 'ImmutableList', 'ImmutableSet',
  'Stream', 'Optional', 'Page', 'Slice', 'Flux', 'Mono', 'CompletableFuture', 'CompletionStage', 'Future', 'Deferred', 'Flow', 'StateFlow', 'SharedFlow', 'MutableStateFlow', 'MutableSharedFlow',
  'Channel', 'ReceiveChannel', 'SendChannel', 'LiveData', 'MutableLiveData', 'State', 'MutableState', 'Lazy', 'Result', 'Provider', 'Supplier', 'Callable', 'Single', 'Maybe', 'Observable',
  'Flowable', 'PagingData', 'WeakReference', 'AtomicReference', 'ThreadLocal', 'SizedIterable', 'Response', 'Call',
]);
const maps = new Set(['Map', 'MutableMap', 'HashMap', 'LinkedHashMap', 'TreeMap', 'SortedMap', 'ConcurrentMap', 'ConcurrentHashMap', 'PersistentMap', 'ImmutableMap']);

/** Type expression of a type node, or -1 for none and for `Unit`. */
export function typeOf(c: Context, node: number): number {
  if (node < 0) return -1;
  const written = text(c, node);
  if (written === 'Unit') return -1;
  let known = c.types.get(written);
  if (known !== undefined) return known;
  known = make(c, node);
  c.types.set(written, known);
  return known;
}

function make(c: Context, node: number): number {
  const b = c.builder;
  switch (kind(c, node)) {
    case Kind.NullableType: case Kind.ParenthesizedType: case Kind.NonNullableType: {
      const inner = children(c, node).find((one) => isTypeKind(kind(c, one)));
      return inner === undefined ? -1 : typeOf(c, inner);
    }
    case Kind.FunctionType: return b.typeExpr(TypeExpr.Function, '');
    case Kind.UserType: return userType(c, node, false);
    default: return b.typeExpr(TypeExpr.Name, text(c, node).replace(/\s+/g, ''));
  }
}

/** A type by its name, what holds elements too: a super type is asked for by it. */
export function namedTypeOf(c: Context, node: number): number {
  return kind(c, node) === Kind.UserType ? userType(c, node, true) : typeOf(c, node);
}

function userType(c: Context, node: number, isNamed: boolean): number {
  const b = c.builder;
  const name = typeName(c, node);
  const args = argumentTypes(c, childOf(c, node, Kind.TypeArguments));
  const last = name.slice(name.lastIndexOf('.') + 1);
  const inner = isNamed ? undefined : args.at(-1);
  if (inner !== undefined && lists.has(last)) return b.typeExpr(TypeExpr.List, '', [inner]);
  if (inner !== undefined && args.length === 2 && maps.has(last)) return b.typeExpr(TypeExpr.Map, last, args);
  if (inner !== undefined && (last === 'Pair' || last === 'Triple')) return b.typeExpr(TypeExpr.Tuple, '', args);
  return b.typeExpr(TypeExpr.Name, name, args);
}

/** Types between `<` and `>`. */
export function argumentTypes(c: Context, list: number): number[] {
  return children(c, list).map((one) => {
    const inner = kind(c, one) === Kind.TypeProjection ? children(c, one).find((each) => isTypeKind(kind(c, each))) : one;
    return inner === undefined ? -1 : typeOf(c, inner);
  }).filter((one) => one >= 0);
}

/** Name of a type; one with its package written out becomes an import of its own. */
export function typeName(c: Context, node: number): string {
  const parts: string[] = [];
  for (const one of children(c, node)) if (kind(c, one) === Kind.Identifier) parts.push(text(c, one).replace(/`/g, ''));
  const name = parts.join('.');
  if (parts.length < 2) return name;
  const split = splitPath(name);
  if (!split || split.module === '') return name;
  const local = parts.at(-1) ?? name;
  if (!c.module.names.has(local)) c.module.names.set(local, c.builder.importName(split.module, split.name, local, 0, start(c, node), end(c, node)));
  return local;
}

/** Package and path in it of a dotted name: packages are written small by custom, types with a capital. */
export function splitPath(path: string): { module: string; name: string } | undefined {
  const parts = path.split('.');
  let first = parts.findIndex((part) => /^[A-Z]/.test(part));
  if (first < 0) first = parts.length - 1;
  if (first === 0 && parts.length > 1) return { module: '', name: path };
  // What a companion holds is asked of its type.
  return { module: parts.slice(0, first).join('.'), name: parts.slice(first).filter((part) => part !== 'Companion').join('.') };
}

/** Functions that make something which holds elements of the type they are called with. */
const makesList = /^(?:mutable|empty)?(?:list|set|array)Of|^empty(?:List|Set|Array|Flow|Sequence)|^(?:filterIsInstance|arrayListOf|hashSetOf|sequenceOf|flowOf|listOfNotNull|findAll|queryForList|buildList|buildSet)$/;

/** What a call with one type written between `<` and `>` gives: a value of that type, or something that holds some. */
export function givenType(c: Context, name: string, args: readonly number[]): number {
  const [only] = args;
  if (only === undefined || args.length > 1) return -1;
  if (/^(?:launch|startActivity|register|bean|single|factory|typeOf|install|mock)$|[lL]ogger/.test(name)) return -1;
  if (/^[A-Z]/.test(name) && !lists.has(name)) return -1;
  return makesList.test(name) || lists.has(name) ? c.builder.typeExpr(TypeExpr.List, '', [only]) : only;
}

/** True for the type node of a number or truth value. */
export const isPrimitive = (c: Context, node: number): boolean => node >= 0 && /^(?:Int|Long|Short|Byte|Double|Float|Boolean|UInt|ULong|BigDecimal|BigInteger)\??$/.test(text(c, node));
