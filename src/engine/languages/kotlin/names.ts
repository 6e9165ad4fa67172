import { Literal, LoadFlag, TypeExpr } from '../../facts';
import type { Context } from './context';
import { implicitAround, lookup, looksLikeType, typeAround, type Implicit, type OpenType } from './scopes';

const words: Readonly<Partial<Record<string, number>>> = { null: Literal.Null, true: Literal.True, false: Literal.False };

/** The receiver as seen from the innermost type: itself, or an enclosing instance. */
export function receiverOf(c: Context, type: OpenType, from: number, to: number): number {
  const own = c.builder.self(from, to);
  return type === typeAround(c.scope) ? own : c.builder.cast(own, c.builder.typeExpr(TypeExpr.Name, type.qualified), from, to);
}

/** The value of an implicit receiver. */
export function implicitValue(c: Context, implicit: Implicit, from: number, to: number): number {
  if ('variable' in implicit) return c.builder.ref(implicit.variable, from, to);
  const own = c.builder.self(from, to);
  return implicit.seenAs < 0 ? own : c.builder.cast(own, implicit.seenAs, from, to);
}

const isType = (around: Implicit | OpenType): around is OpenType => 'fields' in around;

/** What holds a name that nothing in sight declares: the nearest receiver; -1 when there is none. */
export function holderOf(c: Context, name: string, from: number, to: number): number {
  const around = implicitAround(c, name);
  if (!around) return -1;
  return isType(around) ? receiverOf(c, around, from, to) : implicitValue(c, around, from, to);
}

/** Value of a bare name: a variable, a member of an enclosing type, a type, or what a receiver or the package tells. */
export function nameValue(c: Context, name: string, from: number, to: number, isCall = false): number {
  const b = c.builder;
  const word = isCall || !Object.hasOwn(words, name) ? undefined : words[name];
  if (word !== undefined) return b.constant(word, '', from, to);
  if (name === 'field' && c.backing !== '') return b.load(b.self(from, to), c.backing, from, to);
  const found = lookup(c, name, isCall);
  if (found && 'variable' in found) return b.ref(found.variable, from, to);
  if (found && 'nested' in found) return b.classValue(found.nested, from, to);
  if (found) return b.load(receiverOf(c, found.member, from, to), name, from, to);
  if (name === 'this') return thisValue(c, '', from, to);
  const holder = looksLikeType(name) ? -1 : holderOf(c, name, from, to);
  return holder < 0 ? b.global(name, from, to) : b.load(holder, name, from, to, LoadFlag.Bare);
}

/** `this`, or `this@Label`: the nearest receiver, or that of the type. */
export function thisValue(c: Context, label: string, from: number, to: number): number {
  if (label !== '') {
    for (let scope: Context['scope'] | undefined = c.scope; scope; scope = scope.parent) {
      if (scope.type?.name === label) return receiverOf(c, scope.type, from, to);
    }
  }
  const holder = holderOf(c, 'this', from, to);
  return holder < 0 ? c.builder.self(from, to) : holder;
}
