import { FunctionFlag, MemberFlag, VarCol, VarKind } from '../facts';
import type { OriginName, PropertyModel } from '../rules/catalogue';
import { propertyModel, ruleModule, type FamilyIndex } from '../rules/rule-index';
import { instantiate } from './apply';
import { deepInputs, fieldOf, guardLabel, inputAt, labelled, unionInputs, unionLabels } from './carried';
import { flagsOf, type Evaluation, type Frame } from './evaluate';
import { labelOf, ownerOf, underField, underName } from './labels';
import { derived, isPartOfConfiguration } from './derived';
import { isNumber, isPerson, spokenName } from './naming';
import { extension } from './extensions';
import { instanceOf, instanceIn, guessedInstance } from './instances';
import { stateOf, withoutNames } from './objects';
import { inheritedMember, staticMember } from './class-members';
import type { FileNode, FunctionNode, Target, TypeNode } from './program';
import type { Scope } from './scope';
import { isNamedText, projectType, type Type } from './types';
import { Guard, Origin, callable, change, clean, copyOf, guard, isCut, join, nameSpeaks, noNames, objectState, plain, renamed, trail, type Instance, type LibraryPath, type Value } from './value';

const origins: Record<OriginName, Origin> = {
  literal: Origin.Literal, config: Origin.Config, environment: Origin.Environment, i18n: Origin.Text, count: Origin.Count, clock: Origin.Clock, random: Origin.Random,
  test: Origin.Test, input: Origin.Input, store: Origin.Store, parameter: Origin.Parameter, external: Origin.External, unknown: Origin.Unknown,
};
export const originOf = (name: OriginName): Origin => origins[name];

/** What a variable holds where it is read. */
export function variableValue(e: Evaluation, frame: Frame, scope: Scope, variable: number): Value {
  const held = scope.get(variable);
  if (held !== undefined) return held;
  const known = e.known.get(variable);
  if (known !== undefined && frame.file === e.root.file) return known;
  const value = unassigned(e, frame, variable);
  if (frame.file === e.root.file) e.known.set(variable, value);
  return value;
}

function unassigned(e: Evaluation, frame: Frame, variable: number): Value {
  const { program } = e.k;
  const { variables } = frame.facts;
  const row = variable * VarCol.stride;
  const name = program.variableName(frame.file, variable);
  switch (variables[row + VarCol.kind]) {
    case VarKind.Function: {
      const fn = frame.file.functions[variables[row + VarCol.ref] ?? -1];
      return fn ? callable(fn, null, name) : plain;
    }
    case VarKind.Type: return change(plain, (v) => { v.origin = Origin.Literal; v.klass = frame.file.types[variables[row + VarCol.ref] ?? -1] ?? null; v.name = name; });
    case VarKind.Import: {
      const imported = program.importOf(frame.file, variable);
      return imported ? renamed(resolveTarget(e, frame.file, program.exported(frame.file, imported.module, imported.name)), name) : plain;
    }
  }
  if (variables[row + VarCol.owner] === 0 && !(e.root.index === 0 && e.root.file === frame.file)) return renamed(e.k.moduleVariable(frame.file, name), name);
  return renamed(plain, name);
}

/** What an imported name stands for. */
export function resolveTarget(e: Evaluation, file: FileNode, target: Target | undefined): Value {
  if (!target) return clean(Origin.External);
  switch (target.kind) {
    case 'type': return change(plain, (v) => { v.origin = Origin.Literal; v.klass = target.type; });
    case 'module': return change(plain, (v) => { v.origin = Origin.Literal; v.module = target.file; });
    case 'library': return libraryValue(e, file, { module: target.module, path: target.path });
    case 'function': return callable(target.fn);
    case 'variable': return e.k.moduleVariable(target.file, target.name);
    case 'member': return staticMember(e, file, change(plain, (v) => { v.klass = target.type; }), target.name);
  }
}

