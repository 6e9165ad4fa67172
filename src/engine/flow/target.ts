import type { FileNode, FunctionNode, TypeNode } from './program';

/** Where a name of another module leads. */
export type Target =
  | { kind: 'variable'; file: FileNode; name: string }
  | { kind: 'function'; fn: FunctionNode }
  | { kind: 'type'; type: TypeNode }
  /** A file, or the package it belongs to. */
  | { kind: 'module'; file: FileNode }
  | { kind: 'member'; type: TypeNode; name: string }
  | { kind: 'library'; module: string; path: string };

/** The same place. */
export function sameTarget(a: Target | undefined, b: Target | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  switch (a.kind) {
    case 'variable': return b.kind === 'variable' && a.file === b.file && a.name === b.name;
    case 'function': return b.kind === 'function' && a.fn === b.fn;
    case 'type': return b.kind === 'type' && a.type === b.type;
    case 'module': return b.kind === 'module' && a.file === b.file;
    case 'member': return b.kind === 'member' && a.type === b.type && a.name === b.name;
    case 'library': return b.kind === 'library' && a.module === b.module && a.path === b.path;
  }
}
