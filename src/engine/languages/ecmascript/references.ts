import { child, childOfKind, endAt, expression, kindAt, only, startAt, textAt, typeOf, unwrap, type Context } from './context';
import { docBefore } from './docs';
import { Kind } from './kinds';
import { stringValue } from './literals';

/** A name: the variable in force, else a global. */
export function identifierRule(c: Context, node: number): number {
  return nameValue(c, textAt(c, node), startAt(c, node), endAt(c, node));
}

export function nameValue(c: Context, name: string, start: number, end: number): number {
  const variable = c.bindings.get(name);
  return variable === undefined ? c.b.global(name, start, end) : c.b.ref(variable, start, end);
}

export const thisRule = (c: Context, node: number): number => c.b.self(startAt(c, node), endAt(c, node));
export const superRule = (c: Context, node: number): number => c.b.superValue(startAt(c, node), endAt(c, node));
/** `import.meta` and `new.target`. */
export const metaRule = (c: Context, node: number): number => c.b.global(textAt(c, node), startAt(c, node), endAt(c, node));
export const transparentRule = (c: Context, node: number): number => {
  const value = expression(c, only(c, node));
  // `/** @type {User} */ (JSON.parse(text))` is a cast.
  const type = c.docs.has(startAt(c, node)) && kindAt(c, node) === Kind.Parenthesized ? (docBefore(c, node)?.type ?? -1) : -1;
  return type < 0 ? value : c.b.cast(value, type, startAt(c, node), endAt(c, node));
};

/** Name under `exports` or `module.exports` that a member expression stands for; "default" for `module.exports` itself. */
export function commonExportName(c: Context, node: number): string | undefined {
  const object = child(c, node, c.fields.object);
  const property = child(c, node, c.fields.property);
  if (object < 0 || property < 0) return undefined;
  if (kindAt(c, object) === Kind.Identifier) {
    const name = textAt(c, object);
    if (name === 'exports' && !c.bindings.has('exports')) return textAt(c, property);
    return name === 'module' && !c.bindings.has('module') && textAt(c, property) === 'exports' ? 'default' : undefined;
  }
  if (kindAt(c, object) !== Kind.Member) return undefined;
  return textAt(c, object) === 'module.exports' && !c.bindings.has('module') ? textAt(c, property) : undefined;
}

export function memberRule(c: Context, node: number): number {
  const start = startAt(c, node);
  const end = endAt(c, node);
  if (c.commonExports.size > 0) {
    const exported = commonExportName(c, node);
    const variable = exported === undefined ? undefined : c.commonExports.get(exported);
    if (variable !== undefined) return c.b.ref(variable, start, end);
  }
  const object = expression(c, child(c, node, c.fields.object));
  const property = child(c, node, c.fields.property);
  return c.b.load(object, property < 0 ? '' : textAt(c, property), start, end, child(c, node, c.fields.optional_chain) >= 0);
}

/** Literal key of a subscript, or undefined. */
export function literalKey(c: Context, index: number): string | undefined {
  if (index < 0) return undefined;
  const at = unwrap(c, index);
  const kind = kindAt(c, at);
  if (kind === Kind.String) return stringValue(c, at);
  if (kind === Kind.Number) return textAt(c, at);
  if (kind === Kind.Template && childOfKind(c, at, Kind.Substitution) < 0) return stringValue(c, at);
  return undefined;
}

export function subscriptRule(c: Context, node: number): number {
  const object = expression(c, child(c, node, c.fields.object));
  const index = child(c, node, c.fields.index);
  const key = literalKey(c, index);
  if (key !== undefined) return c.b.load(object, key, startAt(c, node), endAt(c, node), child(c, node, c.fields.optional_chain) >= 0);
  return c.b.loadAt(object, expression(c, index), startAt(c, node), endAt(c, node));
}

