import { Derived, Facet, type PieceFact } from '../../facts';
import { bare, children, end, field, kind, start, text, value } from '../nodes';
import { namedValue } from './calls';
import { implicitCreation } from './creation';
import { keywordValue, lastName, nameText, operatorBetween, valueIn, type Context } from './context';
import { Kind } from './kinds';
import { receiverOf } from './names';
import { declare, lookup, typeAround } from './scopes';
import { givenArguments, isPrimitiveValue, isText, operandPieces, piecesValue } from './texts';
import { typeOf } from './types';

/** `a = b`, `a += b`, `a ??= b`, `(a, b) = c`. */
export function assignmentValue(c: Context, node: number): number {
  const left = field(c, node, c.field.left);
  const right = field(c, node, c.field.right);
  const operator = left < 0 ? '=' : right < 0 ? '=' : operatorBetween(c, left, right);
  const name = left < 0 ? '' : lastName(c, left);
  const isFunction = right >= 0 && (kind(c, right) === Kind.lambda_expression || kind(c, right) === Kind.anonymous_method_expression);
  let stored: number;
  if (operator === '??=') stored = c.builder.choose([value(c, left), value(c, right)], start(c, node), end(c, node));
  else if (operator === '=' || isFunction) stored = right >= 0 && kind(c, right) === Kind.implicit_object_creation_expression ? implicitCreation(c, right, -1) : right < 0 ? valueIn(c, node, -1) : namedValue(c, right, name);
  else stored = compound(c, left, right, operator, node);
  if (left >= 0) assignTarget(c, left, stored, node);
  return stored;
}

function compound(c: Context, left: number, right: number, operator: string, node: number): number {
  const before = value(c, left);
  const isNumber = operator !== '+=' || (!isText(c, right) && (isPrimitiveValue(c, right) || isPrimitiveValue(c, left)));
  if (isNumber) return c.builder.derive(Derived.Arithmetic, [before, value(c, right)], start(c, node), end(c, node));
  const pieces: PieceFact[] = [{ value: before, facet: Facet.Text }];
  operandPieces(c, right, pieces);
  return piecesValue(c, pieces, node);
}

/** Writes a value to what stands on the left: a name, a field, an element, places of a tuple. */
export function assignTarget(c: Context, target: number, stored: number, node: number): void {
  const b = c.builder;
  const at = bare(c, target);
  if (at < 0) return;
  const span = [start(c, node), end(c, node)] as const;
  switch (kind(c, at)) {
    case Kind.identifier: toName(c, at, stored, span); break;
    case Kind.member_access_expression: {
      const object = field(c, at, c.field.expression);
      const nameNode = field(c, at, c.field.name);
      const holder = object < 0 ? keywordValue(c, start(c, at), c.source.lastIndexOf('.', start(c, nameNode))) : value(c, object);
      b.store(holder, lastName(c, nameNode), stored, ...span);
      break;
    }
    case Kind.conditional_access_expression: b.store(value(c, field(c, at, c.field.condition)), lastName(c, children(c, at).at(-1) ?? -1), stored, ...span); break;
    case Kind.element_access_expression: {
      const holder = valueIn(c, at, field(c, at, c.field.expression));
      const [index = -1] = givenArguments(c, field(c, at, c.field.subscript));
      if (index >= 0 && kind(c, index) === Kind.integer_literal) b.store(holder, text(c, index), stored, ...span);
      else {
        const key = value(c, index);
        b.storeAt(holder, key, stored, ...span);
      }
      break;
    }
    case Kind.tuple_expression: places(c, givenArguments(c, at), stored, node); break;
    case Kind.tuple_pattern: case Kind.parenthesized_variable_designation: places(c, children(c, at), stored, node); break;
    case Kind.declaration_expression: {
      const nameNode = field(c, at, c.field.name);
      if (nameNode >= 0 && kind(c, nameNode) === Kind.identifier) b.assign(declare(c, nameText(c, nameNode), nameNode, 0, typeOf(c, field(c, at, c.field.type))), stored, true, start(c, at), end(c, at));
      else places(c, children(c, nameNode), stored, node);
      break;
    }
    case Kind.prefix_unary_expression: case Kind.postfix_unary_expression: assignTarget(c, children(c, at)[0] ?? -1, stored, node); break;
  }
}

/** Deconstruction: the places of a tuple or record, in order. */
export function places(c: Context, targets: readonly number[], stored: number, node: number, isDeclared = false): void {
  for (const [place, one] of targets.entries()) {
    if (kind(c, one) === Kind.discard || text(c, one) === '_') continue;
    const from = c.builder.load(stored, String(place), start(c, one), end(c, one));
    if (isDeclared && kind(c, one) === Kind.identifier) c.builder.assign(declare(c, nameText(c, one), one), from, true, start(c, one), end(c, one));
    else if (isDeclared && kind(c, one) === Kind.tuple_pattern) places(c, children(c, one), from, node, true);
    else assignTarget(c, one, from, one);
  }
}

function toName(c: Context, node: number, stored: number, span: readonly [number, number]): void {
  const b = c.builder;
  const name = nameText(c, node);
  if (name === '_') return;
  const found = lookup(c, name);
  if (found && 'variable' in found) {
    const parameter = c.outs.get(found.variable);
    // A parameter the caller reads: the place `*` of what was passed.
    if (parameter !== undefined) b.store(b.ref(parameter, start(c, node), end(c, node)), '*', stored, ...span);
    b.assign(found.variable, stored, parameter !== undefined, ...span);
    return;
  }
  const around = found && 'member' in found ? found.member : typeAround(c.scope);
  if (around) b.store(receiverOf(c, around, start(c, node), end(c, node)), name, stored, ...span);
}

