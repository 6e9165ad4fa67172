import { FunctionFlag, MemberFlag, Shows, TypeKind, VarKind, type AnnotationFact, type MemberFact, type TypeFact } from '../../facts';
import { after, child, childOfKind, children, declare, endAt, enterScope, expression, kindAt, leaveScope, only, qualify, startAt, statement, textAt, typeName, typeOf, unwrap, type Context } from './context';
import { annotationsOf } from './decorators';
import { docBefore } from './docs';
import { lowerFunction, methodFlags, namedValue } from './functions';
import { hoistBlock, hoistVars } from './hoist';
import { Kind } from './kinds';
import { keyText } from './assignments';

interface ClassParts {
  type: number;
  members: Map<string, MemberFact>;
  late: Partial<Pick<TypeFact, 'text' | 'debug' | 'json' | 'textFn' | 'debugFn' | 'jsonFn'>>;
  /** Fields with values and static blocks, lowered into one function at the end. */
  initialisers: number[];
}

/** A class declaration of a block; its variable was hoisted. Annotations before `export` are handed in. */
export function classStatement(c: Context, node: number, outer: readonly number[] = []): void {
  const name = child(c, node, c.fields.name);
  const type = lowerClass(c, node, name < 0 ? '' : textAt(c, name), outer);
  const variable = name < 0 ? undefined : c.bindings.get(textAt(c, name));
  if (variable !== undefined) c.b.bindVariable(variable, { kind: VarKind.Type, ref: type });
}

/** A class as a value, named after what holds it where it has no name of its own. */
export function classExpression(c: Context, node: number, name: string): number {
  const own = child(c, node, c.fields.name);
  const scope = enterScope(c);
  const variable = own < 0 ? -1 : declare(c, own, VarKind.Type);
  const type = lowerClass(c, node, own < 0 ? name : textAt(c, own), []);
  if (variable >= 0) c.b.bindVariable(variable, { ref: type });
  leaveScope(c, scope);
  return c.b.classValue(type, startAt(c, node), endAt(c, node));
}

export const classRule = (c: Context, node: number): number => classExpression(c, node, '');

function lowerClass(c: Context, node: number, name: string, outer: readonly number[]): number {
  const qualified = qualify(c, name);
  const annotations = annotationsOf(c, [...outer, ...children(c, node)]);
  const type = c.b.type({
    name, qualified, kind: TypeKind.Class, supers: supersOf(c, childOfKind(c, node, Kind.Heritage)), text: Shows.Nothing, debug: Shows.AllFields, json: Shows.AllFields,
    annotations, start: startAt(c, node), end: endAt(c, node),
  });
  const parts: ClassParts = { type, members: new Map(), late: {}, initialisers: [] };
  const before = { qualified: c.qualified, targets: c.targets, openConstructor: c.openConstructor };
  c.qualified = qualified;
  c.openConstructor = undefined;
  const body = child(c, node, c.fields.body);
  if (body >= 0) {
    const decorators: number[] = [];
    for (const member of children(c, body)) {
      if (kindAt(c, member) === Kind.Decorator) decorators.push(member);
      else lowerMember(c, member, parts, decorators.splice(0));
    }
  }
  if (parts.initialisers.length > 0) fieldInitialisers(c, node, parts);
  c.qualified = before.qualified;
  c.targets = before.targets;
  c.openConstructor = before.openConstructor;
  c.b.members(type, [...parts.members.values()], parts.late);
  return type;
}

/** Super types: `extends B<T>`, `implements I`, and mixin calls such as `PartialType(User)` as a type of that name. */
function supersOf(c: Context, heritage: number): number[] {
  const out: number[] = [];
  if (heritage < 0) return out;
  for (const clause of children(c, heritage)) {
    const kind = kindAt(c, clause);
    if (kind === Kind.ImplementsClause) for (const type of children(c, clause)) out.push(typeOf(c, type));
    else if (kind === Kind.ExtendsClause) {
      for (const value of children(c, clause)) {
        if (kindAt(c, value) === Kind.TypeArguments) continue;
        const args = childOfKind(c, clause, Kind.TypeArguments);
        out.push(superType(c, value, args < 0 ? [] : children(c, args).map((arg) => typeOf(c, arg))));
      }
    } else out.push(superType(c, clause, []));
  }
  return out;
}

