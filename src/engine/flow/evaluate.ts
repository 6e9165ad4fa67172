import { Derived, Entry, FnCol, FunctionFlag, Literal, Op, ParamCol, ParamFlag, Piece, VarCol, VarKind, opStride, type Facet, type FileFacts } from '../facts';
import { evaluateCall, evaluateThrow } from './calls';
import { collect } from './collect';
import { elementOf, loadField, resolveTarget, variableValue } from './load';
import type { Knowledge } from './knowledge';
import { isPerson, nameLabel, type Named } from './naming';
import type { FileNode, FunctionNode } from './program';
import { Scope } from './scope';
import { maxEdges, type Hit, type LibraryConfig, type Mutation, type OpenCall, type SinkEdge, type Summary, type UrlUse, type WeakSpot } from './summary';
import { resolveType, type Type } from './types';
import {
  Origin, clean, join, nameSpeaks, noFields, noNames, plain, taints, trail, type FunctionValue, type Label, type ObjectState, type Site, type TextForm, type Trail, type Value,
} from './value';
import { typeText } from './program';

/** How a stretch of operations ended. */
const Ended = { No: 0, Left: 1, Skipped: 2 } as const;
type Ended = (typeof Ended)[keyof typeof Ended];

/** A parameter as callers count it. */
export interface Parameter { index: number; name: string; variable: number; type: number; flags: number; start: number; end: number }

const parameterMemo = new WeakMap<FunctionNode, { facts: FileFacts; list: readonly Parameter[] }>();

/** One activation of a function: its registers and what it gives back. */
export interface Frame {
  fn: FunctionNode;
  file: FileNode;
  facts: FileFacts;
  registers: Value[];
  /** Operation that wrote each register. */
  written: Int32Array;
  self: Value;
  result: Value | null;
  yields: Value | null;
  loops: number;
}

const maxInline = 8;
/** Evaluations of one inner function inside its outer one; later calls take the last result. */
const maxRepeats = 6;
const maxInlinedOperations = 100_000;
const maxTextPieces = 8;

/** Told what every operation gave, for explanations; absent in normal scans. */
export type Recorder = (fn: FunctionNode, start: number, end: number, value: Value) => void;

/** Evaluates one function in terms of its inputs. */
export class Evaluation {
  readonly hits = new Map<string, Hit>();
  readonly seen = new Map<string, Hit>();
  readonly weak = new Map<string, WeakSpot>();
  readonly edges = new Map<string, SinkEdge>();
  readonly mutations: Mutation[] = [];
  readonly opens: OpenCall[] = [];
  readonly moduleWrites = new Map<string, Value>();
  readonly data = new Map<string, { label: Label; name: string }>();
  readonly calls = { resolved: 0, unresolved: 0, examples: [] as Site[] };
  readonly counted = new Set<number>();
  readonly inlining: FunctionNode[] = [];
  private readonly inlined = new Set<FunctionNode>();
  private readonly lastResults = new Map<FunctionNode, { times: number; result: Value }>();
  private inlinedOperations = 0;
  private nextCell = 1;
  private depth = 0;
  cut = false;
  /** Nested showings under way. */
  showing = 0;
  readonly known = new Map<number, Value>();
  /** Inputs that are used as addresses of clients. */
  readonly urls: UrlUse[] = [];
  readonly configs: LibraryConfig[] = [];

  constructor(
    readonly k: Knowledge,
    readonly root: FunctionNode,
    /** Only the values of module variables are wanted: nothing is evaluated inside. */
    public valuesOnly = false,
    readonly record: Recorder | null = null,
  ) {}

  // ---- the function itself

  run(): Summary {
    const scope = new Scope(null);
    const frame = this.frame(this.root, this.receiverOf(this.root));
    this.bindRootParameters(frame, scope);
    this.execute(frame, this.opStart(frame), this.opEnd(frame), scope);
    if (!this.valuesOnly) this.evaluateLeftOver(scope);
    const flags = this.flags(this.root);
    let result = frame.result ?? clean(Origin.Literal);
    if (flags & FunctionFlag.Generator) result = this.listOf(frame.yields ?? plain);
    if (flags & FunctionFlag.Constructor) result = frame.self;
    this.noteMutations(frame, scope);
    return {
      result: this.settle(result, scope), edges: [...this.edges.values()].slice(0, maxEdges), mutations: this.mutations, opens: this.opens,
      hits: [...this.hits.values()], seen: [...this.seen.values()], weak: [...this.weak.values()], moduleWrites: this.moduleWrites,
      urls: this.urls, configs: this.configs, calls: this.calls, data: [...this.data.values()], cut: this.cut || this.edges.size > maxEdges,
    };
  }

  /** Values of the variables of a module body, by variable. */
  runModule(): Map<number, Value> {
    const scope = new Scope(null);
    const frame = this.frame(this.root, plain);
    this.execute(frame, this.opStart(frame), this.opEnd(frame), scope);
    const out = new Map<number, Value>();
    const { variables } = frame.facts;
    for (let v = 0; v * VarCol.stride < variables.length; v++) {
      if (variables[v * VarCol.stride + VarCol.owner] !== this.root.index) continue;
      const value = scope.get(v);
      if (value !== undefined) out.set(v, this.settle(value, scope));
    }
    return out;
  }