/** What a name that no scope of the file declares stands for: something of its package, or a global, of which a rule may tell what reading it gives. */
export function undeclaredValue(e: Evaluation, file: FileNode, name: string): Value {
  const target = e.k.program.undeclared(file, name);
  return target ? renamed(resolveTarget(e, file, target), name) : libraryValue(e, file, { module: '', path: name });
}

/** A name of a library as a value: what reading it gives, by rule, or just its path. */
export function libraryValue(e: Evaluation, file: FileNode, library: LibraryPath): Value {
  const family = file.family;
  if (!family) return makeLibraryValue(undefined, library);
  let known = libraryValues.get(family);
  if (!known) libraryValues.set(family, (known = new Map<string, Value>()));
  const key = `${library.module}\0${library.path}`;
  let value = known.get(key);
  if (!value) {
    if (known.size > 100_000) known.clear();
    known.set(key, (value = makeLibraryValue(family, library)));
  }
  return value;
}

/** Values of library names by family: they depend on the catalogue only. */
const libraryValues = new WeakMap<FamilyIndex, Map<string, Value>>();

function makeLibraryValue(family: FamilyIndex | undefined, library: LibraryPath): Value {
  const value: Value = change(plain, (v) => { v.origin = Origin.External; v.library = library; v.name = library.path.slice(library.path.lastIndexOf('.') + 1) || library.module; });
  if (!family) return value;
  const model = libraryProperty(family, library);
  return model ? withProperty(value, model.library.id, model.property) : value;
}

/** The module that a module nobody describes leads to: `import urllib.request` binds `urllib` alone. */
function innerModule(family: FamilyIndex, module: string, path: string): string | undefined {
  const inner = `${module}.${path}`;
  return ruleModule(family, inner) === inner && ruleModule(family, module) === undefined ? inner : undefined;
}

/** What the rules say of a name of a library: its own, or one of a ready instance that the module exports (`request.form`). */
function libraryProperty(family: FamilyIndex, library: LibraryPath): ReturnType<typeof propertyModel> {
  const module = library.module === '' ? '' : (ruleModule(family, library.module) ?? library.module);
  const own = family.properties.get(module === '' ? library.path : `${module}:${library.path}`);
  if (own) return own;
  const types = family.types.get(module);
  for (let dot = library.path.indexOf('.'); types && dot > 0; dot = library.path.indexOf('.', dot + 1)) {
    const type = types.get(library.path.slice(0, dot));
    const found = type && propertyModel(family, type, library.path.slice(dot + 1));
    if (found) return found;
  }
  return undefined;
}

function withProperty(value: Value, library: string, property: PropertyModel): Value {
  let out = value;
  const { source, returns } = property;
  if (source) out = change(out, (v) => { v.origin = originOf(source.origin); v.library = null; });
  const { constant } = property;
  if (constant !== undefined) {
    out = change(out, (v) => {
      v.origin = Origin.Literal;
      v.constant = constant;
      if (typeof constant === 'string') v.texts = [{ pieces: [constant], at: null }];
    });
  }
  if (returns && returns !== 'self' && returns !== 'receiver') {
    out = returns === 'clean' ? clean(Origin.Test) : change(out, (v) => { v.instance = instanceOf(library, returns); v.library = null; });
  }
  if (property.safeguard) out = guard(out, Guard[property.safeguard.grade]);
  return out;
}

/** What a module is when it is used as a value itself: its default export. */
export function moduleDefault(e: Evaluation, file: FileNode, value: Value): Value | null {
  if (!value.module) return null;
  const target = e.k.program.exportOf(value.module, 'default');
  const found = target ? resolveTarget(e, file, target) : null;
  return found?.module ? null : found;
}

