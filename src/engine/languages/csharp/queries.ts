import { Entry, Op } from '../../facts';
import { children, end, field, kind, start, value } from '../nodes';
import { nameText, type Context } from './context';
import { condition } from './conditions';
import { Kind } from './kinds';
import { declare, inScope } from './scopes';
import { typeOf } from './types';

/** `from u in users where … select …`: a list that a loop fills. */
export function queryValue(c: Context, node: number): number {
  return inScope(c, () => {
    const b = c.builder;
    const opened: number[] = [];
    const close = (): void => { for (const one of opened.splice(0).reverse()) b.control(Op.End, end(c, one), end(c, one)); };
    let result = b.list([], start(c, node), end(c, node));
    for (const clause of children(c, node)) {
      const inner = children(c, clause);
      const span = [start(c, clause), end(c, clause)] as const;
      switch (kind(c, clause)) {
        case Kind.from_clause: loop(c, clause, field(c, clause, c.field.name), value(c, inner.at(-1) ?? -1), opened, typeOf(c, field(c, clause, c.field.type))); break;
        case Kind.join_clause: join(c, clause, inner, opened); break;
        case Kind.let_clause: {
          const [name = -1, given = -1] = inner;
          b.assign(declare(c, nameText(c, name), Math.max(name, clause)), value(c, given), true, ...span);
          break;
        }
        case Kind.where_clause: {
          const test = condition(c, inner[0] ?? -1);
          b.control(Op.If, ...span, test.register, test.isNegated ? 1 : 0);
          opened.push(clause);
          break;
        }
        case Kind.group_clause: {
          const element = value(c, inner[0] ?? -1);
          if (inner[1] !== undefined) value(c, inner[1]);
          b.storeElement(result, b.list([{ kind: Entry.Item, value: element }], ...span), ...span);
          close();
          break;
        }
        case Kind.select_clause: {
          b.storeElement(result, value(c, inner[0] ?? -1), ...span);
          close();
          break;
        }
        case Kind.identifier: {
          // `into g`: the query goes on over what it gave so far.
          const before = result;
          result = b.list([], ...span);
          loop(c, clause, clause, before, opened, -1);
          break;
        }
        default: for (const one of inner) value(c, one);
      }
    }
    close();
    return result;
  });
}

function loop(c: Context, clause: number, nameNode: number, from: number, opened: number[], type: number): void {
  const b = c.builder;
  const at = Math.max(nameNode, clause);
  b.control(Op.Loop, start(c, clause), end(c, clause));
  opened.push(clause);
  b.assign(declare(c, nameText(c, at), at, 0, type), b.iterate(from, start(c, at), end(c, at)), true, start(c, at), end(c, at));
}

function join(c: Context, clause: number, inner: readonly number[], opened: number[]): void {
  const b = c.builder;
  const into = inner.find((one) => kind(c, one) === Kind.join_into_clause) ?? -1;
  const [name = -1, source = -1, ...keys] = inner.filter((one) => one !== into);
  const from = value(c, source);
  loop(c, clause, name, from, opened, -1);
  for (const one of keys) value(c, one);
  if (into < 0) return;
  const [group = -1] = children(c, into);
  b.assign(declare(c, nameText(c, group), Math.max(group, into)), from, true, start(c, into), end(c, into));
}
