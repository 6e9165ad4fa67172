import type { FamilyIndex, TypeRef } from '../rules/rule-index';
import type { Evaluation } from './evaluate';
import type { FileNode } from './program';
import { nameSpeaks, type Instance, type Value } from './value';

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
  const family = file.family;
  const ref = family && value.name !== '' ? receiverRef(family, value.name) : null;
  return ref ? instanceOf(ref.library.id, ref.type) : null;
}

/** Words of a name that ends in a word of its own: `auditLogger`, `TapLog`, `request_log`. */
const lastWord = /(?:^|_|[a-z0-9])(Log(?:ger)?|LOG(?:GER)?)$|_(log(?:ger)?)$/;

const receiverNames = new WeakMap<FamilyIndex, Map<string, TypeRef | null>>();

/** The type of a library that a receiver of this name may stand for, or null. */
export function receiverRef(family: FamilyIndex, name: string): TypeRef | null {
  let names = receiverNames.get(family);
  if (!names) receiverNames.set(family, (names = new Map<string, TypeRef | null>()));
  let ref = names.get(name);
  if (ref === undefined) {
    if (names.size > 100_000) names.clear();
    const last = lastWord.exec(name);
    names.set(name, (ref = family.receivers.get(name.toLowerCase().replace(/^_+/, '')) ?? family.receivers.get((last?.[1] ?? last?.[2] ?? '').toLowerCase()) ?? null));
  }
  return ref;
}
