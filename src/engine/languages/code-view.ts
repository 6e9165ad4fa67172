import { behind, childrenOf, endOf, fieldOf, startOf, symbolOf, type FlatTree, type Grammar } from '../syntax';

/** A text with its flat tree, as code that edits it reads it: kinds and fields by the grammar's names, parents included. */
export interface CodeView {
  path: string;
  text: string;
  /** Records of the tree; 0 is the root. */
  count: number;
  /** Nodes the parser could not read. */
  errors: number;
  kind: (node: number) => string;
  /** Name of the field a node stands in, '' for none. */
  field: (node: number) => string;
  start: (node: number) => number;
  end: (node: number) => number;
  textOf: (node: number) => string;
  children: (node: number) => number[];
  /** First child in a field, or -1. */
  child: (node: number, field: string) => number;
  /** The node around a node, -1 for the root. */
  parent: (node: number) => number;
  /** The smallest node that holds a span, innermost of equal ones. */
  at: (start: number, end: number) => number;
}

/** Looks at a flat tree the way edits do. Parents are worked out once; for one text at a time, not for scans. */
export function viewCode(tree: FlatTree, grammar: Grammar, text: string, path: string): CodeView {
  const parents = new Int32Array(tree.count).fill(-1);
  const open: number[] = [];
  let errors = 0;
  for (let node = 0; node < tree.count; node++) {
    while (open.length > 0 && behind(tree, open.at(-1) ?? 0) <= node) open.pop();
    parents[node] = open.at(-1) ?? -1;
    open.push(node);
    if (symbolOf(tree, node) >= grammar.symbols.length) errors++;
  }
  const children = (node: number): number[] => childrenOf(tree, node);
  const field = (node: number): string => grammar.fields[fieldOf(tree, node)] ?? '';
  return {
    path, text, count: tree.count, errors: tree.hasError && errors === 0 ? 1 : errors, children, field,
    kind: (node) => grammar.symbols[symbolOf(tree, node)] ?? 'ERROR',
    start: (node) => startOf(tree, node),
    end: (node) => endOf(tree, node),
    textOf: (node) => text.slice(startOf(tree, node), endOf(tree, node)),
    child: (node, name) => children(node).find((one) => field(one) === name) ?? -1,
    parent: (node) => parents[node] ?? -1,
    at(start, end) {
      let at = 0;
      for (;;) {
        const inner = children(at).find((one) => startOf(tree, one) <= start && endOf(tree, one) >= end);
        if (inner === undefined) return at;
        at = inner;
      }
    },
  };
}
