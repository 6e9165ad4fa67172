import { MemberFlag } from '../facts';
import { isSilent, splitName } from '../classify';
import { inputAt } from './carried';
import type { Evaluation, Frame } from './evaluate';
import { namesOf } from './load';
import { isFileName, isPerson, nameLabel, type Named } from './naming';
import { isNamedText, type Member, type Type } from './types';
import { Origin, change, copyOf, nameSpeaks, trail, type Label, type ObjectState, type Site, type Value } from './value';

/** The label of a name, noted for the inventory. */
export function labelOf(e: Evaluation, frame: Frame, named: Named, start: number, end: number, text = named.name): Label | null {
  const label = nameLabel(e.k.program, frame.file, named, e.k.policy, () => trail(null, frame.fn, start, end, 'source', text));
  if (label) {
    const key = `${label.type}\0${text}\0${String(frame.fn.index)}`;
    if (!e.data.has(key)) e.data.set(key, { label, name: text });
  }
  return label;
}

/** Gives a value the label of the name it is put under, when its origin lets names speak and nothing better is known. */
export function underName(e: Evaluation, frame: Frame, value: Value, named: Named, start: number, end: number, text = named.name): Value {
  // Of what was made up on the spot only a credential is one, and all the more.
  const isMadeUp = value.origin === Origin.Random;
  if ((!nameSpeaks(value.origin) && !isMadeUp) || value.functions.length > 0 || value.klass || value.module || value.instance || value.constant !== undefined) return value;
  if (value.library !== null) return value;
  if (value.labels.some((l) => l.strength > 0)) return narrowed(e, frame, value, named, start, end, text);
  if (value.cells.length > 0 || value.object !== null || (value.type?.kind === 'project' && !isNamedText(e.k.program, value.type)) || value.type?.kind === 'library' || value.type?.kind === 'map') return value;
  // `{ email: templatesPath }`: what goes by the name of a file is none of what it is listed under.
  if (named.role === 'key' && value.name !== named.name && isFileName(value.name)) return value;
  const type = named.type ?? (value.type ? value.type.text : undefined);
  // Keys of input are often written in capitals (`META["REMOTE_ADDR"]`); elsewhere, and of a class, capitals name a constant.
  const spoken = value.origin === Origin.Input && /^[A-Z][A-Z0-9_]+$/.test(named.name) && !/^[A-Z][a-z]/.test(named.owner ?? '') ? { ...named, name: named.name.toLowerCase() } : named;
  const label = labelOf(e, frame, type === undefined ? spoken : { ...spoken, type }, start, end, text) ?? (value.type?.kind === 'project' ? labelOfText(e, frame, value.type.node.name, spoken, start, end, text) : null);
  if (label && isMadeUp && !e.k.program.classifier.lexicon.credentials.includes(label.type)) return value;
  if (!label || (isComposed(value) && !e.k.program.classifier.lexicon.credentials.includes(label.type))) return value;
  // What was protected on its way here stays so, however little was known of it.
  if (value.labels.some((l) => l.type === label.type && l.guards !== 0)) return value;
  const v = copyOf(value);
  v.labels = [label];
  if (label.strength > 0) {
    v.inputs = value.inputs.map((i) => inputAt(i, i.path, true));
    v.exact = value.exact && inputAt(value.exact, value.exact.path, true);
  }
  return v;
}

/** A value known as something whole is the part of it that its name now says: what `row["nombre"]` gave is a first name in `nombre` beside `apellidos`. */
function narrowed(e: Evaluation, frame: Frame, value: Value, named: Named, start: number, end: number, text: string): Value {
  const { parts } = e.k.program.classifier.lexicon;
  const [only, other] = value.labels;
  const narrower = only !== undefined && other === undefined ? parts.get(only.type) : undefined;
  // What says itself that it is the whole stays so: `LastName: candidate.full_name`.
  if (only === undefined || narrower === undefined || splitName(value.name).length > 1) return value;
  const label = labelOf(e, frame, named, start, end, text);
  return label && label.strength > 0 && narrower.has(label.type) ? change(value, (v) => { v.labels = [{ ...only, type: label.type }]; }) : value;
}

/** Fields that say something of a person among the members of a type, as they were asked for. */
const speaking = new WeakMap<ReadonlyMap<string, Member>, Map<string, boolean>>();

