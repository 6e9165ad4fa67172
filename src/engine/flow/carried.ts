import type { Facet } from '../facts';
import type { InputRef, Label, Trail } from './value';

/** Personal data of a type, unprotected. */
export function labelled(type: string, strength: Label['strength'], from: Trail): Label {
  return { type, strength, guards: 0, guessed: 0, trail: from };
}

/** A label under further safeguards. */
export function guardLabel(label: Label, bits: number, guessed = 0): Label {
  return { type: label.type, strength: label.strength, guards: label.guards | bits, guessed: label.guessed | guessed, trail: label.trail };
}

/** A label seen again further on its way. */
export function moveLabel(label: Label, to: Trail): Label {
  return { type: label.type, strength: label.strength, guards: label.guards, guessed: label.guessed, trail: to };
}

/** What a function was given as a whole: a parameter, or with -1 its receiver. */
export function rawInput(root: number, isNamed = false): InputRef {
  return { root, path: [], facet: -1, guards: 0, guessed: 0, only: null, named: isNamed, trail: null };
}

/** An input under further safeguards, which cover the data types `only`, or all with null. */
export function guardInput(input: InputRef, bits: number, only: readonly string[] | null = null, guessed = 0): InputRef {
  return { root: input.root, path: input.path, facet: input.facet, guards: input.guards | bits, guessed: input.guessed | guessed, only: covered(input, bits, only), named: input.named, trail: input.trail };
}

/** Data types that two safeguards of one grade cover together: a text that loses its addresses and then its account numbers. */
function covered(input: InputRef, bits: number, only: readonly string[] | null): readonly string[] | null {
  if (input.guards !== bits || bits === 0) return input.only ?? only;
  return input.only === null || only === null ? null : [...new Set([...input.only, ...only])];
}

/** A field of an input. */
export function inputAt(input: InputRef, path: readonly string[], isNamed = input.named): InputRef {
  return { root: input.root, path, facet: input.facet, guards: input.guards, guessed: input.guessed, only: input.only, named: isNamed, trail: input.trail };
}

const maxPath = 3;
const maxLabels = 16;
/** Stands for fields further down than a path tells: something in there, nobody knows what. */
export const somewhereBelow = '**';

/** Field that holds what a value gives when it is called; no code can write that name. */
export const calledField = '()';

/** Field that holds what an error says of itself, as its constructor tells the type above; no code can write that name. */
export const saidField = '(says)';

/** A field of an input, as dependence: deeper than three fields it is somewhere below. What was shown already has no fields. */
export function deepInput(input: InputRef, name: string): InputRef {
  if (input.facet !== -1) return inputAt(input, input.path, false);
  return inputAt(input, input.path.length >= maxPath ? [...input.path.slice(0, maxPath - 1), somewhereBelow] : [...input.path, name], false);
}

const lacking = '~';

/** An input without some of its fields: a step of its path names them. */
export function inputWithout(input: InputRef, names: readonly string[]): InputRef {
  return input.facet !== -1 || input.path.length >= maxPath ? input : inputAt(input, [...input.path, `${lacking}${names.join(',')}`]);
}

/** The names a step of a path leaves out, or null for a step into a field. */
export const leftOut = (step: string): readonly string[] | null => (step.startsWith(lacking) ? step.slice(1).split(',') : null);

/**
 * An input read under a key that is one of the names (`isIn`), or none of them: an element is that of the fields named so or of the others; a whole
 * object loses the fields where the key is none of them.
 */
export function inputElsewhere(input: InputRef, names: readonly string[], isIn: boolean): InputRef[] {
  const { path } = input;
  const isElement = path.at(-1) === '*';
  if (input.facet !== -1 || (isIn && !isElement)) return [input];
  // What pairs of key and value give is an element of an element.
  const holder = isElement ? path.slice(0, path.findLastIndex((step) => step !== '*') + 1) : path;
  if (isIn) return names.slice(0, maxLabels).map((name) => inputAt(input, [...holder, name]));
  const step = `${lacking}${names.join(',')}`;
  if (holder.length + (isElement ? 2 : 1) > maxPath || holder.includes(step)) return [input];
  return [inputAt(input, isElement ? [...holder, step, '*'] : [...holder, step])];
}

/** Steps that stand for the value itself where it is no object with fields, and where it is none but a list. */
export const asPlain = '!';
export const asList = '[]';

