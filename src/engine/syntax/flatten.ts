import type { Tree } from 'web-tree-sitter';
import { flattenByCursor } from './cursor-walk';
import type { FlatTree, Grammar } from './flat-tree';
import { withReused, type Changed } from './reuse';
import type { WasmWalk } from './wasm-walk';

/** The flat tree before an edit, and what the edit changed. */
export interface Before {
  flat: FlatTree;
  changed: Changed;
}

/** Turns a syntax tree into a flat one, copying from an earlier one what an edit left as it was. */
export type Flatten = (tree: Tree, grammar: Grammar, before?: Before) => FlatTree;

/** Trees compared before the walk inside wasm is trusted. */
const trials = 2;

/**
 * The walk inside wasm reads the private layout of the runtime's trees. So the first trees are walked both ways, and when one differs, or without such a walk,
 * the portable one is used for good.
 */
export function createFlatten(walk: WasmWalk | undefined): Flatten {
  let trust = walk ? trials : -1;
  return (tree, grammar, before) => {
    if (!walk || trust < 0) return flattenByCursor(tree, grammar);
    if (trust === 0) return (before && changedOnly(walk, tree, before)) ?? walk(tree) ?? flattenByCursor(tree, grammar);
    const portable = flattenByCursor(tree, grammar);
    const whole = walk(tree);
    trust = whole && sameFlat(whole, portable) ? trust - 1 : -1;
    return portable;
  };
}

function changedOnly(walk: WasmWalk, tree: Tree, { flat, changed }: Before): FlatTree | undefined {
  const partial = walk(tree, changed);
  return partial && withReused(partial, flat, changed);
}

/** Equal flat trees, word by word. */
export function sameFlat(a: FlatTree, b: FlatTree): boolean {
  return a.count === b.count && a.hasError === b.hasError && a.words.every((word, i) => word === b.words[i]);
}