/** A field of the receiver as the type that declares it knows it: a method it shares with other types read it without its neighbours. */
export function underMember(e: Evaluation, frame: Frame, receiver: Value, name: string, value: Value, site: Site): Value {
  const { type } = receiver;
  if (type?.kind !== 'project' || receiver.name === 'this') return value;
  const members = e.k.members(type.node);
  const member = members.get(name);
  // What belongs to the class itself is no datum of the receiver: mostly a constant.
  if (!member || member.fn || member.flags & MemberFlag.Static) return value;
  let known = speaking.get(members);
  if (!known) speaking.set(members, (known = new Map<string, boolean>()));
  if (known.get(name) === false) return value;
  const named: Named = {
    name, role: 'field', ownerType: type.node.name, siblings: namesOf(members), ...(member.typeText !== '' ? { type: member.typeText } : {}), ...(member.annotations.length > 0 ? { annotations: member.annotations } : {}),
  };
  if (!known.has(name)) known.set(name, (nameLabel(e.k.program, frame.file, named, null, () => trail(null, frame.fn, site.start, site.end, 'source', name))?.strength ?? 0) > 0);
  return known.get(name) === true ? underName(e, frame, value, named, site.start, site.end, `${receiver.name ? `${receiver.name}.` : ''}${name}`) : value;
}

/** Labels of what was given under a name, without those that the name has told more exactly. */
export function toldExactly(e: Evaluation, own: readonly Label[], given: readonly Label[]): readonly Label[] {
  if (own.length === 0 || given.length === 0) return given;
  const { parts } = e.k.program.classifier.lexicon;
  const left = given.filter((l) => !own.some((o) => parts.get(l.type)?.has(o.type) === true));
  return left.length === given.length ? given : left;
}

/** What the name of the type of a text says where the text's own name says nothing: `contact Email`. */
export function labelOfText(e: Evaluation, frame: Frame, type: string, named: Named, start: number, end: number, text = named.name): Label | null {
  const label = nameLabel(e.k.program, frame.file, { ...named, name: type }, e.k.policy, () => trail(null, frame.fn, start, end, 'source', text));
  return label !== null && label.strength > 0 ? labelOf(e, frame, { ...named, name: type }, start, end, text) : null;
}

/** A text that begins with words of the code and is filled with what nobody knows as personal: `f"Export of {project}"` under `username` is none. */
function isComposed(value: Value): boolean {
  return value.texts.length > 0 && value.texts.every(({ pieces }) => typeof pieces[0] === 'string' && /\p{L}{3}/u.test(pieces[0]) && !pieces[0].includes('://') && pieces.includes(null));
}

/** A field under its own name, with the object it is read from or written to as owner; the other fields of `state` stand beside it. */
export function underField(e: Evaluation, frame: Frame, value: Value, name: string, holder: Value, start: number, end: number, text: string, state: ObjectState | null = null): Value {
  // Most names mean nothing, whoever holds them: that is seen before anything is put together. Input and types may still tell something.
  if (value.type === null && value.origin !== Origin.Input && isSilent(e.k.program.classifier, name, 'field')) return value;
  return underName(e, frame, value, { name, role: 'field', ...ownerOf(holder), ...siblings(state) }, start, end, text);
}

function siblings(state: ObjectState | null): { siblings?: readonly string[] } {
  return state && state.fields.size > 1 ? { siblings: [...state.fields.keys()].slice(0, 32) } : {};
}

/** Owner words for the classifier, from an object's name and declared type. */
export function ownerOf(holder: Value): { owner?: string; ownerType?: string } {
  const type: Type | null = holder.type;
  return {
    ...(holder.name && holder.name !== 'this' ? { owner: holder.name } : {}),
    ...(type?.kind === 'project' ? { ownerType: type.node.name } : {}),
  };
}

/**
 * What was named a credential and goes by the name of a file, of an entry in a store or of its id from here on: `apiKeyFilename` says where one is kept, `keyID` which one. A text put together
 * with a credential still shows it.
 */
export function asFileName(e: Evaluation, value: Value, name: string): Value {
  if (value.labels.length === 0 || !isFileName(name) || value.texts.some((text) => text.pieces.includes(null))) return value;
  const { credentials } = e.k.program.classifier.lexicon;
  return value.labels.some((l) => credentials.includes(l.type)) ? change(value, (v) => { v.labels = value.labels.filter((l) => !credentials.includes(l.type)); }) : value;
}

const hashName = /(?:^|[a-z0-9_])(?:hash|hashed|digest|crypted|encrypted)$/i;

/** What a column calls a password and a parameter a hash is the stored form of one: `check_password($given, $user->password)`. */
export function asStoredHash(value: Value, name: string): Value {
  if (value.labels.length === 0 || !hashName.test(name) || !value.labels.some((l) => l.type === 'password' && l.trail.before === null)) return value;
  return change(value, (v) => { v.labels = value.labels.filter((l) => l.type !== 'password' || l.trail.before !== null); });
}

/** What a function only sounds like giving is a person when it goes by a person's name: `user = self.current_user_token()`. */
export function asPerson(e: Evaluation, value: Value, name: string): Value {
  if (value.labels.length === 0 || !isPerson(e.k.program, name)) return value;
  const { credentials } = e.k.program.classifier.lexicon;
  const labels = value.labels.filter((l) => !(credentials.includes(l.type) && l.trail.before === null && l.trail.text.endsWith('()')));
  return labels.length === value.labels.length ? value : change(value, (v) => { v.labels = labels; });
}
