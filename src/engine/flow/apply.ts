import { ParamFlag } from '../facts';
import type { CallArguments } from './call-arguments';
import { callFunctionValue } from './call-function';
import { asList, asPlain, calledField, chosenField, deepInputs, fieldOf, givenKey, guardInput, guardLabel, inputAt, keyGiven, leftOut, moveLabel, somewhereBelow, unionInputs, unionLabels } from './carried';
import { anyField } from './choices';
import { collect } from './collect';
import type { Evaluation, Frame } from './evaluate';
import { asFileName, asStoredHash, ownerOf, toldExactly, underMember, underName } from './labels';
import { columnType, fieldLabels } from './derived';
import { elementOf } from './load';
import { appendElement, stateOf, withoutNames, writeField } from './objects';
import { parameters, type Parameter } from './parameters';
import type { FunctionNode } from './program';
import { isRedacted } from './redaction';
import type { Scope } from './scope';
import { settle } from './settle';
import { noteUrl, reportLabel } from './sinks';
import { asksDatabase, isByTheWay } from './statements';
import type { SinkEdge, Summary } from './summary';
import { isCaughtAt } from './swallowed';
import { Guard, Origin, change, clean, copyOf, join, nameSpeaks, noNames, objectState, plain, taints, trail, type FunctionValue, type InputRef, type Label, type ObjectState, type Site, type Value } from './value';

/** What a summary's inputs stand for at one call. */
export interface Actuals {
  receiver: Value | null;
  /** By parameter index, once bound to a function. */
  bound?: readonly (Value | undefined)[];
  /** Where the caller wrote each, for related locations; parallel to `bound`. */
  places?: readonly ({ start: number; end: number } | null)[];
  receiverPlace?: { start: number; end: number } | null;
  /** Makes the caller's holder of an actual see a write: by parameter index, -1 the receiver. */
  owned?: (root: number) => Value;
}

/** Binds the arguments of a call to the parameters of a function. */
export function bindArguments(e: Evaluation, fn: FunctionNode, args: CallArguments): Pick<Actuals, 'bound' | 'places'> & { registers: number[] } {
  const bound: (Value | undefined)[] = [];
  const places: ({ start: number; end: number } | null)[] = [];
  const registers: number[] = [];
  e.k.signature(fn);
  const list = parameters(fn);
  const taking = list.find((p) => p.flags & ParamFlag.Block);
  const block = args.positional.find((a) => a.isBlock === true);
  const positional = block && taking ? args.positional.filter((a) => a !== block) : [...args.positional];
  for (const p of list) {
    if (p === taking) {
      bound[p.index] = block?.value;
      places[p.index] = block ?? null;
      registers[p.index] = block?.register ?? -1;
      continue;
    }
    let arg: CallArguments['positional'][number] | undefined;
    if (p.flags & ParamFlag.Rest) {
      const rest = positional.splice(0);
      let element: Value | null = null;
      for (const r of rest) element = element === null ? r.value : join(element, r.value);
      const fields = new Map(rest.map((r, i) => [String(i), r.value] as const));
      bound[p.index] = change(plain, (v) => { v.object = objectState(fields, element, noNames, false); });
      places[p.index] = rest[0] ?? null;
      registers[p.index] = -1;
      continue;
    }
    if (p.flags & ParamFlag.NamedRest) {
      const used = new Set(parameters(fn).map((q) => q.name));
      const fields = new Map([...args.named].filter(([name]) => !used.has(name)).map(([name, a]) => [name, a.value] as const));
      bound[p.index] = change(plain, (v) => { v.object = objectState(fields, null, noNames, args.namedSpread.length === 0, true); });
      const spread = args.namedSpread[0];
      if (spread && fields.size === 0) bound[p.index] = spread.value;
      places[p.index] = [...args.named.values()][0] ?? spread ?? null;
      registers[p.index] = -1;
      continue;
    }
    arg = args.named.get(p.name);
    if (!arg && !(p.flags & ParamFlag.NamedOnly)) arg = positional.shift() ?? recordOfNamed(list, args);
    bound[p.index] = arg ? asStoredHash(asFileName(e, arg.value, p.name), p.name) : spreadField(args, p.name);
    places[p.index] = arg ?? null;
    registers[p.index] = arg?.register ?? -1;
  }
  return { bound, places, registers };
}

