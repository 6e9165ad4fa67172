import { classify, splitName } from '../classify';
import { FunctionFlag } from '../facts';
import type { Call } from './call-arguments';
import { guardInput, guardLabel } from './carried';
import { flagsOf, type Evaluation, type Frame } from './evaluate';
import { ownerOf, underName } from './labels';
import { namesOf } from './load';
import { isPerson } from './naming';
import { bindUnknown } from './parameters';
import type { Scope } from './scope';
import { isNamedText } from './types';
import { Guard, Origin, change, copyOf, plain, taints, type Value } from './value';

/** Verbs of functions that give back what they were given in another form. */
const passVerbs = new Set([
  'format', 'normalise', 'normalize', 'trim', 'encode', 'decode', 'escape', 'unescape', 'stringify', 'serialize', 'serialise', 'to', 'as', 'parse', 'clone', 'copy', 'wrap', 'unwrap', 'convert', 'cast',
  'lower', 'upper', 'capitalize', 'concat', 'join', 'build', 'render', 'dump', 'dumps', 'str', 'string', 'quote', 'pad', 'clean', 'strip', 'translate', 'interpolate', 'template', 'flatten', 'merge', 'map',
]);

/** The result of a call nobody knows: its own name and type speak; data passes through verbs that hand it on. */
export function unresolved(e: Evaluation, frame: Frame, scope: Scope, call: Call): Value {
  const given = [...call.args.positional, ...call.args.named.values()];
  for (const a of given) {
    for (const f of a.value.functions) {
      if (!f.fn.alone && !e.inlining.includes(f.fn)) e.inline(f, scope, (inner, innerScope) => { bindUnknown(e, inner, innerScope); });
    }
  }
  const passed = given.length === 0 && !call.receiver ? noData : passes(e, call, given.map((a) => a.value));
  const value = copyOf(plain);
  value.origin = Origin.External;
  value.labels = passed.labels;
  value.inputs = passed.inputs;
  value.site = { ...call.site, argument: given[0] ?? null, error: true };
  if (call.isNew) return change(value, (v) => { Object.assign(v, taints(given.filter((a) => a.value.cells.length === 0).map((a) => a.value))); v.origin = Origin.Literal; });
  return underCallee(e, frame, value, call, false);
}

const noData: Pick<Value, 'labels' | 'inputs'> = { labels: [], inputs: [] };

function passes(e: Evaluation, call: Call, values: readonly Value[]): Pick<Value, 'labels' | 'inputs'> {
  const { hands, asserts } = saidBy(e, call.method);
  if (!hands && !asserts) return noData;
  const all = taints([...values, ...(call.receiver && call.receiver.library === null ? [call.receiver] : [])]);
  if (asserts) return { labels: all.labels.map((l) => guardLabel(l, Guard.asserted)), inputs: all.inputs.map((i) => guardInput(i, Guard.asserted)) };
  // One strength lower: nobody saw what the function does with it.
  return { labels: all.labels.map((l) => ({ ...l, strength: l.strength === 2 ? 1 : l.strength })), inputs: all.inputs };
}

/** What the name of a function says of it. */
interface Said {
  /** It hands on what it is given: `trim`. */
  hands: boolean;
  /** It claims a safeguard: `maskEmail`, `redact`. */
  asserts: boolean;
  /** It starts with a verb of giving: `getEmail`. */
  gives: boolean;
}

/** True for the name of a function that claims a safeguard: `redact`, `maskEmail`. */
export const assertsSafeguard = (e: Evaluation, name: string): boolean => saidBy(e, name).asserts;

/** Names read before, by the word lists they were read with. */
const readings = new WeakMap<object, Map<string, Said>>();

function saidBy(e: Evaluation, name: string): Said {
  const { lexicon } = e.k.program.classifier;
  let known = readings.get(lexicon);
  if (!known) readings.set(lexicon, (known = new Map<string, Said>()));
  let said = known.get(name);
  if (!said) {
    if (known.size > 50_000) known.clear();
    known.set(name, (said = readVerb(lexicon, name)));
  }
  return said;
}

function readVerb({ safeguardVerbs, safeguardWords, resultVerbs, mintingVerbs }: Evaluation['k']['program']['classifier']['lexicon'], name: string): Said {
  const verb = /^_*[A-Za-z][a-z]*/.exec(name)?.[0].replace(/_/g, '').toLowerCase() ?? '';
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]+/);
  const [first = ''] = splitName(name);
  return {
    hands: passVerbs.has(verb),
    asserts: words.some((word) => safeguardVerbs.has(word) || safeguardWords.has(word)),
    gives: resultVerbs.has(first) || mintingVerbs.has(first),
  };
}

/** `getNote(STEPS)`, `getProfile("locale")`: a store that is asked by a constant key, so that its name says what it is and not what it gives. */
function isKeyed(method: string, given: readonly { value: Value }[]): boolean {
  const key = given.length === 1 ? given[0]?.value : undefined;
  if (!key || !/^_*get/i.test(method)) return false;
  return (typeof key.constant === 'string' && /^[\w.:-]+$/.test(key.constant)) || /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(key.name);
}

/** Asks the name of the function for what its result is, when nothing better is known. */
export function underCallee(e: Evaluation, frame: Frame, value: Value, call: Call, resolved: boolean): Value {
  const named = call.method;
  if (named === '' || call.isNew || value.labels.some((l) => l.strength > 0)) return value;
  // Of several results the first is what the name says, and an object of a type of its own says it itself.
  const first = value.type?.kind === 'list' ? value.type.places?.[0] : null;
  if (first && first.kind !== 'other' && first.kind !== 'list' && !isNamedText(e.k.program, first)) return value;
  if (resolved && (value.origin < Origin.External || isPerson(e.k.program, value.name))) return value;
  // `mask_password(text)` gives the text without it; what was given is protected, where something was.
  if (saidBy(e, named).asserts && call.args.positional.length + call.args.named.size > 0) return value;
  // `email(user)` may give one; `password(value, { min: 8 })` judges one, and a body that was read has spoken.
  const given = [...call.args.positional, ...call.args.named.values()];
  if (!saidBy(e, named).gives && (resolved || given.some((a) => a.value.origin === Origin.Literal))) return value;
  // `AnyTypeKind.USER.name()`: what a constant of a library is called, and no person.
  if (call.receiver?.library && /^[A-Z][A-Z0-9_]+$/.test(call.receiver.name)) return value;
  // Capitals make something of a type: `IPAddress(host)` says what it is made of elsewhere.
  if (given.length > 0 && /^[A-Z]/.test(named) && !saidBy(e, named).gives) return value;
  const asked = { name: named, role: 'result' as const, ...(call.receiver ? ownerOf(call.receiver) : {}), ...(resolved && given.length === 0 ? besideGetter(e, call) : {}) };
  const verdict = classify(e.k.program.classifier, asked);
  if (!verdict || (isKeyed(named, given) && !e.k.program.classifier.lexicon.credentials.includes(verdict.dataType))) return value;
  return underName(e, frame, value, asked, call.site.start, call.site.end, `${named}()`);
}

/** What stands beside a getter in its type, where it has no body that says more: an interface of getters is a record. */
function besideGetter(e: Evaluation, { receiver, method }: Call): { siblings?: readonly string[] } {
  if (receiver?.type?.kind !== 'project') return {};
  const members = e.k.members(receiver.type.node);
  const fn = members.get(method)?.fn;
  return fn && (flagsOf(fn) & FunctionFlag.Abstract) !== 0 ? { siblings: namesOf(members) } : {};
}
