import { FnCol, FunctionFlag, ParamFlag, VarCol, type FileFacts } from '../facts';
import { inputAt, rawInput } from './carried';
import { execute } from './control-flow';
import { receiverOf as receiverType } from './extensions';
import type { Handed } from './handed';
import type { Knowledge } from './knowledge';
import type { Narrowing } from './membership';
import { listOf } from './objects';
import { Noted } from './noted';
import { bindUnknown, parameterValue, parameters } from './parameters';
import type { FileNode, FunctionNode } from './program';
import { Scope } from './scope';
import { noteMutations, settle } from './settle';
import { toldEdges } from './sinks';
import { maxEdges, type ClientBase, type Hit, type LibraryConfig, type Mutation, type OpenCall, type SinkEdge, type Summary, type UrlUse, type WeakSpot } from './summary';
import { projectType, resolveType } from './types';
import { Origin, change, clean, copyOf, noNames, objectState, plain, type FunctionValue, type InputRef, type Label, type Site, type Value } from './value';

/** One activation of a function: its registers and what it gives back. */
export interface Frame {
  fn: FunctionNode;
  file: FileNode;
  facts: FileFacts;
  registers: Value[];
  /** Operation that wrote each register. */
  written: number[];
  self: Value;
  /** Scope that its body starts in. */
  outermost: Scope | null;
  result: Value | null;
  yields: Value | null;
  loops: number;
  /** Variables that a condition narrowed in the branch under way. */
  narrowed: Narrowing[];
  /** The loop under way treats the fields a list names: what it does to them is done. */
  certain: boolean;
}

const maxInline = 8;
/** Evaluations of one inner function inside its outer one; later calls take the last result. */
const maxRepeats = 6;
const maxInlinedOperations = 100_000;

/** Told what every operation gave, for explanations; absent in normal scans. */
export type Recorder = (fn: FunctionNode, start: number, end: number, value: Value) => void;

const noCalls: Summary['calls'] = { resolved: 0, unresolved: 0, examples: [] };
const nothing: readonly never[] = [];

/** What a summary keeps of a list; most are empty, and there is a summary for every function. */
const kept = <T>(list: readonly T[]): readonly T[] => (list.length === 0 ? nothing : list);

/** Evaluates one function in terms of its inputs. */
export class Evaluation {
  readonly hits = new Noted<string, Hit>();
  readonly seen = new Noted<string, Hit>();
  readonly weak = new Noted<string, WeakSpot>();
  readonly edges = new Noted<string, SinkEdge>();
  readonly mutations: Mutation[] = [];
  readonly opens: OpenCall[] = [];
  readonly moduleWrites = new Noted<string, Value>();
  readonly data = new Noted<string, { label: Label; name: string }>();
  readonly calls = { resolved: 0, unresolved: 0, examples: [] as Site[] };
  /** Calls that were counted. */
  readonly counted = new Noted<number, boolean>();
  readonly inlining: FunctionNode[] = [];
  /** Calls of functions that are evaluated inside their caller, outermost first. */
  readonly handed: Handed[] = [];
  private readonly lastResults = new Noted<FunctionNode, { times: number; result: Value }>();
  private inlinedOperations = 0;
  /** Next free heap cell. */
  nextCell = 1;
  /** Nested stretches of operations under way. */
  depth = 0;
  cut = false;
  /** Nested showings under way. */
  showing = 0;
  readonly known = new Noted<number, Value>();
  /** Inputs that are used as addresses of clients. */
  readonly urls: UrlUse[] = [];
  readonly configs: LibraryConfig[] = [];
  readonly clients: ClientBase[] = [];

  constructor(
    readonly k: Knowledge,
    readonly root: FunctionNode,
    /** Only the values of module variables are wanted: nothing is evaluated inside. */
    public valuesOnly = false,
    readonly record: Recorder | null = null,
  ) {}

  run(): Summary {
    const scope = new Scope(null, this.root.file);
    const frame = this.frame(this.root, this.receiverOf(this.root));
    this.bindRootParameters(frame, scope);
    frame.outermost = scope;
    execute(this, frame, opStart(frame), opEnd(frame), scope);
    if (!this.valuesOnly) this.evaluateLeftOver(scope);
    const flags = flagsOf(this.root);
    // What has no body here gives what somebody else writes.
    let result = frame.result ?? clean(flags & FunctionFlag.Abstract ? Origin.External : Origin.Literal);
    if (flags & FunctionFlag.Generator) result = listOf(frame.yields ?? plain);
    if (flags & FunctionFlag.Constructor) result = frame.self;
    noteMutations(this, frame, scope);
    const { resolved, unresolved, examples } = this.calls;
    return {
      result: settle(result, scope), edges: kept(toldEdges(this, this.root).slice(0, maxEdges)), mutations: kept(this.mutations), opens: kept(this.opens),
      hits: this.hits.list(), seen: this.seen.list(), weak: this.weak.list(), moduleWrites: this.moduleWrites.byKey(),
      urls: kept(this.urls), configs: kept(this.configs), clients: kept(this.clients), calls: resolved + unresolved === 0 ? noCalls : { resolved, unresolved, examples: kept(examples) },
      data: this.data.list(), cut: this.cut || this.edges.size > maxEdges,
    };
  }