  frame(fn: FunctionNode, self: Value): Frame {
    const { facts } = fn.file;
    const count = facts.functions[fn.index * FnCol.stride + FnCol.registers] ?? 0;
    return { fn, file: fn.file, facts, registers: new Array<Value>(count).fill(plain), written: new Int32Array(count).fill(-1), self, result: null, yields: null, loops: 0 };
  }

  flags(fn: FunctionNode): number {
    return fn.file.facts.functions[fn.index * FnCol.stride + FnCol.flags] ?? 0;
  }
  private opStart(frame: Frame): number {
    return frame.facts.functions[frame.fn.index * FnCol.stride + FnCol.opStart] ?? 0;
  }
  private opEnd(frame: Frame): number {
    return frame.facts.functions[frame.fn.index * FnCol.stride + FnCol.opEnd] ?? 0;
  }

  /** The receiver of a method evaluated on its own: an instance of its type, known as input -1. */
  private receiverOf(fn: FunctionNode): Value {
    const owner = fn.file.facts.functions[fn.index * FnCol.stride + FnCol.ownerType] ?? -1;
    const node = fn.file.types[owner];
    if (!node) return plain;
    const exact = { root: -1, path: [], facet: -1 as const, guards: 0, guessed: 0, only: null, named: false, trail: null };
    return { ...plain, origin: Origin.Parameter, type: { kind: 'project', node, keep: null, drop: [], text: node.name }, inputs: [exact], exact, name: 'this' };
  }

  private bindRootParameters(frame: Frame, scope: Scope): void {
    for (const p of this.parameters(frame.fn)) {
      const base = this.parameterValue(frame, p);
      const exact = { root: p.index, path: [], facet: -1 as const, guards: 0, guessed: 0, only: null, named: base.labels.some((l) => l.strength > 0), trail: null };
      const value: Value = { ...base, inputs: [exact], exact };
      scope.set(p.variable, p.flags & ParamFlag.Rest ? { ...this.listOf({ ...value, exact: null }), name: p.name } : value);
    }
  }

  /** Parameters of a function, the receiver left out; `index` counts them as callers do. */
  parameters(fn: FunctionNode): readonly Parameter[] {
    const known = parameterMemo.get(fn);
    if (known?.facts === fn.file.facts) return known.list;
    const list = this.readParameters(fn);
    parameterMemo.set(fn, { facts: fn.file.facts, list });
    return list;
  }

  private readParameters(fn: FunctionNode): Parameter[] {
    const { functions, params, strings } = fn.file.facts;
    const row = fn.index * FnCol.stride;
    const first = functions[row + FnCol.params] ?? -1;
    const out: Parameter[] = [];
    let index = 0;
    for (let i = 0; i < (functions[row + FnCol.paramCount] ?? 0); i++) {
      const at = (first + i) * ParamCol.stride;
      const flags = params[at + ParamCol.flags] ?? 0;
      if (flags & ParamFlag.Receiver) continue;
      out.push({
        index: index++, name: strings[params[at + ParamCol.name] ?? -1] ?? '', variable: params[at + ParamCol.variable] ?? -1, type: params[at + ParamCol.type] ?? -1, flags,
        start: params[at + ParamCol.start] ?? 0, end: params[at + ParamCol.end] ?? 0
      });
    }
    return out;
  }

  /** A parameter nobody has bound: it speaks by its name and declared type. */
  parameterValue(frame: Frame, p: Parameter): Value {
    const type = p.type >= 0 ? resolveType(this.k.program, frame.file, p.type) : null;
    const value: Value = { ...plain, origin: Origin.Parameter, name: p.name, type };
    if (p.name === '' || type?.kind === 'project' || type?.kind === 'library') return value;
    const siblings = this.parameters(frame.fn).filter((o) => o.index !== p.index && o.name !== '').map((o) => o.name);
    const ownerType = this.ownerName(frame.fn);
    const owner = isPerson(this.k.program, ownerType) ? ownerType : '';
    const base = frame.facts.functions[frame.fn.index * FnCol.stride + FnCol.start] ?? 0;
    const label = this.named(frame, { name: p.name, role: 'parameter', ...(siblings.length > 0 ? { siblings } : {}), ...(owner ? { owner } : {}), ...(p.type >= 0 ? { type: typeText(frame.facts, p.type) } : {}) }, p.start - base, p.end - base);
    return label ? { ...value, labels: [label] } : value;
  }

  /** Methods speak for their parameters: `name` of `Patient.rename` is a patient's. */
  private ownerName(fn: FunctionNode): string {
    const owner = fn.file.facts.functions[fn.index * FnCol.stride + FnCol.ownerType] ?? -1;
    return fn.file.types[owner]?.name ?? '';
  }

  /** The label of a name, noted for the inventory. */
  named(frame: Frame, named: Named, start: number, end: number, text = named.name): Label | null {
    const label = nameLabel(this.k.program, frame.file, named, this.k.policy, () => trail(null, frame.fn, start, end, 'source', text));
    if (label) {
      const key = `${label.type}\0${text}\0${String(frame.fn.index)}`;
      if (!this.data.has(key)) this.data.set(key, { label, name: text });
    }
    return label;
  }

  // ---- inner functions

