import type { Facet } from '../facts';
import { guardInput, guardLabel, sameInput, unionInputs, unionLabels } from './carried';
import type { FileNode, FunctionNode, TypeNode } from './program';
import type { Type } from './types';

/** Safeguards as bits, so that joins are an intersection and passing one is a union. */
export const Guard = {
  masked: 1, hashed: 2, 'keyed-hashed': 4, encrypted: 8, tokenised: 16, redacted: 32, dropped: 64, 'password-kdf': 128, asserted: 256,
  /** Not a safeguard: the address a provider needs to deliver. */ address: 512,
  /** Not a safeguard: a piece cut out of a text; what it is called tells whether it still is what the text was. */ part: 1024,
  /** Not a safeguard: the message of an error that was told where it was made. */ told: 2048,
} as const;
export type GuardName = keyof typeof Guard;
/** Bits that say something else than a safeguard. */
type Mark = 'address' | 'part' | 'told';
const marks: ReadonlySet<GuardName> = new Set<GuardName>(['address', 'part', 'told']);
/** Names of the set bits, in the order above. */
export const guardNames = (bits: number): Exclude<GuardName, Mark>[] => (Object.keys(Guard) as GuardName[]).filter((name): name is Exclude<GuardName, Mark> => !marks.has(name) && (bits & Guard[name]) !== 0);

/** Where a value comes from, as far as the flow knows. Named values are asked for their name only from Input on. */
export const Origin = {
  Literal: 0, Config: 1, Environment: 2, Text: 3, Count: 4, Clock: 5, Random: 6, Test: 7, Input: 8, Store: 9, Parameter: 10, External: 11, Unknown: 12,
} as const;
export type Origin = (typeof Origin)[keyof typeof Origin];

/** Names speak for values of these origins only. */
export const nameSpeaks = (origin: Origin): boolean => origin >= Origin.Input;

/** One stop on the way of a datum; spans are relative to the function, so they survive edits above it. */
export interface Trail {
  fn: FunctionNode;
  start: number;
  end: number;
  kind: 'source' | 'step' | 'call' | 'sink';
  text: string;
  before: Trail | null;
  length: number;
}

/** Personal data in a value. Strength 0 maybe, 1 likely, 2 certain. */
export interface Label {
  type: string;
  strength: 0 | 1 | 2;
  guards: number;
  guessed: number;
  trail: Trail;
}

/** A dependence on what the function was given: a parameter (root ≥ 0) or the receiver (root -1), at most three fields deep. */
export interface InputRef {
  root: number;
  path: readonly string[];
  /** How the value was shown before it got here; -1 when it still is the value itself. */
  facet: Facet | -1;
  guards: number;
  guessed: number;
  /** Data types the guards cover; null for all. */
  only: readonly string[] | null;
  /** True when the value was known to be personal by its own name: sinks it reaches are reported inside. */
  named: boolean;
  trail: Trail | null;
}

/** Pieces of a text: known parts, and null where something unknown stands. */
export interface TextForm {
  pieces: readonly (string | null)[];
  /** Where the literal stands that it begins with. */
  at: { fn: FunctionNode; start: number; end: number } | null;
}

const formText = (form: TextForm): string => form.pieces.join('\0');

/** A function as a value; `env` holds the captured values once it left its function. */
export interface FunctionValue {
  fn: FunctionNode;
  self: Value | null;
  env: ReadonlyMap<number, Value> | null;
}

/** A place in the catalogue or in code nobody sees: `module` and a dotted path in it, or a global path with module "". */
export interface LibraryPath {
  module: string;
  path: string;
}

/** An instance of a library type, with what was configured. */
export interface Instance {
  library: string;
  type: string;
  /** Fields walked from the instance: `chat.completions`. */
  path: string;
  config: readonly RedactionConfig[];
  /** The name it was asked for by, where a library hands the same instance to whoever names it: `getLogger("payroll")`. */
  key: string;
  /** The call that made it. */
  made: Site | null;
}

/** Redaction in force on an instance: what it hides, by dialect. */
export interface RedactionConfig {
  dialect: 'dotted-path' | 'key-equals' | 'key-matches' | 'text-pattern' | 'covers-types' | 'type';
  /** For `type` fields as `Owner.field`. */
  patterns: readonly string[];
}

/** The immutable state of an object, dict or list. */
export interface ObjectState {
  fields: ReadonlyMap<string, Value>;
  element: Value | null;
  /** Fields certainly removed. */
  removed: ReadonlySet<string>;
  /** True when no field but those listed exists: a literal that nothing unknown was merged into. */
  closed: boolean;
  /** Written as a record: in some languages going through it gives its keys. */
  keyed: boolean;
}

