import type { Lexicon, OwnerKind } from './lexicon';
import { rawTokens, singular } from './split-name';

/** What the object that holds a value is. */
export interface OwnerReading {
  kind: OwnerKind | undefined;
  /** Head noun, and the two last tokens joined, for rules that name an owner such as `credit card`. */
  head: string;
  heads: readonly string[];
}

const UNKNOWN: OwnerReading = { kind: undefined, head: '', heads: [] };

/** Reads the name of an object or type: `currentUser`, `CreatePatientDto`, `i18n`. Carriers such as Dto fall away. */
export function readOwner(lexicon: Lexicon, name: string): OwnerReading {
  const raw = rawTokens(name);
  if (raw.length === 0) return UNKNOWN;
  if (raw.length > 1 && /^[IT][A-Z][a-z]/.test(name)) raw.shift();
  const whole = raw.join('');
  const lastRaw = raw[raw.length - 1] ?? '';
  if (lexicon.texts.has(lastRaw) || lexicon.texts.has(whole)) return { kind: 'texts', head: lastRaw, heads: [lastRaw] };
  if (lexicon.configuration.has(lastRaw)) return { kind: 'configuration', head: lastRaw, heads: [lastRaw] };
  let tokens = raw.map(singular);
  const first = tokens[0] ?? '';
  // `can_delete_users` is a right, `is_patient` an answer.
  if (lexicon.predicates.has(first) && tokens.length > 1) return UNKNOWN;
  const called = lexicon.resultVerbs.has(first) && tokens.length > 1;
  const made = !called && lexicon.verbs.has(first) && tokens.length > 1;
  if (called || made) tokens = tokens.slice(1);
  const cut = tokens.findIndex((token, index) => index > 0 && lexicon.prepositions.has(token) && token !== 'in');
  if (cut > 0) tokens = tokens.slice(0, cut);
  let end = tokens.length;
  while (end > 1 && lexicon.carriers.has(tokens[end - 1] ?? '')) end--;
  // `createUser` is a function; `createUserDto` carries a user.
  if (made && end === tokens.length) return UNKNOWN;
  const head = tokens[end - 1] ?? '';
  const pair = end > 1 ? `${tokens[end - 2] ?? ''} ${head}` : head;
  const kind = lexicon.owners.get(pair) ?? lexicon.owners.get(head) ?? (lexicon.following.has(head) ? 'person' : undefined);
  // `UserProfile`, `customerAccount`: what the ambiguous head belongs to decides.
  const inner = kind === 'ambiguous' && end > 1 ? lexicon.owners.get(tokens[end - 2] ?? '') : undefined;
  // A pair that is a word of its own is not read by its head: a credit report is no report.
  return { kind: inner === 'person' || inner === 'organisation' ? inner : kind, head, heads: pair !== head && lexicon.owners.get(pair) === 'person' ? [pair] : [pair, head] };
}
