import type { DataTypeCatalogue } from '../../model/data-type';
import type { SafeguardGrade } from '../../model/finding';
import type { Severity } from '../../model/severity';

/** Everything under rules/ and grammars/, compiled into one plain value. */
export interface Catalogue {
  /** Hash of the compiled content; part of baseline and cache keys. */
  version: string;
  dataTypes: DataTypeCatalogue;
  libraries: Library[];
  findings: FindingClass[];
  controls: ControlRule[];
  recipients: RecipientRule[];
  languages: LanguageInfo[];
}

// ---- languages (grammars/<language>/language.yml)

export interface LanguageInfo {
  id: string;
  label: string;
  /** Libraries and builtins of one family serve all its languages. */
  family: string;
  lineComment: string;
  /** The text form of an object or dict without a type of its own shows its fields. */
  textShowsRecords: boolean;
  /** What stands inside a record or list is shown by its own text form, too. */
  nestedText?: boolean;
  /** Going through a record gives its keys. */
  iteratesKeys: boolean;
  /** A type implements an interface by having its methods. */
  structuralInterfaces?: boolean;
  /** A type may be declared in several files, each adding to it. */
  openTypes?: boolean;
  /** A value named like a type of the workspace is taken for one when nothing else is known. */
  namesTellTypes?: boolean;
  /** A call gives several results, told apart by place. */
  severalResults?: boolean;
  /** A function beside a type can be called like a method of it. */
  extensionFunctions?: boolean;
  /** The method that answers where an object is called like a function. */
  callMethod?: string;
  /** Methods of the interfaces that stand for functions. */
  functionMethods?: string[];
  /** Going through a map gives entries: places 0 and 1, and the same as `key` and `value`. */
  iteratesEntries?: boolean;
  grammars: { id: string; wasm: string; sha256: string; extensions: string[]; editor: string[] }[];
  /** `package`: the files of a package share their names; others name a package or a folder and take names from it. */
  modules: { style: 'path' | 'dotted' | 'package'; extensions: string[]; index: string; replace: Record<string, string[]>; /** Modules that every file opens whole without saying so. */ opens?: string[] };
}

// ---- libraries (rules/libraries/<ecosystem>/<library>.yml)

/**
 * Which part of a call a rule speaks of: "0" first argument, "0.." all from the first, "-1" last, "name" a named argument,
 * "receiver" the object of the method, "result" the value given back; a dotted rest walks fields: "0.auth.user", and `*` any element:
 * "0.*"; `@Body` the arguments whose parameter is annotated so, `@none` those without annotation, and `@.url` what the annotation that the call is modelled by holds
 * under a key (`@.0`: without a key); in the arguments of a sink a last `()` is what the function there gives. "shape.0" and "shape.receiver" are instances of what a schema or table there describes, where a
 * variable of that name holds it; "type.0" is an instance of a type the call was given, "type.0.Body" of a member of that. "**" is all named arguments; "beside" (only in `errorWhen`) the next element where a result is returned as a tuple's first.
 */
export type Selector = string;

/** What a sink is, by kind and never by vendor. */
export type SinkKind =
  | 'log' | 'exception' | 'error-response' | 'response' | 'http' | 'mail' | 'sms' | 'push' | 'chat' | 'payment' | 'crm' | 'search' | 'ai' | 'analytics' | 'telemetry'
  | 'fast-hash' | 'file' | 'store' | 'queue' | 'cookie';

export type FacetName = 'text' | 'debug' | 'json' | 'fields';

/** Where a value comes from, when that is known. */
export type OriginName =
  | 'literal' | 'config' | 'environment' | 'i18n' | 'count' | 'clock' | 'random' | 'test' | 'input' | 'store' | 'parameter' | 'external' | 'unknown';

export interface Library {
  id: string;
  label: string;
  ecosystem: string;
  family: string;
  /** Import paths that are this library; "x/*" takes sub paths. Empty for globals of the language. */
  modules: string[];
  /** Set for libraries that keep data: shown as an asset of an assessment. */
  asset?: { kind: string };
  /** Id of the recipient its sinks send to; an `http` sink without one asks the host. */
  recipient?: string;
  types: Record<string, LibraryType>;
  calls: CallModel[];
  properties: PropertyModel[];
  bases: BaseModelRule[];
}

/** An instance the library gives, named by what the library calls it. */
export interface LibraryType {
  /** Names under which the module exports the class or type; the key itself counts too. */
  exported?: string[];
  /** Receiver names that may be taken for it when nothing else is known (call resolution, rung 5). Loggers and request objects only. */
  receivers?: string[];
  /** Another type of the same library whose calls it also answers. */
  extends?: string;
  /** It stands for its first type argument, or many of it: `ForeignKey(Member)` of a model reads as a `Member`. */
  wraps?: 'one' | 'many';
  /** It is made of the data put into it and shows them: a JSON object. */
  shows?: 'content';
}