/** `console[level](...)`: a logger's methods differ in nothing but how loud they are, so that any of them reads as one; undefined for other callees. */
export function levelRule(c: Context, callee: number): number | undefined {
  if (kindAt(c, callee) !== Kind.Subscript) return undefined;
  const object = child(c, callee, c.fields.object);
  const index = child(c, callee, c.fields.index);
  if (object < 0 || literalKey(c, index) !== undefined || !/(?:^|[._#])(?:console|log(?:ger)?)$|[a-z]Logger$/.test(textAt(c, object))) return undefined;
  const logger = expression(c, object);
  expression(c, index);
  return c.b.load(logger, 'info', startAt(c, callee), endAt(c, callee));
}

/** `x as T`, `<T>x`; `as const`, `as any` and `as unknown` say nothing. */
export function castRule(c: Context, node: number): number {
  const first = only(c, node);
  const isAssertion = first >= 0 && kindAt(c, first) === Kind.TypeArguments;
  let operand = first;
  let type = -1;
  const end = node + (c.words[node * 4 + 3] ?? 1);
  for (let at = node + 1; at < end; at += c.words[at * 4 + 3] ?? 1) {
    if (at === first || kindAt(c, at) === Kind.Comment) continue;
    if (isAssertion) operand = at;
    else type = at;
  }
  if (isAssertion) type = only(c, first);
  const value = expression(c, operand);
  if (type < 0) return value;
  const text = textAt(c, type);
  if (text === 'any' || text === 'unknown' || text === 'const') return value;
  return c.b.cast(value, typeOf(c, type), startAt(c, node), endAt(c, node));
}

/** Module text of `require('m')`, `import('m')`, `await import('m')`; undefined for anything else. */
export function requiredModule(c: Context, node: number): { module: string; dynamic: boolean } | undefined {
  if (node < 0) return undefined;
  let at = unwrap(c, node);
  const isAwait = kindAt(c, at) === Kind.Await;
  if (isAwait) at = unwrap(c, only(c, at));
  if (kindAt(c, at) !== Kind.Call) return undefined;
  const callee = child(c, at, c.fields.function);
  if (callee < 0) return undefined;
  const dynamic = kindAt(c, callee) === Kind.Import;
  if (dynamic !== isAwait) return undefined;
  return moduleOfCall(c, at, callee);
}

/** Module of a call of `require` or `import` with one literal argument. */
export function moduleOfCall(c: Context, node: number, callee: number): { module: string; dynamic: boolean } | undefined {
  const dynamic = kindAt(c, callee) === Kind.Import;
  if (!dynamic) {
    if (kindAt(c, callee) !== Kind.Identifier || endAt(c, callee) - startAt(c, callee) !== 7) return undefined;
    if (textAt(c, callee) !== 'require' || c.bindings.has('require')) return undefined;
  }
  const list = child(c, node, c.fields.arguments);
  const argument = list < 0 ? -1 : only(c, list);
  const module = argument < 0 ? undefined : literalKey(c, argument);
  return module === undefined || kindAt(c, argument) === Kind.Number ? undefined : { module, dynamic };
}

/** Binds a parameter or hoisted name of a pattern; gives the names of a pattern in order. */
export function patternNames(c: Context, pattern: number, out: number[] = []): number[] {
  if (pattern < 0) return out;
  switch (kindAt(c, pattern)) {
    case Kind.Identifier: case Kind.ShorthandPattern: out.push(pattern); break;
    case Kind.ObjectPattern: case Kind.ArrayPattern: {
      const end = pattern + (c.words[pattern * 4 + 3] ?? 1);
      for (let at = pattern + 1; at < end; at += c.words[at * 4 + 3] ?? 1) patternNames(c, at, out);
      break;
    }
    case Kind.AssignmentPattern: case Kind.ObjectAssignmentPattern: patternNames(c, child(c, pattern, c.fields.left), out); break;
    case Kind.PairPattern: patternNames(c, child(c, pattern, c.fields.value), out); break;
    case Kind.RestPattern: patternNames(c, only(c, pattern), out); break;
  }
  return out;
}

/** A variable without a name, for values that a pattern takes apart. */
export const unnamed = (c: Context, kind: number, start: number, end: number): number => c.b.variable('', kind, start, end);
