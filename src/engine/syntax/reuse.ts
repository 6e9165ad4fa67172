import { endOf, startOf, type FlatTree } from './flat-tree';

/** A stretch of the new text in which the tree may differ, and how far everything behind it has moved. */
export interface Changed {
  start: number;
  end: number;
  moved: number;
}

/**
 * The whole flat tree after an edit: a partial one, in which a record of 0 records stands for a node outside the changed stretch, completed with the records of that node
 * before the edit; the parser says that nothing else became different. Undefined when a node was not there before.
 */
export function withReused(partial: FlatTree, before: FlatTree, changed: Changed): FlatTree | undefined {
  const { words, count, hasError } = partial;
  const from = new Int32Array(count);
  const to = new Int32Array(count + 1);
  for (let node = 0; node < count; node++) {
    let records = 1;
    if (words[node * 4 + 3] === 0) {
      const moved = movedBy(changed, startOf(partial, node));
      const found = find(before, words[node * 4] ?? 0, startOf(partial, node) - moved, endOf(partial, node) - moved);
      if (found < 0) return undefined;
      from[node] = found;
      records = before.words[found * 4 + 3] ?? 1;
    }
    to[node + 1] = (to[node] ?? 0) + records;
  }
  const total = to[count] ?? 0;
  const whole = new Uint32Array(total * 4);
  for (let node = 0; node < count; node++) {
    const at = to[node] ?? 0;
    const records = words[node * 4 + 3] ?? 1;
    if (records > 0) {
      whole.set(words.subarray(node * 4, node * 4 + 3), at * 4);
      whole[at * 4 + 3] = (to[node + records] ?? total) - at;
    } else {
      const first = from[node] ?? 0;
      copyMoved(before.words.subarray(first * 4, (first + (to[node + 1] ?? 0) - at) * 4), whole, at * 4, movedBy(changed, startOf(partial, node)));
    }
  }
  return { words: whole, count: total, hasError };
}

const movedBy = (changed: Changed, start: number): number => (start > changed.end ? changed.moved : 0);

function copyMoved(records: Uint32Array, target: Uint32Array, at: number, moved: number): void {
  target.set(records, at);
  if (moved === 0) return;
  for (let i = at; i < at + records.length; i += 4) {
    target[i + 1] = (target[i + 1] ?? 0) + moved;
    target[i + 2] = (target[i + 2] ?? 0) + moved;
  }
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
    if (tree.words[node * 4] === kind && endOf(tree, node) === end) return node;
  }
  return -1;
}