export interface CallModel {
  /**
   * Calls it speaks of. `createLogger` an export of the module (dots walk further), `default` its default export or the module itself,
   * `Logger.info` a method of an instance type above, `OpenAI.chat.completions.create` walks further, `Debugger.()` the instance itself when it is called,
   * `console.log` a global path in a library without modules,
   * `*.map` a method of any receiver that is not the project's own, `Assistant.*` any method without a body of a project type that answers like the type,
   * `@POST` a method without a body that is annotated so, or has such a parameter, `@FeignClient.*` any of a type annotated so. `{a,b}` is expanded when compiled.
   */
  call: string[];
  /**
   * Speaks only of calls whose value at the selector is one of these constants, or a constant text that fits `matches`: `boto3.client("ses")`;
   * of a function it is a text in what it gives back. With `function` only of those given a function there, with `text` only of those whose value is declared a text: `name.first()` is a character,
   * `names.first()` is not.
   * Several models may speak of one call and all apply; where one with `when` fits, those without are not asked.
   */
  when?: { at: Selector; is?: (string | number | boolean | null)[]; matches?: string; text?: boolean; function?: boolean };
  sink?: { to: SinkKind; args: Selector[]; facet: FacetName; /** Method by which a type of the project says what it shows here: `LogValue`. */ form?: string; recipient?: string; /** Where the URL or host stands; a value made by a library with a recipient stands for that. */ host?: Selector;
    /** Reported where the receiver was made, not at the call: `createHash` of `createHash("md5").update(password)`. */ at?: 'receiver';
    /** Where the address stands that a relative URL is joined to, or that is used when `host` says nothing: "receiver.baseURL". */ base?: Selector;
    /** For `response`: where the status stands; a constant of 400 or more makes it an `error-response`. The first that has a value counts. */ errorWhen?: Selector[];
    /** Where keys named so are not data that leaves (routing): e.g. the address handed to a mail provider. */ address?: Selector[] }[];
  /** Arguments that are URLs a client connects to (cleartext transport). */
  url?: Selector[];
  /**
   * The result carries the argument's data under this safeguard: of the value's own data; fields and elements of a record or list are handed on
   * as they are. With `pattern` it covers only data whose texts the regular expression there can match.
   */
  safeguard?: { grade: SafeguardGrade; of: Selector; pattern?: Selector };
  /** The result carries the data of these, as shown by the facet. */
  pass?: { of: Selector[]; facet?: FacetName; /** As for a sink. */ form?: string; /** What no number can hold is left behind: `Number(text)`. */ as?: 'number' };
  /**
   * What the result is: a type of this library, "self", "receiver", "element" of the receiver (of a typed container its type argument), "list" of the receiver's elements,
   * "list self", "list X" (a list of what X says), "X or Y" (Y where X says nothing), "clean", "fields 0" (argument 0 as a record of its fields, whatever its text form shows), "revealed" (the receiver, no longer
   * hidden by its declared type), or a Selector;
   * "self" is the project's own type that answers through `bases`; the element of a class is an instance of it: `session.get(Member, 1)` returns "0.*".
   * "thunk 0": a function that gives argument 0 when it is called. Without a rule: an exported name of a type may be the class or a ready
   * instance; calling or constructing it, and using it as a receiver, give that type.
   */
  returns?: string;
  /** The result has only the fields whose names are in the list there (`keep`), or lacks them (`drop`): `model_dump(exclude={"email"})`. */
  projects?: { keep?: Selector; drop?: Selector;
    /** Members under this annotation are left out; of a type that bears it itself all but those under `keepAnnotated`. */ dropAnnotated?: string; keepAnnotated?: string;
    /** Where names are given there, only members whose annotation `keepAnnotated` lists one of them: serialisation groups. */ groups?: Selector };
  /** Where the result comes from; `data` names a data type it certainly is. */
  source?: { origin: OriginName; data?: string };
  /** A function argument it calls; `gives` says what each parameter gets: Selector, "element", "entry" (of a map its key, where another parameter gets the value), "accumulator", "receiver", "type T", "source ORIGIN", "fields 0": any field of argument 0. */
  callback?: { arg: Selector; gives: string[]; /** What the call's result is: the callback's result, a list of it, a map of the pairs it gives, the receiver. */ result?: 'callback' | 'list' | 'map' | 'receiver' };
  /** Writes values into the receiver or an argument: as an element, all fields of, or a named key ("key 0" = the text of argument 0, "key status" a field of that name,
   * "names" = a field of unknown value for every key of the record there: `select: {email: true}`, "place 1" = a tuple with it in that place,
   * nothing known to be personal in those before, "entries" = a tuple of key and value of the map there). */
  store?: { into: Selector; from: Selector[]; as: 'element' | 'parts' | 'fields' | 'names' | 'columns' | 'entries' | `place ${number}` | 'key 0' | `key ${string}` };
  /** Instances of the project's type there (all that the library makes, without one) are connected to the address, or made by the library, at `base`. */
  connects?: { type?: Selector; base: Selector };
  /** Removes the key named by argument 0 from the receiver. */
  removes?: 'key 0';
  /** Takes everything out of the receiver: `builder.Clear()`. */
  empties?: 'receiver';
  /** The argument configures the instance given back (or the receiver): redaction by dialect. */
  configures?: RedactionModel[];
  /**
   * Options that weaken protection: reported when the value at the selector is one of `is`, or a number below `below`,
   * a text that fits `matches`, or not given and `missing`; with `result` the value is a function and what it always gives back is compared
   * (null: nothing). At "callee" without a test every use is reported.
   */
  options?: {
    finding: string; at: Selector; is?: (string | number | boolean | null)[]; below?: number; matches?: string; missing?: boolean; result?: boolean;
  }[];
}

