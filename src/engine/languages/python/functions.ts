import { Arg, FunctionFlag, Op, ParamFlag, VarKind, type AnnotationFact, type FunctionFact, type ParamFact } from '../../facts';
import { annotationOf, decoratorFacts, metadata } from './annotations';
import { behind, child, children, end, field, kind, start, statementsOf, text, value } from '../nodes';
import { dotted, type Context } from './context';
import { Kind } from './kinds';
import { collect, declare, lookup, makeScope, type ClassBody } from './scopes';
import { assignVariable } from './targets';
import { typeOf } from './types';

/** Decorators that leave the function what it is, by the last part of their name. */
const inert = new Set([
  'property', 'staticmethod', 'classmethod', 'abstractmethod', 'overload', 'override', 'final', 'wraps', 'lru_cache', 'cache', 'cached_property', 'contextmanager',
  'asynccontextmanager', 'setter', 'getter', 'deleter', 'abstractproperty', 'no_type_check', 'deprecated',
]);

const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

function decoratorFlags(annotations: readonly AnnotationFact[]): number {
  let flags = 0;
  for (const { name } of annotations) {
    switch (lastPart(name)) {
      case 'property': case 'cached_property': case 'abstractproperty': case 'hybrid_property': case 'computed_field': flags |= FunctionFlag.Getter; break;
      case 'setter': flags |= FunctionFlag.Setter; break;
      case 'staticmethod': case 'classmethod': flags |= FunctionFlag.Static; break;
      case 'abstractmethod': flags |= FunctionFlag.Abstract; break;
      case 'override': flags |= FunctionFlag.Override; break;
    }
  }
  return flags;
}

/** What a method belongs to: the class being lowered and its type index. */
interface Method { body: ClassBody; ownerType: number }

/** Lowers `def name(…): …`, declared in the innermost scope; gives its function index. */
export function functionDefinition(c: Context, node: number, decorators: readonly number[], method?: Method): number {
  const nameNode = field(c, node, c.field.name);
  const name = nameNode < 0 ? '' : text(c, nameNode);
  const annotations = decoratorFacts(c, decorators);
  if (!c.isStub && annotations.some((one) => lastPart(one.name) === 'overload')) {
    passOn(c, nameNode);
    return -1;
  }
  let flags = decoratorFlags(annotations);
  if (/^async\b/.test(c.source.slice(start(c, node), start(c, node) + 6))) flags |= FunctionFlag.Async;
  if (method && name === '__init__') flags |= FunctionFlag.Constructor;
  const outer = c.scope.qualified;
  const fact: FunctionFact = {
    name, qualified: outer === '' ? name : `${outer}.${name}`, flags, annotations, start: start(c, node), end: end(c, node),
    returns: typeOf(c, field(c, node, c.field.return_type)), nameStart: start(c, Math.max(nameNode, node)), nameEnd: end(c, Math.max(nameNode, node)),
    ...(method ? { ownerType: method.ownerType } : {}),
  };
  const isStatic = annotations.some((one) => lastPart(one.name) === 'staticmethod') && name !== '__new__';
  const fn = lowerFunction(c, node, fact, { method, hasReceiver: method !== undefined && !isStatic });
  const decorating = decorators.filter((one) => isDecorating(c, one));
  if (method) {
    if (decorating.length > 0) {
      const result = applyDecorators(c, decorating, c.builder.lambda(fn, start(c, node), end(c, node)));
      c.builder.store(c.builder.classValue(method.ownerType, start(c, node), end(c, node)), name, result, start(c, node), end(c, node));
    }
    return fn;
  }
  bindDefinition(c, nameNode, { kind: VarKind.Function, ref: fn }, decorating, node, () => c.builder.lambda(fn, start(c, node), end(c, node)));
  const variable = nameNode < 0 ? -1 : lookup(c.scope, name);
  if (variable >= 0) c.builder.functionVariable(fn, variable);
  return fn;
}

/** The next definition of the name takes the place of a stub that is left out. */
function passOn(c: Context, nameNode: number): void {
  if (nameNode >= 0 && c.hoisted.has(nameNode)) c.awaiting.add(lookup(c.scope, text(c, nameNode)));
}

/** True when a decorator may put something else in the place of what it decorates. */
export function isDecorating(c: Context, decorator: number): boolean {
  const expression = child(c, decorator);
  const name = expression < 0 ? '' : dotted(c, kind(c, expression) === Kind.Call ? field(c, expression, c.field.function) : expression);
  return expression >= 0 && !inert.has(lastPart(name));
}

/** Calls decorators on a value, the innermost first. */
export function applyDecorators(c: Context, decorators: readonly number[], register: number): number {
  let result = register;
  const functions = decorators.map((one) => value(c, child(c, one)));
  for (let i = decorators.length - 1; i >= 0; i--) {
    const at = child(c, decorators[i] ?? -1);
    const span = { start: start(c, at), end: end(c, at) };
    result = c.builder.call(Op.Call, functions[i] ?? -1, span.start, span.end, [{ kind: Arg.Positional, value: result, ...span }], span.start, span.end);
  }
  return result;
}