const named = '@';

/** Stands for the field that an input of the function names, as a key: `delete copy[key]`. Null where the key is no whole parameter. */
export const keyGiven = (key: InputRef | null): string | null => (key === null || key.root < 0 || key.path.length > 0 || key.facet !== -1 ? null : `${named}${String(key.root)}`);

/** Stands for one field of a record, chosen by a key that nobody here knows. */
export const chosenField = '?';

/** An element of an input that a key chose: a parameter of the function names it, or nobody knows which. */
export function chosenBy(input: InputRef, key: string | null): InputRef {
  return input.path.at(-1) !== '*' || input.facet !== -1 ? input : inputAt(input, [...input.path.slice(0, -1), key ?? chosenField]);
}

/** The parameter that names a field, or -1. */
export const givenKey = (name: string): number => (name.startsWith(named) && /^@\d+$/.test(name) ? Number(name.slice(1)) : -1);

/** A field of each of some inputs, as `deepInput` gives it. */
export function deepInputs(inputs: readonly InputRef[], name: string): readonly InputRef[] {
  return inputs.length === 0 ? inputs : inputs.map((i) => deepInput(i, name));
}

/** A field of an input as exactly that field; null where the path would not tell. */
export function fieldOf(input: InputRef, name: string): InputRef | null {
  return input.facet !== -1 || input.path.length >= maxPath ? null : inputAt(input, [...input.path, name], false);
}

/** An input as a facet shows it; what was shown before stays as it was shown. */
export function showInput(input: InputRef, facet: Facet): InputRef {
  return { root: input.root, path: input.path, facet: input.facet === -1 ? facet : input.facet, guards: input.guards, guessed: input.guessed, only: input.only, named: input.named, trail: input.trail };
}

/** Both sets hold at once: guards of equal labels intersect, as one unprotected copy is enough to leak. */
export function unionLabels(a: readonly Label[], b: readonly Label[]): readonly Label[] {
  if (b.length === 0 || a === b) return a;
  if (a.length === 0) return b;
  let out: Label[] | null = null;
  for (const label of b) {
    const list: readonly Label[] = out ?? a;
    const at = list.findIndex((l) => l.type === label.type);
    const known = list[at];
    if (known === undefined) {
      if (list.length < maxLabels) (out ??= [...a]).push(label);
      continue;
    }
    if (known === label) continue;
    const strength = known.strength >= label.strength ? known.strength : label.strength;
    const guards = known.guards & label.guards;
    // Two ways of equal strength rest on a guess only where both do; else the stronger way decides.
    const guessed = known.strength === label.strength ? known.guessed & label.guessed : known.strength > label.strength ? known.guessed : label.guessed;
    if (strength === known.strength && guards === known.guards && guessed === known.guessed) continue;
    out ??= [...a];
    // The trail shown is that of the less protected, stronger label: it is the one a person has to look at.
    const keep = label.guards === guards && label.strength >= known.strength ? label : known;
    out[at] = { type: keep.type, strength, guards, guessed, trail: keep.trail };
  }
  return out ?? a;
}

/** The same place of the same input, shown the same way. */
export const sameInput = (a: InputRef, b: InputRef): boolean =>
  a.root === b.root && a.facet === b.facet && a.named === b.named && a.path.length === b.path.length && a.path.every((p, i) => p === b.path[i]);

/** As for labels: guards of equal inputs intersect. */
export function unionInputs(a: readonly InputRef[], b: readonly InputRef[]): readonly InputRef[] {
  if (b.length === 0 || a === b) return a;
  if (a.length === 0) return b;
  let out: InputRef[] | null = null;
  for (const input of b) {
    const list: readonly InputRef[] = out ?? a;
    const at = list.findIndex((i) => sameInput(i, input));
    const known = list[at];
    if (known === undefined) {
      if (list.length < maxLabels) (out ??= [...a]).push(input);
    } else if ((known.guards & input.guards) !== known.guards || (known.guessed & input.guessed) !== known.guessed) {
      out ??= [...a];
      out[at] = { root: known.root, path: known.path, facet: known.facet, guards: known.guards & input.guards, guessed: known.guessed & input.guessed, only: known.only, named: known.named, trail: known.trail };
    }
  }
  return out ?? a;
}