  /** Evaluates an inner function where it is called; captured variables are those of the scope. `when` says whether its writes have certainly happened. */
  inline(value: FunctionValue, scope: Scope, bind: (frame: Frame, inner: Scope) => void, when: 'certainly' | 'perhaps' = 'perhaps'): Value {
    const { fn } = value;
    const size = (fn.file.facts.functions[fn.index * FnCol.stride + FnCol.opEnd] ?? 0) - (fn.file.facts.functions[fn.index * FnCol.stride + FnCol.opStart] ?? 0);
    if (this.inlining.length >= maxInline || this.inlining.includes(fn) || this.valuesOnly) return plain;
    const before = this.lastResults.get(fn);
    if (before && before.times >= maxRepeats) return before.result;
    if ((this.inlinedOperations += size) > maxInlinedOperations) {
      this.cut = true;
      return plain;
    }
    this.inlined.add(fn);
    this.inlining.push(fn);
    const inner = new Scope(scope);
    if (value.env) for (const [v, captured] of value.env) if (scope.get(v) === undefined) inner.set(v, captured);
    const frame = this.frame(fn, value.self ?? plain);
    bind(frame, inner);
    this.execute(frame, this.opStart(frame), this.opEnd(frame), inner);
    const flags = this.flags(fn);
    let result = frame.result ?? clean(Origin.Literal);
    if (flags & FunctionFlag.Generator) result = this.listOf(frame.yields ?? plain);
    scope.merge([inner], when === 'certainly');
    this.lastResults.set(fn, { times: (before?.times ?? 0) + 1, result });
    this.inlining.pop();
    return result;
  }

  /** Binds parameters that nobody is known to give: they speak for themselves. */
  bindUnknown(frame: Frame, inner: Scope): void {
    for (const p of this.parameters(frame.fn)) {
      const value = this.parameterValue(frame, p);
      inner.set(p.variable, p.flags & ParamFlag.Rest ? this.listOf(value) : value);
    }
  }

  /** Functions inside this one that nothing here called: somebody outside may. */
  private evaluateLeftOver(scope: Scope): void {
    const { file } = this.root;
    for (const fn of file.functions) {
      if (fn.alone || this.inlined.has(fn) || !this.isInside(fn)) continue;
      this.inline({ fn, self: this.enclosingSelf(fn), env: null }, scope, (frame, inner) => { this.bindUnknown(frame, inner); });
    }
  }

  private enclosingSelf(fn: FunctionNode): Value | null {
    return this.flags(fn) & FunctionFlag.Lambda ? this.receiverOf(this.root) : null;
  }

  private isInside(fn: FunctionNode): boolean {
    const { functions } = fn.file.facts;
    for (let at = functions[fn.index * FnCol.stride + FnCol.ownerFn] ?? -1; at >= 0; at = functions[at * FnCol.stride + FnCol.ownerFn] ?? -1) {
      if (at === this.root.index) return true;
      if (fn.file.functions[at]?.alone) return false;
    }
    return false;
  }

  // ---- objects

  newObject(scope: Scope, state: ObjectState, value: Value = plain): Value {
    const id = this.nextCell++;
    scope.setCell(id, state);
    return { ...value, cells: [id] };
  }

  listOf(element: Value): Value {
    return { ...plain, origin: element.origin, object: { fields: noFields, element, removed: noNames, closed: false } };
  }

  /** The state of a value as an object, joined over the cells it may be. */
  stateOf(value: Value, scope: Scope): ObjectState | null {
    if (value.cells.length === 0) return value.object;
    if (value.cells.length === 1) return scope.cell(value.cells[0] ?? 0);
    let state: ObjectState | null = null;
    for (const c of value.cells) state = joinStates(state, scope.cell(c));
    return state;
  }

  /** Makes sure writes to the object in a register are seen by whatever holds it. */
  objectIn(frame: Frame, register: number, scope: Scope): Value {
    const value = frame.registers[register] ?? plain;
    if (value.cells.length > 0) return value;
    const owned = this.newObject(scope, value.object ?? { fields: noFields, element: null, removed: noNames, closed: false }, value);
    frame.registers[register] = owned;
    const op = (frame.written[register] ?? -1) * opStride;
    if (op < 0) return owned;
    const { ops, strings } = frame.facts;
    switch (ops[op]) {
      case Op.Ref: {
        const variable = ops[op + 2] ?? -1;
        if (scope.get(variable) !== undefined) scope.set(variable, owned);
        break;
      }
      case Op.This:
        frame.self = owned;
        break;
      case Op.Load: {
        const holder = this.objectIn(frame, ops[op + 2] ?? -1, scope);
        this.writeField(scope, holder, strings[ops[op + 3] ?? -1] ?? '', owned, true);
        break;
      }
    }
    return owned;
  }

  /** Puts another value where a register was read from: a receiver that was configured. */
  replaceIn(frame: Frame, register: number, scope: Scope, value: Value): void {
    frame.registers[register] = value;
    const op = (frame.written[register] ?? -1) * opStride;
    if (op < 0) return;
    const { ops, strings } = frame.facts;
    if (ops[op] === Op.Ref) scope.set(ops[op + 2] ?? -1, value);
    else if (ops[op] === Op.Load) this.writeField(scope, this.objectIn(frame, ops[op + 2] ?? -1, scope), strings[ops[op + 3] ?? -1] ?? '', value);
  }

  typeOf(file: FileNode, expression: number): Type | null {
    return resolveType(this.k.program, file, expression);
  }