/** Reads a field of a value. Names speak where nothing better is known. */
export function loadField(e: Evaluation, frame: Frame, scope: Scope, holder: Value, name: string, start: number, end: number): Value {
  const text = `${holder.name && holder.name !== 'this' ? `${holder.name}.` : ''}${name}`;
  const family = frame.file.family;
  if (holder.module) {
    const target = e.k.program.nameOf(holder.module, name);
    if (target) return renamed(resolveTarget(e, frame.file, target), name);
    const whole = moduleDefault(e, frame.file, holder);
    return whole ? loadField(e, frame, scope, renamed(whole, holder.name), name, start, end) : change(plain, (v) => { v.origin = Origin.External; v.name = name; });
  }
  if (holder.library) {
    const path = holder.library.path === '' ? name : `${holder.library.path}.${name}`;
    const bare = holder.library.module === '' && /^(?:window|globalThis|self|global)$/.test(holder.library.path) ? name : path;
    const inner = family && holder.library.module !== '' ? innerModule(family, holder.library.module, bare) : undefined;
    if (inner) return libraryValue(e, frame.file, { module: inner, path: '' });
    const library = { module: holder.library.module, path: bare };
    const value = libraryValue(e, frame.file, library);
    const data = family && value.library === null ? libraryProperty(family, library)?.property.source?.data : undefined;
    if (data) return change(value, (v) => { v.labels = [labelled(data, 2, trail(null, frame.fn, start, end, 'source', text))]; });
    if (value.library === null || value.constant !== undefined || value.instance) return credential(e, frame, value, name, holder, start, end, text);
    // A global or a library's own export is code until it is called; fields read further down may be data all the same.
    return value;
  }
  const known = instanceIn(holder);
  const instance = known ?? guessedInstance(e, frame.file, holder);
  if (instance && family) {
    const library = e.k.program.rules.libraries.get(instance.library);
    const model = library && propertyModel(family, { library, type: instance.type }, name);
    if (model) {
      const value = withProperty(derived(holder, name), model.library.id, model.property);
      const data = model.property.source?.data;
      if (data) {
        return change(value, (v) => { v.labels = [guardLabel(labelled(data, 2, trail(null, frame.fn, start, end, 'source', text)), 0, known ? 0 : 1)]; });
      }
      const told = model.property.argument === undefined ? null : argumentOf(e, holder.type, model.property.argument);
      if (told) return change(value, (v) => { v.type = told; });
      return value.instance ? value : underField(e, frame, value, name, holder, start, end, text);
    }
    const path = instance.path === '' ? name : `${instance.path}.${name}`;
    const owner = `${instance.library}#${instance.type}`;
    if (family.prefixesOfMethods.has(`${owner}.${path}`) || family.prefixesOfMethods.has(instance.path === '' ? `${owner}.*` : `${owner}.${instance.path}.*`)) return walked(holder, { ...instance, path }, name);
  }
  const anywhere = family?.keys.get(name);
  if (anywhere?.property.shows === 'fields') return fieldsOf(e, frame, scope, holder, start, end);
  if (anywhere?.property.source && !stateOf(holder, scope)?.fields.has(name) && holder.type?.kind !== 'project') return clean(originOf(anywhere.property.source.origin));

  const state = stateOf(holder, scope);
  const stored = state?.fields.get(name);
  if (stored !== undefined) {
    const value = stored.name === '' ? renamed(stored, name) : stored;
    return underField(e, frame, value, name, holder, start, end, text, state);
  }
  if (state?.removed.has(name)) return clean(Origin.Literal);
  // Where the record is only one of the things it may be, the others may have more.
  if (state?.closed && holder.type?.kind !== 'project' && (!nameSpeaks(holder.origin) || holder.origin === Origin.Store)) return /^\d+$/.test(name) ? elementOf(e, holder, scope) : renamed(clean(Origin.Literal), name);
  const isPlace = isNumber(name);
  const placed = isPlace && name.length === 1 && holder.type?.kind === 'project' ? memberAt(e, holder.type.node, Number(name)) : undefined;
  if (placed !== undefined) return loadField(e, frame, scope, holder, placed, start, end);
  if (isPlace) {
    const beside = state === null && frame.file.language.severalResults === true && holder.type?.kind === 'list' && Number(name) > 0 ? holder.type.places : undefined;
    // What passes through a function nobody has seen inside is its first result; the others say how it went.
    if (beside) return change(clean(Origin.External), (v) => { v.type = beside[Number(name)] ?? null; v.name = holder.name; });
    const any = elementOf(e, holder, scope);
    const places = holder.type?.kind === 'list' ? holder.type.places : undefined;
    const element = change(any, (v) => {
      v.name = holder.name;
      if (places) v.type = places[Number(name)] ?? null;
    });
    // One character of a text keeps next to nothing of it.
    return isText(e, holder, state) ? guard(change(element, (v) => { v.exact = null; }), Guard.masked) : element;
  }
  if (state?.fields.has('...')) {
    const rest = state.fields.get('...');
    if (rest) return loadField(e, frame, scope, change(rest, (v) => { v.name = holder.name || rest.name; }), name, start, end);
  }

  if (holder.klass && !holder.instance) return staticMember(e, frame.file, holder, name);
  if (holder.type?.kind === 'project') return memberValue(e, frame, scope, holder, holder.type, name, start, end, text);
  const extended = extensionValue(e, frame, scope, holder, name);
  if (extended) return extended;
  const { type } = holder;
  if (type?.kind === 'map') return underField(e, frame, change(derived(holder, name), (v) => { v.type = type.value; }), name, holder, start, end, text);
  return credential(e, frame, underField(e, frame, derived(holder, name), name, holder, start, end, text), name, holder, start, end, text);
}

