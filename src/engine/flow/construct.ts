import { Facet, FnCol, FunctionFlag, Op, opStride } from '../facts';
import { bindArguments, instantiate } from './apply';
import { readCall, type Argument, type Call } from './call-arguments';
import { count } from './calls';
import { flagsOf, type Evaluation, type Frame } from './evaluate';
import { underName } from './labels';
import { namesOf } from './load';
import { listOf, mergeFields, newObject, stateOf, writeField } from './objects';
import { saidField } from './carried';
import { overload } from './overloads';
import type { FunctionNode, TypeNode } from './program';
import type { Scope } from './scope';
import { sendTo } from './sinks';
import { projectType, showsOf, supersOf, type Member } from './types';
import { Origin, change, clean, join, nameSpeaks, openObject, plain, renamed, taints, type Value } from './value';

/** A new instance of a type of the workspace. */
export function construct(e: Evaluation, frame: Frame, scope: Scope, call: Call, node: TypeNode): Value {
  count(e, call, true);
  const made = newObject(e, scope, openObject, change(plain, (v) => { v.origin = Origin.Literal; v.type = projectType(node); }));
  const given = [...call.args.positional, ...call.args.named.values(), ...call.args.namedSpread];
  const first = constructorOf(e, node);
  const constructor = first && frame.file.package !== '' ? overload(e, first, call) : first;
  if (constructor) {
    const { bound, places } = bindArguments(e, constructor, call.args);
    instantiate(e, frame, scope, e.k.summary(constructor), { receiver: made, bound: bound ?? [], places: places ?? [], owned: (root) => (root === -1 ? made : plain) }, call.site);
  } else {
    // Data classes and models: fields are set by name, or by place in the order declared.
    const members = e.k.members(node);
    const fill = (name: string, a: Argument, member: Member | undefined): void => {
      const named = { name, role: 'field' as const, ownerType: node.name, ...(nameSpeaks(a.value.origin) && { siblings: namesOf(members) }), ...(member && member.typeText !== '' && { type: member.typeText }) };
      writeField(scope, made, name, underName(e, frame, a.value, named, a.start, a.end, `${node.name}.${name}`));
    };
    for (const [name, a] of call.args.named) fill(name, a, members.get(name));
    const inOrder = call.args.positional.length === 0 ? [] : [...members.values()].filter((m) => m.fn === null);
    for (const [i, a] of call.args.positional.entries()) {
      const member = inOrder[i];
      if (member) fill(member.name, a, member);
    }
    for (const a of call.args.namedSpread) mergeFields(scope, made, a.value);
  }
  const values = [...call.args.positional, ...call.args.named.values()].map((a) => a.value);
  const said = saidBy(e, scope, made, values);
  const texts = said ? [said] : values;
  return change(made, (v) => { v.site = { ...call.site, argument: given[0] ?? null, error: true }; Object.assign(v, (isError(e, node) ? errorText(texts) : {})); });
}

function constructorOf(e: Evaluation, node: TypeNode): FunctionNode | undefined {
  return e.k.program.memo<FunctionNode | undefined>(node, 'constructor', '', () => findConstructor(e, node, 0), undefined, Object.is);
}

