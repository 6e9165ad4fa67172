import { FunctionFlag, Literal, MemberFlag, Shows, TypeExpr, TypeKind, VarKind, type AnnotationFact, type MemberFact } from '../../facts';
import { annotationOf, decoratorFacts, literalArguments } from './annotations';
import { behind, child, children, end, field, kind, start, statementsOf, text, value } from '../nodes';
import { dotted, type Context } from './context';
import { bindDefinition, functionDefinition, isDecorating } from './functions';
import { Kind } from './kinds';
import { collect, declare, lookup, makeScope, type ClassBody } from './scopes';
import { typeOf } from './types';

const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
const enums = new Set(['Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag', 'TextChoices', 'IntegerChoices', 'Choices']);
const records = new Set(['NamedTuple', 'TypedDict']);
/** Decorators that write a text form with all fields: dataclasses, attrs, pydantic dataclasses. */
const dataDecorators = new Set(['dataclass', 'define', 'frozen', 'mutable', 's', 'attrs', 'attributes']);

interface Bases { names: string[]; types: number[]; keywords: AnnotationFact | undefined; computed: number[] }

function basesOf(c: Context, list: number): Bases {
  const found: Bases = { names: [], types: [], keywords: undefined, computed: [] };
  if (list < 0) return found;
  for (const one of children(c, list)) {
    if (kind(c, one) === Kind.KeywordArgument) continue;
    const isCall = kind(c, one) === Kind.Call;
    const name = dotted(c, kind(c, one) === Kind.Subscript ? child(c, one) : isCall ? field(c, one, c.field.function) : one);
    if (isCall || name === '') found.computed.push(one);
    if (name === '' || name === 'object') continue;
    found.names.push(name);
    found.types.push(isCall ? c.builder.typeExpr(TypeExpr.Name, name) : typeOf(c, one));
  }
  const keywords = literalArguments(c, list).filter((arg) => arg.name !== undefined && arg.name !== 'metaclass');
  if (keywords.length > 0) found.keywords = { name: 'class', args: keywords, start: start(c, list), end: end(c, list) };
  return found;
}

/** Lowers `class Name(Bases): …`, declared in the innermost scope; gives its type index. */
export function classDefinition(c: Context, node: number, decorators: readonly number[], owner?: ClassBody): number {
  const b = c.builder;
  const nameNode = field(c, node, c.field.name);
  const name = nameNode < 0 ? '' : text(c, nameNode);
  const bases = basesOf(c, field(c, node, c.field.superclasses));
  for (const one of bases.computed) value(c, one);
  const last = bases.names.map(lastPart);
  const isEnum = last.some((base) => enums.has(base));
  const isRecord = last.some((base) => records.has(base));
  const annotations = decoratorFacts(c, decorators);
  const data = annotations.find((one) => dataDecorators.has(lastPart(one.name)));
  const shows = isRecord || (data && !data.args.some((arg) => arg.name === 'repr' && arg.kind === Literal.False)) ? Shows.AllFields : bases.names.length > 0 && !data ? Shows.Inherited : Shows.Nothing;
  const qualified = c.scope.qualified === '' ? name : `${c.scope.qualified}.${name}`;
  const type = b.type({
    name, qualified, kind: isEnum ? TypeKind.Enum : isRecord ? TypeKind.Record : last.includes('Protocol') ? TypeKind.Interface : TypeKind.Class,
    supers: bases.types.filter((one) => one >= 0), text: shows, debug: shows, json: isRecord ? Shows.AllFields : Shows.Nothing,
    annotations: bases.keywords ? [...annotations, bases.keywords] : annotations, start: start(c, node), end: end(c, node),
  });
  const body: ClassBody = {
    type, members: new Map(), definitions: [], isEnum, inValues: false,
    isPartial: bases.keywords?.args.some((arg) => arg.name === 'total' && arg.kind === Literal.False) ?? false,
  };
  const decorating = decorators.filter((one) => isDecorating(c, one) && !dataDecorators.has(lastPart(annotationOf(c, child(c, one))?.name ?? '')));
  const variable = owner || nameNode < 0 ? -1 : lookup(c.scope, name);
  if (variable >= 0) c.classes.set(variable, []);
  if (!owner) bindDefinition(c, nameNode, { kind: VarKind.Type, ref: type }, decorating, node, () => b.classValue(type, start(c, node), end(c, node)));
  lowerBody(c, node, body, qualified);
  if (variable >= 0) c.classes.set(variable, [...body.members.values()].filter((one) => one.fn === undefined && !(one.flags & MemberFlag.Static)).map((one) => one.name));
  finishMembers(c, body, shows, isRecord || data !== undefined);
  return type;
}

