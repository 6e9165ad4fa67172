import { Facet, MemberFlag } from '../facts';
import { instantiate } from './apply';
import { deepInput, labelled, showInput } from './carried';
import type { Evaluation, Frame } from './evaluate';
import { labelOf, labelOfText } from './labels';
import { namesOf } from './load';
import { typeByName } from './named-types';
import { describedBy, isPerson, shapeOf, spokenName } from './naming';
import { stateOf, withoutNames } from './objects';
import type { FunctionNode } from './program';
import type { Scope } from './scope';
import { heldBy, isNamedText, showsOf, type Type } from './types';
import { change, nameSpeaks, plain, trail, type InputRef, type Instance, type Label, type ObjectState, type Value } from './value';

/** What a value shows: labels and inputs, each with the path of keys it stands under. */
export interface Shown {
  labels: { label: Label; path: readonly string[] }[];
  inputs: { input: InputRef; path: readonly string[] }[];
}

const maxDepth = 3;
/** What the code writes as nested records and lists is as deep as it is written: bodies of requests are. */
const maxWrittenDepth = 6;
const maxFields = 64;
const maxShowing = 8;

/** Everything a facet of a value shows, to a depth of three. */
export function collect(e: Evaluation, frame: Frame, scope: Scope, value: Value, facet: Facet): Shown {
  const out: Shown = { labels: [], inputs: [] };
  // Methods that show objects whose methods show objects: bounded by count like everything else.
  if (e.showing >= maxShowing) return out;
  e.showing++;
  show(e, frame, scope, value, facet, [], out, 0);
  e.showing--;
  return out;
}

function show(e: Evaluation, frame: Frame, scope: Scope, given: Value, facet: Facet, path: readonly string[], out: Shown, depth: number, isPart = false): void {
  const named = depth <= 1 ? typeByName(e.k.program, frame.file, given) : null;
  let value = named === null ? given : change(given, (v) => { v.type = named; });
  if (value.klass || value.module) return;
  // An instance of a library keeps to itself, unless it is of a type of the project's own or it was made to carry data: a message, a request, a reader of what a caller gives.
  const isFilled = value.labels.length > 0 || (value.inputs.length > 0 && value.exact === null);
  if (value.instance && value.type?.kind !== 'project' && !isFilled && !(facet === Facet.Fields && (stateOf(value, scope)?.fields.size ?? 0) > 0) && !showsContent(e, value.instance)) return;
  if (value.functions.length > 0 && value.labels.length === 0 && value.cells.length === 0 && value.object === null) return;
  const shows = value.type?.kind === 'project' ? showsOf(e.k.program, value.type.node, facet) : null;
  const held = value.type?.kind === 'project' ? heldBy(e.k.program, value.type.node) : null;
  if (held !== null) {
    const inner = change(value, (v) => { v.type = held; });
    if (shows?.mode === 'method') {
      if (depth <= 2) showMethod(e, frame, scope, inner, shows.fn, facet, path, out, depth);
      return;
    }
    value = inner;
  }
  for (const label of value.labels) out.labels.push({ label, path });
  const state = stateOf(value, scope);
  // Deeper inside something else a telling name is too little.
  const isPerson = depth <= 1 && state === null && wholePerson(e, frame, value, facet);
  if (isPerson) out.labels.push({ label: labelled('person-record', 1, trail(null, frame.fn, 0, 0, 'source', value.name)), path });
  // A parameter that goes by the name of a person is known here: callers add nothing to it.
  const own = isPerson ? [] : value.inputs.filter((i) => !i.named);
  for (const input of own) {
    // A declared type is expanded here, where it is known; callers add nothing to it.
    if (input.facet === -1 && value.type?.kind === 'project') continue;
    out.inputs.push({ input: showInput(input, isPlain(value) ? Facet.Text : facet), path });
  }
  if (depth > (value.type === null && state !== null ? maxWrittenDepth : maxDepth)) return;
  if (value.type?.kind === 'project' && shows) {
    if (shows.mode === 'nothing') return;
    if (shows.mode === 'method') {
      if (depth <= 2) showMethod(e, frame, scope, value, shows.fn, facet, path, out, depth);
      return;
    }
    showType(e, frame, scope, value, value.type, state, facet, path, out, depth, isPart);
    return;
  }
  if (value.type?.kind === 'list' && state === null) {
    const { element } = value.type;
    if (element?.kind === 'project' && !isAddress(e, value, element, facet)) show(e, frame, scope, change(value, (v) => { v.type = element; v.labels = []; v.inputs = []; }), facet, path, out, depth + 1);
    return;
  }
  if (state !== null) showState(e, frame, scope, value, state, facet, path, out, depth);
}

