import { FunctionFlag, MemberFlag, Op, ParamFlag } from '../../facts';
import { childOf, children, end, kind, start, statementsOf } from '../nodes';
import { modifiersOf } from './annotations';
import { argumentNodes, argumentsOf } from './call-parts';
import { isProperty, superTypes } from './classes';
import { nameOf, type Context } from './context';
import { destructure } from './destructuring';
import { addDefault, assignDefaults, inFunction, parameter, parametersOf, type Parameters } from './functions';
import { isTypeKind, Kind } from './kinds';
import type { Body } from './members';
import { initialValue, propertyMember, type PropertyParts } from './properties';

/** What makes an instance of a type: its primary constructor, values of properties, `init` blocks, and other constructors. */
export interface Construction { node: number; isStatic: boolean; components: number; properties: PropertyParts[]; blocks: number[]; secondary: number[] }

/** Members for the constructor parameters that are properties. */
function components(c: Context, body: Body, made: Construction): void {
  for (const one of children(c, made.components)) {
    if (kind(c, one) !== Kind.ClassParameter || !isProperty(c, one)) continue;
    const nameNode = childOf(c, one, Kind.Identifier);
    const typeNode = children(c, one).find((part) => isTypeKind(kind(c, part))) ?? -1;
    body.members.push(propertyMember(c, { node: one, name: nameOf(c, nameNode), nameNode, typeNode, ...modifiersOf(c, one) }, body.annotations, 0));
  }
}

/** Lowers the primary constructor, then the others. What needs none of its parameters is set for every instance. */
function lower(c: Context, body: Body, made: Construction): void {
  const list = children(c, made.components).filter((one) => kind(c, one) === Kind.ClassParameter);
  const names = list.map((one) => nameOf(c, childOf(c, one, Kind.Identifier)));
  const given = superTypes(c, made.node).some((one) => children(c, one.list).length > 0);
  if (names.length === 0 && !given) {
    initialise(c, body, made, made.node);
  } else {
    const uses = names.length === 0 ? /^$/ : new RegExp(`(?<![\\w.])(?:${names.filter((name) => /^\w+$/.test(name)).join('|') || '$^'})(?!\\w)`);
    const mentions = (node: number): boolean => uses.test(c.source.slice(start(c, node), end(c, node)));
    const own = made.properties.filter((one) => mentions(Math.max(one.value, one.delegate)));
    const blocks = made.blocks.filter(mentions);
    primary(c, body, made, list, own, blocks);
    initialise(c, body, { ...made, properties: made.properties.filter((one) => !own.includes(one)), blocks: made.blocks.filter((one) => !blocks.includes(one)) }, made.node);
  }
  for (const one of made.secondary) secondary(c, body, one);
}

function primary(c: Context, body: Body, made: Construction, list: readonly number[], own: readonly PropertyParts[], blocks: readonly number[]): void {
  const { name } = body.open;
  const holder = Math.max(childOf(c, made.node, Kind.PrimaryConstructor), made.node);
  const { annotations } = modifiersOf(c, childOf(c, made.node, Kind.PrimaryConstructor));
  const fact = { name, qualified: `${body.open.qualified}.${name}`, ownerType: body.open.type, flags: FunctionFlag.Constructor, start: start(c, holder), end: constructorEnd(c, made, own, blocks), ...(annotations.length > 0 ? { annotations } : {}) };
  inFunction(c, fact, () => {
    const found: Parameters = { rows: [], defaults: [] };
    for (const one of list) classParameter(c, one, found);
    c.builder.params(found.rows);
    assignDefaults(c, found.defaults);
    for (const one of superTypes(c, made.node)) if (children(c, one.list).length > 0) superCall(c, one.type, one.list);
    list.forEach((one, i) => {
      if (!isProperty(c, one)) return;
      const row = found.rows[i];
      if (row) store(c, row.name, c.builder.ref(row.variable, row.start, row.end), row.start, row.end);
    });
    setAll(c, own, blocks);
  });
}

/** The constructor covers what is lowered in it. */
function constructorEnd(c: Context, made: Construction, own: readonly PropertyParts[], blocks: readonly number[]): number {
  const ends = [...own.map((one) => one.node), ...blocks, Math.max(childOf(c, made.node, Kind.Supers), -1), childOf(c, made.node, Kind.PrimaryConstructor)].filter((one) => one >= 0).map((one) => end(c, one));
  return Math.max(...ends, start(c, made.node));
}

