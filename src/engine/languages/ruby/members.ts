import { Arg, LoadFlag, MemberFlag, Op, ParamFlag, Test, TypeExpr, VarKind } from '../../facts';
import { bare, children, end, field, kind, start, text } from '../nodes';
import { inType, refinedName } from './classes';
import { spanOf, type Context, type OpenType } from './context';
import { Kind } from './kinds';
import { aliasForm, methodsOfBlock } from './methods';
import { typeNamed } from './names';
import { className } from './inflection';
import { literalText } from './texts';

type Declares = (c: Context, type: OpenType, call: number, names: readonly string[]) => boolean;

/** Reads a call in a class body that declares members; true when nothing else of it needs lowering. */
export function declared(c: Context, type: OpenType, call: number): boolean {
  const receiver = field(c, call, c.field.receiver);
  if (receiver >= 0 && kind(c, receiver) !== Kind.Self) return false;
  const handler = declarations.get(text(c, field(c, call, c.field.method)));
  if (!handler) return false;
  const names: string[] = [];
  for (const one of children(c, field(c, call, c.field.arguments))) {
    const name = kind(c, one) === Kind.Pair ? undefined : literalText(c, one);
    if (name !== undefined) names.push(name);
  }
  return handler(c, type, call, names);
}

/** What a named option of a call says, as a literal. */
function option(c: Context, call: number, name: string): string | undefined {
  for (const one of children(c, field(c, call, c.field.arguments))) {
    if (kind(c, one) === Kind.Pair && literalText(c, field(c, one, c.field.key)) === name) return literalText(c, field(c, one, c.field.value));
  }
  return undefined;
}

const attributes: Declares = (c, type, call, names) => {
  for (const name of names) if (!type.members.has(name)) type.members.set(name, { name, flags: 0, ...spanOf(c, call) });
  return true;
};

/** `attribute :email, :string`, `field :email, type: String`. */
const typedAttribute: Declares = (c, type, call, names) => {
  const [name, kindName] = names;
  if (name === undefined) return false;
  type.members.set(name, { name, flags: 0, type: kindName === undefined ? -1 : typeNamed(c, kindName), ...spanOf(c, call) });
  return true;
};

/** `belongs_to :customer`: one of another class, whose columns the inspected form leaves out. */
const one: Declares = (c, type, call, names) => {
  const [name] = names;
  if (name === undefined) return false;
  const target = option(c, call, 'class_name')?.replace(/^::/, '').replace(/::/g, '.') ?? className(name, false);
  type.members.set(name, { name, flags: MemberFlag.HiddenText | MemberFlag.HiddenJson, type: typeNamed(c, target), ...spanOf(c, call) });
  return true;
};

const many: Declares = (c, type, call, names) => {
  const [name] = names;
  if (name === undefined) return false;
  const target = option(c, call, 'class_name')?.replace(/^::/, '').replace(/::/g, '.') ?? className(name, true);
  const element = typeNamed(c, target);
  type.members.set(name, { name, flags: MemberFlag.HiddenText | MemberFlag.HiddenJson, type: c.builder.typeExpr(TypeExpr.List, '', [element]), ...spanOf(c, call) });
  return true;
};

/** `encrypts :email`: kept out of the inspected form. */
const filtered: Declares = (_c, type, _call, names) => {
  for (const name of names) type.filtered.add(name);
  return true;
};

/** `delegate :email, to: :customer`: a method that asks another object. */
const delegate: Declares = (c, type, call, names) => {
  const target = option(c, call, 'to');
  if (target === undefined) return false;
  const prefix = option(c, call, 'prefix');
  const isPrefixed = /\bprefix:\s*true\b/.test(text(c, call));
  for (const name of names) {
    const own = prefix !== undefined ? `${prefix}_${name}` : isPrefixed ? `${target}_${name}` : name;
    handsOn(c, type, own, target, name, call);
  }
  return true;
};

/** `def_delegators :@sink, :debug, :warn`, `def_delegator :@sink, :info, :note`. */
const forwarded = (isOne: boolean): Declares => (c, type, call, [target, ...names]) => {
  const [name, own = name] = names;
  if (target === undefined || name === undefined || own === undefined) return false;
  if (isOne) handsOn(c, type, own, target, name, call);
  else for (const each of names) handsOn(c, type, each, target, each, call);
  return true;
};