function superType(c: Context, value: number, args: number[]): number {
  const at = unwrap(c, value);
  if (kindAt(c, at) === Kind.Call) {
    expression(c, at);
    return callType(c, at);
  }
  const kind = kindAt(c, at);
  if (kind !== Kind.Identifier && kind !== Kind.Member) expression(c, at);
  return pathType(c, at, args);
}

/** `PartialType(User)` as a type: the call is evaluated apart, so arguments are only read here. */
function callType(c: Context, at: number): number {
  const callee = child(c, at, c.fields.function);
  const list = child(c, at, c.fields.arguments);
  return c.b.typeExpr(0, callee < 0 ? '' : textAt(c, callee).replace(/\s+/g, ''), list < 0 ? [] : children(c, list).map((arg) => superArgument(c, arg)));
}

function pathType(c: Context, at: number, args: number[]): number {
  const name = kindAt(c, at) === Kind.Class ? '' : textAt(c, at).replace(/\s+/g, '').slice(0, 200);
  return args.length > 0 ? c.b.typeExpr(0, name, args) : typeName(c, name);
}

/** `['email', 'name'] as const` is a union of literals. */
function superArgument(c: Context, node: number): number {
  const at = kindAt(c, node) === Kind.AsExpression ? only(c, node) : node;
  if (at >= 0 && kindAt(c, at) === Kind.Array) return c.b.typeExpr(2, '', children(c, at).map((item) => superArgument(c, item)));
  if (at >= 0 && kindAt(c, at) === Kind.String) return c.b.typeExpr(4, c.source.slice(startAt(c, at) + 1, endAt(c, at) - 1));
  if (at < 0) return typeName(c, '');
  return kindAt(c, at) === Kind.Call ? callType(c, at) : pathType(c, at, []);
}

function lowerMember(c: Context, node: number, parts: ClassParts, decorators: readonly number[]): void {
  switch (kindAt(c, node)) {
    case Kind.Method: case Kind.MethodSignature: lowerMethod(c, node, parts, decorators); break;
    case Kind.Field: lowerField(c, node, parts, decorators); break;
    case Kind.StaticBlock: parts.initialisers.push(node); break;
    case Kind.IndexSignature: case Kind.Error: break;
    default: expression(c, node);
  }
}

function memberHead(c: Context, node: number, decorators: readonly number[]): { nameNode: number; name: string; modifiers: string; annotations: AnnotationFact[] | undefined; optional: boolean } {
  const byName = child(c, node, c.fields.name);
  const nameNode = byName < 0 ? child(c, node, c.fields.property) : byName;
  let from = startAt(c, node);
  const own: number[] = [...decorators];
  for (let at = node + 1, end = after(c, node); at < end; at = after(c, at)) {
    if (kindAt(c, at) !== Kind.Decorator) continue;
    own.push(at);
    from = Math.max(from, endAt(c, at));
  }
  const name = nameNode < 0 ? '' : keyText(c, nameNode) ?? textAt(c, nameNode).slice(1, -1);
  return {
    nameNode, name, modifiers: nameNode < 0 ? '' : c.source.slice(from, startAt(c, nameNode)), annotations: annotationsOf(c, own),
    optional: nameNode >= 0 && c.source.charCodeAt(endAt(c, nameNode)) === 63,
  };
}

function memberFlags(name: string, modifiers: string, optional: boolean): number {
  let flags = optional ? MemberFlag.Optional : 0;
  if (name.startsWith('#') || modifiers.includes('private')) flags |= MemberFlag.Private;
  // Nobody outside of the class sees a `#name`, no text form either.
  if (name.startsWith('#')) flags |= MemberFlag.HiddenText | MemberFlag.HiddenJson;
  if (modifiers.includes('static')) flags |= MemberFlag.Static;
  if (modifiers.includes('readonly')) flags |= MemberFlag.Readonly;
  return flags;
}

