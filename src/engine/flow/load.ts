import { FnCol, MemberFlag, VarCol, VarKind } from '../facts';
import type { OriginName, PropertyModel } from '../rules/catalogue';
import { propertyModel, ruleModule, type FamilyIndex, type TypeRef } from '../rules/rule-index';
import { instantiate } from './apply';
import type { Evaluation, Frame } from './evaluate';
import { labelOf, ownerOf, underName } from './labels';
import { isPerson } from './naming';
import { stateOf } from './objects';
import type { FileNode, Target } from './program';
import type { Scope } from './scope';
import type { Type } from './types';
import { Guard, Origin, clean, guard, join, nameSpeaks, plain, trail, unionInputs, unionLabels, type InputRef, type Instance, type LibraryPath, type Value } from './value';

const origins: Record<OriginName, Origin> = {
  literal: Origin.Literal, config: Origin.Config, environment: Origin.Environment, i18n: Origin.Text, count: Origin.Count, clock: Origin.Clock, random: Origin.Random,
  test: Origin.Test, input: Origin.Input, store: Origin.Store, parameter: Origin.Parameter, external: Origin.External, unknown: Origin.Unknown,
};
export const originOf = (name: OriginName): Origin => origins[name];

/** A new instance of a library type. */
export function instanceOf(library: string, type: string): Instance {
  return { library, type, path: '', config: [], key: '', made: null };
}

/** The library instance a value is, by construction or declared type. */
export function instanceIn(value: Value): Instance | null {
  if (value.instance) return value.instance;
  if (value.type?.kind === 'library') return instanceOf(value.type.ref.library.id, value.type.ref.type);
  return null;
}

/** The instance a receiver name may stand for when nothing else is known of it (call resolution, rung 5). */
export function guessedInstance(e: Evaluation, file: FileNode, value: Value): Instance | null {
  if (value.instance || value.klass || value.module || value.functions.length > 0 || value.type?.kind === 'project' || value.type?.kind === 'library' || !nameSpeaks(value.origin)) return null;
  if (value.object?.closed) return null;
  const family = e.k.program.rules.families.get(file.language.family);
  const ref = family && value.name !== '' ? receiverRef(family, value.name) : null;
  return ref ? instanceOf(ref.library.id, ref.type) : null;
}

const receiverNames = new WeakMap<FamilyIndex, Map<string, TypeRef | null>>();

function receiverRef(family: FamilyIndex, name: string): TypeRef | null {
  let names = receiverNames.get(family);
  if (!names) receiverNames.set(family, (names = new Map<string, TypeRef | null>()));
  let ref = names.get(name);
  if (ref === undefined) {
    if (names.size > 100_000) names.clear();
    names.set(name, (ref = family.receivers.get(name.toLowerCase().replace(/^_+/, '')) ?? null));
  }
  return ref;
}

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
      return fn ? { ...plain, origin: Origin.Literal, functions: [{ fn, self: null, env: null }], name } : plain;
    }
    case VarKind.Type: return { ...plain, origin: Origin.Literal, klass: frame.file.types[variables[row + VarCol.ref] ?? -1] ?? null, name };
    case VarKind.Import: {
      const imported = program.importOf(frame.file, variable);
      return imported ? { ...resolveTarget(e, frame.file, program.exported(frame.file, imported.module, imported.name)), name } : plain;
    }
  }
  if (variables[row + VarCol.owner] === 0 && !(e.root.index === 0 && e.root.file === frame.file)) return { ...e.k.moduleVariable(frame.file, variable), name };
  return { ...plain, name };
}

/** What an imported name stands for. */
function resolveTarget(e: Evaluation, file: FileNode, target: Target | undefined): Value {
  if (!target) return { ...plain, origin: Origin.External };
  switch (target.kind) {
    case 'type': return { ...plain, origin: Origin.Literal, klass: target.type };
    case 'module': return { ...plain, origin: Origin.Literal, module: target.file };
    case 'library': return libraryValue(e, file, { module: target.module, path: target.path });
    case 'variable': {
      const { variables } = target.file.facts;
      if (variables[target.variable * VarCol.stride + VarCol.kind] === VarKind.Function) {
        const fn = target.file.functions[variables[target.variable * VarCol.stride + VarCol.ref] ?? -1];
        if (fn) return { ...plain, origin: Origin.Literal, functions: [{ fn, self: null, env: null }] };
      }
      return e.k.moduleVariable(target.file, target.variable);
    }
  }
}

