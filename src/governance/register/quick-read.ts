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
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line === '' || line.startsWith('#')) continue;
    const top = /^([a-z_]+):(?: (.*))?$/.exec(line);
    const key = top?.[1];
    if (key === undefined || Object.hasOwn(value, key)) return undefined;
    const written = top?.[2];
    let read: Plain | undefined;
    if (written !== undefined) read = flow(written);
    else {
      const [items, next] = mapList(lines, at + 1);
      read = items;
      places.set(key, { line: at, start: 0, end: key.length });
      at = next - 1;
    }
    if (read === undefined) return undefined;
    value[key] = read;
    if (written !== undefined) places.set(key, { line: at, start: key.length + 2, end: line.length });
  }
  return { value, lines: places };
}

/** A list of maps below a key: `  - key: value`, then its further keys four spaces in, or `  - {…}`. Gives the line behind it too. */
function mapList(lines: readonly string[], from: number): [Plain[] | undefined, number] {
  const items: Plain[] = [];
  let item: Record<string, Plain> | undefined;
  let at = from;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (!line.startsWith('  ')) break;
    const whole = /^ {2}- (\{.*\})$/.exec(line);
    if (whole) {
      const read = flow(whole[1] ?? '');
      if (read === undefined) return [undefined, at];
      items.push(read);
      item = undefined;
      continue;
    }
    const entry = /^( {2}- | {4})("?)([a-z_]+)\2: (.*)$/.exec(line);
    const read = entry ? flow(entry[4] ?? '') : undefined;
    if (!entry || read === undefined) return [undefined, at];
    if (entry[1] === '  - ') items.push((item = {}));
    if (!item || Object.hasOwn(item, entry[3] ?? '')) return [undefined, at];
    item[entry[3] ?? ''] = read;
  }
  return [items.length > 0 ? items : undefined, at];
}

/** A value in flow style; undefined where it is more than quoted texts, plain words, whole numbers, lists and maps. */
function flow(text: string): Plain | undefined {
  const [value, end] = flowAt(text, 0);
  return end === text.length ? value : undefined;
}

const plain = /[A-Za-z@/.][^,[\]{}"'#:\\`!%?]*|\d{4}-\d{2}-\d{2}/y;
const whole = /(?:0|[1-9]\d{0,8})(?=$|[,\]} ])/y;
const quoted = /"(?:[^"\\]|\\.)*"/y;
const reserved = /^(?:true|false|null|~|yes|no|on|off)$/i;

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Reads one value and gives the offset behind it; an offset of -1 means it is not in this form. */
function flowAt(text: string, at: number): [Plain | undefined, number] {
  const first = text[at];
  if (first === '[' || first === '{') return collection(text, at, first === '{');
  const string = first === '"' ? matchAt(quoted, text, at) : undefined;
  if (string !== undefined) {
    try {
      return [JSON.parse(string) as string, at + string.length];
    } catch {
      return [undefined, -1];
    }
  }
  const date = matchAt(plain, text, at);
  if (date !== undefined) return reserved.test(date.trimEnd()) || date.endsWith(' ') ? [undefined, -1] : [date, at + date.length];
  const number = matchAt(whole, text, at);
  return number === undefined ? [undefined, -1] : [Number(number), at + number.length];
}

function collection(text: string, from: number, isMap: boolean): [Plain | undefined, number] {
  const map: Record<string, Plain> = {};
  const list: Plain[] = [];
  const close = isMap ? '}' : ']';
  let at = from + 1;
  if (text[at] === close) return [isMap ? map : list, at + 1];
  for (;;) {
    let key = '';
    if (isMap) {
      const head = /^"?([a-z_]+)"?: /.exec(text.slice(at, at + 60));
      if (!head) return [undefined, -1];
      key = head[1] ?? '';
      if (Object.hasOwn(map, key)) return [undefined, -1];
      at += head[0].length;
    }
    const [value, end] = flowAt(text, at);
    if (value === undefined || end < 0) return [undefined, -1];
    if (isMap) map[key] = value;
    else list.push(value);
    if (text[end] === close) return [isMap ? map : list, end + 1];
    if (!text.startsWith(', ', end)) return [undefined, -1];
    at = end + 2;
  }
}