/** Class-level values first, in the initialiser of the class; then methods and nested classes. */
function lowerBody(c: Context, node: number, body: ClassBody, qualified: string): void {
  const content = field(c, node, c.field.body);
  if (content < 0) return;
  const outer = c.scope;
  const { receiver } = c;
  c.scope = makeScope(outer, qualified, false);
  c.scope.body = body;
  declare(c, collect(c, content, behind(c, content)));
  c.receiver = -1;
  if (hasValues(c, content)) {
    c.builder.beginFunction({ name: '', qualified, ownerType: body.type, flags: FunctionFlag.FieldInit, start: start(c, content), end: end(c, content) });
    body.inValues = true;
    statementsOf(c, content);
    body.inValues = false;
    c.builder.endFunction();
  } else statementsOf(c, content);
  for (const definition of body.definitions) member(c, body, definition, qualified);
  c.scope = outer;
  c.receiver = receiver;
}

/** True when a class body holds more than definitions, declarations and texts. */
function hasValues(c: Context, content: number): boolean {
  for (const one of children(c, content)) {
    switch (kind(c, one)) {
      case Kind.Function:
      case Kind.Class:
      case Kind.Decorated:
      case Kind.Pass:
      case Kind.Import:
      case Kind.ImportFrom:
      case Kind.TypeAlias:
        break;
      case Kind.ExpressionStatement: {
        const only = child(c, one);
        const k = only < 0 ? Kind.Str : kind(c, only);
        if (k === Kind.Str || k === Kind.Ellipsis || (k === Kind.Assignment && field(c, only, c.field.right) < 0)) break;
        return true;
      }
      default:
        return true;
    }
  }
  return false;
}

function member(c: Context, body: ClassBody, node: number, qualified: string): void {
  const isDecorated = kind(c, node) === Kind.Decorated;
  const decorators = isDecorated ? children(c, node).filter((one) => kind(c, one) === Kind.Decorator) : [];
  const definition = isDecorated ? field(c, node, c.field.definition) : node;
  if (definition < 0) return;
  const nameNode = field(c, definition, c.field.name);
  if (nameNode < 0) return;
  const name = text(c, nameNode);
  const visibility = name.startsWith('_') && !name.startsWith('__') ? MemberFlag.Private : 0;
  const span = { start: start(c, nameNode), end: end(c, nameNode) };
  if (kind(c, definition) === Kind.Class) {
    classDefinition(c, definition, decorators, body);
    body.members.set(name, { name, type: c.builder.typeExpr(TypeExpr.Name, `${qualified}.${name}`), flags: MemberFlag.Static | visibility, ...span });
    return;
  }
  const fn = functionDefinition(c, definition, decorators, { body, ownerType: body.type });
  if (fn < 0) return;
  const annotations = decoratorFacts(c, decorators);
  const kinds = new Set(annotations.map((one) => lastPart(one.name)));
  if (kinds.has('setter') || kinds.has('deleter')) return;
  const isGetter = ['property', 'cached_property', 'abstractproperty', 'hybrid_property', 'computed_field'].some((one) => kinds.has(one));
  const isStatic = kinds.has('staticmethod') || kinds.has('classmethod');
  const fact: MemberFact = { name, fn, annotations, flags: visibility | (isGetter ? MemberFlag.Getter : MemberFlag.Method) | (isStatic ? MemberFlag.Static : 0), ...span };
  if (isGetter) fact.type = typeOf(c, field(c, definition, c.field.return_type));
  body.members.set(name, fact);
}

/** Sets the members, and the functions that write the text forms where the class has them. */
function finishMembers(c: Context, body: ClassBody, shows: number, isData: boolean): void {
  const textFn = body.members.get('__str__')?.fn;
  const debugFn = body.members.get('__repr__')?.fn;
  const debug = debugFn === undefined ? shows : Shows.Function;
  const late = {
    debug, ...(debugFn === undefined ? {} : { debugFn }),
    ...(textFn !== undefined ? { text: Shows.Function, textFn } : debugFn !== undefined ? { text: Shows.Function, textFn: debugFn } : { text: isData ? shows : debug }),
  };
  c.builder.members(body.type, [...body.members.values()], late);
}
