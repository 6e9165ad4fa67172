import type { ControlContext } from '../engine/controls';
import type { Language, Lower } from '../engine/languages/language';
import type { LanguageInfo } from '../engine/rules/catalogue';
import { createSyntax, type Grammar, type ReadWasm } from '../engine/syntax';

/** Parsing and lowering that answer at once, for paths whose grammar was loaded. */
export interface CodeTools extends Pick<ControlContext, 'parse' | 'lower'> {
  /** Loads the grammars these paths need; later calls are free. */
  load(paths: readonly string[]): Promise<void>;
}

interface Loaded {
  language: Language;
  grammar: Grammar;
  lower: Lower;
}

/** Prepares planning of controls for the languages that have both a grammar and code. */
export function createCodeTools(infos: readonly LanguageInfo[], languages: readonly Language[], readWasm: ReadWasm): CodeTools {
  let syntax: Awaited<ReturnType<typeof createSyntax>> | undefined;
  const loaded = new Map<string, Loaded>();
  const grammars = infos.flatMap((info) => {
    const language = languages.find(({ id }) => id === info.id);
    return language ? info.grammars.map((grammar) => ({ info, grammar, language })) : [];
  });
  const grammarOf = (path: string): (typeof grammars)[number] | undefined => {
    const extension = path.slice(path.lastIndexOf('.')).toLowerCase();
    return grammars.find(({ grammar }) => grammar.extensions.includes(extension));
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
      return entry && syntax && { tree: syntax.parse(entry.grammar.id, text), grammar: entry.grammar, language: entry.language };
    },
    lower(path, text) {
      const entry = loadedFor(path);
      return entry && syntax && entry.lower(syntax.parse(entry.grammar.id, text), text, path);
    },
  };
}
