import { Facet, MemberCol, MemberFlag, Shows, TypeCol, TypeExpr, TypeExprCol, TypeKind } from '../facts';
import { ruleModule, type TypeRef } from '../rules/rule-index';
import { annotationText, typeText, type Declarations } from './declarations';
import { shapeOf } from './naming';
import type { FileNode, FunctionNode, Program, Target, TypeNode } from './program';

/** A declared or inferred type. `text` is what a person wrote, for the classifier. */
export type Type =
  | { kind: 'project'; node: TypeNode; keep: readonly string[] | null; drop: readonly string[]; text: string }
  | { kind: 'library'; ref: TypeRef; args: readonly (Type | null)[]; text: string }
  | { kind: 'list'; element: Type | null; places?: readonly (Type | null)[]; addresses?: boolean; text: string }
  | { kind: 'map'; value: Type | null; addresses?: boolean; text: string }
  | { kind: 'other'; text: string };

/** The type of an instance of a declared type. */
export function projectType(node: TypeNode, text = node.name): Type {
  return { kind: 'project', node, keep: null, drop: [], text };
}

/** A member of a project type as the flow needs it. */
export interface Member {
  name: string;
  type: Type | null;
  typeText: string;
  annotations: readonly string[];
  flags: number;
  /** Method or getter behind it. */
  fn: FunctionNode | null;
  owner: TypeNode;
}

/** Names of generic types every language's libraries use for the same thing; what a language adds stands in its language.yml. */
const wrappers = new Set(['Promise', 'PromiseLike', 'Awaited', 'Readonly', 'Partial', 'Required', 'NonNullable', 'DeepPartial', 'Observable', 'Signal', 'Ref', 'Optional', 'Annotated', 'Final', 'ClassVar', 'Mapped', 'Awaitable', 'Coroutine', 'Required', 'NotRequired', 'ReadOnly', 'Lazy', 'Relation']);
const lists = new Set(['Array', 'ReadonlyArray', 'Set', 'ReadonlySet', 'Iterable', 'AsyncIterable', 'Generator', 'AsyncGenerator', 'Iterator', 'AsyncIterator', 'list', 'List', 'set', 'Set', 'frozenset', 'tuple', 'Tuple', 'Sequence', 'Collection', 'deque', 'QuerySet', 'Page']);
const maps = new Set(['Map', 'ReadonlyMap', 'Record', 'WeakMap', 'dict', 'Dict', 'Mapping', 'MutableMapping', 'defaultdict', 'OrderedDict']);