/** A method that asks another object, with all that it is given. */
function handsOn(c: Context, type: OpenType, own: string, target: string, name: string, call: number): void {
  const b = c.builder;
  const span = [start(c, call), end(c, call)] as const;
  const fn = b.beginFunction({ name: own, qualified: `${type.qualified}.${own}`, ownerType: type.type, flags: 0, start: span[0], end: span[1] });
  const given = b.variable('', VarKind.Parameter, ...span);
  b.params([{ name: '', variable: given, flags: ParamFlag.Rest, start: span[0], end: span[1] }]);
  const other = (): number => b.load(b.self(...span), target.replace(/^@/, ''), ...span, LoadFlag.Called);
  b.control(Op.If, ...span, b.is(b.ref(given, ...span), Test.Truthy, -1, ...span));
  const callee = b.load(other(), name, ...span);
  b.return(b.call(Op.Call, callee, ...span, [{ kind: Arg.Spread, value: b.ref(given, ...span), start: span[0], end: span[1] }], ...span), ...span);
  b.control(Op.End, ...span);
  b.return(b.load(other(), name, ...span, LoadFlag.Called), ...span);
  b.endFunction();
  type.members.set(own, { name: own, fn, flags: MemberFlag.Method, start: span[0], end: span[1] });
}

const aliasMethod: Declares = (_c, type, _call, [made = '', old = '']) => {
  aliasForm(type, made, old);
  return true;
};

/** `included do … end` runs in the class that includes, `class_methods do … end` holds methods of it. */
const included = (isStatic: boolean): Declares => (c, _type, call) => {
  const block = field(c, call, c.field.block);
  if (block < 0) return false;
  methodsOfBlock(c, block, isStatic);
  return true;
};

/** `refine String do … end`: methods that every text has where the module is used. */
const refine: Declares = (c, type, call) => {
  const name = refinedName(c, call);
  const open = name < 0 ? undefined : c.types.get(`${type.qualified}.${text(c, name)}`);
  if (!open) return false;
  inType(c, open, call, () => { methodsOfBlock(c, field(c, call, c.field.block), false); });
  return true;
};

const silent: Declares = () => true;

const declarations: ReadonlyMap<string, Declares> = new Map<string, Declares>([
  ['attr_accessor', attributes], ['attr_reader', attributes], ['attr_writer', attributes], ['cattr_accessor', attributes], ['mattr_accessor', attributes], ['class_attribute', attributes],
  ['thread_mattr_accessor', attributes], ['store_accessor', attributes], ['attribute', typedAttribute], ['field', typedAttribute], ['property', typedAttribute], ['belongs_to', one],
  ['has_one', one], ['has_many', many], ['has_and_belongs_to_many', many], ['encrypts', filtered], ['delegate', delegate], ['def_delegators', forwarded(false)], ['def_instance_delegators', forwarded(false)],
  ['def_delegator', forwarded(true)], ['def_instance_delegator', forwarded(true)], ['alias_method', aliasMethod], ['included', included(false)],
  ['class_methods', included(true)], ['refine', refine], ['private', silent], ['public', silent], ['protected', silent], ['include', silent], ['extend', silent], ['prepend', silent],
  ['private_constant', silent], ['private_class_method', silent], ['module_function', silent], ['validates_presence_of', silent],
]);

/** `self.filter_attributes = [:email]`, `+= %i[name]`: kept out of the inspected form. */
export function filterAttributes(c: Context, type: OpenType, assignment: number): void {
  if (!/^self\.filter_attributes$/.test(text(c, field(c, assignment, c.field.left)))) return;
  const at = bare(c, field(c, assignment, c.field.right));
  const list = kind(c, at) === Kind.Binary ? bare(c, field(c, at, c.field.right)) : at;
  if (kind(c, list) !== Kind.Array && kind(c, list) !== Kind.SymbolArray) return;
  for (const item of children(c, list)) {
    const name = literalText(c, item);
    if (name !== undefined) type.filtered.add(name);
  }
}
