import { Shows, TypeExpr, TypeKind, type MemberFact } from '../../facts';
import { child, children, endAt, kindAt, only, startAt, textAt, typeName, unwrap, type Context } from './context';
import { keyText } from './assignments';
import { Kind } from './kinds';
import { stringValue } from './literals';

const maxDepth = 4;
const maxMembers = 96;
const shows = { text: Shows.Nothing, debug: Shows.AllFields, json: Shows.AllFields } as const;

/** What builders of schemas and tables call plain values: `z.string()`, `DataTypes.STRING`, `varchar('email')`. */
const plain = new Map(Object.entries({
  string: 'string', text: 'string', varchar: 'string', char: 'string', citext: 'string', email: 'EmailAddress', uuid: 'string', url: 'string', number: 'number', int: 'number', integer: 'number', bigint: 'number',
  serial: 'number', bigserial: 'number', decimal: 'number', numeric: 'number', float: 'number', double: 'number', real: 'number', boolean: 'boolean', bool: 'boolean', date: 'Date', timestamp: 'Date', datetime: 'Date',
}));
/** Methods of a schema that give another with the same fields, with more, or with some of them. */
const same = new Set(['partial', 'deepPartial', 'required', 'strict', 'strip', 'passthrough', 'loose', 'readonly', 'optional', 'nullable', 'nullish', 'refine', 'superRefine', 'transform', 'describe', 'brand', 'default', 'openapi', 'meta', 'noUnknown', 'clone']);
const adding = new Set(['extend', 'safeExtend', 'merge', 'augment', 'concat', 'keys', 'shape', 'append']);
const holding = new Set(['model', 'discriminator']);
const lists = new Set(['array', 'Array', 'set', 'Set', 'list', 'List', 'sequence']);

/**
 * The shape of what a variable of the module holds, declared as `typeof NAME`: where it is made by a call that is given a record, the fields are the
 * keys of that, as in schemas and tables.
 */
export function declareShape(c: Context, name: string, value: number, start: number, end: number): void {
  const at = callIn(c, value);
  if (at < 0) return;
  const shape = shapeOfCall(c, at, 0);
  if (shape < 0) return;
  // What a module gives as a whole has no name of its own: it goes by that of its schema.
  const [kind, supers] = methodOf(c, at) === 'omit' || name === 'default' ? [TypeKind.Alias, []] : [TypeKind.Interface, [shape]];
  c.b.type({ name: `typeof ${name}`, qualified: `typeof ${name}`, kind, supers, ...shows, ...(kind === TypeKind.Alias ? { target: shape } : {}), start, end });
}

/** Name of the method or function a call is a call of. */
function methodOf(c: Context, call: number): string {
  const callee = child(c, call, kindAt(c, call) === Kind.New ? c.fields.constructor : c.fields.function);
  return callee < 0 ? '' : kindAt(c, callee) === Kind.Member ? textAt(c, child(c, callee, c.fields.property)) : textAt(c, callee);
}

function callIn(c: Context, value: number): number {
  let at = unwrap(c, value);
  if (at >= 0 && kindAt(c, at) === Kind.AsExpression) at = unwrap(c, only(c, at));
  return at >= 0 && (kindAt(c, at) === Kind.Call || kindAt(c, at) === Kind.New) ? at : -1;
}

/** Type expression of what stands for one field, or -1 where it tells nothing. */
function shapeOf(c: Context, node: number, depth: number): number {
  if (node < 0 || depth > maxDepth) return -1;
  const at = unwrap(c, node);
  switch (kindAt(c, at)) {
    case Kind.Call: case Kind.New: return shapeOfCall(c, at, depth);
    case Kind.Identifier: {
      const told = plain.get(textAt(c, at).toLowerCase());
      return typeName(c, told ?? `typeof ${textAt(c, at)}`);
    }
    case Kind.Member: {
      const told = plain.get(textAt(c, at).slice(textAt(c, at).lastIndexOf('.') + 1).toLowerCase());
      return told === undefined ? -1 : typeName(c, told);
    }
    case Kind.Array: {
      const [item = -1] = children(c, at);
      return listOf(c, shapeOf(c, item, depth + 1));
    }
    case Kind.Object: {
      const type = children(c, at).find((pair) => kindAt(c, pair) === Kind.Pair && keyOf(c, pair) === 'type');
      return type === undefined ? recordShape(c, at, [], depth) : shapeOf(c, child(c, type, c.fields.value), depth + 1);
    }
    default: return -1;
  }
}