const showsContent = (e: Evaluation, { library, type, path }: Instance): boolean => path === '' && e.k.program.rules.libraries.get(library)?.types[type]?.shows === 'content';

/** An element of a list of pointers, or of a map to them: text shows where it is, unless it has a text form of its own. */
function isAddress(e: Evaluation, { type }: Value, element: Type | null, facet: Facet): boolean {
  if ((type?.kind !== 'list' && type?.kind !== 'map') || type.addresses !== true || facet === Facet.Json || facet === Facet.Fields) return false;
  return element?.kind !== 'project' || showsOf(e.k.program, element.node, facet).mode !== 'method';
}

/** What a method gives that writes a form of its receiver. */
function showMethod(e: Evaluation, frame: Frame, scope: Scope, value: Value, fn: FunctionNode, facet: Facet, path: readonly string[], out: Shown, depth: number): void {
  const shown = instantiate(e, frame, scope, e.k.summary(fn), { receiver: value }, null);
  show(e, frame, scope, change(shown, (v) => { v.type = shown.type === value.type ? null : shown.type; }), facet, path, out, depth + 1);
}

/** A column, a text or a number shows itself, whatever it is called: `actor`, declared as a text, is no whole person. */
const isPlain = ({ type }: Value): boolean => type?.kind === 'other' && /^\??(?:string|str|int|integer|float|double|bool|boolean|number)?$/i.test(type.text);

/** Many of what is named before, or what leads to them: `user_map`. */
const manyOf = /(?:_(?:map|list|dict|set|array|cache|index)|[a-z](?:Map|List|Dict|Set|Array|Cache|Index))$/;

/** A record of what is named before, given as a whole: its text form shows its fields where records do that. `user_data`. */
const recordOf = /(?:_|[a-z])(?:[Dd]ata|[Ii]nfo|[Dd]etails|[Pp]ayload|[Aa]ttributes|[Aa]ttrs)$/;

/** An object nobody declared, under the name of a person, shown with its fields. Capitals name a class. */
function wholePerson(e: Evaluation, frame: Frame, value: Value, facet: Facet): boolean {
  if (value.type !== null && !(value.type.kind === 'other' && isPerson(e.k.program, value.type.text))) return false;
  const isShown = facet !== Facet.Text || (frame.file.language.textShowsRecords && value.exact?.path.length === 0 && value.exact.root >= 0 && recordOf.test(value.name));
  return isShown && value.name !== '' && value.labels.length === 0 && value.library === null && value.constant === undefined
    && nameSpeaks(value.origin) && isPerson(e.k.program, value.name) && !/s$|^_*[A-Z]/.test(value.name) && !manyOf.test(value.name);
}

function showState(e: Evaluation, frame: Frame, scope: Scope, value: Value, state: ObjectState, facet: Facet, path: readonly string[], out: Shown, depth: number): void {
  const isList = state.element !== null;
  // The text form of an object without a type of its own is a language's matter: "[object Object]" shows nothing, a dict shows all.
  if (facet === Facet.Text && !isList && !(frame.file.language.textShowsRecords && state.keyed)) return;
  const { textShowsRecords, nestedText } = frame.file.language;
  const inner = facet === Facet.Text && textShowsRecords && nestedText !== true ? Facet.Debug : facet;
  if (state.element && !isAddress(e, value, state.element.type, facet)) show(e, frame, scope, state.element, inner, path, out, depth + 1);
  let count = 0;
  for (const [name, field] of state.fields) {
    if ((isList && /^\d+$/.test(name)) || isAddress(e, value, field.type, facet)) continue;
    if (count++ >= maxFields) break;
    if (name !== '...') show(e, frame, scope, field, inner, [...path, name], out, depth + 1);
    else show(e, frame, scope, withoutNames(scope, field, [...state.removed, ...[...state.fields.keys()].filter((key) => key !== '...')]), inner, path, out, depth + 1);
  }
}

