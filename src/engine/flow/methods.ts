import type { Evaluation } from './evaluate';
import type { FunctionNode, TypeNode } from './program';

/** The function that answers a method of a type, its super types included. */
export function methodFunction(e: Evaluation, node: TypeNode, name: string): FunctionNode | undefined {
  const member = e.k.members(node).get(name);
  return member?.fn ?? undefined;
}
