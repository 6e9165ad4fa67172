import { isSilent } from '../classify';
import { inputAt } from './carried';
import type { Evaluation, Frame } from './evaluate';
import { isFileName, isPerson, nameLabel, type Named } from './naming';
import { isNamedText, type Type } from './types';
import { Origin, change, copyOf, nameSpeaks, trail, type Label, type ObjectState, type Value } from './value';

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
  if (value.library !== null || value.labels.some((l) => l.strength > 0)) return value;
  if (value.cells.length > 0 || value.object !== null || (value.type?.kind === 'project' && !isNamedText(e.k.program, value.type)) || value.type?.kind === 'library' || value.type?.kind === 'map') return value;
  const type = named.type ?? (value.type ? value.type.text : undefined);
  // Keys of input are often written in capitals (`META["REMOTE_ADDR"]`); elsewhere, and of a class, capitals name a constant.
  const spoken = value.origin === Origin.Input && /^[A-Z][A-Z0-9_]+$/.test(named.name) && !/^[A-Z][a-z]/.test(named.owner ?? '') ? { ...named, name: named.name.toLowerCase() } : named;
  const label = labelOf(e, frame, type === undefined ? spoken : { ...spoken, type }, start, end, text) ?? (value.type?.kind === 'project' ? labelOfText(e, frame, value.type.node.name, spoken, start, end, text) : null);
  if (label && isMadeUp && !e.k.program.classifier.lexicon.credentials.includes(label.type)) return value;
  if (!label || (isComposed(value) && !e.k.program.classifier.lexicon.credentials.includes(label.type))) return value;
  const v = copyOf(value);
  v.labels = [label];
  if (label.strength > 0) {
    v.inputs = value.inputs.map((i) => inputAt(i, i.path, true));
    v.exact = value.exact && inputAt(value.exact, value.exact.path, true);
  }
  return v;
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