/** What the analysis knows of one value. Immutable; `plain` is the value nothing is known of and nothing flows in. */
export interface Value {
  labels: readonly Label[];
  inputs: readonly InputRef[];
  origin: Origin;
  /** Heap cells it may be (at most 4). */
  cells: readonly number[];
  /** Its state, for values that came out of another function; cells win. */
  object: ObjectState | null;
  type: Type | null;
  texts: readonly TextForm[];
  constant: string | number | boolean | null | undefined;
  functions: readonly FunctionValue[];
  library: LibraryPath | null;
  instance: Instance | null;
  /** The class itself, not an instance of it. */
  klass: TypeNode | null;
  /** A module of the workspace as a value. */
  module: FileNode | null;
  /** The last name it was read by: owner of the fields read from it. */
  name: string;
  /** Exactly this input and nothing else. */
  exact: InputRef | null;
  /** The call that made it, for errors that are thrown and options that are reported. */
  site: Site | null;
}

/** A span of code in a function, with the text of the callee when it is a call. */
export interface Site {
  fn: FunctionNode;
  start: number;
  end: number;
  callee: string;
  argument: { start: number; end: number } | null;
  /** True for a value whose text is the error message of a construction. */
  error: boolean;
}

/** All values are made here, so that they have one shape for the runtime: reading a field of them is what the flow does most. */
class Known implements Value {
  constructor(
    public labels: readonly Label[],
    public inputs: readonly InputRef[],
    public origin: Origin,
    public cells: readonly number[],
    public object: ObjectState | null,
    public type: Type | null,
    public texts: readonly TextForm[],
    public constant: string | number | boolean | null | undefined,
    public functions: readonly FunctionValue[],
    public library: LibraryPath | null,
    public instance: Instance | null,
    public klass: TypeNode | null,
    public module: FileNode | null,
    public name: string,
    public exact: InputRef | null,
    public site: Site | null,
  ) {}
}

const none: readonly never[] = [];
export const plain: Value = new Known(none, none, Origin.Unknown, none, null, null, none, undefined, none, null, null, null, null, '', null, null);

/** A value that is being made: whoever makes it writes to it before anybody else sees it. */
export type Draft = { -readonly [K in keyof Value]: Value[K] };

/** A draft that starts as a copy of a value. */
export function copyOf(value: Value): Draft {
  return new Known(
    value.labels, value.inputs, value.origin, value.cells, value.object, value.type, value.texts, value.constant, value.functions, value.library,
    value.instance, value.klass, value.module, value.name, value.exact, value.site,
  );
}

/** Another value: `value` with what `set` writes into the copy. Where the flow passes often, `copyOf` spares making the function. */
export function change(value: Value, set: (copy: Draft) => void): Value {
  const copy = copyOf(value);
  set(copy);
  return copy;
}

/** The same value under the name it was last read by. */
export function renamed(value: Value, name: string): Value {
  if (value.name === name) return value;
  const v = copyOf(value);
  v.name = name;
  return v;
}

/** A function of the workspace as a value, bound to a receiver when it was read from one. */
export function callable(fn: FunctionNode, self: Value | null = null, name = ''): Value {
  const v = copyOf(plain);
  v.origin = Origin.Literal;
  v.functions = [{ fn, self, env: null }];
  v.name = name;
  return v;
}

const cleanByOrigin: (Value | undefined)[] = [];
/** A value that carries nothing, of a known origin. */
export function clean(origin: Origin): Value {
  return (cleanByOrigin[origin] ??= change(plain, (v) => { v.origin = origin; }));
}

export const noFields: ReadonlyMap<string, Value> = new Map();
export const noNames: ReadonlySet<string> = new Set();
export const openObject: ObjectState = objectState(noFields, null, noNames, false);

/** The state of an object. */
export function objectState(fields: ReadonlyMap<string, Value>, element: Value | null, removed: ReadonlySet<string>, closed: boolean, keyed = false): ObjectState {
  return { fields, element, removed, closed, keyed };
}


/** Labels and inputs of several values together: the data of a text, a list, a merged object. */
export function taints(values: readonly Value[]): Pick<Value, 'labels' | 'inputs'> {
  let labels: readonly Label[] = [];
  let inputs: readonly InputRef[] = [];
  for (const v of values) {
    labels = unionLabels(labels, v.labels);
    inputs = unionInputs(inputs, v.inputs);
  }
  return { labels, inputs };
}

const maxTexts = 8;