  writeField(scope: Scope, holder: Value, name: string, value: Value | null, silent = false): void {
    for (const id of holder.cells) {
      const state = scope.cell(id);
      const fields = new Map(state.fields);
      const strong = holder.cells.length === 1;
      const before = fields.get(name);
      let { removed } = state;
      if (value === null) {
        if (!strong) continue;
        fields.delete(name);
        removed = new Set([...removed, name]);
      } else {
        fields.set(name, strong || before === undefined ? value : join(before, value));
        if (removed.has(name)) removed = new Set([...removed].filter((r) => r !== name));
      }
      scope.setCell(id, { ...state, fields, removed });
    }
    void silent;
  }

  appendElement(scope: Scope, holder: Value, value: Value): void {
    for (const id of holder.cells) {
      const state = scope.cell(id);
      const element = state.element === null ? value : join(state.element, value);
      if (element !== state.element) scope.setCell(id, { ...state, element, closed: false });
    }
  }

  /** All fields of `from` go into the object, as spread and assign do. */
  mergeFields(scope: Scope, holder: Value, from: Value): void {
    const source = this.stateOf(from, scope);
    for (const id of holder.cells) {
      const state = scope.cell(id);
      const fields = new Map(state.fields);
      for (const [name, value] of source?.fields ?? []) fields.set(name, value);
      let { element } = state;
      if (source?.element) element = element === null ? source.element : join(element, source.element);
      const rest = source === null || !source.closed ? this.unlisted(from) : null;
      const spread = rest === null ? null : join(fields.get('...') ?? rest, rest);
      if (spread) fields.set('...', spread);
      const removed = new Set([...state.removed, ...(source?.removed ?? [])].filter((n) => !fields.has(n)));
      scope.setCell(id, { ...state, fields, element, removed, closed: state.closed && source !== null && source.closed });
    }
  }

  /** What an object carries beside the fields that are listed: its declared type or what came in. */
  private unlisted(from: Value): Value | null {
    if (from.type === null && from.inputs.length === 0 && from.labels.length === 0 && !from.name) return null;
    return { ...from, cells: [], object: null, functions: [] };
  }

  /** A value without heap cells, as it may leave the function: objects to a depth of three, inner functions with what they captured. */
  settle(value: Value, scope: Scope, depth = 0): Value {
    let { functions } = value;
    if (functions.some((f) => f.env === null && !f.fn.alone)) {
      functions = functions.map((f) => (f.env === null && !f.fn.alone && depth < 3 ? { ...f, env: this.capture(f.fn, scope, depth) } : f));
    }
    const state = this.stateOf(value, scope);
    if (state === null) return functions === value.functions ? value : { ...value, functions };
    if (depth >= 3) return { ...value, ...taints([value, ...this.shown(state)]), cells: [], object: null, functions };
    const fields = new Map<string, Value>();
    for (const [name, field] of state.fields) {
      if (fields.size >= 32) break;
      fields.set(name, this.settle(field, scope, depth + 1));
    }
    const element = state.element === null ? null : this.settle(state.element, scope, depth + 1);
    return { ...value, cells: [], functions, object: { ...state, fields, element } };
  }

  private shown(state: ObjectState): Value[] {
    return [...state.fields.values(), ...(state.element ? [state.element] : [])];
  }

  private capture(fn: FunctionNode, scope: Scope, depth: number): ReadonlyMap<number, Value> {
    const env = new Map<number, Value>();
    for (const v of fn.file.index.captures[fn.index] ?? []) {
      const value = scope.get(v);
      if (value !== undefined && value.functions.every((f) => f.fn !== fn)) env.set(v, this.settle(value, scope, depth + 2));
    }
    return env;
  }

  /** Writes to inputs, read off the state at the end. */
  private noteMutations(frame: Frame, scope: Scope): void {
    const note = (root: number, value: Value | undefined): void => {
      if (!value || value.cells.length !== 1 || value.exact?.root !== root || value.exact.path.length > 0) return;
      const state = scope.cell(value.cells[0] ?? 0);
      for (const name of state.removed) this.mutations.push({ root, path: [name], value: null, certain: true });
      for (const [name, field] of state.fields) {
        if (field.exact && field.exact.root === root && field.exact.path.length === 1 && field.exact.path[0] === name && field.cells.length === 0) continue;
        this.mutations.push({ root, path: [name], value: this.settle(field, scope, 1), certain: true });
      }
      if (state.element) this.mutations.push({ root, path: ['*'], value: this.settle(state.element, scope, 1), certain: false });
    };
    for (const p of this.parameters(frame.fn)) note(p.index, scope.get(p.variable));
    note(-1, frame.self);
  }

  // ---- operations

  private operand(frame: Frame, register: number): Value {
    return frame.registers[register] ?? plain;
  }

  /** Runs the operations of [from, to) in a scope. */
  execute(frame: Frame, from: number, to: number, scope: Scope): Ended {
    const { ops } = frame.facts;
    const { jumps } = frame.file.index;
    if (this.depth > 200) return Ended.No;
    this.depth++;
    let op = from;
    let ended: Ended = Ended.No;
    while (op < to && ended === Ended.No) {
      const at = op * opStride;
      switch (ops[at]) {
        case Op.If: [op, ended] = this.branch(frame, op, scope); break;
        case Op.Loop: op = this.loop(frame, op, scope); break;
        case Op.Switch: [op, ended] = this.cases(frame, op, scope); break;
        case Op.Try: [op, ended] = this.attempt(frame, op, scope); break;
        case Op.Break: case Op.Continue: ended = Ended.Skipped; break;
        case Op.Return:
          frame.result = frame.result === null ? this.returned(frame, ops[at + 2] ?? -1) : join(frame.result, this.returned(frame, ops[at + 2] ?? -1));
          ended = Ended.Left;
          break;
        case Op.Throw:
          evaluateThrow(this, frame, scope, op);
          ended = Ended.Left;
          break;
        case Op.End: case Op.Else: case Op.Case: case Op.Catch: case Op.Finally: op = (jumps[op] ?? -1) >= 0 ? (jumps[op] ?? op) + 1 : op + 1; break;
        default:
          this.step(frame, op, scope);
          op++;
      }
    }
    this.depth--;
    return ended;
  }