/** Named arguments that no parameter is named for are one record, given to the parameter that has nothing yet. */
function recordOfNamed(list: readonly Parameter[], args: CallArguments): CallArguments['positional'][number] | undefined {
  const [first] = args.named.values();
  if (!first || list.some((p) => p.flags & (ParamFlag.NamedRest | ParamFlag.NamedOnly) || args.named.has(p.name))) return undefined;
  const fields = new Map([...args.named].map(([name, a]) => [name, a.value] as const));
  return { ...first, register: -1, value: change(plain, (v) => { v.object = objectState(fields, null, noNames, args.namedSpread.length === 0, true); }) };
}

function spreadField(args: CallArguments, name: string): Value | undefined {
  for (const s of args.namedSpread) {
    const found = s.value.object?.fields.get(name);
    if (found) return found;
  }
  return args.spread.length > 0 ? change(plain, (v) => { Object.assign(v, taints(args.spread.map((s) => s.value))); v.origin = Origin.Unknown; }) : undefined;
}

/** Values of a summary at a call: inputs replaced by what was given, its sinks reported or handed on, its writes done. */
export function instantiate(e: Evaluation, frame: Frame, scope: Scope, summary: Summary, actuals: Actuals, site: Site | null): Value {
  const { result } = summary;
  const isPlain = summary.edges.length === 0 && summary.mutations.length === 0 && summary.opens.length === 0 && summary.urls.length === 0
    && result.inputs.length === 0 && result.exact === null && result.object === null && result.functions.length === 0;
  if (isPlain) return result;
  const actual = (root: number): Value => (root === -1 ? (actuals.receiver ?? plain) : (actuals.bound?.[root] ?? plain));
  const lookup = (input: InputRef): Value => {
    let value = actual(input.root);
    for (const name of input.path) {
      value = name === calledField && value.functions.length > 0 ? givenBy(e, frame, scope, value, site) : givenKey(name) >= 0 ? fieldUnder(e, frame, scope, value, actual(givenKey(name)), site) : step(e, scope, value, name);
    }
    const [field] = input.path;
    if (site === null || input.root !== -1 || input.named || field === undefined || input.path.length > 1 || value.labels.length > 0 || !actuals.receiver) return value;
    return underMember(e, frame, actuals.receiver, field, value, site);
  };
  const withTrail = (labels: readonly Label[], input: InputRef, text: string): readonly Label[] =>
    site === null ? labels : labels.map((l) => {
      const bits = input.only === null || input.only.includes(l.type) ? input.guards : 0;
      return moveLabel(guardLabel(l, bits, input.guessed), trail(l.trail, site.fn, site.start, site.end, 'call', text));
    });
  const substitute = (value: Value, depth: number): Value => {
    if (value.exact) {
      const found = asDeclared(value, value.exact.named ? asNamed(lookup(value.exact)) : lookup(value.exact));
      const guards = value.exact.guards;
      // A field that was only added to is the caller's field with more in it; the holder itself has been written to already.
      if (guards === 0 && value.object !== null && value.exact.path.length > 0 && depth < 4) return added(scope, found, substituteState(value.object, depth));
      if (guards === 0) return value.labels.length === 0 ? found : change(found, (v) => { v.labels = unionLabels(toldExactly(e, value.labels, found.labels), value.labels); });
    }
    let { labels } = value;
    let inputs: readonly InputRef[] = [];
    for (const input of value.inputs) {
      const found = input.named ? asNamed(lookup(input)) : lookup(input);
      if (input.facet === -1) {
        const given = input.named ? toldExactly(e, value.labels, found.labels) : found.labels;
        labels = unionLabels(labels, withTrail(given, input, `${site?.callee ?? ''}(…)`));
        inputs = unionInputs(inputs, found.inputs.map((i) => guardInput(i, input.guards, input.only, input.guessed)));
      } else {
        const shown = collect(e, frame, scope, found, input.facet);
        const given = shown.labels.map((s) => s.label);
        labels = unionLabels(labels, withTrail(input.named ? toldExactly(e, value.labels, given) : given, input, `${site?.callee ?? ''}(…)`));
        inputs = unionInputs(inputs, shown.inputs.map((s) => guardInput(input.named ? inputAt(s.input, s.input.path, true) : s.input, input.guards, input.only, input.guessed)));
      }
    }
    let { object } = value;
    if (object !== null && depth < 4) object = substituteState(object, depth);
    let { functions } = value;
    if (functions.some((f) => f.env !== null || f.self !== null)) functions = functions.map((f) => substituteFunction(f, depth));
    const v = copyOf(value);
    v.labels = labels;
    v.inputs = inputs;
    v.object = object;
    v.functions = functions;
    v.exact = null;
    return v;
  };
  const substituteState = (state: ObjectState, depth: number): ObjectState => {
    if (state.fields.size === 0 && state.element === null) return state;
    const removed = removedAt(state.removed);
    const fields = new Map<string, Value>();
    for (const [name, field] of state.fields) if (removed === state.removed || !removed.has(name)) fields.set(name, substitute(field, depth + 1));
    return objectState(fields, state.element === null ? null : substitute(state.element, depth + 1), removed, state.closed, state.keyed);
  };
  // A key that the function was given has a name here, or is a key given to this function in turn.
  const removedAt = (removed: ReadonlySet<string>): ReadonlySet<string> => {
    if (removed.size === 0 || ![...removed].some((name) => givenKey(name) >= 0)) return removed;
    return new Set([...removed].flatMap((name) => nameGiven(name) ?? []));
  };
  const nameGiven = (name: string): string | null => {
    const root = givenKey(name);
    if (root < 0) return name;
    const key = actual(root);
    return typeof key.constant === 'string' ? key.constant : keyGiven(key.exact);
  };
  const substituteFunction = (f: FunctionValue, depth: number): FunctionValue => {
    const env = f.env === null || depth > 3 ? f.env : new Map([...f.env].map(([v, captured]) => [v, substitute(captured, depth + 1)] as const));
    return { fn: f.fn, self: f.self === null || depth > 3 ? f.self : substitute(f.self, depth + 1), env };
  };

  if (site !== null) {
    const asks = summary.edges.length > 0 && asksDatabase(site.callee, actuals.bound ?? []);
    for (const edge of summary.edges) if (!asks || !isByTheWay(edge.to)) closeEdge(e, frame, scope, edge, lookup(edge.input), actuals, site);
    for (const use of summary.urls) noteUrl(e, lookup(use.input), site);
    for (const m of summary.mutations) {
      if (!actuals.owned) break;
      const holder = actuals.owned(m.root);
      const name = m.path[0] === undefined ? null : nameGiven(m.path[0]);
      if (name === null || holder.cells.length === 0) continue;
      if (name === '*') appendElement(scope, holder, m.value === null ? plain : substitute(m.value, 1));
      else writeField(scope, holder, name, m.value === null ? null : substitute(m.value, 1));
    }
    for (const open of summary.opens) {
      for (const f of lookup(open.input).functions) {
        callFunctionValue(e, frame, scope, f, open.args.map((a) => substitute(a, 0)), site);
      }
      const rest = lookup(open.input);
      if (rest.exact && rest.functions.length === 0 && e.opens.length < 16) e.opens.push({ input: rest.exact, args: open.args.map((a) => settle(substitute(a, 0), scope)), site });
    }
  }
  return substitute(summary.result, 0);
}

