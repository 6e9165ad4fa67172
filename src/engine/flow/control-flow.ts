import { Op, Test, opStride } from '../facts';
import { guardInput } from './carried';
import { withoutOwn } from './casts';
import { evaluateThrow } from './construct';
import type { Evaluation, Frame } from './evaluate';
import { stateOf } from './objects';
import { membershipOf, narrow, narrowShape, shapeOf, type Narrowing } from './membership';
import { evaluateOperation, operand } from './operations';
import type { Scope } from './scope';
import { settle } from './settle';
import { resolveType } from './types';
import { Guard, Origin, change, clean, join, plain, type Value } from './value';

/** How a stretch of operations ended. */
const Ended = { No: 0, Left: 1, Skipped: 2 } as const;

type Ended = (typeof Ended)[keyof typeof Ended];

/** Runs the operations of [from, to) in a scope. */
export function execute(e: Evaluation, frame: Frame, from: number, to: number, scope: Scope): Ended {
  const { ops } = frame.facts;
  const { jumps } = frame.file.index;
  if (e.depth > 200) return Ended.No;
  e.depth++;
  let op = from;
  let ended: Ended = Ended.No;
  while (op < to && ended === Ended.No) {
    const at = op * opStride;
    switch (ops[at]) {
      case Op.If: [op, ended] = branch(e, frame, op, scope); break;
      case Op.Loop: op = loop(e, frame, op, scope); break;
      case Op.Switch: [op, ended] = cases(e, frame, op, scope); break;
      case Op.Try: [op, ended] = attempt(e, frame, op, scope); break;
      case Op.Break: case Op.Continue: ended = Ended.Skipped; break;
      case Op.Return:
        leaveWith(frame, scope, ops[at + 2] ?? -1);
        ended = Ended.Left;
        break;
      case Op.Throw:
        evaluateThrow(e, frame, scope, op);
        ended = Ended.Left;
        break;
      case Op.End: case Op.Else: case Op.Case: case Op.Catch: case Op.Finally: op = (jumps[op] ?? -1) >= 0 ? (jumps[op] ?? op) + 1 : op + 1; break;
      default:
        evaluateOperation(e, frame, op, scope);
        op++;
    }
  }
  if (frame.narrowed.length > 0) forget(frame, scope);
  e.depth--;
  return ended;
}

/** Outside of the branch a condition held in, variables are what they were; those written since stay as they are. */
function forget(frame: Frame, scope: Scope): void {
  const kept: Narrowing[] = [];
  for (const one of frame.narrowed) {
    if (one.scope !== scope) kept.push(one);
    else if (scope.get(one.variable) === one.after) scope.set(one.variable, one.before);
  }
  frame.narrowed = kept;
}

/** Adds what is returned. An object that only this branch knows goes along: the branch is left and never joined. */
function leaveWith(frame: Frame, scope: Scope, register: number): void {
  const value = register < 0 ? clean(Origin.Literal) : operand(frame, register);
  const { outermost, result } = frame;
  const isKnown = outermost === null || scope === outermost || value.cells.every((id) => outermost.has(id));
  if (result === null) {
    frame.result = isKnown ? value : settle(value, scope);
    return;
  }
  // Of a value that is a cell on one way and an object of its own on another, the cell alone would count.
  const isMixed = isObject(result) || isObject(value) || !isKnown;
  frame.result = isMixed ? join(settle(result, scope), settle(value, scope)) : join(result, value);
}

const isObject = (value: Value): boolean => value.object !== null && value.cells.length === 0;