function findConstructor(e: Evaluation, node: TypeNode, depth: number): FunctionNode | undefined {
  e.k.program.declarationsOf(node.file);
  const own = node.file.methods.get(node.index)?.find((fn) => flagsOf(fn) & FunctionFlag.Constructor);
  if (own) return own;
  if (depth > 8) return undefined;
  for (const parent of supersOf(e.k.program, node).project) {
    const found = findConstructor(e, parent, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function isError(e: Evaluation, node: TypeNode, depth = 0): boolean {
  if (/(Error|Exception)$/.test(node.name)) return true;
  const supers = supersOf(e.k.program, node);
  return depth < 8 && (supers.libraries.some(({ path }) => /(Error|Exception)$/.test(path)) || supers.project.some((parent) => isError(e, parent, depth + 1)));
}

/** What the text of an error shows: what it says, else every text argument of its construction. */
function errorText(texts: readonly Value[]): Pick<Value, 'labels' | 'inputs'> {
  return taints(texts.map((value) => (value.cells.length > 0 || value.object ? plain : value)));
}

/** Calls the constructor of the parent type on this instance. */
export function callSuper(e: Evaluation, frame: Frame, scope: Scope, call: Call): Value {
  count(e, call, true);
  const owner = frame.fn.file.facts.functions[frame.fn.index * FnCol.stride + FnCol.ownerType] ?? -1;
  const node = frame.file.types[owner];
  const parent = node ? supersOf(e.k.program, node).project[0] : undefined;
  const inherited = parent && constructorOf(e, parent);
  const constructor = inherited && frame.file.package !== '' ? overload(e, inherited, call) : inherited;
  if (constructor) {
    const { bound, places } = bindArguments(e, constructor, call.args);
    instantiate(e, frame, scope, e.k.summary(constructor), {
      receiver: frame.self, bound: bound ?? [], places: places ?? [],
      owned: (root) => {
        if (root !== -1) return plain;
        if (frame.self.cells.length === 0) frame.self = newObject(e, scope, openObject, frame.self);
        return frame.self;
      },
    }, call.site);
  } else if (node && isError(e, node)) {
    if (frame.self.cells.length === 0) frame.self = newObject(e, scope, openObject, frame.self);
    writeField(scope, frame.self, saidField, saying(call));
  }
  return frame.self;
}

/** What an error says that is made of these arguments. */
function saying(call: Call): Value {
  const [first, ...more] = [...call.args.positional, ...call.args.named.values()].map((a) => a.value);
  if (first === undefined) return clean(Origin.Literal);
  return more.length === 0 ? first : listOf(more.reduce(join, first));
}

/** Data in the message of an error that is thrown: every text given to its construction, here or where the variable was made. */
export function evaluateThrow(e: Evaluation, frame: Frame, scope: Scope, op: number): void {
  const register = frame.facts.ops[op * opStride + 2] ?? -1;
  const value = frame.registers[register] ?? plain;
  const made = frame.written[register] ?? -1;
  const code = made < 0 ? -1 : frame.facts.ops[made * opStride];
  const to = { kind: 'exception' as const, library: '', recipient: null, hosts: [], hostInput: null, asksHost: false, guessed: 0, key: '' };
  const { site } = value;
  const call = code === Op.New || code === Op.Call ? readCall(e, frame, scope, made) : null;
  // An error that was made elsewhere here and is only handed on by the call speaks where it was made: `throw Object.assign(new Error(…), { status })`.
  const isHandedOn = call !== null && !call.isNew && site?.error === true && site.fn === frame.fn && site.start !== call.site.start;
  if (call !== null && !isHandedOn) {
    const given = [...call.args.positional, ...call.args.named.values()];
    const [first] = given;
    const said = saidBy(e, scope, value, given.map((a) => a.value));
    if (said) sendTo(e, frame, scope, to, call.site, renamed(said, ''), Facet.Text, first ? { start: first.start, end: first.end } : null, []);
    else for (const a of given) {
      const texts = frame.file.language.textShowsRecords ? [] : messagesIn(scope, a.value);
      for (const text of texts.length > 0 ? texts : [a.value]) sendTo(e, frame, scope, to, call.site, renamed(text, ''), Facet.Text, { start: a.start, end: a.end }, []);
    }
  }
  if (site?.error !== true || site.fn !== frame.fn) return;
  const message = stateOf(value, scope)?.fields.get('message');
  if (message) sendTo(e, frame, scope, to, site, renamed(message, ''), Facet.Text, site.argument, []);
  if (call === null || isHandedOn) sendTo(e, frame, scope, to, site, change(value, (v) => { v.cells = []; v.object = null; v.type = null; v.name = ''; }), Facet.Text, site.argument, []);
}

/**
 * What an error of the workspace says by what its constructor tells the type above, or of the objects it was made of by its own text form.
 * Undefined where the arguments of its construction are all there is to go by.
 */
function saidBy(e: Evaluation, scope: Scope, value: Value, given: readonly Value[]): Value | undefined {
  if (value.type?.kind !== 'project') return undefined;
  if (showsOf(e.k.program, value.type.node, Facet.Text).mode !== 'method') return stateOf(value, scope)?.fields.get(saidField);
  return given.some(({ type, cells, object }) => type?.kind === 'project' || cells.length > 0 || object !== null) ? change(value, (v) => { v.labels = []; v.inputs = []; }) : undefined;
}

/** Fields that surface where an error is made of a record: `new TRPCError({ code, message })`. */
const telling = ['message', 'msg', 'detail', 'details', 'title', 'reason', 'description', 'statusMessage', 'error'];

function messagesIn(scope: Scope, value: Value): Value[] {
  const state = stateOf(value, scope);
  if (state?.keyed !== true) return [];
  return telling.flatMap((name) => state.fields.get(name) ?? []);
}
