import { Derived, Entry, Facet, VarKind, type PieceFact } from '../../facts';
import { bare, child, children, end, field, kind, start, text, value } from '../nodes';
import { blockValue } from './blocks';
import type { Context } from './context';
import { Kind } from './kinds';
import { declare, lookup } from './scopes';
import { literalText, operandPieces, piecesValue } from './texts';

/** `target = value`, several targets included. */
export function assignment(c: Context, node: number): number {
  const left = field(c, node, c.field.left);
  const right = field(c, node, c.field.right);
  const span = [start(c, node), end(c, node)] as const;
  if (left >= 0 && kind(c, left) === Kind.LeftList) {
    const from = value(c, right);
    spread(c, left, from);
    return from;
  }
  const held = valueNamed(c, right, left >= 0 && kind(c, left) === Kind.Identifier ? text(c, left) : '');
  assign(c, left, held, ...span);
  if (left >= 0 && kind(c, left) === Kind.Identifier && isCallable(c, right)) c.callables.add(lookup(c, text(c, left)));
  return held;
}

/** A value that takes the name it is assigned to: lambdas. */
function valueNamed(c: Context, node: number, name: string): number {
  const at = bare(c, node);
  return at >= 0 && kind(c, at) === Kind.Lambda && /^\w+$/.test(name) ? blockValue(c, at, false, name) : value(c, node);
}

function isCallable(c: Context, node: number): boolean {
  const at = bare(c, node);
  if (at < 0) return false;
  if (kind(c, at) === Kind.Lambda) return true;
  return kind(c, at) === Kind.Call && /^(?:lambda|proc|method)$/.test(text(c, field(c, at, c.field.method)));
}

/** Assigns a value to a variable, instance variable, constant, element or attribute. */
export function assign(c: Context, target: number, held: number, from: number, to: number): void {
  const b = c.builder;
  if (target < 0) return;
  switch (kind(c, target)) {
    case Kind.Identifier: {
      const name = text(c, target);
      const known = lookup(c, name);
      b.assign(known >= 0 ? known : declare(c, name, target), held, known < 0, from, to);
      break;
    }
    case Kind.InstanceVariable: case Kind.ClassVariable: {
      const name = text(c, target).replace(/^@+/, '');
      b.store(b.self(from, from), name, held, from, to);
      break;
    }
    case Kind.GlobalVariable: assignModule(c, text(c, target), target, held, from, to); break;
    case Kind.Constant: {
      if (c.type) b.store(b.self(from, from), text(c, target), held, from, to);
      else assignModule(c, text(c, target), target, held, from, to);
      break;
    }
    case Kind.ElementReference: {
      const object = value(c, field(c, target, c.field.object));
      const [key = -1] = children(c, target).filter((one) => one !== field(c, target, c.field.object));
      const name = literalText(c, key);
      if (name !== undefined) b.store(object, name, held, from, to);
      else if (key >= 0) b.storeAt(object, value(c, key), held, from, to);
      break;
    }
    case Kind.Call: {
      const receiver = field(c, target, c.field.receiver);
      if (receiver >= 0) b.store(value(c, receiver), text(c, field(c, target, c.field.method)), held, from, to);
      break;
    }
    case Kind.LeftList: case Kind.DestructuredLeft: spread(c, target, held); break;
    case Kind.Splat: case Kind.RestAssignment: assign(c, child(c, target), held, from, to); break;
  }
}

/** A variable of the file: a constant or a global variable. */
function assignModule(c: Context, name: string, node: number, held: number, from: number, to: number): void {
  let variable = c.module.names.get(name);
  const isNew = variable === undefined;
  if (variable === undefined) {
    variable = c.builder.variable(name, VarKind.Local, start(c, node), end(c, node));
    c.module.names.set(name, variable);
  }
  c.builder.assign(variable, held, isNew, from, to);
}

/** `a, (b, *c) = value`: the places of the value. */
function spread(c: Context, targets: number, from: number): void {
  const b = c.builder;
  for (const [place, one] of children(c, targets).entries()) {
    const span = [start(c, one), end(c, one)] as const;
    if (kind(c, one) === Kind.RestAssignment) {
      const inner = child(c, one);
      if (inner >= 0) assign(c, inner, b.list([{ kind: Entry.Item, value: b.iterate(from, ...span) }], ...span), ...span);
    } else assign(c, one, b.load(from, String(place), ...span), ...span);
  }
}

/** `a += b`, `a ||= b`, `a << b`'s relatives. */
export function operatorAssignment(c: Context, node: number): number {
  const left = field(c, node, c.field.left);
  const right = field(c, node, c.field.right);
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const operator = left < 0 || right < 0 ? '=' : c.source.slice(end(c, left), start(c, right)).replace(/[\s\\]+/g, '');
  let made: number;
  if (operator === '+=' && !isNumber(c, right)) {
    const pieces: PieceFact[] = [{ value: value(c, left), facet: Facet.Text }];
    if (kind(c, bare(c, right)) === Kind.Array) made = b.list([{ kind: Entry.Spread, value: value(c, left) }, { kind: Entry.Spread, value: value(c, right) }], ...span);
    else {
      operandPieces(c, right, pieces);
      made = piecesValue(c, pieces, node);
    }
  } else if (operator === '||=' || operator === '&&=') {
    const before = value(c, left);
    made = b.choose([before, value(c, right)], ...span);
  } else if (operator === '<<=') {
    made = value(c, left);
    b.storeElement(made, value(c, right), ...span);
  } else made = b.derive(Derived.Arithmetic, [value(c, left), value(c, right)], ...span);
  assign(c, left, made, ...span);
  return made;
}

const isNumber = (c: Context, node: number): boolean => {
  const k = kind(c, bare(c, node));
  return k === Kind.Integer || k === Kind.Float;
};

/** `a, b` on the right of an assignment. */
export function rightList(c: Context, node: number): number {
  return c.builder.list(children(c, node).map((one) => (kind(c, one) === Kind.Splat ? { kind: Entry.Spread, value: value(c, child(c, one)) } : { kind: Entry.Item, value: value(c, one) })), start(c, node), end(c, node));
}
