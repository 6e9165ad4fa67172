import { IntList } from './int-list';
import { encodeFacts } from './encoding';
import { Op, VarKind, opStride, type Facet } from './ops';
import { AnnotationCol, FnCol, ImportCol, MemberCol, ParamCol, TypeCol, TypeExprCol, VarCol, type TableName } from './tables';

/** An argument of a call: `kind` is one of Arg, spans are absolute. */
export interface ArgumentFact { kind: number; name?: string; value: number; start: number; end: number }
/** An entry of an object or dict: `kind` is one of Entry. */
export interface EntryFact { kind: number; key?: string; keyValue?: number; value: number; start: number; end: number }
/** A piece of a text: a literal, or a register shown with a facet. */
export type PieceFact = { literal: string } | { value: number; facet: Facet };
export interface AnnotationFact { name: string; args: { name?: string; literal: string; kind: number }[]; start: number; end: number }
export interface ParamFact { name: string; variable: number; type?: number; flags: number; annotations?: AnnotationFact[]; start: number; end: number }
export interface MemberFact { name: string; type?: number; flags: number; fn?: number; annotations?: AnnotationFact[]; start: number; end: number }
export interface FunctionFact {
  name: string; qualified: string; ownerType?: number; flags: number; returns?: number; annotations?: AnnotationFact[];
  start: number; end: number; nameStart?: number; nameEnd?: number;
}
export interface TypeFact {
  name: string; qualified: string; kind: number; supers?: number[]; text: number; debug: number; json: number;
  textFn?: number; debugFn?: number; jsonFn?: number; annotations?: AnnotationFact[]; target?: number; start: number; end: number;
}

interface OpenFunction { index: number; ops: IntList; registers: number; base: number; blocks: number; cut: boolean }

const maxLiteral = 65_536;
/** Operations per function; more are cut and reported (ADR 0001, budgets). */
export const maxOperations = 20_000;

/**
 * Collects the facts of one file. A lowering declares scopes and types and emits operations into the innermost open function;
 * `finish` gives the transferable buffer. Spans passed in are absolute; operations store them relative to their function.
 */
export class FactsBuilder {
  private readonly strings = new Map<string, number>();
  private readonly tables: Record<TableName, IntList>;
  /** Lists of closed functions, for the next one: memory outside the heap is dear to ask for. */
  private readonly spare: IntList[] = [];
  private readonly open: OpenFunction[] = [];