function lowerMethod(c: Context, node: number, parts: ClassParts, decorators: readonly number[]): void {
  const { nameNode, name, modifiers, annotations, optional } = memberHead(c, node, decorators);
  const isSignature = kindAt(c, node) === Kind.MethodSignature;
  const isConstructor = name === 'constructor' && !modifiers.includes('static');
  const flags = methodFlags(modifiers) | (isConstructor ? FunctionFlag.Constructor : 0) | (isSignature ? FunctionFlag.Abstract : 0);
  const fn = lowerFunction(c, node, {
    name, flags, ownerType: parts.type, annotations, nameNode: nameNode < 0 ? undefined : nameNode, members: isConstructor ? parts.members : undefined,
  });
  if (isConstructor || nameNode < 0) return;
  const isStatic = (flags & FunctionFlag.Static) !== 0;
  if (!isStatic && !isSignature) facetMethod(c, nameNode, name, fn, parts);
  const key = isStatic ? `static ${name}` : name;
  const known = parts.members.get(key);
  const span = { start: startAt(c, nameNode), end: endAt(c, nameNode) };
  const common = memberFlags(name, modifiers, optional);
  if (flags & FunctionFlag.Setter) {
    if (!known) parts.members.set(key, { name, flags: common, annotations, ...span });
  } else if (flags & FunctionFlag.Getter) {
    parts.members.set(key, { name, type: typeOf(c, child(c, node, c.fields.return_type)), flags: common | MemberFlag.Getter | MemberFlag.HiddenJson, fn, annotations, ...span });
  } else if (!known || !isSignature) parts.members.set(key, { name, flags: common | MemberFlag.Method, fn, annotations: annotations ?? known?.annotations, ...span });
}

/** Methods that say how the object shows itself. */
function facetMethod(c: Context, nameNode: number, name: string, fn: number, parts: ClassParts): void {
  const isComputed = kindAt(c, nameNode) === Kind.Computed;
  if (name === 'toString' || (isComputed && name === 'Symbol.toPrimitive')) Object.assign(parts.late, { text: Shows.Function, textFn: fn });
  else if (name === 'toJSON') Object.assign(parts.late, { json: Shows.Function, jsonFn: fn });
  else if (isComputed && (name.endsWith('inspect.custom') || name.includes('nodejs.util.inspect.custom'))) Object.assign(parts.late, { debug: Shows.Function, debugFn: fn });
}

function lowerField(c: Context, node: number, parts: ClassParts, decorators: readonly number[]): void {
  const { nameNode, name, modifiers, annotations, optional } = memberHead(c, node, decorators);
  const value = child(c, node, c.fields.value);
  const written = typeOf(c, child(c, node, c.fields.type));
  const declared = written < 0 ? (docBefore(c, node)?.type ?? -1) : written;
  const flags = memberFlags(name, modifiers, optional);
  if (value >= 0) parts.initialisers.push(node);
  if (nameNode < 0) return;
  const type = declared < 0 && value >= 0 && kindAt(c, value) === Kind.New ? newType(c, value) : declared;
  parts.members.set(flags & MemberFlag.Static ? `static ${name}` : name, { name, type, flags, annotations, start: startAt(c, nameNode), end: endAt(c, nameNode) });
}

function newType(c: Context, value: number): number {
  const constructor = child(c, value, c.fields.constructor);
  const text = constructor < 0 ? '' : textAt(c, constructor);
  return /^[\w$.]+$/.test(text) ? typeName(c, text) : -1;
}

function fieldInitialisers(c: Context, node: number, parts: ClassParts): void {
  c.b.beginFunction({ name: '', qualified: c.qualified, ownerType: parts.type, flags: FunctionFlag.FieldInit, start: startAt(c, node), end: endAt(c, node) });
  const scope = enterScope(c);
  c.targets = [];
  for (const item of parts.initialisers) {
    if (kindAt(c, item) === Kind.StaticBlock) {
      const body = child(c, item, c.fields.body);
      hoistVars(c, item);
      if (body < 0) continue;
      hoistBlock(c, body);
      for (const inner of children(c, body)) statement(c, inner);
      continue;
    }
    const byName = child(c, item, c.fields.name);
    const nameNode = byName < 0 ? child(c, item, c.fields.property) : byName;
    const value = child(c, item, c.fields.value);
    const self = c.b.self(startAt(c, item), startAt(c, item));
    const name = nameNode < 0 ? '' : keyText(c, nameNode);
    const key = name === undefined ? expression(c, only(c, nameNode)) : -1;
    const stored = namedValue(c, value, name ?? '');
    const kind = value < 0 ? Kind.Other : kindAt(c, value);
    const member = parts.members.get(name ?? '');
    if (member && (kind === Kind.Arrow || kind === Kind.Function)) {
      member.flags |= MemberFlag.Method;
      member.fn = c.lastLambda;
    }
    if (name === undefined) c.b.storeAt(self, key, stored, startAt(c, item), endAt(c, item));
    else c.b.store(self, name, stored, startAt(c, item), endAt(c, item));
  }
  leaveScope(c, scope);
  c.b.endFunction();
}