function shapeOfCall(c: Context, at: number, depth: number): number {
  if (depth > maxDepth) return -1;
  const callee = child(c, at, kindAt(c, at) === Kind.New ? c.fields.constructor : c.fields.function);
  const list = child(c, at, c.fields.arguments);
  if (callee < 0) return -1;
  const isMethod = kindAt(c, callee) === Kind.Member;
  const method = methodOf(c, at);
  const receiver = isMethod ? unwrap(c, child(c, callee, c.fields.object)) : -1;
  const args = list < 0 ? [] : children(c, list);
  const record = args.slice(0, 2).find((arg) => kindAt(c, unwrap(c, arg)) === Kind.Object) ?? -1;
  if (method === 'omit') return omitted(c, shapeOfReceiver(c, receiver, depth), record);
  if (adding.has(method)) {
    const base = shapeOfReceiver(c, receiver, depth);
    const more = record >= 0 ? -1 : shapeOf(c, args[0] ?? -1, depth + 1);
    return recordShape(c, record, [base, more].filter((type) => type >= 0), depth);
  }
  if (same.has(method)) return shapeOfReceiver(c, receiver, depth);
  const told = plain.get(method.toLowerCase());
  if (told !== undefined && depth > 0) return typeName(c, told);
  if (record >= 0) return recordShape(c, record, [], depth, method === 'pick');
  // A model stands for the documents of its schema.
  if (holding.has(method)) return shapeOf(c, args.find((arg) => kindAt(c, unwrap(c, arg)) === Kind.Identifier || kindAt(c, unwrap(c, arg)) === Kind.New) ?? -1, depth + 1);
  if (lists.has(method)) return depth === 0 ? -1 : listOf(c, shapeOf(c, args[0] ?? -1, depth + 1));
  const inner = receiver >= 0 && kindAt(c, receiver) === Kind.Call ? shapeOfCall(c, receiver, depth + 1) : -1;
  return inner >= 0 || depth === 0 ? inner : shapeOf(c, args[0] ?? -1, depth + 1);
}

const shapeOfReceiver = (c: Context, receiver: number, depth: number): number => shapeOf(c, receiver, depth + 1);

const listOf = (c: Context, element: number): number => (element < 0 ? -1 : c.b.typeExpr(TypeExpr.List, '', [element]));

function omitted(c: Context, base: number, record: number): number {
  if (base < 0 || record < 0) return base;
  const names = children(c, unwrap(c, record)).flatMap((pair) => (kindAt(c, pair) === Kind.Pair ? [c.b.typeExpr(TypeExpr.Literal, keyOf(c, pair) ?? '')] : []));
  return c.b.typeExpr(TypeExpr.Name, 'Omit', [base, c.b.typeExpr(TypeExpr.Union, '', names)]);
}

function keyOf(c: Context, pair: number): string | undefined {
  const key = child(c, pair, c.fields.key);
  return key < 0 ? undefined : kindAt(c, key) === Kind.String ? stringValue(c, key) : keyText(c, key);
}

/** An object type with the keys of a record, and what it has from others. */
function recordShape(c: Context, node: number, supers: number[], depth: number, isPick = false): number {
  if (node < 0) return supers[0] ?? -1;
  const at = unwrap(c, node);
  const members: MemberFact[] = [];
  for (const item of children(c, at).slice(0, maxMembers)) {
    const start = startAt(c, item);
    if (kindAt(c, item) === Kind.Shorthand) members.push({ name: textAt(c, item), type: typeName(c, `typeof ${textAt(c, item)}`), flags: 0, start, end: endAt(c, item) });
    if (kindAt(c, item) !== Kind.Pair) continue;
    const key = child(c, item, c.fields.key);
    const name = keyOf(c, item);
    if (name !== undefined) members.push({ name, type: shapeOf(c, child(c, item, c.fields.value), depth + 1), flags: 0, start, end: endAt(c, key) });
  }
  // Options that are given to a call describe nothing; names that are picked do.
  if (supers.length === 0 && !isPick && members.every(({ type = -1 }) => type < 0)) return -1;
  const type = c.b.type({ name: '', qualified: '', kind: TypeKind.Interface, supers, ...shows, start: startAt(c, at), end: endAt(c, at) });
  c.b.members(type, members);
  return c.b.typeExpr(TypeExpr.Object, '', [], type);
}
