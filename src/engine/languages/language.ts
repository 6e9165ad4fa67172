import type { FlatTree, Grammar } from '../syntax';
import type { CodeEdits } from './edits';

/** Turns flat trees of one grammar into facts. */
export type Lower = (tree: FlatTree, source: string, path: string) => ArrayBuffer;

/** A language: how its trees become facts and how its code is edited. Everything declarative (extensions, comments, module names) stands in its language.yml. */
export interface Language {
  id: string;
  /** Prepares the lowering for a loaded grammar: symbol and field numbers are looked up once. */
  prepare: (grammar: Grammar) => Lower;
  edits: CodeEdits;
}

/** Raise when any lowering gives other facts for the same text: it is part of the cache key. */
export const loweringVersion = 8;
