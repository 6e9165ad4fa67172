import { Entry, FunctionFlag, Op, type EntryFact } from '../../facts';
import { keyText } from './assignments';
import { after, child, endAt, expression, kindAt, only, startAt, textAt, type Context } from './context';
import { lowerFunction, methodFlags, namedValue } from './functions';
import { Kind } from './kinds';

/** An object literal. */
export function objectRule(c: Context, node: number): number {
  const entries: EntryFact[] = [];
  for (let at = node + 1, stop = after(c, node); at < stop; at = after(c, at)) {
    const start = startAt(c, at);
    const end = endAt(c, at);
    switch (kindAt(c, at)) {
      case Kind.Pair: {
        const key = child(c, at, c.fields.key);
        const name = key < 0 ? '' : keyText(c, key);
        const value = child(c, at, c.fields.value);
        if (name === undefined) {
          const keyValue = expression(c, only(c, key));
          entries.push({ kind: Entry.Computed, keyValue, value: expression(c, value), start, end });
        } else {
          c.documented = c.docs.has(start) ? at : -1;
          entries.push({ kind: Entry.Key, key: name, value: namedValue(c, value, name), start, end });
          c.documented = -1;
        }
        break;
      }
      case Kind.Shorthand: entries.push({ kind: Entry.Key, key: textAt(c, at), value: expression(c, at), start, end }); break;
      case Kind.Spread: entries.push({ kind: Entry.Spread, value: expression(c, only(c, at)), start, end }); break;
      case Kind.Method: objectMethod(c, at, entries); break;
      case Kind.Comment: case Kind.Error: break;
      default: expression(c, at);
    }
  }
  return c.b.record(entries, startAt(c, node), endAt(c, node));
}

/** A method is a lambda under its key, a getter the result of calling it; a setter only runs when something is stored. */
function objectMethod(c: Context, node: number, entries: EntryFact[]): void {
  const nameNode = child(c, node, c.fields.name);
  const name = nameNode < 0 ? '' : keyText(c, nameNode);
  const start = startAt(c, node);
  const end = endAt(c, node);
  const modifiers = nameNode < 0 ? '' : c.source.slice(start, startAt(c, nameNode));
  const keyValue = name === undefined ? expression(c, only(c, nameNode)) : undefined;
  const flags = FunctionFlag.Lambda | methodFlags(modifiers);
  const fn = lowerFunction(c, node, { name: name ?? '', flags, nameNode: nameNode < 0 ? undefined : nameNode });
  let value = c.b.lambda(fn, start, end);
  if (flags & FunctionFlag.Setter) return;
  if (flags & FunctionFlag.Getter && nameNode >= 0) value = c.b.call(Op.Call, value, startAt(c, nameNode), endAt(c, nameNode), [], start, end);
  entries.push(keyValue === undefined ? { kind: Entry.Key, key: name, value, start, end } : { kind: Entry.Computed, keyValue, value, start, end });
}

/** An array literal. */
export function arrayRule(c: Context, node: number): number {
  const items: { kind: number; value: number }[] = [];
  for (let at = node + 1, stop = after(c, node); at < stop; at = after(c, at)) {
    const kind = kindAt(c, at);
    if (kind === Kind.Comment || kind === Kind.Error) continue;
    if (kind === Kind.Spread) items.push({ kind: Entry.Spread, value: expression(c, only(c, at)) });
    else items.push({ kind: Entry.Item, value: expression(c, at) });
  }
  return c.b.list(items, startAt(c, node), endAt(c, node));
}