/** Resolves a type expression of a file; null when nothing useful is known. Depth is bounded by 4. */
export function resolveType(program: Program, file: FileNode, expression: number, depth = 0): Type | null {
  if (expression < 0 || depth > 4) return null;
  const { typeExprs, pool, strings } = file.facts;
  const row = expression * TypeExprCol.stride;
  const name = strings[typeExprs[row + TypeExprCol.name] ?? -1] ?? '';
  const count = typeExprs[row + TypeExprCol.argCount] ?? 0;
  const arg = (i: number): number => (i < count ? (pool[(typeExprs[row + TypeExprCol.args] ?? 0) + i] ?? -1) : -1);
  const text = typeText(file.facts, expression);
  switch (typeExprs[row]) {
    case TypeExpr.List:
      return { kind: 'list', element: resolveType(program, file, arg(0), depth + 1), ...(name === '*' && { addresses: true }), text };
    case TypeExpr.Tuple: {
      const places = Array.from({ length: count }, (_, i) => resolveType(program, file, arg(i), depth + 1));
      return { kind: 'list', element: places[0] ?? null, places, text };
    }
    case TypeExpr.Map:
      return { kind: 'map', value: resolveType(program, file, arg(count - 1), depth + 1), ...(name === 'map*' && { addresses: true }), text };
    case TypeExpr.Object: {
      const node = file.types[typeExprs[row + TypeExprCol.decl] ?? -1];
      return node ? projectType(node, text) : null;
    }
    case TypeExpr.Union: {
      let best: Type | null = null;
      for (let i = 0; i < count; i++) {
        const part = resolveType(program, file, arg(i), depth + 1);
        if (part && (best === null || (best.kind === 'other' && part.kind !== 'other'))) best = part;
      }
      return best?.kind === 'other' || best === null ? { kind: 'other', text } : best;
    }
    case TypeExpr.Function: case TypeExpr.Literal:
      return { kind: 'other', text };
  }
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (count > 0) {
    if (wrappers.has(last)) return resolveType(program, file, arg(0), depth + 1) ?? { kind: 'other', text };
    if (lists.has(last)) return { kind: 'list', element: resolveType(program, file, arg(last.endsWith('Generator') || last !== 'Map' ? 0 : 0), depth + 1), text };
    if (maps.has(last)) return { kind: 'map', value: resolveType(program, file, arg(count - 1), depth + 1), text };
    if (last === 'Pick' || last === 'Omit') {
      const inner = resolveType(program, file, arg(0), depth + 1);
      const names = literalNames(file, arg(1));
      if (inner?.kind !== 'project') return inner;
      return last === 'Pick' ? { ...inner, keep: names } : { ...inner, drop: [...inner.drop, ...names] };
    }
  }
  const named = namedType(program, file, name, text, depth) ?? { kind: 'other', text };
  const wraps = named.kind === 'library' ? named.ref.library.types[named.ref.type]?.wraps : undefined;
  if (wraps) {
    const inner = resolveType(program, file, arg(0), depth + 1);
    if (inner?.kind === 'list' && wraps === 'one') return inner;
    if (inner?.kind !== 'project') return { kind: 'other', text };
    return wraps === 'one' ? inner : { kind: 'list', element: inner, text };
  }
  if (named.kind !== 'library' || count === 0) return named;
  return { ...named, args: Array.from({ length: count }, (_, i) => resolveType(program, file, arg(i), depth + 1)) };
}

function literalNames(file: FileNode, expression: number): string[] {
  if (expression < 0) return [];
  const { typeExprs, pool, strings } = file.facts;
  const row = expression * TypeExprCol.stride;
  if (typeExprs[row] === TypeExpr.Literal) return [strings[typeExprs[row + TypeExprCol.name] ?? -1] ?? ''];
  if (typeExprs[row] !== TypeExpr.Union) return [];
  const out: string[] = [];
  for (let i = 0; i < (typeExprs[row + TypeExprCol.argCount] ?? 0); i++) out.push(...literalNames(file, pool[(typeExprs[row + TypeExprCol.args] ?? 0) + i] ?? -1));
  return out;
}

/** The depth a name stands at bounds what stands behind it, so each is a question of its own. */
const typeQuestions = ['type', 'type 1', 'type 2', 'type 3', 'type 4'];

/** A type by the name code of that file uses for it; `text` is the name with its arguments. */
function namedType(program: Program, file: FileNode, name: string, text: string, depth: number): Type | null {
  return program.memo(file, typeQuestions[depth] ?? 'type', text, () => findNamedType(program, file, name, text, depth), null, sameType);
}