  private returned(frame: Frame, register: number): Value {
    return register < 0 ? clean(Origin.Literal) : this.operand(frame, register);
  }

  private branch(frame: Frame, op: number, scope: Scope): [number, Ended] {
    const { ops } = frame.facts;
    const { jumps } = frame.file.index;
    const next = jumps[op] ?? op + 1;
    const hasElse = ops[next * opStride] === Op.Else;
    const end = hasElse ? (jumps[next] ?? next) : next;
    const yes = new Scope(scope);
    const first = this.execute(frame, op + 1, next, yes);
    if (!hasElse) {
      if (first !== Ended.Left) scope.merge([yes], false);
      return [end + 1, Ended.No];
    }
    const no = new Scope(scope);
    const second = this.execute(frame, next + 1, end, no);
    const going = [first === Ended.Left ? null : yes, second === Ended.Left ? null : no].filter((s): s is Scope => s !== null);
    scope.merge(going, true);
    if (first === Ended.Left && second === Ended.Left) return [end + 1, Ended.Left];
    if (first !== Ended.No && second !== Ended.No) return [end + 1, Ended.Skipped];
    return [end + 1, Ended.No];
  }

  private loop(frame: Frame, op: number, scope: Scope): number {
    const end = frame.file.index.jumps[op] ?? op;
    const passes = frame.loops >= 2 ? 1 : 2;
    frame.loops++;
    for (let pass = 0; pass < passes; pass++) {
      const fresh = this.nextCell;
      const body = new Scope(scope);
      this.execute(frame, op + 1, end, body);
      if (!scope.merge([body], false, fresh)) break;
    }
    frame.loops--;
    return end + 1;
  }

  private cases(frame: Frame, op: number, scope: Scope): [number, Ended] {
    const { ops } = frame.facts;
    const { jumps } = frame.file.index;
    const going: Scope[] = [];
    let hasDefault = false;
    let count = 0;
    let at = jumps[op] ?? op + 1;
    // What stands between the switch and its first case belongs to every way.
    this.execute(frame, op + 1, at, scope);
    while (ops[at * opStride] === Op.Case) {
      const next = jumps[at] ?? at + 1;
      if (ops[at * opStride + 2] === 1) hasDefault = true;
      const branch = new Scope(scope);
      if (this.execute(frame, at + 1, next, branch) !== Ended.Left) going.push(branch);
      count++;
      at = next;
    }
    scope.merge(going, hasDefault);
    return [at + 1, hasDefault && count > 0 && going.length === 0 ? Ended.Left : Ended.No];
  }

  private attempt(frame: Frame, op: number, scope: Scope): [number, Ended] {
    const { ops } = frame.facts;
    const { jumps } = frame.file.index;
    let at = jumps[op] ?? op + 1;
    const body = new Scope(scope);
    const first = this.execute(frame, op + 1, at, body);
    // A handler may start after any operation of the body: before and after are both possible.
    const thrown = new Scope(scope);
    thrown.merge([body], false);
    const going: Scope[] = first === Ended.Left ? [] : [body];
    let handlers = 0;
    let ended: Ended = Ended.No;
    while (ops[at * opStride] === Op.Catch) {
      const next = jumps[at] ?? at + 1;
      const handler = new Scope(thrown);
      const variable = ops[at * opStride + 2] ?? -1;
      if (variable >= 0) handler.set(variable, { ...plain, origin: Origin.Unknown, name: 'error' });
      if (this.execute(frame, at + 1, next, handler) !== Ended.Left) {
        const outer = new Scope(scope);
        outer.merge([body], false);
        outer.merge([handler], true);
        going.push(outer);
      }
      handlers++;
      at = next;
    }
    if (going.length > 0) scope.merge(going, true);
    else if (first === Ended.Left) ended = Ended.Left;
    void handlers;
    if (ops[at * opStride] === Op.Finally) {
      const end = jumps[at] ?? at + 1;
      if (this.execute(frame, at + 1, end, scope) === Ended.Left) ended = Ended.Left;
      at = end;
    }
    return [at + 1, ended];
  }

