/** A plain value of a decision file. */
export type Plain = string | number | null | readonly Plain[] | { readonly [key: string]: Plain };

/** The keys of a decision file with their values, and the line on which each stands. */
export interface QuickRead {
  value: { readonly [key: string]: Plain };
  lines: ReadonlyMap<string, { line: number; start: number; end: number }>;
}

/**
 * Reads a decision file in the form it is written: keys at the left edge, values in flow style on one line, lists of maps one key a line. A register
 * of thousands of files loads at once by this; anything else in a file (comments inside values, anchors, block texts, tabs) gives undefined, and
 * the YAML reader takes over, which tells what is wrong as well.
 */
export function quickRead(text: string): QuickRead | undefined {
  if (/[\t\r&*|>]|^<{7}/m.test(text)) return undefined;
  const value: Record<string, Plain> = {};
  const places = new Map<string, { line: number; start: number; end: number }>();
  const cursor = { text, at: 0 };
  for (let line = 0; cursor.at < text.length; line++) {
    if (isNext(cursor, '\n')) continue;
    if (text[cursor.at] === '#') {
      toNextLine(cursor);
      continue;
    }
    const begin = cursor.at;
    const key = take(top, cursor)?.[1];
    if (key === undefined || Object.hasOwn(value, key)) return undefined;
    const isInline = isNext(cursor, ' ');
    const items = isInline ? undefined : mapList(cursor);
    const read = isInline ? valueAt(cursor) : items?.list;
    if (read === undefined || (isInline && !isLineEnd(cursor))) return undefined;
    value[key] = read;
    places.set(key, isInline ? { line, start: key.length + 2, end: cursor.at - begin } : { line, start: 0, end: key.length });
    if (isInline) cursor.at++;
    line += items?.lines ?? 0;
  }
  return { value, lines: places };
}

/** A list of maps below a key: `  - key: value`, then its further keys four spaces in, or `  - {…}`; with the number of its lines. */
function mapList(cursor: Cursor): { list: Plain[]; lines: number } | undefined {
  const list: Plain[] = [];
  let item: Record<string, Plain> | undefined;
  let lines = 0;
  if (!isNext(cursor, '\n')) return undefined;
  for (; cursor.text.startsWith('  ', cursor.at); lines++) {
    if (isNext(cursor, '  - ')) item = undefined;
    else if (!item || !isNext(cursor, '    ')) return undefined;
    if (!item && cursor.text[cursor.at] === '{') {
      const read = mapAt(cursor);
      if (read === undefined) return undefined;
      list.push(read);
    } else {
      const key = take(entry, cursor)?.[2];
      const read = key === undefined ? undefined : valueAt(cursor);
      if (key === undefined || read === undefined) return undefined;
      if (!item) list.push((item = {}));
      else if (Object.hasOwn(item, key)) return undefined;
      item[key] = read;
    }
    if (!isLineEnd(cursor)) return undefined;
    cursor.at++;
  }
  return list.length > 0 ? { list, lines } : undefined;
}

function isLineEnd({ text, at }: Cursor): boolean {
  return at === text.length || text[at] === '\n';
}

function toNextLine(cursor: Cursor): void {
  const end = cursor.text.indexOf('\n', cursor.at);
  cursor.at = end < 0 ? cursor.text.length : end + 1;
}

/** A text that is being read, and how far. */
interface Cursor {
  text: string;
  at: number;
}

const top = /(?!(?:null|true|false):)([a-z_]+):/y;
const entry = /("?)(?!(?:null|true|false):)([a-z_]+)\1: /y;
const plain = /[A-Za-z/.][^\n,[\]{}"'#:\\`!%?]*|\d{4}-\d{2}-\d{2}/y;
const whole = /(?:0|[1-9]\d{0,8})(?=$|[,\]} \n])/y;
const quoted = /"(?:[^"\\\n]|\\.)*"/y;
const reserved = /^(?:true|false|null|~|yes|no|on|off)$/i;

/** What a pattern finds at the cursor, which then stands behind it. */
function take(pattern: RegExp, cursor: Cursor): RegExpExecArray | null {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text);
  if (found) cursor.at = pattern.lastIndex;
  return found;
}

/** Reads one value; undefined where it is not in this form. */
function valueAt(cursor: Cursor): Plain | undefined {
  const first = cursor.text[cursor.at];
  if (first === '[') return listAt(cursor);
  if (first === '{') return mapAt(cursor);
  if (first === '"') return textOf(take(quoted, cursor)?.[0]);
  const word = take(plain, cursor)?.[0];
  if (word !== undefined) return word.endsWith(' ') || reserved.test(word) ? undefined : word;
  const number = take(whole, cursor)?.[0];
  return number === undefined ? undefined : Number(number);
}

function textOf(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  if (!written.includes('\\')) return written.slice(1, -1);
  try {
    return JSON.parse(written) as string;
  } catch {
    return undefined;
  }
}

function listAt(cursor: Cursor): Plain[] | undefined {
  const list: Plain[] = [];
  cursor.at++;
  if (isNext(cursor, ']')) return list;
  for (;;) {
    const value = valueAt(cursor);
    if (value === undefined) return undefined;
    list.push(value);
    if (isNext(cursor, ']')) return list;
    if (!isNext(cursor, ', ')) return undefined;
  }
}

function mapAt(cursor: Cursor): Record<string, Plain> | undefined {
  const map: Record<string, Plain> = {};
  cursor.at++;
  if (isNext(cursor, '}')) return map;
  for (;;) {
    const key = take(entry, cursor)?.[2];
    if (key === undefined || Object.hasOwn(map, key)) return undefined;
    const value = valueAt(cursor);
    if (value === undefined) return undefined;
    map[key] = value;
    if (isNext(cursor, '}')) return map;
    if (!isNext(cursor, ', ')) return undefined;
  }
}

function isNext(cursor: Cursor, mark: string): boolean {
  if (!cursor.text.startsWith(mark, cursor.at)) return false;
  cursor.at += mark.length;
  return true;
}
