import { FunctionFlag, MemberFlag, Op, type AnnotationFact, type MemberFact } from '../../facts';
import { child, childOf, children, end, kind, start } from '../nodes';
import { annotated, modifiersOf } from './annotations';
import { namedValue } from './call-parts';
import { nameOf, type Context } from './context';
import { functionBody, inFunction, parameter } from './functions';
import { receiverRow, receiverType, type Place } from './functions-declared';
import { isTypeKind, Kind } from './kinds';
import { isPrimitive, typeOf } from './types';

/** The parts of a property declaration. Nodes are -1 where a part is missing. */
export interface PropertyParts {
  node: number; name: string; nameNode: number; typeNode: number; receiver: number; value: number; delegate: number; getter: number; setter: number;
  words: ReadonlySet<string>; annotations: AnnotationFact[];
}

/** Takes a property apart; for `val (a, b) = x` the name is ''. */
export function propertyParts(c: Context, node: number): PropertyParts {
  const variable = childOf(c, node, Kind.Variable);
  const nameNode = childOf(c, variable, Kind.Identifier);
  const { words, annotations } = modifiersOf(c, node);
  const parts: PropertyParts = {
    node, name: nameNode < 0 ? '' : nameOf(c, nameNode), nameNode, typeNode: children(c, variable).find((one) => isTypeKind(kind(c, one))) ?? -1,
    receiver: receiverType(c, node, Math.max(nameNode, node)), value: -1, delegate: -1, getter: childOf(c, node, Kind.Getter), setter: childOf(c, node, Kind.Setter),
    words, annotations,
  };
  const delegate = childOf(c, node, Kind.Delegate);
  parts.delegate = delegate < 0 ? -1 : child(c, delegate);
  parts.value = children(c, node).find((one) => !notValues.has(kind(c, one)) && !isTypeKind(kind(c, one))) ?? -1;
  return parts;
}

const notValues: ReadonlySet<number> = new Set([Kind.Modifiers, Kind.Variable, Kind.Variables, Kind.Delegate, Kind.Getter, Kind.Setter, Kind.TypeParameters, Kind.TypeConstraints, Kind.TypeModifiers]);

/** Lowers the accessors; gives the getter, or -1. `field` in them is the property itself. */
export function accessors(c: Context, parts: PropertyParts, place: Place): number {
  const prefix = place.owner ? place.owner.qualified : c.qualified;
  const qualified = prefix === '' ? parts.name : `${prefix}.${parts.name}`;
  const owned = place.owner ? { ownerType: place.owner.type } : {};
  const fixed = place.isStatic ? FunctionFlag.Static : 0;
  const { backing } = c;
  let getter = -1;
  const lower = (node: number, flag: number, run: () => void): number => inFunction(c, {
    name: parts.name, qualified, flags: flag | fixed, ...owned, start: start(c, node), end: end(c, node), ...(flag === FunctionFlag.Getter ? { returns: typeOf(c, parts.typeNode) } : {}),
    nameStart: start(c, Math.max(parts.nameNode, parts.node)), nameEnd: end(c, Math.max(parts.nameNode, parts.node)),
  }, () => {
    c.backing = parts.name;
    run();
  });
  const body = childOf(c, parts.getter, Kind.FunctionBody);
  if (body >= 0) {
    getter = lower(parts.getter, FunctionFlag.Getter, () => {
      c.builder.params(parts.receiver < 0 ? [] : [receiverRow(c, parts.receiver, place.owner === undefined)]);
      functionBody(c, body);
    });
  }
  const set = childOf(c, parts.setter, Kind.FunctionBody);
  if (set >= 0) {
    lower(parts.setter, FunctionFlag.Setter, () => {
      const nameNode = childOf(c, parts.setter, Kind.Identifier);
      const receiver = parts.receiver < 0 ? [] : [receiverRow(c, parts.receiver, place.owner === undefined)];
      c.builder.params([...receiver, parameter(c, parts.setter, nameNode, parts.typeNode, 0)]);
      functionBody(c, set);
    });
  }
  c.backing = backing;
  return getter;
}

/** Member row of a property or constructor parameter with what its annotations hide. */
export function propertyMember(c: Context, parts: Pick<PropertyParts, 'name' | 'nameNode' | 'typeNode' | 'words' | 'annotations' | 'node'>, ofType: readonly AnnotationFact[], flags: number, fn = -1): MemberFact {
  const { name, words, annotations } = parts;
  const isStatic = (flags & MemberFlag.Static) !== 0;
  const isVar = /\bvar\s/.test(c.source.slice(start(c, parts.node), start(c, Math.max(parts.nameNode, parts.node))));
  const all = flags | (words.has('private') ? MemberFlag.Private : 0) | (isVar ? 0 : MemberFlag.Readonly) | (isStatic ? MemberFlag.HiddenText | MemberFlag.HiddenJson : 0)
    | (hidesJson(ofType, annotations, name) ? MemberFlag.HiddenJson : 0);
  return {
    name, flags: all, type: typeOf(c, parts.typeNode), start: start(c, Math.max(parts.nameNode, parts.node)), end: end(c, Math.max(parts.typeNode, parts.nameNode, parts.node)),
    ...(fn >= 0 ? { fn } : {}), ...(annotations.length > 0 ? { annotations } : {}),
  };
}

function hidesJson(ofType: readonly AnnotationFact[], own: readonly AnnotationFact[], name: string): boolean {
  if (own.some((one) => /(?:^|\.)(?:JsonIgnore|Transient|BsonIgnore|Exclude|JsonbTransient|XmlTransient)$/.test(one.name) && !one.args.some((arg) => arg.literal === 'false'))) return true;
  if (annotated(own, 'JsonProperty')?.args.some((arg) => arg.name === 'access' && /WRITE_ONLY$/.test(arg.literal))) return true;
  if (annotated(own, 'Expose')?.args.some((arg) => arg.name === 'serialize' && arg.literal === 'false')) return true;
  if (annotated(own, 'Json')?.args.some((arg) => arg.name === 'ignore' && arg.literal === 'true')) return true;
  return annotated(ofType, 'JsonIgnoreProperties')?.args.some((arg) => arg.literal === name && (arg.name === undefined || arg.name === 'value')) === true;
}

/** Value of what a property starts with, `by` included. */
export function initialValue(c: Context, parts: PropertyParts): number {
  return namedValue(c, parts.value >= 0 ? parts.value : parts.delegate, parts.name);
}

/** Notes that a variable is a number or a truth value. */
export function notePrimitive(c: Context, parts: PropertyParts, variable: number): void {
  if (isPrimitive(c, parts.typeNode)) c.primitives.add(variable);
}

/** Value of a property that only has a getter, where it stands outside of a type: what the getter gives. */
export function computedValue(c: Context, parts: PropertyParts, getter: number): number {
  const span = [start(c, parts.getter), end(c, parts.getter)] as const;
  return c.builder.call(Op.Call, c.builder.lambda(getter, ...span), ...span, [], ...span);
}