export type RedactionDialect = 'dotted-path' | 'key-equals' | 'key-matches' | 'type' | 'text-pattern' | 'callback' | 'by-key';

export interface RedactionModel {
  dialect: RedactionDialect;
  /** Where the paths, keys, pattern or callback stand; a list is a chain in its order. */
  at: Selector;
  /** Covers every instance of the library, not the one given back. */
  scope?: 'library';
  /** For `callback`: which parameter is the record that leaves. For a class instance: the method that is called. */
  param?: number;
  method?: string;
  /** For `type`: where the class stands whose instances the function there writes in another form. */
  of?: Selector;
  /** Sinks of the instance it covers: all methods of the type when absent. */
  covers?: string[];
}

export interface PropertyModel {
  /** `Request.body` of an instance type, `process.env` a global path, or `.rejectUnauthorized` a key written anywhere. */
  property: string[];
  source?: { origin: OriginName; data?: string };
  returns?: string;
  options?: { finding: string; is: (string | number | boolean | null)[]; result?: boolean; /** A key beside it that is true: then the value says something else. */ unless?: string }[];
  /** The constant that reading it gives: `ssl.CERT_NONE` gives "CERT_NONE", to be compared in `is`. */
  constant?: string | number | boolean | null;
  /** The type argument of the object that tells its type, or a member of that: "2" of `Request<P, R, Body>`, "0.Body" of `FastifyRequest<{ Body: T }>`. */
  argument?: string;
  /** It gives the object's fields as a record: `__dict__`. */
  shows?: 'fields';
  safeguard?: { grade: SafeguardGrade };
}

/** What a base type or annotation of a library says about a project's own type. */
export interface BaseModelRule {
  /** Base types (`BaseModel`) or annotations (`@dataclass`) exported by the module. */
  base: string[];
  shows?: Partial<Record<'text' | 'debug' | 'json', 'nothing' | 'all'>>;
  /** A type of this library whose calls and properties the project's type answers too. */
  instance?: string;
}

// ---- recipients (rules/recipients/*.yml)

export interface RecipientRule {
  id: string;
  name: string;
  category: string;
  country?: string;
  /** Host suffixes: "api.twilio.com", "*.sentry.io". */
  hosts: string[];
}

// ---- finding classes (rules/findings/<id>.yml)

export interface FindingClass {
  id: string;
  title: string;
  form: 'flow' | 'option' | 'literal';
  /** Sentence parts: `{data}` is the list of labels, `{goes}` goes/go, `{recipient}`, `{callee}`, `{value}`. */
  fact: string;
  /** Kinds of sink that meet it (form flow). */
  sinks: SinkKind[];
  /** Only these data types or credentials (form flow): e.g. passwords for a hash. Empty = all personal data. */
  only: string[];
  /** Data types it never speaks of: credentials sent to the service they belong to. */
  except?: string[];
  /** How pseudonymous ids and low data are read at its own sinks. */
  ids: 'silent' | 'low' | 'report';
  /** Order among classes of which one call gives at most one; smaller wins. 0 = may stand beside others. */
  exclusive: number;
  /** The lowest strength of evidence that makes a finding. */
  severity: Severity | 'by-tier';
  /** Safeguards that clear it. */
  clears: SafeguardGrade[];
  /** Safeguards that lower it by one. */
  lowers: SafeguardGrade[];
  controls: string[];
  references: { cwe: string[]; linddun: string[]; gdpr: string[]; asvs: string[]; nist: string[] };
  /** What the offer says when no code control can be verified: "once the team file names {recipient}". */
  step: string;
  docs: { why: string; do: string; dont: string; notWhen: string; bad: Record<string, string>; good: Record<string, string> };
}

// ---- controls (rules/controls/<id>.yml)

export interface ControlRule {
  id: string;
  title: string;
  effort: 'minutes' | 'hours' | 'days';
  residual: string;
  /** Heading of the assessment whose answer it changes. */
  assessment: string;
  /** How the offer ends the sentence; `{…}` holes as in titles: {name} {stable} {helper} {logger} {recipient}. */
  phrase: string;
  /** Text for a person when no edit fits. */
  step: string;
  edit: 'remove-value' | 'replace-with-id' | 'wrap-in-helper' | 'https' | 'enable-option' | 'password-kdf' | 'redact-config' | 'none';
  /**
   * Source text of helpers it may create, by language or language family (the language goes first) and data type ("*" any); `imports` are the
   * names it needs from modules, no names means the module itself.
   */
  helpers?: Record<string, { name: string; grade: SafeguardGrade; data: string[]; code: string; imports?: { module: string; names: string[] }[] }[]>;
  docs: string;
}
