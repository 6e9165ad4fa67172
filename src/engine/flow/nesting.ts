import { FnCol } from '../facts';
import type { FileNode, FunctionNode } from './program';

const noFunctions: readonly FunctionNode[] = [];

/** Tells every function what is written inside it, so that evaluating one does not search the file. */
export function nestFunctions({ functions, facts }: FileNode): void {
  const inside = new Map<FunctionNode, FunctionNode[]>();
  const ownerOf = ({ index }: FunctionNode): FunctionNode | undefined => functions[facts.functions[index * FnCol.stride + FnCol.ownerFn] ?? -1];
  for (const fn of functions) {
    for (let owner = fn.alone ? undefined : ownerOf(fn); owner; owner = owner.alone ? undefined : ownerOf(owner)) {
      const list = inside.get(owner);
      if (list) list.push(fn);
      else inside.set(owner, [fn]);
    }
  }
  for (const fn of functions) fn.inner = inside.get(fn) ?? noFunctions;
}
