import type { AssertedSafeguard, DataType, Evidence, Strength } from '../../model/data-type';
import type { Lexicon, PhraseMeaning } from './lexicon';
import { splitName } from './split-name';

/** Where a name stands: results of functions may begin with a verb, everything else may not. */
export type Role = 'field' | 'parameter' | 'variable' | 'result' | 'key';

/** One thing a name can mean before its context is looked at. */
export interface Candidate {
  type: DataType;
  strength: Strength;
  /** The words of the name that say so. */
  phrase: string;
  evidence: Evidence;
  owners: ReadonlySet<string> | undefined;
  beside: ReadonlySet<string> | undefined;
  /** What the nearest word in front says: `customerEmail`, `supportEmail`. */
  inName: 'person' | 'ambiguous' | 'organisation' | undefined;
  safeguard: AssertedSafeguard | undefined;
}

/** Takes reasons why a name is not a datum; only asked for when somebody wants to know. */
export type Objection = (text: string, phrase?: string) => void;

const CONSTANT = /^_*\p{Lu}[\p{Lu}\p{N}]*(_[\p{Lu}\p{N}]+)+$|^\p{Lu}{6,}$/u;
const NUMERIC = /^\p{N}+$/u;

interface Match {
  meanings: readonly PhraseMeaning[];
  phrase: string;
  start: number;
  end: number;
}

/** The longest known phrase that ends at `end`. */
function phraseEnding(lexicon: Lexicon, tokens: readonly string[], start: number, end: number): Match | undefined {
  if (!lexicon.phraseEnds.has(tokens[end - 1] ?? '')) return undefined;
  for (let from = Math.max(start, end - lexicon.longestPhrase); from < end; from++) {
    const phrase = end - from === 1 ? (tokens[from] ?? '') : tokens.slice(from, end).join(' ');
    const meanings = lexicon.phrases.get(phrase);
    if (meanings !== undefined) return { meanings, phrase, start: from, end };
  }
  return undefined;
}

/** Is the token at `index` inside a known phrase of several words, as `of` in `dateOfBirth`? */
function insidePhrase(lexicon: Lexicon, tokens: readonly string[], index: number): boolean {
  for (let end = index + 1; end <= tokens.length; end++) {
    const match = phraseEnding(lexicon, tokens, 0, end);
    if (match !== undefined && match.end - match.start > 1 && match.start <= index) return true;
  }
  return false;
}

/** The part of the tokens that names the value: behind a leading `to`, in front of the first preposition. */
function content(lexicon: Lexicon, tokens: readonly string[], object: Objection): { start: number; end: number } | undefined {
  let start = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] ?? '';
    const last = index === tokens.length - 1;
    if (last && index > 0 && lexicon.closingParticles.has(token) && !insidePhrase(lexicon, tokens, index)) {
      object(`a name that ends in "${token}" is a time or a state`);
      return undefined;
    }
    if (!lexicon.prepositions.has(token) || insidePhrase(lexicon, tokens, index)) continue;
    if (index > start) return { start, end: index };
    if (token !== 'to') {
      object(`a name that begins with "${token}" is a function`);
      return undefined;
    }
    start = index + 1;
  }
  return { start, end: tokens.length };
}

/** The phrase at the head of the content; what follows it must leave it the datum. */
function headMatch(lexicon: Lexicon, tokens: readonly string[], start: number, end: number, object: Objection): Match | undefined {
  let fallback: Match | undefined;
  for (let at = end; at > start; at--) {
    const token = tokens[at - 1] ?? '';
    const match = phraseEnding(lexicon, tokens, start, at);
    const passes = lexicon.transparentHeads.has(token) || lexicon.anyHeadOk.has(token) || lexicon.safeguardWords.has(token)
      || lexicon.following.has(token) || NUMERIC.test(token);
    if (match !== undefined) {
      // `emailText`: `text` is weak and may also just follow the datum.
      const weak = match.end - match.start === 1 && match.meanings.every((meaning) => meaning.strength === 'maybe' || meaning.owners !== undefined);
      if (!weak || !passes) return match;
      fallback ??= match;
    }
    if (!passes) {
      if (fallback === undefined) object(`the head noun is "${token}"`);
      return fallback;
    }
  }
  return fallback;
}

/** Everything around the phrase that can speak against it, or for it. */
function judge(
  lexicon: Lexicon, tokens: readonly string[], content: { start: number; end: number }, match: Match, meaning: PhraseMeaning,
  name: string, role: Role, object: Objection,
): Candidate | undefined {
  const { type, strength } = meaning;
  const rules = lexicon.rules.get(type);
  const no = (text: string): Candidate | undefined => {
    object(text, match.phrase);
    return undefined;
  };
  if (strength === undefined) return no(`"${match.phrase}" means something else`);
  let safeguard: AssertedSafeguard | undefined;
  const setSafeguard = (word: string | undefined): void => {
    if (word !== undefined) safeguard = word as AssertedSafeguard;
  };
  for (const token of tokens.slice(match.end, content.end)) {
    setSafeguard(lexicon.safeguardWords.get(token));
    const passes = lexicon.transparentHeads.has(token) || lexicon.safeguardWords.has(token) || lexicon.following.has(token)
      || rules?.headsOk.has(token) === true || NUMERIC.test(token);
    if (!passes) return no(`the head noun is "${token}"`);
  }
  const before = tokens.slice(content.start, match.start);
  const first = before[0] ?? '';
  const opening = tokens[match.start] ?? '';
  if (role === 'result' && lexicon.predicates.has(opening)) return no(`"${opening}" in front asks a yes-or-no question`);
  const asking = before.find((token) => lexicon.predicates.has(token));
  if (asking !== undefined) return no(`"${asking}" in front asks a yes-or-no question`);
  const gives = role === 'result' && (lexicon.resultVerbs.has(first) || lexicon.safeguardVerbs.has(first)
    || (type.credential === true && lexicon.mintingVerbs.has(first)));
  if (gives) {
    setSafeguard(lexicon.safeguardVerbs.get(first));
    before.shift();
  } else if (lexicon.verbs.has(first) && !(role !== 'result' && lexicon.neutral.has(first))) {
    return no(`"${first}" in front makes it a function`);
  }
  if (CONSTANT.test(name)) {
    if (type.credential !== true) return no('a name in capitals is a constant, so configuration');
    const word = [...before, ...tokens.slice(match.end)].find((token) => lexicon.constantWords.has(token));
    if (word !== undefined) return no(`a constant with "${word}" names something about the datum`);
  }
  const unreal = before.find((token) => lexicon.unreal.has(token));
  if (unreal !== undefined) return no(`"${unreal}" in front says there is no real value`);
  const nearest = before[before.length - 1] ?? '';
  if (rules?.before.has(nearest) === true) return no(`"${nearest}" in front makes it no ${type.label.toLowerCase()}`);
  const vetoToken = tokens.find((token) => rules?.tokens.has(token));
  if (vetoToken !== undefined) return no(`"${vetoToken}" in the name makes it no ${type.label.toLowerCase()}`);

  let inName: Candidate['inName'];
  for (const [index, token] of before.entries()) {
    setSafeguard(lexicon.safeguardWords.get(token));
    // `serviceAccount` says more than `account`.
    const pair = lexicon.owners.get(`${before[index - 1] ?? ''} ${token}`);
    const kind = pair ?? lexicon.owners.get(token);
    if (kind === 'person') inName = 'person';
    else if (pair === 'organisation' || lexicon.organisational.has(token)) inName = 'organisation';
    else if (kind === 'ambiguous') inName = 'ambiguous';
    else if (strength === 'maybe' && !lexicon.neutral.has(token) && !lexicon.safeguardWords.has(token)) {
      // A person further back does not help: `userFileName` is a file's.
      if (type.credential !== true) return no(`"${before[index] ?? ''}" in front says it belongs to something else`);
    }
  }
  if (inName === undefined && tokens.slice(match.end).some((token) => lexicon.following.has(token))) inName = 'person';
  const evidence: Evidence = { kind: 'name', text: `the name reads "${match.phrase}"` };
  return { type, strength, phrase: match.phrase, evidence, owners: meaning.owners, beside: meaning.beside, inName, safeguard };
}

/**
 * Reads a name without its context: which data types its head noun can mean. Empty when it means none.
 * The reading: detection by token sequence and head noun, never by substring.
 */
export function readName(lexicon: Lexicon, name: string, role: Role, object: Objection): Candidate[] {
  // Dotted keys are paths of configuration and translation, not data.
  if (name.includes('.')) return [];
  // `__author_email__` speaks of the module.
  if (name.length > 4 && name.startsWith('__') && name.endsWith('__')) return [];
  const tokens = splitName(name);
  const span = content(lexicon, tokens, object);
  if (span === undefined) return [];
  const match = headMatch(lexicon, tokens, span.start, span.end, object);
  if (match === undefined) return [];
  const candidates: Candidate[] = [];
  for (const meaning of match.meanings) {
    const candidate = judge(lexicon, tokens, span, match, meaning, name, role, object);
    if (candidate !== undefined) candidates.push(candidate);
    else if (meaning.strength === undefined) return [];
  }
  return candidates;
}
