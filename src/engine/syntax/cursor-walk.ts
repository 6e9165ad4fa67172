import type { Tree } from 'web-tree-sitter';
import { IntList } from '../facts/int-list';
import { maxDepth, type FlatTree, type Grammar } from './flat-tree';

/** The portable walk: a TreeCursor, whose every step copies it into and out of the runtime's memory. Anonymous nodes are stepped over: their text stands between named ones. */
export function flattenByCursor(tree: Tree, grammar: Grammar): FlatTree {
  const named = namedOf(grammar);
  const out = new IntList(8192);
  const open: number[] = [];
  const cursor = tree.walk();
  try {
    for (;;) {
      const symbol = cursor.nodeTypeId;
      if (symbol >= named.length || named[symbol] === 1) {
        open.push(out.length);
        out.row4(symbol | (cursor.currentFieldId << 16), cursor.startIndex, cursor.endIndex, 1);
        if (open.length < maxDepth && cursor.gotoFirstChild()) continue;
      } else {
        open.push(-1);
      }
      for (;;) {
        const at = open.pop() ?? -1;
        if (at >= 0) out.set(at + 3, (out.length - at) / 4);
        if (cursor.gotoNextSibling()) break;
        if (!cursor.gotoParent()) return { words: new Uint32Array(out.view()), count: out.length / 4, hasError: tree.rootNode.hasError };
      }
    }
  } finally {
    cursor.delete();
  }
}

const tables = new WeakMap<Grammar, Uint8Array>();

function namedOf(grammar: Grammar): Uint8Array {
  let found = tables.get(grammar);
  if (!found) tables.set(grammar, (found = Uint8Array.from(grammar.symbols, (name) => (name === '' ? 0 : 1))));
  return found;
}
