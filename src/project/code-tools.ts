import type { ControlContext } from '../engine/controls';
import type { Language, Lower } from '../engine/languages/language';
import type { LanguageInfo } from '../engine/rules/catalogue';
import { createSyntax, type FlatTree, type Grammar, type OpenTree, type ReadWasm, type Syntax } from '../engine/syntax';
import { changeBetween } from './open-code';

/** Parsing and lowering that answer at once, for paths whose grammar was loaded. */
export interface CodeTools extends Pick<ControlContext, 'parse' | 'lower'> {
  /** Loads the grammars these paths need; later calls are free. */
  load: (paths: readonly string[]) => Promise<void>;
}

const keptTrees = 6;
/** Files whose first text stays parsed: what is tried on it costs as little as a keystroke. */
const keptOpen = 3;

interface Loaded {
  language: Language;
  grammar: Grammar;
  lower: Lower;
}

/** Prepares planning of controls for the languages that have both a grammar and code. */
export function createCodeTools(infos: readonly LanguageInfo[], languages: readonly Language[], readWasm: ReadWasm): CodeTools {
  let syntax: Syntax | undefined;
  const loaded = new Map<string, Loaded>();
  const grammars = infos.flatMap((info) => {
    const language = languages.find(({ id }) => id === info.id);
    return language ? info.grammars.map((grammar) => ({ info, grammar, language })) : [];
  });
  const grammarOf = (path: string): (typeof grammars)[number] | undefined => {
    const extension = path.slice(path.lastIndexOf('.')).toLowerCase();
    return grammars.find(({ grammar }) => grammar.extensions.includes(extension));
  };
  // A text is parsed to be looked at, then lowered: the trees of the last few are kept.
  const trees: { grammar: string; text: string; tree: FlatTree }[] = [];
  const opened: { path: string; text: string; tree: OpenTree }[] = [];
  const read = (path: string, grammar: string, text: string, from: Syntax): FlatTree => {
    const open = opened.find((entry) => entry.path === path);
    if (!open) {
      const tree = from.open(grammar, text);
      opened.unshift({ path, text, tree });
      opened.splice(keptOpen).forEach((entry) => { entry.tree.close(); });
      return tree.flat();
    }
    const tree = open.tree.preview(changeBetween(open.text, text), text);
    // How broken code is read depends on what stood there before: it is read on its own.
    return tree.hasError ? from.parse(grammar, text) : tree;
  };
  const treeOf = (path: string, grammar: string, text: string, from: Syntax): FlatTree => {
    const known = trees.find((entry) => entry.grammar === grammar && entry.text === text);
    if (known) return known.tree;
    const tree = read(path, grammar, text, from);
    trees.unshift({ grammar, text, tree });
    trees.length = Math.min(trees.length, keptTrees);
    return tree;
  };
  const loadedFor = (path: string): Loaded | undefined => loaded.get(grammarOf(path)?.grammar.id ?? '');
  return {
    async load(paths) {
      syntax ??= await createSyntax(readWasm);
      for (const entry of new Set(paths.map(grammarOf))) {
        if (!entry || loaded.has(entry.grammar.id)) continue;
        const grammar = await syntax.load(entry.grammar.id, `${entry.info.id}/${entry.grammar.wasm}`);
        loaded.set(entry.grammar.id, { language: entry.language, grammar, lower: entry.language.prepare(grammar) });
      }
    },
    parse(path, text) {
      const entry = loadedFor(path);
      return entry && syntax && { tree: treeOf(path, entry.grammar.id, text, syntax), grammar: entry.grammar, language: entry.language };
    },
    lower(path, text) {
      const entry = loadedFor(path);
      return entry && syntax && entry.lower(treeOf(path, entry.grammar.id, text, syntax), text, path);
    },
  };
}
