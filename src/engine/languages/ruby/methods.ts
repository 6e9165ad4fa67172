import { ExportKind, FunctionFlag, Literal, MemberFlag, Shows, UnseenReason, VarKind } from '../../facts';
import { child, children, end, field, kind, start, text } from '../nodes';
import { silentBlock } from './blocks';
import { spanOf, type Context, type OpenType } from './context';
import { inFunction, parameters } from './functions';
import { Kind } from './kinds';
import { give, into } from './outcome';
import { literalText } from './texts';
import { bodyOf } from './classes';

/** Declares the methods at the top of a file before anything runs. */
export function topLevelFunctions(c: Context, root: number): void {
  for (const one of children(c, root)) {
    if (kind(c, one) !== Kind.Method) continue;
    const nameNode = field(c, one, c.field.name);
    const name = text(c, nameNode);
    if (c.module.names.has(`${name}()`)) continue;
    const variable = c.builder.variable(name, VarKind.Function, start(c, nameNode), end(c, nameNode));
    c.module.names.set(`${name}()`, variable);
    c.builder.exportName(name, ExportKind.Variable, variable, start(c, nameNode), end(c, nameNode));
  }
}

/** `def` among statements: a method of the class around, or a function of the file. */
export function methodStatement(c: Context, node: number): void {
  if (c.type) {
    methodMember(c, c.type, node, c.isStatic || kind(c, node) === Kind.SingletonMethod);
    return;
  }
  const nameNode = field(c, node, c.field.name);
  const name = text(c, nameNode);
  const fn = lowerMethod(c, node, name, { name, qualified: name, flags: 0, ...spanOf(c, node), nameStart: start(c, Math.max(nameNode, node)), nameEnd: end(c, Math.max(nameNode, node)) });
  const variable = c.module.names.get(`${name}()`);
  if (variable === undefined) return;
  c.builder.bindVariable(variable, { ref: fn });
  c.builder.functionVariable(fn, variable);
}

type Fact = Parameters<Context['builder']['beginFunction']>[0];

function lowerMethod(c: Context, node: number, name: string, fact: Fact): number {
  return inFunction(c, fact, { parent: undefined, isBlock: false, method: name }, (own) => {
    parameters(c, field(c, node, c.field.parameters), own.rows, fact.flags & FunctionFlag.Setter ? name.slice(0, -1) : '');
    silentBlock(c, own, node);
    into(c, field(c, node, c.field.body), give);
  });
}

const facetOf: Readonly<Record<string, 'text' | 'debug' | 'json'>> = { to_s: 'text', inspect: 'debug', as_json: 'json', to_json: 'json', serializable_hash: 'json' };

/** `alias_method :to_s, :inspect`, `alias inspect to_s`: a text form that is given by the method of another. */
export function aliasForm(type: OpenType, made: string, old: string): void {
  const facet = facetOf[made];
  const from = facetOf[old];
  const fn = from && type.late[`${from}Fn`];
  if (facet && from) type.late = { ...type.late, [facet]: Shows.Function, ...(fn === undefined ? {} : { [`${facet}Fn`]: fn }) };
}

/** Lowers a method and adds it to the members of its type. */
export function methodMember(c: Context, type: OpenType, node: number, isStatic: boolean): void {
  const nameNode = field(c, node, c.field.name);
  const written = text(c, nameNode);
  const isSetter = kind(c, nameNode) !== Kind.Identifier && /^\w+=$/.test(written);
  const name = isSetter ? written.slice(0, -1) : written;
  const isMaker = name === 'initialize' && !isStatic;
  const flags = (isMaker ? FunctionFlag.Constructor : 0) | (isStatic ? FunctionFlag.Static : 0) | (isSetter ? FunctionFlag.Setter : 0) | (isAbstract(c, node) ? FunctionFlag.Abstract : 0);
  const outer = c.isStatic;
  c.isStatic = isStatic;
  const fn = lowerMethod(c, node, written, {
    name: written, qualified: `${type.qualified}.${written}`, ownerType: type.type, flags, ...spanOf(c, node), nameStart: start(c, Math.max(nameNode, node)), nameEnd: end(c, Math.max(nameNode, node)),
  });
  c.isStatic = outer;
  if (isMaker) {
    type.members.delete(name);
    return;
  }
  if (isSetter) {
    type.members.delete(written);
    if (!type.members.has(name)) type.members.set(name, { name, flags: 0, ...spanOf(c, nameNode) });
    return;
  }
  const facet = isStatic ? undefined : facetOf[name];
  if (facet) {
    type.late[facet] = Shows.Function;
    type.late[`${facet}Fn`] = fn;
  }
  type.members.set(name, { name, fn, flags: MemberFlag.Method | (isStatic ? MemberFlag.Static : 0), ...spanOf(c, Math.max(nameNode, node)) });
}

/** `raise NotImplementedError` and nothing else: others have the body. */
function isAbstract(c: Context, node: number): boolean {
  const body = field(c, node, c.field.body);
  const only = body >= 0 && kind(c, body) === Kind.BodyStatement ? children(c, body) : [body];
  const [call = -1] = only;
  return only.length === 1 && call >= 0 && kind(c, call) === Kind.Call && /^raise\W+NotImplementedError\b/.test(text(c, call).slice(0, 60));
}

/** `define_method(:name) { … }`: a method of the class around; undefined where the name is not written. */
export function definedMethod(c: Context, node: number, list: number, block: number): number | undefined {
  const { type } = c;
  const name = literalText(c, child(c, list));
  if (!type || name === undefined || block < 0) {
    if (type) c.builder.unseen(UnseenReason.Dynamic, 'define_method', start(c, node), end(c, node));
    return undefined;
  }
  const fn = inFunction(c, { name, qualified: `${type.qualified}.${name}`, ownerType: type.type, flags: 0, ...spanOf(c, node) }, { parent: undefined, isBlock: false, method: name }, (own) => {
    parameters(c, field(c, block, c.field.parameters), own.rows);
    into(c, field(c, block, c.field.body), give);
  });
  type.members.set(name, { name, fn, flags: MemberFlag.Method, ...spanOf(c, node) });
  return c.builder.constant(Literal.Text, name, start(c, node), end(c, node));
}

/** A block whose methods belong to a type: of `Struct.new`, `included`, `class_methods`. */
export function methodsOfBlock(c: Context, block: number, isStatic: boolean): void {
  const outer = c.isStatic;
  c.isStatic = isStatic;
  bodyOf(c, field(c, block, c.field.body), block);
  c.isStatic = outer;
}
