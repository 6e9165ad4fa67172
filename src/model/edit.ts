import type { Range } from './place';

/** One replacement in one file; the range is that of the text before any edit of the same set. */
export interface TextEdit {
  range: Range;
  newText: string;
}

/** Edits that belong together: they are applied as one step or not at all. */
export interface FileEdits {
  file: string;
  /** The file does not exist yet and is created with the joined new texts. */
  create?: boolean;
  edits: TextEdit[];
}
