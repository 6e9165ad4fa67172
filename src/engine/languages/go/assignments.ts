import { Derived, Entry, Facet, Literal, VarKind, type PieceFact } from '../../facts';
import { bare, child, children, end, field, fields, kind, span, start, text, value } from '../nodes';
import { notePresence } from './absence';
import { lookup, operatorBetween, unaryOperator, type Context } from './context';
import { namedValue } from './expressions';
import { importedCall } from './imports';
import { keyOf } from './keys';
import { Kind } from './kinds';
import { isText, operandPieces, piecesValue } from './texts';
import { namedType, typeOf } from './types';

/** `a, b := …`: names new to the block are declared, others are assigned. */
export function shortDeclaration(c: Context, node: number): void {
  bind(c, field(c, node, c.field.left), field(c, node, c.field.right), true);
}

/** `a, b = …` and `a += …`. */
export function assignment(c: Context, node: number): void {
  const left = field(c, node, c.field.left);
  const right = field(c, node, c.field.right);
  const operator = left < 0 || right < 0 ? '=' : operatorBetween(c, left, right);
  if (operator === '=') bind(c, left, right, false);
  else combine(c, child(c, left), child(c, right), operator, node);
}

function bind(c: Context, left: number, right: number, declares: boolean): void {
  const targets = expressionsOf(c, left);
  const given = expressionsOf(c, right);
  const registers = given.length === targets.length
    ? given.map((one, i) => asError(c, one, nameOf(c, targets[i] ?? -1), boundValue(c, one, nameOf(c, targets[i] ?? -1))))
    : given.length === 1 ? severalValues(c, given[0] ?? -1, targets) : given.map((one) => value(c, one));
  for (const [i, one] of targets.entries()) {
    const register = registers[i];
    if (register === undefined) continue;
    if (declares) {
      declareName(c, one, register, i > 0 && given.length === 1 && i === targets.length - 1);
      noteMade(c, one, given[i] ?? -1);
    }
    else assignTo(c, one, register);
  }
  if (targets.length === 2 && given.length === 1 && tellsPresence(c, bare(c, given[0] ?? -1))) notePresence(c, targets[0] ?? -1, targets[1] ?? -1);
}

/** Notes of what type a variable is that holds something new: `make(chan string)`. */
function noteMade(c: Context, target: number, node: number): void {
  const at = bare(c, node);
  if (at < 0 || kind(c, at) !== Kind.Call || text(c, field(c, at, c.field.function)) !== 'make') return;
  const type = child(c, field(c, at, c.field.arguments));
  const variable = kind(c, target) === Kind.Identifier ? lookup(c, text(c, target)) : -1;
  if (type >= 0 && variable >= 0) c.typeNodes.set(variable, type);
}

/** `m[k]`, `x.(T)` and `<-ch` tell beside their value whether there is one. */
function tellsPresence(c: Context, node: number): boolean {
  const k = node < 0 ? Kind.Other : kind(c, node);
  return k === Kind.Index || k === Kind.TypeAssertion || (k === Kind.Unary && unaryOperator(c, node) === '<-');
}

/** Expressions of a list; a lone expression is a list of one. */
export function expressionsOf(c: Context, node: number): number[] {
  return node < 0 ? [] : kind(c, node) === Kind.ExpressionList ? children(c, node) : [node];
}

function nameOf(c: Context, target: number): string {
  const at = bare(c, target);
  if (at < 0) return '';
  return kind(c, at) === Kind.Identifier ? text(c, at) : kind(c, at) === Kind.Selector ? text(c, field(c, at, c.field.field)) : '';
}

const errorName = /^(?:err|error)$|Err$/;

/** What a call gives that goes by the name of an error is one: `err := json.NewEncoder(w).Encode(user)`. */
function asError(c: Context, node: number, name: string, register: number): number {
  const at = bare(c, node);
  return at >= 0 && kind(c, at) === Kind.Call && errorName.test(name) ? c.builder.cast(register, namedType(c, 'error'), ...span(c, at)) : register;
}

/** What a name is bound to: `*p` is a copy of what the pointer leads to. */
function boundValue(c: Context, node: number, name: string): number {
  const at = bare(c, node);
  if (at < 0 || kind(c, at) !== Kind.Unary || unaryOperator(c, at) !== '*') return namedValue(c, node, name);
  const from = value(c, at);
  return c.builder.record([{ kind: Entry.Spread, value: from, start: start(c, at), end: end(c, at) }], ...span(c, at));
}

/** Packages of Go's own library: what a function of them gives beside its result is an error or a truth. */
const ofLanguage = /^(?:bufio|bytes|compress|context|crypto|database|encoding|errors|fmt|golang\.org\/x|html|io|log|mime|net|os|path|regexp|strconv|strings|text|time)(?:\/|$)/;

