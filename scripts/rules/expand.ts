/** Expands `{a,b}` in a selector, several and nested ones too: `Logger.{info,warn}` gives two. Order is that of the text. */
export function expandBraces(text: string): string[] {
  const open = text.lastIndexOf('{');
  if (open < 0) return [text];
  const close = text.indexOf('}', open);
  if (close < 0) return [text];
  const before = text.slice(0, open);
  const after = text.slice(close + 1);
  return text
    .slice(open + 1, close)
    .split(',')
    .flatMap((choice) => expandBraces(before + choice.trim() + after));
}

/** A single value or a list, as a list; nothing gives an empty list. */
export function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