function findNamedType(program: Program, file: FileNode, name: string, text: string, depth: number): Type | null {
  if (depth > 4) return null;
  const declarations = program.declarationsOf(file);
  const [first = '', ...rest] = name.split('.');
  const own = declarations.types.get(name) ?? (rest.length === 0 ? declarations.types.get(first) : undefined);
  if (own) return typeOfNode(program, program.wholeOf(own)[0] ?? own, text, depth);
  if (first.startsWith(shapeOf)) return queriedType(program, file, first.slice(shapeOf.length), rest, text, depth);
  const whole = rest.length > 0 && file.language.openTypes === true ? program.undeclared(file, name) : undefined;
  if (whole?.kind === 'type') return typeOfNode(program, whole.type, text, depth);
  const imported = declarations.bound.get(first);
  const undeclared = imported ? undefined : file.package === '' ? undefined : declaredHere(declarations, first) ?? program.undeclared(file, first);
  if (imported || undeclared) {
    let target = imported ? program.exported(file, imported.module, imported.name) : undeclared;
    for (const part of rest) {
      if (target?.kind === 'module') target = program.nameOf(target.file, part);
      else if (target?.kind === 'type') target = program.inType(target.type, part);
      else if (target?.kind === 'library') target = { ...target, path: target.path ? `${target.path}.${part}` : part };
      else return null;
    }
    if (target?.kind === 'module') target = program.exportOf(target.file, 'default') ?? target;
    if (target?.kind === 'type') return typeOfNode(program, target.type, text, depth);
    if (target?.kind === 'library') return libraryType(program, file, target.module, target.path, text);
    return null;
  }
  return libraryType(program, file, '', name, text);
}

/** The shape of a variable, or of a field of it; a name that the shape does not have is one of its library's and stands for the whole: `typeof members.$inferSelect`. */
function queriedType(program: Program, file: FileNode, variable: string, rest: readonly string[], text: string, depth: number): Type | null {
  const declarations = program.declarationsOf(file);
  const imported = declarations.bound.get(variable);
  const given = imported ? program.exported(file, imported.module, imported.name) : undefined;
  const target = given?.kind === 'module' ? program.exportOf(given.file, 'default') : given;
  const found = imported ? (target?.kind === 'variable' ? program.declarationsOf(target.file).types.get(`${shapeOf}${target.name}`) : undefined) : declarations.types.get(`${shapeOf}${variable}`);
  if (!found) return null;
  const [field] = rest;
  const member = field === undefined ? undefined : membersOf(program, found).get(field);
  return member ? member.type : typeOfNode(program, found, text, depth);
}

/** The shape of what a file calls by a name, or null where none is declared. */
export function shapeNamed(program: Program, file: FileNode, name: string): Type | null {
  return /^[\w$]+$/.test(name) ? namedType(program, file, `${shapeOf}${name}`, `${shapeOf}${name}`, 0) : null;
}

/** The type of the file itself that a dotted name starts with. */
function declaredHere(declarations: Declarations, first: string): Target | undefined {
  const type = declarations.types.get(first);
  return type && { kind: 'type', type };
}

/** The library type a module exports under a path. */
export function libraryType(program: Program, file: FileNode, module: string, path: string, text: string): Type | null {
  const family = file.family;
  if (!family) return null;
  const known = module === '' ? '' : ruleModule(family, module);
  if (known === undefined) return null;
  const names = family.types.get(known);
  if (!names) return null;
  const ref = names.get(path) ?? names.get(path.slice(path.lastIndexOf('.') + 1)) ?? (path === '' ? names.get('default') : undefined);
  return ref ? { kind: 'library', ref, args: [], text } : null;
}

function typeOfNode(program: Program, node: TypeNode, text: string, depth: number): Type | null {
  program.declarationsOf(node.file);
  const row = node.index * TypeCol.stride;
  const { types } = node.file.facts;
  if (types[row + TypeCol.kind] === TypeKind.Alias) {
    const target = types[row + TypeCol.target] ?? -1;
    return target >= 0 ? resolveType(program, node.file, target, depth + 1) : null;
  }
  if (types[row + TypeCol.kind] === TypeKind.Enum) return { kind: 'other', text: 'enum' };
  return projectType(node.file.language.openTypes === true ? (program.wholeOf(node)[0] ?? node) : node, text);
}

/** Super types of a project type: project nodes, and library names as `module` and `path`. */
export function supersOf(program: Program, node: TypeNode): Supers {
  return program.memo(node, 'supers', '', () => findSupers(program, node), noSupers, sameSupers);
}

interface Supers { project: readonly TypeNode[]; libraries: readonly { module: string; path: string }[] }

/** Shared by all types that have none. */
const noSupers: Supers = { project: [], libraries: [] };

