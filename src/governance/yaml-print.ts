/** Plain values that are written into YAML or JSON. */
export type Printable = string | number | boolean | null | readonly Printable[] | { readonly [key: string]: Printable };

const plain = /^(?:[A-Za-z][A-Za-z0-9_./+-]*(?: [A-Za-z0-9_./+-]+)*|\d{4}-\d{2}-\d{2})$/;
const reserved = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** A scalar as YAML, plain where every reader takes it for the same text, else in double quotes. */
export function printScalar(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return String(value);
  return plain.test(value) && !reserved.test(value) ? value : JSON.stringify(value);
}

/** A value on one line, as YAML flow or as JSON. */
export function printFlow(value: Printable, json: boolean): string {
  if (json) return JSON.stringify(value);
  if (value === null || typeof value !== 'object') return printScalar(value);
  if (isList(value)) return `[${value.map((item) => printFlow(item, false)).join(', ')}]`;
  return `{${Object.entries(value).map(([key, inner]) => `${printScalar(key)}: ${printFlow(inner, false)}`).join(', ')}}`;
}

/**
 * A value as lines of block YAML: maps and lists of maps by line, lists of scalars and maps of scalars below the top in flow.
 * @param byLine maps below the top stand on lines of their own as well.
 */
export function printBlock(value: Printable, byLine = false): string[] {
  if (value === null || typeof value !== 'object') return [printScalar(value)];
  if (isList(value)) {
    if (value.length === 0) return ['[]'];
    return value.flatMap((item) => indented('- ', printBlock(item, byLine)));
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return ['{}'];
  return entries.flatMap(([key, inner]) => {
    const head = printScalar(key);
    if (!needsLines(inner, byLine)) return [`${head}: ${printFlow(inner, false)}`];
    return [`${head}:`, ...printBlock(inner, byLine).map((line) => `  ${line}`)];
  });
}

function indented(first: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => (index === 0 ? first : ' '.repeat(first.length)) + line);
}

/** A list of maps stands on lines of its own, everything else fits one line; so do not maps where they are written by line. */
function needsLines(value: Printable, byLine: boolean): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (!isList(value)) return byLine && Object.keys(value).length > 0;
  return value.some((item) => item !== null && typeof item === 'object' && !isList(item));
}

function isList(value: Printable): value is readonly Printable[] {
  return Array.isArray(value);
}
