import { ExportKind, FunctionFlag, MemberFlag, Shows, TypeKind, VarKind, type MemberFact } from '../../facts';
import { behind, child, children, end, field, kind, start, statement, text } from '../nodes';
import { makeActivation, spanOf, type Context, type OpenType } from './context';
import { Kind } from './kinds';
import { declared, filterAttributes } from './members';
import { methodMember } from './methods';
import { constantPath, typeNamed } from './names';
import { makeScope } from './scopes';
import { structFields } from './structs';

/** What the parts of one class in a file say before any body is lowered. */
interface Outline { node: number; name: string; qualified: string; supers: string[]; fields: { name: string; node: number }[]; constants: string[]; isMixin: boolean; isStruct: boolean; isRefined: boolean }

const mixes = new Set(['include', 'extend', 'prepend']);

/** Declares the classes, modules and structs of a file: types of one name are one type. */
export function declareTypes(c: Context, count: number): void {
  const outlines = new Map<string, Outline>();
  const open: { name: string; last: number }[] = [];
  const refines = c.source.includes('refine ');
  for (let node = 0; node < count; node++) {
    const k = c.kinds[(c.words[node * 4] ?? 0) & 0xffff];
    if (k === Kind.Call && refines) {
      while (open.length > 0 && (open.at(-1)?.last ?? 0) <= node) open.pop();
      const refined = refinedName(c, node);
      if (refined >= 0) outline(c, outlines, refined, open.at(-1)?.name ?? '', node).isRefined = true;
      continue;
    }
    if (k !== Kind.Class && k !== Kind.Module && k !== Kind.Assignment) continue;
    while (open.length > 0 && (open.at(-1)?.last ?? 0) <= node) open.pop();
    const around = open.at(-1)?.name ?? '';
    if (k === Kind.Assignment) {
      const left = field(c, node, c.field.left);
      if (left < 0 || kind(c, left) !== Kind.Constant) continue;
      const fields = structFields(c, field(c, node, c.field.right));
      if (fields) outline(c, outlines, left, around, node).fields.push(...fields);
      else if (around !== '') outlines.get(around)?.constants.push(text(c, left));
      if (fields) {
        const made = outlines.get(qualifiedName(around, text(c, left)));
        if (made) made.isStruct = true;
        open.push({ name: qualifiedName(around, text(c, left)), last: behind(c, node) });
      }
      continue;
    }
    const nameNode = field(c, node, c.field.name);
    if (nameNode < 0) continue;
    const one = outline(c, outlines, nameNode, around, node);
    one.isMixin ||= k === Kind.Module;
    readOutline(c, node, one);
    open.push({ name: one.qualified, last: behind(c, node) });
  }
  for (const one of outlines.values()) declare(c, one);
}

/** The class that `refine String do … end` adds methods to; -1 for other calls. */
export function refinedName(c: Context, node: number): number {
  if (field(c, node, c.field.block) < 0 || text(c, field(c, node, c.field.method)) !== 'refine') return -1;
  const name = child(c, field(c, node, c.field.arguments));
  return name >= 0 && kind(c, name) === Kind.Constant ? name : -1;
}

const qualifiedName = (around: string, name: string): string => (around === '' ? name : `${around}.${name}`);

function outline(c: Context, outlines: Map<string, Outline>, nameNode: number, around: string, node: number): Outline {
  const qualified = qualifiedName(around, constantPath(c, nameNode));
  let one = outlines.get(qualified);
  if (!one) outlines.set(qualified, (one = { node, name: qualified.slice(qualified.lastIndexOf('.') + 1), qualified, supers: [], fields: [], constants: [], isMixin: false, isStruct: false, isRefined: false }));
  return one;
}

/** Super class, mixins and table of a class. */
function readOutline(c: Context, node: number, one: Outline): void {
  const parent = child(c, field(c, node, c.field.superclass));
  const path = constantPath(c, parent);
  if (path !== '') one.supers.push(path);
  else {
    const fields = parent < 0 ? undefined : structFields(c, parent);
    if (fields) {
      one.fields.push(...fields);
      one.isStruct = true;
    }
  }
  for (const part of children(c, field(c, node, c.field.body))) {
    if (kind(c, part) !== Kind.Call || field(c, part, c.field.receiver) >= 0) continue;
    if (mixes.has(text(c, field(c, part, c.field.method)))) {
      for (const mixed of children(c, field(c, part, c.field.arguments))) {
        const name = constantPath(c, mixed);
        if (name !== '') one.supers.push(name);
      }
    }
  }
}

function declare(c: Context, one: Outline): void {
  const b = c.builder;
  // What an error says of itself is its message, not its fields.
  const isError = one.supers.some((name) => /(?:Error|Exception)$/.test(name));
  const shows = one.isStruct ? Shows.AllFields : Shows.Nothing;
  const type = b.type({
    name: one.name, qualified: one.qualified, kind: one.isMixin ? TypeKind.Interface : TypeKind.Class, supers: one.supers.map((name) => typeNamed(c, name)), text: shows, debug: isError ? Shows.Nothing : Shows.AllFields,
    json: Shows.AllFields, ...spanOf(c, one.node), ...(one.name === 'String' && one.fields.length === 0 ? { target: typeNamed(c, 'string') } : {}),
  });
  const members = new Map<string, MemberFact>();
  for (const { name, node } of one.fields) members.set(name, { name, flags: 0, ...spanOf(c, node) });
  for (const name of one.constants) members.set(name, { name, flags: MemberFlag.Static | MemberFlag.HiddenText | MemberFlag.HiddenJson | MemberFlag.Readonly, ...spanOf(c, one.node) });
  c.types.set(one.qualified, { type, name: one.name, qualified: one.qualified, members, constants: new Set(one.constants), late: {}, filtered: new Set(), isMixin: one.isMixin });
  if (one.isRefined) return;
  b.variable(one.name, VarKind.Type, start(c, one.node), end(c, one.node), -1, type);
  b.exportName(one.qualified, ExportKind.Type, type, start(c, one.node), end(c, one.node));
}