function classParameter(c: Context, node: number, to: Parameters): void {
  const own = children(c, node);
  const nameNode = childOf(c, node, Kind.Identifier);
  const typeNode = own.find((part) => isTypeKind(kind(c, part))) ?? -1;
  const { words, annotations } = modifiersOf(c, node);
  to.rows.push(parameter(c, node, nameNode, typeNode, words.has('vararg') ? ParamFlag.Rest : 0, annotations));
  const given = own.find((part) => part > Math.max(typeNode, nameNode) && !isTypeKind(kind(c, part)));
  if (given !== undefined) addDefault(to, given);
}

function store(c: Context, name: string, register: number, from: number, to: number): void {
  c.builder.store(c.builder.self(from, to), name, register, from, to);
}

function superCall(c: Context, type: number, list: number): void {
  const span = [start(c, type), end(c, type)] as const;
  const parts = { node: type, callee: type, object: -1, name: '', nameNode: -1, isSafe: false, types: -1, list, lambda: -1 };
  c.builder.call(Op.Call, c.builder.superValue(...span), ...span, argumentsOf(c, parts), span[0], end(c, list));
}

/** Gives properties their values and runs blocks, in the order they stand in. */
function setAll(c: Context, properties: readonly PropertyParts[], blocks: readonly number[]): void {
  const steps = [...properties.map((one) => ({ at: one.node, parts: one })), ...blocks.map((one) => ({ at: one, parts: undefined }))].sort((a, b) => a.at - b.at);
  for (const { at, parts } of steps) {
    const span = [start(c, at), end(c, at)] as const;
    if (!parts) statementsOf(c, childOf(c, at, Kind.Block));
    else if (parts.name === '') destructure(c, childOf(c, at, Kind.Variables), initialValue(c, parts));
    else {
      const self = c.builder.self(...span);
      c.builder.store(self, parts.name, initialValue(c, parts), ...span);
    }
  }
}

/** The function that sets what every instance has; nothing when there is nothing to set. */
function initialise(c: Context, body: Body, made: Construction, node: number): void {
  if (made.properties.length === 0 && made.blocks.length === 0) return;
  inFunction(c, { name: '', qualified: body.open.qualified, ownerType: body.open.type, flags: FunctionFlag.FieldInit, start: start(c, node), end: end(c, node) }, () => {
    setAll(c, made.properties, made.blocks);
  });
}

function secondary(c: Context, body: Body, node: number): void {
  const { name } = body.open;
  const { annotations } = modifiersOf(c, node);
  const fact = { name, qualified: `${body.open.qualified}.${name}`, ownerType: body.open.type, flags: FunctionFlag.Constructor, start: start(c, node), end: end(c, node), ...(annotations.length > 0 ? { annotations } : {}) };
  inFunction(c, fact, () => {
    const { rows, defaults } = parametersOf(c, childOf(c, node, Kind.FunctionParameters));
    c.builder.params(rows);
    assignDefaults(c, defaults);
    const delegated = childOf(c, node, Kind.DelegationCall);
    if (delegated >= 0) delegation(c, body, delegated);
    statementsOf(c, childOf(c, node, Kind.Block));
  });
}

/** `: this(…)` sets the properties of the primary constructor by place and name, as far as that is plain to see; `: super(…)` is a call. */
function delegation(c: Context, body: Body, node: number): void {
  const list = childOf(c, node, Kind.Arguments);
  const span = [start(c, node), end(c, node)] as const;
  if (c.source.startsWith('super', span[0])) {
    superCall(c, node, list);
    return;
  }
  const fields = body.members.filter((one) => (one.flags & (MemberFlag.Method | MemberFlag.Static)) === 0);
  const parts = { node, callee: node, object: -1, name: '', nameNode: -1, isSafe: false, types: -1, list, lambda: -1 };
  const names = argumentNodes(c, list).map((one) => one.name);
  argumentsOf(c, parts).forEach((one, i) => {
    const name = names[i] ? names[i] : fields[i]?.name;
    if (name !== undefined) store(c, name, one.value, one.start, one.end);
  });
}

export const constructors = { components, lower, initialise };
