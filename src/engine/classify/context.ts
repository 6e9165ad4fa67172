import type { DataType, Evidence, Strength } from '../../model/data-type';
import { STRENGTH_ORDER } from '../../model/data-type';
import type { Classifier, Query, Verdict } from './classify';
import { keep, ownerOf } from './classify';
import type { AnnotationReading, TypeReading } from './declared-type';
import type { OwnerReading } from './owner';
import { readName, type Candidate, type Objection } from './read-name';
import { splitName } from './split-name';

const NO_OWNER: OwnerReading = { kind: undefined, head: '', heads: [] };
const NO_TYPE: TypeReading = { kind: 'unknown', dataType: undefined, secret: false };

/** Everything around a name, read once per query. */
interface Surroundings {
  owner: OwnerReading;
  ownerName: string;
  declared: TypeReading;
  annotation: AnnotationReading | undefined;
  strong: number;
  strongName: string;
  /** Fields beside it that only a person has: an address to write to may be a thing's as well. */
  personal: number;
  things: number;
}

function siblingKind(classifier: Classifier, sibling: string): 'strong' | 'thing' | null {
  const tokens = splitName(sibling);
  // Getters stand beside each other like the fields they read.
  const phrase = (tokens[0] === 'get' && tokens.length > 1 ? tokens.slice(1) : tokens).join(' ');
  if (classifier.lexicon.strongSiblings.has(phrase)) return 'strong';
  return classifier.lexicon.thingSiblings.has(phrase) ? 'thing' : null;
}

function readOwnerOf(classifier: Classifier, { owner, ownerType }: Query, around: Surroundings): void {
  if (ownerType !== undefined) {
    around.owner = ownerOf(classifier, ownerType);
    around.ownerName = ownerType;
  }
  // A type that says nothing leaves the word to the name.
  if (owner === undefined || around.owner.kind !== undefined) return;
  const named = ownerOf(classifier, owner);
  const { heads } = around.owner;
  // What the type is called still counts for rules that name an owner.
  around.owner = heads.length === 0 ? named : { ...named, heads: [...named.heads, ...heads] };
  around.ownerName = owner;
}

function readAnnotations(classifier: Classifier, annotations: readonly string[], around: Surroundings): void {
  for (const text of annotations) {
    const known = classifier.annotations.get(text);
    const read = known === undefined ? keep(classifier.annotations, text, classifier.types.annotation(text) ?? null) : known;
    if (read === null) continue;
    const { annotation } = around;
    around.annotation = annotation === undefined ? read : {
      dataType: annotation.dataType ?? read.dataType, personal: annotation.personal || read.personal,
      secret: annotation.secret || read.secret, evidence: annotation.evidence,
    };
  }
}

function isSameDatum(classifier: Classifier, name: string, sibling: string): boolean {
  const weak = fieldReadings(classifier, name).filter((one) => one.strength === 'maybe' && one.owners === undefined);
  return weak.some(({ type }) => fieldReadings(classifier, sibling).some((other) => other.type === type && other.owners === undefined));
}

function fieldReadings(classifier: Classifier, name: string): readonly Candidate[] {
  return classifier.names.get(name) ?? keep(classifier.names, name, readName(classifier.lexicon, name, 'field', () => undefined));
}

function readSiblings(classifier: Classifier, name: string, siblings: readonly string[], around: Surroundings): void {
  for (const sibling of siblings) {
    if (sibling === name) continue;
    const known = classifier.siblings.get(sibling);
    const kind = known === undefined ? keep(classifier.siblings, sibling, siblingKind(classifier, sibling)) : known;
    if (kind === 'thing') around.things++;
    // A full name beside a name says nothing more than the name does: projects and branches have both.
    else if (kind === 'strong' && !isSameDatum(classifier, name, sibling)) {
      around.strong++;
      if (!/e[-_]?mail/i.test(sibling)) around.personal++;
      around.strongName ||= sibling;
    }
  }
}