  /** Values of the variables of a module body, by variable. */
  runModule(): Map<number, Value> {
    const scope = new Scope(null, this.root.file);
    const frame = this.frame(this.root, plain);
    frame.outermost = scope;
    execute(this, frame, opStart(frame), opEnd(frame), scope);
    const out = new Map<number, Value>();
    const { variables } = frame.facts;
    for (let v = 0; v * VarCol.stride < variables.length; v++) {
      if (variables[v * VarCol.stride + VarCol.owner] !== this.root.index) continue;
      const value = scope.get(v);
      if (value !== undefined) out.set(v, settle(value, scope));
    }
    return out;
  }

  frame(fn: FunctionNode, self: Value): Frame {
    const { facts } = fn.file;
    const count = facts.functions[fn.index * FnCol.stride + FnCol.registers] ?? 0;
    return { fn, file: fn.file, facts, registers: new Array<Value>(count).fill(plain), written: new Array<number>(count).fill(-1), self, outermost: null, result: null, yields: null, loops: 0, narrowed: [], certain: false };
  }

  /** The receiver of a method evaluated on its own: an instance of its type, or of the type it is written for, known as input -1. */
  private receiverOf(fn: FunctionNode): Value {
    const owner = fn.file.facts.functions[fn.index * FnCol.stride + FnCol.ownerType] ?? -1;
    const node = fn.file.types[owner];
    const extended = node ? undefined : receiverType(fn);
    if (!node && extended === undefined) return plain;
    const type = node ? projectType(this.k.program.wholeOf(node)[0] ?? node) : resolveType(this.k.program, fn.file, extended ?? -1);
    const exact = rawInput(-1);
    const v = copyOf(plain);
    v.origin = Origin.Parameter;
    v.type = type;
    v.inputs = [exact];
    v.exact = exact;
    v.name = 'this';
    return v;
  }

  private bindRootParameters(frame: Frame, scope: Scope): void {
    for (const p of parameters(frame.fn)) {
      const base = parameterValue(this, frame, p);
      const exact = rawInput(p.index, base.labels.some((l) => l.strength > 0));
      const value = copyOf(base);
      value.inputs = [exact];
      value.exact = exact;
      scope.set(p.variable, p.flags & ParamFlag.Rest ? restOf(value, exact) : value);
    }
  }

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
    if (fn.file !== this.root.file) this.k.body(fn);
    this.inlining.push(fn);
    const inner = scope.inner(fn.file);
    if (value.env) for (const [v, captured] of value.env) if (inner.get(v) === undefined) inner.set(v, captured);
    const frame = this.frame(fn, value.self ?? plain);
    bind(frame, inner);
    frame.outermost = inner;
    execute(this, frame, opStart(frame), opEnd(frame), inner);
    const flags = flagsOf(fn);
    let result = frame.result ?? clean(Origin.Literal);
    if (flags & FunctionFlag.Generator) result = listOf(frame.yields ?? plain);
    scope.merge([inner], when === 'certainly');
    this.lastResults.set(fn, { times: (before?.times ?? 0) + 1, result });
    this.inlining.pop();
    return result;
  }

  /** Functions inside this one that nothing here called: somebody outside may. */
  private evaluateLeftOver(scope: Scope): void {
    for (const fn of this.root.inner) {
      if (this.lastResults.has(fn)) continue;
      this.inline({ fn, self: this.enclosingSelf(fn), env: null }, scope, (frame, inner) => { bindUnknown(this, frame, inner); });
    }
  }

  private enclosingSelf(fn: FunctionNode): Value | null {
    return flagsOf(fn) & FunctionFlag.Lambda ? this.receiverOf(this.root) : null;
  }
}

/** Places of a rest parameter that are told apart: the first arguments are often of different kinds. */
const places = ['0', '1', '2', '3'];

/** What a rest parameter holds where nobody called yet: the first arguments by their place, the others as any of them. */
function restOf(value: Value, exact: InputRef): Value {
  const fields = new Map(places.map((place) => {
    const input = inputAt(exact, [place]);
    return [place, change(value, (v) => { v.inputs = [input]; v.exact = input; })] as const;
  }));
  const element = change(value, (v) => { v.exact = null; });
  return change(plain, (v) => { v.origin = value.origin; v.name = value.name; v.object = objectState(fields, element, noNames, false); });
}

/** Flags of a function (`FunctionFlag`). */
export function flagsOf(fn: FunctionNode): number {
  return fn.file.facts.functions[fn.index * FnCol.stride + FnCol.flags] ?? 0;
}

function opStart(frame: Frame): number {
  return frame.facts.functions[frame.fn.index * FnCol.stride + FnCol.opStart] ?? 0;
}

function opEnd(frame: Frame): number {
  return frame.facts.functions[frame.fn.index * FnCol.stride + FnCol.opEnd] ?? 0;
}
