import { Derived, Entry, Op, Test } from '../../facts';
import { behind, child, children, end, field, kind, start, statementsOf, text, value } from '../nodes';
import { dotted, type Context } from './context';
import { condition } from './conditions';
import { Kind } from './kinds';
import { captureName, lookup } from './scopes';
import { assignTo } from './targets';
import { literalText } from './texts';
import { typeOfText } from './types';

/** `match`: the cases of a switch; class patterns narrow the subject, names in patterns are loads and assignments. */
export function matchStatement(c: Context, node: number): void {
  const b = c.builder;
  const subjects = children(c, node).filter((one) => (c.words[one * 4] ?? 0) >>> 16 === c.field.subject);
  const only = subjects[0] ?? -1;
  const span = [start(c, node), end(c, node)] as const;
  const subject = subjects.length === 1 ? value(c, only) : b.list(subjects.map((one) => ({ kind: Entry.Item, value: value(c, one) })), ...span);
  b.control(Op.Switch, ...span, subject);
  const body = field(c, node, c.field.body);
  if (body >= 0) for (const one of children(c, body)) if (kind(c, one) === Kind.CaseClause) caseClause(c, one, subject);
  b.control(Op.End, end(c, node), end(c, node));
}

function caseClause(c: Context, node: number, subject: number): void {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const patterns = children(c, node).filter((one) => kind(c, one) === Kind.CasePattern);
  const guard = field(c, node, c.field.guard);
  const only = patterns.length === 1 ? (patterns[0] ?? -1) : -1;
  b.control(Op.Case, ...span, only >= 0 && guard < 0 && isOpen(c, only) ? 1 : 0);
  let opened = 0;
  if (only >= 0) {
    const test = patternTest(c, only, subject);
    if (test >= 0) {
      b.control(Op.If, ...span, test);
      opened++;
    }
    bind(c, only, subject);
  } else bindSequence(c, patterns, subject);
  if (guard >= 0) {
    const test = condition(c, child(c, guard));
    b.control(Op.If, start(c, guard), end(c, guard), test.register, test.isNegated ? 1 : 0);
    opened++;
  }
  statementsOf(c, field(c, node, c.field.consequence));
  for (; opened > 0; opened--) b.control(Op.End, end(c, node), end(c, node));
}

/** The pattern inside wrappers that bind or test nothing. */
function core(c: Context, node: number): number {
  let at = node;
  while (at >= 0 && kind(c, at) === Kind.CasePattern && child(c, at) >= 0) at = child(c, at);
  return at;
}

/** True for `_` and a bare name: they match everything. */
function isOpen(c: Context, node: number): boolean {
  const at = core(c, node);
  return text(c, at) === '_' || (kind(c, at) === Kind.DottedName && captureName(c, at) >= 0);
}

/** Test that a class pattern or a text makes of its subject, or -1. */
function patternTest(c: Context, node: number, subject: number): number {
  let at = core(c, node);
  if (kind(c, at) === Kind.AsPattern) at = core(c, child(c, at));
  const span = [start(c, at), end(c, at)] as const;
  if (kind(c, at) === Kind.ClassPattern) return c.builder.is(subject, Test.Type, typeOfText(c, dotted(c, child(c, at))), ...span);
  const literal = literalText(c, at);
  if (literal !== undefined) return c.builder.is(subject, Test.Equals, c.builder.str(literal), ...span);
  return kind(c, at) === Kind.None ? c.builder.is(subject, Test.Null, -1, ...span) : -1;
}

