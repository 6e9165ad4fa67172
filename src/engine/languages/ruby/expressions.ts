import { Arg, Derived, Entry, Facet, Literal, Op, type PieceFact } from '../../facts';
import { bare, child, children, end, field, kind, start, statement, text, value, type ValueHandler } from '../nodes';
import { listOf, recordOf, yieldValue } from './arguments';
import { assignment, operatorAssignment, rightList } from './assignments';
import { blockValue } from './blocks';
import { callValue, superCall } from './calls';
import { condition, openIf, operatorOf } from './conditions';
import type { Context } from './context';
import { moduloValue } from './formats';
import { Kind } from './kinds';
import { methodStatement } from './methods';
import { constantValue, nameValue } from './names';
import { into, kept, drop } from './outcome';
import { bindPattern, patternTest } from './patterns';
import { isText, literalText, operandPieces, piecesValue, stringValue, textPieces } from './texts';

const constant = (literal: number): ValueHandler<Context> => (c, node) => c.builder.constant(literal, literal === Literal.Number ? text(c, node) : '', start(c, node), end(c, node));

const symbol: ValueHandler<Context> = (c, node) => c.builder.constant(Literal.Text, literalText(c, node) ?? '', start(c, node), end(c, node));

const instanceVariable: ValueHandler<Context> = (c, node) => c.builder.load(c.builder.self(start(c, node), end(c, node)), text(c, node).replace(/^@+/, ''), start(c, node), end(c, node));

const globalVariable: ValueHandler<Context> = (c, node) => {
  const name = text(c, node);
  const variable = c.module.names.get(name);
  return variable === undefined ? c.builder.global(name, start(c, node), end(c, node)) : c.builder.ref(variable, start(c, node), end(c, node));
};

/** `object[key]`, `text[0, 4]`, `text[-4..]`. */
function elementReference(c: Context, node: number): number {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const object = field(c, node, c.field.object);
  const from = value(c, object);
  const keys = children(c, node).filter((one) => one !== object);
  const [key = -1] = keys;
  const name = literalText(c, key);
  if (keys.length === 1 && name !== undefined) return b.load(from, name, ...span);
  const k = kind(c, bare(c, key));
  if (keys.length === 1 && (k === Kind.Integer || (k === Kind.Unary && /^-\d+$/.test(text(c, key))))) return b.load(from, text(c, key), ...span);
  if (keys.length === 1 && k !== Kind.Range && k !== Kind.Regex) return b.loadAt(from, value(c, key), ...span);
  const callee = b.load(from, '__slice__', ...span);
  return b.call(Op.Call, callee, span[0], end(c, object), keys.map((one) => ({ kind: Arg.Positional, value: value(c, one), start: start(c, one), end: end(c, one) })), ...span);
}

function binaryValue(c: Context, node: number): number {
  const b = c.builder;
  const left = field(c, node, c.field.left);
  const right = field(c, node, c.field.right);
  if (left < 0 || right < 0) return value(c, left < 0 ? right : left);
  const span = [start(c, node), end(c, node)] as const;
  switch (operatorOf(c, left, right)) {
    case '+': return sumValue(c, node);
    case '%': return moduloValue(c, node, left, right);
    case '<<': {
      const object = value(c, left);
      b.storeElement(object, value(c, right), ...span);
      return object;
    }
    case '&&': case 'and': return logical(c, left, right, node, false);
    case '||': case 'or': return logical(c, left, right, node, true);
    case '==': case '!=': case '===': case '=~': case '!~': case '<': case '>': case '<=': case '>=': case '<=>':
      return b.derive(Derived.Compare, [value(c, left), value(c, right)], ...span);
    case '|': case '&': return b.choose([value(c, left), value(c, right)], ...span);
    default: return b.derive(Derived.Arithmetic, [value(c, left), value(c, right)], ...span);
  }
}

/** `a && b`, `a or raise …`: what leaves the function does so only where it is asked. */
function logical(c: Context, left: number, right: number, node: number, isOr: boolean): number {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const at = bare(c, right);
  const k = kind(c, at);
  const leaves = k === Kind.Return || k === Kind.Next || k === Kind.Break || (k === Kind.Call && /^(?:raise|fail|abort|exit|throw)$/.test(text(c, field(c, at, c.field.method))));
  if (leaves || !isOr) {
    const test = condition(c, left);
    openIf(c, test, node, isOr);
    const given = leaves ? -1 : value(c, right);
    if (leaves) into(c, at, drop);
    b.control(Op.End, end(c, node), end(c, node));
    if (leaves) return kind(c, bare(c, left)) === Kind.Identifier ? value(c, left) : test.register;
    return b.choose([given, test.register], ...span);
  }
  const first = value(c, left);
  return b.choose([first, value(c, right)], ...span);
}

