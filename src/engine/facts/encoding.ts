import type { IntList } from './int-list';
import { tableNames, type TableName } from './tables';

const magic = 0x50534d31;

/** Writes strings and tables into one buffer: magic, table lengths, string count, string lengths, tables, then the strings as UTF-16. */
export function encodeFacts(strings: readonly string[], tables: Record<TableName, IntList>): ArrayBuffer {
  const header = 2 + tableNames.length + strings.length;
  let ints = header;
  for (const name of tableNames) ints += tables[name].length;
  let chars = 0;
  for (const s of strings) chars += s.length;
  const buffer = new ArrayBuffer(ints * 4 + chars * 2 + (chars % 2) * 2);
  const words = new Int32Array(buffer, 0, ints);
  words[0] = magic;
  words[1] = strings.length;
  let at = 2;
  for (const name of tableNames) words[at++] = tables[name].length;
  for (const s of strings) words[at++] = s.length;
  for (const name of tableNames) {
    words.set(tables[name].view(), at);
    at += tables[name].length;
  }
  const units = new Uint16Array(buffer, ints * 4, chars);
  let unit = 0;
  for (const s of strings) for (let i = 0; i < s.length; i++) units[unit++] = s.charCodeAt(i);
  return buffer;
}

/** The facts of one file: views into the buffer, and its strings. */
export interface FileFacts extends Record<TableName, Int32Array> {
  buffer: ArrayBuffer;
  strings: readonly string[];
}

/** Reads a buffer written by `encodeFacts`; undefined when it is not one (a damaged cache record). */
export function decodeFacts(buffer: ArrayBuffer): FileFacts | undefined {
  if (buffer.byteLength < 8 || buffer.byteLength % 4 !== 0) return undefined;
  const all = new Int32Array(buffer);
  if (all[0] !== magic) return undefined;
  const stringCount = all[1] ?? 0;
  let at = 2 + tableNames.length + stringCount;
  const facts: Partial<Record<TableName, Int32Array>> = {};
  for (const [i, name] of tableNames.entries()) {
    const length = all[2 + i] ?? 0;
    facts[name] = all.subarray(at, at + length);
    at += length;
  }
  const units = new Uint16Array(buffer, at * 4);
  const text = decoder.decode(units);
  const strings: string[] = new Array<string>(stringCount);
  let unit = 0;
  for (let i = 0; i < stringCount; i++) {
    const length = all[2 + tableNames.length + i] ?? 0;
    strings[i] = shared(text.slice(unit, unit + length), units, unit);
    unit += length;
  }
  return { ...(facts as Record<TableName, Int32Array>), buffer, strings };
}

/** Texts kept for other files before starting afresh, and how long they are; results do not depend on it. */
const mostShared = 200_000;
const longestShared = 64;
const known = new Map<string, string>();

/** The same text in other files is held once: names repeat, and a piece of a long text would hold all of that. */
function shared(piece: string, units: Uint16Array, at: number): string {
  const held = piece.length > longestShared ? undefined : known.get(piece);
  if (held !== undefined) return held;
  const text = piece.length < pieceLength ? piece : decoder.decode(units.subarray(at, at + piece.length));
  if (text.length <= longestShared) {
    if (known.size >= mostShared) known.clear();
    known.set(text, text);
  }
  return text;
}

/** Shorter pieces are copies already. */
const pieceLength = 13;

const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });
