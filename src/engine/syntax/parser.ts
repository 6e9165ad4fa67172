import { Edit, Language, Parser, type Tree } from 'web-tree-sitter';
import type { FlatTree, Grammar } from './flat-tree';
import { createFlatten } from './flatten';
import type { Changed } from './reuse';
import { startRuntime, type ReadWasm } from './runtime';

/** Parsers of the grammars loaded so far. Everything that touches a tree-sitter node stays behind this interface. */
export interface Syntax {
  /** Loads a grammar once; later calls are free. */
  load: (id: string, wasm: string) => Promise<Grammar>;
  /** Parses a whole text with a loaded grammar and gives its flat tree. */
  parse: (grammar: string, text: string) => FlatTree;
  /** Parses and keeps the tree for later edits; the caller must `close` it. */
  open: (grammar: string, text: string) => OpenTree;
}

/** A change of a text, in UTF-16 units and line/character points. */
export interface TextChange {
  start: number;
  oldEnd: number;
  newEnd: number;
}

/** The tree of an open document; keeps wasm memory until closed. */
export interface OpenTree {
  flat: () => FlatTree;
  /** Re-parses after a change that led to `text`. */
  edit: (change: TextChange, text: string) => FlatTree;
  /** The tree a change would lead to; the open one stays as it is. */
  preview: (change: TextChange, text: string) => FlatTree;
  close: () => void;
}

/** Starts the parser runtime (once per realm). `read` is asked for the runtime's own wasm and for grammars when they are first needed. */
export async function createSyntax(read: ReadWasm): Promise<Syntax> {
  const flatten = createFlatten(await startRuntime(read));
  const loaded = new Map<string, { parser: Parser; grammar: Grammar }>();
  const loading = new Map<string, Promise<Grammar>>();

  const entryOf = (id: string): { parser: Parser; grammar: Grammar } => {
    const entry = loaded.get(id);
    if (!entry) throw new Error(`grammar ${id} is not loaded`);
    return entry;
  };
  const parseTree = (parser: Parser, text: string, old?: Tree): Tree => {
    const tree = parser.parse(text, old);
    if (!tree) throw new Error('the parser gave no tree');
    return tree;
  };

  return {
    load(id, wasm) {
      const known = loading.get(id);
      if (known) return known;
      const started = read(wasm).then(async (bytes) => {
        const language = await Language.load(bytes);
        const parser = new Parser();
        parser.setLanguage(language);
        const grammar = describe(id, language);
        loaded.set(id, { parser, grammar });
        return grammar;
      });
      loading.set(id, started);
      return started;
    },
    parse(grammar, text) {
      const entry = entryOf(grammar);
      const tree = parseTree(entry.parser, text);
      try {
        return flatten(tree, entry.grammar);
      } finally {
        tree.delete();
      }
    },
    open(grammar, text) {
      const { parser, grammar: described } = entryOf(grammar);
      let tree = parseTree(parser, text);
      let current = text;
      let flat = flatten(tree, described);
      return {
        flat: () => flat,
        edit(change, next) {
          tree.edit(editOf(change, current, next));
          const old = tree;
          tree = parseTree(parser, next, old);
          const changed = changedBetween(old, tree, change);
          old.delete();
          current = next;
          flat = flatten(tree, described, { flat, changed });
          return flat;
        },
        preview(change, next) {
          const old = tree.copy();
          old.edit(editOf(change, current, next));
          const changedTree = parseTree(parser, next, old);
          try {
            return flatten(changedTree, described, { flat, changed: changedBetween(old, changedTree, change) });
          } finally {
            old.delete();
            changedTree.delete();
          }
        },
        close: () => tree.delete(),
      };
    },
  };
}

function editOf(change: TextChange, before: string, after: string): Edit {
  return new Edit({
    startIndex: change.start, oldEndIndex: change.oldEnd, newEndIndex: change.newEnd,
    startPosition: pointAt(before, change.start), oldEndPosition: pointAt(before, change.oldEnd), newEndPosition: pointAt(after, change.newEnd),
  });
}

/** The stretch of the new text that was edited or is read differently since. */
function changedBetween(old: Tree, tree: Tree, change: TextChange): Changed {
  const ranges = old.getChangedRanges(tree);
  return {
    start: Math.min(change.start, ...ranges.map(({ startIndex }) => startIndex)),
    end: Math.max(change.newEnd, ...ranges.map(({ endIndex }) => endIndex)),
    moved: change.newEnd - change.oldEnd,
  };
}

/** The names of a loaded grammar, by number; those of anonymous symbols are empty. */
export function describe(id: string, language: Language): Grammar {
  const symbols: string[] = [];
  for (let i = 0; i < language.nodeTypeCount; i++) symbols.push(language.nodeTypeIsNamed(i) ? (language.nodeTypeForId(i) ?? '') : '');
  const fields: string[] = [''];
  for (let i = 1; i <= language.fieldCount; i++) fields.push(language.fieldNameForId(i) ?? '');
  return { id, symbols, fields };
}

/** Row and column of an offset; tree-sitter counts columns in bytes of UTF-16, the binding in units. */
function pointAt(text: string, offset: number): { row: number; column: number } {
  let row = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
}
