import type { Language, Lower } from '../engine/languages/language';
import type { LanguageInfo } from '../engine/rules/catalogue';
import { createSyntax, type OpenTree, type ReadWasm, type TextChange } from '../engine/syntax';

/** Code that is open in an editor: its tree is kept, so that an edit costs little. The caller closes it. */
export interface OpenCode {
  facts: () => ArrayBuffer;
  /** The facts of the text the document has now. */
  edit: (text: string) => ArrayBuffer;
  close: () => void;
}

/** Opens a text by the language its path names; undefined where no language reads it. */
export type OpenText = (path: string, text: string) => Promise<OpenCode | undefined>;

/** Prepares opening for the languages that have both a grammar and code. Grammars are loaded when first needed. */
export function createOpener(infos: readonly LanguageInfo[], languages: readonly Language[], readWasm: ReadWasm): OpenText {
  const prepared = new Map<string, Promise<{ open: (text: string) => OpenTree; lower: Lower }>>();
  const prepare = async (info: LanguageInfo, grammar: LanguageInfo['grammars'][number], language: Language): Promise<{ open: (text: string) => OpenTree; lower: Lower }> => {
    const syntax = await createSyntax(readWasm);
    const lower = language.prepare(await syntax.load(grammar.id, `${info.id}/${grammar.wasm}`));
    return { open: (text) => syntax.open(grammar.id, text), lower };
  };
  return async (path, text) => {
    const found = infos.flatMap((info) => {
      const language = languages.find(({ id }) => id === info.id);
      const grammar = info.grammars.find(({ extensions }) => extensions.some((extension) => path.toLowerCase().endsWith(extension)));
      return language && grammar ? [{ info, grammar, language }] : [];
    })[0];
    if (!found) return undefined;
    const { grammar } = found;
    let ready = prepared.get(grammar.id);
    if (!ready) prepared.set(grammar.id, (ready = prepare(found.info, grammar, found.language)));
    const { open, lower } = await ready;
    const tree = open(text);
    let current = text;
    return {
      facts: () => lower(tree.flat(), current, path),
      edit(next) {
        const flat = tree.edit(changeBetween(current, next), next);
        current = next;
        return lower(flat, next, path);
      },
      close: () => { tree.close(); },
    };
  };
}

/** The smallest single replacement that leads from one text to the other. Several changes at once become the span that holds them. */
export function changeBetween(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let behind = 0;
  while (behind < shorter - start && before.charCodeAt(before.length - 1 - behind) === after.charCodeAt(after.length - 1 - behind)) behind++;
  return { start, oldEnd: before.length - behind, newEnd: after.length - behind };
}
