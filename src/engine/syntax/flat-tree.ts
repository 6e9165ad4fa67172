/**
 * A syntax tree as one typed array: four words a named node in pre-order.
 * word 0: symbol | field << 16 · word 1: start · word 2: end (UTF-16 units) · word 3: number of records in the subtree, itself included.
 * Children, siblings and parents follow by arithmetic, so no node object exists outside `syntax/`.
 */
export interface FlatTree {
  words: Uint32Array;
  count: number;
  /** True when the parser met something it could not read. */
  hasError: boolean;
}

/** What a grammar calls its symbols and fields, by number. */
export interface Grammar {
  /** Id of the grammar: "typescript", "tsx", "javascript", "python". */
  id: string;
  symbols: readonly string[];
  fields: readonly string[];
}

/** Deepest nesting that is followed; what lies deeper is left out of the flat tree. */
export const maxDepth = 1000;

/** Symbol number of nodes the parser could not read. */
export const errorSymbol = 0xffff;

export const symbolOf = (tree: FlatTree, node: number): number => (tree.words[node * 4] ?? 0) & 0xffff;
export const fieldOf = (tree: FlatTree, node: number): number => (tree.words[node * 4] ?? 0) >>> 16;
export const startOf = (tree: FlatTree, node: number): number => tree.words[node * 4 + 1] ?? 0;
export const endOf = (tree: FlatTree, node: number): number => tree.words[node * 4 + 2] ?? 0;
/** First record behind the subtree of `node`: its next sibling, or a record of an ancestor's sibling. */
export const behind = (tree: FlatTree, node: number): number => node + (tree.words[node * 4 + 3] ?? 1);
/** First named child, or -1. */
export const firstChild = (tree: FlatTree, node: number): number => ((tree.words[node * 4 + 3] ?? 1) > 1 ? node + 1 : -1);

/** Named children of a node, in order. */
export function childrenOf(tree: FlatTree, node: number): number[] {
  const found: number[] = [];
  const end = behind(tree, node);
  for (let child = node + 1; child < end; child = behind(tree, child)) found.push(child);
  return found;
}

/** First child with that field number, or -1. */
export function childByField(tree: FlatTree, node: number, field: number): number {
  const end = behind(tree, node);
  for (let child = node + 1; child < end; child = behind(tree, child)) if (fieldOf(tree, child) === field) return child;
  return -1;
}
