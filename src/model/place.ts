/** Where something stands in a file. Offsets and characters are UTF-16 code units, lines count from 0. */
export interface Span {
  start: number;
  end: number;
}

export interface Position {
  line: number;
  character: number;
}

export interface Range {
  start: Position;
  end: Position;
}

/** A range in a file of the workspace; `file` is relative to the workspace root and uses `/`. */
export interface Location {
  file: string;
  range: Range;
}
