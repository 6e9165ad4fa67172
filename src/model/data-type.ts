/** How sure a reading is. `maybe` stays in the inventory and never makes a finding. */
export type Strength = 'maybe' | 'likely' | 'certain';

/** Numeric order of the strengths, weakest first. */
export const STRENGTH_ORDER: Readonly<Record<Strength, number>> = { maybe: 0, likely: 1, certain: 2 };

/** 1 little harm on its own, 2 ordinary personal data, 3 sensitive, 4 special category, government id or credential. */
export type Tier = 1 | 2 | 3 | 4;

/** How closely a taxonomy key covers a data type. */
export type TaxonomyMatch = 'exact' | 'broader';

/** What shape of value can hold a data type; a declared type of another shape says "not the datum". */
export type ValueShape = 'text' | 'number' | 'date' | 'boolean' | 'enum';

/** One reason for or against a reading, ready to be shown to a person. */
export interface Evidence {
  kind: 'name' | 'owner' | 'sibling' | 'type' | 'annotation' | 'safeguard' | 'veto';
  text: string;
}

/** A protection that a name only claims: `hashedPassword`, `emailMasked`. */
export type AssertedSafeguard = 'hashed' | 'encrypted' | 'masked' | 'redacted' | 'tokenised' | 'pseudonymised';

/** Names that mean a data type only on certain owners: `number` on a card; or only beside certain fields: `nombre` beside `apellidos`. */
export interface OwnedNames {
  owners?: readonly string[];
  /** Fields of which one stands beside the name. */
  beside?: readonly string[];
  names: readonly string[];
  strength: Strength;
}

/** How a data type is recognised; every name is a sequence of adjacent tokens in singular. */
export interface Recognition {
  /** Names by the strength they have alone; a `maybe` name needs a person or strong siblings to count. */
  names?: Partial<Record<Strength, readonly string[]>>;
  owned?: readonly OwnedNames[];
  /** Token sequences that contain a name of this type and mean something else. */
  falseFriends?: readonly string[];
  /** Tokens that may follow the name and still leave it the datum, beside the general ones. */
  headsOk?: readonly string[];
  veto?: {
    /** Token directly in front of the name. */
    before?: readonly string[];
    /** Head noun of the owner. */
    owners?: readonly string[];
    /** Token anywhere in the name. */
    tokens?: readonly string[];
  };
  /** Declared types and annotations that say this data type under any name. */
  typed?: { types?: readonly string[]; annotations?: readonly string[] };
  /** Shapes a declared type may have; default text and number. */
  accepts?: readonly ValueShape[];
  /** Every kind of thing has one (name, title, status): siblings cannot raise it on a thing. */
  thingsHaveIt?: boolean;
}

/** One kind of personal data. Keys of Fideslang (CC BY 4.0) and DPV-PD are references, not definitions. */
export interface DataType extends Recognition {
  /** Kebab-case, never reused. */
  id: string;
  /** Sentence form: "Email", "Date of birth". */
  label: string;
  tier: Tier;
  fideslang: { key: string; match: TaxonomyMatch };
  dpv?: { term: string; match: TaxonomyMatch };
  specialCategory?: 'art9' | 'art10' | 'context' | 'context-art8' | 'context-art87';
  /** Letters of the HIPAA Safe Harbor list, or PHI. */
  hipaa?: readonly string[];
  /** PCI DSS: cardholder data or sensitive authentication data. */
  pci?: 'CHD' | 'SAD';
  presidio?: readonly string[];
  apple?: string;
  /** Passwords, tokens, secrets: knowing where a value comes from does not silence them, unless it is a literal. */
  credential?: boolean;
  /** Ids that are the recommended stand-in for a person in one's own logs. */
  identifier?: 'pseudonymous';
  lowInOwnLogs?: boolean;
  /** Too long and random to be guessed: an unkeyed hash hides it. */
  unguessable?: boolean;
  /** Header in which a program names itself: sent to others under it, the datum is the program's and not a person's. */
  programHeader?: string;
}

/** Words of code in general: what they say about the name or owner they stand in. All in lower case. */
export interface LanguageLists {
  owners: {
    person: readonly string[];
    /** Often a person, sometimes not: `account`, `contact`, `author`. */
    ambiguous: readonly string[];
    organisation: readonly string[];
    thing: readonly string[];
    /** Holds texts about data, never data: translations, validation errors, styles. Plurals count as written. */
    texts: readonly string[];
    configuration: readonly string[];
    /** Person words of Romance languages, which follow what they own: `telefono_cliente`. */
    following: readonly string[];
    /** Suffixes that only carry an object: `UserDto`, `customerRecord`. */
    carriers: readonly string[];
  };
  /** Names that show that an object is a person. */
  strongSiblings: readonly string[];
  /** Ids of the data types whose sure names, in any language, show the same. */
  strongSiblingTypes?: readonly string[];
  /** Names that show that an object is a package manifest or the like. */
  thingSiblings: readonly string[];
  predicates: readonly string[];
  verbs: readonly string[];
  /** Verbs of functions that return the datum they name. */
  resultVerbs: readonly string[];
  /** Verbs of functions that make a credential. */
  mintingVerbs: readonly string[];
  safeguardVerbs: Readonly<Record<string, AssertedSafeguard>>;
  safeguardWords: Readonly<Record<string, AssertedSafeguard>>;
  prepositions: readonly string[];
  /** A name that ends so is a time or a state. */
  closingParticles: readonly string[];
  /** Words in front that leave the meaning alone: new, old, primary. */
  neutral: readonly string[];
  /** Words in front that say the value is absent, wrong or made up. */
  unreal: readonly string[];
  /** Words of an organisation's own contact points: support, noreply. */
  organisational: readonly string[];
  /** Words after the datum that leave it the datum: value, list, raw. */
  transparentHeads: readonly string[];
  /** Words in a constant that make it the name of something. */
  constantWords: readonly string[];
  types: {
    boolean: readonly string[];
    number: readonly string[];
    date: readonly string[];
    text: readonly string[];
    /** Generic wrappers that carry their argument. */
    wrappers: readonly string[];
    /** Type names with these heads are never the datum: `EmailService`, `TextField`. */
    vetoHeads: readonly string[];
    /** Secret holders whose text form hides the value. */
    secrets: readonly string[];
    /** Annotations by which a person says "personal data". */
    personalAnnotations: readonly string[];
    /** Those among them whose holder is hidden from text. */
    safeAnnotations: readonly string[];
  };
}

/** Everything the classifier needs, as plain JSON. */
export interface DataTypeCatalogue {
  types: readonly DataType[];
  language: LanguageLists;
}

/** Data types in the middle of a sentence, from their ids: "email", "email and date of birth", "email and 3 more". */
export function dataWords(ids: readonly string[]): string {
  const [first, second, ...more] = ids.map((id) => id.replaceAll('-', ' '));
  if (first === undefined) return 'the value';
  if (second === undefined) return first;
  return more.length === 0 ? `${first} and ${second}` : `${first} and ${more.length + 1} more`;
}