function branch(e: Evaluation, frame: Frame, op: number, scope: Scope): [number, Ended] {
  const { ops } = frame.facts;
  const { jumps } = frame.file.index;
  const next = jumps[op] ?? op + 1;
  const hasElse = ops[next * opStride] === Op.Else;
  const end = hasElse ? (jumps[next] ?? next) : next;
  const condition = ops[op * opStride + 2] ?? -1;
  const isNegated = ops[op * opStride + 3] === 1;
  const asked = membershipOf(e, frame, scope, condition);
  const shape = asked ? null : shapeOf(frame, condition);
  const yes = scope.inner();
  const narrowIn = (branch: Scope, isMet: boolean): void => {
    if (asked) frame.narrowed.push(...narrow(e, branch, asked, isMet));
    else if (shape?.isMet === isMet) frame.narrowed.push(...narrowShape(branch, shape));
  };
  learn(e, frame, op, yes, true);
  narrowIn(yes, !isNegated);
  const first = execute(e, frame, op + 1, next, yes);
  if (!hasElse) {
    // What is done to the fields a list names is done to all of them: the code goes through the keys.
    if (first !== Ended.Left) scope.merge([yes], asked !== null && !isNegated && first === Ended.No);
    else learn(e, frame, op, scope, false);
    if (asked) frame.certain = true;
    if (first !== Ended.No) narrowIn(scope, isNegated);
    return [end + 1, Ended.No];
  }
  const no = scope.inner();
  learn(e, frame, op, no, false);
  narrowIn(no, isNegated);
  const second = execute(e, frame, next + 1, end, no);
  const going = [first === Ended.Left ? null : yes, second === Ended.Left ? null : no].filter((s): s is Scope => s !== null);
  scope.merge(going, true);
  if (first === Ended.Left && second === Ended.Left) return [end + 1, Ended.Left];
  if (first !== Ended.No && second !== Ended.No) return [end + 1, Ended.Skipped];
  return [end + 1, Ended.No];
}

/** What a test tells of a variable on a branch: found to be empty (`!key`, `key is None`, `key == ""`) it carries nothing, found to be of a type it is, found not to be it is not. */
function learn(e: Evaluation, frame: Frame, op: number, scope: Scope, isMet: boolean): void {
  const { ops, strings } = frame.facts;
  const column = (row: number, at: number): number => (row < 0 ? -1 : (ops[row * opStride + at] ?? -1));
  const isNegated = column(op, 3) === 1;
  const test = frame.written[column(op, 2)] ?? -1;
  if (column(test, 0) === Op.Is && column(test, 3) === Test.Type) {
    narrowed(e, frame, scope, frame.written[column(test, 2)] ?? -1, column(test, 4), isMet !== isNegated);
    return;
  }
  const asksNull = column(test, 0) === Op.Is && (column(test, 3) === Test.Null || (column(test, 3) === Test.Equals && strings[column(test, 4)] === ''));
  if ((asksNull ? isMet === isNegated : isMet !== isNegated)) return;
  const read = asksNull ? (frame.written[column(test, 2)] ?? -1) : test;
  const value = column(read, 0) === Op.Ref ? scope.get(column(read, 2)) : undefined;
  if (value === undefined || (value.labels.length === 0 && value.inputs.length === 0)) return;
  scope.set(column(read, 2), change(value, (v) => {
    v.labels = [];
    v.inputs = [];
    v.exact = null;
    v.cells = [];
    v.object = null;
    v.origin = Origin.Literal;
  }));
}

const textTypes = /^(?:str|string|bytes|unicode)(?:\s*\|\s*(?:str|string|bytes|unicode|bytearray))*$/i;

/** A variable that was asked for its type: it is of that type, or it is not what it was known as, or no text that holds what only texts hold. */
function narrowed(e: Evaluation, frame: Frame, scope: Scope, read: number, expression: number, isMet: boolean): void {
  const { ops } = frame.facts;
  const variable = ops[read * opStride] === Op.Ref ? (ops[read * opStride + 2] ?? -1) : -1;
  const value = variable < 0 ? undefined : scope.get(variable);
  const type = value === undefined ? null : resolveType(e.k.program, frame.file, expression);
  if (value === undefined || type === null) return;
  if (isMet) {
    if (type.kind === 'project' && value.type?.kind !== 'project') scope.set(variable, change(value, (v) => { v.type = type; }));
    return;
  }
  if (type.kind === 'project' && value.type?.kind === 'project' && type.node === value.type.node) {
    scope.set(variable, change(value, (v) => { v.type = null; v.cells = []; v.object = null; }));
    return;
  }
  if (type.kind === 'project') {
    scope.set(variable, withoutOwn(e, scope, value, type.node));
    return;
  }
  if (type.kind !== 'other' || !textTypes.test(type.text) || (value.labels.length === 0 && value.inputs.length === 0)) return;
  const { textsOnly } = e.k.program.classifier.lexicon;
  scope.set(variable, change(value, (v) => {
    v.labels = value.labels.filter((l) => !textsOnly.includes(l.type));
    v.inputs = value.inputs.map((i) => guardInput(i, Guard.dropped, textsOnly));
    v.exact = null;
  }));
}

