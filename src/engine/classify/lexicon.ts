import type { DataType, DataTypeCatalogue, Strength } from '../../model/data-type';
import { rawTokens, splitName } from './split-name';

/** What a token sequence means. */
export interface PhraseMeaning {
  type: DataType;
  /** Undefined: a false friend, the sequence means something else. */
  strength: Strength | undefined;
  /** Only on owners with one of these heads. */
  owners: ReadonlySet<string> | undefined;
  /** Only beside one of these fields. */
  beside: ReadonlySet<string> | undefined;
}

export type OwnerKind = 'person' | 'ambiguous' | 'thing' | 'organisation' | 'texts' | 'configuration';

/** Per-type vetoes as sets. */
export interface TypeRules {
  headsOk: ReadonlySet<string>;
  before: ReadonlySet<string>;
  owners: ReadonlySet<string>;
  tokens: ReadonlySet<string>;
  accepts: ReadonlySet<string>;
}

/** The catalogue turned into look-up tables. */
export interface Lexicon {
  types: ReadonlyMap<string, DataType>;
  /** Ids of the types that are credentials. */
  credentials: readonly string[];
  /** Types that others are a part of, with the ids of those: of a full name the first and the last. */
  parts: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ids of the types that are texts and never a number. */
  textsOnly: readonly string[];
  rules: ReadonlyMap<DataType, TypeRules>;
  phrases: ReadonlyMap<string, readonly PhraseMeaning[]>;
  longestPhrase: number;
  /** Last tokens of all phrases: most names end in none of them. */
  phraseEnds: ReadonlySet<string>;
  /** Every token that may follow the name of some type. */
  anyHeadOk: ReadonlySet<string>;
  owners: ReadonlyMap<string, OwnerKind>;
  texts: ReadonlySet<string>;
  configuration: ReadonlySet<string>;
  following: ReadonlySet<string>;
  carriers: ReadonlySet<string>;
  strongSiblings: ReadonlySet<string>;
  thingSiblings: ReadonlySet<string>;
  predicates: ReadonlySet<string>;
  verbs: ReadonlySet<string>;
  resultVerbs: ReadonlySet<string>;
  mintingVerbs: ReadonlySet<string>;
  safeguardVerbs: ReadonlyMap<string, string>;
  safeguardWords: ReadonlyMap<string, string>;
  prepositions: ReadonlySet<string>;
  closingParticles: ReadonlySet<string>;
  neutral: ReadonlySet<string>;
  unreal: ReadonlySet<string>;
  organisational: ReadonlySet<string>;
  transparentHeads: ReadonlySet<string>;
  constantWords: ReadonlySet<string>;
  typedTypes: ReadonlyMap<string, DataType>;
  typedAnnotations: ReadonlyMap<string, DataType>;
}

/** Phrases that mean one of the types wherever they stand. */
function sureNames(phrases: ReadonlyMap<string, readonly PhraseMeaning[]>, types: readonly string[]): string[] {
  return [...phrases].flatMap(([phrase, meanings]) => (meanings.some((m) => m.owners === undefined && m.beside === undefined && (m.strength === 'certain' || m.strength === 'likely') && types.includes(m.type.id)) ? [phrase] : []));
}

const phraseKey = (name: string): string => splitName(name).join(' ');

/** Shortest run-together form that stands for its words: `firstname`; below it `taxid` and the like collide. */
const JOINED_MIN = 6;