  private step(frame: Frame, op: number, scope: Scope): void {
    const { ops, pool, strings, variables } = frame.facts;
    const at = op * opStride;
    const dst = ops[at + 1] ?? -1;
    const a = ops[at + 2] ?? -1;
    const b = ops[at + 3] ?? -1;
    const c = ops[at + 4] ?? -1;
    const start = ops[at + 5] ?? 0;
    const end = ops[at + 6] ?? 0;
    let value: Value = plain;
    switch (ops[at]) {
      case Op.Const: value = literal(a, strings[b] ?? '', frame.fn, start, end); break;
      case Op.Ref: value = variableValue(this, frame, scope, a); break;
      case Op.Global: value = globalValue(strings[b] ?? ''); break;
      case Op.This: value = frame.self; break;
      case Op.Super: value = { ...frame.self, name: 'super' }; break;
      case Op.Load: value = loadField(this, frame, scope, this.operand(frame, a), strings[b] ?? '', start, end); break;
      case Op.LoadAt: {
        const key = this.operand(frame, b).constant;
        const holder = this.operand(frame, a);
        value = typeof key === 'string' ? loadField(this, frame, scope, holder, key, start, end) : elementOf(this, holder, scope);
        break;
      }
      case Op.Store: this.store(frame, scope, a, strings[b] ?? '', this.operand(frame, c), start, end); break;
      case Op.StoreAt: {
        const keys = keysOf(this.operand(frame, b));
        if (keys.length > 0) for (const key of keys) this.store(frame, scope, a, key, this.operand(frame, c), start, end);
        else this.appendElement(scope, this.objectIn(frame, a, scope), this.operand(frame, c));
        break;
      }
      case Op.StoreElement: this.appendElement(scope, this.objectIn(frame, a, scope), this.operand(frame, c)); break;
      case Op.Delete: this.writeField(scope, this.objectIn(frame, a, scope), strings[b] ?? '', null); break;
      case Op.DeleteAt: {
        for (const key of keysOf(this.operand(frame, b))) this.writeField(scope, this.objectIn(frame, a, scope), key, null);
        break;
      }
      case Op.Assign: this.assign(frame, scope, a, this.operand(frame, b), start, end); break;
      case Op.Record: value = this.makeRecord(frame, scope, a, b); break;
      case Op.List: value = this.makeList(frame, scope, a, b); break;
      case Op.Text: value = this.makeText(frame, scope, a, b, start, end); break;
      case Op.Call: case Op.New: value = evaluateCall(this, frame, scope, op); break;
      case Op.Lambda: {
        const fn = frame.file.functions[a];
        if (fn) value = { ...plain, origin: Origin.Literal, functions: [{ fn, self: frame.self, env: null }] };
        break;
      }
      case Op.Class: value = { ...plain, origin: Origin.Literal, klass: frame.file.types[a] ?? null }; break;
      case Op.Derive: value = clean(c === Derived.Length ? Origin.Count : c === Derived.Arithmetic ? Origin.Count : Origin.Test); break;
      case Op.Is: value = clean(Origin.Test); break;
      case Op.Choose: {
        let joined: Value | null = null;
        for (let i = 0; i < b; i++) {
          const v = this.operand(frame, pool[a + i] ?? -1);
          joined = joined === null ? v : join(joined, v);
        }
        value = joined ?? plain;
        break;
      }
      case Op.Cast: {
        const type = resolveType(this.k.program, frame.file, b);
        const from = this.operand(frame, a);
        value = type === null || type.kind === 'other' ? from : { ...from, type };
        break;
      }
      case Op.Iterate: {
        const over = this.operand(frame, a);
        value = frame.file.language.iteratesKeys && this.stateOf(over, scope)?.keyed ? clean(Origin.Text) : elementOf(this, over, scope);
        break;
      }
      case Op.Await: value = this.operand(frame, a); break;
      case Op.Yield: frame.yields = frame.yields === null ? this.operand(frame, a) : join(frame.yields, this.operand(frame, a)); break;
    }
    void variables;
    if (dst >= 0) {
      frame.registers[dst] = value;
      frame.written[dst] = op;
    }
    if (this.record) this.record(frame.fn, start, end, dst >= 0 ? value : this.operand(frame, ops[at] === Op.Assign ? b : c));
  }

  /** Gives a value the label of the name it is put under, when its origin lets names speak and nothing better is known. */
  underName(frame: Frame, value: Value, named: Named, start: number, end: number, text = named.name): Value {
    if (!nameSpeaks(value.origin) || value.functions.length > 0 || value.klass || value.module || value.instance || value.constant !== undefined) return value;
    if (value.library !== null || value.labels.some((l) => l.strength > 0)) return value;
    if (value.cells.length > 0 || value.object !== null || value.type?.kind === 'project' || value.type?.kind === 'library' || value.type?.kind === 'map') return value;
    const type = named.type ?? (value.type ? value.type.text : undefined);
    // Keys of input are often written in capitals (`META["REMOTE_ADDR"]`); elsewhere capitals name a constant.
    const spoken = value.origin === Origin.Input && /^[A-Z][A-Z0-9_]+$/.test(named.name) ? { ...named, name: named.name.toLowerCase() } : named;
    const label = this.named(frame, type === undefined ? spoken : { ...spoken, type }, start, end, text);
    if (!label) return value;
    const isNamed = label.strength > 0;
    return {
      ...value, labels: [label], inputs: isNamed ? value.inputs.map((i) => ({ ...i, named: true })) : value.inputs,
      exact: isNamed && value.exact ? { ...value.exact, named: true } : value.exact,
    };
  }

