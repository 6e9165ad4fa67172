import { ExportKind, ImportFlag } from '../../facts';
import { children, end, field, kind, start } from '../nodes';
import { dotted, parts, type Context } from './context';
import { Kind } from './kinds';

/** Declares the namespaces and usings of a file; the types of every namespace in it follow in order. */
export function declareNames(c: Context, root: number): number[] {
  const types: number[] = [];
  visit(c, root, '', types);
  return types;
}

function visit(c: Context, node: number, outer: string, types: number[]): void {
  let inside = outer;
  for (const one of parts(c, node)) {
    switch (kind(c, one)) {
      case Kind.using_directive: usingDirective(c, one); break;
      case Kind.file_scoped_namespace_declaration: inside = namespace(c, one, inside); break;
      case Kind.namespace_declaration: {
        const name = namespace(c, one, inside);
        const body = field(c, one, c.field.body);
        if (body >= 0) visit(c, body, name, types);
        break;
      }
      case Kind.class_declaration: case Kind.struct_declaration: case Kind.interface_declaration: case Kind.enum_declaration: case Kind.record_declaration: types.push(one); break;
    }
  }
}

/** The names of a namespace are shared by its files, those of the namespaces around it are in sight. */
function namespace(c: Context, node: number, outer: string): string {
  const written = dotted(c, field(c, node, c.field.name));
  if (written === '') return outer;
  const name = outer === '' ? written : `${outer}.${written}`;
  const span = [start(c, node), end(c, field(c, node, c.field.name))] as const;
  c.builder.exportName(name, ExportKind.Package, -1, ...span);
  c.namespaces.add(name);
  for (let at = name.lastIndexOf('.'); at > 0; at = name.lastIndexOf('.', at - 1)) open(c, name.slice(0, at), '*', 0, span);
  return name;
}

function open(c: Context, module: string, name: string, flags: number, [from, to]: readonly [number, number]): void {
  c.namespaces.add(module);
  c.builder.importName(module, name, '', flags, from, to);
}

/** `using A.B;`, `using static A.B;`, `using X = A.B;`, each also `global`. */
function usingDirective(c: Context, node: number): void {
  const span = [start(c, node), end(c, node)] as const;
  const alias = field(c, node, c.field.name);
  const target = children(c, node).find((one) => one !== alias) ?? -1;
  const path = dotted(c, target);
  if (path === '') return;
  const words = /^\s*(global\s+)?using(\s+static)?\b/.exec(c.source.slice(start(c, node), start(c, node) + 40));
  const flags = words?.[1] ? ImportFlag.Everywhere : 0;
  const split = path.lastIndexOf('.');
  if (alias >= 0) {
    const local = dotted(c, alias);
    c.module.names.set(local, c.builder.importName(path.slice(0, Math.max(0, split)), path.slice(split + 1), local, 0, ...span));
  } else if (words?.[2]) c.builder.importName(path.slice(0, Math.max(0, split)), `${path.slice(split + 1)}.*`, '', flags, ...span);
  else open(c, path, '*', flags, span);
}
