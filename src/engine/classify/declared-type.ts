import type { DataType, LanguageLists } from '../../model/data-type';
import type { Lexicon } from './lexicon';
import { rawTokens, singular } from './split-name';

/** What a declared type says about its value. */
export interface TypeReading {
  kind: 'boolean' | 'number' | 'date' | 'enum' | 'text' | 'other' | 'unknown';
  /** The data type that the declared type names: `EmailStr`. */
  dataType: DataType | undefined;
  /** The holder hides its value from text: `SecretStr`. */
  secret: boolean;
}

/** What annotations say about a value. */
export interface AnnotationReading {
  dataType: DataType | undefined;
  /** A person marked it as personal. */
  personal: boolean;
  secret: boolean;
  evidence: string;
}

/** Reads declared types and annotations; both are memoised per text by the caller. */
export interface TypeReader {
  type(text: string): TypeReading;
  annotation(text: string): AnnotationReading | undefined;
}

const UNKNOWN: TypeReading = { kind: 'unknown', dataType: undefined, secret: false };
const LITERAL_UNION = /^\s*\|?\s*(['"`][^'"`]*['"`]|\d+)(\s*\|\s*(['"`][^'"`]*['"`]|\d+|null|undefined))*\s*$/;
/** `z.string().email()` and the like: the validator named in a chain. */
const CHAIN_CALL = /\.(\w+)\(/g;

/** Words of a type text without null, undefined, None and modifiers: `Optional[models.EmailField]`. */
function typeWords(text: string): string[] {
  return text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu)?.filter((word) => !/^(null|undefined|none|nil|readonly|const|mut|dyn|impl|models|typing|sql|datetime(?=\.))$/i.test(word)) ?? [];
}

/** Makes a reader of declared types and annotations from the catalogue. */
export function buildTypeReader(lexicon: Lexicon, lists: LanguageLists['types']): TypeReader {
  const sets = {
    boolean: new Set(lists.boolean), number: new Set(lists.number), date: new Set(lists.date), text: new Set(lists.text),
    wrappers: new Set(lists.wrappers), vetoHeads: new Set(lists.vetoHeads), secrets: new Set(lists.secrets),
    personal: new Set(lists.personalAnnotations), safe: new Set(lists.safeAnnotations),
  };

  function readWord(word: string): TypeReading {
    const lower = word.toLowerCase();
    if (sets.secrets.has(lower)) return { kind: 'text', dataType: undefined, secret: true };
    const named = lexicon.typedTypes.get(lower);
    if (named !== undefined) return { kind: 'text', dataType: named, secret: false };
    for (const kind of ['boolean', 'number', 'date', 'text'] as const) {
      if (sets[kind].has(lower)) return { kind, dataType: undefined, secret: false };
    }
    const tokens = rawTokens(word);
    const head = singular(tokens[tokens.length - 1] ?? '');
    if (sets.vetoHeads.has(lower) || sets.vetoHeads.has(head)) return { kind: 'other', dataType: undefined, secret: false };
    return head === 'enum' ? { kind: 'enum', dataType: undefined, secret: false } : UNKNOWN;
  }

  function type(text: string): TypeReading {
    if (text.includes('=>') || /^\s*(func|fn|function)\b/i.test(text)) return { kind: 'other', dataType: undefined, secret: false };
    if (LITERAL_UNION.test(text)) return { kind: 'enum', dataType: undefined, secret: false };
    for (const [, call] of text.matchAll(CHAIN_CALL)) {
      const named = lexicon.typedAnnotations.get((call ?? '').toLowerCase());
      if (named !== undefined) return { kind: 'text', dataType: named, secret: false };
    }
    // The first word that is no wrapper decides; a map's key type says nothing about what it holds.
    const words = typeWords(text);
    for (const word of words) {
      const reading = readWord(word);
      if (reading.secret || reading.dataType !== undefined) return reading;
      if (words.length > 1 && sets.wrappers.has(word.toLowerCase())) continue;
      return reading;
    }
    return UNKNOWN;
  }

  function annotation(text: string): AnnotationReading | undefined {
    const tag = /\b(?:validate|binding)\s*:\s*"([^"]*)"/.exec(text)?.[1];
    if (tag !== undefined) {
      const dataType = tag.split(',').map((rule) => lexicon.typedAnnotations.get(rule.trim().toLowerCase())).find((found) => found !== undefined);
      return dataType && { dataType, personal: false, secret: false, evidence: text };
    }
    const base = /([\p{L}\p{N}_]+)\s*(?:\(|<|\]|$)/u.exec(text)?.[1] ?? '';
    const words = [base, ...(/^datatype$/i.test(base) ? typeWords(text).slice(1) : [])].map((word) => word.toLowerCase().replace(/attribute$/, ''));
    for (const word of words) {
      const dataType = lexicon.typedAnnotations.get(word);
      const personal = sets.personal.has(word);
      if (dataType !== undefined || personal) return { dataType, personal, secret: sets.safe.has(word), evidence: text };
    }
    return undefined;
  }

  return { type, annotation };
}
