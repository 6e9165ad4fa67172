import type { Tree } from 'web-tree-sitter';
import { IntList } from '../facts/int-list';
import type { FlatTree } from './flat-tree';

/** Deepest nesting that is followed; what lies deeper is left out of the flat tree. */
export const maxDepth = 1000;

/**
 * Fills the flat tree with a TreeCursor, the portable way. Anonymous nodes are stepped over: their text stands between named ones.
 * A faster filler may replace this function; nothing else knows how the array came about.
 */
export function flatten(tree: Tree): FlatTree {
  const out = new IntList(4096);
  const cursor = tree.walk();
  const open: number[] = [];
  let descend = true;
  try {
    for (;;) {
      const named = cursor.nodeIsNamed;
      if (named) {
        open.push(out.length);
        out.push(cursor.nodeTypeId | (cursor.currentFieldId << 16));
        out.push(cursor.startIndex);
        out.push(cursor.endIndex);
        out.push(1);
      } else open.push(-1);
      descend = named && open.length < maxDepth;
      if (descend && cursor.gotoFirstChild()) continue;
      for (;;) {
        const at = open.pop() ?? -1;
        if (at >= 0) out.set(at + 3, (out.length - at) / 4);
        if (cursor.gotoNextSibling()) break;
        if (!cursor.gotoParent()) {
          const words = new Uint32Array(out.length);
          words.set(out.view());
          return { words, count: out.length / 4, hasError: tree.rootNode.hasError };
        }
      }
    }
  } finally {
    cursor.delete();
  }
}
