import { Entry, type EntryFact } from '../../facts';
import { child, children, end, field, kind, span, start, text, value } from '../nodes';
import type { Context } from './context';
import { functionValue } from './functions';
import { Kind } from './kinds';
import { literalText } from './literals';
import { bareName, typeOf } from './types';

/** A composite literal: a record or list, seen as its type. */
export function compositeValue(c: Context, node: number): number {
  return literalOf(c, field(c, node, c.field.body), field(c, node, c.field.type), node);
}

/** Node of the type a name stands for in this file; the node itself where it says what it is made of. */
function madeOf(c: Context, type: number): number {
  let at = type;
  for (let depth = 0; depth < 8 && at >= 0; depth++) {
    const k = kind(c, at);
    if (k === Kind.PointerType || k === Kind.ParenthesizedType) at = child(c, at);
    else if (k === Kind.TypeName || k === Kind.GenericType) {
      const made = c.declared.get(bareName(c, at))?.node ?? -1;
      if (made < 0) return at;
      if (kind(c, made) === Kind.StructType) return at;
      at = made;
    } else return at;
  }
  return at;
}

/** Value of the braces of a literal of a type; `type` is -1 where it is not known. */
function literalOf(c: Context, body: number, type: number, node: number): number {
  const made = madeOf(c, type);
  const k = made < 0 ? Kind.Other : kind(c, made);
  const elements = body < 0 ? [] : children(c, body);
  const isMap = k === Kind.MapType;
  const isList = k === Kind.SliceType || k === Kind.ArrayType || k === Kind.OpenArrayType;
  const elementType = isMap ? field(c, made, c.field.value) : isList ? field(c, made, c.field.element) : -1;
  const names = k === Kind.StructType ? undefined : c.declared.get(bareName(c, made))?.fields;
  const isKeyed = elements.some((one) => kind(c, one) === Kind.KeyedElement);
  let result: number;
  if (isList || (!isMap && !isKeyed && !names && elements.length > 0)) {
    const items = elements.map((one) => ({ kind: Entry.Item, value: elementValue(c, kind(c, one) === Kind.KeyedElement ? field(c, one, c.field.value) : one, elementType, '') }));
    result = c.builder.list(items, ...span(c, node));
  } else result = c.builder.record(elements.map((one, i) => entryOf(c, one, elementType, isMap, names?.[i])), ...span(c, node));
  const seen = type < 0 ? -1 : typeOf(c, type);
  return seen < 0 ? result : c.builder.cast(result, seen, ...span(c, node));
}

function entryOf(c: Context, node: number, elementType: number, isMap: boolean, name: string | undefined): EntryFact {
  const at = { start: start(c, node), end: end(c, node) };
  if (kind(c, node) !== Kind.KeyedElement) return { kind: Entry.Key, key: name ?? '', value: elementValue(c, node, elementType, name ?? ''), ...at };
  const keyNode = field(c, node, c.field.key);
  const written = kind(c, keyNode) === Kind.LiteralElement ? child(c, keyNode) : keyNode;
  const key = written < 0 ? undefined : literalText(c, written) ?? (!isMap && kind(c, written) === Kind.Identifier ? text(c, written) : kind(c, written) === Kind.Int ? text(c, written) : undefined);
  const keyValue = key === undefined ? elementValue(c, keyNode, -1, '') : -1;
  const given = elementValue(c, field(c, node, c.field.value), elementType, key ?? '');
  return key === undefined ? { kind: Entry.Computed, keyValue, value: given, ...at } : { kind: Entry.Key, key, value: given, ...at };
}

/** Value of an element; braces alone take the type of the elements. */
function elementValue(c: Context, node: number, type: number, name: string): number {
  const at = node >= 0 && kind(c, node) === Kind.LiteralElement ? child(c, node) : node;
  if (at >= 0 && kind(c, at) === Kind.LiteralValue) return literalOf(c, at, type, at);
  if (at >= 0 && kind(c, at) === Kind.FuncLiteral) return functionValue(c, at, name);
  return value(c, at);
}
