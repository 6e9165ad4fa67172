import { LoadFlag, Op, TypeExpr, VarKind } from '../../facts';
import { end, field, kind, start, text } from '../nodes';
import { spanOf, type Activation, type Context, type OpenType } from './context';
import { Kind } from './kinds';
import { lookup } from './scopes';

/** Name of a constant as written, joined by dots: `Billing::Invoice` is `Billing.Invoice`; '' for anything else. */
export function constantPath(c: Context, node: number): string {
  if (node < 0) return '';
  const k = kind(c, node);
  if (k === Kind.Constant) return text(c, node);
  if (k !== Kind.Scoped) return '';
  const outer = field(c, node, c.field.scope);
  const name = text(c, field(c, node, c.field.name));
  if (outer < 0) return name;
  const path = constantPath(c, outer);
  return path === '' ? '' : `${path}.${name}`;
}

/** A type expression by name, made once. */
export function typeNamed(c: Context, name: string): number {
  let type = c.typeNames.get(name);
  if (type === undefined) c.typeNames.set(name, (type = c.builder.typeExpr(TypeExpr.Name, name)));
  return type;
}

/** The class or module of this file a path names, seen from the classes around. */
export function typeInSight(c: Context, path: string): OpenType | undefined {
  for (const around of c.nesting) {
    const found = c.types.get(`${around}.${path}`);
    if (found) return found;
  }
  return c.types.get(path);
}

/** Value of a constant: a class of this file, a constant of one, or what the workspace and the libraries tell. */
export function constantValue(c: Context, node: number): number {
  const b = c.builder;
  const from = start(c, node);
  const to = end(c, node);
  const path = constantPath(c, node);
  if (path === '') {
    const outer = field(c, node, c.field.scope);
    return b.load(c.values[(c.words[outer * 4] ?? 0) & 0xffff]?.(c, outer) ?? b.self(from, to), text(c, field(c, node, c.field.name)), from, to);
  }
  const type = typeInSight(c, path);
  if (type) return b.classValue(type.type, from, to);
  const dot = path.lastIndexOf('.');
  const name = path.slice(dot + 1);
  if (dot < 0) {
    for (const around of c.nesting) {
      const holder = c.types.get(around);
      if (holder?.constants.has(name)) return b.load(b.classValue(holder.type, from, to), name, from, to);
    }
    const variable = c.module.names.get(name);
    if (variable !== undefined) return b.ref(variable, from, to);
  } else {
    const holder = typeInSight(c, path.slice(0, dot));
    if (holder?.constants.has(name)) return b.load(b.classValue(holder.type, from, to), name, from, to);
  }
  return b.global(path, from, to);
}

/** Value of a bare name: a local variable, else a method called without arguments. */
export function nameValue(c: Context, node: number): number {
  const name = text(c, node);
  const variable = lookup(c, name);
  if (variable >= 0) return c.builder.ref(variable, start(c, node), end(c, node));
  const implied = impliedParameter(c, name, node);
  return implied >= 0 ? c.builder.ref(implied, start(c, node), end(c, node)) : bareName(c, name, node, LoadFlag.Called);
}

/** A method by its bare name: of the file, or of the receiver; what nobody there declares is the workspace's or the language's. */
export function bareName(c: Context, name: string, node: number, how: number): number {
  const b = c.builder;
  const from = start(c, node);
  const to = end(c, node);
  const own = c.type?.members.has(name) ? undefined : c.module.names.get(`${name}()`);
  if (own !== undefined) {
    const callee = b.ref(own, from, to);
    return how & LoadFlag.Called ? b.call(Op.Call, callee, from, to, [], from, to) : callee;
  }
  return c.type ? b.load(b.self(from, to), name, from, to, how | LoadFlag.Bare) : b.global(name, from, to, how);
}

/** `it` and `_1` of a block without parameters: made where they are first used. */
function impliedParameter(c: Context, name: string, node: number): number {
  if (name !== 'it' && name !== '_1' && name !== '_2') return -1;
  const activation: Activation = c.activation;
  if (!activation.isOpen || (name === 'it' && activation.rows.length > 0)) return -1;
  if (name === '_2' && activation.rows.length === 0) impliedParameter(c, '_1', node);
  const span = spanOf(c, node);
  const variable = c.builder.variable(name, VarKind.Parameter, span.start, span.end);
  c.scope.names.set(name, variable);
  activation.rows.push({ name, variable, flags: 0, ...span });
  return variable;
}
