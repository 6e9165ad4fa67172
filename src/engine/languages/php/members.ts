import { FunctionFlag, MemberFlag, type MemberFact } from '../../facts';
import { attributesOf, hasAttribute } from './attributes';
import { childOf, children, end, field, kind, start, statementsOf, text, value } from '../nodes';
import type { Context, OpenType } from './context';
import { docOf } from './docs';
import { inFunction, isGenerator, namedValue, parameters, type Promoted } from './functions';
import { Kind } from './kinds';
import { makeScope, variableName } from './scopes';
import { literalText } from './texts';
import { typeOrDoc } from './types';

/** What is known of a type while its members are read. */
export interface Body {
  open: OpenType;
  isInterface: boolean;
  members: MemberFact[];
  /** Fields and constants that are set where they are declared. */
  values: { name: string; node: number; content: number }[];
  textFn: number | undefined;
  debugFn: number | undefined;
  jsonFn: number | undefined;
}

export const spanOf = (c: Context, node: number): { start: number; end: number } => ({ start: start(c, node), end: end(c, node) });

const isHidden = (c: Context, node: number): boolean => {
  const visibility = childOf(c, node, Kind.Visibility);
  return visibility >= 0 && text(c, visibility).toLowerCase().startsWith('p') && !/^public/i.test(text(c, visibility));
};

/** Attributes that keep a field out of what a serialiser shows. */
const hiding = ['Ignore', 'Exclude', 'Serializer.Ignore', 'Serializer.Exclude', 'Hidden'];

/** Adds the fields of a property declaration; a hook that gives a value is a getter. */
export function propertyMembers(c: Context, body: Body, node: number): void {
  const annotations = attributesOf(c, node);
  const doc = docOf(c, node);
  const isStatic = childOf(c, node, Kind.StaticModifier) >= 0;
  const type = typeOrDoc(c, field(c, node, c.field.type), doc.vars.get('') ?? [...doc.vars.values()][0]);
  let flags = (isStatic ? MemberFlag.Static | MemberFlag.HiddenText : 0) | (isHidden(c, node) ? MemberFlag.Private : 0) | (childOf(c, node, Kind.ReadonlyModifier) >= 0 ? MemberFlag.Readonly : 0);
  if (isStatic || isHidden(c, node) || hiding.some((name) => hasAttribute(annotations, name))) flags |= MemberFlag.HiddenJson;
  const hooks = childOf(c, node, Kind.PropertyHooks);
  for (const one of children(c, node)) {
    if (kind(c, one) !== Kind.PropertyElement) continue;
    const nameNode = field(c, one, c.field.name);
    const name = variableName(c, nameNode);
    const fn = hooks < 0 ? undefined : hook(c, body, hooks, name, type);
    const fact: MemberFact = { name, flags: flags | (fn === undefined ? 0 : MemberFlag.Getter), type, ...(fn === undefined ? {} : { fn }), ...spanOf(c, Math.max(nameNode, one)), ...(annotations.length > 0 ? { annotations } : {}) };
    body.members.push(fact);
    const content = field(c, one, c.field.default_value);
    if (content >= 0 && !isBlank(c, content)) body.values.push({ name, node: one, content });
  }
}

/** `''` and `null` where a field is declared: a place kept free that a mapper or a form fills past the code, not what the field holds. */
const isBlank = (c: Context, content: number): boolean => kind(c, content) === Kind.Null || literalText(c, content) === '';

/** Lowers the hooks of a property; gives the function that reads it. */
function hook(c: Context, body: Body, hooks: number, name: string, type: number): number | undefined {
  let getter: number | undefined;
  for (const one of children(c, hooks)) {
    const content = field(c, one, c.field.body);
    if (content < 0) continue;
    const isGetter = text(c, childOf(c, one, Kind.Name)).toLowerCase() === 'get';
    const fn = inFunction(c, {
      name, qualified: `${body.open.qualified}.${name}`, ownerType: body.open.type, flags: isGetter ? FunctionFlag.Getter : FunctionFlag.Setter, ...(isGetter ? { returns: type } : {}), ...spanOf(c, one),
    }, makeScope(), () => {
      parameters(c, field(c, one, c.field.parameters), docOf(c, one));
      if (kind(c, content) === Kind.Compound) statementsOf(c, content);
      else if (isGetter) c.builder.return(value(c, content), start(c, content), end(c, content));
      else value(c, content);
    });
    if (isGetter) getter = fn;
  }
  return getter;
}