  private assign(frame: Frame, scope: Scope, variable: number, from: Value, start: number, end: number): void {
    const { variables, strings } = frame.facts;
    const row = variable * VarCol.stride;
    const name = strings[variables[row + VarCol.name] ?? -1] ?? '';
    const expression = variables[row + VarCol.type] ?? -1;
    let value = from;
    const type = expression >= 0 ? resolveType(this.k.program, frame.file, expression) : null;
    if (type !== null && (type.kind !== 'other' || value.type === null)) value = { ...value, type };
    if (name !== '') {
      value = this.underName(frame, value, { name, role: 'variable', ...(expression >= 0 ? { type: typeText(frame.facts, expression) } : {}) }, start, end);
      if (value.name !== name || value.labels.length > 0) {
        const text = name;
        const labels = value.labels.map((l) => ({ ...l, trail: trail(l.trail, frame.fn, start, end, 'step', text) }));
        // The object is known by the first telling name: `const { data: rows } = users` keeps what rows are.
        value = { ...value, name, labels };
      }
    }
    scope.set(variable, value);
    if ((variables[row + VarCol.owner] ?? -1) === 0 && frame.fn.index !== 0) {
      const before = this.moduleWrites.get(name);
      const settled = this.settle(value, scope);
      this.moduleWrites.set(name, before === undefined ? settled : join(before, settled));
    }
  }

  private store(frame: Frame, scope: Scope, register: number, name: string, from: Value, start: number, end: number): void {
    const holder = this.objectIn(frame, register, scope);
    const value = this.underName(frame, from, { name, role: 'field', ...ownerOf(holder) }, start, end, `${holder.name ? `${holder.name}.` : ''}${name}`);
    this.writeField(scope, holder, name, value);
    this.checkProperty(frame, scope, holder, name, value, { fn: frame.fn, start, end, callee: '', argument: null, error: false });
    void scope;
  }

  private makeRecord(frame: Frame, scope: Scope, first: number, count: number): Value {
    const { pool, strings } = frame.facts;
    const value = this.newObject(scope, { fields: noFields, element: null, removed: noNames, closed: true, keyed: true }, { ...plain, origin: Origin.Literal });
    const keys: string[] = [];
    for (let i = 0; i < count; i++) {
      const key = pool[first + i * 6 + 1] ?? -1;
      if (pool[first + i * 6] === Entry.Key && key >= 0) keys.push(strings[key] ?? '');
    }
    for (let i = 0; i < count; i++) {
      const row = first + i * 6;
      const from = this.operand(frame, pool[row + 2] ?? -1);
      if (pool[row] === Entry.Spread) {
        this.mergeFields(scope, value, from);
        continue;
      }
      const keyRegister = pool[row + 3] ?? -1;
      const computed = keyRegister >= 0 ? this.operand(frame, keyRegister).constant : undefined;
      const key = pool[row] === Entry.Computed ? (typeof computed === 'string' ? computed : null) : (strings[pool[row + 1] ?? -1] ?? '');
      if (key === null) {
        this.appendElement(scope, value, from);
        continue;
      }
      const start = pool[row + 4] ?? 0;
      const end = pool[row + 5] ?? 0;
      const named = this.underName(frame, from, { name: key, role: 'key', ...(keys.length > 1 ? { siblings: keys.filter((k) => k !== key) } : {}) }, start, end);
      const spot: Site = { fn: frame.fn, start, end, callee: key, argument: null, error: false };
      this.writeField(scope, value, key, named.constant !== undefined && named.site === null ? { ...named, site: spot } : named);
      this.checkProperty(frame, scope, value, key, named, spot);
    }
    return value;
  }

  private makeList(frame: Frame, scope: Scope, first: number, count: number): Value {
    const { pool } = frame.facts;
    const fields = new Map<string, Value>();
    let element: Value | null = null;
    for (let i = 0; i < count; i++) {
      const from = this.operand(frame, pool[first + i * 2 + 1] ?? -1);
      const item = pool[first + i * 2] === Entry.Spread ? elementOf(this, from, scope) : from;
      if (pool[first + i * 2] !== Entry.Spread && fields.size < 16) fields.set(String(i), item);
      element = element === null ? item : join(element, item);
    }
    return this.newObject(scope, { fields, element, removed: noNames, closed: false }, { ...plain, origin: Origin.Literal });
  }

  private makeText(frame: Frame, scope: Scope, first: number, count: number, start: number, end: number): Value {
    const { pool, strings } = frame.facts;
    const parts: Value[] = [];
    let form: (string | null)[] = [];
    let origin: Origin = Origin.Literal;
    let alternatives: readonly TextForm[] = [{ pieces: [], at: null }];
    for (let i = 0; i < count; i++) {
      const row = first + i * 3;
      if (pool[row] === Piece.Literal) {
        const text = strings[pool[row + 1] ?? -1] ?? '';
        alternatives = alternatives.map((t) => append(t, text));
        form = [...form, text];
        continue;
      }
      const hole = this.operand(frame, pool[row + 1] ?? -1);
      const shown = collect(this, frame, scope, hole, (pool[row + 2] ?? 0) as Facet);
      parts.push({ ...plain, labels: shown.labels.map((l) => l.label), inputs: shown.inputs.map((x) => x.input) });
      const texts: readonly TextForm[] = hole.texts.length > 0 ? hole.texts : [{ pieces: [null], at: null }];
      alternatives = alternatives.flatMap((t) => texts.map((u) => ({ pieces: [...t.pieces, ...u.pieces].slice(0, maxTextPieces), at: t.pieces.length === 0 ? u.at : t.at }))).slice(0, 4).map(compact);
      const from = nameSpeaks(hole.origin) ? Origin.Unknown : hole.origin === Origin.Literal ? Origin.Literal : Origin.Text;
      if (from > origin) origin = from;
    }
    const { labels, inputs } = taints(parts);
    const whole = alternatives.length === 1 && alternatives[0]?.pieces.length === 1 ? alternatives[0].pieces[0] : undefined;
    const here = { fn: frame.fn, start, end };
    return { ...plain, labels, inputs, origin, texts: alternatives.map((t) => (t.at ? t : { ...t, at: here })), constant: typeof whole === 'string' ? whole : undefined };
  }