/** Operands of a chain of `+`, from the left. */
function sumOperands(c: Context, node: number): number[] {
  const operands: number[] = [];
  let at = node;
  while (at >= 0 && kind(c, at) === Kind.Binary) {
    const left = field(c, at, c.field.left);
    const right = field(c, at, c.field.right);
    if (left < 0 || right < 0 || operatorOf(c, left, right) !== '+') break;
    operands.push(right);
    at = bare(c, left);
  }
  if (at >= 0) operands.push(at);
  return operands.reverse();
}

/** `a + b + …`: a list when one is in it, arithmetic when numbers are, else a text. */
function sumValue(c: Context, node: number): number {
  const operands = sumOperands(c, node);
  const span = [start(c, node), end(c, node)] as const;
  const kinds = operands.map((one) => kind(c, bare(c, one)));
  if (kinds.some((k) => k === Kind.Array)) return c.builder.list(operands.map((one) => ({ kind: Entry.Spread, value: value(c, one) })), ...span);
  if (kinds.some((k) => k === Kind.Integer || k === Kind.Float) && !operands.some((one) => isText(c, bare(c, one)))) return c.builder.derive(Derived.Arithmetic, operands.map((one) => value(c, one)), ...span);
  const pieces: PieceFact[] = [];
  for (const one of operands) operandPieces(c, one, pieces, Facet.Text);
  return piecesValue(c, pieces, node);
}

function unaryValue(c: Context, node: number): number {
  const operand = field(c, node, c.field.operand);
  const first = c.source.charCodeAt(start(c, node));
  if (first === 45 && operand >= 0 && (kind(c, operand) === Kind.Integer || kind(c, operand) === Kind.Float)) return c.builder.constant(Literal.Number, text(c, node), start(c, node), end(c, node));
  const from = value(c, operand);
  return c.builder.derive(first === 45 || first === 126 ? Derived.Arithmetic : Derived.Logic, [from], start(c, node), end(c, node));
}

function wordList(c: Context, node: number): number {
  return c.builder.list(children(c, node).map((one) => ({ kind: Entry.Item, value: stringValue(c, one) })), start(c, node), end(c, node));
}

function pattern(c: Context, node: number): number {
  const pieces: PieceFact[] = [];
  textPieces(c, node, pieces);
  return c.builder.constant(Literal.Pattern, pieces.map((piece) => ('literal' in piece ? piece.literal : '')).join(''), start(c, node), end(c, node));
}

/** `value => pattern`, `value in pattern`. */
function matchPattern(c: Context, node: number): number {
  const from = value(c, field(c, node, c.field.value));
  const wanted = field(c, node, c.field.pattern);
  const register = patternTest(c, from, wanted);
  bindPattern(c, from, wanted);
  return register;
}

const effect: ValueHandler<Context> = (c, node) => {
  statement(c, node);
  return c.builder.constant(Literal.Null, '', start(c, node), end(c, node));
};

/** `def` as a value is the name of the method. */
const defined: ValueHandler<Context> = (c, node) => {
  methodStatement(c, node);
  return c.builder.constant(Literal.Text, '', start(c, node), end(c, node));
};

const splat: ValueHandler<Context> = (c, node) => value(c, child(c, node));

/** Values by the names of the grammar; of other nodes the children are evaluated. */
export const expressions: Readonly<Record<string, ValueHandler<Context>>> = {
  identifier: nameValue, constant: constantValue, scope_resolution: constantValue, instance_variable: instanceVariable, class_variable: instanceVariable, global_variable: globalVariable,
  self: (c, node) => c.builder.self(start(c, node), end(c, node)), super: (c, node) => superCall(c, node, -1, -1), call: callValue, yield: yieldValue, lambda: (c, node) => blockValue(c, node, false),
  string: stringValue, chained_string: stringValue, heredoc_beginning: stringValue, delimited_symbol: stringValue, simple_symbol: symbol, hash_key_symbol: symbol, character: symbol,
  bare_string: stringValue, bare_symbol: stringValue, subshell: stringValue, regex: pattern, integer: constant(Literal.Number), float: constant(Literal.Number), rational: constant(Literal.Number),
  complex: constant(Literal.Number), nil: constant(Literal.Null), true: constant(Literal.True), false: constant(Literal.False), array: listOf,
  hash: (c, node) => recordOf(c, children(c, node), node, node), string_array: wordList, symbol_array: wordList, element_reference: elementReference, binary: binaryValue, unary: unaryValue,
  range: (c, node) => c.builder.derive(Derived.Arithmetic, children(c, node).map((one) => value(c, one)), start(c, node), end(c, node)),
  assignment, operator_assignment: operatorAssignment, right_assignment_list: rightList, splat_argument: splat, hash_splat_argument: splat, block_argument: splat,
  if: kept, unless: kept, conditional: kept, if_modifier: kept, unless_modifier: kept, rescue_modifier: kept, case: kept, case_match: kept, begin: kept, parenthesized_statements: kept,
  while: effect, until: effect, while_modifier: effect, until_modifier: effect, for: effect, return: effect, next: effect, break: effect, class: effect, module: effect,
  method: defined, singleton_method: defined, match_pattern: matchPattern, test_pattern: matchPattern,
};
