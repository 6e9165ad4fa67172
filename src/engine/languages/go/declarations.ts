import { FunctionFlag, MemberFlag, Shows, TypeKind, VarKind, type MemberFact } from '../../facts';
import { child, children, end, field, kind, span, start, text } from '../nodes';
import { inScope, type Context, type DeclaredType } from './context';
import { parameterRows } from './parameters';
import { Kind } from './kinds';
import { shapeOf, shownBy } from './structs';
import { bareName, resultType, typeOf } from './types';

/** Methods by which a type says what its text, debug and JSON form show. */
const formMethods = new Set(['Error', 'String', 'GoString', 'MarshalJSON', 'MarshalText']);

/** Type specs and aliases of a `type` declaration. */
export function typeSpecs(c: Context, declaration: number): number[] {
  return children(c, declaration).filter((one) => kind(c, one) === Kind.TypeSpec || kind(c, one) === Kind.TypeAlias);
}

/** Declares a type in the innermost scope. `withMethods`: it has methods in this file, so that it is no mere other name. */
export function declareType(c: Context, spec: number, withMethods: boolean): void {
  const nameNode = field(c, spec, c.field.name);
  const made = field(c, spec, c.field.type);
  if (nameNode < 0) return;
  const name = text(c, nameNode);
  const variable = c.builder.variable(name, VarKind.Type, ...span(c, nameNode));
  c.scope.names.set(name, variable);
  c.typeVariables.add(variable);
  const qualified = c.qualified === '' ? name : `${c.qualified}.${name}`;
  const base = { name, qualified, start: start(c, spec), end: end(c, spec) };
  const k = made < 0 ? Kind.Other : kind(c, made);
  const declared: DeclaredType = { index: -1, fields: undefined, node: made, members: new Map<string, MemberFact>(), isLocal: c.scope !== c.module };
  c.declared.set(name, declared);
  if (k === Kind.StructType) {
    const shape = shapeOf(c, made);
    declared.index = c.builder.type({ ...base, kind: TypeKind.Class, supers: shape.supers, ...shownBy(shape.supers) });
    declared.fields = shape.order;
    declared.members = shape.members;
  } else if (k === Kind.InterfaceType) {
    const supers = children(c, made).filter((one) => kind(c, one) === Kind.TypeElem).map((one) => typeOf(c, one)).filter((type) => type >= 0);
    declared.index = c.builder.type({ ...base, kind: TypeKind.Interface, supers, ...shownBy([]) });
    interfaceMethods(c, made, declared, qualified);
  } else if (withMethods) declared.index = c.builder.type({ ...base, kind: TypeKind.Class, ...shownBy([]), target: typeOf(c, made) });
  else {
    const target = typeOf(c, made);
    declared.index = c.builder.type({ ...base, kind: TypeKind.Alias, text: Shows.Inherited, debug: Shows.Inherited, json: Shows.Inherited, target });
  }
  c.builder.bindVariable(variable, { ref: declared.index });
  if (declared.isLocal) c.builder.members(declared.index, [...declared.members.values()]);
}

/** Each method of an interface is an abstract function. */
function interfaceMethods(c: Context, node: number, declared: DeclaredType, qualified: string): void {
  for (const one of children(c, node)) {
    const nameNode = kind(c, one) === Kind.MethodElem ? field(c, one, c.field.name) : -1;
    if (nameNode < 0) continue;
    const name = text(c, nameNode);
    const fn = c.builder.beginFunction({
      name, qualified: `${qualified}.${name}`, ownerType: declared.index, flags: FunctionFlag.Abstract, start: start(c, one), end: end(c, one),
      returns: resultType(c, field(c, one, c.field.result)), nameStart: start(c, nameNode), nameEnd: end(c, nameNode),
    });
    inScope(c, () => { c.builder.params(parameterRows(c, field(c, one, c.field.parameters))); });
    c.builder.endFunction();
    declared.members.set(name, { name, flags: MemberFlag.Method, fn, start: start(c, nameNode), end: end(c, nameNode) });
  }
}

/** Name of the type a method belongs to, or ''. */
export function receiverName(c: Context, method: number): string {
  return bareName(c, field(c, child(c, field(c, method, c.field.receiver)), c.field.type));
}

/** The type a method belongs to: declared in this file, or a part of one of another file. */
export function ownerOf(c: Context, method: number): DeclaredType | undefined {
  const name = receiverName(c, method);
  if (name === '') return undefined;
  const known = c.declared.get(name);
  if (known) return known;
  const index = c.builder.type({
    name, qualified: name, kind: TypeKind.Class, text: Shows.Nothing, debug: Shows.Nothing, json: Shows.Nothing, start: start(c, method), end: end(c, method),
  });
  const part: DeclaredType = { index, fields: undefined, node: -1, members: new Map(), isLocal: false };
  c.declared.set(name, part);
  return part;
}

/** Sets the members of a type, and the functions that write its forms where it has them. */
export function finishType(c: Context, { index, members }: DeclaredType): void {
  const forms = new Map<string, number>();
  for (const [name, { fn }] of members) if (fn !== undefined && fn >= 0 && formMethods.has(name)) forms.set(name, fn);
  const textFn = forms.get('Error') ?? forms.get('String');
  const debugFn = forms.get('GoString');
  const jsonFn = forms.get('MarshalJSON') ?? forms.get('MarshalText');
  c.builder.members(index, [...members.values()], {
    ...(textFn === undefined ? {} : { text: Shows.Function, textFn }),
    ...(debugFn === undefined ? {} : { debug: Shows.Function, debugFn }),
    ...(jsonFn === undefined ? {} : { json: Shows.Function, jsonFn }),
  });
}