/** Builds the look-up tables of a catalogue. A name claimed twice belongs to the first type. */
export function buildLexicon({ types, language }: DataTypeCatalogue): Lexicon {
  const phrases = new Map<string, PhraseMeaning[]>();
  const joinedForms: [string, PhraseMeaning][] = [];
  let longestPhrase = 1;
  const put = (key: string, meaning: PhraseMeaning): void => {
    const known = phrases.get(key);
    if (known === undefined) phrases.set(key, [meaning]);
    else if (!known.some((other) => other.type === meaning.type && other.owners === meaning.owners && other.beside === meaning.beside)) known.push(meaning);
  };
  const add = (name: string, meaning: PhraseMeaning): void => {
    const tokens = splitName(name);
    longestPhrase = Math.max(longestPhrase, tokens.length);
    put(tokens.join(' '), meaning);
    const joined = tokens.join('');
    if (tokens.length > 1 && tokens.length < 4 && joined.length >= JOINED_MIN && meaning.strength !== 'maybe' && !/\d/.test(joined)) {
      joinedForms.push([joined, meaning]);
    }
  };
  const rules = new Map<DataType, TypeRules>();
  const typedTypes = new Map<string, DataType>();
  const typedAnnotations = new Map<string, DataType>();
  const anyHeadOk = new Set<string>();
  for (const type of types) {
    for (const strength of ['certain', 'likely', 'maybe'] as const) {
      for (const name of type.names?.[strength] ?? []) add(name, { type, strength, owners: undefined, beside: undefined });
    }
    for (const name of type.falseFriends ?? []) add(name, { type, strength: undefined, owners: undefined, beside: undefined });
    for (const { owners, beside, names, strength } of type.owned ?? []) {
      const heads = owners && new Set(owners.map(phraseKey));
      for (const name of names) put(phraseKey(name), { type, strength, owners: heads, beside: beside && new Set(beside.map(phraseKey)) });
    }
    for (const name of type.typed?.types ?? []) typedTypes.set(name.toLowerCase(), type);
    for (const name of type.typed?.annotations ?? []) typedAnnotations.set(name.toLowerCase(), type);
    const headsOk = new Set((type.headsOk ?? []).flatMap(splitName));
    for (const head of headsOk) anyHeadOk.add(head);
    rules.set(type, {
      headsOk,
      before: new Set(type.veto?.before),
      owners: new Set((type.veto?.owners ?? []).map(phraseKey)),
      tokens: new Set(type.veto?.tokens),
      accepts: new Set(type.accepts ?? ['text', 'number']),
    });
  }
  // What the catalogue says of the joined word itself comes first.
  const explicit = new Set(phrases.keys());
  for (const [joined, meaning] of joinedForms) if (!explicit.has(joined)) put(joined, meaning);
  // A meaning that needs an owner is asked first.
  for (const meanings of phrases.values()) meanings.sort((a, b) => Number(a.owners === undefined) - Number(b.owners === undefined) || Number(a.beside === undefined) - Number(b.beside === undefined));

  const owners = new Map<string, OwnerKind>();
  for (const kind of ['thing', 'ambiguous', 'organisation', 'person'] as const) {
    for (const word of language.owners[kind]) owners.set(phraseKey(word), kind);
  }
  return {
    types: new Map(types.map((type) => [type.id, type])),
    credentials: types.flatMap(({ id, credential }) => (credential === true ? [id] : [])),
    parts: partsOf(types),
    textsOnly: types.flatMap((type) => (rules.get(type)?.accepts.has('number') === true ? [] : [type.id])),
    rules, phrases, longestPhrase, phraseEnds: new Set([...phrases.keys()].map((phrase) => phrase.slice(phrase.lastIndexOf(' ') + 1))),
    anyHeadOk, owners, typedTypes, typedAnnotations,
    texts: new Set(language.owners.texts),
    configuration: new Set(language.owners.configuration.flatMap((word) => [word, ...rawTokens(word)])),
    following: new Set(language.owners.following),
    carriers: new Set(language.owners.carriers.map(String)),
    strongSiblings: new Set([...language.strongSiblings.flatMap((name) => [phraseKey(name), splitName(name).join('')]), ...sureNames(phrases, language.strongSiblingTypes ?? [])]),
    thingSiblings: new Set(language.thingSiblings.map(phraseKey)),
    predicates: new Set(language.predicates),
    verbs: new Set(language.verbs),
    resultVerbs: new Set(language.resultVerbs),
    mintingVerbs: new Set(language.mintingVerbs),
    safeguardVerbs: new Map(Object.entries(language.safeguardVerbs)),
    safeguardWords: new Map(Object.entries(language.safeguardWords)),
    prepositions: new Set(language.prepositions),
    closingParticles: new Set(language.closingParticles),
    neutral: new Set(language.neutral),
    unreal: new Set(language.unreal),
    organisational: new Set(language.organisational),
    transparentHeads: new Set(language.transparentHeads),
    constantWords: new Set(language.constantWords),
  };
}

/** Which types are part of which, as the taxonomy has it: `user.name.first` of `user.name`. */
function partsOf(types: readonly DataType[]): ReadonlyMap<string, ReadonlySet<string>> {
  const exact = types.filter(({ fideslang }) => fideslang.match === 'exact');
  const found = new Map<string, ReadonlySet<string>>();
  for (const { id, fideslang } of exact) {
    const parts = exact.filter((other) => other.fideslang.key.startsWith(`${fideslang.key}.`)).map((other) => other.id);
    if (parts.length > 0) found.set(id, new Set(parts));
  }
  return found;
}