/** The values of one expression for several places: the results of a call, or a value and whether it is there. */
function severalValues(c: Context, node: number, targets: readonly number[]): number[] {
  const at = bare(c, node);
  const from = value(c, node);
  const k = at < 0 ? Kind.Other : kind(c, at);
  const isTest = targets.length === 2 && tellsPresence(c, at);
  const isLanguages = k === Kind.Call && ofLanguage.test(importedCall(c, field(c, at, c.field.function))?.module ?? '');
  return targets.map((one, i) => {
    if (isTest || isLanguages) return i === 0 ? from : c.builder.derive(Derived.Test, [from], ...span(c, one));
    return c.builder.load(from, String(i), ...span(c, one));
  });
}

/** Declares a name with its value. The last of several results is an error or a truth when its name says so. */
function declareName(c: Context, node: number, register: number, isLast: boolean): void {
  const name = text(c, node);
  if (name === '_') return;
  const known = c.scope.names.get(name);
  if (known !== undefined) {
    c.builder.assign(known, register, false, ...span(c, node));
    return;
  }
  const type = !isLast ? -1 : errorName.test(name) ? namedType(c, 'error') : /^(?:ok|found|exists)$/.test(name) ? namedType(c, 'bool') : -1;
  declareVariable(c, node, register, type, -1);
}

/** Declares a variable of the innermost scope and assigns it. */
export function declareVariable(c: Context, node: number, register: number, type: number, typeNode: number): void {
  const name = text(c, node);
  if (name === '_') return;
  const variable = c.scope.names.get(name) ?? c.builder.variable(name, VarKind.Local, ...span(c, node), type);
  c.scope.names.set(name, variable);
  if (type >= 0) c.builder.bindVariable(variable, { type });
  if (typeNode >= 0) c.typeNodes.set(variable, typeNode);
  c.builder.assign(variable, register, true, ...span(c, node));
}

/** Assigns a register to a place: a name, a field, an element, or what a pointer leads to. */
export function assignTo(c: Context, node: number, register: number): void {
  const at = bare(c, node);
  if (at < 0) return;
  const b = c.builder;
  switch (kind(c, at)) {
    case Kind.Identifier: {
      const variable = lookup(c, text(c, at));
      if (variable >= 0) b.assign(variable, register, false, ...span(c, at));
      else if (text(c, at) !== '_') value(c, at);
      break;
    }
    case Kind.Selector:
      b.store(value(c, field(c, at, c.field.operand)), text(c, field(c, at, c.field.field)), register, ...span(c, at));
      break;
    case Kind.Index: {
      const object = value(c, field(c, at, c.field.operand));
      const index = field(c, at, c.field.index);
      const key = keyOf(c, index);
      if (key !== undefined) b.store(object, key, register, ...span(c, at));
      else b.storeAt(object, value(c, index), register, ...span(c, at));
      break;
    }
    case Kind.Unary:
      b.store(value(c, at), '*', register, ...span(c, at));
      break;
    default:
      if (text(c, at) !== '_') value(c, at);
  }
}

/** `a += b` and the like: the place is read, combined and written. */
function combine(c: Context, left: number, right: number, operator: string, node: number): void {
  const before = value(c, left);
  const k = right < 0 ? Kind.Other : kind(c, bare(c, right));
  let result: number;
  if (operator === '+=' && (isText(c, right) || (k !== Kind.Int && k !== Kind.Float))) {
    const pieces: PieceFact[] = [{ value: before, facet: Facet.Text }];
    operandPieces(c, right, pieces);
    result = piecesValue(c, pieces, node);
  } else result = c.builder.derive(Derived.Arithmetic, [before, value(c, right)], ...span(c, node));
  assignTo(c, left, result);
}

/** `x++` and `x--`. */
export function step(c: Context, node: number): void {
  const target = child(c, node);
  assignTo(c, target, c.builder.derive(Derived.Arithmetic, [value(c, target)], ...span(c, node)));
}

/** `var a, b T = …` and constants. */
export function declarationSpec(c: Context, node: number): void {
  const names = fields(c, node, c.field.name).filter((one) => kind(c, one) === Kind.Identifier || kind(c, one) === Kind.Blank);
  const typeNode = field(c, node, c.field.type);
  const type = typeOf(c, typeNode);
  const given = expressionsOf(c, field(c, node, c.field.value));
  const registers = given.length === 1 && names.length > 1 ? severalValues(c, given[0] ?? -1, names) : given.map((one, i) => boundValue(c, one, text(c, names[i] ?? one)));
  for (const [i, one] of names.entries()) {
    declareVariable(c, one, registers[i] ?? zeroValue(c, one, typeNode), type, typeNode);
  }
}

/** What a variable without a value holds: nothing, or a struct of another package that its methods can fill. */
function zeroValue(c: Context, node: number, typeNode: number): number {
  if (typeNode >= 0 && kind(c, typeNode) === Kind.QualifiedType) return c.builder.record([], ...span(c, node));
  return c.builder.constant(Literal.Null, '', ...span(c, node));
}