/** The function that sets fields and constants where they are declared; nothing when none has a value. */
export function initialiser(c: Context, body: Body, node: number): void {
  if (body.values.length === 0) return;
  inFunction(c, { name: '', qualified: body.open.qualified, ownerType: body.open.type, flags: FunctionFlag.FieldInit, ...spanOf(c, node) }, makeScope(), () => {
    for (const one of body.values) {
      const span = [start(c, one.node), end(c, one.node)] as const;
      const self = c.builder.self(...span);
      c.builder.store(self, one.name, namedValue(c, one.content, one.name), ...span);
    }
  });
}

/** Lowers a method or constructor and adds it to the members. */
export function methodMember(c: Context, body: Body, node: number): void {
  const nameNode = field(c, node, c.field.name);
  const name = text(c, nameNode);
  const annotations = attributesOf(c, node);
  const doc = docOf(c, node);
  const content = field(c, node, c.field.body);
  const word = name.toLowerCase();
  const isConstructor = word === '__construct';
  const isStatic = childOf(c, node, Kind.StaticModifier) >= 0;
  const flags = (isConstructor ? FunctionFlag.Constructor : 0) | (isStatic ? FunctionFlag.Static : 0) | (content < 0 ? FunctionFlag.Abstract : 0)
    | (isGenerator(c, content) ? FunctionFlag.Generator : 0) | (hasAttribute(annotations, 'Override') ? FunctionFlag.Override : 0);
  const before = c.isStatic;
  c.isStatic = isStatic;
  let promoted: Promoted[] = [];
  const fn = inFunction(c, {
    name, qualified: `${body.open.qualified}.${name}`, ownerType: body.open.type, flags, returns: isConstructor ? -1 : typeOrDoc(c, field(c, node, c.field.return_type), doc.returns),
    ...spanOf(c, node), nameStart: start(c, Math.max(nameNode, node)), nameEnd: end(c, Math.max(nameNode, node)), ...(annotations.length > 0 ? { annotations } : {}),
  }, makeScope(), () => {
    promoted = parameters(c, field(c, node, c.field.parameters), doc);
    for (const one of promoted) {
      const span = [start(c, one.node), end(c, one.node)] as const;
      const self = c.builder.self(...span);
      c.builder.store(self, one.name, c.builder.ref(one.variable, ...span), ...span);
    }
    statementsOf(c, content);
  });
  c.isStatic = before;
  if (isConstructor) {
    for (const one of promoted) promotedMember(c, body, one);
    return;
  }
  if (word === '__tostring') body.textFn = fn;
  else if (word === '__debuginfo') body.debugFn = fn;
  else if (word === 'jsonserialize') body.jsonFn = fn;
  const memberName = body.open.fields.has(name) ? `${name}()` : name;
  body.members.push({
    name: memberName, fn, flags: MemberFlag.Method | (isStatic ? MemberFlag.Static : 0) | (isHidden(c, node) ? MemberFlag.Private : 0), ...spanOf(c, Math.max(nameNode, node)),
    ...(annotations.length > 0 ? { annotations } : {}),
  });
}

function promotedMember(c: Context, body: Body, one: Promoted): void {
  const annotations = attributesOf(c, one.node);
  const hidden = isHidden(c, one.node);
  const isReadonly = field(c, one.node, c.field.readonly) >= 0;
  const flags = (hidden ? MemberFlag.Private | MemberFlag.HiddenJson : 0) | (isReadonly ? MemberFlag.Readonly : 0) | (hiding.some((name) => hasAttribute(annotations, name)) ? MemberFlag.HiddenJson : 0);
  body.members.push({ name: one.name, flags, type: one.type, ...spanOf(c, one.node), ...(annotations.length > 0 ? { annotations } : {}) });
}
