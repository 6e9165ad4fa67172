import { Entry, Test } from '../../facts';
import { child, children, end, field, fields, kind, start, text } from '../nodes';
import { typeTest } from './conditions';
import type { Context } from './context';
import { Kind } from './kinds';
import { constantPath, typeNamed } from './names';
import { declare, lookup } from './scopes';
import { literalText } from './texts';

/** Truth of a pattern: its type where it names one. */
export function patternTest(c: Context, tested: number, pattern: number): number {
  const type = typeOf(c, pattern);
  return type >= 0 ? typeTest(c, tested, type, pattern) : c.builder.is(tested, Test.In, -1, start(c, Math.max(pattern, 0)), end(c, Math.max(pattern, 0)));
}

/** Constant a pattern asks for, or -1. */
function typeOf(c: Context, pattern: number): number {
  if (pattern < 0) return -1;
  const k = kind(c, pattern);
  if (k === Kind.Constant || k === Kind.Scoped) return pattern;
  if (k === Kind.AsPattern) return typeOf(c, field(c, pattern, c.field.value));
  if (k === Kind.ParenthesizedPattern) return typeOf(c, child(c, pattern));
  return field(c, pattern, c.field.class);
}

/** Binds the names of a pattern to the parts of what it matched. */
export function bindPattern(c: Context, from: number, pattern: number): void {
  if (pattern < 0) return;
  const b = c.builder;
  const span = [start(c, pattern), end(c, pattern)] as const;
  switch (kind(c, pattern)) {
    case Kind.Identifier: bind(c, pattern, from); break;
    case Kind.AsPattern: {
      const type = typeOf(c, field(c, pattern, c.field.value));
      const path = type < 0 ? '' : constantPath(c, type);
      bind(c, field(c, pattern, c.field.name), path === '' ? from : b.cast(from, typeNamed(c, path), ...span));
      bindPattern(c, from, field(c, pattern, c.field.value));
      break;
    }
    case Kind.ParenthesizedPattern: bindPattern(c, from, child(c, pattern)); break;
    case Kind.AlternativePattern: for (const one of fields(c, pattern, c.field.alternatives)) bindPattern(c, from, one); break;
    case Kind.HashPattern: {
      const outer = typed(c, from, pattern);
      for (const one of children(c, pattern)) {
        if (kind(c, one) === Kind.HashSplatParameter) {
          const rest = field(c, one, c.field.name);
          if (rest >= 0) bind(c, rest, b.record([{ kind: Entry.Spread, value: outer, start: span[0], end: span[1] }], ...span));
        }
        if (kind(c, one) !== Kind.KeywordPattern) continue;
        const key = field(c, one, c.field.key);
        const inner = field(c, one, c.field.value);
        const held = b.load(outer, literalText(c, key) ?? '', start(c, one), end(c, one));
        if (inner < 0) bind(c, key, held);
        else bindPattern(c, held, inner);
      }
      break;
    }
    case Kind.ArrayPattern: case Kind.FindPattern: {
      const outer = typed(c, from, pattern);
      const skip = field(c, pattern, c.field.class);
      for (const [place, one] of children(c, pattern).filter((part) => part !== skip).entries()) {
        if (kind(c, one) === Kind.SplatParameter) {
          const rest = field(c, one, c.field.name);
          if (rest >= 0) bind(c, rest, b.list([{ kind: Entry.Item, value: b.iterate(outer, ...span) }], ...span));
        } else bindPattern(c, b.load(outer, String(place), start(c, one), end(c, one)), one);
      }
      break;
    }
  }
}

function typed(c: Context, from: number, pattern: number): number {
  const type = field(c, pattern, c.field.class);
  const path = type < 0 ? '' : constantPath(c, type);
  return path === '' ? from : c.builder.cast(from, typeNamed(c, path), start(c, pattern), end(c, pattern));
}

function bind(c: Context, node: number, held: number): void {
  if (node < 0) return;
  const name = text(c, node);
  const known = lookup(c, name);
  c.builder.assign(known >= 0 ? known : declare(c, name, node), held, known < 0, start(c, node), end(c, node));
}
