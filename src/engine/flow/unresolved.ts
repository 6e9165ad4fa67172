import { classify, splitName } from '../classify';
import type { Call } from './call-arguments';
import { guardInput, guardLabel } from './carried';
import type { Evaluation, Frame } from './evaluate';
import { ownerOf, underName } from './labels';
import { bindUnknown } from './parameters';
import type { Scope } from './scope';
import { Guard, Origin, change, plain, taints, type Value } from './value';

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
  const value: Value = change(plain, (v) => { v.origin = Origin.External; Object.assign(v, passed); v.site = { ...call.site, argument: given[0] ?? null, error: true }; });
  if (call.isNew) return change(value, (v) => { Object.assign(v, taints(given.filter((a) => a.value.cells.length === 0).map((a) => a.value))); v.origin = Origin.Literal; });
  return underCallee(e, frame, value, call, false);
}

const noData: Pick<Value, 'labels' | 'inputs'> = { labels: [], inputs: [] };

function passes(e: Evaluation, call: Call, values: readonly Value[]): Pick<Value, 'labels' | 'inputs'> {
  const name = call.method;
  const verb = /^_*[A-Za-z][a-z]*/.exec(name)?.[0].replace(/_/g, '').toLowerCase() ?? '';
  const asserted = safeguardVerb(e, name);
  if (!passVerbs.has(verb) && !asserted) return { labels: [], inputs: [] };
  const all = taints([...values, ...(call.receiver && call.receiver.library === null ? [call.receiver] : [])]);
  if (asserted) return { labels: all.labels.map((l) => guardLabel(l, Guard.asserted)), inputs: all.inputs.map((i) => guardInput(i, Guard.asserted)) };
  // One strength lower: nobody saw what the function does with it.
  return { labels: all.labels.map((l) => ({ ...l, strength: l.strength === 2 ? 1 : l.strength })), inputs: all.inputs };
}

/** True when a function's name claims a safeguard: `maskEmail`, `redact`. */
function safeguardVerb(e: Evaluation, name: string): boolean {
  let known = verbs.get(name);
  if (known === undefined) {
    if (verbs.size > 50_000) verbs.clear();
    verbs.set(name, (known = hasSafeguardWord(e, name)));
  }
  return known;
}

/** Names seen before: the word lists are the catalogue's and do not change while the process lives. */
const verbs = new Map<string, boolean>();

function hasSafeguardWord(e: Evaluation, name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]+/);
  return words.some((w) => e.k.program.classifier.lexicon.safeguardVerbs.has(w) || e.k.program.classifier.lexicon.safeguardWords.has(w));
}

/** True when a function's name starts with a verb of giving: `getEmail`, `decryptPassword`. */
function givesByName(e: Evaluation, name: string): boolean {
  const { resultVerbs, mintingVerbs, safeguardVerbs } = e.k.program.classifier.lexicon;
  const [first = ''] = splitName(name);
  return resultVerbs.has(first) || mintingVerbs.has(first) || safeguardVerbs.has(first);
}

/** Asks the name of the function for what its result is, when nothing better is known. */
export function underCallee(e: Evaluation, frame: Frame, value: Value, call: Call, resolved: boolean): Value {
  const named = call.method;
  if (named === '' || call.isNew || value.labels.length > 0) return value;
  if (resolved && value.origin < Origin.External) return value;
  // `email(user)` may give one; `password(value, { min: 8 })` judges one, and a body that was read has spoken.
  const given = [...call.args.positional, ...call.args.named.values()];
  if (!givesByName(e, named) && (resolved || given.some((a) => a.value.origin === Origin.Literal))) return value;
  // Capitals make something of a type: `IPAddress(host)` says what it is made of elsewhere.
  if (given.length > 0 && /^[A-Z]/.test(named) && !givesByName(e, named)) return value;
  const verdict = classify(e.k.program.classifier, { name: named, role: 'result', ...(call.receiver ? ownerOf(call.receiver) : {}) });
  if (!verdict) return value;
  return underName(e, frame, value, { name: named, role: 'result', ...(call.receiver ? ownerOf(call.receiver) : {}) }, call.site.start, call.site.end, `${named}()`);
}
