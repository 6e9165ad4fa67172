import { FnCol, FunctionFlag, MemberFlag } from '../facts';
import { flagsOf } from './evaluate';
import type { FunctionNode, Program, TypeNode } from './program';
import { inherits, membersOf } from './types';

/** More implementations than this say nothing about a call. */
const most = 8;

/**
 * Methods with a body that a call of `method` on the type may run, in path order; none when there are too many. A type implements another by naming
 * it among its super types or, in languages where shape is enough, by having all its methods.
 */
export function implementations(program: Program, node: TypeNode, method: string, named: (name: string) => readonly FunctionNode[]): readonly FunctionNode[] {
  return program.memo<readonly FunctionNode[]>(node, 'implementations', method, () => {
    program.declarationsOf(node.file);
    const found = named(method).filter((fn) => {
      const owner = ownerOf(fn);
      return owner !== undefined && owner !== node && !(flagsOf(fn) & FunctionFlag.Abstract) && (inherits(program, owner, node) || hasShape(program, owner, node));
    });
    return found.length > most ? [] : found;
  }, [], (a, b) => a.length === b.length && a.every((fn, i) => fn === b[i]));
}

function ownerOf(fn: FunctionNode): TypeNode | undefined {
  return fn.file.types[fn.file.facts.functions[fn.index * FnCol.stride + FnCol.ownerType] ?? -1];
}

function hasShape(program: Program, node: TypeNode, shape: TypeNode): boolean {
  if (node.file.language.structuralInterfaces !== true || node.file.language.id !== shape.file.language.id) return false;
  const own = membersOf(program, node);
  return [...membersOf(program, shape)].every(([name, { flags }]) => (flags & MemberFlag.Method) === 0 || own.get(name)?.fn !== undefined);
}
