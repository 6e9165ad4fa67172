import { Op } from '../../facts';
import { builtin } from './builtins';
import { bare, field, kind, span, text, value } from '../nodes';
import { lookup, type Context } from './context';
import { importedCall } from './imports';
import { Kind } from './kinds';
import { argumentNodes, errorfValue, formattedArguments, sprintValue, sprintfValue } from './texts';
import { bareName, typeOf } from './types';

/** A call; functions of the language and of `fmt` that only convert are lowered to what they do. */
export function callValue(c: Context, node: number): number {
  const callee = field(c, node, c.field.function);
  const at = bare(c, callee);
  if (at < 0) return value(c, field(c, node, c.field.arguments));
  const known = kind(c, at) === Kind.Identifier ? namedCall(c, node, at) : kind(c, at) === Kind.Selector ? formatCall(c, node, at) : -1;
  if (known >= 0) return known;
  if (isType(c, at)) return conversionValue(c, node, at, argumentNodes(c, node)[0] ?? -1);
  const register = value(c, callee);
  return c.builder.call(Op.Call, register, ...span(c, callee), formattedArguments(c, callee, field(c, node, c.field.arguments)), ...span(c, node));
}

function namedCall(c: Context, node: number, callee: number): number {
  const name = text(c, callee);
  const variable = lookup(c, name);
  if (variable < 0) return builtin(c, name, node);
  // A conversion to a type of this file.
  return c.typeVariables.has(variable) ? conversionValue(c, node, callee, argumentNodes(c, node)[0] ?? -1) : -1;
}

/** True for a type where a function may stand: `[]byte`, `map[string]string`, `(*T)`. */
function isType(c: Context, node: number): boolean {
  const k = kind(c, node);
  return k === Kind.SliceType || k === Kind.MapType || k === Kind.ArrayType || k === Kind.PointerType || k === Kind.ChannelType || k === Kind.InterfaceType || k === Kind.FunctionType;
}

/** A conversion: the value, seen as the type. */
export function conversionValue(c: Context, node: number, type: number, given: number): number {
  const from = value(c, given);
  const declared = kind(c, type) === Kind.Identifier ? c.declared.get(text(c, type)) : c.declared.get(bareName(c, type));
  const seen = kind(c, type) === Kind.Identifier && !declared ? -1 : typeOf(c, type);
  return seen < 0 ? from : c.builder.cast(from, seen, ...span(c, node));
}

/** `fmt.Sprintf` and its kin give a text; `errors` that wrap name what they wrap. -1 for other calls. */
function formatCall(c: Context, node: number, callee: number): number {
  const called = importedCall(c, callee);
  if (called?.module !== 'fmt') return -1;
  const args = argumentNodes(c, node);
  switch (called.name) {
    case 'Sprintf': return sprintfValue(c, node, args);
    case 'Sprint': return sprintValue(c, node, args, '');
    case 'Sprintln': return sprintValue(c, node, args, ' ');
    case 'Errorf': return errorfValue(c, node, callee, args);
    default: return -1;
  }
}
