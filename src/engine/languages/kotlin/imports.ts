import { ExportKind } from '../../facts';
import { childOf, children, end, kind, start } from '../nodes';
import { dotted, nameOf, type Context } from './context';
import { Kind } from './kinds';
import { splitPath } from './types';

/** Declares the package and the imports of a file. */
export function declareImports(c: Context, root: number): void {
  for (const node of children(c, root)) {
    const k = kind(c, node);
    if (k === Kind.Package) {
      const name = dotted(c, childOf(c, node, Kind.Qualified));
      if (name !== '') c.builder.exportName(name, ExportKind.Package, -1, start(c, node), end(c, node));
    } else if (k === Kind.Import) importDeclaration(c, node);
  }
}

/** `import a.B`, `import a.b.*`, `import a.B as C`. */
function importDeclaration(c: Context, node: number): void {
  const pathNode = childOf(c, node, Kind.Qualified);
  const path = dotted(c, pathNode);
  if (path === '') return;
  const span = [start(c, node), end(c, node)] as const;
  if (/^\s*\.\s*\*/.test(c.source.slice(end(c, pathNode), end(c, node)))) {
    const split = /(^|\.)[A-Z]/.test(path) ? splitPath(path) : { module: path, name: '' };
    if (split) c.builder.importName(split.module, split.name === '' ? '*' : `${split.name}.*`, '', 0, ...span);
    return;
  }
  const split = splitPath(path);
  if (!split) return;
  const alias = childOf(c, node, Kind.Identifier);
  const local = alias >= 0 ? nameOf(c, alias) : path.slice(path.lastIndexOf('.') + 1);
  c.module.names.set(local, c.builder.importName(split.module, split.name, local, 0, ...span));
}
