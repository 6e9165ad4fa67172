import { ExportKind, ImportFlag, VarKind, type MemberFact } from '../../facts';
import { behind, child, children, end, field, kind, start, text } from '../nodes';
import type { Context } from './context';
import { Kind } from './kinds';

/** A class whose body is being lowered. */
export interface ClassBody {
  type: number;
  members: Map<string, MemberFact>;
  /** Definitions in the body, lowered after the class-level values. */
  definitions: number[];
  isEnum: boolean;
  /** Fields may be missing: a TypedDict that is not total. */
  isPartial: boolean;
  /** True while class-level values are lowered, where the receiver is the class itself. */
  inValues: boolean;
}

/** A lexical scope. Names of a class body are `attribute`, others are variables. */
export interface Scope {
  parent: Scope | undefined;
  names: Map<string, number>;
  isFunction: boolean;
  body: ClassBody | undefined;
  /** The class of which this function is a method that sets fields. */
  fieldsOf: ClassBody | undefined;
  qualified: string;
}

/** A name of a class body: `lookup` gives it for names that are loaded from the class. */
export const attribute = -2;

export function makeScope(parent: Scope | undefined, qualified: string, isFunction: boolean): Scope {
  return { parent, names: new Map(), isFunction, body: undefined, fieldsOf: undefined, qualified };
}

/** Variable of a name, `attribute`, or -1 when no scope of the file declares it. A class body is not seen from functions inside it. */
export function lookup(from: Scope, name: string): number {
  let crossed = false;
  for (let scope: Scope | undefined = from; scope; scope = scope.parent) {
    if (!(crossed && scope.body)) {
      const found = scope.names.get(name);
      if (found !== undefined) return found;
    }
    crossed ||= scope.isFunction;
  }
  return -1;
}

/** The class body that is visible from a scope, if any. */
export function classOf(from: Scope): ClassBody | undefined {
  let scope: Scope | undefined = from;
  while (scope && !scope.body && !scope.isFunction) scope = scope.parent;
  return scope?.body;
}

/** Names bound in one scope, as nodes; `what` tells how each is bound. */
export interface Bindings {
  nodes: number[];
  what: number[];
  isGenerator: boolean;
}

const Bound = { Local: 0, Function: 1, Class: 2, Import: 3, ImportFrom: 4, Global: 5, Nonlocal: 6, TypeOnly: 7, TypeOnlyFrom: 8 } as const;

/** Finds the names bound in a function, class or module body: everything but the bodies of nested functions, classes and comprehension targets. */
export function collect(c: Context, from: number, to: number): Bindings {
  const found: Bindings = { nodes: [], what: [], isGenerator: false };
  const { kinds, words } = c;
  let caughtTarget = -1;
  let typeOnlyEnd = -1;
  for (let node = from; node < to; node++) {
    switch (kinds[(words[node * 4] ?? 0) & 0xffff]) {
      case Kind.Assignment:
      case Kind.AugmentedAssignment:
      case Kind.For:
        target(c, field(c, node, c.field.left), found);
        break;
      case Kind.NamedExpression:
        target(c, field(c, node, c.field.name), found);
        break;
      case Kind.Function:
      case Kind.Class: {
        add(found, field(c, node, c.field.name), kind(c, node) === Kind.Class ? Bound.Class : Bound.Function);
        node = behind(c, node) - 1;
        break;
      }
      case Kind.Lambda:
        node = behind(c, node) - 1;
        break;
      case Kind.Except:
        caughtTarget = caughtName(c, node);
        break;
      case Kind.AsPatternTarget:
        if (node !== caughtTarget) for (const one of children(c, node)) target(c, one, found);
        break;
      case Kind.CaseClause:
        for (const one of children(c, node)) if (kind(c, one) === Kind.CasePattern) captures(c, one, found);
        break;
      case Kind.Import:
        add(found, node, node < typeOnlyEnd ? Bound.TypeOnly : Bound.Import);
        break;
      case Kind.ImportFrom:
        add(found, node, node < typeOnlyEnd ? Bound.TypeOnlyFrom : Bound.ImportFrom);
        break;
      case Kind.If: {
        const condition = field(c, node, c.field.condition);
        const body = field(c, node, c.field.consequence);
        if (body >= 0 && /^(\w+\.)?TYPE_CHECKING$/.test(text(c, condition))) typeOnlyEnd = behind(c, body);
        break;
      }
      case Kind.Global:
      case Kind.Nonlocal:
        for (const one of children(c, node)) add(found, one, kind(c, node) === Kind.Global ? Bound.Global : Bound.Nonlocal);
        break;
      case Kind.Yield:
        found.isGenerator = true;
        break;
      case Kind.TypeAlias: {
        const name = aliasName(c, node);
        if (name >= 0) add(found, name, Bound.Class);
        break;
      }
    }
  }
  return found;
}

/** Adds the names that functions of the file declare `global`: they belong to the module. */
export function collectGlobals(c: Context, count: number, found: Bindings): void {
  for (let node = 0; node < count; node++) {
    if (kind(c, node) === Kind.Global) for (const one of children(c, node)) add(found, one, Bound.Local);
  }
}

function add(found: Bindings, node: number, what: number): void {
  if (node < 0) return;
  found.nodes.push(node);
  found.what.push(what);
}

/** Identifier that a `type X = …` statement declares, or -1. */
export function aliasName(c: Context, node: number): number {
  let at = field(c, node, c.field.left);
  while (at >= 0 && kind(c, at) !== Kind.Identifier) at = child(c, at);
  return at;
}

/** The `as` target of an except clause, or -1. */
export function caughtName(c: Context, node: number): number {
  const caught = child(c, node);
  return caught >= 0 && kind(c, caught) === Kind.AsPattern ? field(c, caught, c.field.alias) : -1;
}

function target(c: Context, node: number, found: Bindings): void {
  if (node < 0) return;
  switch (kind(c, node)) {
    case Kind.Identifier:
      add(found, node, Bound.Local);
      break;
    case Kind.PatternList:
    case Kind.TuplePattern:
    case Kind.ListPattern:
    case Kind.ListSplatPattern:
    case Kind.Tuple:
    case Kind.List:
    case Kind.Parenthesized:
    case Kind.ListSplat:
    case Kind.ExpressionList:
      for (const one of children(c, node)) target(c, one, found);
  }
}

function captures(c: Context, node: number, found: Bindings): void {
  const parts = children(c, node);
  const name = captureName(c, node);
  if (name >= 0) add(found, name, Bound.Local);
  const from = kind(c, node) === Kind.ClassPattern || kind(c, node) === Kind.KeywordPattern ? 1 : 0;
  for (const [i, one] of parts.entries()) {
    if (i < from || ((c.words[one * 4] ?? 0) >>> 16 === c.field.key && kind(c, one) !== Kind.SplatPattern)) continue;
    if (kind(c, one) !== Kind.Identifier) captures(c, one, found);
  }
}

/** The name a pattern node itself binds, or -1: a bare name, the name of `as`, of `*rest` and `**rest`. */
export function captureName(c: Context, node: number): number {
  const k = kind(c, node);
  if (k === Kind.AsPattern) {
    const last = children(c, node).at(-1) ?? -1;
    return last >= 0 && kind(c, last) === Kind.Identifier ? last : -1;
  }
  if (k !== Kind.DottedName && k !== Kind.SplatPattern) return -1;
  const parts = children(c, node);
  const only = parts.length === 1 ? (parts[0] ?? -1) : -1;
  return only >= 0 && text(c, only) !== '_' ? only : -1;
}

/** Declares the names found by `collect` in the innermost scope and the innermost open function. */
export function declare(c: Context, found: Bindings): void {
  const { names, body } = c.scope;
  for (const [i, node] of found.nodes.entries()) {
    const what = found.what[i] ?? 0;
    if (what !== Bound.Global && what !== Bound.Nonlocal) continue;
    const name = text(c, node);
    const variable = what === Bound.Global || !c.scope.parent ? (c.module.names.get(name) ?? -1) : lookup(c.scope.parent, name);
    names.set(name, variable);
    c.assigned.add(variable);
  }
  for (const [i, node] of found.nodes.entries()) {
    const what = found.what[i] ?? 0;
    if (what === Bound.Import || what === Bound.TypeOnly) declareImport(c, node, what === Bound.TypeOnly ? ImportFlag.TypeOnly : 0);
    else if (what === Bound.ImportFrom || what === Bound.TypeOnlyFrom) declareFrom(c, node, what === Bound.TypeOnlyFrom ? ImportFlag.TypeOnly : 0);
    else if (what <= Bound.Class) {
      const name = text(c, node);
      if (names.has(name)) continue;
      if (what !== Bound.Local) c.hoisted.add(node);
      names.set(name, body ? attribute : c.builder.variable(name, variableKind(what), start(c, node), end(c, node)));
    }
  }
}

const variableKind = (what: number): number => (what === Bound.Function ? VarKind.Function : what === Bound.Class ? VarKind.Type : VarKind.Local);

function declareImport(c: Context, node: number, flags: number): void {
  for (const one of children(c, node)) {
    const aliased = kind(c, one) === Kind.AliasedImport;
    const module = dottedText(c, aliased ? field(c, one, c.field.name) : one);
    if (aliased) bindImport(c, module, '*', text(c, field(c, one, c.field.alias)), flags, one);
    else {
      const root = module.split('.')[0] ?? module;
      bindImport(c, root, '*', root, flags, one);
      if (root !== module) c.builder.importOnly(module, start(c, one), end(c, one));
    }
  }
}

function declareFrom(c: Context, node: number, flags: number): void {
  const from = field(c, node, c.field.module_name);
  const module = dottedText(c, from);
  for (const one of children(c, node)) {
    if (one === from) continue;
    if (kind(c, one) === Kind.Wildcard) {
      c.builder.importName(module, '*', '', flags, start(c, one), end(c, one));
      // What a module imports by star it also hands on.
      if (c.scope === c.module) c.builder.exportName('', ExportKind.Star, -1, start(c, node), end(c, node), module);
    } else if (kind(c, one) === Kind.AliasedImport) {
      bindImport(c, module, dottedText(c, field(c, one, c.field.name)), text(c, field(c, one, c.field.alias)), flags, one);
    } else bindImport(c, module, text(c, one), text(c, one), flags, one);
  }
}

function bindImport(c: Context, module: string, name: string, local: string, flags: number, node: number): void {
  const variable = c.builder.importName(module, name, local, flags, start(c, node), end(c, node));
  c.assigned.add(variable);
  if (!c.scope.names.has(local)) c.scope.names.set(local, variable);
}

const dottedText = (c: Context, node: number): string => (node < 0 ? '' : text(c, node).replace(/\s+/g, ''));
