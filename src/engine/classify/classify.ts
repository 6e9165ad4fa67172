import type { AssertedSafeguard, DataType, DataTypeCatalogue, Evidence, Strength } from '../../model/data-type';
import { judgeContext } from './context';
import type { AnnotationReading, TypeReader, TypeReading } from './declared-type';
import { buildTypeReader } from './declared-type';
import type { Lexicon } from './lexicon';
import { buildLexicon } from './lexicon';
import type { OwnerReading } from './owner';
import { readOwner } from './owner';
import type { Candidate, Objection, Role } from './read-name';
import { readName } from './read-name';
import { splitName } from './split-name';

/** One name in its place. */
export interface Query {
  name: string;
  role: Role;
  /** Name of the object that holds it: `user` in `user.email`. */
  owner?: string;
  /** Declared or inferred type of that object; beats its name. */
  ownerType?: string;
  /** Names of the other fields or keys beside it. */
  siblings?: readonly string[];
  /** Declared type as written. */
  type?: string;
  /** Annotations, decorators, attributes, struct tags as written. */
  annotations?: readonly string[];
}

/** A name is a datum. */
export interface Verdict {
  dataType: string;
  strength: Strength;
  evidence: readonly Evidence[];
  /** The declared type or annotation hides the value from text: `SecretStr`. */
  typedSafeguard?: boolean;
  /** The name claims a protection: `hashedPassword`. */
  assertedSafeguard?: AssertedSafeguard;
}

/** Why a name is a datum, or why it is not and what would change that. */
export interface Explanation {
  verdict: Verdict | undefined;
  /** What spoke against a reading. */
  against: readonly Evidence[];
  /** Sentences: what would make it a datum, or make it surer. */
  wouldChange: readonly string[];
}

/** A compiled catalogue with its memory; make one per catalogue and keep it. */
export interface Classifier {
  readonly lexicon: Lexicon;
  readonly types: TypeReader;
  /** Readings by name, for results of functions and for everything else; an empty list is a miss. */
  readonly names: Map<string, readonly Candidate[]>;
  readonly results: Map<string, readonly Candidate[]>;
  readonly keys: Map<string, readonly Candidate[]>;
  readonly owners: Map<string, OwnerReading>;
  readonly declared: Map<string, TypeReading>;
  readonly annotations: Map<string, AnnotationReading | null>;
  /** Names that show that an object is a person (`strong`) or a package manifest (`thing`), folded to their data type. */
  readonly siblings: Map<string, 'strong' | 'thing' | null>;
  /** Verdicts of candidates without context. */
  readonly bare: Map<readonly Candidate[], Verdict | null>;
}

/** Names kept in memory before starting afresh; results do not depend on it. */
const MEMORY = 200_000;
const silent: Objection = () => undefined;

/** Compiles a catalogue. */
export function buildClassifier(catalogue: DataTypeCatalogue): Classifier {
  const lexicon = buildLexicon(catalogue);
  return {
    lexicon, types: buildTypeReader(lexicon, catalogue.language.types),
    names: new Map(), results: new Map(), keys: new Map(), owners: new Map(), declared: new Map(), annotations: new Map(), siblings: new Map(),
    bare: new Map(),
  };
}

/** Keeps a value for the next time and gives it back. */
export function keep<K, V>(memory: Map<K, V>, key: K, value: V): V {
  if (memory.size >= MEMORY) memory.clear();
  memory.set(key, value);
  return value;
}

const memoryOf = (classifier: Classifier, role: Role): Map<string, readonly Candidate[]> =>
  role === 'result' ? classifier.results : role === 'key' ? classifier.keys : classifier.names;

/**
 * Is this name in this place personal data or a credential, which, and how surely? Undefined: no.
 * The common case, a name that means nothing, costs one look-up.
 */
export function classify(classifier: Classifier, query: Query): Verdict | undefined {
  const memory = memoryOf(classifier, query.role);
  const candidates = memory.get(query.name) ?? keep(memory, query.name, readName(classifier.lexicon, query.name, query.role, silent));
  if (query.type !== undefined || query.annotations !== undefined) return judgeContext(classifier, candidates, query, silent);
  if (candidates.length === 0) return undefined;
  if (query.owner !== undefined || query.ownerType !== undefined || query.siblings !== undefined) {
    return judgeContext(classifier, candidates, query, silent);
  }
  const known = classifier.bare.get(candidates);
  return (known === undefined ? keep(classifier.bare, candidates, judgeContext(classifier, candidates, query, silent) ?? null) : known) ?? undefined;
}

/** True for a name that means nothing in any place, unless a declared type or an annotation speaks. */
export function isSilent(classifier: Classifier, name: string, role: Role): boolean {
  return memoryOf(classifier, role).get(name)?.length === 0;
}

/** The same verdict with everything that spoke against it and what would change it: for "why" and "why not". */
export function explain(classifier: Classifier, query: Query): Explanation {
  const against: Evidence[] = [];
  const object: Objection = (text) => {
    if (!against.some((other) => other.text === text)) against.push({ kind: 'veto', text });
  };
  const candidates = readName(classifier.lexicon, query.name, query.role, object);
  const verdict = judgeContext(classifier, candidates, query, object);
  const wouldChange: string[] = [];
  if (verdict === undefined && candidates.length === 0 && against.length === 0) {
    wouldChange.push(`a data type in the team file whose names include "${splitName(query.name).join(' ')}"`);
  }
  if (verdict === undefined && against.length > 0) {
    wouldChange.push('a declared type or annotation that names the data type, such as an e-mail validator');
  }
  if (verdict?.strength === 'maybe') {
    wouldChange.push('an owner that is a person, such as `user`', 'a field beside it that only a person has, such as `firstName`');
  }
  if (verdict?.strength === 'likely') wouldChange.push('an owner that is a person, or a declared type that names the data type');
  if (verdict !== undefined) wouldChange.push('an entry under `not_personal` in the team file');
  return { verdict, against, wouldChange };
}

/** The reading of an owner's name, remembered. */
export function ownerOf(classifier: Classifier, name: string): OwnerReading {
  return classifier.owners.get(name) ?? keep(classifier.owners, name, readOwner(classifier.lexicon, name));
}

/** What kind of owner a name or type name is, for whole objects: `user` is a person, `account` may be one. */
export function personOwner(classifier: Classifier, name: string): 'person' | 'ambiguous' | 'thing' | 'organisation' | undefined {
  const { kind } = ownerOf(classifier, name);
  return kind === 'texts' || kind === 'configuration' ? 'thing' : kind;
}

/** The data type with this id. */
export function dataTypeOf(classifier: Classifier, id: string): DataType | undefined {
  return classifier.lexicon.types.get(id);
}