/** What nobody knew the type of is of the type that the function declares for it: a field that a constructor was given, read by a typed property. */
function asDeclared({ type }: Value, found: Value): Value {
  const isUnknown = type?.kind === 'project' && found.type === null && found.instance === null && found.library === null && found.cells.length === 0 && found.object === null && found.functions.length === 0 && nameSpeaks(found.origin);
  return isUnknown ? change(found, (v) => { v.type = type; }) : found;
}

/** A value whose label came along with what a function gives: where it goes from here is told here, and not to whoever called. */
function asNamed(value: Value): Value {
  if (value.inputs.every((i) => i.named) && value.exact?.named !== false) return value;
  return change(value, (v) => { v.inputs = value.inputs.map((i) => inputAt(i, i.path, true)); v.exact = value.exact && inputAt(value.exact, value.exact.path, true); });
}

/** The field of a value that a key given to the function names; where that is not known here, any. */
function fieldUnder(e: Evaluation, frame: Frame, scope: Scope, holder: Value, key: Value, site: Site | null): Value {
  const state = stateOf(holder, scope);
  const { constant } = key;
  const handedOn = keyGiven(key.exact);
  if (typeof constant !== 'string') return step(e, scope, holder, handedOn !== null && state === null && holder.labels.length === 0 && holder.type === null ? handedOn : chosenField);
  if (state?.element && !state.fields.has(constant)) return step(e, scope, holder, '*');
  const found = step(e, scope, holder, constant);
  // `run("UserGetEmail")` names a function, `get("email")` a field.
  return site === null || found.labels.length > 0 || !/^[a-z]\w*$/.test(constant) ? found : underName(e, frame, found, { name: constant, role: 'key', ...ownerOf(holder) }, site.start, site.end, constant);
}

