import type { Tree, TreeCursor } from 'web-tree-sitter';
import { IntList } from '../facts/int-list';
import type { FlatTree, Grammar } from './flat-tree';
import type { Reuse } from './reuse';

/** Deepest nesting that is followed; what lies deeper is left out of the flat tree. */
export const maxDepth = 1000;

/** Turns a syntax tree into a flat one, copying from an earlier one what an edit left as it was. Anonymous nodes are stepped over: their text stands between named ones. */
export type Flatten = (tree: Tree, grammar: Grammar, reuse?: Reuse) => FlatTree;

/** The steps of a walk. The portable walk uses a TreeCursor; the direct one calls the same functions of the runtime without a copy of the cursor a call. */
interface Walk {
  symbol: () => number;
  field: () => number;
  start: () => number;
  end: () => number;
  firstChild: () => boolean;
  nextSibling: () => boolean;
  parent: () => boolean;
}

function fill(walk: Walk, grammar: Grammar, hasError: boolean, reuse: Reuse | undefined): FlatTree {
  const out = new IntList(8192);
  const open: number[] = [];
  const { named, leaf } = tablesOf(grammar);
  for (;;) {
    const symbol = walk.symbol();
    const isNamed = symbol >= named.length || named[symbol] === 1;
    let copied = false;
    if (isNamed) {
      const kind = symbol | (walk.field() << 16);
      const start = walk.start();
      const end = walk.end();
      copied = reuse?.(kind, start, end, out) === true;
      if (!copied) {
        open.push(out.length);
        out.row4(kind, start, end, 1);
      }
    }
    if (!isNamed || copied) open.push(-1);
    else if (leaf[symbol] !== 1 && open.length < maxDepth && walk.firstChild()) continue;
    for (;;) {
      const at = open.pop() ?? -1;
      if (at >= 0) out.set(at + 3, (out.length - at) / 4);
      if (walk.nextSibling()) break;
      if (!walk.parent()) return { words: new Uint32Array(out.view()), count: out.length / 4, hasError };
    }
  }
}

const tables = new WeakMap<Grammar, { named: Uint8Array; leaf: Uint8Array }>();

/** Which symbols are named, and which of those never have children (words and numbers): they need no look inside. */
function tablesOf(grammar: Grammar): { named: Uint8Array; leaf: Uint8Array } {
  let found = tables.get(grammar);
  if (!found) {
    found = {
      named: Uint8Array.from(grammar.symbols, (name) => (name === '' ? 0 : 1)),
      leaf: Uint8Array.from(grammar.symbols, (name) => (/^(identifier|(property|type|shorthand_property|private_property|statement)_identifier|number|integer|float|string_fragment|string_content|comment|true|false|null|none|this)$/.test(name) ? 1 : 0)),
    };
    tables.set(grammar, found);
  }
  return found;
}

/** The portable way: a TreeCursor. */
export const flattenByCursor: Flatten = (tree, grammar, reuse) => {
  const cursor: TreeCursor = tree.walk();
  try {
    return fill({
      symbol: () => cursor.nodeTypeId, field: () => cursor.currentFieldId, start: () => cursor.startIndex, end: () => cursor.endIndex,
      firstChild: () => cursor.gotoFirstChild(), nextSibling: () => cursor.gotoNextSibling(), parent: () => cursor.gotoParent(),
    }, grammar, tree.rootNode.hasError, reuse);
  } finally {
    cursor.delete();
  }
};

type Call = (tree: number) => number;
const names = [
  'tree_root_node', 'tree_cursor_new', 'tree_cursor_delete', 'tree_cursor_current_node_type_id', 'tree_cursor_current_field_id', 'tree_cursor_start_index', 'tree_cursor_end_index',
  'tree_cursor_goto_first_child', 'tree_cursor_goto_next_sibling', 'tree_cursor_goto_parent',
] as const;

/**
 * The direct way: the runtime hands cursors over in its transfer buffer, and between two calls of a walk nothing else touches that buffer.
 * Undefined when this runtime does not export what is needed; the first trees are compared with the portable walk before it is trusted.
 */
export function directFlatten(runtime: Readonly<Record<string, unknown>>): Flatten | undefined {
  const calls = names.map((name) => runtime[`_ts_${name}_wasm`]);
  if (!calls.every((call): call is Call => typeof call === 'function')) return undefined;
  const [root, create, remove, symbol, field, start, end, first, next, parent] = calls as [Call, Call, Call, Call, Call, Call, Call, Call, Call, Call];
  return (tree, grammar, reuse) => {
    const address = (tree as unknown as { 0: number })[0];
    const hasError = tree.rootNode.hasError;
    root(address);
    create(address);
    try {
      return fill({
        symbol: () => symbol(address), field: () => field(address), start: () => start(address), end: () => end(address),
        firstChild: () => first(address) === 1, nextSibling: () => next(address) === 1, parent: () => parent(address) === 1,
      }, grammar, hasError, reuse);
    } finally {
      remove(address);
    }
  };
}

/** Equal flat trees, word by word. */
export function sameFlat(a: FlatTree, b: FlatTree): boolean {
  return a.count === b.count && a.words.every((word, i) => word === b.words[i]);
}