function showType(
  e: Evaluation, frame: Frame, scope: Scope, value: Value, type: Extract<Type, { kind: 'project' }>, state: ObjectState | null, facet: Facet, path: readonly string[], out: Shown, depth: number, isPart: boolean,
): void {
  const members = e.k.members(type.node);
  let count = 0;
  for (const [name, member] of members) {
    if (count >= maxFields) break;
    if (member.flags & (MemberFlag.Method | MemberFlag.Static | MemberFlag.EnumCase)) continue;
    if (facet === Facet.Json ? member.flags & MemberFlag.HiddenJson : facet !== Facet.Fields && member.flags & MemberFlag.HiddenText) continue;
    // What is embedded by its address shows as one.
    if (member.owner !== type.node && (facet === Facet.Text || facet === Facet.Debug) && (members.get(member.owner.name)?.flags ?? 0) & MemberFlag.Address) continue;
    if (member.flags & MemberFlag.Getter && facet !== Facet.Json) continue;
    if (type.keep && !type.keep.includes(name)) continue;
    if (type.drop.includes(name) || state?.removed.has(name)) continue;
    count++;
    const stored = state?.fields.get(name);
    if (stored !== undefined) {
      show(e, frame, scope, stored, facet, [...path, name], out, depth + 1);
      continue;
    }
    const isText = isNamedText(e.k.program, member.type);
    if (!isText && (member.type?.kind === 'project' || (member.type?.kind === 'list' && member.type.element?.kind === 'project'))) {
      if (depth < 2) show(e, frame, scope, change(value, (v) => { v.labels = []; v.inputs = []; v.cells = []; v.object = null; v.type = member.type; v.name = name; }), facet, [...path, name], out, depth + 1, true);
      continue;
    }
    // What a type has from another belongs to a person where either is one; what has no name speaks for the type.
    const owner = member.owner === type.node || member.owner.name === '' || isPerson(e.k.program, type.node.name) ? type.node.name : member.owner.name;
    // A part is told of what it is a part of as well: the latitude of `Pickup`, which is a `Point`.
    const part = isPart ? { owner: value.name } : {};
    const named = { name: spokenName(members, owner, name), role: 'field' as const, ownerType: owner, ...part, siblings: namesOf(members), ...(member.annotations.length > 0 ? { annotations: member.annotations } : {}) };
    const text = `${type.node.name.startsWith(shapeOf) ? describedBy(type.node.name) : type.node.name}.${name}`;
    const label = labelOf(e, frame, member.typeText ? { ...named, type: member.typeText } : named, 0, 0, text) ?? (isText && member.type?.kind === 'project' ? labelOfText(e, frame, member.type.node.name, named, 0, 0, text) : null);
    // What a field holds that does not speak for itself is for those to tell who filled it in.
    if (depth === 0 && (label?.strength ?? 0) === 0) {
      for (const input of value.inputs) if (input.facet === -1 && !input.named) out.inputs.push({ input: showInput(deepInput(input, name), facet), path: [...path, name] });
    }
    if (!label) continue;
    if (isText) show(e, frame, scope, change(plain, (v) => { v.type = member.type; v.labels = [label]; }), facet, [...path, name], out, depth + 1);
    else out.labels.push({ label, path: [...path, name] });
  }
  for (const [name, stored] of state?.fields ?? []) {
    if (members.has(name)) continue;
    // A spread beside a declared type brings what the type does not list.
    const rest = name === '...' ? withoutNames(scope, stored, [...(state?.removed ?? []), ...members.keys()]) : stored;
    show(e, frame, scope, rest, facet, [...path, name], out, depth + 1);
  }
}