function findSupers(program: Program, node: TypeNode): Supers {
  program.declarationsOf(node.file);
  const project: TypeNode[] = [];
  const libraries: { module: string; path: string }[] = [];
  for (const part of program.wholeOf(node)) addSupers(program, node, part, project, libraries);
  return project.length + libraries.length === 0 ? noSupers : { project, libraries };
}

function addSupers(program: Program, node: TypeNode, part: TypeNode, project: TypeNode[], libraries: { module: string; path: string }[]): void {
  const { file } = part;
  program.declarationsOf(file);
  const { types, pool, typeExprs, strings } = file.facts;
  const row = part.index * TypeCol.stride;
  for (let i = 0; i < (types[row + TypeCol.superCount] ?? 0); i++) {
    const expression = pool[(types[row + TypeCol.supers] ?? 0) + i] ?? -1;
    const type = resolveType(program, file, expression);
    if (type?.kind === 'project') {
      if (type.node !== node && type.node !== part) project.push(type.node);
      continue;
    }
    const name = strings[typeExprs[expression * TypeExprCol.stride + TypeExprCol.name] ?? -1] ?? '';
    libraries.push(libraryName(program, file, name));
  }
}

/** Module and path behind a name a file uses for something of a library. */
export function libraryName(program: Program, file: FileNode, name: string): { module: string; path: string } {
  const [first = '', ...rest] = name.split('.');
  const imported = program.declarationsOf(file).bound.get(first);
  const target = imported ? program.exported(file, imported.module, imported.name) : program.undeclared(file, file.language.openTypes === true ? name : first);
  if (target?.kind !== 'library') return { module: '', path: name };
  return { module: target.module, path: [target.path, ...rest].filter((p) => p !== '').join('.') };
}

/** True where a type names another among its super types, or one of them does. */
export function inherits(program: Program, node: TypeNode, from: TypeNode, depth = 0): boolean {
  return depth < 8 && supersOf(program, node).project.some((parent) => parent === from || inherits(program, parent, from, depth + 1));
}

const none: readonly string[] = [];

/** Members of a type and its project super types; the nearest declaration of a name wins. */
export function membersOf(program: Program, node: TypeNode): Map<string, Member> {
  const out = membersAndHidden(program, node, new Set());
  // What only says which names are hidden is no field of anything.
  for (const [name, { flags }] of out) if (flags & MemberFlag.HidesAlike) out.delete(name);
  return out;
}

function membersAndHidden(program: Program, node: TypeNode, seen: Set<TypeNode>): Map<string, Member> {
  const out = new Map<string, Member>();
  if (seen.has(node) || seen.size > 32) return out;
  seen.add(node);
  program.declarationsOf(node.file);
  const { types, members, strings } = node.file.facts;
  const row = node.index * TypeCol.stride;
  const first = types[row + TypeCol.members] ?? -1;
  for (let i = 0; i < (types[row + TypeCol.memberCount] ?? 0); i++) {
    const at = (first + i) * MemberCol.stride;
    const name = strings[members[at + MemberCol.name] ?? -1] ?? '';
    const expression = members[at + MemberCol.type] ?? -1;
    const annotations = annotationText(node.file.facts, members[at + MemberCol.annotations] ?? -1, members[at + MemberCol.annotationCount] ?? 0);
    const known = out.get(name);
    if (known && known.typeText !== '') continue;
    out.set(name, {
      name, type: resolveType(program, node.file, expression, 1), typeText: typeText(node.file.facts, expression),
      annotations: annotations ? annotations.split(/(?=@)/) : none, flags: members[at + MemberCol.flags] ?? 0, fn: node.file.functions[members[at + MemberCol.fn] ?? -1] ?? null, owner: node,
    });
  }
  for (const part of program.wholeOf(node)) if (part !== node) for (const [name, member] of membersAndHidden(program, part, seen)) addPart(out, name, member);
  for (const parent of supersOf(program, node).project) for (const [name, member] of membersAndHidden(program, parent, seen)) if (!out.has(name)) out.set(name, member);
  hideAlike(out);
  return out;
}

