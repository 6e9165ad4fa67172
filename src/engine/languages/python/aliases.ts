import { Shows, TypeExpr, TypeKind, VarKind, type MemberFact } from '../../facts';
import { bare, child, children, end, field, kind, start, text } from '../nodes';
import { dotted, type Context } from './context';
import { Kind } from './kinds';
import { classOf, lookup } from './scopes';
import { literalText } from './texts';
import { typeOf } from './types';

const generics = /^(typing\.|t\.)?(Optional|Union|List|Dict|Set|FrozenSet|Tuple|Sequence|Iterable|Mapping|Annotated|Callable|Literal|Type|Awaitable|list|dict|set|tuple)$/;

/** An assignment that declares a type: `X: TypeAlias = …`, `X = NewType(…)`, `X = Optional[…]`, `X = namedtuple(…)`. False for other assignments. */
export function implicitAlias(c: Context, node: number): boolean {
  const left = field(c, node, c.field.left);
  const right = field(c, node, c.field.right);
  if (left < 0 || right < 0 || kind(c, left) !== Kind.Identifier || classOf(c.scope)) return false;
  const declared = field(c, node, c.field.type);
  if (declared >= 0) return /(^|\.)TypeAlias$/.test(text(c, declared)) && declareAlias(c, left, node, typeOf(c, right));
  const k = kind(c, right);
  if (k === Kind.Subscript) return generics.test(dotted(c, field(c, right, c.field.value))) && declareAlias(c, left, node, typeOf(c, right));
  if (k !== Kind.Call) return false;
  const called = dotted(c, field(c, right, c.field.function));
  const args = field(c, right, c.field.arguments);
  const second = args < 0 ? -1 : child(c, args, 1);
  if (second < 0) return false;
  switch (called.slice(called.lastIndexOf('.') + 1)) {
    case 'NewType':
      return declareAlias(c, left, node, typeOf(c, second));
    case 'namedtuple':
    case 'NamedTuple':
    case 'TypedDict':
      return declareRecord(c, left, node, fieldsOf(c, second));
    default:
      return false;
  }
}

function declareAlias(c: Context, nameNode: number, node: number, target: number): boolean {
  if (target < 0) return false;
  bindType(c, nameNode, c.builder.type({ ...head(c, nameNode, node), kind: TypeKind.Alias, text: Shows.Inherited, debug: Shows.Inherited, json: Shows.Inherited, target }));
  return true;
}

function declareRecord(c: Context, nameNode: number, node: number, members: readonly MemberFact[]): boolean {
  const type = c.builder.type({
    ...head(c, nameNode, node), kind: TypeKind.Record, text: Shows.AllFields, debug: Shows.AllFields, json: Shows.AllFields,
    supers: [c.builder.typeExpr(TypeExpr.Name, dotted(c, field(c, field(c, node, c.field.right), c.field.function)))],
  });
  c.builder.members(type, members);
  const variable = lookup(c.scope, text(c, nameNode));
  if (variable >= 0) c.classes.set(variable, members.map((one) => one.name));
  bindType(c, nameNode, type);
  return true;
}

function head(c: Context, nameNode: number, node: number): { name: string; qualified: string; start: number; end: number } {
  const name = text(c, nameNode);
  return { name, qualified: c.scope.qualified === '' ? name : `${c.scope.qualified}.${name}`, start: start(c, node), end: end(c, node) };
}

function bindType(c: Context, nameNode: number, type: number): void {
  const variable = lookup(c.scope, text(c, nameNode));
  if (variable >= 0) c.builder.bindVariable(variable, { kind: VarKind.Type, ref: type });
}

/** Fields of a functional declaration: a list of names or of (name, type), one text of names, or a dict. */
function fieldsOf(c: Context, node: number): MemberFact[] {
  const at = bare(c, node);
  const whole = literalText(c, at);
  if (whole !== undefined) return whole.split(/[\s,]+/).filter((name) => name !== '').map((name) => ({ name, flags: 0, start: start(c, at), end: end(c, at) }));
  const found: MemberFact[] = [];
  for (const one of children(c, at)) {
    const isPair = kind(c, one) === Kind.Pair || kind(c, one) === Kind.Tuple;
    const name = literalText(c, isPair ? child(c, one) : one);
    if (name !== undefined) found.push({ name, type: isPair ? typeOf(c, child(c, one, 1)) : -1, flags: 0, start: start(c, one), end: end(c, one) });
  }
  return found;
}
