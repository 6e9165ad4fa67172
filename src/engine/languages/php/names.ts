import { ExportKind } from '../../facts';
import { childOf, children, end, field, kind, start, text } from '../nodes';
import type { Context } from './context';
import { Kind } from './kinds';

/** Namespace and last part of a full name; namespaces are told with dots. */
function split(full: string): { module: string; name: string } {
  const at = full.lastIndexOf('\\');
  return { module: full.slice(0, Math.max(0, at)).replaceAll('\\', '.'), name: full.slice(at + 1) };
}

/** Declares the namespace and the imports of a file. Functions and constants of the global namespace are seen from every other one. */
export function declareNames(c: Context, root: number): void {
  let isNamed = false;
  const uses: number[] = [];
  for (const node of children(c, root)) {
    const k = kind(c, node);
    if (k === Kind.Use) uses.push(node);
    else if (k === Kind.Namespace) {
      const name = text(c, childOf(c, node, Kind.NamespaceName)).replace(/\s+/g, '');
      const body = field(c, node, c.field.body);
      for (const one of children(c, body)) if (kind(c, one) === Kind.Use) uses.push(one);
      if (isNamed || name === '') continue;
      isNamed = true;
      c.namespace = name;
      c.builder.exportName(name.replaceAll('\\', '.'), ExportKind.Package, -1, start(c, node), end(c, node));
      c.builder.importName('', '*', '', 0, start(c, node), end(c, node));
    }
  }
  if (!isNamed) c.builder.exportName('', ExportKind.Package, -1, 0, 0);
  for (const one of uses) useDeclaration(c, one);
}

function useDeclaration(c: Context, node: number): void {
  const group = field(c, node, c.field.body);
  const prefix = group < 0 ? '' : `${text(c, childOf(c, node, Kind.NamespaceName)).replace(/\s+/g, '')}\\`;
  const what = /^use\s+(function|const)\b/i.exec(c.source.slice(start(c, node), start(c, node) + 20))?.[1]?.toLowerCase() ?? '';
  for (const clause of children(c, group < 0 ? node : group)) {
    if (kind(c, clause) !== Kind.UseName) continue;
    const named = children(c, clause).find((one) => kind(c, one) === Kind.QualifiedName || kind(c, one) === Kind.Name) ?? -1;
    const full = (prefix + text(c, named)).replace(/\s+/g, '').replace(/^\\/, '');
    const own = /^(function|const)\b/i.exec(text(c, clause))?.[1]?.toLowerCase() ?? what;
    const { module, name } = split(full);
    const alias = field(c, clause, c.field.alias);
    const local = alias < 0 ? name : text(c, alias);
    const variable = c.builder.importName(module, name, local, 0, start(c, clause), end(c, clause));
    (own === 'function' ? c.functions : own === 'const' ? c.constants : c.classes).set(local, variable);
    if (own === '') c.aliases.set(local, full);
  }
}

/** Full name behind a qualified one: `\A\B` itself, `Models\User` by what the file imports, else below its namespace. */
function fullName(c: Context, written: string): string {
  const name = written.replace(/\s+/g, '');
  if (name.startsWith('\\')) return name.slice(1);
  if (/^namespace\\/i.test(name)) return c.namespace === '' ? name.slice(10) : `${c.namespace}\\${name.slice(10)}`;
  const at = name.indexOf('\\');
  const alias = c.aliases.get(name.slice(0, at));
  if (alias !== undefined) return alias + name.slice(at);
  return c.namespace === '' ? name : `${c.namespace}\\${name}`;
}

/** The name under which the file knows a class that it writes out in full: an import of its own. */
export function localName(c: Context, written: string, node: number, into: Map<string, number> = c.classes): string {
  const full = fullName(c, written);
  if (!full.includes('\\') && !into.has(full)) return full;
  const local = `\\${full}`;
  if (!into.has(local)) {
    const { module, name } = split(full);
    into.set(local, c.builder.importName(module, name, local, 0, start(c, node), end(c, node)));
  }
  return local;
}

/** A class as a value: declared, imported, or one of the namespace. */
export function classValue(c: Context, node: number): number {
  const b = c.builder;
  const span = [start(c, node), end(c, node)] as const;
  const written = text(c, node);
  if (kind(c, node) === Kind.Name || kind(c, node) === Kind.RelativeScope) {
    const word = written.toLowerCase();
    if ((word === 'self' || word === 'static') && c.type) return b.classValue(c.type.type, ...span);
    if (word === 'parent' && c.type) return b.superValue(...span);
    const variable = c.classes.get(written);
    return variable === undefined ? b.global(written, ...span) : b.ref(variable, ...span);
  }
  const local = localName(c, written, node);
  const variable = c.classes.get(local);
  return variable === undefined || !local.startsWith('\\') ? b.global(local, ...span) : b.ref(variable, ...span);
}

/** A function by its name as a value. */
export function functionValue(c: Context, node: number): number {
  const span = [start(c, node), end(c, node)] as const;
  const local = kind(c, node) === Kind.Name ? text(c, node) : localName(c, text(c, node), node, c.functions);
  const variable = c.functions.get(local);
  return variable === undefined ? c.builder.global(local, ...span) : c.builder.ref(variable, ...span);
}

/** A constant by its name. */
export function constantValue(c: Context, node: number): number {
  const span = [start(c, node), end(c, node)] as const;
  const local = kind(c, node) === Kind.Name ? text(c, node) : localName(c, text(c, node), node, c.constants);
  const variable = c.constants.get(local);
  return variable === undefined ? c.builder.global(local, ...span) : c.builder.ref(variable, ...span);
}