/** Names enclosing classes open to the file, once each. */
function openScope(c: Context, qualified: string, node: number): void {
  const key = `::${qualified}`;
  if (c.typeNames.has(key)) return;
  c.typeNames.set(key, 0);
  c.builder.importName(qualified, '*', '', 0, start(c, node), start(c, node));
}

/** Lowers one part of a class or module, or `class << self`. */
export function classBody(c: Context, node: number): void {
  const nameNode = field(c, node, c.field.name);
  const body = field(c, node, c.field.body);
  if (kind(c, node) === Kind.SingletonClass) {
    const { isStatic } = c;
    c.isStatic = true;
    bodyOf(c, body, node);
    c.isStatic = isStatic;
    return;
  }
  const [around = ''] = c.nesting;
  const open = c.types.get(qualifiedName(around, constantPath(c, nameNode)));
  if (!open) {
    for (const one of children(c, body)) statement(c, one);
    return;
  }
  inType(c, open, node, () => {
    openScope(c, open.qualified, node);
    bodyOf(c, body, node);
  });
}

/** Runs something with a type as the one being lowered. */
export function inType(c: Context, open: OpenType, node: number, run: () => void): void {
  const { type, nesting, qualified, isStatic, scope, activation } = c;
  c.type = open;
  c.nesting = [open.qualified, ...nesting];
  c.qualified = open.qualified;
  c.isStatic = false;
  c.scope = makeScope(undefined);
  c.activation = makeActivation(undefined, '');
  run();
  c.type = type;
  c.nesting = nesting;
  c.qualified = qualified;
  c.isStatic = isStatic;
  c.scope = scope;
  c.activation = activation;
}

/** Members first, then what runs when the class is read, then the methods and inner classes. */
export function bodyOf(c: Context, body: number, node: number): void {
  const { type } = c;
  if (!type || body < 0) return;
  const parts = children(c, body);
  const runs: number[] = [];
  const methods: number[] = [];
  const inner: number[] = [];
  const isStatic = c.isStatic || /(?:^|\.)ClassMethods$/.test(type.qualified) || parts.some((one) => makesStatic(c, one));
  for (const one of parts) {
    const k = kind(c, one);
    if (k === Kind.Method || k === Kind.SingletonMethod) methods.push(one);
    else if (k === Kind.Class || k === Kind.Module || k === Kind.SingletonClass) inner.push(one);
    else {
      const wrapped = k === Kind.Call ? children(c, field(c, one, c.field.arguments)).filter((arg) => kind(c, arg) === Kind.Method || kind(c, arg) === Kind.SingletonMethod) : [];
      methods.push(...wrapped);
      if (k === Kind.Assignment || k === Kind.OperatorAssignment) filterAttributes(c, type, one);
      if (wrapped.length === 0 && (k !== Kind.Call || !declared(c, type, one))) runs.push(one);
    }
  }
  for (const one of methods) {
    const name = text(c, field(c, one, c.field.name));
    if (!type.members.has(name)) type.members.set(name, { name, flags: MemberFlag.Method, ...spanOf(c, one) });
  }
  initialiser(c, type, runs, node);
  for (const one of methods) methodMember(c, type, one, isStatic || kind(c, one) === Kind.SingletonMethod);
  for (const one of inner) classBody(c, one);
}

/** `module_function`, `extend self`: the methods are called on the module. */
function makesStatic(c: Context, node: number): boolean {
  if (kind(c, node) === Kind.Identifier) return text(c, node) === 'module_function';
  return kind(c, node) === Kind.Call && /^(?:module_function\b|extend\(?\s*self\b)/.test(text(c, node).slice(0, 40));
}

/** What stands in a class outside of methods, as a function of the class. */
function initialiser(c: Context, type: OpenType, runs: readonly number[], node: number): void {
  if (runs.length === 0) return;
  c.builder.beginFunction({ name: '', qualified: type.qualified, ownerType: type.type, flags: FunctionFlag.FieldInit, ...spanOf(c, node) });
  for (const one of runs) statement(c, one);
  c.builder.endFunction();
}

/** Writes the members of all types, once their bodies are read. */
export function finishTypes(c: Context): void {
  for (const { type, members, late, filtered } of c.types.values()) {
    for (const name of filtered) {
      const known = members.get(name);
      if (known) members.set(name, { ...known, flags: known.flags | MemberFlag.HiddenText });
      else members.set(name, { name, flags: MemberFlag.HiddenText, start: 0, end: 0 });
    }
    c.builder.members(type, [...members.values()], late);
  }
}