/** What the declaration of a name says of it. */
function readDeclaration(classifier: Classifier, query: Query): Surroundings {
  const around: Surroundings = {
    owner: NO_OWNER, ownerName: '', declared: NO_TYPE, annotation: undefined, strong: 0, strongName: '', personal: 0, things: 0,
  };
  const { type } = query;
  if (type !== undefined && type !== '') {
    around.declared = classifier.declared.get(type) ?? keep(classifier.declared, type, classifier.types.type(type));
  }
  if (query.annotations !== undefined) readAnnotations(classifier, query.annotations, around);
  return around;
}

/** Adds what stands around it. */
function lookAround(classifier: Classifier, query: Query, around: Surroundings): void {
  readOwnerOf(classifier, query, around);
  if (query.siblings !== undefined) readSiblings(classifier, query.name, query.siblings, around);
}

function anyOf(words: readonly string[], set: ReadonlySet<string>): boolean {
  for (const word of words) if (set.has(word)) return true;
  return false;
}

/** A declared class that does not say it is a secret: `AuthenticationSession sessionCookie`, `Ed25519Key signingKey`. Type parameters and boxes of any value say nothing; a list is what it lists. */
function isForeignObject(written: string): boolean {
  const typeText = written.replace(/(?:\[\])+$/, '');
  if (!/^(?:[a-z_]\w*\.)*[A-Z]\w*[a-z]\w*\??$/.test(typeText)) return false;
  return !/(?:token|secret|password|passwd|credentials?|jwt|otp|pin|cookie|header|value|text|str|node|json|data|bytes?|buffer|sequence|array|object|any|claim|param|parameter|optional|option|t)\??$/i.test(typeText);
}

/** True when a field beside the name is one of these; a letter in front (`mRealName`) says nothing. */
function standsBeside(siblings: readonly string[] | undefined, names: ReadonlySet<string>): boolean {
  return siblings?.some((sibling) => names.has(splitName(sibling).filter((token) => token.length > 1).join(' '))) === true;
}

/** Why the surroundings speak against a candidate, if they do. */
function objection(candidate: Candidate, around: Surroundings, ownerVeto: ReadonlySet<string> | undefined, accepts: ReadonlySet<string> | undefined, typeText: string): string | undefined {
  const { type } = candidate;
  const { owner, declared } = around;
  const label = type.label.toLowerCase();
  if (declared.kind === 'other') return `the declared type \`${typeText}\` does not hold a value`;
  if (declared.kind !== 'unknown' && declared.kind !== 'text' && accepts?.has(declared.kind) !== true) {
    return `the declared type \`${typeText}\` is no ${label}`;
  }
  if (type.credential === true && declared.kind === 'unknown' && isForeignObject(typeText)) return `the declared type \`${typeText}\` is an object of its own`;
  if (owner.kind === 'texts') return `\`${around.ownerName}\` holds texts about data`;
  if (ownerVeto !== undefined && anyOf(owner.heads, ownerVeto)) return `\`${around.ownerName}\` has no ${label} of a person`;
  if (type.credential === true) return undefined;
  if (owner.kind === 'configuration') return `\`${around.ownerName}\` holds configuration`;
  // A meaning that names its owner has read it already: the account number of `bank`.
  if (owner.kind === 'organisation' && type.tier < 4 && candidate.owners === undefined) return `\`${around.ownerName}\` is an organisation`;
  if (candidate.inName === 'organisation' && owner.kind !== 'person') return 'the name belongs to an organisation or a service';
  if (around.things >= 2 && owner.kind !== 'person') return 'the fields beside it are those of a package manifest';
  return undefined;
}