/** Binds a definition to its name: by declaration alone when it is the first to bind it, else by an assignment. */
export function bindDefinition(
  c: Context, nameNode: number, what: { kind: number; ref: number }, decorating: readonly number[], node: number, make: () => number,
): void {
  if (nameNode < 0) return;
  const variable = lookup(c.scope, text(c, nameNode));
  if (variable < 0) {
    if (decorating.length > 0) applyDecorators(c, decorating, make());
    return;
  }
  if (c.hoisted.has(nameNode) || c.awaiting.delete(variable)) c.builder.bindVariable(variable, what);
  else if (decorating.length === 0) assignVariable(c, variable, make(), start(c, node), end(c, node));
  if (decorating.length > 0) assignVariable(c, variable, applyDecorators(c, decorating, make()), start(c, node), end(c, node));
}

/** A lambda as a value; `name` is what it is bound to, or ''. */
export function lambdaValue(c: Context, node: number, name: string): number {
  const outer = c.scope.qualified;
  const qualified = name === '' ? outer : outer === '' ? name : `${outer}.${name}`;
  const fact: FunctionFact = { name, qualified, flags: FunctionFlag.Lambda, start: start(c, node), end: end(c, node) };
  const fn = lowerFunction(c, node, fact, { method: undefined, hasReceiver: false });
  return c.builder.lambda(fn, start(c, node), end(c, node));
}

function lowerFunction(c: Context, node: number, fact: FunctionFact, how: { method: Method | undefined; hasReceiver: boolean }): number {
  const b = c.builder;
  const body = field(c, node, c.field.body);
  const bindings = body < 0 ? undefined : collect(c, body, behind(c, body));
  const isLambda = kind(c, node) === Kind.Lambda;
  const fn = b.beginFunction({ ...fact, flags: fact.flags | (bindings?.isGenerator ? FunctionFlag.Generator : 0) });
  const outer = c.scope;
  const { receiver, caught } = c;
  c.scope = makeScope(outer, isLambda && fact.name === '' ? outer.qualified : fact.qualified, true);
  if (how.method && /^__(init|post_init|new)__$/.test(fact.name)) c.scope.fieldsOf = how.method.body;
  c.caught = -1;
  // A nested function reads the receiver of its method as a captured variable.
  c.receiver = -1;
  const defaults = parameters(c, field(c, node, c.field.parameters), how.hasReceiver);
  if (bindings) declare(c, bindings);
  prologue(c, defaults, outer);
  if (isLambda) b.return(value(c, body), start(c, Math.max(body, node)), end(c, Math.max(body, node)));
  else statementsOf(c, body);
  c.scope = outer;
  c.receiver = receiver;
  c.caught = caught;
  b.endFunction();
  return fn;
}

interface Default { variable: number; node: number; name: number }

function parameters(c: Context, list: number, hasReceiver: boolean): Default[] {
  const rows: ParamFact[] = [];
  const defaults: Default[] = [];
  let isNamedOnly = false;
  for (const one of list < 0 ? [] : children(c, list)) {
    const k = kind(c, one);
    if (k === Kind.PositionalSeparator) continue;
    if (k === Kind.KeywordSeparator) {
      isNamedOnly = true;
      continue;
    }
    const isPlain = k === Kind.Identifier || k === Kind.ListSplatPattern || k === Kind.DictionarySplatPattern || k === Kind.TuplePattern;
    const named = isPlain ? one : k === Kind.TypedParameter ? child(c, one) : field(c, one, c.field.name);
    if (named < 0) continue;
    const namedKind = kind(c, named);
    let flags = isNamedOnly ? ParamFlag.NamedOnly : 0;
    if (namedKind === Kind.ListSplatPattern) {
      flags = ParamFlag.Rest;
      isNamedOnly = true;
    } else if (namedKind === Kind.DictionarySplatPattern) flags = ParamFlag.NamedRest;
    const nameNode = namedKind === Kind.Identifier ? named : child(c, named);
    const name = nameNode < 0 ? '' : text(c, nameNode);
    const typeNode = field(c, one, c.field.type);
    const type = typeOf(c, typeNode);
    const given = field(c, one, c.field.value);
    const annotations = metadata(c, typeNode);
    const stated = given >= 0 && kind(c, given) === Kind.Call ? annotationOf(c, given) : undefined;
    if (stated) annotations.push(stated);
    if (given >= 0) flags |= ParamFlag.Optional;
    const variable = c.builder.variable(name, VarKind.Parameter, start(c, named), end(c, named), type);
    c.scope.names.set(name, variable);
    if (type >= 0) c.paramTypes.set(variable, type);
    c.assigned.add(variable);
    if (hasReceiver && rows.length === 0 && flags === 0) {
      flags = ParamFlag.Receiver;
      c.receiver = variable;
    }
    if (given >= 0 && kind(c, given) !== Kind.None && kind(c, given) !== Kind.Ellipsis) defaults.push({ variable, node: given, name: nameNode });
    rows.push({ name, variable, type, flags, annotations, start: start(c, one), end: end(c, one) });
  }
  c.builder.params(rows);
  return defaults;
}

/** Default values, evaluated as the enclosing scope sees them. `None` says nothing and is left out. */
function prologue(c: Context, defaults: readonly Default[], outer: Context['scope']): void {
  const { scope, receiver } = c;
  for (const { variable, node, name } of defaults) {
    const span = [start(c, node), end(c, node)] as const;
    const given = c.builder.ref(variable, start(c, name), end(c, name));
    c.scope = outer;
    c.receiver = -1;
    const standard = value(c, node);
    c.scope = scope;
    c.receiver = receiver;
    c.builder.assign(variable, c.builder.choose([given, standard], ...span), false, ...span);
  }
}
