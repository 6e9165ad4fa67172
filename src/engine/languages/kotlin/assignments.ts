import { Derived, type PieceFact } from '../../facts';
import { bare, children, end, field, kind, start, value } from '../nodes';
import { namedValue } from './call-parts';
import { nameOf, operatorBetween, type Context } from './context';
import { keyName } from './keys';
import { Kind } from './kinds';
import { holderOf, receiverOf } from './names';
import { isPrimitiveName } from './primitives';
import { lookup } from './scopes';
import { isText, operandPieces, piecesValue } from './texts';

/** `a = b`, `a.b += c`, `a[b] = c`. */
export function assignment(c: Context, node: number): void {
  const b = c.builder;
  const left = field(c, node, c.field.left);
  const right = field(c, node, c.field.right);
  const span = [start(c, node), end(c, node)] as const;
  const operator = left < 0 || right < 0 ? '=' : operatorBetween(c, left, right);
  const at = asserted(c, left);
  const k = at < 0 ? Kind.Other : kind(c, at);
  const given = (name: string): number => (operator === '=' ? namedValue(c, right, name) : compound(c, left, right, operator, node));
  if (k === Kind.Navigation) {
    const [object = -1, nameNode = -1] = children(c, at);
    const holder = value(c, object);
    const name = nameNode < 0 ? '' : nameOf(c, nameNode);
    b.store(holder, name, given(name), ...span);
    return;
  }
  if (k === Kind.Index) {
    const [object = -1, key = -1] = children(c, at);
    const holder = value(c, object);
    const written = keyName(c, key);
    const register = written === '' ? value(c, key) : -1;
    if (written !== '') b.store(holder, written, given(''), ...span);
    else b.storeAt(holder, register, given(''), ...span);
    return;
  }
  if (k !== Kind.Identifier) {
    given('');
    return;
  }
  const name = nameOf(c, at);
  const found = lookup(c, name);
  // What cannot be written stands for another of that name: a parameter, inside `apply`, for the receiver's own.
  if (found && 'variable' in found && !c.fixed.has(found.variable)) {
    b.assign(found.variable, given(name), false, ...span);
    return;
  }
  if (name === 'field' && c.backing !== '') {
    const self = b.self(...span);
    b.store(self, c.backing, given(c.backing), ...span);
    return;
  }
  const holder = found && 'member' in found ? receiverOf(c, found.member, start(c, at), end(c, at)) : holderOf(c, name, start(c, at), end(c, at));
  const stored = given(name);
  if (holder >= 0) b.store(holder, name, stored, ...span);
}

/** What stands inside brackets and in front of `!!`. */
function asserted(c: Context, node: number): number {
  let at = bare(c, node);
  while (at >= 0 && kind(c, at) === Kind.Unary) at = bare(c, field(c, at, c.field.argument));
  return at;
}

function compound(c: Context, left: number, right: number, operator: string, node: number): number {
  const span = [start(c, node), end(c, node)] as const;
  const before = value(c, left);
  const isSum = operator === '+=' && kind(c, bare(c, right)) !== Kind.Number;
  if (!isSum || (!isText(c, right) && isPrimitiveName(c, left))) return c.builder.derive(Derived.Arithmetic, [before, value(c, right)], ...span);
  const pieces: PieceFact[] = [{ value: before, facet: 0 }];
  operandPieces(c, right, pieces);
  return piecesValue(c, pieces, node);
}