/** Binds the names of a pattern to the parts of a value. */
function bind(c: Context, node: number, register: number): void {
  const at = core(c, node);
  const b = c.builder;
  const span = [start(c, at), end(c, at)] as const;
  const name = captureName(c, at);
  switch (kind(c, at)) {
    case Kind.DottedName:
    case Kind.SplatPattern:
      if (name >= 0) assignTo(c, name, register);
      break;
    case Kind.AsPattern:
      bind(c, child(c, at), register);
      if (name >= 0) assignTo(c, name, narrowed(c, child(c, at), register));
      break;
    case Kind.UnionPattern:
      for (const [i, one] of children(c, at).entries()) alternative(c, one, register, i);
      break;
    case Kind.ListPattern:
    case Kind.TuplePattern:
      bindSequence(c, children(c, at), register);
      break;
    case Kind.ClassPattern:
      if (bindsAny(c, at)) bindClass(c, at, narrowed(c, at, register));
      break;
    case Kind.DictPattern: {
      let key = -1;
      const named: string[] = [];
      for (const one of children(c, at)) {
        if (kind(c, one) === Kind.SplatPattern) {
          const rest = b.record([{ kind: Entry.Spread, value: register, start: span[0], end: span[1] }], ...span);
          for (const taken of named) b.remove(rest, taken, ...span);
          bind(c, one, rest);
        }
        else if ((c.words[one * 4] ?? 0) >>> 16 === c.field.key) key = one;
        else {
          const literal = key < 0 ? undefined : literalText(c, key);
          if (literal !== undefined) named.push(literal);
          if (bindsAny(c, one)) bind(c, one, literal === undefined ? b.loadAt(register, value(c, key), ...span) : b.load(register, literal, ...span));
        }
      }
      break;
    }
    default:
      for (const one of children(c, at)) if (kind(c, one) === Kind.CasePattern) bind(c, one, register);
  }
}

/** One alternative of `a | b`: those behind the first may or may not be the ones that bind. */
function alternative(c: Context, node: number, register: number, place: number): void {
  if (!bindsAny(c, node)) return;
  const span = [start(c, node), end(c, node)] as const;
  if (place > 0) c.builder.control(Op.If, ...span, c.builder.derive(Derived.Test, [register], ...span));
  bind(c, node, register);
  if (place > 0) c.builder.control(Op.End, span[1], span[1]);
}

function bindSequence(c: Context, patterns: readonly number[], register: number): void {
  let hasRest = false;
  for (const [i, one] of patterns.entries()) {
    const at = core(c, one);
    const span = [start(c, at), end(c, at)] as const;
    if (!bindsAny(c, at)) {
      hasRest ||= kind(c, at) === Kind.SplatPattern;
      continue;
    }
    if (kind(c, at) === Kind.SplatPattern) {
      hasRest = true;
      bind(c, at, c.builder.list([{ kind: Entry.Spread, value: register }], ...span));
    } else bind(c, at, hasRest ? c.builder.iterate(register, ...span) : c.builder.load(register, String(i), ...span));
  }
}

function bindsAny(c: Context, node: number): boolean {
  for (let one = node, last = behind(c, node); one < last; one++) if (captureName(c, one) >= 0) return true;
  return false;
}

/** The value seen as the class a pattern names, or as it is. */
function narrowed(c: Context, node: number, register: number): number {
  const at = core(c, node);
  if (at < 0 || kind(c, at) !== Kind.ClassPattern) return register;
  return c.builder.cast(register, typeOfText(c, dotted(c, child(c, at))), start(c, at), end(c, at));
}

/** Built-in classes whose single positional pattern is the value itself. */
const wholes = new Set(['bool', 'bytearray', 'bytes', 'dict', 'float', 'frozenset', 'int', 'list', 'set', 'str', 'tuple']);

function bindClass(c: Context, node: number, register: number): void {
  const [nameNode = -1, ...patterns] = children(c, node);
  const name = dotted(c, nameNode);
  const fields = c.classes.get(lookup(c.scope, name)) ?? [];
  for (const [i, one] of patterns.entries()) {
    const at = core(c, one);
    const span = [start(c, at), end(c, at)] as const;
    if (kind(c, at) === Kind.KeywordPattern) {
      const [key = -1, inner = -1] = children(c, at);
      if (inner >= 0 && bindsAny(c, inner)) bind(c, inner, c.builder.load(register, text(c, key), ...span));
    } else if (bindsAny(c, at)) bind(c, at, wholes.has(name) ? register : c.builder.load(register, fields[i] ?? String(i), ...span));
  }
}
