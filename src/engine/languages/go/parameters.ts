import { ParamFlag, VarKind, type ParamFact } from '../../facts';
import { children, end, field, fields, kind, span, start, text } from '../nodes';
import type { Context } from './context';
import { Kind } from './kinds';
import { typeOf } from './types';

/** Declares the parameters of a list in the innermost scope and function, and gives their rows. The type of `xs ...T` is that of one of them. */
export function parameterRows(c: Context, list: number, isReceiver = false): ParamFact[] {
  const rows: ParamFact[] = [];
  for (const one of list < 0 ? [] : children(c, list)) {
    const isRest = kind(c, one) === Kind.VariadicParameter;
    if (!isRest && kind(c, one) !== Kind.Parameter) continue;
    const typeNode = field(c, one, c.field.type);
    const type = typeOf(c, typeNode);
    const flags = isReceiver ? ParamFlag.Receiver : isRest ? ParamFlag.Rest : 0;
    const names = fields(c, one, c.field.name);
    for (const nameNode of names.length === 0 ? [-1] : names) {
      const at = nameNode < 0 ? one : nameNode;
      const name = nameNode < 0 || text(c, nameNode) === '_' ? '' : text(c, nameNode);
      const variable = c.builder.variable(name, VarKind.Parameter, ...span(c, at), type);
      if (name !== '') c.scope.names.set(name, variable);
      if (typeNode >= 0) c.typeNodes.set(variable, typeNode);
      rows.push({ name, variable, type, flags, start: start(c, at), end: names.length === 1 ? end(c, one) : end(c, at) });
    }
  }
  return rows;
}
