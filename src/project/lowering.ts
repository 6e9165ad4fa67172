import { loweringVersion, type Language, type Lower } from '../engine/languages/language';
import type { LanguageInfo } from '../engine/rules/catalogue';
import { createSyntax, type ReadWasm } from '../engine/syntax';

/** Turns texts into facts by the language their path names. Grammars are loaded when first needed. */
export interface Lowering {
  /** True when a language reads files of this name. */
  accepts: (path: string) => boolean;
  /** What the facts of a path depend on besides its text: grammar and lowering; undefined when no language reads it. */
  version: (path: string) => string | undefined;
  /** The facts of a text; undefined when no language reads the path. */
  lower: (path: string, text: string) => Promise<ArrayBuffer | undefined>;
}

interface Entry {
  info: LanguageInfo;
  grammar: LanguageInfo['grammars'][number];
  language: Language;
}

/** Prepares lowering for the languages that have both a grammar and code. */
export function createLowering(infos: readonly LanguageInfo[], languages: readonly Language[], readWasm: ReadWasm): Lowering {
  const entries = new Map<string, Entry>();
  for (const info of infos) {
    const language = languages.find(({ id }) => id === info.id);
    if (!language) continue;
    for (const grammar of info.grammars) for (const extension of grammar.extensions) entries.set(extension, { info, grammar, language });
  }
  const prepared = new Map<string, Promise<(path: string, text: string) => ArrayBuffer>>();
  const prepare = async ({ info, grammar, language }: Entry): Promise<(path: string, text: string) => ArrayBuffer> => {
    const syntax = await createSyntax(readWasm);
    const lower: Lower = language.prepare(await syntax.load(grammar.id, `${info.id}/${grammar.wasm}`));
    return (path, text) => lower(syntax.parse(grammar.id, text), text, path);
  };
  const entryOf = (path: string): Entry | undefined => entries.get(extensionOf(path));
  return {
    accepts: (path) => entryOf(path) !== undefined,
    version(path) {
      const entry = entryOf(path);
      return entry && `${entry.grammar.sha256}-${loweringVersion}`;
    },
    async lower(path, text) {
      const entry = entryOf(path);
      if (!entry) return undefined;
      let ready = prepared.get(entry.grammar.id);
      if (!ready) prepared.set(entry.grammar.id, (ready = prepare(entry)));
      return (await ready)(path, text);
    },
  };
}

function extensionOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') ? path.slice(dot).toLowerCase() : '';
}