/** Members whose names contain a part that is kept out of the text form of all (`*email`) are hidden from it. */
function hideAlike(members: Map<string, Member>): void {
  const parts: string[] = [];
  for (const m of members.values()) if (m.flags & MemberFlag.HidesAlike) parts.push(m.name.slice(1));
  if (parts.length === 0) return;
  for (const [name, member] of members) {
    if (member.fn === null && !(member.flags & MemberFlag.HidesAlike) && parts.some((part) => name.toLowerCase().includes(part))) members.set(name, { ...member, flags: member.flags | MemberFlag.HiddenText });
  }
}

/** What another part of the type says of a member: its type and what hides it, where this one says nothing. */
function addPart(out: Map<string, Member>, name: string, member: Member): void {
  const known = out.get(name);
  if (!known) out.set(name, member);
  else if (known.typeText === '' && known.fn === null && member.fn === null) out.set(name, { ...member, flags: member.flags | known.flags });
  else if (known.fn === null && member.fn === null && (known.flags | member.flags) !== known.flags) out.set(name, { ...known, flags: member.flags | known.flags });
}

/** Equal members of equal types, in the same order. */
export function sameMembers(a: ReadonlyMap<string, Member>, b: ReadonlyMap<string, Member>): boolean {
  if (a.size !== b.size) return false;
  const others = b.values();
  for (const m of a.values()) {
    const o = others.next().value;
    if (!o || m.name !== o.name || m.typeText !== o.typeText || m.flags !== o.flags || m.fn !== o.fn || m.owner !== o.owner || m.annotations.join('') !== o.annotations.join('') || !sameType(m.type, o.type)) return false;
  }
  return true;
}

function sameType(a: Type | null, b: Type | null): boolean {
  if (a === b) return true;
  if (a?.kind !== b?.kind || a === null || b === null || a.text !== b.text) return false;
  switch (a.kind) {
    case 'project': return b.kind === 'project' && a.node === b.node && sameNames(a.keep, b.keep) && sameNames(a.drop, b.drop);
    case 'library': return b.kind === 'library' && a.ref === b.ref && a.args.length === b.args.length && a.args.every((arg, i) => sameType(arg, b.args[i] ?? null));
    case 'list': return b.kind === 'list' && a.addresses === b.addresses && sameType(a.element, b.element) && a.places?.length === b.places?.length && (a.places ?? []).every((place, i) => sameType(place, b.places?.[i] ?? null));
    case 'map': return b.kind === 'map' && a.addresses === b.addresses && sameType(a.value, b.value);
    case 'other': return true;
  }
}

const sameNames = (a: readonly string[] | null, b: readonly string[] | null): boolean => a === b || (a !== null && b !== null && a.length === b.length && a.every((name, i) => name === b[i]));

const sameSupers = (a: Supers, b: Supers): boolean => a.project.length === b.project.length && a.project.every((p, i) => p === b.project[i])
  && a.libraries.length === b.libraries.length && a.libraries.every((l, i) => l.module === b.libraries[i]?.module && l.path === b.libraries[i].path);

/** What a facet of a type shows: nothing, its fields, or what a method of it gives. */
export function showsOf(program: Program, node: TypeNode, facet: Facet, depth = 0): { mode: 'nothing' | 'fields' } | { mode: 'method'; fn: FunctionNode } {
  if (facet === Facet.Fields) return { mode: 'fields' };
  return program.memo(node, 'shows', `${String(facet)} ${String(depth)}`, () => findShows(program, node, facet, depth), { mode: 'nothing' }, (a, b) => a.mode === b.mode && (a.mode !== 'method' || b.mode !== 'method' || a.fn === b.fn));
}

type Shown = ReturnType<typeof showsOf>;

