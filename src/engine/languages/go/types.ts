import { TypeExpr } from '../../facts';
import { child, children, field, kind, text } from '../nodes';
import type { Context } from './context';
import { Kind } from './kinds';
import { inlineStruct } from './structs';

const maxNesting = 40;

/** Type expression of a type node, or -1 when it says nothing (`any`); a pointer is its target, bytes are a text. */
export function typeOf(c: Context, node: number, depth = 0): number {
  if (node < 0 || depth > maxNesting) return -1;
  const b = c.builder;
  const inner = (one: number): number => typeOf(c, one, depth + 1);
  const known = (one: number): number[] => [inner(one)].filter((type) => type >= 0);
  switch (kind(c, node)) {
    case Kind.Identifier:
    case Kind.TypeName:
    case Kind.QualifiedType:
    case Kind.Selector:
      return named(c, text(c, node).replace(/\s+/g, ''));
    case Kind.PointerType:
    case Kind.ParenthesizedType:
    case Kind.Parenthesized:
    case Kind.NegatedType:
    case Kind.Unary:
      return inner(child(c, node));
    case Kind.SliceType:
    case Kind.ArrayType:
    case Kind.OpenArrayType: {
      const element = field(c, node, c.field.element);
      if (element >= 0 && /^(?:byte|rune|uint8)$/.test(text(c, element))) return named(c, 'string');
      return b.typeExpr(TypeExpr.List, addressesOf(c, element), known(element));
    }
    case Kind.ChannelType:
      return b.typeExpr(TypeExpr.List, '', known(field(c, node, c.field.value)));
    case Kind.MapType:
      return b.typeExpr(TypeExpr.Map, 'map' + addressesOf(c, field(c, node, c.field.value)), [field(c, node, c.field.key), field(c, node, c.field.value)].map((one) => known(one)[0] ?? b.typeExpr(TypeExpr.Name, 'any')));
    case Kind.FunctionType: {
      const result = resultType(c, field(c, node, c.field.result));
      return b.typeExpr(TypeExpr.Function, '', result < 0 ? [] : [result]);
    }
    case Kind.StructType:
      return b.typeExpr(TypeExpr.Object, '', [], inlineStruct(c, node));
    case Kind.GenericType: {
      const name = field(c, node, c.field.type);
      const args = children(c, field(c, node, c.field.type_arguments)).map(inner).filter((type) => type >= 0);
      return name < 0 ? -1 : b.typeExpr(TypeExpr.Name, text(c, name), args);
    }
    case Kind.TypeElem: {
      const parts = children(c, node).map(inner).filter((type) => type >= 0);
      return parts.length <= 1 ? (parts[0] ?? -1) : b.typeExpr(TypeExpr.Union, '', parts);
    }
    default:
      return -1;
  }
}

/** The mark of a list or map whose text form shows addresses instead of what they lead to. */
function addressesOf(c: Context, element: number): string {
  return element >= 0 && kind(c, element) === Kind.PointerType ? '*' : '';
}

function named(c: Context, name: string): number {
  if (name === 'any' || name === '_' || name === 'nil') return -1;
  const known = c.types.get(name);
  if (known !== undefined) return known;
  const type = c.builder.typeExpr(TypeExpr.Name, name);
  c.types.set(name, type);
  return type;
}

/** Type by its name. */
export const namedType = named;

/** Type of what a function returns: several results are a tuple. */
export function resultType(c: Context, result: number): number {
  if (result < 0) return -1;
  if (kind(c, result) !== Kind.ParameterList) return typeOf(c, result);
  const types: number[] = [];
  for (const one of children(c, result)) {
    const type = typeOf(c, field(c, one, c.field.type));
    const names = children(c, one).filter((part) => (c.words[part * 4] ?? 0) >>> 16 === c.field.name).length;
    for (let i = 0; i < Math.max(1, names); i++) types.push(type >= 0 ? type : named(c, 'interface{}'));
  }
  return types.length === 1 ? (types[0] ?? -1) : types.length === 0 ? -1 : c.builder.typeExpr(TypeExpr.Tuple, '', types);
}

/** Name of a type without pointer, package and type arguments, or ''. */
export function bareName(c: Context, node: number): string {
  if (node < 0) return '';
  switch (kind(c, node)) {
    case Kind.PointerType:
    case Kind.ParenthesizedType:
      return bareName(c, child(c, node));
    case Kind.GenericType:
      return bareName(c, field(c, node, c.field.type));
    case Kind.QualifiedType:
      return bareName(c, field(c, node, c.field.name));
    case Kind.TypeName:
      return text(c, node);
    default:
      return '';
  }
}