/** One of two objects; gives `a` itself when `b` adds nothing. */
export function joinObjects(a: ObjectState | null, b: ObjectState | null): ObjectState | null {
  if (a === b || b === null) return a;
  if (a === null) return b;
  let fields: Map<string, Value> | null = null;
  for (const [key, value] of b.fields) {
    const known = a.fields.get(key);
    const joined = known === undefined ? value : join(known, value);
    if (joined !== known) (fields ??= new Map(a.fields)).set(key, joined);
  }
  const element = a.element === null ? b.element : b.element === null ? a.element : join(a.element, b.element);
  const removed = a.removed === b.removed ? a.removed : new Set([...a.removed].filter((key) => b.removed.has(key)));
  const closed = a.closed && b.closed;
  const keyed = a.keyed && b.keyed;
  if (fields === null && element === a.element && removed.size === a.removed.size && closed === a.closed && keyed === a.keyed) return a;
  return { fields: fields ?? a.fields, element, removed, closed, keyed };
}

const sameTexts = (a: readonly TextForm[], b: readonly TextForm[]): boolean => a === b || (a.length === b.length && a.every((t, i) => formText(t) === (b[i] ? formText(b[i]) : undefined)));

/** Nothing at all: beside it a value stays what it is. */
const isNothing = (value: Value): boolean => value.constant === null && value.origin === Origin.Literal && value.labels.length === 0 && value.inputs.length === 0 && value.cells.length === 0 && value.object === null;

/** One of two values; gives `a` itself when `b` adds nothing, so that fixpoints are seen by identity. */
export function join(a: Value, b: Value): Value {
  if (a === b) return a;
  const labels = unionLabels(a.labels, b.labels);
  const inputs = unionInputs(a.inputs, b.inputs);
  const origin = a.origin >= b.origin ? a.origin : b.origin;
  const cells = b.cells.every((c) => a.cells.includes(c)) ? a.cells : [...new Set([...a.cells, ...b.cells])].slice(0, 4);
  const object = joinObjects(a.object, b.object);
  const type = a.type ?? b.type;
  const texts = sameTexts(a.texts, b.texts) ? a.texts : joinTexts(a.texts, b.texts);
  const constant = a.constant === b.constant ? a.constant : undefined;
  const functions = b.functions.every((f) => a.functions.some((g) => g.fn === f.fn)) ? a.functions : [...a.functions, ...b.functions.filter((f) => !a.functions.some((g) => g.fn === f.fn))].slice(0, 4);
  const library = a.library ?? b.library;
  const instance = a.instance ?? b.instance;
  const klass = a.klass ?? b.klass;
  const module = a.module ?? b.module;
  const name = a.name || b.name;
  const exact = a.exact === null ? (b.exact !== null && isNothing(a) ? b.exact : null) : b.exact === null ? (isNothing(b) ? a.exact : null) : sameInput(a.exact, b.exact) ? a.exact : null;
  const site = a.site ?? b.site;
  if (labels === a.labels && inputs === a.inputs && origin === a.origin && cells === a.cells && object === a.object && type === a.type && texts === a.texts
    && constant === a.constant && functions === a.functions && library === a.library && instance === a.instance && klass === a.klass && module === a.module && exact === a.exact && site === a.site) return a;
  return new Known(labels, inputs, origin, cells, object, type, texts, constant, functions, library, instance, klass, module, name, exact, site);
}

/** A text of which nothing is known: stands for the alternatives beyond those that are kept. */
const anyText: TextForm = { pieces: [null], at: null };

/** True when there were more texts than are kept. */
export const isCut = (texts: readonly TextForm[]): boolean => texts.includes(anyText);

function joinTexts(a: readonly TextForm[], b: readonly TextForm[]): readonly TextForm[] {
  const all = [...a, ...b.filter((t) => !a.some((u) => formText(u) === formText(t)))];
  return all.length <= maxTexts ? all : [...all.filter((t) => t !== anyText).slice(0, maxTexts - 1), anyText];
}

/** True when two values carry the same data and stand for the same objects and functions; texts, types and names may differ. */
export function carriesSame(a: Value, b: Value): boolean {
  return a.labels === b.labels && a.inputs === b.inputs && a.cells === b.cells && a.functions === b.functions && a.object === b.object && a.instance === b.instance;
}

/** Puts a safeguard on the data a value carries itself; with `only`, on those data types. */
export function guard(value: Value, bits: number, only: readonly string[] | null = null): Value {
  if (bits === 0) return value;
  return change(value, (v) => {
    v.labels = value.labels.map((l) => (only === null || only.includes(l.type) ? guardLabel(l, bits) : l));
    v.inputs = value.inputs.map((i) => guardInput(i, bits, only));
    v.exact = null;
  });
}

/** One stop further; at most 20 are kept, the first and the last ones. */
export function trail(before: Trail | null, fn: FunctionNode, start: number, end: number, kind: Trail['kind'], text: string): Trail {
  if (before !== null && before.fn === fn && before.start === start && before.end === end) return before;
  if (before !== null && before.length >= 19) return { fn, start, end, kind, text, before: before.before, length: before.length };
  return { fn, start, end, kind, text, before, length: (before?.length ?? 0) + 1 };
}