/** The type argument a selector names, or a member of it: "2", "0.Body". What says nothing is none. */
function argumentOf(e: Evaluation, type: Type | null, selector: string): Type | null {
  if (type?.kind !== 'library') return null;
  const [place = '', member] = selector.split('.');
  const given = type.args[Number(place)] ?? null;
  const found = member === undefined ? given : given?.kind === 'project' ? (e.k.members(given.node).get(member)?.type ?? null) : null;
  return found?.kind === 'other' ? null : found;
}

/** An object as a record of its fields, whatever its text form shows. */
export function fieldsOf(e: Evaluation, frame: Frame, scope: Scope, holder: Value, start: number, end: number): Value {
  const state = stateOf(holder, scope);
  // A record, a list or a map is its fields already, and what a library's own object holds is not that object.
  if (state !== null && holder.type?.kind !== 'project') return holder.instance === null ? holder : change(holder, (v) => { v.instance = null; v.library = null; });
  const fields = new Map(state?.fields ?? []);
  if (holder.type?.kind === 'project') {
    const { keep, drop } = holder.type;
    for (const [name, member] of e.k.members(holder.type.node)) {
      if (keep?.includes(name) === false || drop.includes(name)) continue;
      if (!member.fn && !fields.has(name)) fields.set(name, memberValue(e, frame, scope, holder, holder.type, name, start, end, `${holder.name}.${name}`));
    }
    return change(plain, (v) => { v.origin = holder.origin; v.name = holder.name; v.object = objectState(fields, null, noNames, true, true); });
  }
  if (fields.size > 0 && holder.inputs.length === 0) return change(plain, (v) => { v.origin = Origin.Store; v.name = holder.name; v.object = objectState(fields, null, noNames, true, true); });
  const isWhole = fields.size === 0 && isPerson(e.k.program, holder.name);
  const whole = labelled('person-record', 1, trail(null, frame.fn, start, end, 'source', holder.name));
  return change(derived(holder, '*'), (v) => { v.origin = holder.instance ? Origin.Store : v.origin; v.name = holder.name; v.labels = isWhole ? [whole] : []; v.inputs = isWhole ? [] : holder.inputs; });
}

function isText(e: Evaluation, holder: Value, state: { element: Value | null } | null): boolean {
  if (isNamedText(e.k.program, holder.type)) return true;
  if (state !== null || holder.type?.kind === 'list' || holder.type?.kind === 'map') return false;
  return holder.type?.kind === 'other' ? /^(string|str)$/i.test(holder.type.text) : holder.labels.length > 0 && !/s$/i.test(holder.name) && holder.inputs.every((i) => i.named);
}