  constructor(private readonly source: string) {
    this.tables = {
      imports: new IntList(), exports: new IntList(), variables: new IntList(256), types: new IntList(), members: new IntList(), annotations: new IntList(),
      typeExprs: new IntList(), functions: new IntList(256), params: new IntList(), ops: new IntList(2048), pool: new IntList(2048),
      directives: new IntList(), unseen: new IntList(), lines: new IntList(256),
    };
    this.tables.lines.push(0);
    for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) this.tables.lines.push(at + 1);
  }

  /** Index of a string in the table; texts over 64 KB are cut. */
  str(text: string): number {
    const key = text.length > maxLiteral ? text.slice(0, maxLiteral) : text;
    const known = this.strings.get(key);
    if (known !== undefined) return known;
    const id = this.strings.size;
    this.strings.set(key, id);
    return id;
  }

  private annotate(list: readonly AnnotationFact[] | undefined): [number, number] {
    if (!list || list.length === 0) return [-1, 0];
    const rows = list.map((a) => {
      const args = this.tables.pool.length;
      for (const arg of a.args) this.tables.pool.row([arg.name === undefined ? -1 : this.str(arg.name), this.str(arg.literal), arg.kind]);
      return [this.str(a.name), args, a.args.length, a.start, a.end];
    });
    const first = this.tables.annotations.length / AnnotationCol.stride;
    for (const row of rows) this.tables.annotations.row(row);
    return [first, rows.length];
  }

  // ---- declarations

  /** Declares an import and the variable it binds; gives the variable. Owner is the innermost open function. */
  importName(module: string, name: string, local: string, flags: number, start: number, end: number): number {
    const index = this.tables.imports.length / ImportCol.stride;
    const variable = this.variable(local, VarKind.Import, start, end, undefined, index);
    this.tables.imports.row([this.str(module), this.str(name), variable, flags, start, end]);
    return variable;
  }

  /** Declares an import that binds no name (side effect, or the source of a re-export). */
  importOnly(module: string, start: number, end: number): void {
    this.tables.imports.row([this.str(module), this.str(''), -1, 0, start, end]);
  }

  /** Declares an export; see ExportCol for which of ref, module and imported a kind uses. */
  exportName(name: string, kind: number, ref: number, start: number, end: number, module?: string, imported?: string): void {
    this.tables.exports.row([this.str(name), kind, ref, module === undefined ? -1 : this.str(module), imported === undefined ? -1 : this.str(imported), start, end]);
  }

  /** Declares a variable of the innermost open function and gives its index. */
  variable(name: string, kind: number, start: number, end: number, type = -1, ref = -1): number {
    const at = this.tables.variables.row([this.str(name), this.current().index, kind, type, ref, 0, start, end]);
    return at / VarCol.stride;
  }

  /** Sets what a function or type variable stands for, or the declared type of a variable, when that is known later. */
  bindVariable(variable: number, what: { kind?: number; ref?: number; type?: number }): void {
    const at = variable * VarCol.stride;
    if (what.kind !== undefined) this.tables.variables.set(at + VarCol.kind, what.kind);
    if (what.ref !== undefined) this.tables.variables.set(at + VarCol.ref, what.ref);
    if (what.type !== undefined) this.tables.variables.set(at + VarCol.type, what.type);
  }

  /** A type expression; `decl` is the inline type of TypeExpr.Object. */
  typeExpr(kind: number, name: string, args: readonly number[] = [], decl = -1): number {
    const pool = this.tables.pool.row(args);
    return this.tables.typeExprs.row([kind, this.str(name), pool, args.length, decl]) / TypeExprCol.stride;
  }

  /** Declares a type and gives its index; members follow by `members`, once. */
  type(fact: TypeFact): number {
    const supers = this.tables.pool.row(fact.supers ?? []);
    const [annotations, count] = this.annotate(fact.annotations);
    const at = this.tables.types.row([
      this.str(fact.name), this.str(fact.qualified), fact.kind, this.current().index, supers, fact.supers?.length ?? 0, -1, 0,
      fact.text, fact.debug, fact.json, fact.textFn ?? -1, fact.debugFn ?? -1, fact.jsonFn ?? -1, annotations, count, fact.target ?? -1, fact.start, fact.end,
    ]);
    return at / TypeCol.stride;
  }

  /** Sets the members of a type (all of them, once, after nested declarations are done) and late facet facts. */
  members(type: number, members: readonly MemberFact[], late: Partial<Pick<TypeFact, 'text' | 'debug' | 'json' | 'textFn' | 'debugFn' | 'jsonFn'>> = {}): void {
    const rows = members.map((m) => {
      const [annotations, count] = this.annotate(m.annotations);
      return [this.str(m.name), m.type ?? -1, m.flags, m.fn ?? -1, annotations, count, m.start, m.end];
    });
    const at = type * TypeCol.stride;
    this.tables.types.set(at + TypeCol.members, this.tables.members.length / MemberCol.stride);
    this.tables.types.set(at + TypeCol.memberCount, rows.length);
    for (const row of rows) this.tables.members.row(row);
    for (const key of ['text', 'debug', 'json', 'textFn', 'debugFn', 'jsonFn'] as const) {
      const value = late[key];
      if (value !== undefined) this.tables.types.set(at + TypeCol[key], value);
    }
  }

  // ---- functions

  /** Opens a function; operations go to it until `endFunction`. The first one opened is the module body. */
  beginFunction(fact: FunctionFact): number {
    const [annotations, count] = this.annotate(fact.annotations);
    const at = this.tables.functions.row([
      this.str(fact.name), this.str(fact.qualified), fact.ownerType ?? -1, this.open.at(-1)?.index ?? -1, fact.flags, -1, 0, fact.returns ?? -1, 0, 0, 0,
      annotations, count, -1, fact.start, fact.end, 0, fact.nameStart ?? fact.start, fact.nameEnd ?? fact.start,
    ]);
    const index = at / FnCol.stride;
    this.open.push({ index, ops: this.spare.pop() ?? new IntList(512), registers: 0, base: fact.start, blocks: 0, cut: false });
    return index;
  }

  /** Sets the parameters of the innermost open function, once. */
  params(params: readonly ParamFact[]): void {
    const rows = params.map((p) => {
      const [annotations, count] = this.annotate(p.annotations);
      return [this.str(p.name), p.variable, p.type ?? -1, p.flags, annotations, count, p.start, p.end];
    });
    const at = this.current().index * FnCol.stride;
    this.tables.functions.set(at + FnCol.params, this.tables.params.length / ParamCol.stride);
    this.tables.functions.set(at + FnCol.paramCount, rows.length);
    for (const row of rows) this.tables.params.row(row);
  }

  /** Closes the innermost function. */
  endFunction(): void {
    const fn = this.open.pop();
    if (!fn) return;
    const at = fn.index * FnCol.stride;
    const first = this.tables.ops.length / opStride;
    this.tables.ops.append(fn.ops);
    this.tables.functions.set(at + FnCol.opStart, first);
    this.tables.functions.set(at + FnCol.opEnd, first + fn.ops.length / opStride);
    this.tables.functions.set(at + FnCol.registers, fn.registers);
    fn.ops.clear();
    this.spare.push(fn.ops);
  }

  /** Remembers the variable that holds a function. */
  functionVariable(fn: number, variable: number): void {
    this.tables.functions.set(fn * FnCol.stride + FnCol.variable, variable);
  }

  private current(): OpenFunction {
    const fn = this.open.at(-1);
    if (!fn) throw new Error('no open function: beginFunction first');
    return fn;
  }

  /** Index of the innermost open function. */
  get functionIndex(): number {
    return this.current().index;
  }

  private emit(code: number, dst: number, a: number, b: number, c: number, start: number, end: number): number {
    const fn = this.current();
    const isBlock = code === Op.If || code === Op.Loop || code === Op.Switch || code === Op.Try;
    if (fn.ops.length >= maxOperations * opStride && !(code === Op.End && fn.blocks > 0)) {
      if (isBlock) fn.blocks++;
      if (!fn.cut) this.unseen(1, 'function too long', start, end);
      fn.cut = true;
      return dst;
    }
    if (isBlock) fn.blocks++;
    else if (code === Op.End) fn.blocks--;
    fn.ops.row7(code, dst, a, b, c, start - fn.base, end - fn.base);
    return dst;
  }

  private register(): number {
    return this.current().registers++;
  }

  // ---- values: each gives the register of its result

  constant(kind: number, text: string, start: number, end: number): number {
    return this.emit(Op.Const, this.register(), kind, this.str(text), 0, start, end);
  }
  ref(variable: number, start: number, end: number): number {
    return this.emit(Op.Ref, this.register(), variable, 0, 0, start, end);
  }
  global(name: string, start: number, end: number): number {
    return this.emit(Op.Global, this.register(), 0, this.str(name), 0, start, end);
  }
  self(start: number, end: number): number {
    return this.emit(Op.This, this.register(), 0, 0, 0, start, end);
  }
  superValue(start: number, end: number): number {
    return this.emit(Op.Super, this.register(), 0, 0, 0, start, end);
  }
  load(object: number, name: string, start: number, end: number, optional = false): number {
    return this.emit(Op.Load, this.register(), object, this.str(name), optional ? 1 : 0, start, end);
  }
  /** A name written alone, asked of the receiver around it: what that does not have is one of the package. */
  bare(object: number, name: string, start: number, end: number): number {
    return this.emit(Op.Load, this.register(), object, this.str(name), 2, start, end);
  }
  loadAt(object: number, key: number, start: number, end: number): number {
    return this.emit(Op.LoadAt, this.register(), object, key, 0, start, end);
  }
  record(entries: readonly EntryFact[], start: number, end: number): number {
    const base = this.current().base;
    const pool = this.tables.pool.length;
    for (const e of entries) {
      this.tables.pool.row([e.kind, e.key === undefined ? -1 : this.str(e.key), e.value, e.keyValue ?? -1, e.start - base, e.end - base]);
    }
    return this.emit(Op.Record, this.register(), pool, entries.length, 0, start, end);
  }
  list(items: readonly { kind: number; value: number }[], start: number, end: number): number {
    const pool = this.tables.pool.length;
    for (const item of items) this.tables.pool.row([item.kind, item.value]);
    return this.emit(Op.List, this.register(), pool, items.length, 0, start, end);
  }
  text(pieces: readonly PieceFact[], start: number, end: number): number {
    const pool = this.tables.pool.length;
    for (const p of pieces) this.tables.pool.row('literal' in p ? [0, this.str(p.literal), 0] : [1, p.value, p.facet]);
    return this.emit(Op.Text, this.register(), pool, pieces.length, 0, start, end);
  }
  /** A call or, with Op.New, a construction; the callee span is absolute and its text white-space collapsed, at most 120 characters. */
  call(code: typeof Op.Call | typeof Op.New, callee: number, calleeStart: number, calleeEnd: number, args: readonly ArgumentFact[], start: number, end: number): number {
    const base = this.current().base;
    const written = this.source.slice(calleeStart, Math.min(calleeEnd, calleeStart + 400));
    const text = (/\s/.test(written) ? written.replace(/\s+/g, '') : written).slice(0, 120);
    const pool = this.tables.pool.row([calleeStart - base, calleeEnd - base, this.str(text)]);
    for (const a of args) this.tables.pool.row([a.kind, a.name === undefined ? -1 : this.str(a.name), a.value, a.start - base, a.end - base]);
    return this.emit(code, this.register(), callee, pool, args.length, start, end);
  }
  lambda(fn: number, start: number, end: number): number {
    return this.emit(Op.Lambda, this.register(), fn, 0, 0, start, end);
  }
  classValue(type: number, start: number, end: number): number {
    return this.emit(Op.Class, this.register(), type, 0, 0, start, end);
  }
  derive(kind: number, from: readonly number[], start: number, end: number): number {
    const pool = this.tables.pool.row(from);
    return this.emit(Op.Derive, this.register(), pool, from.length, kind, start, end);
  }
  choose(from: readonly number[], start: number, end: number): number {
    const pool = this.tables.pool.row(from);
    return this.emit(Op.Choose, this.register(), pool, from.length, 0, start, end);
  }
  cast(value: number, type: number, start: number, end: number): number {
    return this.emit(Op.Cast, this.register(), value, type, 0, start, end);
  }
  /** `what` is a type expression for Test.Type, else the index of a string (`str`) or -1. */
  is(value: number, test: number, what: number, start: number, end: number): number {
    return this.emit(Op.Is, this.register(), value, test, what, start, end);
  }
  iterate(value: number, start: number, end: number): number {
    return this.emit(Op.Iterate, this.register(), value, 0, 0, start, end);
  }
  await(value: number, start: number, end: number): number {
    return this.emit(Op.Await, this.register(), value, 0, 0, start, end);
  }

  // ---- effects

  assign(variable: number, value: number, declares: boolean, start: number, end: number): void {
    const at = variable * VarCol.stride + VarCol.assigned;
    this.tables.variables.set(at, this.tables.variables.get(at) + 1);
    this.emit(Op.Assign, -1, variable, value, declares ? 1 : 0, start, end);
  }
  store(object: number, name: string, value: number, start: number, end: number): void {
    this.emit(Op.Store, -1, object, this.str(name), value, start, end);
  }
  storeAt(object: number, key: number, value: number, start: number, end: number): void {
    this.emit(Op.StoreAt, -1, object, key, value, start, end);
  }
  storeElement(object: number, value: number, start: number, end: number): void {
    this.emit(Op.StoreElement, -1, object, 0, value, start, end);
  }
  remove(object: number, name: string, start: number, end: number): void {
    this.emit(Op.Delete, -1, object, this.str(name), 0, start, end);
  }
  removeAt(object: number, key: number, start: number, end: number): void {
    this.emit(Op.DeleteAt, -1, object, key, 0, start, end);
  }
  yield(value: number, start: number, end: number): void {
    this.emit(Op.Yield, -1, value, 0, 0, start, end);
  }
  return(value: number, start: number, end: number): void {
    this.emit(Op.Return, -1, value, 0, 0, start, end);
  }
  throw(value: number, start: number, end: number): void {
    this.emit(Op.Throw, -1, value, 0, 0, start, end);
  }

  // ---- control flow

  /** If, Else, Loop, Switch, Case, Try, Catch, Finally, End, Break, Continue; see Op for `a` and `b`. */
  control(code: number, start: number, end: number, a = -1, b = 0): void {
    this.emit(code, -1, a, b, 0, start, end);
  }

  // ---- what else a file says

  /** A `shipmate-…` comment; `text` starts with `shipmate-`. */
  directive(text: string, start: number, end: number, targetStart: number, targetEnd: number): void {
    this.tables.directives.row([this.str(text), start, end, targetStart, targetEnd]);
  }
  /** Something the lowering did not see; reason is one of UnseenReason. */
  unseen(reason: number, text: string, start: number, end: number): void {
    this.tables.unseen.row([reason, this.str(text.slice(0, 120)), start, end]);
  }

  /** The facts as one transferable buffer. Functions still open are closed; each gets the hash of its text. */
  finish(): ArrayBuffer {
    while (this.open.length > 0) this.endFunction();
    const functions = this.tables.functions;
    for (let at = 0; at < functions.length; at += FnCol.stride) {
      functions.set(at + FnCol.hash, hashText(this.source, functions.get(at + FnCol.start), functions.get(at + FnCol.end)));
    }
    return encodeFacts([...this.strings.keys()], this.tables);
  }
}

/** FNV-1a over UTF-16 units of a part of a text, as a signed 32-bit integer. */
export function hashText(text: string, start = 0, end = text.length): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}

