import { Arg, ImportFlag, Op, TypeExpr, UnseenReason, givenTypes, type ArgumentFact } from '../../facts';
import { after, child, childOfKind, children, endAt, expression, kindAt, only, startAt, textAt, typeOf, unwrap, type Context } from './context';
import { Kind } from './kinds';
import { taggedText } from './literals';
import { levelRule, moduleOfCall } from './references';

function argumentsOf(c: Context, list: number): ArgumentFact[] {
  const out: ArgumentFact[] = [];
  if (list < 0) return out;
  const end = after(c, list);
  for (let at = list + 1; at < end; at = after(c, at)) {
    const kind = kindAt(c, at);
    if (kind === Kind.Comment || kind === Kind.Error) continue;
    if (kind === Kind.Spread) out.push({ kind: Arg.Spread, value: expression(c, only(c, at)), start: startAt(c, at), end: endAt(c, at) });
    else out.push({ kind: Arg.Positional, value: expression(c, at), start: startAt(c, at), end: endAt(c, at) });
  }
  return out;
}

/**
 * What a call is a call of. With type arguments the tree puts operators before it inside: of `await pool.query<Row>(sql)` it makes a call
 * of `await pool.query`. No operator can be called, so the call belongs to its last operand.
 */
function operandOf(c: Context, callee: number): number {
  let at = callee;
  for (let kind = kindAt(c, at); at >= 0 && (kind === Kind.Await || kind === Kind.Unary || kind === Kind.Binary); kind = kindAt(c, at)) {
    at = kind === Kind.Await ? only(c, at) : child(c, at, kind === Kind.Unary ? c.fields.argument : c.fields.right);
  }
  return at < 0 ? callee : at;
}

/** A call, tagged template, `require` or `import()`. */
export function callRule(c: Context, node: number): number {
  const end = endAt(c, node);
  const written = child(c, node, c.fields.function);
  const list = child(c, node, c.fields.arguments);
  if (written < 0) return expression(c, list);
  const callee = operandOf(c, written);
  if (callee !== written && !c.displaced.delete(callee)) {
    c.displaced.set(callee, node);
    const value = expression(c, written);
    // An operator that reads its operand in its own way left the call out: what it is given is evaluated all the same.
    if (c.displaced.delete(callee)) argumentsOf(c, list);
    return value;
  }
  const start = callee === written ? startAt(c, node) : startAt(c, callee);
  const required = moduleOfCall(c, node, callee);
  if (required) return c.b.ref(c.b.importName(required.module, '*', '', required.dynamic ? ImportFlag.Dynamic : 0, start, end), start, end);
  const isImport = kindAt(c, callee) === Kind.Import;
  if (isImport || (kindAt(c, callee) === Kind.Identifier && textAt(c, callee) === 'require' && !c.bindings.has('require'))) c.b.unseen(UnseenReason.Dynamic, textAt(c, node), start, end);
  const value = isImport ? c.b.global('import', startAt(c, callee), endAt(c, callee)) : (levelRule(c, callee) ?? expression(c, callee));
  if (list >= 0 && kindAt(c, list) === Kind.Template) {
    const text = taggedText(c, list);
    return c.b.call(Op.Call, value, startAt(c, callee), endAt(c, callee), [{ kind: Arg.Positional, value: text, start: startAt(c, list), end: endAt(c, list) }], start, end);
  }
  return withTypes(c, node, c.b.call(Op.Call, value, startAt(c, callee), endAt(c, callee), argumentsOf(c, list), start, end), start, end);
}

/** Type arguments of a call stand behind it, for those who ask what it was made for. */
function withTypes(c: Context, node: number, value: number, start: number, end: number): number {
  const types = childOfKind(c, node, Kind.TypeArguments);
  return types < 0 ? value : c.b.cast(value, c.b.typeExpr(TypeExpr.Name, givenTypes, children(c, types).map((type) => typeOf(c, type))), start, end);
}

export function newRule(c: Context, node: number): number {
  const constructor = child(c, node, c.fields.constructor);
  const value = expression(c, constructor < 0 ? -1 : unwrap(c, constructor));
  const args = argumentsOf(c, child(c, node, c.fields.arguments));
  const at = constructor < 0 ? node : constructor;
  return withTypes(c, node, c.b.call(Op.New, value, startAt(c, at), endAt(c, at), args, startAt(c, node), endAt(c, node)), startAt(c, node), endAt(c, node));
}
