import type { IntList } from '../facts/int-list';
import { endOf, startOf, type FlatTree } from './flat-tree';

/** Appends the records of a node with this kind word and this span from an earlier tree; false when it has to be walked. */
export type Reuse = (kind: number, start: number, end: number, out: IntList) => boolean;

/** A stretch of the new text in which the tree may differ, and how far everything behind it has moved. */
export interface Changed {
  start: number;
  end: number;
  moved: number;
}

/** Nodes shorter than this are walked: looking them up costs as much. */
const worthwhile = 40;

/** Takes what lies outside a changed stretch from the tree before the edit: the parser says that nothing else became different. */
export function reuseOf(before: FlatTree, changed: Changed): Reuse {
  return (kind, start, end, out) => {
    if (end - start < worthwhile) return false;
    const moved = end < changed.start ? 0 : start > changed.end ? changed.moved : undefined;
    if (moved === undefined) return false;
    const node = find(before, kind, start - moved, end - moved);
    if (node < 0) return false;
    out.appendMoved(before.words, node * 4, before.words[node * 4 + 3] ?? 1, moved);
    return true;
  };
}

/** The record of a kind with a span, or -1. Records stand in the order of their starts. */
function find(tree: FlatTree, kind: number, start: number, end: number): number {
  let low = 0;
  let high = tree.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (startOf(tree, middle) < start) low = middle + 1;
    else high = middle;
  }
  for (let node = low; node < tree.count && startOf(tree, node) === start; node++) {
    if ((tree.words[node * 4] ?? 0) === kind >>> 0 && endOf(tree, node) === end) return node;
  }
  return -1;
}