/** Strength after owner, siblings and annotations; undefined when a weak name belongs to a thing. */
function weigh(candidate: Candidate, around: Surroundings, evidence: Evidence[]): Strength | undefined {
  const { strength, type } = candidate;
  const person = around.owner.kind === 'person' || candidate.inName === 'person';
  if (around.owner.kind === 'person') evidence.push({ kind: 'owner', text: `\`${around.ownerName}\` is a person` });
  else if (candidate.inName === 'person') evidence.push({ kind: 'owner', text: 'the name says it is a person\'s' });
  if (around.strong > 0) evidence.push({ kind: 'sibling', text: `stands beside \`${around.strongName}\`` });
  if (candidate.owners !== undefined) evidence.push({ kind: 'owner', text: `belongs to \`${around.ownerName}\`` });
  if (around.annotation?.personal === true) {
    evidence.push({ kind: 'annotation', text: `marked \`${around.annotation.evidence}\`` });
    return strength === 'maybe' ? 'likely' : 'certain';
  }
  if (around.declared.kind === 'date' && type.id === 'birth-date') {
    evidence.push({ kind: 'type', text: 'declared as a date' });
    return 'certain';
  }
  if (strength === 'certain') return 'certain';
  // An owner that is part of the meaning has been counted already.
  const raised = person && candidate.owners === undefined;
  if (strength === 'likely') return raised || around.strong >= 2 ? 'certain' : 'likely';
  if (person) return around.strong > 0 ? 'certain' : 'likely';
  // `clientName` beside `passportNo` of a `ClientFile`: the name says whose it is, and the fields that it is a person.
  if (around.owner.kind === 'thing' && candidate.inName === 'ambiguous' && around.personal > 0) return 'likely';
  if (around.owner.kind === 'thing') return around.strong >= 2 && type.thingsHaveIt !== true ? 'likely' : undefined;
  return around.strong > 0 ? 'likely' : 'maybe';
}

/** A verdict that rests on the declared type or annotation alone. */
function typedVerdict(classifier: Classifier, around: Surroundings, query: Query, candidates: readonly Candidate[]): Verdict | undefined {
  const named: DataType | undefined = around.declared.dataType ?? around.annotation?.dataType;
  if (named !== undefined) {
    // A validator for e-mails on `password` is a mistake of the code; on `recipient` it is the answer.
    const evidence: Evidence[] = around.declared.dataType === undefined
      ? [{ kind: 'annotation', text: `annotated \`${around.annotation?.evidence ?? ''}\`` }]
      : [{ kind: 'type', text: `declared as \`${query.type ?? ''}\`` }];
    return { dataType: named.id, strength: 'certain', evidence };
  }
  if (around.declared.secret && candidates.length === 0 && classifier.lexicon.types.has('auth-token')) {
    return {
      dataType: 'auth-token', strength: 'likely', typedSafeguard: true, evidence: [{ kind: 'type', text: `declared as \`${query.type ?? ''}\`` }],
    };
  }
  return undefined;
}

/**
 * Stage two: the candidates of a name in their context. Declared types dominate names, owners and siblings raise weak names,
 * things, texts and organisations veto. The first candidate that stands wins.
 */
export function judgeContext(classifier: Classifier, candidates: readonly Candidate[], query: Query, object: Objection): Verdict | undefined {
  const around = readDeclaration(classifier, query);
  const typed = typedVerdict(classifier, around, query, candidates);
  if (typed !== undefined || candidates.length === 0) return typed;
  lookAround(classifier, query, around);
  let best: Verdict | undefined;
  for (const candidate of candidates) {
    const { owners, type } = candidate;
    if (owners !== undefined && !anyOf(around.owner.heads, owners)) continue;
    if (candidate.beside !== undefined && !standsBeside(query.siblings, candidate.beside)) continue;
    const rules = classifier.lexicon.rules.get(type);
    const reason = objection(candidate, around, rules?.owners, rules?.accepts, query.type ?? '');
    if (reason !== undefined) {
      object(reason, candidate.phrase);
      continue;
    }
    const evidence: Evidence[] = [candidate.evidence];
    const strength = weigh(candidate, around, evidence);
    if (strength === undefined) {
      object(`\`${around.ownerName}\` is a thing, and things have one too`, candidate.phrase);
      continue;
    }
    if (best !== undefined && STRENGTH_ORDER[best.strength] >= STRENGTH_ORDER[strength]) continue;
    const verdict: Verdict = { dataType: type.id, strength, evidence };
    if (around.declared.secret || around.annotation?.secret === true) {
      verdict.typedSafeguard = true;
      evidence.push({ kind: 'safeguard', text: 'its declaration hides the value from text' });
    }
    if (candidate.safeguard !== undefined) {
      verdict.assertedSafeguard = candidate.safeguard;
      evidence.push({ kind: 'safeguard', text: `the name says ${candidate.safeguard}` });
    }
    best = verdict;
    // A meaning that names its owner beats the general one.
    if (owners !== undefined) break;
  }
  return best;
}
