import { TypeExpr } from '../../facts';
import { childOf, children, end, field, kind, start, text } from '../nodes';
import { dotted, lastName, type Context } from './context';
import { Kind } from './kinds';

/** Types that hold elements, of which the last argument is what an element is. */
const lists = new Set([
  'List', 'IList', 'IEnumerable', 'ICollection', 'IReadOnlyList', 'IReadOnlyCollection', 'Collection', 'ObservableCollection', 'ReadOnlyCollection', 'HashSet', 'ISet', 'IReadOnlySet', 'SortedSet', 'Queue', 'Stack',
  'LinkedList', 'ConcurrentBag', 'ConcurrentQueue', 'ConcurrentStack', 'BlockingCollection', 'ImmutableArray', 'ImmutableList', 'ImmutableHashSet', 'IImmutableList', 'FrozenSet', 'IQueryable', 'IOrderedQueryable',
  'IOrderedEnumerable', 'IAsyncEnumerable', 'IEnumerator', 'IAsyncEnumerator', 'DbSet', 'IAsyncCursor', 'Channel', 'ChannelReader', 'ChannelWriter', 'Span', 'ReadOnlySpan', 'Memory', 'ReadOnlyMemory', 'ArraySegment',
  'PriorityQueue', 'BindingList', 'ILookup', 'IGrouping', 'ParallelQuery', 'IObservable',
]);
const maps = new Set([
  'Dictionary', 'IDictionary', 'IReadOnlyDictionary', 'ConcurrentDictionary', 'SortedDictionary', 'SortedList', 'ImmutableDictionary', 'IImmutableDictionary', 'FrozenDictionary', 'ReadOnlyDictionary', 'KeyValuePair',
]);
/** Types that stand for their argument: what is awaited, what may be missing, what is made when asked for. */
const wrappers = new Set(['Task', 'ValueTask', 'Nullable', 'Lazy', 'IOptions', 'IOptionsSnapshot', 'IOptionsMonitor', 'ActionResult', 'AsyncLocal', 'ThreadLocal', 'WeakReference', 'Expression', 'ConfiguredTaskAwaitable', 'TaskCompletionSource']);

const functions = new Set(['Func', 'Action', 'Predicate', 'Comparison', 'Converter', 'EventHandler', 'RequestDelegate']);

/** Type expression of a type node, or -1 for `var`, `void` and none. */
export function typeOf(c: Context, node: number): number {
  if (node < 0) return -1;
  const k = kind(c, node);
  if (k === Kind.implicit_type) return -1;
  const written = text(c, node);
  if (written === 'void' || written === 'var' || written === 'dynamic') return -1;
  let known = c.types.get(written);
  if (known !== undefined) return known;
  known = make(c, node, k, written);
  c.types.set(written, known);
  return known;
}

function make(c: Context, node: number, k: number, written: string): number {
  const b = c.builder;
  switch (k) {
    case Kind.array_type: {
      let type = typeOf(c, field(c, node, c.field.type));
      for (const one of children(c, node)) if (kind(c, one) === Kind.array_rank_specifier) type = b.typeExpr(TypeExpr.List, '', type < 0 ? [] : [type]);
      return type;
    }
    case Kind.nullable_type: case Kind.ref_type: case Kind.scoped_type: case Kind.pointer_type: return typeOf(c, field(c, node, c.field.type));
    case Kind.tuple_type: return b.typeExpr(TypeExpr.Tuple, '', children(c, node).map((one) => typeOf(c, field(c, one, c.field.type))).map((one) => (one < 0 ? b.typeExpr(TypeExpr.Name, 'object') : one)));
    case Kind.generic_name: return generic(c, node);
    case Kind.qualified_name: case Kind.alias_qualified_name: {
      const inner = field(c, node, c.field.name);
      const local = namespaced(c, dotted(c, node), node);
      return inner >= 0 && kind(c, inner) === Kind.generic_name ? generic(c, inner, false, local) : b.typeExpr(TypeExpr.Name, local);
    }
    case Kind.predefined_type: case Kind.identifier: return /^(?:Task|ValueTask|IActionResult|ActionResult|IResult)$/.test(written) ? -1 : b.typeExpr(TypeExpr.Name, written);
    default: return b.typeExpr(TypeExpr.Name, written.replace(/\s+/g, ''));
  }
}

/** A type by its name, what holds elements too: a super type is asked for by it. */
export function namedTypeOf(c: Context, node: number): number {
  if (node < 0) return -1;
  return kind(c, node) === Kind.generic_name ? generic(c, node, true) : typeOf(c, node);
}

/** True for a type that holds elements or keys: `new List<…>()`. */
export function containerOf(c: Context, node: number): 'list' | 'map' | undefined {
  const name = lastName(c, node);
  if (kind(c, node) === Kind.array_type || lists.has(name)) return 'list';
  return maps.has(name) ? 'map' : undefined;
}

function generic(c: Context, node: number, isNamed = false, local = ''): number {
  const b = c.builder;
  const name = local === '' ? lastName(c, node) : local;
  const last = name.slice(name.lastIndexOf('.') + 1);
  const args = children(c, childOf(c, node, Kind.type_argument_list)).map((one) => typeOf(c, one)).filter((one) => one >= 0);
  const inner = isNamed ? undefined : args.at(-1);
  if (inner !== undefined && lists.has(last)) return b.typeExpr(TypeExpr.List, '', [inner]);
  if (inner !== undefined && args.length === 2 && maps.has(last)) return b.typeExpr(TypeExpr.Map, last, args);
  if (inner !== undefined && wrappers.has(last)) return inner;
  if (functions.has(last)) return b.typeExpr(TypeExpr.Function, last, args);
  return b.typeExpr(TypeExpr.Name, name, args);
}

/** `System.Text.Json.JsonSerializer` written out becomes an import of its own; names of nested types stay. */
function namespaced(c: Context, path: string, node: number): string {
  const split = path.lastIndexOf('.');
  const first = path.slice(0, Math.max(0, path.indexOf('.')));
  if (split < 0 || c.module.names.has(first)) return path;
  const local = path.slice(split + 1);
  if (c.namespaces.has(path.slice(0, split)) || /^(?:System|Microsoft)\b/.test(path)) {
    if (!c.module.names.has(local)) c.module.names.set(local, c.builder.importName(path.slice(0, split), local, local, 0, start(c, node), end(c, node)));
    return local;
  }
  return path;
}