  /** Options that weaken protection by a key written anywhere. */
  private checkProperty(frame: Frame, scope: Scope, holder: Value, name: string, value: Value, site: Site): void {
    const family = this.k.program.rules.families.get(frame.file.language.family);
    const path = holder.library ? `${holder.library.module ? `${holder.library.module}:` : ''}${holder.library.path ? `${holder.library.path}.` : ''}${name}` : undefined;
    const model = (path === undefined ? undefined : family?.properties.get(path))
      ?? (holder.instance ? family?.properties.get(`${holder.instance.library}#${holder.instance.type}.${name}`) : undefined)
      ?? family?.keys.get(name);
    for (const option of model?.property.options ?? []) {
      const tested = option.result ? this.constantResult(value, scope) : value.constant;
      if (tested !== undefined && option.is.includes(tested)) this.noteWeak(option.finding, site, String(tested), []);
    }
  }

  /** What a function given as an option always returns: a constant, null for nothing, undefined when it depends. */
  constantResult(value: Value, scope: Scope): string | number | boolean | null | undefined {
    const fn = value.functions[0];
    if (!fn || value.functions.length !== 1) return undefined;
    const result = fn.fn.alone ? this.k.summary(fn.fn).result : this.inline(fn, scope, (frame, inner) => { this.bindUnknown(frame, inner); });
    if (result.constant !== undefined) return result.constant;
    return result.origin === Origin.Literal && result.object === null && result.cells.length === 0 && result.texts.length === 0 ? null : undefined;
  }

  noteWeak(finding: string, site: Site, value: string, labels: readonly Label[], guessed = 0): void {
    const key = `${finding}\0${String(site.fn.index)}\0${site.fn.key}\0${String(site.start)}\0${String(site.end)}`;
    if (!this.weak.has(key)) this.weak.set(key, { finding, site, value, labels, guessed });
  }
}

function joinStates(a: ObjectState | null, b: ObjectState): ObjectState {
  if (a === null) return b;
  const fields = new Map(a.fields);
  for (const [name, value] of b.fields) {
    const known = fields.get(name);
    fields.set(name, known === undefined ? value : join(known, value));
  }
  const element = a.element === null ? b.element : b.element === null ? a.element : join(a.element, b.element);
  return { fields, element, removed: new Set([...a.removed].filter((n) => b.removed.has(n))), closed: a.closed && b.closed, keyed: a.keyed === true && b.keyed === true };
}

/** Keys a value names, when all it may be is written in the code. */
function keysOf(value: Value): string[] {
  if (typeof value.constant === 'string') return [value.constant];
  const texts = value.texts.map((t) => (t.pieces.length === 1 ? t.pieces[0] : null));
  return value.origin === Origin.Literal && texts.every((t) => typeof t === 'string') ? texts : [];
}

/** Owner words for the classifier, from an object's name and declared type. */
export function ownerOf(holder: Value): { owner?: string; ownerType?: string } {
  const type: Type | null = holder.type;
  return {
    ...(holder.name && holder.name !== 'this' ? { owner: holder.name } : {}),
    ...(type?.kind === 'project' ? { ownerType: type.node.name } : {}),
  };
}

function append(form: TextForm, text: string): TextForm {
  const last = form.pieces.at(-1);
  return { ...form, pieces: typeof last === 'string' ? [...form.pieces.slice(0, -1), last + text] : [...form.pieces, text].slice(0, maxTextPieces) };
}

function compact(form: TextForm): TextForm {
  const out: (string | null)[] = [];
  for (const piece of form.pieces) {
    const last = out.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') out[out.length - 1] = last + piece;
    else if (piece !== null || last !== null) out.push(piece);
  }
  return { ...form, pieces: out };
}

const globals = new Map<string, Value>();

function globalValue(name: string): Value {
  let value = globals.get(name);
  if (!value) {
    if (globals.size > 20_000) globals.clear();
    globals.set(name, (value = { ...plain, origin: Origin.External, library: { module: '', path: name }, name }));
  }
  return value;
}

const literals: Record<number, Value> = {};
function literal(kind: number, text: string, fn: FunctionNode, start: number, end: number): Value {
  switch (kind) {
    case Literal.Text: return { ...plain, origin: Origin.Literal, constant: text, texts: [{ pieces: [text], at: { fn, start, end } }] };
    case Literal.Number: return { ...plain, origin: Origin.Literal, constant: Number(text.replace(/_/g, '')) };
    case Literal.True: return (literals[kind] ??= { ...plain, origin: Origin.Literal, constant: true });
    case Literal.False: return (literals[kind] ??= { ...plain, origin: Origin.Literal, constant: false });
    case Literal.Null: return (literals[kind] ??= { ...plain, origin: Origin.Literal, constant: null });
    default: return { ...plain, origin: Origin.Literal, texts: [{ pieces: [text], at: null }] };
  }
}

/** Kinds of variables whose value is known without running code. */
export const boundKinds: ReadonlySet<number> = new Set([VarKind.Import, VarKind.Function, VarKind.Type]);
export { resolveTarget };