/** What calling the functions of a value gives, of four at most: a block that was handed over. */
function givenBy(e: Evaluation, frame: Frame, scope: Scope, value: Value, site: Site | null): Value {
  const [first, ...more] = value.functions.slice(0, 4).map((f) => callFunctionValue(e, frame, scope, f, [], site ?? { fn: frame.fn, start: 0, end: 0, callee: '', argument: null, error: false }));
  return first === undefined ? plain : more.reduce(join, first);
}

/** An object of the caller with what a function put into it. */
function added(scope: Scope, found: Value, more: ObjectState): Value {
  const state = stateOf(found, scope);
  const { element } = more;
  if (more.fields.size === 0 && element === null) return found;
  const fields = new Map([...(state?.fields ?? []), ...more.fields]);
  const whole = element === null ? (state?.element ?? null) : state?.element ? join(state.element, element) : element;
  return change(found, (v) => { v.cells = []; v.object = objectState(fields, whole, state?.removed ?? more.removed, false, state?.keyed ?? more.keyed); v.exact = null; });
}

function closeEdge(e: Evaluation, frame: Frame, scope: Scope, edge: SinkEdge, found: Value, actuals: Actuals, site: Site): void {
  const facet = edge.input.facet === -1 ? edge.facet : edge.input.facet;
  // What stands where an address does is a handle, and no whole record.
  const shown = collect(e, frame, scope, edge.input.guards & Guard.address ? change(found, (v) => { v.name = ''; }) : found, facet);
  const argument = edge.input.root === -1 ? (actuals.receiverPlace ?? null) : (actuals.places?.[edge.input.root] ?? null);
  const at: Site = { ...site, argument: argument ?? site.argument };
  const to = edge.to.hostInput
    ? { ...edge.to, ...hostsOf(e, scope, edge.to.hostInput, actuals) } : edge.to;
  for (const { label, path } of shown.labels.length > 0 && isKept(e, edge.input, actuals.receiver) ? [] : shown.labels) {
    if (edge.told.includes(label.type)) continue;
    const full = [...edge.path, ...path];
    const guards = label.guards | (edge.input.only === null || edge.input.only.includes(label.type) ? edge.input.guards : 0);
    const redacted = isRedacted(edge.redaction, full, label.type) ? Guard.redacted : 0;
    const called = trail(label.trail, site.fn, site.start, site.end, 'call', `${site.callee}(…)`);
    reportLabel(e, to, at, { ...label, guards: guards | redacted, guessed: label.guessed | edge.input.guessed, trail: { ...edge.trail, before: called, length: called.length + 1 } }, full);
  }
  const open = shown.inputs.filter(({ input }) => !input.named);
  if (open.length === 0 || (to.kind === 'exception' && isCaughtAt(site, edge.trail))) return;
  // What is known and told here by itself is not told once more by whoever calls with the same.
  const told = shown.labels.filter(({ label }) => label.strength > 0 && label.guards === 0 && edge.input.guards === 0).map(({ label }) => label.type);
  for (const { input, path } of open) {
    const key = `${String(input.root)}.${input.path.join('.')}\0${edge.to.kind}\0${edge.to.library}\0${String(edge.trail.start)}\0${edge.trail.fn.key}\0${String(facet)}`;
    if (e.edges.has(key)) continue;
    e.edges.set(key, {
      ...edge, to, path: [...edge.path, ...path], facet,
      input: guardInput(input, edge.input.guards, edge.input.only, edge.input.guessed),
      told: told.length === 0 ? edge.told : [...edge.told, ...told],
    });
  }
}