/** Configuration and environment are not asked for their name, but a credential in them is one all the same. */
function credential(e: Evaluation, frame: Frame, value: Value, name: string, holder: Value, start: number, end: number, text: string): Value {
  if (value.labels.length > 0 || (value.origin !== Origin.Config && value.origin !== Origin.Environment) || value.instance || value.functions.length > 0) return value;
  const label = labelOf(e, frame, { name, role: 'field', ...(holder.origin === value.origin ? {} : ownerOf(holder)) }, start, end, text);
  const type = label && e.k.program.classifier.lexicon.types.get(label.type);
  return label && type?.credential ? change(value, (v) => { v.labels = [label]; }) : value;
}


const memberNames = new WeakMap<ReadonlyMap<string, unknown>, readonly string[]>();

/** Names of the members of a type, as siblings of each other. */
export function namesOf(members: ReadonlyMap<string, unknown>): readonly string[] {
  let names = memberNames.get(members);
  if (!names) memberNames.set(members, (names = [...members.keys()].slice(0, 32)));
  return names;
}

/** A property that is written beside the type it is asked of. */
function extensionValue(e: Evaluation, frame: Frame, scope: Scope, holder: Value, name: string): Value | null {
  const fn = extension(e, frame.file, holder, name, true);
  if (!fn) return null;
  e.calls.resolved++;
  return renamed(instantiate(e, frame, scope, e.k.summary(fn), { receiver: holder }, null), name);
}

/** Name of the field at a place of a type, in the order declared. */
function memberAt(e: Evaluation, node: TypeNode, place: number): string | undefined {
  return [...e.k.members(node).values()].filter((m) => m.fn === null && (m.flags & (MemberFlag.Static | MemberFlag.EnumCase)) === 0)[place]?.name;
}

/** A part of an instance, which knows what the whole was made with: `client.chat.completions` sends to the address the client was given. */
const walked = (holder: Value, instance: Instance, name: string): Value => change(derived(holder, name), (v) => { v.instance = instance; v.name = name; v.cells = holder.cells; v.object = holder.object; });

/** A method read from an instance; one without a body stands for those of the types that implement it. */
function methodValue(e: Evaluation, seenAs: TypeNode, owner: TypeNode, fn: FunctionNode, holder: Value, name: string): Value {
  const method = callable(fn, holder, name);
  if (!(flagsOf(fn) & FunctionFlag.Abstract)) return method;
  // Of those that implement what declares the method, the ones of the type it is asked of: `interface Tokens extends Store<Token>`.
  const own = seenAs === owner ? [] : e.k.implementations(seenAs, name);
  const bodies = own.length > 0 ? own : e.k.implementations(owner, name);
  return bodies.length === 0 ? method : change(method, (v) => { v.functions = bodies.map((body) => ({ fn: body, self: holder, env: null })); });
}