/** A loop over a list that is written in the code, and not empty, runs: `for (const key of ["email", "phone"]) delete copy[key]`. */
function overWritten(frame: Frame, op: number, scope: Scope): boolean {
  const at = op * opStride;
  const { ops } = frame.facts;
  if (ops[at] !== Op.Iterate) return false;
  const list = frame.registers[ops[at + 2] ?? -1] ?? plain;
  return list.origin === Origin.Literal && (stateOf(list, scope)?.fields.has('0') ?? false);
}

function loop(e: Evaluation, frame: Frame, op: number, scope: Scope): number {
  const end = frame.file.index.jumps[op] ?? op;
  const passes = frame.loops >= 2 ? 1 : 2;
  const certain = overWritten(frame, op + 1, scope);
  const outer = frame.certain;
  frame.loops++;
  for (let pass = 0; pass < passes; pass++) {
    const fresh = e.nextCell;
    const body = scope.inner();
    frame.certain = false;
    execute(e, frame, op + 1, end, body);
    if (!scope.merge([body], certain || frame.certain, fresh)) break;
  }
  frame.certain = outer;
  frame.loops--;
  return end + 1;
}

function cases(e: Evaluation, frame: Frame, op: number, scope: Scope): [number, Ended] {
  const { ops } = frame.facts;
  const { jumps } = frame.file.index;
  const going: Scope[] = [];
  let hasDefault = false;
  let count = 0;
  let at = jumps[op] ?? op + 1;
  // What stands between the switch and its first case belongs to every way.
  execute(e, frame, op + 1, at, scope);
  while (ops[at * opStride] === Op.Case) {
    const next = jumps[at] ?? at + 1;
    if (ops[at * opStride + 2] === 1) hasDefault = true;
    const branch = scope.inner();
    if (execute(e, frame, at + 1, next, branch) !== Ended.Left) going.push(branch);
    count++;
    at = next;
  }
  scope.merge(going, hasDefault);
  return [at + 1, hasDefault && count > 0 && going.length === 0 ? Ended.Left : Ended.No];
}

function attempt(e: Evaluation, frame: Frame, op: number, scope: Scope): [number, Ended] {
  const { ops } = frame.facts;
  const { jumps } = frame.file.index;
  let at = jumps[op] ?? op + 1;
  const body = scope.inner();
  const first = execute(e, frame, op + 1, at, body);
  // A handler may start after any operation of the body: before and after are both possible.
  const thrown = scope.inner();
  thrown.merge([body], false);
  const going: Scope[] = first === Ended.Left ? [] : [body];
  let ended: Ended = Ended.No;
  while (ops[at * opStride] === Op.Catch) {
    const next = jumps[at] ?? at + 1;
    const handler = thrown.inner();
    const variable = ops[at * opStride + 2] ?? -1;
    if (variable >= 0) handler.set(variable, change(plain, (v) => { v.origin = Origin.Text; v.name = 'error'; }));
    if (execute(e, frame, at + 1, next, handler) !== Ended.Left) {
      const outer = scope.inner();
      outer.merge([body], false);
      outer.merge([handler], true);
      going.push(outer);
    }
    at = next;
  }
  if (going.length > 0) scope.merge(going, true);
  else if (first === Ended.Left) ended = Ended.Left;
  if (ops[at * opStride] === Op.Finally) {
    const end = jumps[at] ?? at + 1;
    if (execute(e, frame, at + 1, end, scope) === Ended.Left) ended = Ended.Left;
    at = end;
  }
  return [at + 1, ended];
}
