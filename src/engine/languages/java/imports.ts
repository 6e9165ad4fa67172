import { ExportKind } from '../../facts';
import { childOf, children, end, kind, start } from '../nodes';
import { dotted, type Context } from './context';
import { Kind } from './kinds';
import { splitPath } from './types';

/** Declares the package and the imports of a file, wherever they stand at the top level. */
export function declareImports(c: Context, root: number): void {
  for (const node of children(c, root)) {
    const k = kind(c, node);
    if (k === Kind.Package) {
      const name = dotted(c, children(c, node).at(-1) ?? -1);
      if (name !== '') c.builder.exportName(name, ExportKind.Package, -1, start(c, node), end(c, node));
    } else if (k === Kind.Import) importDeclaration(c, node);
  }
}

function importDeclaration(c: Context, node: number): void {
  const path = dotted(c, children(c, node).find((one) => kind(c, one) !== Kind.Asterisk) ?? -1);
  if (path === '') return;
  const span = [start(c, node), end(c, node)] as const;
  const isOpen = childOf(c, node, Kind.Asterisk) >= 0;
  if (isOpen) {
    const split = /(^|\.)[A-Z]/.test(path) ? splitPath(path) : { module: path, name: '' };
    if (split) c.builder.importName(split.module, split.name === '' ? '*' : `${split.name}.*`, '', 0, ...span);
    return;
  }
  const split = splitPath(path);
  if (!split) return;
  const local = path.slice(path.lastIndexOf('.') + 1);
  c.module.names.set(local, c.builder.importName(split.module, split.name, local, 0, ...span));
}