function memberValue(e: Evaluation, frame: Frame, scope: Scope, holder: Value, type: Extract<Type, { kind: 'project' }>, name: string, start: number, end: number, text: string): Value {
  const members = e.k.members(type.node);
  const member = holder.name === 'super' ? inheritedMember(e, type.node, name) : members.get(name);
  if (member?.fn) {
    if (!(member.flags & MemberFlag.Getter)) return methodValue(e, type.node, member.owner, member.fn, holder, name);
    e.calls.resolved++;
    return renamed(instantiate(e, frame, scope, e.k.summary(member.fn), { receiver: holder }, null), name);
  }
  const extended = member ? null : extensionValue(e, frame, scope, holder, name);
  if (extended) return extended;
  if (!member && holder.name === 'this') {
    // A method that only types below have: the body here leaves a part to them.
    const below = e.k.field(type.node, name) === null ? e.k.implementations(type.node, name) : [];
    if (below.length > 0) return change(derived(holder, name), (v) => { v.labels = plain.labels; v.functions = below.map((fn) => ({ fn, self: holder, env: null })); });
    // A bare name in a type that neither it nor its supers declare is one of the package.
    const target = e.k.program.undeclared(frame.file, name);
    if (target) return renamed(resolveTarget(e, frame.file, target), name);
  }
  let value = derived(holder, name);
  value.labels = plain.labels;
  value.type = member?.type ?? null;
  if (!nameSpeaks(value.origin) && !isPartOfConfiguration(holder, name)) value.origin = Origin.External;
  const held = holder.name === 'this' || holder.name === 'super' || member === undefined ? e.k.field(type.node, name) : null;
  if (held) {
    const { inputs, exact, type: own } = value;
    value = copyOf(held);
    value.name = name;
    value.inputs = inputs;
    value.exact = exact;
    value.cells = [];
    value.module = null;
    value.site = null;
    value.type = own ?? held.type;
  }
  const declared = member?.type;
  if (declared?.kind === 'library' && !value.instance) value.instance = instanceOf(declared.ref.library.id, declared.ref.type);
  const named = {
    name: spokenName(members, type.node.name, name), role: 'field' as const, ownerType: type.node.name, ...(holder.name && holder.name !== 'this' ? { owner: holder.name } : {}),
    siblings: namesOf(members),
    ...(member && member.typeText !== '' ? { type: member.typeText } : {}), ...(member && member.annotations.length > 0 ? { annotations: member.annotations } : {}),
  };
  return credential(e, frame, underName(e, frame, value, named, start, end, text), name, holder, start, end, text);
}

/** An element of a list, a value of a map, anything in between. */
export function elementOf(e: Evaluation, holder: Value, scope: Scope): Value {
  const state = stateOf(holder, scope);
  const type = holder.type?.kind === 'list' ? holder.type.element : holder.type?.kind === 'map' ? holder.type.value : holder.type?.kind === 'library' ? (holder.type.args[0] ?? null) : null;
  const { klass } = holder;
  if (klass) return change(plain, (v) => { v.origin = Origin.Store; v.type = projectType(klass); });
  // A list that was told by its name is told inside too: `to_emails`.
  let value = copyOf(plain);
  value.origin = state?.closed ? Origin.Literal : holder.origin;
  value.labels = holder.labels;
  value.inputs = deepInputs(holder.inputs, '*').map((deep, i) => (holder.inputs[i]?.named ? inputAt(deep, deep.path, true) : deep));
  value.exact = holder.exact && fieldOf(holder.exact, '*');
  value.type = type;
  value.name = singularOf(holder.name);
  if (state) {
    let inner: Value | null = state.element;
    if (inner === null) for (const [key, held] of state.fields) {
      const field = key === '...' ? withoutNames(scope, held, [...state.removed]) : held;
      inner = inner === null ? field : join(inner, field);
    }
    if (inner !== null) {
      const v = copyOf(inner);
      v.labels = unionLabels(inner.labels, value.labels);
      v.inputs = unionInputs(inner.inputs, value.inputs);
      // What a list is declared to hold outweighs the text that it was read from.
      v.type = type?.kind === 'project' && inner.type?.kind === 'other' ? type : (inner.type ?? type);
      v.name = inner.name || value.name;
      value = v;
    }
  }
  const written = state && isCut(value.texts) ? [...state.fields.values()].flatMap(({ texts }) => texts) : [];
  return written.length > value.texts.length ? change(value, (v) => { v.texts = written; }) : value;
}

/** What going through a value gives: of a map its entries, where the language has them. */
export function iterated(e: Evaluation, file: FileNode, holder: Value, scope: Scope): Value {
  const element = elementOf(e, holder, scope);
  const isMap = holder.type?.kind === 'map' || stateOf(holder, scope)?.keyed === true;
  if (!isMap || file.language.iteratesEntries !== true) return element;
  const key = clean(Origin.Text);
  return change(plain, (v) => { v.origin = element.origin; v.object = objectState(new Map([['0', key], ['1', element], ['key', key], ['value', element]]), null, noNames, true); });
}

const singularOf = (name: string): string => (name.length > 3 && name.endsWith('s') && !name.endsWith('ss') ? name.slice(0, -1) : name);