/** What a class is known to keep in its own field is reported by the method that reads it, not by every call of that method beside it. */
function isKept(e: Evaluation, { root, path: [name] }: InputRef, receiver: Value | null): boolean {
  if (root !== -1 || name === undefined || receiver?.name !== 'this' || receiver.type?.kind !== 'project') return false;
  const held = e.k.field(receiver.type.node, name);
  return held !== null && (held.labels.length > 0 || (held.object?.element?.labels.length ?? 0) > 0);
}

function hostsOf(e: Evaluation, scope: Scope, input: InputRef, actuals: Actuals): { hosts: Value['texts']; hostInput: InputRef | null } {
  let value = input.root === -1 ? (actuals.receiver ?? plain) : (actuals.bound?.[input.root] ?? plain);
  for (const name of input.path) value = step(e, scope, value, name);
  return { hosts: value.texts, hostInput: value.texts.length === 0 ? value.exact : null };
}

/** False where a value is known to have fields, or to be a list where none is asked for. */
function hasShape({ type }: Value, state: ObjectState | null, isList: boolean): boolean {
  if (type?.kind === 'project' || type?.kind === 'map') return false;
  return state === null ? isList || type?.kind !== 'list' : isList && (state.element !== null || state.fields.size === 0);
}

/** One field deeper without asking names. */
export function step(e: Evaluation, scope: Scope, value: Value, name: string): Value {
  // The fields of an instance are no elements of it: `repository.get(id)` gives none of its parts.
  if (name === '*') return value.type?.kind === 'project' && (stateOf(value, scope)?.element ?? null) === null ? plain : elementOf(e, value, scope);
  if (name === chosenField) return value.type?.kind === 'project' ? plain : anyField(e, scope, value);
  const without = leftOut(name);
  if (without) return withoutNames(scope, value, without);
  if (name === asPlain || name === asList) return hasShape(value, stateOf(value, scope), name === asList) ? value : plain;
  if (name === somewhereBelow && (value.type !== null || stateOf(value, scope) !== null)) return plain;
  const state = stateOf(value, scope);
  const stored = state?.fields.get(name);
  if (stored) return stored;
  if (state?.removed.has(name)) return clean(Origin.Literal);
  if (state?.closed && value.type === null) return clean(Origin.Literal);
  const member = value.type?.kind === 'project' ? e.k.members(value.type.node).get(name) : undefined;
  // A field that only a type below declares: without its type its name is no sign of a person.
  const isBelow = value.type?.kind === 'project' && member === undefined;
  const v = copyOf(plain);
  v.origin = value.origin;
  v.type = member?.type ?? columnType(value, name);
  v.name = isBelow ? '' : name;
  if (state === null && value.type === null) v.labels = fieldLabels(value, name);
  v.inputs = deepInputs(value.inputs, name);
  v.exact = value.exact && fieldOf(value.exact, name);
  return v;
}