function findShows(program: Program, node: TypeNode, facet: Facet, depth: number): Shown {
  program.declarationsOf(node.file);
  if (depth > 16) return { mode: 'nothing' };
  const { types } = node.file.facts;
  const row = node.index * TypeCol.stride;
  const [modeCol, fnCol] = facet === Facet.Text ? [TypeCol.text, TypeCol.textFn] : facet === Facet.Debug ? [TypeCol.debug, TypeCol.debugFn] : [TypeCol.json, TypeCol.jsonFn];
  const mode = types[row + modeCol] ?? 0;
  for (const part of mode === Shows.Function ? [] : program.wholeOf(node)) {
    const { facts, functions } = part.file;
    program.declarationsOf(part.file);
    const fn = facts.types[part.index * TypeCol.stride + modeCol] === Shows.Function ? functions[facts.types[part.index * TypeCol.stride + fnCol] ?? -1] : undefined;
    if (fn) return { mode: 'method', fn };
  }
  if (mode === Shows.AllFields) return { mode: 'fields' };
  if (mode === Shows.Promoted) return promoted(program, node, facet, depth);
  if (mode === Shows.Function) {
    const fn = node.file.functions[types[row + fnCol] ?? -1];
    return fn ? { mode: 'method', fn } : { mode: 'nothing' };
  }
  const family = node.file.family;
  const key = facet === Facet.Text ? 'text' : facet === Facet.Debug ? 'debug' : 'json';
  const supers = supersOf(program, node);
  for (const library of supers.libraries) {
    const known = family && (library.module === '' ? '' : ruleModule(family, library.module));
    const rules = known === undefined ? undefined : family?.bases.get(known);
    const shows = (rules?.get(library.path) ?? rules?.get(library.path.slice(library.path.lastIndexOf('.') + 1)))?.rule.shows?.[key];
    if (shows) return { mode: shows === 'all' ? 'fields' : 'nothing' };
  }
  const annotations = annotationText(node.file.facts, types[row + TypeCol.annotations] ?? -1, types[row + TypeCol.annotationCount] ?? 0);
  for (const [, name] of annotations.matchAll(/@([\w.]+)\(/g)) {
    const library = libraryName(program, node.file, name ?? '');
    const known = family && (library.module === '' ? '' : ruleModule(family, library.module));
    const rules = known === undefined ? undefined : family?.bases.get(known);
    const rule = (rules?.get(`@${library.path}`) ?? rules?.get(`@${library.path.slice(library.path.lastIndexOf('.') + 1)}`))?.rule.shows?.[key];
    if (rule) return { mode: rule === 'all' ? 'fields' : 'nothing' };
  }
  if (mode === Shows.Inherited || supers.project.length > 0) {
    for (const parent of supers.project) {
      const inherited = showsOf(program, parent, facet, depth + 1);
      if (inherited.mode !== 'nothing') return inherited;
    }
  }
  return { mode: 'nothing' };
}

/** The form that exactly one super type gives by a method; two of them leave the type its own. */
function promoted(program: Program, node: TypeNode, facet: Facet, depth: number): Shown {
  const methods = supersOf(program, node).project.map((parent) => showsOf(program, parent, facet, depth + 1)).filter((shown) => shown.mode === 'method');
  return methods.length === 1 && methods[0] ? methods[0] : { mode: 'fields' };
}

/** What a type stands for that gives a text or list a name of its own, with methods: `type Email string`. Null for other types. */
export function heldBy(program: Program, node: TypeNode): Type | null {
  const { types } = node.file.facts;
  const row = node.index * TypeCol.stride;
  const target = types[row + TypeCol.target] ?? -1;
  return target < 0 || types[row + TypeCol.kind] !== TypeKind.Class ? null : resolveType(program, node.file, target, 1);
}

const plainText = /^(?:string|str)$/i;

/** True for a text under a name of its own: it speaks by the name it is read by, as every text does. */
export function isNamedText(program: Program, type: Type | null): boolean {
  if (type?.kind !== 'project') return false;
  const held = heldBy(program, type.node);
  return held?.kind === 'other' && plainText.test(held.text);
}