/** A name of a library as a value: what reading it gives, by rule, or just its path. */
function libraryValue(e: Evaluation, file: FileNode, library: LibraryPath): Value {
  const family = e.k.program.rules.families.get(file.language.family);
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
  const value: Value = { ...plain, origin: Origin.External, library, name: library.path.slice(library.path.lastIndexOf('.') + 1) || library.module };
  if (!family) return value;
  const module = library.module === '' ? '' : (ruleModule(family, library.module) ?? library.module);
  const model = family.properties.get(module === '' ? library.path : `${module}:${library.path}`);
  return model ? withProperty(value, model.library.id, model.property) : value;
}

function withProperty(value: Value, library: string, property: PropertyModel): Value {
  let out = value;
  if (property.source) out = { ...out, origin: originOf(property.source.origin), library: null };
  if (property.constant !== undefined) out = { ...out, origin: Origin.Literal, constant: property.constant };
  if (property.returns && property.returns !== 'self' && property.returns !== 'receiver') {
    out = property.returns === 'clean' ? clean(Origin.Test) : { ...out, instance: instanceOf(library, property.returns), library: null };
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
  const family = e.k.program.rules.families.get(frame.file.language.family);
  if (holder.module) {
    const target = e.k.program.exportOf(holder.module, name);
    if (target) return { ...resolveTarget(e, frame.file, target), name };
    const whole = moduleDefault(e, frame.file, holder);
    return whole ? loadField(e, frame, scope, { ...whole, name: holder.name }, name, start, end) : { ...plain, origin: Origin.External, name };
  }
  if (holder.library) {
    const path = holder.library.path === '' ? name : `${holder.library.path}.${name}`;
    const bare = holder.library.module === '' && /^(?:window|globalThis|self|global)$/.test(holder.library.path) ? name : path;
    const value = libraryValue(e, frame.file, { module: holder.library.module, path: bare });
    if (value.library === null || value.constant !== undefined || value.instance) return credential(e, frame, value, name, holder, start, end, text);
    // A global or a library's own export is code until it is called; fields read further down may be data all the same.
    return value;
  }
  const instance = instanceIn(holder) ?? guessedInstance(e, frame.file, holder);
  if (instance && family) {
    const library = e.k.program.rules.libraries.get(instance.library);
    const model = library && propertyModel(family, { library, type: instance.type }, name);
    if (model) {
      const base: Value = { ...derived(holder, name), name };
      const value = withProperty(base, model.library.id, model.property);
      if (model.property.source?.data) {
        return { ...value, labels: [{ type: model.property.source.data, strength: 2, guards: 0, guessed: 0, trail: trail(null, frame.fn, start, end, 'source', text) }] };
      }
      return value.instance ? value : underName(e, frame, value, { name, role: 'field', ...ownerOf(holder) }, start, end, text);
    }
    const path = instance.path === '' ? name : `${instance.path}.${name}`;
    if (family.prefixesOfMethods.has(`${instance.library}#${instance.type}.${path}`)) return { ...derived(holder, name), instance: { ...instance, path }, name };
  }
  const anywhere = family?.keys.get(name);
  if (anywhere?.property.shows === 'fields') return fieldsOf(e, frame, scope, holder, start, end);
  if (anywhere?.property.source && !stateOf(holder, scope)?.fields.has(name) && holder.type?.kind !== 'project') return clean(originOf(anywhere.property.source.origin));

  const state = stateOf(holder, scope);
  const stored = state?.fields.get(name);
  if (stored !== undefined) {
    const value = stored.name === '' ? { ...stored, name } : stored;
    return underName(e, frame, value, { name, role: 'field', ...ownerOf(holder), ...siblings(state) }, start, end, text);
  }
  if (state?.removed.has(name)) return clean(Origin.Literal);
  if (state?.closed && holder.type?.kind !== 'project') return /^\d+$/.test(name) ? elementOf(e, holder, scope) : { ...clean(Origin.Literal), name };
  if (/^-?\d+$/.test(name)) {
    const element = { ...elementOf(e, holder, scope), name: holder.name };
    // One character of a text keeps next to nothing of it.
    return isText(holder, state) ? guard({ ...element, exact: null }, Guard.masked) : element;
  }
  if (state?.fields.has('...')) {
    const rest = state.fields.get('...');
    if (rest) return loadField(e, frame, scope, { ...rest, name: holder.name || rest.name }, name, start, end);
  }

  if (holder.klass) return staticMember(e, holder, name);
  if (holder.type?.kind === 'project') return memberValue(e, frame, scope, holder, holder.type, name, start, end, text);
  if (holder.type?.kind === 'map') return underName(e, frame, { ...derived(holder, name), type: holder.type.value }, { name, role: 'field', ...ownerOf(holder) }, start, end, text);
  const value = { ...derived(holder, name), name };
  return credential(e, frame, underName(e, frame, value, { name, role: 'field', ...ownerOf(holder) }, start, end, text), name, holder, start, end, text);
}

/** An object as a record of its fields, whatever its text form shows. */
function fieldsOf(e: Evaluation, frame: Frame, scope: Scope, holder: Value, start: number, end: number): Value {
  const fields = new Map(stateOf(holder, scope)?.fields ?? []);
  if (holder.type?.kind === 'project') {
    for (const [name, member] of e.k.members(holder.type.node)) {
      if (member.fn < 0 && !fields.has(name)) fields.set(name, memberValue(e, frame, scope, holder, holder.type, name, start, end, `${holder.name}.${name}`));
    }
    return { ...plain, origin: holder.origin, name: holder.name, object: { fields, element: null, removed: new Set(), closed: true, keyed: true } };
  }
  const isWhole = fields.size === 0 && isPerson(e.k.program, holder.name);
  const whole = { type: 'person-record', strength: 1 as const, guards: 0, guessed: 0, trail: trail(null, frame.fn, start, end, 'source', holder.name) };
  return { ...derived(holder, '*'), name: holder.name, labels: isWhole ? [whole] : [], inputs: isWhole ? [] : holder.inputs };
}

function isText(holder: Value, state: { element: Value | null } | null): boolean {
  if (state !== null || holder.type?.kind === 'list' || holder.type?.kind === 'map') return false;
  return holder.type?.kind === 'other' ? /^(string|str)$/i.test(holder.type.text) : holder.labels.length > 0 && !/s$/i.test(holder.name) && holder.inputs.every((i) => i.named);
}

/** Configuration and environment are not asked for their name, but a credential in them is one all the same. */
function credential(e: Evaluation, frame: Frame, value: Value, name: string, holder: Value, start: number, end: number, text: string): Value {
  if (value.labels.length > 0 || (value.origin !== Origin.Config && value.origin !== Origin.Environment) || value.instance || value.functions.length > 0) return value;
  const label = labelOf(e, frame, { name, role: 'field', ...(holder.origin === value.origin ? {} : ownerOf(holder)) }, start, end, text);
  const type = label && e.k.program.classifier.lexicon.types.get(label.type);
  return label && type?.credential ? { ...value, labels: [label] } : value;
}

function siblings(state: { fields: ReadonlyMap<string, Value> } | null): { siblings?: readonly string[] } {
  return state && state.fields.size > 1 ? { siblings: [...state.fields.keys()].slice(0, 32) } : {};
}

/** What reading deeper gives when the object itself is not seen: its data, its inputs one field deeper. */
function derived(holder: Value, name: string): Value {
  const inputs = holder.inputs.map((i) => deeper(i, name));
  return {
    // What stands in for "not there yet" says nothing about what comes later.
    ...plain, origin: holder.constant === null ? Origin.Unknown : holder.origin, inputs, exact: holder.exact ? deeper(holder.exact, name) : null, name,
    // A field of something sensitive as a whole is as sensitive; an ordinary object's fields speak for themselves.
    // A text has no fields: what is read off one is about it (`photo.path`), unless the field only wraps it.
    labels: wrapping.test(name) && !isObjectLabel(holder) ? holder.labels.filter((l) => l.type !== 'person-record') : [],
  };
}

/** Fields that hand on the value they are read from. */
const wrapping = /^(value|text|raw|data|content|current|body|\*|-?\d+)$/;

const isObjectLabel = (holder: Value): boolean => holder.cells.length > 0 || holder.object !== null;

function deeper(input: InputRef, name: string): InputRef {
  if (input.facet !== -1 || input.path.length >= 3) return { ...input, path: input.path.length >= 3 ? [...input.path.slice(0, 2), '*'] : input.path, named: false };
  return { ...input, path: [...input.path, name], named: false };
}

const memberNames = new WeakMap<ReadonlyMap<string, unknown>, readonly string[]>();

/** Names of the members of a type, as siblings of each other. */
export function namesOf(members: ReadonlyMap<string, unknown>): readonly string[] {
  let names = memberNames.get(members);
  if (!names) memberNames.set(members, (names = [...members.keys()].slice(0, 32)));
  return names;
}

function staticMember(e: Evaluation, holder: Value, name: string): Value {
  const node = holder.klass;
  if (!node) return plain;
  const member = e.k.members(node).get(name);
  if (member && member.fn >= 0) {
    const fn = member.owner.file.functions[member.fn];
    if (fn) return { ...plain, origin: Origin.Literal, functions: [{ fn, self: null, env: null }], name };
  }
  const value = e.k.field(node, name);
  return value ? { ...value, name } : { ...plain, origin: member ? Origin.Literal : Origin.External, name };
}

function memberValue(e: Evaluation, frame: Frame, scope: Scope, holder: Value, type: Extract<Type, { kind: 'project' }>, name: string, start: number, end: number, text: string): Value {
  const members = e.k.members(type.node);
  const member = members.get(name);
  const base = { ...derived(holder, name), name, labels: [] };
  if (member && member.fn >= 0) {
    const fn = member.owner.file.functions[member.fn];
    if (fn && member.flags & MemberFlag.Getter) {
      e.calls.resolved++;
      return { ...instantiate(e, frame, scope, e.k.summary(fn), { receiver: holder, positional: [], named: new Map() }, null), name };
    }
    if (fn) return { ...plain, origin: Origin.Literal, functions: [{ fn, self: holder, env: null }], name };
  }
  let value: Value = { ...base, type: member?.type ?? null, origin: nameSpeaks(base.origin) ? base.origin : Origin.External };
  const held = holder.name === 'this' || holder.name === 'super' || member === undefined ? e.k.field(type.node, name) : null;
  if (held) {
    value = {
      ...value, origin: held.origin, instance: held.instance, functions: held.functions, library: held.library, klass: held.klass, constant: held.constant, texts: held.texts,
      object: held.object, type: value.type ?? held.type, labels: held.labels,
    };
  }
  if (member?.type?.kind === 'library' && !value.instance) value = { ...value, instance: instanceOf(member.type.ref.library.id, member.type.ref.type) };
  const named = {
    name, role: 'field' as const, ownerType: type.node.name, ...(holder.name && holder.name !== 'this' ? { owner: holder.name } : {}),
    siblings: namesOf(members),
    ...(member && member.typeText !== '' ? { type: member.typeText } : {}), ...(member && member.annotations.length > 0 ? { annotations: member.annotations } : {}),
  };
  return underName(e, frame, value, named, start, end, text);
}

/** An element of a list, a value of a map, anything in between. */
export function elementOf(e: Evaluation, holder: Value, scope: Scope): Value {
  const state = stateOf(holder, scope);
  const type = holder.type?.kind === 'list' ? holder.type.element : holder.type?.kind === 'map' ? holder.type.value : holder.type?.kind === 'library' ? (holder.type.args[0] ?? null) : null;
  if (holder.klass) return { ...plain, origin: Origin.Store, type: { kind: 'project', node: holder.klass, keep: null, drop: [], text: holder.klass.name } };
  const inputs = holder.inputs.map((i) => deeper(i, '*'));
  let value: Value = {
    ...plain, origin: state?.closed ? Origin.Literal : holder.origin, labels: holder.labels, inputs, exact: holder.exact ? deeper(holder.exact, '*') : null, type, name: singularOf(holder.name),
  };
  if (state) {
    let inner: Value | null = state.element;
    if (inner === null) for (const field of state.fields.values()) inner = inner === null ? field : join(inner, field);
    if (inner !== null) {
      value = holder.inputs.length === 0 && holder.labels.length === 0
        ? { ...inner, type: inner.type ?? type, name: inner.name || value.name }
        : { ...inner, labels: unionLabels(inner.labels, value.labels), inputs: unionInputs(inner.inputs, value.inputs), type: inner.type ?? type, name: inner.name || value.name };
    }
  }
  return value;
}

const singularOf = (name: string): string => (name.length > 3 && name.endsWith('s') && !name.endsWith('ss') ? name.slice(0, -1) : name);

/** The function row's qualified name, for people. */
export function symbolOf(frame: { file: FileNode }, fn: { index: number }): string {
  return frame.file.facts.strings[frame.file.facts.functions[fn.index * FnCol.stride + FnCol.qualified] ?? -1] ?? '';
}
